/** Orders on the graph: names, shapes, arguments. No rule lives here; see shared/order. */
import { CANCEL_REASONS } from '@jiedui/shared/order/cancel-reason.ts';
import { OfferNotOnMenu } from '@jiedui/shared/order/flow-refusals.ts';
import { SHARINGS, SEATS_MAX } from '@jiedui/shared/order/sharing.ts';
import { LINES_MAX, type OrderLine } from '@jiedui/shared/order/line.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { answerBy } from '@jiedui/shared/offer/confirming.ts';
import { isOrderResting, needsNeedConfirmed } from '@jiedui/shared/order/confirming.ts';
import { effectiveOrderState, isClaimable, isOverdue, neededOn } from '@jiedui/shared/order/lifecycle.ts';
import {
  NEED_TYPES,
  ORDER_LEGS,
  ORDER_MODES,
  ORDER_STATES,
  TIMELINE_KINDS,
  URGENCIES,
} from '@jiedui/shared/order/order.ts';
import { isDuration } from '@jiedui/shared/order/series.ts';
import { MembersUnsettled, OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, signedIn, station, viaParent } from '../access.ts';
import { CLAIM_MODES, type Opening } from '@jiedui/shared/order/claim-terms.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { badInput } from '../errors.ts';
import { askedBelow, askedOfNodes } from '../hall/asked.ts';
import { FieldProblemRef, PersonalDataSpotRef } from '../hall/problem.graph.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { QuantityInput, QuantityRef } from '../hall/quantity.graph.ts';
import { OrganizationRef } from '../organization/organization.graph.ts';
import { StationRef } from '../station/station.graph.ts';
import { organizationIdsOf } from '../viewer.ts';
import { columnsFor } from './columns.store.ts';
import { cancelOrder, postOrder, saveOrderDraft } from './order.commands.ts';
import { openingAt } from './opening.ts';
import { type OrderRow, countOrders, listOrders, orderById } from './order.store.ts';
import { stateNow } from './takers.ts';

export const SharingEnum = builder.enumType('Sharing', { values: SHARINGS });
export const OrderStateEnum = builder.enumType('OrderState', { values: ORDER_STATES });
export const NeedTypeEnum = builder.enumType('NeedType', { values: NEED_TYPES });
export const OrderModeEnum = builder.enumType('OrderMode', { values: ORDER_MODES });
const OrderLegEnum = builder.enumType('OrderLeg', { values: ORDER_LEGS });
export const UrgencyEnum = builder.enumType('Urgency', { values: URGENCIES });
export const TimelineKindEnum = builder.enumType('TimelineKind', { values: TIMELINE_KINDS });

export const CancelReasonEnum = builder.enumType('CancelReason', { values: CANCEL_REASONS });
export const ClaimModeEnum = builder.enumType('ClaimMode', { values: CLAIM_MODES });

const OpeningRef = builder.objectRef<Opening>('Opening').implement({
  description: '先期开放: paired organizations first, then those of the county, then everyone.',
  extensions: access(viaParent),
  fields: (t) => ({
    countyOn: t.expose('countyOn', { type: 'LocalDate', description: 'First day for the county.' }),
    allOn: t.expose('allOn', { type: 'LocalDate', description: 'First day for everyone.' }),
  }),
});

export const OrderRef = builder.objectRef<OrderRow>('Order').implement({
  description: '点单: one request for help, posted by a station.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.field({
      type: OrderStateEnum,
      description:
        'As of now: a claim that nobody confirmed in time has set the order free; past its deadline one that several share is what its holders make it.',
      resolve: (order, _args, context) => stateNow(context, order),
    }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    scheme: t.exposeString('scheme', {
      nullable: true,
      description: 'The classification its type belongs to, as posted.',
    }),
    schemeVersion: t.exposeInt('schemeVersion', { nullable: true }),
    serviceType: t.exposeString('serviceType', { nullable: true }),
    targetGroups: t.stringList({ resolve: (order) => [...order.targetGroups] }),
    headcount: t.expose('headcount', { type: QuantityRef, nullable: true }),
    place: t.exposeString('place'),
    windowFrom: t.expose('windowFrom', { type: 'LocalDate', nullable: true }),
    windowTo: t.expose('windowTo', { type: 'LocalDate', nullable: true, description: 'Last day, inclusive.' }),
    needType: t.expose('needType', { type: NeedTypeEnum, nullable: true }),
    mode: t.expose('mode', { type: OrderModeEnum, nullable: true, description: '输血 or 造血.' }),
    leg: t.expose('leg', { type: OrderLegEnum, nullable: true, description: '物资, 服务 or both.' }),
    urgency: t.expose('urgency', { type: UrgencyEnum, nullable: true }),
    claimableUntil: t.expose('claimableUntil', {
      type: 'Instant',
      nullable: true,
      description: 'Last instant, inclusive.',
    }),
    requiredQualifications: t.stringList({
      description: 'Licences that who serves it must hold.',
      resolve: (order) => [...order.requiredQualifications],
    }),
    budgetCapFen: t.exposeInt('budgetCapFen', {
      nullable: true,
      description: 'The most that one session may cost, in 分; 0 for free offers only, null when no cap is set.',
    }),
    durationMinutes: t.exposeInt('durationMinutes', {
      nullable: true,
      description: 'How long it takes, where only a range of days is known; the two sides agree on the day.',
    }),
    agreedOn: t.expose('agreedOn', { type: 'LocalDate', nullable: true }),
    agreedMinute: t.exposeInt('agreedMinute', { nullable: true, description: 'Of the day agreed on.' }),
    claimMode: t.expose('claimMode', {
      type: ClaimModeEnum,
      nullable: true,
      description: 'To whom it is open first, as the station said; null leaves it to the authority.',
    }),
    opening: t.field({
      type: OpeningRef,
      nullable: true,
      description: '先期开放: when it opens to whom; null when to all at once, or not posted yet.',
      resolve: (order) => order.opening,
    }),
    openingIfPosted: t.field({
      type: OpeningRef,
      nullable: true,
      description: 'When a draft would open to whom if it were posted now under this mode; null when to all at once.',
      args: { claimMode: t.arg({ type: ClaimModeEnum, required: false }) },
      resolve: async (order, { claimMode }, context) =>
        order.state === 'draft' || order.state === 'returned'
          ? openingAt(await context.tx(), { ...order, claimMode: claimMode ?? null }, context.at)
          : null,
    }),
    isClaimable: t.boolean({ resolve: (order, _args, { at }) => isClaimable(order, at) }),
    isResting: t.boolean({
      description: '待确认仍需要: open, and the month’s cut-off went by without its station’s word; not to be claimed.',
      resolve: (order, _args, { at }) => isOrderResting(order, at),
    }),
    needsConfirmation: t.boolean({
      description: '仍需要吗: its station has not said this month that it is still needed.',
      resolve: (order, _args, { at }) => needsNeedConfirmed(order, at),
    }),
    lastConfirmedOn: t.field({
      type: 'LocalDate',
      nullable: true,
      resolve: (order) => order.lastConfirmedOn ?? null,
    }),
    confirmBy: t.field({
      type: 'LocalDate',
      nullable: true,
      description: 'The last day on which to say so before it rests; null when nothing is asked, or it rests.',
      resolve: (order, _args, { at }) =>
        needsNeedConfirmed(order, at) ? answerBy(neededOn(order), localDateOf(at)) : null,
    }),
    isOverdue: t.boolean({
      resolve: async (order, _args, context) =>
        isOverdue({ ...order, state: await stateNow(context, order), claimLapsesAt: null }, context.at),
    }),
    station: t.expose('station', { type: StationRef }),
    claimedBy: t.field({
      type: OrganizationRef,
      nullable: true,
      resolve: (order, _args, { at }) => (effectiveOrderState(order, at) === 'open' ? null : order.claimedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'Instant' }),
    updatedAt: t.expose('updatedAt', { type: 'Instant' }),
    postedAt: t.expose('postedAt', { type: 'Instant', nullable: true }),
    completedAt: t.expose('completedAt', { type: 'Instant', nullable: true }),
    cancelReason: t.exposeString('cancelReason', { nullable: true }),
    cancelReasonCode: t.expose('cancelReasonCode', { type: CancelReasonEnum, nullable: true }),
  }),
});

builder.objectType(OrderNotFound, {
  name: 'OrderNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(OrderNotIn, {
  name: 'OrderNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: OrderStateEnum }) }),
});
builder.objectType(OfferNotOnMenu, {
  name: 'OfferNotOnMenu',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(OrderIncomplete, {
  name: 'OrderIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(PersonalDataFound, {
  name: 'PersonalDataFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ spots: t.field({ type: [PersonalDataSpotRef], resolve: (refusal) => [...refusal.spots] }) }),
});

builder.queryField('order', (t) =>
  t.field({
    type: OrderRef,
    nullable: true,
    description: 'Null when it does not exist and when it is not for the viewer: the two look alike.',
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context, info) => orderById(await context.tx(), id, columnsFor(askedBelow(info))),
  }),
);

export const OrderConnectionRef = connectionOf('Order', OrderRef);

builder.queryField('orders', (t) =>
  t.field({
    type: OrderConnectionRef,
    description:
      'Newest first. A station sees its own, an organization those it holds or held, the bureau those of its authorities.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [OrderStateEnum], required: false }),
    },
    resolve: async (_root, args, context, info) => {
      const { limit, afterId } = pageAsked(args);
      const held = organizationIdsOf(viewerOf(context));
      const filter = { states: args.states ?? null, heldBy: held.length > 0 ? held : null };
      const tx = await context.tx();
      const rows = await listOrders(tx, filter, afterId, limit, context.at, columnsFor(askedOfNodes(info)));
      return pageOf(rows, limit, () => countOrders(tx, filter, context.at));
    },
  }),
);

const OrderLineInput = builder.inputType('OrderLineInput', {
  description: 'One thing asked, in the order of the list.',
  fields: (t) => ({
    serviceType: t.string({ required: false }),
    what: t.string(),
    quantity: t.field({ type: QuantityInput }),
    note: t.string({ required: false }),
  }),
});

const OrderDraftInput = builder.inputType('OrderDraftInput', {
  description: 'What the station has typed so far. Without id and expectedVersion: a new draft.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    title: t.string({ required: false }),
    description: t.string({ required: false }),
    serviceType: t.string({ required: false }),
    targetGroups: t.stringList({ required: false }),
    headcount: t.field({ type: QuantityInput, required: false }),
    place: t.string({ required: false }),
    windowFrom: t.field({ type: 'LocalDate', required: false }),
    windowTo: t.field({ type: 'LocalDate', required: false }),
    needType: t.field({ type: NeedTypeEnum, required: false }),
    mode: t.field({ type: OrderModeEnum, required: false }),
    leg: t.field({ type: OrderLegEnum, required: false }),
    urgency: t.field({ type: UrgencyEnum, required: false }),
    claimableUntil: t.field({ type: 'Instant', required: false }),
    requiredQualifications: t.stringList({ required: false }),
    budgetCapFen: t.int({ required: false }),
    durationMinutes: t.int({ required: false }),
    claimMode: t.field({ type: ClaimModeEnum, required: false }),
    sharing: t.field({ type: SharingEnum, required: false }),
    seats: t.int({ required: false }),
    lines: t.field({ type: [OrderLineInput], required: false }),
  }),
});

type LineTyped = typeof OrderLineInput.$inferInput;
function linesOf(lines: readonly LineTyped[]): OrderLine[] {
  if (LINES_MAX < lines.length) throw badInput('lines', lines.length, `明细不超过 ${LINES_MAX} 项`);
  return lines.map(({ serviceType, what, quantity, note }, i) => {
    if (quantity.value < 0) throw badInput(`lines.${i}`, quantity.value, '数量应为 0 以上');
    return { seq: i + 1, serviceType: serviceType ?? null, what, quantity, note: note ?? '' };
  });
}

const SaveOrderDraftResult = builder.errorUnion('SaveOrderDraftResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion],
});

builder.mutationField('saveOrderDraft', (t) =>
  t.field({
    type: SaveOrderDraftResult,
    extensions: access(station),
    args: { input: t.arg({ type: OrderDraftInput }) },
    resolve: (_root, { input }, context) => {
      if (input.headcount && input.headcount.value < 0)
        throw badInput('headcount', input.headcount.value, '人数应为 0 以上');
      if (input.seats && (input.seats < 1 || SEATS_MAX < input.seats))
        throw badInput('seats', input.seats, `共同承接的单位数应为 1 至 ${SEATS_MAX} 家`);
      if (input.budgetCapFen && input.budgetCapFen < 0)
        throw badInput('budgetCapFen', input.budgetCapFen, '费用上限应为 0 以上');
      if (input.durationMinutes && !isDuration(input.durationMinutes))
        throw badInput('durationMinutes', input.durationMinutes, '时长应为 15 至 1440 分钟');
      return saveOrderDraft(context.command(), {
        clientMutationId: input.clientMutationId,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        title: input.title ?? '',
        description: input.description ?? '',
        serviceType: input.serviceType ?? null,
        targetGroups: input.targetGroups ?? [],
        headcount: input.headcount ?? null,
        place: input.place ?? '',
        windowFrom: input.windowFrom ?? null,
        windowTo: input.windowTo ?? null,
        needType: input.needType ?? null,
        mode: input.mode ?? null,
        leg: input.leg ?? null,
        urgency: input.urgency ?? null,
        claimableUntil: input.claimableUntil ?? null,
        requiredQualifications: input.requiredQualifications ?? [],
        budgetCapFen: input.budgetCapFen ?? null,
        durationMinutes: input.durationMinutes ?? null,
        claimMode: input.claimMode ?? null,
        sharing: input.sharing ?? 'exclusive',
        seats: input.seats ?? 1,
        lines: linesOf(input.lines ?? []),
      });
    },
  }),
);

const PostOrderInput = builder.inputType('PostOrderInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), expectedVersion: t.int() }),
});
const PostOrderResult = builder.errorUnion('PostOrderResult', {
  types: [
    OrderRef,
    OrderNotFound,
    OrderNotIn,
    StaleVersion,
    OrderIncomplete,
    PersonalDataFound,
    OfferNotOnMenu,
    MembersUnsettled,
  ],
});

builder.mutationField('postOrder', (t) =>
  t.field({
    type: PostOrderResult,
    description:
      '点单: the draft becomes an order that every organization sees, or, where its authority wants that, one that waits for approval.',
    extensions: access(station),
    args: { input: t.arg({ type: PostOrderInput }) },
    resolve: (_root, { input }, context) => postOrder(context.command(), input),
  }),
);

const CancelOrderInput = builder.inputType('CancelOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    reasonCode: t.field({
      type: CancelReasonEnum,
      required: false,
      description: 'Left out: other, which needs words.',
    }),
    reason: t.string({ description: 'Words that the claimant reads; may be empty unless the code is other.' }),
  }),
});
const CancelOrderResult = builder.errorUnion('CancelOrderResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion, ReasonMissing],
});

builder.mutationField('cancelOrder', (t) =>
  t.field({
    type: CancelOrderResult,
    description: '撤销: the station takes its order back, with a reason that the claimant reads.',
    extensions: access(station),
    args: { input: t.arg({ type: CancelOrderInput }) },
    resolve: (_root, { input }, context) => cancelOrder(context.command(), input),
  }),
);
