/** Take-over requests on the graph (转接申请): who asks whom for what, whose turn it is until when, and the five answers. */
import { endReasonWords } from '@jiedui/shared/claim/end-reasons.ts';
import { AlreadyClaimed, ClaimTooLate, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { TAKEOVER_STATES, type Takeover } from '@jiedui/shared/claim/takeover.ts';
import { effectiveTakeoverState } from '@jiedui/shared/claim/takeover-lifecycle.ts';
import {
  NothingToTakeOver,
  TakeoverNotFound,
  TakeoverNotIn,
  TakeoverPending,
} from '@jiedui/shared/claim/takeover-refusals.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, organization, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { OrderRef } from '../order/order.graph.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { EndCodeEnum, loadOrder } from './claim.graph.ts';
import {
  acceptTakeover,
  agreeTakeover,
  askTakeover,
  refuseTakeover,
  rejectTakeover,
  withdrawTakeover,
} from './takeover.commands.ts';
import { loadTakeovers } from './nodes.ts';

const TakeoverStateEnum = builder.enumType('TakeoverState', { values: TAKEOVER_STATES });

export const TakeoverRef = builder.objectRef<Takeover>('Takeover').implement({
  description: '转接申请: another organization asks the holder to hand the order over. Silence of the holder is a yes.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    state: t.field({
      type: TakeoverStateEnum,
      resolve: (takeover, _args, { at }) => effectiveTakeoverState(takeover, at),
    }),
    order: t.field({ type: OrderRef, resolve: (row, _args, context) => loadOrder(context, row.orderId) }),
    holder: t.field({
      type: OrganizationRef,
      resolve: (row, _args, context) => loadOrganization(context, row.holderId),
    }),
    organization: t.field({
      type: OrganizationRef,
      description: 'Who asks.',
      resolve: (row, _args, context) => loadOrganization(context, row.organizationId),
    }),
    requestReason: t.exposeString('requestReason'),
    askedAt: t.expose('askedAt', { type: 'Instant' }),
    holderUntil: t.expose('holderUntil', {
      type: 'Instant',
      description: 'Last instant for the holder; after it, silence is a yes.',
    }),
    bySilence: t.boolean({
      description: 'The holder said nothing until its last instant.',
      resolve: ({ state, holderUntil, holderAgreedAt }, _args, { at }) =>
        (state === 'asked' && holderUntil < at) ||
        (state === 'done' && holderAgreedAt?.getTime() === holderUntil.getTime()),
    }),
    stationUntil: t.expose('stationUntil', { type: 'Instant', description: 'Last instant for the station.' }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    reason: t.string({
      nullable: true,
      resolve: ({ endCode, reason }) => endReasonWords(endCode, reason) || null,
    }),
    mine: t.string({
      description: 'What the viewer is in it: holder, asker, station or reader.',
      resolve: (row, _args, context) => {
        const viewer = viewerOf(context);
        if (organizationIdsOf(viewer).includes(row.holderId)) return 'holder';
        if (organizationIdsOf(viewer).includes(row.organizationId)) return 'asker';
        return stationIdsOf(viewer).includes(row.stationId) ? 'station' : 'reader';
      },
    }),
  }),
});

builder.objectField(OrderRef, 'takeover', (t) =>
  t.field({
    type: TakeoverRef,
    nullable: true,
    description: 'The last request to take it over, for those whom it concerns.',
    resolve: async (order, _args, context) => (await loadTakeovers(context, order.id)).at(-1) ?? null,
  }),
);

for (const [type, name] of [
  [TakeoverNotFound, 'TakeoverNotFound'],
  [TakeoverPending, 'TakeoverPending'],
  [NothingToTakeOver, 'NothingToTakeOver'],
] as const)
  builder.objectType(type, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });
builder.objectType(TakeoverNotIn, {
  name: 'TakeoverNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: TakeoverStateEnum }) }),
});

const AskTakeoverInput = builder.inputType('AskTakeoverInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), reason: t.string() }),
});
const AnswerTakeoverInput = builder.inputType('AnswerTakeoverInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), takeoverId: t.id(), expectedVersion: t.int() }),
});
const RefuseTakeoverInput = builder.inputType('RefuseTakeoverInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    takeoverId: t.id(),
    expectedVersion: t.int(),
    endCode: t.field({ type: EndCodeEnum }),
    reason: t.string({ description: 'Needed with `other`.' }),
  }),
});

const AskTakeoverResult = builder.errorUnion('AskTakeoverResult', {
  types: [TakeoverRef, OrderNotFound, NothingToTakeOver, TakeoverPending, NotEligible, ReasonMissing],
});
const AnswerTakeoverResult = builder.errorUnion('AnswerTakeoverResult', {
  types: [TakeoverRef, TakeoverNotFound, TakeoverNotIn, StaleVersion],
});
const RefuseTakeoverResult = builder.errorUnion('RefuseTakeoverResult', {
  types: [TakeoverRef, TakeoverNotFound, TakeoverNotIn, StaleVersion, ReasonMissing],
});
const AcceptTakeoverResult = builder.errorUnion('AcceptTakeoverResult', {
  types: [
    TakeoverRef,
    TakeoverNotFound,
    TakeoverNotIn,
    StaleVersion,
    OrderNotIn,
    AlreadyClaimed,
    ClaimTooLate,
    NotEligible,
  ],
});

builder.mutationFields((t) => ({
  askTakeover: t.field({
    type: AskTakeoverResult,
    description: '申请转接: asks the holder of an order to hand it over.',
    extensions: access(organization),
    args: { input: t.arg({ type: AskTakeoverInput }) },
    resolve: (_root, { input }, context) => askTakeover(context.command(), input),
  }),
  agreeTakeover: t.field({
    type: AnswerTakeoverResult,
    description: '同意转接: by the holder; the station decides next.',
    extensions: access(organization),
    args: { input: t.arg({ type: AnswerTakeoverInput }) },
    resolve: (_root, { input }, context) => agreeTakeover(context.command(), input),
  }),
  refuseTakeover: t.field({
    type: RefuseTakeoverResult,
    description: '不同意转接: by the holder, with a coded reason.',
    extensions: access(organization),
    args: { input: t.arg({ type: RefuseTakeoverInput }) },
    resolve: (_root, { input }, context) => refuseTakeover(context.command(), input),
  }),
  withdrawTakeover: t.field({
    type: AnswerTakeoverResult,
    description: '撤回转接申请: by who asked.',
    extensions: access(organization),
    args: { input: t.arg({ type: AnswerTakeoverInput }) },
    resolve: (_root, { input }, context) => withdrawTakeover(context.command(), input),
  }),
  acceptTakeover: t.field({
    type: AcceptTakeoverResult,
    description: '接受转接: by the station; the claims change hands at once.',
    extensions: access(station),
    args: { input: t.arg({ type: AnswerTakeoverInput }) },
    resolve: (_root, { input }, context) => acceptTakeover(context.command(), input),
  }),
  rejectTakeover: t.field({
    type: RefuseTakeoverResult,
    description: '不接受转接: by the station, with a coded reason.',
    extensions: access(station),
    args: { input: t.arg({ type: RefuseTakeoverInput }) },
    resolve: (_root, { input }, context) => rejectTakeover(context.command(), input),
  }),
}));
