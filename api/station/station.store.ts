/** SQL of stations. */
import type { Tx } from '@jiedui/db/connect.ts';
import { programmeStations, stations } from '@jiedui/db/schema/station.ts';
import type { Station } from '@jiedui/shared/station/station.ts';

/** A station with whether it is a pilot (试点) in any programme. */
export interface StationRow extends Station {
  readonly pilot: boolean;
}

const COLUMNS = `s.id, s.code, s.name, s.region_code as "regionCode", s.authority_id as "authorityId", s.state, s.tier,
  s.operator_organization_id as "operatorOrganizationId", s.phone, s.address, s.opened_on as "openedOn", s.hours, s.open_all_year as "openAllYear", s.version,
  exists (select 1 from programme_stations p where p.station_id = s.id and p.pilot) as pilot`;

export const stationsById = (tx: Tx, ids: readonly string[]) =>
  tx.named<StationRow>('station.byId', `select ${COLUMNS} from stations s where s.id = any($1)`, [ids]);

export async function stationById(tx: Tx, id: string): Promise<StationRow | null> {
  return (await stationsById(tx, [id]))[0] ?? null;
}

export async function lockStation(tx: Tx, id: string): Promise<StationRow | null> {
  await tx.named('station.lock', 'select id from stations where id = $1 for update', [id]);
  return stationById(tx, id);
}

/** Whether the tenant has a station of that code. */
export async function isCodeTaken(tx: Tx, code: string): Promise<boolean> {
  const sql = 'select exists (select from stations where tenant_id = (select app.tenant_id()) and code = $1) as taken';
  return (await tx.named<{ taken: boolean }>('station.codeTaken', sql, [code]))[0]?.taken ?? false;
}

export const listStations = (tx: Tx) =>
  tx.named<StationRow>('station.list', `select ${COLUMNS} from stations s order by s.code, s.id`, []);

export async function insertStation(tx: Tx, tenantId: string, station: Station, at: Date): Promise<void> {
  await tx.db.insert(stations).values({ ...station, tenantId, createdAt: at });
}

/** Takes part from now on, or changes whether it is a pilot. */
export async function insertProgrammeStation(
  tx: Tx,
  row: { tenantId: string; programmeId: string; stationId: string; pilot: boolean },
): Promise<void> {
  await tx.db
    .insert(programmeStations)
    .values(row)
    .onConflictDoUpdate({
      target: [programmeStations.programmeId, programmeStations.stationId],
      set: { pilot: row.pilot },
    });
}

export interface ParticipationRow {
  readonly programmeId: string;
  readonly stationId: string;
  readonly pilot: boolean;
}

/** Which of these stations take part in which programme. */
export const participationsOf = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<ParticipationRow & Record<string, unknown>>(
    'station.participations',
    `select programme_id as "programmeId", station_id as "stationId", pilot from programme_stations
     where station_id = any($1) order by programme_id`,
    [stationIds],
  );
