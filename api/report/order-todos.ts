/** Todos on the way of an order to those who serve it, for each side: what was returned, waits for approval, was asked, presses. */
import type { Tx } from '@jiedui/db/connect.ts';
import { formatInstant } from '@jiedui/shared/calendar.ts';
import { approveUntil } from '@jiedui/shared/order/approval.ts';
import type { Viewer } from '../viewer.ts';
import {
  emergenciesOpen,
  ordersAsked,
  ordersReturned,
  ordersToApprove,
  ordersToSample,
  type Queue,
} from './home-orders.store.ts';
import type { Todo } from './todos.ts';

/** For the people of these stations; of approval, what is delegated to the viewer as a lead. */
export async function stationOrderTodos(
  tx: Tx,
  { roles }: Viewer,
  stationIds: readonly string[],
  at: Date,
): Promise<Todo[]> {
  const leadOf = roles.flatMap(({ role, stationId }) => (role === 'station_lead' && stationId ? [stationId] : []));
  const returned = (await ordersReturned(tx, stationIds)).map(
    ({ id, title, approverName, reason, decidedAt }): Todo => ({
      kind: 'order_returned',
      id,
      title,
      detail: `${approverName}于${formatInstant(decidedAt)} 退回：${reason ?? '未写明'}。请修改后重新提交`,
      link: `/m/orders/${id}`,
      dueAt: null,
    }),
  );
  const asked = (await ordersAsked(tx, stationIds, at)).map(
    ({ id, title, count, question, answerUntil }): Todo => ({
      kind: 'question_to_answer',
      id,
      title: `“${title}”有 ${count} 个提问没有答复`,
      detail: `“${question}”。答复所有能看到点单的组织都能看到`,
      link: `/m/orders/${id}`,
      dueAt: answerUntil,
    }),
  );
  const waiting = leadOf.length === 0 ? null : await ordersToApprove(tx, leadOf);
  return [...approving(waiting, '/m/approvals'), ...returned, ...asked];
}

export async function bureauOrderTodos(tx: Tx, at: Date): Promise<Todo[]> {
  const sample = await ordersToSample(tx);
  return [
    ...(await pressing(tx, null, at, (id) => `/d/orders?order=${id}`, '可直接邀请合适的组织承接')),
    ...approving(await ordersToApprove(tx, []), '/d/approvals'),
    ...(sample
      ? [
          {
            kind: 'sample_to_check' as const,
            id: sample.orderId,
            title: `${sample.count} 条先发布的点单等您抽查`,
            detail: `最早一条是${sample.stationName}的“${sample.title}”，${formatInstant(sample.since)} 发布`,
            link: '/d/approvals?show=looks',
            dueAt: null,
          },
        ]
      : []),
  ];
}

/** Emergencies on the market: nobody else is as quick as whoever reads this first. */
export const organizationOrderTodos = (tx: Tx, organizationIds: readonly string[], at: Date): Promise<Todo[]> =>
  pressing(tx, organizationIds, at, (id) => `/m/orders/${id}`, '能承接的请尽快接单');

async function pressing(
  tx: Tx,
  organizationIds: readonly string[] | null,
  at: Date,
  linkOf: (id: string) => string,
  next: string,
): Promise<Todo[]> {
  return (await emergenciesOpen(tx, organizationIds, at)).map(
    ({ id, title, stationName, postedAt, claimableUntil }) => ({
      kind: 'emergency_open',
      id,
      title: `${stationName}有紧急点单“${title}”还没有组织接`,
      detail: `${formatInstant(postedAt)} 发布，24 小时内要办。${next}`,
      link: linkOf(id),
      dueAt: claimableUntil,
    }),
  );
}

function approving(waiting: Queue | null, link: string): Todo[] {
  if (!waiting) return [];
  const { count, orderId, title, stationName, since } = waiting;
  return [
    {
      kind: 'order_to_approve',
      id: orderId,
      title: count === 1 ? `${stationName}的“${title}”等您审核` : `${count} 条点单等您审核，最早的是“${title}”`,
      detail: `${stationName}，${formatInstant(since)} 提交。可以同意发布、退回修改或不予发布`,
      link,
      dueAt: approveUntil(since),
    },
  ];
}
