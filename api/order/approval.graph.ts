/** Approval on the graph: an order's submissions, and the two queues. */
import {
  APPROVAL_OUTCOMES,
  approveUntil,
  APPROVERS,
  BYPASSES,
  cautionsOf,
  LOOKS,
} from '@jiedui/shared/order/approval.ts';
import { access, bureau, stationOrBureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { cursorOf, type Page, pageAsked, pageInfoOf, PageInfoRef } from '../hall/page.ts';
import { byOrder } from './of-order.ts';
import { isApprover } from './approval.commands.ts';
import {
  type Approval,
  approvalsOf,
  countLooks,
  countWaiting,
  ordersToLookAt,
  waitingOrders,
} from './approval.store.ts';
import { ordersAlike } from './alike.store.ts';
import { OrderRef } from './order.graph.ts';
import { type OrderRow, ordersById } from './order.store.ts';

export const ApproverEnum = builder.enumType('Approver', { values: APPROVERS });
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
  byOrder(context, 'approvalsOfOrder', orderId, approvalsOf);

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
