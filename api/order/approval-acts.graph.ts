/** What is decided of a submitted order, on the graph: approve, return, reject, recall; and a later look. */
import {
  ApproverIsAuthor,
  NothingToLookAt,
  NotTheApprover,
  OrderNeedsReading,
} from '@jiedui/shared/order/flow-refusals.ts';
import { OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, station, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { approveOrder, lookAtOrder, recallOrder, rejectOrder, returnOrder } from './approval.commands.ts';
import { OrderRef } from './order.graph.ts';

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
}));
