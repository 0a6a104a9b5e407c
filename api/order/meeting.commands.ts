/** 约定时间: for an order with a range of days, one side proposes a day and an hour, the other agrees or proposes another. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf, type LocalDate } from '@jiedui/shared/calendar.ts';
import { DateNotForYou, OrderSettingUnsound } from '@jiedui/shared/order/flow-refusals.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { type DateSide, meetingProblems } from '@jiedui/shared/order/meeting.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { organizationIdsOf, stationIdsOf, type Viewer } from '../viewer.ts';
import { answerDate, insertDate, lockProposed, saveAgreed } from './meeting.store.ts';
import { lockOrder, type OrderRow, orderById } from './order.store.ts';
import { doneWith } from './own-order.ts';

export interface ProposeDateInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly onDay: LocalDate;
  /** Of the day, from midnight. */
  readonly fromMinute: number;
}

/** A new proposal takes the place of the one that waits, whosever it was. */
export function proposeOrderDate(
  context: CommandContext,
  input: ProposeDateInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | OrderSettingUnsound> {
  const operation = { name: 'proposeOrderDate', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockServed(tx, viewer, input.orderId, context.at);
    if (held instanceof Refusal) return held;
    const { order, side, organizationId } = held;
    const { windowFrom, windowTo, durationMinutes, stationId, authorityId } = order;
    if (windowFrom === null || windowTo === null) throw new Error(`order ${order.id} is served without a window`);
    const today = localDateOf(context.at);
    const problems = meetingProblems({ windowFrom, windowTo, durationMinutes }, input.onDay, input.fromMinute, today);
    if (problems.length !== 0) return new OrderSettingUnsound(problems);
    const waiting = await lockProposed(tx, order.id);
    if (waiting) await answerDate(tx, waiting, 'replaced', viewer.accountId, context.at);
    await insertDate(tx, {
      id: uuid(),
      tenantId: viewer.tenantId,
      orderId: order.id,
      stationId,
      organizationId,
      authorityId,
      side,
      proposedBy: viewer.accountId,
      proposedAt: context.at,
      onDay: input.onDay,
      fromMinute: input.fromMinute,
    });
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version,
      changed: ['date'],
      topic: side === 'station' ? 'order.dateByStation' : 'order.dateByOrganization',
      market: false,
    });
  });
}

export interface AgreeDateInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
}

export function agreeOrderDate(
  context: CommandContext,
  input: AgreeDateInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion | DateNotForYou> {
  const operation = { name: 'agreeOrderDate', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockServed(tx, viewer, input.orderId, context.at);
    if (held instanceof Refusal) return held;
    const { order, side } = held;
    if (order.version !== input.expectedVersion) return new StaleVersion(order.version);
    const waiting = await lockProposed(tx, order.id);
    if (!waiting || waiting.side === side) return new DateNotForYou();
    await answerDate(tx, waiting, 'agreed', viewer.accountId, context.at);
    await saveAgreed(tx, order, waiting, context.at);
    return doneWith(tx, order.id, {
      versionBefore: order.version,
      versionAfter: order.version + 1,
      changed: ['agreedOn', 'agreedMinute'],
      topic: 'order.dateAgreed',
      market: false,
    });
  });
}

/** The order, locked, that is being served between the viewer's unit and another. */
async function lockServed(
  tx: Tx,
  viewer: Viewer,
  id: string,
  at: Date,
): Promise<{ order: OrderRow; side: DateSide; organizationId: string } | OrderNotFound | OrderNotIn> {
  const order = await lockOrder(tx, id);
  if (!order) return new OrderNotFound();
  const organizationId = order.claimedOrganizationId;
  const byStation = stationIdsOf(viewer).includes(order.stationId);
  const byOrganization = organizationId !== null && organizationIdsOf(viewer).includes(organizationId);
  if (!byStation && !byOrganization) return new OrderNotFound();
  const state = effectiveOrderState(order, at);
  if (state !== 'confirmed' || organizationId === null) return new OrderNotIn(state);
  return { order, side: byStation ? 'station' : 'organization', organizationId };
}
