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

export const listStations = (tx: Tx) =>
  tx.named<StationRow>('station.list', `select ${COLUMNS} from stations s order by s.code, s.id`, []);

export async function insertStation(tx: Tx, tenantId: string, station: Station, at: Date): Promise<void> {
  await tx.db.insert(stations).values({ ...station, tenantId, createdAt: at });
}

export async function insertProgrammeStation(
  tx: Tx,
  row: { tenantId: string; programmeId: string; stationId: string; pilot: boolean },
): Promise<void> {
  await tx.db.insert(programmeStations).values(row);
}
