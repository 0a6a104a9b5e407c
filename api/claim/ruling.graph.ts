/** Rulings on the graph (裁定): the queue of orders that nobody takes, what happened to each, and the decision. */
import { DECLINE_REASON_WORDS, type DeclineReason } from '@jiedui/shared/claim/invitation.ts';
import { RULING_CHOICES, RULING_STATES, type Ruling } from '@jiedui/shared/claim/ruling.ts';
import { NoRulingNeeded, RulingDatesWrong, rulingStateOf, rulingUntil } from '@jiedui/shared/claim/ruling-rules.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { byOrder } from '../order/of-order.ts';
import { OrderRef } from '../order/order.graph.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { loadRulings } from './nodes.ts';
import { ruleOnOrder } from './ruling.commands.ts';
import { authoritiesAbove, type InvitationRefused, ordersToRule, refusalsOfOrders } from './ruling.store.ts';

const RulingChoiceEnum = builder.enumType('RulingChoice', { values: RULING_CHOICES });
const RulingStateEnum = builder.enumType('RulingState', { values: RULING_STATES });

const RulingRef = builder.objectRef<Ruling>('Ruling').implement({
  description: '裁定: the authority’s decision on an order whose invitations came to nothing twice.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    choice: t.expose('choice', { type: RulingChoiceEnum }),
    reason: t.exposeString('reason'),
    authority: t.field({
      type: AuthorityRef,
      resolve: (row, _args, context) => loadAuthority(context, row.authorityId),
    }),
    toAuthority: t.field({
      type: AuthorityRef,
      nullable: true,
      description: 'Who is asked to coordinate.',
      resolve: (row, _args, context) => (row.toAuthorityId ? loadAuthority(context, row.toAuthorityId) : null),
    }),
    claimableUntil: t.expose('claimableUntil', { type: 'Instant', nullable: true }),
    windowTo: t.expose('windowTo', { type: 'LocalDate', nullable: true }),
    ruledAt: t.expose('ruledAt', { type: 'Instant' }),
  }),
});

const InvitationRefusedRef = builder.objectRef<InvitationRefused>('InvitationRefused').implement({
  description: 'An invitation that was turned down or left unanswered, for the bureau.',
  extensions: access(bureau),
  fields: (t) => ({
    organizationName: t.exposeString('organizationName'),
    refusedAt: t.expose('refusedAt', { type: 'Instant' }),
    words: t.string({
      resolve: ({ lapsed, declineReason, reason }) =>
        lapsed
          ? '逾期未答复'
          : [`谢绝（${DECLINE_REASON_WORDS[declineReason as DeclineReason] ?? '未写明'}）`, reason ?? ''].join(''),
    }),
  }),
});

const loadRefusals = (context: Context, orderId: string): Promise<InvitationRefused[]> =>
  byOrder(context, 'refusalsOfOrder', orderId, (tx, ids) => refusalsOfOrders(tx, ids, context.at));

/** What the order waits for, from its invitations and rulings. */
const factsOf = async (order: OrderRow, context: Context) => {
  const [refusals, made] = await Promise.all([loadRefusals(context, order.id), loadRulings(context, order.id)]);
  const isOpen = effectiveOrderState(order, context.at) === 'open';
  return { isOpen, refusedAt: refusals.map(({ refusedAt }) => refusedAt), last: made.at(-1) ?? null };
};

/** An order in the queue of rulings: the order, and all that its ruling turns on. */
const RulingCaseRef = builder.objectRef<OrderRow>('RulingCase').implement({
  description: '待裁定: an order that the bureau has to decide on.',
  extensions: access(bureau),
  fields: (t) => ({
    id: t.exposeID('id'),
    order: t.field({ type: OrderRef, resolve: (order) => order }),
    state: t.field({
      type: RulingStateEnum,
      resolve: async (order, _args, context) => rulingStateOf(await factsOf(order, context)),
    }),
    dueAt: t.field({
      type: 'Instant',
      nullable: true,
      description: 'Last instant for the ruling.',
      resolve: async (order, _args, context) => rulingUntil(await factsOf(order, context)),
    }),
    refusals: t.field({
      type: [InvitationRefusedRef],
      resolve: (order, _args, context) => loadRefusals(context, order.id),
    }),
    rulings: t.field({ type: [RulingRef], resolve: (order, _args, context) => loadRulings(context, order.id) }),
    above: t.field({
      type: [AuthorityRef],
      description: 'Authorities that may be asked to coordinate, the nearest first.',
      resolve: async (order, _args, context) => {
        const above = await authoritiesAbove(await context.tx(), order.authorityId);
        return Promise.all(above.map(({ id }) => loadAuthority(context, id)));
      },
    }),
  }),
});

const RulingCaseConnectionRef = connectionOf('RulingCase', RulingCaseRef);
builder.queryField('rulingCases', (t) =>
  t.field({
    type: RulingCaseConnectionRef,
    description:
      'Orders that wait for a ruling or are being coordinated, of the viewer’s authorities; the oldest first.',
    extensions: access(bureau),
    args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const ids = (await ordersToRule(tx, afterId, limit, context.at)).map(({ id }) => id);
      const orders = await ordersById(tx, ids);
      const inOrder = orders.toSorted((a, b) => (a.id < b.id ? -1 : 1));
      return pageOf(inOrder, limit, async () => (await ordersToRule(tx, null, 1_000, context.at)).length);
    },
  }),
);

builder.objectType(NoRulingNeeded, {
  name: 'NoRulingNeeded',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: RulingStateEnum }) }),
});
builder.objectType(RulingDatesWrong, {
  name: 'RulingDatesWrong',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

const RuleOnOrderInput = builder.inputType('RuleOnOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    choice: t.field({ type: RulingChoiceEnum }),
    reason: t.string(),
    claimableOn: t.field({
      type: 'LocalDate',
      required: false,
      description: 'The new last day for claims; needed to widen, and to reopen what is past its deadline.',
    }),
    windowTo: t.field({
      type: 'LocalDate',
      required: false,
      description: 'The new last day of the service, to widen.',
    }),
    toAuthorityId: t.id({ required: false, description: 'Who coordinates.' }),
  }),
});
const RuleOnOrderResult = builder.errorUnion('RuleOnOrderResult', {
  types: [RulingRef, OrderNotFound, NoRulingNeeded, RulingDatesWrong, ReasonMissing],
});
builder.mutationField('ruleOnOrder', (t) =>
  t.field({
    type: RuleOnOrderResult,
    description: '裁定: what becomes of an order that nobody takes.',
    extensions: access(bureau),
    args: { input: t.arg({ type: RuleOnOrderInput }) },
    resolve: (_root, { input }, context) =>
      ruleOnOrder(context.command(), {
        clientMutationId: input.clientMutationId,
        orderId: input.orderId,
        choice: input.choice,
        reason: input.reason,
        claimableOn: input.claimableOn ?? null,
        windowTo: input.windowTo ?? null,
        toAuthorityId: input.toAuthorityId ?? null,
      }),
  }),
);
