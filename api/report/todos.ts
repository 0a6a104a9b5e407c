/** Todos (待办): what waits for this person on the sides they stand on, as sentences that lead to the page where it is done. */
import type { Tx } from '@jiedui/db/connect.ts';
import { SIGNING_ROLES } from '@jiedui/shared/account/role.ts';
import { endOfDay, formatDate, formatInstant, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { confirmByOf } from '@jiedui/shared/offer/confirming.ts';
import { SCREEN_WITHIN_DAYS } from '@jiedui/shared/order/need.ts';
import { SURVEY_METHOD_WORDS } from '@jiedui/shared/order/survey.ts';
import type { TodoKind } from '@jiedui/shared/report/todo.ts';
import { countAwaiting } from '../offer/confirming.store.ts';
import { ordersAwaiting } from '../order/confirming.store.ts';
import { needsWaiting } from '../order/need.store.ts';
import { partsWaiting } from '../order/survey.store.ts';
import { authorityIdsOf, type Viewer, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import {
  type SessionWaiting,
  agreementsWaiting,
  claimsToPair,
  claimsWaiting,
  invitationsWaiting,
  orderDrafts,
  ordersToServe,
  sessionsToConfirm,
  sessionsToFinish,
} from './home.store.ts';
import { bureauOrderTodos, organizationOrderTodos, stationOrderTodos } from './order-todos.ts';

const DAY_MS = 86_400_000;

export interface Todo {
  readonly kind: TodoKind;
  /** Of the thing that waits: an invitation, an order, a claim, an agreement or a session. */
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly link: string;
  readonly dueAt: Date | null;
}

/** Everything that waits, the soonest due first; what has no due time comes after. */
export async function todosOf(tx: Tx, viewer: Viewer, at: Date): Promise<Todo[]> {
  const stationIds = stationIdsOf(viewer);
  const organizationIds = organizationIdsOf(viewer);
  const todos = [
    ...(stationIds.length > 0 ? await stationOrderTodos(tx, viewer, stationIds, at) : []),
    ...(stationIds.length > 0 ? await stationTodos(tx, stationIds, organizationIds, at) : []),
    ...(await signingTodos(tx, viewer)),
    ...(organizationIds.length > 0 ? await organizationTodos(tx, organizationIds, at) : []),
    ...(organizationIds.length > 0 ? await organizationOrderTodos(tx, organizationIds, at) : []),
    ...(authorityIdsOf(viewer).length > 0 ? await bureauOrderTodos(tx, at) : []),
  ];
  const due = (todo: Todo) => todo.dueAt?.getTime() ?? Number.POSITIVE_INFINITY;
  return todos
    .map((todo, order) => ({ todo, order }))
    .sort((a, b) => (due(a.todo) === due(b.todo) ? a.order - b.order : due(a.todo) - due(b.todo)))
    .map(({ todo }) => todo);
}

async function stationTodos(tx: Tx, stationIds: string[], organizationIds: string[], at: Date): Promise<Todo[]> {
  const claims = (await claimsWaiting(tx, stationIds, at)).map((claim) => ({
    kind: 'claim_to_confirm' as const,
    id: claim.id,
    title: `${claim.organizationName}接了“${claim.orderTitle}”`,
    detail: `${formatInstant(claim.claimedAt)} 接单，逾期未确认则接单失效`,
    link: `/m/orders/${claim.orderId}`,
    dueAt: claim.confirmUntil,
  }));
  const sessions = (await sessionsToConfirm(tx, stationIds, organizationIds)).map((session) => ({
    kind: 'session_to_confirm' as const,
    id: session.id,
    title: session.title,
    detail: `${session.organizationName}提交，服务于${heldOn(session)}`,
    link: `/m/sessions/${session.id}`,
    dueAt: null,
  }));
  const drafts = (await orderDrafts(tx, stationIds)).map((order) => ({
    kind: 'order_draft' as const,
    id: order.id,
    title: order.title || '未填写标题的点单',
    detail: `${formatInstant(order.updatedAt)} 保存，尚未提交`,
    link: `/m/orders/${order.id}/edit`,
    dueAt: null,
  }));
  const unspoken = await ordersAwaiting(tx, stationIds, at, 1);
  const word = monthlyTodo(unspoken.count, unspoken.orders[0]?.id, '条待接单的点单', '仍需要', at);
  return [...claims, ...word, ...sessions, ...(await needTodos(tx, stationIds, at)), ...drafts];
}

/** One line for the month's word on a list, until the cut-off; after it the things rest, and the line says so. */
function monthlyTodo(count: number, id: string | undefined, things: string, word: string, at: Date): Todo[] {
  if (count === 0 || id === undefined) return [];
  const today = localDateOf(at);
  const last = confirmByOf(monthOf(today));
  return [
    {
      kind: 'list_to_confirm',
      id,
      title: `${count} ${things}本月还没有确认${word}`,
      detail:
        today <= last
          ? `${formatDate(last)} 前确认，逾期暂停`
          : '已过本月确认截止日，未确认的已暂停或即将暂停，确认后恢复',
      link: '/m/monthly',
      dueAt: endOfDay(last),
    },
  ];
}

/** One line for all needs that wait too long: the list shows which. */
async function needTodos(tx: Tx, stationIds: string[], at: Date): Promise<Todo[]> {
  const waiting = await needsWaiting(tx, stationIds, new Date(at.getTime() - SCREEN_WITHIN_DAYS * DAY_MS));
  if (!waiting) return [];
  return [
    {
      kind: 'need_to_screen',
      id: waiting.id,
      title: `${waiting.count} 条需求登记满 ${SCREEN_WITHIN_DAYS} 天还没有筛选`,
      detail: `最早一条“${waiting.title}”，${formatInstant(waiting.recordedAt)} 登记。请转为点单，或写明不转的原因`,
      link: '/m/needs',
      dueAt: null,
    },
  ];
}

/** Only the leads sign, so only they are reminded. */
async function signingTodos(tx: Tx, { roles }: Viewer): Promise<Todo[]> {
  const stationIds = roles.flatMap((grant) =>
    grant.role === SIGNING_ROLES.station && grant.stationId ? [grant.stationId] : [],
  );
  const organizationIds = roles.flatMap((grant) =>
    grant.role === SIGNING_ROLES.organization && grant.organizationId ? [grant.organizationId] : [],
  );
  if (stationIds.length === 0 && organizationIds.length === 0) return [];
  return (await agreementsWaiting(tx, stationIds, organizationIds)).map((agreement) => ({
    kind: 'agreement_to_sign',
    id: agreement.id,
    title: `${agreement.organizationName}与${agreement.stationName}的结对协议`,
    detail: `${agreement.number}，自${formatDate(agreement.termFrom)}至${formatDate(agreement.termTo)}`,
    link: `/m/agreements/${agreement.id}`,
    dueAt: null,
  }));
}

async function organizationTodos(tx: Tx, organizationIds: string[], at: Date): Promise<Todo[]> {
  const invitations = (await invitationsWaiting(tx, organizationIds, at)).map((invitation) => ({
    kind: 'invitation_to_answer' as const,
    id: invitation.id,
    title: `${invitation.authorityName}邀请贵单位承接“${invitation.orderTitle}”`,
    detail: `${invitation.stationName}的点单。可以接受，也可以谢绝`,
    link: `/m/invitations/${invitation.id}`,
    dueAt: invitation.respondUntil,
  }));
  const orders = (await ordersToServe(tx, organizationIds)).map((order) => ({
    kind: 'order_to_serve' as const,
    id: order.id,
    title: order.title,
    detail: order.stationName.startsWith(order.place) ? order.stationName : `${order.stationName}，${order.place}`,
    link: `/m/sessions/new?order=${order.id}`,
    dueAt: order.windowTo === null ? null : endOfDay(order.windowTo),
  }));
  const claims = (await claimsToPair(tx, organizationIds, localDateOf(at))).map((claim) => ({
    kind: 'agreement_to_draft' as const,
    id: claim.id,
    title: `与${claim.stationName}起草结对协议`,
    detail: `由“${claim.orderTitle}”的接单结对`,
    link: `/m/claims/${claim.id}/agreement`,
    dueAt: null,
  }));
  const sessions = (await sessionsToFinish(tx, organizationIds)).map((session) => {
    const returned = session.state === 'returned';
    return {
      kind: returned ? ('session_returned' as const) : ('session_draft' as const),
      id: session.id,
      title: session.title || '未填写标题的服务记录',
      detail: returned ? `退回原因：${session.returnReason ?? '未写明'}` : `服务于${heldOn(session)}，尚未提交`,
      link: `/m/sessions/${session.id}/edit`,
      dueAt: null,
    };
  });
  const returnedFirst = [...sessions].sort(
    (a, b) => Number(a.kind === 'session_draft') - Number(b.kind === 'session_draft'),
  );
  const parts = (await partsWaiting(tx, organizationIds)).map((part) => ({
    kind: 'survey_part_to_answer' as const,
    id: part.surveyId,
    title: `${part.stationName}记下贵单位共同做了${SURVEY_METHOD_WORDS[part.method]}调查`,
    detail: `${formatDate(part.heldOn)}。请看内容是否属实，确认参与`,
    link: `/m/surveys/${part.surveyId}`,
    dueAt: null,
  }));
  const silent = await countAwaiting(tx, organizationIds, localDateOf(at));
  const word = monthlyTodo(silent, organizationIds[0], '条供给', '仍可提供', at);
  return [...invitations, ...word, ...orders, ...claims, ...returnedFirst, ...parts];
}

const heldOn = ({ startedAt }: SessionWaiting) => formatDate(localDateOf(startedAt));
