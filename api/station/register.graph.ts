/** A station's register on the graph: rooms, roster and programmes. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { FACILITY_KINDS, type Facility } from '@jiedui/shared/station/station.ts';
import {
  LICENCE_LEVELS,
  licenceSentence,
  licenceStanding,
  maskedNumber,
  WORKER_POSTS,
} from '@jiedui/shared/station/worker.ts';
import DataLoader from 'dataloader';
import { access, stationOrBureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { loadProgramme, ProgrammeRef } from '../region/region.graph.ts';
import { facilitiesOf, type WorkerRow, workersOf } from './register.store.ts';
import { StationRef } from './station.graph.ts';
import { type ParticipationRow, participationsOf, stationById } from './station.store.ts';

export const FacilityKindEnum = builder.enumType('FacilityKind', { values: FACILITY_KINDS });
export const WorkerPostEnum = builder.enumType('WorkerPost', { values: WORKER_POSTS });
export const LicenceLevelEnum = builder.enumType('LicenceLevel', { values: LICENCE_LEVELS });
const LicenceStandingEnum = builder.enumType('LicenceStanding', {
  values: ['none', 'valid', 'ending', 'ended'] as const,
});

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
export const RevealedWorkerRef = builder.objectRef<WorkerRow>('RevealedWorker').implement({
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
