/** Opening stations, taking them into a programme, keeping their facts, and the thresholds by which they are measured. */
import type { Tx } from '@jiedui/db/connect.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { checkFacts, checkOpening } from '@jiedui/shared/station/opening.ts';
import { StationNotFound, StationUnsound } from '@jiedui/shared/station/refusals.ts';
import type { Facility, StationFacts, StationState, StationTier } from '@jiedui/shared/station/station.ts';
import { checkThresholds, type Thresholds, ThresholdsUnsound } from '@jiedui/shared/station/thresholds.ts';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../builder.ts';
import { forbidden } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { authoritiesById, governs as governsAuthority, programmesById, regionsByCode } from '../region/region.store.ts';
import { authorityIdOf, stationIdsOf, type Viewer } from '../viewer.ts';
import { facilitiesOf, reopenVenue, saveFacts, saveThresholds, thresholdsOf } from './register.store.ts';
import {
  insertProgrammeStation,
  insertStation,
  isCodeTaken,
  lockStation,
  type StationRow,
  stationById,
} from './station.store.ts';

export interface RegisterStationInput {
  readonly clientMutationId: string;
  readonly code: string;
  readonly name: string;
  readonly regionCode: string;
  readonly authorityId: string;
  readonly tier?: StationTier;
  /** Of a station that stands already when the register is begun: 筹建, 已挂牌 or 实体化运行. */
  readonly state: StationState;
  /** The programme that takes it in, and whether as a pilot station. */
  readonly programmeId: string | null;
  readonly pilot: boolean;
  readonly phone?: string | null;
  readonly address?: string | null;
}

/**
 * A bureau opens a station of its own or of an authority below it.
 * @returns `StationUnsound` for a code that is taken, an authority that it does not govern, a place that is not there
 */
export function registerStation(
  context: CommandContext,
  input: RegisterStationInput,
): Promise<StationRow | StationUnsound> {
  const operation = { name: 'registerStation', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx, viewer) => {
    const { code, name, regionCode, authorityId, state, programmeId, pilot, tier = 'station' } = input;
    const { phone = null, address = null } = input;
    const opening = checkOpening({ code, name, regionCode, tier });
    if (opening instanceof Refusal) return opening;
    const problem = await openingProblem(tx, input, opening.code);
    if (problem) return new StationUnsound([problem]);
    const station: StationRow = {
      id: uuid(),
      ...opening,
      authorityId,
      state,
      operatorOrganizationId: null,
      phone,
      address,
      openedOn: null,
      hours: '',
      openAllYear: false,
      version: 1,
      pilot,
    };
    const { pilot: _pilot, ...row } = station;
    await insertStation(tx, viewer.tenantId, row, context.at);
    if (programmeId)
      await insertProgrammeStation(tx, { tenantId: viewer.tenantId, programmeId, stationId: station.id, pilot });
    return {
      value: station,
      entity: 'station',
      entityId: station.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['code', 'name', 'tier', 'regionCode', 'authorityId', 'state', 'programme'],
      events: [{ topic: 'station.registered', entityId: station.id, version: 1, payload: { authorityId } }],
    };
  });
}

async function openingProblem(tx: Tx, input: RegisterStationInput, code: string) {
  if (!isUuid(input.authorityId) || !(await governsAuthority(tx, input.authorityId)))
    return { field: 'authorityId', message: '主管单位不在您的管理范围，请重新选择' };
  if ((await regionsByCode(tx, [input.regionCode])).length === 0)
    return { field: 'regionCode', message: '没有这个行政区划，请重新选择' };
  if (input.programmeId && (await programmesById(tx, [input.programmeId])).length === 0)
    return { field: 'programmeId', message: '没有这个方案，请重新选择' };
  if (await isCodeTaken(tx, code)) return { field: 'code', message: `站点编号 ${code} 已被使用，请换一个` };
  return null;
}

export interface EnrolStationInput {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly programmeId: string;
  readonly pilot: boolean;
}

/** A station takes part in a programme from now on, as a pilot or not; said again, it changes which. */
export function enrolStation(
  context: CommandContext,
  input: EnrolStationInput,
): Promise<StationRow | StationNotFound | StationUnsound> {
  const operation = { name: 'enrolStation', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx, viewer) => {
    const { stationId, programmeId, pilot } = input;
    const station = await lockStation(tx, stationId);
    if (!station || !(await governs(tx, station))) return new StationNotFound();
    if ((await programmesById(tx, [programmeId])).length === 0)
      return new StationUnsound([{ field: 'programmeId', message: '没有这个方案，请重新选择' }]);
    await insertProgrammeStation(tx, { tenantId: viewer.tenantId, programmeId, stationId, pilot });
    const value = await stationById(tx, stationId);
    if (!value) throw new Error(`station ${stationId} vanished inside its own transaction`);
    return {
      value,
      entity: 'station',
      entityId: stationId,
      versionBefore: station.version,
      versionAfter: station.version,
      changed: ['programme', 'pilot'],
      events: [],
    };
  });
}

/** Whether the viewer's authorities include the station's. */
export const governs = (tx: Tx, station: StationRow): Promise<boolean> => governsAuthority(tx, station.authorityId);

export const isOwnStation = (viewer: Viewer, stationId: string): boolean => stationIdsOf(viewer).includes(stationId);

export interface SaveStationFactsInput extends StationFacts {
  readonly clientMutationId: string;
  readonly stationId: string;
  readonly expectedVersion: number;
}

/** The station, or its bureau, writes down where it is, when it is open and which rooms it has, as a whole. */
export function saveStationFacts(
  context: CommandContext,
  input: SaveStationFactsInput,
): Promise<StationRow | StationNotFound | StationUnsound | StaleVersion> {
  const operation = { name: 'saveStationFacts', key: input.clientMutationId, input, reload: stationById };
  return command(context, operation, async (tx, viewer) => {
    const { clientMutationId: _key, stationId, expectedVersion, ...raw } = input;
    const before = await lockStation(tx, stationId);
    if (!before || !(isOwnStation(viewer, stationId) || (await governs(tx, before)))) return new StationNotFound();
    if (before.version !== expectedVersion) return new StaleVersion(before.version);
    const facts = checkFacts(raw, localDateOf(context.at));
    if (facts instanceof Refusal) return facts;
    const rooms = await facilitiesOf(tx, [stationId]);
    await saveFacts(tx, viewer.tenantId, before, facts);
    // What the bureau saw is no longer what is written: it looks again.
    if (before.address !== facts.address || !sameRooms(rooms, facts.facilities)) await reopenVenue(tx, stationId);
    const { facilities: _rooms, ...columns } = facts;
    const value: StationRow = { ...before, ...columns, version: before.version + 1 };
    return {
      value,
      entity: 'station',
      entityId: stationId,
      versionBefore: before.version,
      versionAfter: before.version + 1,
      changed: Object.keys(raw),
      events: [
        {
          topic: 'station.factsSaved',
          entityId: stationId,
          version: before.version + 1,
          payload: { stationId, authorityId: before.authorityId },
        },
      ],
    };
  });
}

function sameRooms(before: readonly Facility[], after: readonly Facility[]): boolean {
  const written = (rooms: readonly Facility[]) =>
    JSON.stringify(rooms.map(({ kind, areaM2, brandName }) => [kind, areaM2, brandName]));
  return written(before) === written(after);
}

export interface SetThresholdsInput {
  readonly clientMutationId: string;
  readonly thresholds: Thresholds;
}

export interface ThresholdsRow {
  readonly authorityId: string;
  readonly own: Partial<Thresholds>;
}

/** The thresholds of an authority: its own, or those of the one above it. */
export async function thresholdsRowOf(tx: Tx, authorityId: string): Promise<ThresholdsRow | null> {
  if ((await authoritiesById(tx, [authorityId])).length === 0) return null;
  return (await thresholdsOf(tx, [authorityId]))[0] ?? { authorityId, own: {} };
}

/** The viewer's authority sets its own thresholds, which hold for those below it that have none of their own. */
export function setStationThresholds(
  context: CommandContext,
  input: SetThresholdsInput,
): Promise<ThresholdsRow | ThresholdsUnsound> {
  const operation = { name: 'setStationThresholds', key: input.clientMutationId, input, reload: thresholdsRowOf };
  return command(context, operation, async (tx, viewer) => {
    const authorityId = authorityIdOf(viewer);
    if (!authorityId) throw forbidden('主管单位');
    const thresholds = checkThresholds(input.thresholds);
    if (thresholds instanceof ThresholdsUnsound) return thresholds;
    await saveThresholds(tx, viewer.tenantId, authorityId, thresholds);
    const value: ThresholdsRow = { authorityId, own: thresholds };
    return {
      value,
      entity: 'station_thresholds',
      entityId: authorityId,
      versionBefore: null,
      versionAfter: 1,
      changed: Object.keys(thresholds),
      events: [],
    };
  });
}
