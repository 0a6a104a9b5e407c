/** The commands that keep a station's register, on the graph, and what they may answer instead. */
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import {
  HaveNotStated,
  HaveUnsound,
  StationNotFound,
  StationNotIn,
  StationNotReady,
  StationUnsound,
  SuspensionUnfounded,
} from '@jiedui/shared/station/refusals.ts';
import { ThresholdsUnsound } from '@jiedui/shared/station/thresholds.ts';
import { WorkerNotFound, WorkerUnsound } from '@jiedui/shared/station/worker.ts';
import { access, bureau, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { enrolStation, registerStation, saveStationFacts } from './station.commands.ts';
import { StationRef, StationStateEnum, StationTierEnum } from './station.graph.ts';
import { revealStationWorker, saveStationWorker } from './workers.commands.ts';
import {
  FacilityKindEnum,
  WorkerPostEnum,
  LicenceLevelEnum,
  StationWorkerRef,
  RevealedWorkerRef,
} from './register.graph.ts';

for (const [refusal, name] of [
  [StationNotFound, 'StationNotFound'],
  [SuspensionUnfounded, 'SuspensionUnfounded'],
  [HaveNotStated, 'HaveNotStated'],
  [WorkerNotFound, 'WorkerNotFound'],
] as const)
  builder.objectType(refusal as typeof StationNotFound, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
  });
for (const [refusal, name] of [
  [StationUnsound, 'StationUnsound'],
  [HaveUnsound, 'HaveUnsound'],
  [WorkerUnsound, 'WorkerUnsound'],
  [ThresholdsUnsound, 'ThresholdsUnsound'],
] as const)
  builder.objectType(refusal as typeof StationUnsound, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
    fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
  });
builder.objectType(StationNotIn, {
  name: 'StationNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: StationStateEnum }) }),
});
builder.objectType(StationNotReady, {
  name: 'StationNotReady',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ gaps: t.stringList({ resolve: ({ gaps }) => [...gaps] }) }),
});

const RegisterStationInput = builder.inputType('RegisterStationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    code: t.string(),
    name: t.string(),
    tier: t.field({ type: StationTierEnum }),
    regionCode: t.id(),
    authorityId: t.id(),
    state: t.field({ type: StationStateEnum }),
    programmeId: t.id({ required: false }),
    pilot: t.boolean(),
  }),
});
builder.mutationField('registerStation', (t) =>
  t.field({
    type: builder.errorUnion('RegisterStationResult', { types: [StationRef, StationUnsound] }),
    extensions: access(bureau),
    args: { input: t.arg({ type: RegisterStationInput }) },
    resolve: (_root, { input }, context) =>
      registerStation(context.command(), { ...input, programmeId: input.programmeId ?? null }),
  }),
);

const EnrolStationInput = builder.inputType('EnrolStationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    programmeId: t.id(),
    pilot: t.boolean(),
  }),
});
builder.mutationField('enrolStation', (t) =>
  t.field({
    type: builder.errorUnion('EnrolStationResult', { types: [StationRef, StationNotFound, StationUnsound] }),
    extensions: access(bureau),
    args: { input: t.arg({ type: EnrolStationInput }) },
    resolve: (_root, { input }, context) => enrolStation(context.command(), input),
  }),
);

const FacilityInput = builder.inputType('FacilityInput', {
  fields: (t) => ({ kind: t.field({ type: FacilityKindEnum }), areaM2: t.int(), brandName: t.string() }),
});
const SaveStationFactsInput = builder.inputType('SaveStationFactsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    expectedVersion: t.int(),
    phone: t.string({ required: false }),
    address: t.string({ required: false }),
    openedOn: t.field({ type: 'LocalDate', required: false }),
    hours: t.string(),
    openAllYear: t.boolean(),
    facilities: t.field({ type: [FacilityInput] }),
  }),
});
builder.mutationField('saveStationFacts', (t) =>
  t.field({
    type: builder.errorUnion('SaveStationFactsResult', {
      types: [StationRef, StationNotFound, StationUnsound, StaleVersion],
    }),
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: SaveStationFactsInput }) },
    resolve: (_root, { input }, context) =>
      saveStationFacts(context.command(), {
        ...input,
        phone: input.phone ?? null,
        address: input.address ?? null,
        openedOn: input.openedOn ?? null,
      }),
  }),
);

const SaveStationWorkerInput = builder.inputType('SaveStationWorkerInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    stationId: t.id(),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    keepsHidden: t.boolean({ description: 'An empty phone or certificateNumber leaves what is kept.' }),
    accountId: t.id({ required: false }),
    name: t.string(),
    phone: t.string(),
    post: t.field({ type: WorkerPostEnum }),
    licenceLevel: t.field({ type: LicenceLevelEnum }),
    certificateNumber: t.string(),
    licenceValidUntil: t.field({ type: 'LocalDate', required: false }),
    employedBy: t.string(),
    fromOn: t.field({ type: 'LocalDate' }),
    toOn: t.field({ type: 'LocalDate', required: false }),
  }),
});
builder.mutationField('saveStationWorker', (t) =>
  t.field({
    type: builder.errorUnion('SaveStationWorkerResult', {
      types: [StationWorkerRef, StationNotFound, WorkerNotFound, WorkerUnsound, StaleVersion],
    }),
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: SaveStationWorkerInput }) },
    resolve: (_root, { input }, context) =>
      saveStationWorker(context.command(), {
        ...input,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        accountId: input.accountId ?? null,
        licenceValidUntil: input.licenceValidUntil ?? null,
        toOn: input.toOn ?? null,
      }),
  }),
);

const RevealStationWorkerInput = builder.inputType('RevealStationWorkerInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), workerId: t.id() }),
});
builder.mutationField('revealStationWorker', (t) =>
  t.field({
    type: builder.errorUnion('RevealStationWorkerResult', { types: [RevealedWorkerRef, WorkerNotFound] }),
    description: 'Shows telephone and certificate number; written down in the audit.',
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: RevealStationWorkerInput }) },
    resolve: (_root, { input }, context) => revealStationWorker(context.command(), input),
  }),
);
