/** Weight sets on the graph: what is in force, the draft, and what the draft would change. */
import { PART_CODES, PART_WORDS, VALUE_MOST } from '@jiedui/shared/matching/part-values.ts';
import type { DecidingPart } from '@jiedui/shared/matching/preview.ts';
import { WeightSetNotFound, WeightSetNotIn, WeightsUnsound } from '@jiedui/shared/matching/refusals.ts';
import { type StoredWeightSet, versionWords, WEIGHT_SET_STATES } from '@jiedui/shared/matching/weight-set.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { OrderRef } from '../order/order.graph.ts';
import { OrganizationRef } from '../organization/organization.graph.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { authorityIdOf } from '../viewer.ts';
import { activateWeightSet, saveWeightDraft } from './weights.commands.ts';
import { type ChangedOrderView, previewOf, type WeightPreview } from './weights-preview.ts';
import { listWeightSets, weightSetById } from './weights.store.ts';

const WeightSetStateEnum = builder.enumType('WeightSetState', { values: WEIGHT_SET_STATES });

interface PartWeight {
  readonly code: string;
  readonly name: string;
  readonly weight: number;
}
const PartWeightRef = builder.objectRef<PartWeight>('PartWeight').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    weight: t.exposeInt('weight', { description: 'Ten-thousandths; all parts of a set come to 10,000.' }),
  }),
});

export const WeightSetRef = builder.objectRef<StoredWeightSet>('WeightSet').implement({
  description: '权重: what each part of a score counts, published by the bureau, one version after another.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version', { description: 'Of the row; activateWeightSet and saveWeightDraft ask for it.' }),
    name: t.string({ description: '`v1`, as rankings name it.', resolve: (set) => versionWords(set.number) }),
    state: t.expose('state', { type: WeightSetStateEnum }),
    note: t.exposeString('note'),
    savedAt: t.expose('savedAt', { type: 'Instant', nullable: true }),
    activatedAt: t.expose('activatedAt', { type: 'Instant', nullable: true }),
    authority: t.field({
      type: AuthorityRef,
      resolve: (set, _args, context) => loadAuthority(context, set.authorityId),
    }),
    weights: t.field({
      type: [PartWeightRef],
      resolve: ({ weights }) => PART_CODES.map((code) => ({ code, name: PART_WORDS[code], weight: weights[code] })),
    }),
  }),
});

const DecidingPartRef = builder.objectRef<DecidingPart>('DecidingPart').implement({
  description: 'A part whose new weight moves the new first past the old first.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    oldValue: t.float({ description: 'Of the old first, 0 to 1.', resolve: (part) => part.oldValue / VALUE_MOST }),
    newValue: t.float({ description: 'Of the new first, 0 to 1.', resolve: (part) => part.newValue / VALUE_MOST }),
    oldWeight: t.exposeInt('oldWeight'),
    newWeight: t.exposeInt('newWeight'),
  }),
});
const ChangedOrderRef = builder.objectRef<ChangedOrderView>('ChangedOrder').implement({
  description: 'An order that would get another first recommendation.',
  extensions: access(viaParent),
  fields: (t) => ({
    order: t.expose('order', { type: OrderRef }),
    oldFirst: t.expose('oldFirst', { type: OrganizationRef }),
    newFirst: t.expose('newFirst', { type: OrganizationRef }),
    parts: t.field({ type: [DecidingPartRef], resolve: (changed) => [...changed.parts] }),
    sentence: t.exposeString('sentence'),
  }),
});
const WeightPreviewRef = builder.objectRef<WeightPreview>('WeightPreview').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    openCount: t.exposeInt('openCount', { description: 'Orders that may be claimed now.' }),
    orderCount: t.exposeInt('orderCount', { description: 'Of these, the newest that were looked at.' }),
    rankedCount: t.exposeInt('rankedCount', { description: 'Of these, the ones that anybody is recommended for.' }),
    changedCount: t.int({ resolve: (preview) => preview.changed.length }),
    changed: t.field({ type: [ChangedOrderRef], resolve: (preview) => [...preview.changed] }),
  }),
});

builder.objectType(WeightSetNotFound, {
  name: 'WeightSetNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(WeightSetNotIn, {
  name: 'WeightSetNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: WeightSetStateEnum }) }),
});
builder.objectType(WeightsUnsound, {
  name: 'WeightsUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({
    sum: t.exposeInt('sum', { description: 'What the weights come to; 10,000 is asked.' }),
    problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }),
  }),
});

builder.queryField('weightSets', (t) =>
  t.field({
    type: [WeightSetRef],
    description: 'Newest first; of the viewer’s own authority, or of one it governs.',
    extensions: access(bureau),
    args: { authorityId: t.arg.id({ required: false }) },
    resolve: async (_root, { authorityId }, context) => {
      const id = authorityId ?? authorityIdOf(viewerOf(context));
      return id ? listWeightSets(await context.tx(), id) : [];
    },
  }),
);

builder.queryField('weightPreview', (t) =>
  t.field({
    type: WeightPreviewRef,
    nullable: true,
    description: 'What the set would change among the open orders of its authority, as of now.',
    extensions: access(bureau),
    args: { weightSetId: t.arg.id() },
    resolve: async (_root, { weightSetId }, context) => {
      const tx = await context.tx();
      const set = await weightSetById(tx, weightSetId);
      return set && previewOf(tx, set, context.at);
    },
  }),
);

const PartWeightInput = builder.inputType('PartWeightInput', {
  fields: (t) => ({ code: t.string(), weight: t.int() }),
});
const SaveWeightDraftInput = builder.inputType('SaveWeightDraftInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    authorityId: t.id({ required: false, description: 'Without it: the viewer’s own.' }),
    expectedVersion: t.int({ required: false, description: 'Of the draft that is there; without it: there is none.' }),
    weights: t.field({ type: [PartWeightInput] }),
    note: t.string({ required: false }),
  }),
});
const SaveWeightDraftResult = builder.errorUnion('SaveWeightDraftResult', {
  types: [WeightSetRef, WeightSetNotFound, WeightsUnsound, StaleVersion],
});
builder.mutationField('saveWeightDraft', (t) =>
  t.field({
    type: SaveWeightDraftResult,
    extensions: access(bureau),
    args: { input: t.arg({ type: SaveWeightDraftInput }) },
    resolve: (_root, { input }, context) =>
      saveWeightDraft(context.command(), {
        ...input,
        authorityId: input.authorityId ?? null,
        expectedVersion: input.expectedVersion ?? null,
        note: input.note ?? '',
      }),
  }),
);

const ActivateWeightSetInput = builder.inputType('ActivateWeightSetInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), weightSetId: t.id(), expectedVersion: t.int() }),
});
const ActivateWeightSetResult = builder.errorUnion('ActivateWeightSetResult', {
  types: [WeightSetRef, WeightSetNotFound, WeightSetNotIn, StaleVersion],
});
builder.mutationField('activateWeightSet', (t) =>
  t.field({
    type: ActivateWeightSetResult,
    description: 'From then on every ranking of the authority’s orders weighs by it.',
    extensions: access(bureau),
    args: { input: t.arg({ type: ActivateWeightSetInput }) },
    resolve: (_root, { input }, context) => activateWeightSet(context.command(), input),
  }),
);
