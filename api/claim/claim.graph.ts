/** Claims on the graph: the claim, its four mutations, and what an order shows of its claims. */
import { CLAIM_AWAITS, CLAIM_STATES, type Claim, LIVE_CLAIM_STATES } from '@jiedui/shared/claim/claim.ts';
import { END_CODES, endReasonWords } from '@jiedui/shared/claim/end-reasons.ts';
import { effectiveClaimState, isExpiring, isWithdrawalAtFault, lapsesAt } from '@jiedui/shared/claim/lifecycle.ts';
import {
  AlreadyClaimed,
  AlreadyExtended,
  AlreadyStarted,
  ClaimLapsed,
  ClaimNotFound,
  ClaimNotIn,
  ClaimTooLate,
  FirstSessionNotPossible,
  NotEligible,
  NotEnoughLeft,
  ShareUnclear,
} from '@jiedui/shared/claim/refusals.ts';
import { shareWords } from '@jiedui/shared/claim/share.ts';
import { type TimelineEvent, timelineOf } from '@jiedui/shared/claim/timeline.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, organization, signedIn, station, viaParent } from '../access.ts';
import { RefusalInterface, builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { CheckRef } from '../matching/matching.graph.ts';
import { byOrder } from '../order/of-order.ts';
import { loadNodesOf } from '../order/nodes.ts';
import { PortionRef } from '../order/division.graph.ts';
import { OrderRef, TimelineKindEnum } from '../order/order.graph.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { loadTakers } from '../order/takers.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { claimOrder, confirmClaim, declineClaim, releaseClaim, withdrawClaim } from './claim.commands.ts';
import { claimNodesOf } from './nodes.ts';
import { extendClaim, planFirstSession } from './lease.commands.ts';
import { claimById, claimsOfOrders, countClaims, listClaims } from './claim.store.ts';

export const loadOrder = (context: Context, id: string): Promise<OrderRow> =>
  context
    .loader(
      'order',
      () =>
        new DataLoader<string, OrderRow>(async (ids) =>
          inOrderOf(ids, await ordersById(await context.tx(), ids), (o) => o.id),
        ),
    )
    .load(id);

type NamedClaim = Claim & { readonly organizationName: string };
export const loadClaimsOfOrder = (context: Context, orderId: string): Promise<NamedClaim[]> =>
  byOrder(context, 'claimsOfOrder', orderId, claimsOfOrders);

const ClaimStateEnum = builder.enumType('ClaimState', { values: CLAIM_STATES });
const ClaimAwaitsEnum = builder.enumType('ClaimAwaits', { values: CLAIM_AWAITS });
export const EndCodeEnum = builder.enumType('ClaimEndCode', { values: END_CODES });

export const ClaimRef = builder.objectRef<Claim>('Claim').implement({
  description: '接单: an organization’s commitment to take an order.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    state: t.field({ type: ClaimStateEnum, resolve: (claim, _args, { at }) => effectiveClaimState(claim, at) }),
    order: t.field({ type: OrderRef, resolve: (claim, _args, context) => loadOrder(context, claim.orderId) }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (claim, _args, context) => loadOrganization(context, claim.organizationId),
    }),
    claimedAt: t.expose('claimedAt', { type: 'Instant' }),
    awaits: t.expose('awaits', {
      type: ClaimAwaitsEnum,
      description: 'Who has to say yes: the station, or the organization to an order made from its offer.',
    }),
    confirmUntil: t.expose('confirmUntil', {
      type: 'Instant',
      description: 'Last instant at which the station may decide.',
    }),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
    isShare: t.boolean({
      description: 'A share of an order that several may share, rather than the whole.',
      resolve: ({ exclusive }) => !exclusive,
    }),
    portions: t.field({
      type: [PortionRef],
      description: 'Of a partial order what it takes; empty for a seat, and for the whole.',
      resolve: ({ portions }) => [...portions],
    }),
    deliveredAt: t.expose('deliveredAt', { type: 'Instant', nullable: true }),
    shareWords: t.string({
      description: '助浴 12 人、送餐 3 户; 1 个名额; 全部.',
      resolve: async (claim, _args, context) => shareWords(await loadOrder(context, claim.orderId), claim.portions),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it ended: the coded reason and the words, as people read them.',
      resolve: ({ endCode, reason }) => endReasonWords(endCode, reason) || null,
    }),
    endCode: t.expose('endCode', { type: EndCodeEnum, nullable: true }),
    confirmedAt: t.expose('confirmedAt', { type: 'Instant', nullable: true }),
    freeUntil: t.expose('freeUntil', {
      type: 'Instant',
      nullable: true,
      description: 'Last instant for giving it back without its counting in the organization’s record.',
    }),
    startUntil: t.expose('startUntil', {
      type: 'Instant',
      nullable: true,
      description: 'Last instant to plan or record the first session; null before confirmation.',
    }),
    startedAt: t.expose('startedAt', { type: 'Instant', nullable: true }),
    firstSessionOn: t.expose('firstSessionOn', { type: 'LocalDate', nullable: true }),
    extendedAt: t.expose('extendedAt', { type: 'Instant', nullable: true }),
    extensionReason: t.exposeString('extensionReason', { nullable: true }),
    atFault: t.exposeBoolean('atFault', { description: 'It ended by the organization’s own fault.' }),
    lapsesAt: t.field({
      type: 'Instant',
      nullable: true,
      description: 'When it lapses if nobody does anything; null when it cannot.',
      resolve: (claim) => lapsesAt(claim),
    }),
    isExpiring: t.boolean({
      description: 'It lapses within two working days.',
      resolve: (claim, _args, { at }) => isExpiring(claim, at),
    }),
    withdrawalCounts: t.boolean({
      description: 'Giving it back now counts in the organization’s record.',
      resolve: (claim, _args, { at }) => isWithdrawalAtFault(claim, at),
    }),
  }),
});

const TimelineEntryRef = builder.objectRef<TimelineEvent>('TimelineEntry').implement({
  description: '办理进度: who did what when; the last entry may say whose turn it is.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: TimelineKindEnum }),
    at: t.expose('at', { type: 'Instant', nullable: true }),
    who: t.exposeString('who'),
    what: t.exposeString('what'),
    dueAt: t.expose('dueAt', { type: 'Instant', nullable: true }),
  }),
});

builder.objectFields(OrderRef, (t) => ({
  claim: t.field({
    type: ClaimRef,
    nullable: true,
    description: 'The live claim, for its parties and the bureau.',
    resolve: async (order, _args, context) => {
      const claims = await loadClaimsOfOrder(context, order.id);
      const live: readonly string[] = LIVE_CLAIM_STATES;
      return claims.find((claim) => live.includes(effectiveClaimState(claim, context.at))) ?? null;
    },
  }),
  claims: t.field({
    type: [ClaimRef],
    description: 'Every live claim of it that the viewer may see, the first first: an order may be shared by several.',
    resolve: async (order, _args, context) => {
      const live: readonly string[] = LIVE_CLAIM_STATES;
      const claims = await loadClaimsOfOrder(context, order.id);
      return claims.filter((claim) => live.includes(effectiveClaimState(claim, context.at)));
    },
  }),
  timeline: t.field({
    type: [TimelineEntryRef],
    resolve: async (order, _args, context) => {
      const isShared = order.sharing !== 'exclusive';
      const [claims, nodes, own, takers] = await Promise.all([
        loadClaimsOfOrder(context, order.id),
        loadNodesOf(context, order),
        claimNodesOf(context, order),
        isShared ? loadTakers(context, order.id) : [],
      ]);
      const live = claims.find((claim) => claim.claimedAt.getTime() === order.claimedAt?.getTime());
      const names = { stationName: order.station.name, claimantName: order.claimedBy?.name ?? null };
      const asksOrganization = live?.awaits === 'organization';
      return timelineOf(
        {
          ...order,
          ...names,
          ...nodes,
          more: [...(nodes.more ?? []), ...own],
          asksOrganization,
          ...(isShared ? { shared: { division: order, takers } } : {}),
        },
        isShared ? claims.map((claim) => ({ ...claim, shareWords: shareWords(order, claim.portions) })) : claims,
        context.at,
      );
    },
  }),
}));

builder.objectType(AlreadyClaimed, {
  name: 'AlreadyClaimed',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({
    organizationName: t.exposeString('organizationName'),
    claimedAt: t.expose('claimedAt', { type: 'Instant' }),
  }),
});
builder.objectType(ClaimTooLate, {
  name: 'ClaimTooLate',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ claimableUntil: t.expose('claimableUntil', { type: 'Instant' }) }),
});
builder.objectType(NotEligible, {
  name: 'NotEligible',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ checks: t.field({ type: [CheckRef], resolve: (refusal) => [...refusal.checks] }) }),
});
builder.objectType(NotEnoughLeft, {
  name: 'NotEnoughLeft',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ left: t.field({ type: [PortionRef], resolve: ({ left }) => [...left] }) }),
});
builder.objectType(ShareUnclear, {
  name: 'ShareUnclear',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(ClaimNotFound, {
  name: 'ClaimNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(ClaimNotIn, {
  name: 'ClaimNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: ClaimStateEnum }) }),
});
builder.objectType(ClaimLapsed, {
  name: 'ClaimLapsed',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ lapsedAt: t.expose('lapsedAt', { type: 'Instant' }) }),
});

for (const [type, name] of [
  [AlreadyStarted, 'AlreadyStarted'],
  [AlreadyExtended, 'AlreadyExtended'],
  [FirstSessionNotPossible, 'FirstSessionNotPossible'],
] as const)
  builder.objectType(type, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });

builder.queryField('claim', (t) =>
  t.field({
    type: ClaimRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => claimById(await context.tx(), id),
  }),
);

const ClaimConnectionRef = connectionOf('Claim', ClaimRef);
builder.queryField('claims', (t) =>
  t.field({
    type: ClaimConnectionRef,
    description: 'Newest first: those of the viewer’s station, organization or authorities.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [ClaimStateEnum], required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const states = args.states ?? null;
      return pageOf(await listClaims(tx, states, afterId, limit, context.at), limit, () =>
        countClaims(tx, states, context.at),
      );
    },
  }),
);

export const PortionInput = builder.inputType('PortionInput', { fields: (t) => ({ seq: t.int(), value: t.int() }) });
const ClaimOrderInput = builder.inputType('ClaimOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    portions: t.field({
      type: [PortionInput],
      required: false,
      description: 'Of a partial order what is taken; without it all that is left.',
    }),
  }),
});
const DecideClaimInput = builder.inputType('DecideClaimInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), claimId: t.id(), expectedVersion: t.int() }),
});
const RefuseClaimInput = builder.inputType('RefuseClaimInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    claimId: t.id(),
    expectedVersion: t.int(),
    endCode: t.field({ type: EndCodeEnum, required: false, description: '`other` where none is given.' }),
    reason: t.string({ description: 'Needed with `other`.' }),
  }),
});
const ExtendClaimInput = builder.inputType('ExtendClaimInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    claimId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const PlanFirstSessionInput = builder.inputType('PlanFirstSessionInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    claimId: t.id(),
    expectedVersion: t.int(),
    on: t.field({ type: 'LocalDate' }),
  }),
});

/** The compiler checks these lists: a refusal that a command can return and its union lacks is an error. */
const ClaimOrderResult = builder.errorUnion('ClaimOrderResult', {
  types: [ClaimRef, OrderNotFound, OrderNotIn, AlreadyClaimed, ClaimTooLate, NotEligible, NotEnoughLeft, ShareUnclear],
});
const ConfirmClaimResult = builder.errorUnion('ConfirmClaimResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, ClaimLapsed, StaleVersion],
});
const DeclineClaimResult = builder.errorUnion('DeclineClaimResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, ClaimLapsed, StaleVersion, ReasonMissing],
});
const WithdrawClaimResult = builder.errorUnion('WithdrawClaimResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, StaleVersion, ReasonMissing],
});
const ExtendClaimResult = builder.errorUnion('ExtendClaimResult', {
  types: [
    ClaimRef,
    ClaimNotFound,
    ClaimNotIn,
    ClaimLapsed,
    StaleVersion,
    AlreadyStarted,
    AlreadyExtended,
    ReasonMissing,
  ],
});
const PlanFirstSessionResult = builder.errorUnion('PlanFirstSessionResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, ClaimLapsed, StaleVersion, FirstSessionNotPossible],
});

builder.mutationFields((t) => ({
  planFirstSession: t.field({
    type: PlanFirstSessionResult,
    description: '首场安排: the holder says on which day it begins; the claim can then not lapse.',
    extensions: access(organization),
    args: { input: t.arg({ type: PlanFirstSessionInput }) },
    resolve: (_root, { input }, context) => planFirstSession(context.command(), input),
  }),
  extendClaim: t.field({
    type: ExtendClaimResult,
    description: '延期: once, within the term, with a reason that the station reads.',
    extensions: access(organization),
    args: { input: t.arg({ type: ExtendClaimInput }) },
    resolve: (_root, { input }, context) => extendClaim(context.command(), input),
  }),
  releaseClaim: t.field({
    type: WithdrawClaimResult,
    description: '解除接单: the bureau takes the order from an organization that does not serve it.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RefuseClaimInput }) },
    resolve: (_root, { input }, context) => releaseClaim(context.command(), input),
  }),
  claimOrder: t.field({
    type: ClaimOrderResult,
    description: '接单: the viewer’s organization takes an open order.',
    extensions: access(organization),
    args: { input: t.arg({ type: ClaimOrderInput }) },
    resolve: (_root, { input }, context) => claimOrder(context.command(), input),
  }),
  confirmClaim: t.field({
    type: ConfirmClaimResult,
    description: '确认接单: the station accepts the claimant.',
    extensions: access(station),
    args: { input: t.arg({ type: DecideClaimInput }) },
    resolve: (_root, { input }, context) => confirmClaim(context.command(), input),
  }),
  declineClaim: t.field({
    type: DeclineClaimResult,
    description: '退回接单: the station says no, with a reason; the order is open again.',
    extensions: access(station),
    args: { input: t.arg({ type: RefuseClaimInput }) },
    resolve: (_root, { input }, context) => declineClaim(context.command(), input),
  }),
  withdrawClaim: t.field({
    type: WithdrawClaimResult,
    description: '撤回接单: the organization gives the order back, with a reason.',
    extensions: access(organization),
    args: { input: t.arg({ type: RefuseClaimInput }) },
    resolve: (_root, { input }, context) => withdrawClaim(context.command(), input),
  }),
}));
