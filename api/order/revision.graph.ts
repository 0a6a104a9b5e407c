/** Changes of a published order on the graph: what may change now, what was changed, and the change. */
import { FieldsNotRevisable, NothingChanged } from '@jiedui/shared/order/flow-refusals.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { changeWords, REVISABLE_WORDS, type Revisable, revisableIn } from '@jiedui/shared/order/revision.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { QuantityInput } from '../hall/quantity.graph.ts';
import { stationIdsOf } from '../viewer.ts';
import { byOrder } from './of-order.ts';
import { OrderRef } from './order.graph.ts';
import { reviseOrder } from './revision.commands.ts';
import { type Revision, revisionsOf } from './revision.store.ts';

interface Change {
  readonly field: string;
  readonly name: string;
  readonly before: string;
  readonly after: string;
}
const OrderChangeRef = builder.objectRef<Change>('OrderChange').implement({
  description: 'One field, from what to what, in words.',
  extensions: access(viaParent),
  fields: (t) => ({
    field: t.exposeString('field'),
    name: t.exposeString('name'),
    before: t.exposeString('before'),
    after: t.exposeString('after'),
  }),
});
const OrderRevisionRef = builder.objectRef<Revision>('OrderRevision').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    revisedAt: t.expose('revisedAt', { type: 'Instant' }),
    changes: t.field({
      type: [OrderChangeRef],
      resolve: (revision) =>
        revision.changes.map(({ field, before, after }) => ({
          field,
          name: REVISABLE_WORDS[field],
          before: changeWords(field, before),
          after: changeWords(field, after),
        })),
    }),
  }),
});

export const loadRevisionsOf = (context: Context, orderId: string): Promise<Revision[]> =>
  byOrder(context, 'revisionsOfOrder', orderId, revisionsOf);

builder.objectFields(OrderRef, (t) => ({
  revisions: t.field({
    type: [OrderRevisionRef],
    description: 'What was changed after it left the drafts, oldest first.',
    resolve: (order, _args, context) => loadRevisionsOf(context, order.id),
  }),
  revisable: t.stringList({
    description: 'The fields that the viewer’s station may change now; empty for everybody else.',
    resolve: (order, _args, context) =>
      stationIdsOf(viewerOf(context)).includes(order.stationId)
        ? [...revisableIn(effectiveOrderState(order, context.at))]
        : [],
  }),
}));

builder.objectType(FieldsNotRevisable, {
  name: 'FieldsNotRevisable',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(NothingChanged, {
  name: 'NothingChanged',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

const ReviseOrderInput = builder.inputType('ReviseOrderInput', {
  description: 'A field that is left out or null stays as it is.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    description: t.string({ required: false }),
    headcount: t.field({ type: QuantityInput, required: false }),
    place: t.string({ required: false }),
    windowFrom: t.field({ type: 'LocalDate', required: false }),
    windowTo: t.field({ type: 'LocalDate', required: false }),
    claimableUntil: t.field({ type: 'Instant', required: false }),
    budgetCapFen: t.int({ required: false }),
  }),
});
const ReviseOrderResult = builder.errorUnion('ReviseOrderResult', {
  types: [
    OrderRef,
    OrderNotFound,
    OrderNotIn,
    StaleVersion,
    FieldsNotRevisable,
    NothingChanged,
    OrderIncomplete,
    PersonalDataFound,
  ],
});

builder.mutationField('reviseOrder', (t) =>
  t.field({
    type: ReviseOrderResult,
    description: '改单: kept as history; the claimant and whoever asked are told.',
    extensions: access(station),
    args: { input: t.arg({ type: ReviseOrderInput }) },
    resolve: (_root, { input: { clientMutationId, orderId, expectedVersion, ...fields } }, context) => {
      const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
      const wanted = Object.fromEntries(given) as Partial<Pick<OrderFields, Revisable>>;
      return reviseOrder(context.command(), { clientMutationId, orderId, expectedVersion, wanted });
    },
  }),
);
