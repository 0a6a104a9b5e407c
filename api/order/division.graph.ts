/** How an order is divided, on the graph: its lines, who holds what and what is left, and the stations of a joint order. */
import {
  COMMITMENTS,
  commitmentOf,
  leftOf,
  leftWords,
  type Portion,
  seatsLeft,
  SERVICE_STATUSES,
  type Taker,
  takerLapsesAt,
} from '@jiedui/shared/order/commitment.ts';
import { MEMBER_ANSWERS, leadShare, type Member } from '@jiedui/shared/order/joint-stations.ts';
import {
  StationAnswered,
  MembersUnsettled,
  NoRestToClose,
  OrderIncomplete,
  OrderNotFound,
  OrderNotIn,
} from '@jiedui/shared/order/refusals.ts';
import type { OrderLine } from '@jiedui/shared/order/line.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { QuantityRef } from '../hall/quantity.graph.ts';
import { byOrder } from './of-order.ts';
import { answerJointOrder, askStations, closeOrderRest } from './member.commands.ts';
import { type MemberOfOrder, membersOf } from './member.store.ts';
import { SharingEnum, OrderRef } from './order.graph.ts';
import { loadTakers, serviceStatusNow } from './takers.ts';
import type { OrderRow } from './order.store.ts';

export const CommitmentEnum = builder.enumType('Commitment', { values: COMMITMENTS });
export const ServiceStatusEnum = builder.enumType('ServiceStatus', { values: SERVICE_STATUSES });
const MemberAnswerEnum = builder.enumType('MemberAnswer', { values: MEMBER_ANSWERS });

const loadMembers = (context: Context, orderId: string): Promise<MemberOfOrder[]> =>
  byOrder(context, 'members', orderId, membersOf);

export const PortionRef = builder.objectRef<Portion>('Portion').implement({
  description: 'How many of a line; line 0 is the order itself.',
  extensions: access(viaParent),
  fields: (t) => ({ seq: t.exposeInt('seq'), value: t.exposeInt('value') }),
});

interface LineNow {
  readonly line: OrderLine;
  readonly left: number;
  readonly takers: readonly { readonly taker: Taker; readonly value: number }[];
}

const LineTakerRef = builder.objectRef<LineNow['takers'][number]>('LineTaker').implement({
  description: 'Who takes how much of a line.',
  extensions: access(viaParent),
  fields: (t) => ({
    organizationName: t.string({ resolve: ({ taker }) => taker.organizationName }),
    value: t.exposeInt('value'),
    isConfirmed: t.boolean({ resolve: ({ taker }) => taker.state === 'confirmed' }),
  }),
});

const OrderLineRef = builder.objectRef<LineNow>('OrderLine').implement({
  description: '点单明细: one thing that an order asks for, and how much of it.',
  extensions: access(viaParent),
  fields: (t) => ({
    seq: t.int({ resolve: ({ line }) => line.seq }),
    serviceType: t.string({ nullable: true, resolve: ({ line }) => line.serviceType }),
    what: t.string({ resolve: ({ line }) => line.what }),
    quantity: t.field({ type: QuantityRef, resolve: ({ line }) => line.quantity }),
    note: t.string({ resolve: ({ line }) => line.note }),
    left: t.exposeInt('left', { description: 'What may still be taken of it.' }),
    takers: t.field({ type: [LineTakerRef], resolve: ({ takers }) => [...takers] }),
  }),
});

const TakerRef = builder.objectRef<Taker>('OrderTaker').implement({
  description: 'An organization that holds the order, or a share of it.',
  extensions: access(viaParent),
  fields: (t) => ({
    claimId: t.exposeID('claimId'),
    organizationId: t.exposeID('organizationId'),
    organizationName: t.exposeString('organizationName'),
    isConfirmed: t.boolean({ resolve: ({ state }) => state === 'confirmed' }),
    claimedAt: t.expose('claimedAt', { type: 'Instant' }),
    deliveredAt: t.expose('deliveredAt', { type: 'Instant', nullable: true }),
    startedAt: t.expose('startedAt', { type: 'Instant', nullable: true }),
    lapsesAt: t.field({
      type: 'Instant',
      nullable: true,
      description: 'Last instant at which it stands if nobody decides, or begins; null when it cannot lapse.',
      resolve: (taker) => takerLapsesAt(taker),
    }),
    portions: t.field({ type: [PortionRef], resolve: ({ portions }) => [...portions] }),
  }),
});

const MemberRef = builder.objectRef<Member>('OrderMember').implement({
  description: '联合社工站: a station that was asked to take part in a joint order.',
  extensions: access(viaParent),
  fields: (t) => ({
    stationId: t.exposeID('stationId'),
    stationName: t.exposeString('stationName'),
    share: t.exposeInt('share', { description: 'Of the headcount, in its unit.' }),
    answer: t.expose('answer', { type: MemberAnswerEnum }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
  }),
});

function linesNow(order: OrderRow, takers: readonly Taker[], at: Date): LineNow[] {
  const left = leftOf(order, takers, at);
  return order.lines.map((line) => ({
    line,
    left: left.find(({ seq }) => seq === line.seq)?.value ?? 0,
    takers: takers.flatMap((taker) =>
      taker.portions.flatMap(({ seq, value }) => (seq === line.seq ? [{ taker, value }] : [])),
    ),
  }));
}

builder.objectFields(OrderRef, (t) => ({
  sharing: t.expose('sharing', { type: SharingEnum }),
  seats: t.exposeInt('seats', { description: 'Organizations that a joint order takes; 1 otherwise.' }),
  lines: t.field({
    type: [OrderLineRef],
    resolve: async (order, _args, context) =>
      order.lines.length === 0 ? [] : linesNow(order, await loadTakers(context, order.id), context.at),
  }),
  takers: t.field({
    type: [TakerRef],
    description: 'Who holds it now, or a share of it, the first first.',
    resolve: async (order, _args, context) => await loadTakers(context, order.id),
  }),
  commitment: t.field({
    type: CommitmentEnum,
    description: 'How much of it is taken.',
    resolve: async (order, _args, context) =>
      commitmentOf(order, order.state === 'draft' ? [] : await loadTakers(context, order.id), context.at),
  }),
  seatsLeft: t.int({
    description: 'Organizations that may still take a place.',
    resolve: async (order, _args, context) => seatsLeft(order, await loadTakers(context, order.id), context.at),
  }),
  leftWords: t.string({
    description: '助浴还差 12 人: what is left of a shared order; empty when nothing is.',
    resolve: async (order, _args, context) =>
      order.sharing === 'exclusive'
        ? ''
        : leftWords(order, leftOf(order, await loadTakers(context, order.id), context.at)),
  }),
  members: t.field({
    type: [MemberRef],
    description: 'Stations asked to take part; the order’s own leads.',
    resolve: async (order, _args, context) =>
      order.memberStationIds.length === 0 ? [] : await loadMembers(context, order.id),
  }),
  serviceStatus: t.field({
    type: ServiceStatusEnum,
    description: 'How far it is served; beside `commitment`, which says how much of it is taken.',
    resolve: (order, _args, context) => serviceStatusNow(context, order),
  }),
  leadShare: t.int({
    nullable: true,
    description: 'Of a joint order of several stations: the share of the lead.',
    resolve: async (order, _args, context) =>
      order.memberStationIds.length === 0 ? null : leadShare(order.headcount, await loadMembers(context, order.id)),
  }),
}));

builder.objectType(MembersUnsettled, {
  name: 'MembersUnsettled',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ stationNames: t.stringList({ resolve: ({ stationNames }) => [...stationNames] }) }),
});
builder.objectType(StationAnswered, {
  name: 'StationAnswered',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(NoRestToClose, {
  name: 'NoRestToClose',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

const MemberAskedInput = builder.inputType('MemberAskedInput', {
  fields: (t) => ({ stationId: t.id(), share: t.int() }),
});
const AskStationsInput = builder.inputType('AskStationsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    members: t.field({ type: [MemberAskedInput] }),
  }),
});
const AnswerJointOrderInput = builder.inputType('AnswerJointOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    joins: t.boolean(),
    reason: t.string({ required: false }),
  }),
});
const CloseOrderRestInput = builder.inputType('CloseOrderRestInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), expectedVersion: t.int() }),
});
const AskStationsResult = builder.errorUnion('AskStationsResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion, OrderIncomplete],
});
const AnswerJointOrderResult = builder.errorUnion('AnswerJointOrderResult', {
  types: [OrderRef, OrderNotFound, StationAnswered, ReasonMissing],
});
const CloseOrderRestResult = builder.errorUnion('CloseOrderRestResult', {
  types: [OrderRef, OrderNotFound, NoRestToClose, StaleVersion],
});

builder.mutationFields((t) => ({
  askStations: t.field({
    type: AskStationsResult,
    description:
      '征求联合意见: the lead shows its draft to other stations, each with its share; they answer before it is posted.',
    extensions: access(station),
    args: { input: t.arg({ type: AskStationsInput }) },
    resolve: (_root, { input }, context) => askStations(context.command(), input),
  }),
  answerJointOrder: t.field({
    type: AnswerJointOrderResult,
    description: '参加 or 不参加: a station that was asked answers for itself.',
    extensions: access(station),
    args: { input: t.arg({ type: AnswerJointOrderInput }) },
    resolve: (_root, { input }, context) =>
      answerJointOrder(context.command(), { ...input, reason: input.reason ?? '' }),
  }),
  closeOrderRest: t.field({
    type: CloseOrderRestResult,
    description: '不再征集: what is taken is enough; the rest of a shared order is not sought any more.',
    extensions: access(station),
    args: { input: t.arg({ type: CloseOrderRestInput }) },
    resolve: (_root, { input }, context) => closeOrderRest(context.command(), input),
  }),
}));
