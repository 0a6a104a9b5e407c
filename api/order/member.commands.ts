/**
 * A joint order of several stations: the lead asks others to take part, each says yes or no. And a shared order's rest,
 * which its station closes. Lock, decide (shared), save; every refusal before the first write.
 */
import { answer, memberProblems } from '@jiedui/shared/order/joint-stations.ts';
import { moveOrder } from '@jiedui/shared/order/lifecycle.ts';
import {
  type StationAnswered,
  NoRestToClose,
  OrderIncomplete,
  OrderNotFound,
  OrderNotIn,
} from '@jiedui/shared/order/refusals.ts';
import { closeRest } from '@jiedui/shared/order/standing.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { isUuid } from '../builder.ts';
import { type CommandContext, type Done, type DomainEvent, command } from '../hall/command.ts';
import { stationsById } from '../station/station.store.ts';
import { stationIdsOf } from '../viewer.ts';
import { membersOf, saveAnswer, saveAsked } from './member.store.ts';
import { lockOrder, lockShared, orderById, type OrderRow } from './order.store.ts';
import { settleStanding } from './standing.ts';
import { takersOf } from './takers.store.ts';

export interface AskStationsInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
  /** All that are asked from now on; empty: none, the order is the station's alone. */
  readonly members: readonly { readonly stationId: string; readonly share: number }[];
}

/** 征求联合意见: the draft is shown to these stations, each with its share; they answer before it is posted. */
export function askStations(
  context: CommandContext,
  input: AskStationsInput,
): Promise<OrderRow | OrderNotFound | OrderNotIn | StaleVersion | OrderIncomplete> {
  const operation = { name: 'askStations', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await lockOrder(tx, input.orderId);
    if (!order || !stationIdsOf(viewer).includes(order.stationId)) return new OrderNotFound();
    const state = moveOrder(order, 'save', context.at);
    if (state instanceof OrderNotIn) return state;
    if (order.version !== input.expectedVersion) return new StaleVersion(order.version);
    const ids = input.members.map(({ stationId }) => stationId).filter(isUuid);
    const known = await stationsById(tx, ids);
    const problems = memberProblems(order.stationId, order.headcount, input.members);
    if (known.length < new Set(input.members.map(({ stationId }) => stationId)).size)
      problems.push({ field: 'members', message: '所选社工站中有不存在的，请重新选择社工站' });
    if (0 < problems.length) return new OrderIncomplete(problems);
    await saveAsked(tx, { ...order, tenantId: viewer.tenantId }, input.members, context.at);
    const asked = { ...order, version: order.version + 1, memberStationIds: ids };
    const stationIds = [...new Set([order.stationId, ...order.memberStationIds, ...ids])];
    return done(asked, ['members'], [joint('order.stationsAsked', asked, stationIds)]);
  });
}

export interface AnswerJointOrderInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  /** 参加 or 不参加. */
  readonly joins: boolean;
  /** Needed with 不参加; the lead reads it. */
  readonly reason: string;
}

/** 参加 or 不参加: a station that was asked answers for itself; its first answer stands until it is asked anew. */
export function answerJointOrder(
  context: CommandContext,
  input: AnswerJointOrderInput,
): Promise<OrderRow | OrderNotFound | StationAnswered | ReasonMissing> {
  const operation = { name: 'answerJointOrder', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const order = await orderById(tx, input.orderId);
    if (!order) return new OrderNotFound();
    const own = stationIdsOf(viewer);
    const member = (await membersOf(tx, [order.id])).find(({ stationId }) => own.includes(stationId));
    if (!member) return new OrderNotFound();
    const answered = answer(member, input.joins, input.reason, context.at);
    if (answered instanceof Refusal) return answered;
    await saveAnswer(tx, order.id, answered, viewer.accountId);
    const event = joint('order.stationAnswered', order, [order.stationId, member.stationId]);
    return { ...done(order, ['members'], [event]), versionBefore: order.version };
  });
}

export interface CloseOrderRestInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly expectedVersion: number;
}

/** 不再征集: what is taken is enough; the rest is not sought any more, and the order goes on with who holds a part. */
export function closeOrderRest(
  context: CommandContext,
  input: CloseOrderRestInput,
): Promise<OrderRow | OrderNotFound | NoRestToClose | StaleVersion> {
  const operation = { name: 'closeOrderRest', key: input.clientMutationId, input, reload: orderById };
  return command(context, operation, async (tx, viewer) => {
    const seen = await orderById(tx, input.orderId);
    if (!seen || !stationIdsOf(viewer).includes(seen.stationId)) return new OrderNotFound();
    const order = await lockShared(tx, input.orderId);
    if (!order) return new NoRestToClose();
    if (order.version !== input.expectedVersion) return new StaleVersion(order.version);
    const closed = closeRest(order, await takersOf(tx, [order.id]), context.at);
    if (closed instanceof Refusal) return closed;
    const { order: settled, takers } = await settleStanding(tx, closed, context.at);
    const event = joint('order.restClosed', settled, [settled.stationId, ...settled.memberStationIds]);
    const organizationIds = takers.map(({ organizationId }) => organizationId);
    return done(
      settled,
      ['claimableUntil', 'state'],
      [{ ...event, payload: { ...event.payload, organizationIds, market: 1 } }],
    );
  });
}

const joint = (topic: string, { id, version, authorityId }: OrderRow, stationIds: readonly string[]): DomainEvent => ({
  topic,
  entityId: id,
  version,
  payload: { stationIds, authorityId },
});

function done(order: OrderRow, changed: readonly string[], events: readonly DomainEvent[]): Done<OrderRow> {
  const { id, version } = order;
  return {
    value: order,
    entity: 'order',
    entityId: id,
    versionBefore: version - 1,
    versionAfter: version,
    changed,
    events,
  };
}
