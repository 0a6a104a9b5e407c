/** Declared interests and blocks on the graph. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { BlockEndsBefore, ConflictDeclared, PairNoteNotFound, PairNotFound } from '@jiedui/shared/matching/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, signedIn, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { governs } from '../region/region.store.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { blockPair, declareConflict, endConflict, liftBlock } from './pair.commands.ts';
import { type BlockNote, listBlocks, listConflicts, type PairNote } from './pair.store.ts';

/** Who wrote a note ends it, or the bureau; what the commands ask, for the button. */
const mayEnd = async (note: PairNote, _args: unknown, context: Context): Promise<boolean> =>
  note.accountId === viewerOf(context).accountId || governs(await context.tx(), note.authorityId);

export const ConflictRef = builder.objectRef<PairNote>('ConflictOfInterest').implement({
  description: '利益关系: declared by one of the two or the bureau; they are not matched until it is ended.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    organization: t.field({
      type: OrganizationRef,
      resolve: (note, _args, context) => loadOrganization(context, note.organizationId),
    }),
    station: t.field({ type: StationRef, resolve: (note, _args, context) => loadStation(context, note.stationId) }),
    reason: t.exposeString('reason'),
    declaredAt: t.expose('at', { type: 'Instant' }),
    mayEnd: t.boolean({ description: 'By the viewer: who declared it, or the bureau.', resolve: mayEnd }),
  }),
});

export const BlockRef = builder.objectRef<BlockNote>('BlockedPair').implement({
  description: '对接限制: set by the station or its bureau, with a reason that the organization reads.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    organization: t.field({
      type: OrganizationRef,
      resolve: (note, _args, context) => loadOrganization(context, note.organizationId),
    }),
    station: t.field({ type: StationRef, resolve: (note, _args, context) => loadStation(context, note.stationId) }),
    reason: t.exposeString('reason'),
    untilOn: t.expose('untilOn', { type: 'LocalDate', nullable: true, description: 'Last day; null until lifted.' }),
    blockedAt: t.expose('at', { type: 'Instant' }),
    mayEnd: t.boolean({ description: 'By the viewer: who set it, or the bureau.', resolve: mayEnd }),
  }),
});

for (const [refusal, name] of [
  [PairNotFound, 'PairNotFound'],
  [PairNoteNotFound, 'PairNoteNotFound'],
  [ConflictDeclared, 'ConflictDeclared'],
  [BlockEndsBefore, 'BlockEndsBefore'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });

builder.queryField('conflictsOfInterest', (t) =>
  t.field({
    type: [ConflictRef],
    description: 'Standing ones, newest first: of the viewer’s units, or of those it governs.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listConflicts(await context.tx()),
  }),
);
builder.queryField('blockedPairs', (t) =>
  t.field({
    type: [BlockRef],
    description: 'Standing ones, newest first: of the viewer’s units, or of those it governs.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listBlocks(await context.tx(), localDateOf(context.at)),
  }),
);

const DeclareConflictInput = builder.inputType('DeclareConflictInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    stationId: t.id(),
    reason: t.string(),
  }),
});
const DeclareConflictResult = builder.errorUnion('DeclareConflictResult', {
  types: [ConflictRef, PairNotFound, ReasonMissing, ConflictDeclared],
});
builder.mutationField('declareConflict', (t) =>
  t.field({
    type: DeclareConflictResult,
    description: 'By the organization, the station, or its bureau.',
    extensions: access(signedIn),
    args: { input: t.arg({ type: DeclareConflictInput }) },
    resolve: (_root, { input }, context) => declareConflict(context.command(), input),
  }),
);

const BlockPairInput = builder.inputType('BlockPairInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    organizationId: t.id(),
    stationId: t.id(),
    reason: t.string(),
    untilOn: t.field({ type: 'LocalDate', required: false }),
  }),
});
const BlockPairResult = builder.errorUnion('BlockPairResult', {
  types: [BlockRef, PairNotFound, ReasonMissing, BlockEndsBefore],
});
builder.mutationField('blockPair', (t) =>
  t.field({
    type: BlockPairResult,
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: BlockPairInput }) },
    resolve: (_root, { input }, context) => blockPair(context.command(), { ...input, untilOn: input.untilOn ?? null }),
  }),
);

const EndPairNoteInput = builder.inputType('EndPairNoteInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), id: t.id(), expectedVersion: t.int() }),
});
const EndConflictResult = builder.errorUnion('EndConflictResult', {
  types: [ConflictRef, PairNoteNotFound, StaleVersion],
});
builder.mutationField('endConflict', (t) =>
  t.field({
    type: EndConflictResult,
    description: 'By who declared it, or the bureau.',
    extensions: access(signedIn),
    args: { input: t.arg({ type: EndPairNoteInput }) },
    resolve: (_root, { input }, context) => endConflict(context.command(), input),
  }),
);
const LiftBlockResult = builder.errorUnion('LiftBlockResult', { types: [BlockRef, PairNoteNotFound, StaleVersion] });
builder.mutationField('liftBlock', (t) =>
  t.field({
    type: LiftBlockResult,
    description: 'By who set it, or the bureau.',
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: EndPairNoteInput }) },
    resolve: (_root, { input }, context) => liftBlock(context.command(), input),
  }),
);
