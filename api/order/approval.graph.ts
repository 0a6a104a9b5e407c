/** Approval on the graph: an order's submissions, the two queues, the decisions, and the authority's setting. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import {
  APPROVAL_OUTCOMES,
  approveUntil,
  APPROVERS,
  BYPASSES,
  cautionsOf,
  LOOKS,
  NO_APPROVAL,
} from '@jiedui/shared/order/approval.ts';
import {
  ApproverIsAuthor,
  NothingToLookAt,
  NotTheApprover,
  OrderNeedsReading,
  OrderSettingUnsound,
} from '@jiedui/shared/order/flow-refusals.ts';
import { OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, signedIn, station, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { cursorOf, type Page, pageAsked, pageInfoOf, PageInfoRef } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { authorityIdOf } from '../viewer.ts';
import {
  approveOrder,
  isApprover,
  lookAtOrder,
  recallOrder,
  rejectOrder,
  returnOrder,
  saveApprovalRule,
} from './approval.commands.ts';
import {
  type Approval,
  type ApprovalRule,
  approvalsOf,
  countLooks,
  countWaiting,
  ordersToLookAt,
  ruleInForce,
  rulesOf,
  waitingOrders,
} from './approval.store.ts';
import { ordersAlike } from './alike.store.ts';
import { OrderRef } from './order.graph.ts';
import { type OrderRow, ordersById } from './order.store.ts';

const ApproverEnum = builder.enumType('Approver', { values: APPROVERS });
const ApprovalOutcomeEnum = builder.enumType('ApprovalOutcome', { values: APPROVAL_OUTCOMES });
const BypassEnum = builder.enumType('ApprovalBypass', { values: BYPASSES });
const LookEnum = builder.enumType('ApprovalLook', { values: LOOKS });

const OrderApprovalRef = builder.objectRef<Approval>('OrderApproval').implement({
  description: '点单审核: one submission of an order, and what came of it.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    approver: t.expose('approver', { type: ApproverEnum }),
    approverName: t.exposeString('approverName', { description: 'The unit that approves.' }),
    bypass: t.expose('bypass', {
      type: BypassEnum,
      nullable: true,
      description: 'Why nobody looked before it was published.',
    }),
    submittedAt: t.expose('submittedAt', { type: 'Instant' }),
    dueAt: t.field({
      type: 'Instant',
      description: 'Last instant of the approver’s days, inclusive; nothing happens by itself after it.',
      resolve: ({ submittedAt }) => approveUntil(submittedAt),
    }),
    outcome: t.expose('outcome', { type: ApprovalOutcomeEnum, nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
    reason: t.exposeString('reason', { nullable: true }),
    look: t.expose('look', { type: LookEnum, nullable: true, description: 'Null: not in the sample.' }),
    lookReason: t.exposeString('lookReason', { nullable: true }),
    lookedAt: t.expose('lookedAt', { type: 'Instant', nullable: true }),
    mayDecide: t.boolean({
      description: 'Whether it waits for the viewer; a lead or officer who wrote it is refused while others can.',
      resolve: (approval, _args, context) => approval.outcome === null && isApprover(viewerOf(context), approval),
    }),
    isOwn: t.boolean({
      description: 'Whether the viewer submitted it.',
      resolve: (approval, _args, context) => approval.submittedBy === viewerOf(context).accountId,
    }),
  }),
});

/** All submissions of an order that the viewer may see, oldest first. */
export const loadApprovalsOf = (context: Context, orderId: string): Promise<Approval[]> =>
  context
    .loader(
      'approvalsOfOrder',
      () =>
        new DataLoader<string, Approval[]>(async (ids) =>
          groupedInOrderOf(ids, await approvalsOf(await context.tx(), ids), (approval) => approval.orderId),
        ),
    )
    .load(orderId);

builder.objectFields(OrderRef, (t) => ({
  approval: t.field({
    type: OrderApprovalRef,
    nullable: true,
    description: 'The newest submission; null where nobody approves, and for organizations.',
    resolve: async (order, _args, context) => (await loadApprovalsOf(context, order.id)).at(-1) ?? null,
  }),
  approvals: t.field({
    type: [OrderApprovalRef],
    description: 'Every submission, oldest first.',
    resolve: (order, _args, context) => loadApprovalsOf(context, order.id),
  }),
  cautions: t.stringList({
    description: 'Why it should be read by itself; empty: it may be approved with others.',
    resolve: (order) => cautionsOf(order),
  }),
  alike: t.field({
    type: [OrderRef],
    description:
      'The newest orders of the same station and type, at most 5: twice the same need, or one to begin from.',
    resolve: async (order, _args, context) => {
      const tx = await context.tx();
      const ids = (await ordersAlike(tx, order.id)).map(({ id }) => id);
      return inOrder(ids, await ordersById(tx, ids));
    },
  }),
}));

const inOrder = (ids: readonly string[], rows: readonly OrderRow[]): OrderRow[] => {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** A queue goes by submission, so its cursor is the submission's id and not the order's. */
interface Queued {
  readonly id: string;
  readonly order: OrderRow;
}
const QueuedRef = builder.objectRef<Queued>('OrderQueueEdge').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    cursor: t.string({ resolve: (queued) => cursorOf(queued) }),
    node: t.expose('order', { type: OrderRef }),
  }),
});
const QueueRef = builder.objectRef<Page<Queued>>('OrderQueue').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    edges: t.field({ type: [QueuedRef], resolve: (page) => [...page.rows] }),
    pageInfo: t.field({ type: PageInfoRef, resolve: (page) => pageInfoOf(page) }),
    totalCount: t.int({ resolve: (page) => page.count() }),
  }),
});

async function queueOf(
  context: Context,
  read: readonly { id: string; orderId: string }[],
  limit: number,
  count: () => Promise<number>,
): Promise<Page<Queued>> {
  const shown = read.slice(0, limit - 1);
  const rows = await ordersById(
    await context.tx(),
    shown.map(({ orderId }) => orderId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const queued = shown.flatMap(({ id, orderId }) => {
    const order = byId.get(orderId);
    return order ? [{ id, order }] : [];
  });
  return { rows: queued, hasNextPage: read.length === limit, count };
}

builder.queryFields((t) => ({
  ordersToApprove: t.field({
    type: QueueRef,
    description: '待审核: what waits for the viewer’s decision, oldest first.',
    extensions: access(stationOrBureau),
    args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const leadOf = viewerOf(context).roles.flatMap((grant) =>
        grant.role === 'station_lead' && grant.stationId ? [grant.stationId] : [],
      );
      const tx = await context.tx();
      const read = await waitingOrders(tx, leadOf, afterId, limit);
      return queueOf(context, read, limit, () => countWaiting(tx, leadOf));
    },
  }),
  ordersToLookAt: t.field({
    type: QueueRef,
    description:
      '抽查: orders published without a look before, emergencies and the sample; or, with `seen`, what was found.',
    extensions: access(bureau),
    args: { first: t.arg.int(), after: t.arg.string({ required: false }), seen: t.arg.boolean({ required: false }) },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const seen = args.seen ?? false;
      return queueOf(context, await ordersToLookAt(tx, seen, afterId, limit), limit, () => countLooks(tx, seen));
    },
  }),
}));

const ApprovalRuleRef = builder.objectRef<ApprovalRule>('ApprovalRule').implement({
  description: '审核设置: one version of who approves the orders of an authority.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeInt('number'),
    approver: t.expose('approver', { type: ApproverEnum }),
    centre: t.field({
      type: AuthorityRef,
      nullable: true,
      resolve: (rule, _args, context) => (rule.centreId ? loadAuthority(context, rule.centreId) : null),
    }),
    authority: t.field({
      type: AuthorityRef,
      resolve: (rule, _args, context) => loadAuthority(context, rule.authorityId),
    }),
    lowRiskTypes: t.stringList({ resolve: (rule) => [...rule.lowRiskTypes] }),
    samplePercent: t.exposeInt('samplePercent'),
    note: t.exposeString('note'),
    effectiveOn: t.expose('effectiveOn', { type: 'LocalDate' }),
    savedAt: t.expose('savedAt', { type: 'Instant' }),
  }),
});

interface Approving {
  readonly authorityId: string;
}
const ApprovingRef = builder.objectRef<Approving>('OrderApproving').implement({
  description: 'How the orders of an authority are approved: the rule in force today, and its own versions.',
  extensions: access(viaParent),
  fields: (t) => ({
    authority: t.field({
      type: AuthorityRef,
      resolve: ({ authorityId }, _args, context) => loadAuthority(context, authorityId),
    }),
    inForce: t.field({
      type: ApprovalRuleRef,
      nullable: true,
      description: 'Its own, or that of the nearest authority above it; null: nobody approves, as nobody ever set one.',
      resolve: async ({ authorityId }, _args, context) =>
        ruleInForce(await context.tx(), authorityId, localDateOf(context.at)),
    }),
    approver: t.field({
      type: ApproverEnum,
      resolve: async ({ authorityId }, _args, context) =>
        (await ruleInForce(await context.tx(), authorityId, localDateOf(context.at)))?.approver ?? NO_APPROVAL.approver,
    }),
    versions: t.field({
      type: [ApprovalRuleRef],
      description: 'Newest first, at most 20.',
      resolve: async ({ authorityId }, _args, context) => rulesOf(await context.tx(), authorityId, 20),
    }),
  }),
});

builder.queryField('orderApproving', (t) =>
  t.field({
    type: ApprovingRef,
    nullable: true,
    description: 'Of the viewer’s own authority without an argument.',
    extensions: access(signedIn),
    args: { authorityId: t.arg.id({ required: false }) },
    resolve: (_root, args, context) => {
      const authorityId = args.authorityId ?? authorityIdOf(viewerOf(context));
      return authorityId ? { authorityId } : null;
    },
  }),
);

builder.objectType(OrderSettingUnsound, {
  name: 'OrderSettingUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(NotTheApprover, {
  name: 'NotTheApprover',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ approverName: t.exposeString('approverName') }),
});
builder.objectType(OrderNeedsReading, {
  name: 'OrderNeedsReading',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ cautions: t.stringList({ resolve: (refusal) => [...refusal.cautions] }) }),
});
for (const [refusal, name] of [
  [ApproverIsAuthor, 'ApproverIsAuthor'],
  [NothingToLookAt, 'NothingToLookAt'],
] as const) {
  builder.objectType(refusal as typeof ApproverIsAuthor, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
  });
}

const ApproveOrderInput = builder.inputType('ApproveOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    together: t.boolean({
      required: false,
      description: 'One of several in one go; refused for an order with cautions.',
    }),
  }),
});
const TurnBackOrderInput = builder.inputType('TurnBackOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const RecallOrderInput = builder.inputType('RecallOrderInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), expectedVersion: t.int() }),
});
const LookAtOrderInput = builder.inputType('LookAtOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    fine: t.boolean(),
    reason: t.string({ description: 'Needed for a problem; the station reads it.' }),
  }),
});
const ApprovalRuleInput = builder.inputType('ApprovalRuleInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    authorityId: t.id({ required: false }),
    approver: t.field({ type: ApproverEnum }),
    centreId: t.id({ required: false }),
    lowRiskTypes: t.stringList(),
    samplePercent: t.int(),
    note: t.string(),
    effectiveOn: t.field({ type: 'LocalDate' }),
  }),
});

const barred = [OrderRef, OrderNotFound, OrderNotIn, StaleVersion, NotTheApprover, ApproverIsAuthor] as const;
const ApproveOrderResult = builder.errorUnion('ApproveOrderResult', {
  types: [...barred, OrderNeedsReading, OrderIncomplete, PersonalDataFound],
});
const TurnBackOrderResult = builder.errorUnion('TurnBackOrderResult', { types: [...barred, ReasonMissing] });
const RecallOrderResult = builder.errorUnion('RecallOrderResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion],
});
const LookAtOrderResult = builder.errorUnion('LookAtOrderResult', {
  types: [OrderRef, OrderNotFound, NothingToLookAt, ReasonMissing],
});
const SaveApprovalRuleResult = builder.errorUnion('SaveApprovalRuleResult', {
  types: [ApprovalRuleRef, OrderSettingUnsound],
});

builder.mutationFields((t) => ({
  approveOrder: t.field({
    type: ApproveOrderResult,
    description: '同意发布: the submitted order is open to everybody.',
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: ApproveOrderInput }) },
    resolve: (_root, { input }, context) =>
      approveOrder(context.command(), { ...input, together: input.together ?? false }),
  }),
  returnOrder: t.field({
    type: TurnBackOrderResult,
    description: '退回修改: with a reason that the station reads.',
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: TurnBackOrderInput }) },
    resolve: (_root, { input }, context) => returnOrder(context.command(), input),
  }),
  rejectOrder: t.field({
    type: TurnBackOrderResult,
    description: '不予发布: with a reason that the station reads.',
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: TurnBackOrderInput }) },
    resolve: (_root, { input }, context) => rejectOrder(context.command(), input),
  }),
  recallOrder: t.field({
    type: RecallOrderResult,
    description: '撤回: the station takes a submitted order back into its drafts.',
    extensions: access(station),
    args: { input: t.arg({ type: RecallOrderInput }) },
    resolve: (_root, { input }, context) => recallOrder(context.command(), input),
  }),
  lookAtOrder: t.field({
    type: LookAtOrderResult,
    description: '抽查: what a later look found.',
    extensions: access(bureau),
    args: { input: t.arg({ type: LookAtOrderInput }) },
    resolve: (_root, { input: { fine, ...input } }, context) =>
      lookAtOrder(context.command(), { ...input, look: fine ? 'fine' : 'problem' }),
  }),
  saveApprovalRule: t.field({
    type: SaveApprovalRuleResult,
    description: 'A new version of who approves, in force from its day on.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ApprovalRuleInput }) },
    resolve: (_root, { input }, context) =>
      saveApprovalRule(context.command(), {
        ...input,
        authorityId: input.authorityId ?? null,
        centreId: input.centreId ?? null,
      }),
  }),
}));
