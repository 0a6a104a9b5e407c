/** A station's register on the graph: rooms, roster, programmes, thresholds, and the commands that keep them. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
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
import { FACILITY_KINDS, type Facility } from '@jiedui/shared/station/station.ts';
import {
  THRESHOLD_NAMES,
  THRESHOLD_WORDS,
  type Thresholds,
  thresholdsWith,
  ThresholdsUnsound,
} from '@jiedui/shared/station/thresholds.ts';
import {
  LICENCE_LEVELS,
  licenceSentence,
  licenceStanding,
  maskedNumber,
  WORKER_POSTS,
  WorkerNotFound,
  WorkerUnsound,
} from '@jiedui/shared/station/worker.ts';
import DataLoader from 'dataloader';
import { access, bureau, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { loadProgramme, ProgrammeRef } from '../region/region.graph.ts';
import { authorityIdOf } from '../viewer.ts';
import { facilitiesOf, type WorkerRow, workersOf } from './register.store.ts';
import {
  enrolStation,
  registerStation,
  saveStationFacts,
  setStationThresholds,
  type ThresholdsRow,
  thresholdsRowOf,
} from './station.commands.ts';
import { StationRef, StationStateEnum, StationTierEnum } from './station.graph.ts';
import { type ParticipationRow, participationsOf, stationById } from './station.store.ts';
import { revealStationWorker, saveStationWorker } from './workers.commands.ts';

export const FacilityKindEnum = builder.enumType('FacilityKind', { values: FACILITY_KINDS });
const WorkerPostEnum = builder.enumType('WorkerPost', { values: WORKER_POSTS });
const LicenceLevelEnum = builder.enumType('LicenceLevel', { values: LICENCE_LEVELS });
const LicenceStandingEnum = builder.enumType('LicenceStanding', {
  values: ['none', 'valid', 'ending', 'ended'] as const,
});
const ThresholdNameEnum = builder.enumType('ThresholdName', { values: THRESHOLD_NAMES });

const grouped = <Row extends { readonly stationId: string }>(
  context: Context,
  name: string,
  read: (ids: readonly string[]) => Promise<Row[]>,
) =>
  context.loader(
    name,
    () => new DataLoader<string, Row[]>(async (ids) => groupedInOrderOf(ids, await read(ids), (row) => row.stationId)),
  );

const FacilityRef = builder.objectRef<Facility>('Facility').implement({
  description: '用房: a room or zone of the station.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: FacilityKindEnum }),
    areaM2: t.exposeInt('areaM2', { description: 'Whole square metres.' }),
    brandName: t.exposeString('brandName'),
  }),
});

export const StationWorkerRef = builder.objectRef<WorkerRow>('StationWorker').implement({
  description: '驻站社工. Telephone and certificate number are masked; revealStationWorker shows them and is audited.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    accountId: t.exposeID('accountId', { nullable: true }),
    name: t.exposeString('name'),
    phone: t.string({ resolve: ({ phone }) => maskedNumber(phone) }),
    post: t.expose('post', { type: WorkerPostEnum }),
    licenceLevel: t.expose('licenceLevel', { type: LicenceLevelEnum }),
    certificateNumber: t.string({ resolve: ({ certificateNumber }) => maskedNumber(certificateNumber) }),
    licenceValidUntil: t.expose('licenceValidUntil', { type: 'LocalDate', nullable: true }),
    licenceStanding: t.field({
      type: LicenceStandingEnum,
      resolve: (worker, _args, context) => licenceStanding(worker, localDateOf(context.at)),
    }),
    licenceSentence: t.string({
      resolve: (worker, _args, context) => licenceSentence(worker, localDateOf(context.at)),
    }),
    employedBy: t.exposeString('employedBy'),
    fromOn: t.expose('fromOn', { type: 'LocalDate' }),
    toOn: t.expose('toOn', { type: 'LocalDate', nullable: true }),
  }),
});

/** What revealStationWorker answers, and nothing else does. */
const RevealedWorkerRef = builder.objectRef<WorkerRow>('RevealedWorker').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    phone: t.exposeString('phone'),
    certificateNumber: t.exposeString('certificateNumber'),
  }),
});

const ParticipationRef = builder.objectRef<ParticipationRow>('StationParticipation').implement({
  description: '参加的方案, as a pilot (试点) or not.',
  extensions: access(viaParent),
  fields: (t) => ({
    pilot: t.exposeBoolean('pilot'),
    programme: t.field({
      type: ProgrammeRef,
      resolve: (row, _args, context) => loadProgramme(context, row.programmeId),
    }),
  }),
});

builder.objectField(StationRef, 'facilities', (t) =>
  t.field({
    type: [FacilityRef],
    resolve: ({ id }, _args, context) =>
      grouped(context, 'facilities', async (ids) => facilitiesOf(await context.tx(), ids)).load(id),
  }),
);
builder.objectField(StationRef, 'workers', (t) =>
  t.field({
    type: [StationWorkerRef],
    description: 'Who works or worked there; only the station and its bureau see them.',
    resolve: ({ id }, _args, context) => workersLoader(context).load(id),
  }),
);
builder.objectField(StationRef, 'programmes', (t) =>
  t.field({
    type: [ParticipationRef],
    resolve: ({ id }, _args, context) =>
      grouped(context, 'participations', async (ids) => participationsOf(await context.tx(), ids)).load(id),
  }),
);

export const workersLoader = (context: Context) =>
  grouped<WorkerRow>(context, 'stationWorkers', async (ids) => workersOf(await context.tx(), ids));

builder.queryField('station', (t) =>
  t.field({
    type: StationRef,
    nullable: true,
    description: 'Null when there is none, or none for this viewer.',
    extensions: access(stationOrBureau),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => stationById(await context.tx(), id),
  }),
);

const ThresholdRef = builder.objectRef<{ name: keyof Thresholds; value: number }>('StationThreshold').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    name: t.expose('name', { type: ThresholdNameEnum }),
    words: t.string({ resolve: ({ name }) => THRESHOLD_WORDS[name] }),
    value: t.exposeInt('value'),
  }),
});
const ThresholdsRef = builder.objectRef<ThresholdsRow>('StationThresholds').implement({
  description: '达标线 of an authority.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    values: t.field({
      type: [ThresholdRef],
      resolve: ({ own }) => THRESHOLD_NAMES.map((name) => ({ name, value: thresholdsWith(own)[name] })),
    }),
  }),
});

builder.queryField('stationThresholds', (t) =>
  t.field({
    type: ThresholdsRef,
    nullable: true,
    description: 'Of the viewer’s authority: its own, or those of the one above it.',
    extensions: access(bureau),
    resolve: async (_root, _args, context) => {
      const id = authorityIdOf(viewerOf(context));
      return id ? thresholdsRowOf(await context.tx(), id) : null;
    },
  }),
);

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

const SetStationThresholdsInput = builder.inputType('SetStationThresholdsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    ...(Object.fromEntries(THRESHOLD_NAMES.map((name) => [name, t.int()])) as Record<
      keyof Thresholds,
      ReturnType<typeof t.int>
    >),
  }),
});
builder.mutationField('setStationThresholds', (t) =>
  t.field({
    type: builder.errorUnion('SetStationThresholdsResult', { types: [ThresholdsRef, ThresholdsUnsound] }),
    description: 'Of the viewer’s authority, as a whole; they hold for those below it that set none of their own.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetStationThresholdsInput }) },
    resolve: (_root, { input: { clientMutationId, ...thresholds } }, context) =>
      setStationThresholds(context.command(), { clientMutationId, thresholds: thresholds as Thresholds }),
  }),
);
