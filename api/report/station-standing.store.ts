/** SQL of how stations stand: their confirmed services, pages of the register, and the townships that they cover. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { ServiceFacts } from '@jiedui/shared/station/haves.ts';
import type { StationState } from '@jiedui/shared/station/station.ts';

export type ServiceRow = ServiceFacts & { readonly stationId: string };

/**
 * Of confirmed sessions alone. The first `days[i]` days before today, today among them, are recent for the station at that
 * place; a session counts on the day in Shanghai on which it ended.
 */
export const servicesOf = (tx: Tx, stationIds: readonly string[], days: readonly number[], today: LocalDate) =>
  tx.named<ServiceRow & Record<string, unknown>>(
    'report.stationServices',
    `select w.station_id as "stationId", count(held.day)::int as ever,
       (count(held.day) filter (where $3::date - w.days < held.day))::int as recent, max(held.day)::text as "lastOn"
     from unnest($1::uuid[], $2::int[]) w (station_id, days)
     left join lateral (
       select (v.ended_at at time zone 'Asia/Shanghai')::date as day
       from session_stations at_station join service_sessions v on v.id = at_station.session_id
       where at_station.station_id = w.station_id and v.state = 'confirmed'
     ) held on held.day <= $3::date
     group by w.station_id`,
    [stationIds, days, today],
  );

export interface RegisterFilter {
  readonly state: StationState | null;
  /** A county, or any region around the station's own. */
  readonly regionCode: string | null;
}

/** Ids of the stations that the viewer governs, in order of id. */
export async function registerIds(
  tx: Tx,
  { state, regionCode }: RegisterFilter,
  afterId: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await tx.named<{ id: string }>(
    'report.stationRegister',
    `select s.id from stations s
     where s.authority_id = any ((select app.authority_ids())::uuid[]) and ($1::text is null or s.state = $1)
       and ($2::text is null or s.region_code = $2 or exists (
         with recursive up as (
           select r.code, r.parent_code from regions r where r.code = s.region_code
           union all select r.code, r.parent_code from regions r join up on r.code = up.parent_code
         ) select from up where up.code = $2))
       and ($3::uuid is null or $3 < s.id)
     order by s.id limit $4`,
    [state, regionCode, afterId, limit],
  );
  return rows.map(({ id }) => id);
}

export interface StateCount {
  readonly state: StationState;
  readonly count: number;
}

export const stationCounts = (tx: Tx) =>
  tx.named<StateCount & Record<string, unknown>>(
    'report.stationCounts',
    `select state, count(*)::int as count from stations
     where authority_id = any ((select app.authority_ids())::uuid[]) and tier = 'station' group by state`,
    [],
  );

// Positions 7 to 9 below 400: see isRealTownship of shared/station/coverage.
const TOWNSHIPS = `with recursive down as (
    select r.code, r.level, r.name, r.parent_code from authority_jurisdictions j join regions r on r.code = j.region_code
    where j.authority_id = any ((select app.authority_ids())::uuid[])
    union select r.code, r.level, r.name, r.parent_code from regions r join down on r.parent_code = down.code where down.level <> 'township'
  ), townships as (select distinct code, name, parent_code from down where level = 'township' and substr(code, 7, 3) between '001' and '399')`;

export async function countTownships(tx: Tx): Promise<number> {
  const sql = `${TOWNSHIPS} select count(*)::int as count from townships`;
  return (await tx.named<{ count: number }>('report.countTownships', sql, []))[0]?.count ?? 0;
}

export interface TownshipRow {
  readonly code: string;
  readonly name: string;
  readonly countyName: string | null;
  /** The station there, the one in service first; null where there is none. */
  readonly stationId: string | null;
}

/** Townships of the jurisdiction by code, those without an established station alone if asked. */
export const townshipPage = (tx: Tx, onlyWithout: boolean, afterCode: string | null, limit: number) =>
  tx.named<TownshipRow & Record<string, unknown>>(
    'report.townships',
    `${TOWNSHIPS}
     select t.code, t.name, c.name as "countyName", s.id as "stationId" from townships t left join regions c on c.code = t.parent_code
     left join lateral (
       select id from stations s where s.region_code = t.code and s.tier = 'station' and s.state in ('plaque_hung', 'operating')
       order by s.state = 'operating' desc, s.id limit 1
     ) s on true
     where ($1::text is null or $1 < t.code) and (not $2::boolean or s.id is null) order by t.code limit $3`,
    [afterCode, onlyWithout, limit],
  );
