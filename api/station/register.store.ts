/** SQL of what belongs to a station: facilities, workers, haves with their evidence, thresholds and the history of states. */
import type { Tx } from '@jiedui/db/connect.ts';
import {
  stationChanges,
  stationFacilities,
  stationHaveFiles,
  stationHaves,
  stations,
  stationThresholds,
  stationWorkers,
} from '@jiedui/db/schema/station.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { HaveContent, HaveRecord, StatedHave } from '@jiedui/shared/station/haves.ts';
import type { StationMove, SuspensionGround } from '@jiedui/shared/station/lifecycle.ts';
import type { HaveDecision } from '@jiedui/shared/station/stating.ts';
import type { Facility, StationFacts, StationState } from '@jiedui/shared/station/station.ts';
import { THRESHOLD_NAMES, type Thresholds } from '@jiedui/shared/station/thresholds.ts';
import { WORKERS_MOST, type WorkerFields } from '@jiedui/shared/station/worker.ts';
import { and, eq } from 'drizzle-orm';
import type { StationRow } from './station.store.ts';

export type FacilityRow = Facility & { readonly stationId: string };

export const facilitiesOf = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<FacilityRow & Record<string, unknown>>(
    'station.facilities',
    `select station_id as "stationId", kind, area_m2 as "areaM2", brand_name as "brandName" from station_facilities
     where station_id = any($1) order by station_id, seq`,
    [stationIds],
  );

/** The station's facts and its rooms, as a whole. */
export async function saveFacts(tx: Tx, tenantId: string, before: StationRow, facts: StationFacts): Promise<void> {
  const { facilities, ...columns } = facts;
  await tx.db
    .update(stations)
    .set({ ...columns, version: before.version + 1 })
    .where(and(eq(stations.id, before.id), eq(stations.version, before.version)));
  await tx.db.delete(stationFacilities).where(eq(stationFacilities.stationId, before.id));
  if (facilities.length === 0) return;
  await tx.db
    .insert(stationFacilities)
    .values(facilities.map((each, index) => ({ tenantId, stationId: before.id, seq: index + 1, ...each })));
}

export interface WorkerRow extends WorkerFields {
  readonly id: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly version: number;
}

const WORKER = `w.id, w.station_id as "stationId", w.authority_id as "authorityId", w.account_id as "accountId", w.name, w.phone, w.post,
  w.licence_level as "licenceLevel", w.certificate_number as "certificateNumber", w.licence_valid_until as "licenceValidUntil",
  w.employed_by as "employedBy", w.from_on as "fromOn", w.to_on as "toOn", w.version`;

/** Those who stay or left, the longest there first; bounded by what a station may register. */
export const workersOf = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<WorkerRow & Record<string, unknown>>(
    'station.workers',
    `select ${WORKER} from station_workers w where w.station_id = any($1) order by w.to_on is not null, w.from_on, w.id`,
    [stationIds],
  );

export async function countWorkers(tx: Tx, stationId: string): Promise<number> {
  const sql = `select least(count(*), ${WORKERS_MOST})::int as count from station_workers where station_id = $1`;
  return (await tx.named<{ count: number }>('station.countWorkers', sql, [stationId]))[0]?.count ?? 0;
}

export async function workerById(tx: Tx, id: string): Promise<WorkerRow | null> {
  const sql = `select ${WORKER} from station_workers w where w.id = $1`;
  return (await tx.named<WorkerRow & Record<string, unknown>>('station.worker', sql, [id]))[0] ?? null;
}

export async function lockWorker(tx: Tx, id: string): Promise<WorkerRow | null> {
  const sql = `select ${WORKER} from station_workers w where w.id = $1 for update`;
  return (await tx.named<WorkerRow & Record<string, unknown>>('station.lockWorker', sql, [id]))[0] ?? null;
}

export async function insertWorker(tx: Tx, tenantId: string, row: WorkerRow, at: Date): Promise<void> {
  await tx.db.insert(stationWorkers).values({ ...row, tenantId, createdAt: at });
}

export async function saveWorker(tx: Tx, before: WorkerRow, fields: WorkerFields): Promise<void> {
  await tx.db
    .update(stationWorkers)
    .set({ ...fields, version: before.version + 1 })
    .where(and(eq(stationWorkers.id, before.id), eq(stationWorkers.version, before.version)));
}

/** Whoever signs in with that account leaves the roster on the day. */
export const endWorkersOf = (tx: Tx, stationId: string, accountId: string, lastDay: LocalDate) =>
  tx.named(
    'station.endWorkers',
    `update station_workers set to_on = greatest(from_on, $3::date), version = version + 1
     where station_id = $1 and account_id = $2 and (to_on is null or $3::date < to_on)`,
    [stationId, accountId, lastDay],
  );

export interface HaveRow extends HaveRecord {
  readonly stationId: string;
  readonly fileIds: readonly string[];
  /** Those of `fileIds` that are papers (PDF). */
  readonly paperIds: readonly string[];
  readonly statedAt: Date;
  readonly version: number;
}

const HAVE = `h.station_id as "stationId", h.item, h.state, h.content, h.stated_at as "statedAt", h.decided_on as "decidedOn",
  h.expires_on as "expiresOn", h.return_reason as "returnReason", h.version,
  array(select f.file_id from station_have_files f where f.station_id = h.station_id and f.item = h.item order by f.seq) as "fileIds",
  array(select f.file_id from station_have_files f join files x on x.id = f.file_id
    where f.station_id = h.station_id and f.item = h.item and x.mime = 'application/pdf' order by f.seq) as "paperIds"`;
const withCount = (row: Omit<HaveRow, 'fileCount'>): HaveRow => ({ ...row, fileCount: row.fileIds.length });

export async function haveRowsOf(tx: Tx, stationIds: readonly string[]): Promise<HaveRow[]> {
  const sql = `select ${HAVE} from station_haves h where h.station_id = any($1)`;
  return (await tx.named<HaveRow & Record<string, unknown>>('station.haves', sql, [stationIds])).map(withCount);
}

export async function lockHave(tx: Tx, stationId: string, item: StatedHave): Promise<HaveRow | null> {
  await tx.named('station.lockHave', 'select item from station_haves where station_id = $1 and item = $2 for update', [
    stationId,
    item,
  ]);
  return (await haveRowsOf(tx, [stationId])).find((row) => row.item === item) ?? null;
}

export async function saveStatement(
  tx: Tx,
  row: {
    tenantId: string;
    stationId: string;
    authorityId: string;
    item: StatedHave;
    content: HaveContent;
    statedBy: string;
    statedAt: Date;
    version: number;
  },
  fileIds: readonly string[],
): Promise<void> {
  const said = {
    ...row,
    state: 'stated' as const,
    decidedBy: null,
    decidedOn: null,
    expiresOn: null,
    returnReason: null,
  };
  await tx.db
    .insert(stationHaves)
    .values(said)
    .onConflictDoUpdate({ target: [stationHaves.stationId, stationHaves.item], set: said });
  const { tenantId, stationId, item } = row;
  await tx.db
    .delete(stationHaveFiles)
    .where(and(eq(stationHaveFiles.stationId, stationId), eq(stationHaveFiles.item, item)));
  if (fileIds.length === 0) return;
  await tx.db
    .insert(stationHaveFiles)
    .values(fileIds.map((fileId, index) => ({ tenantId, stationId, item, seq: index + 1, fileId })));
}

/** The rooms changed after they were verified: the venue waits for the bureau again. */
export const reopenVenue = (tx: Tx, stationId: string) =>
  tx.named(
    'station.reopenVenue',
    `update station_haves set state = 'stated', decided_by = null, decided_on = null, expires_on = null, version = version + 1
     where station_id = $1 and item = 'venue' and state = 'verified'`,
    [stationId],
  );

export async function saveDecision(tx: Tx, before: HaveRow, decision: HaveDecision, decidedBy: string): Promise<void> {
  await tx.db
    .update(stationHaves)
    .set({ ...decision, decidedBy, version: before.version + 1 })
    .where(and(eq(stationHaves.stationId, before.stationId), eq(stationHaves.item, before.item)));
}

/** Of these files, those that the account uploaded for nothing else, or that this have holds already. */
export async function usableEvidence(
  tx: Tx,
  accountId: string,
  held: readonly string[],
  fileIds: readonly string[],
): Promise<string[]> {
  const rows = await tx.named<{ id: string }>(
    'station.usableEvidence',
    `select f.id from files f where f.id = any($1) and (f.id = any($3) or (f.account_id = $2 and f.session_id is null))`,
    [fileIds, accountId, held],
  );
  return rows.map(({ id }) => id);
}

/** What each of these authorities set, or the nearest one above it; without any, nothing. */
export const thresholdsOf = (tx: Tx, authorityIds: readonly string[]) =>
  tx.named<{ authorityId: string; own: Partial<Thresholds> }>(
    'station.thresholds',
    `with recursive up as (
       select a.id as asked, a.id, a.parent_id, 0 as far from authorities a where a.id = any($1)
       union all select up.asked, a.id, a.parent_id, up.far + 1 from authorities a join up on a.id = up.parent_id where up.far < 10
     ), nearest as (
       select distinct on (up.asked, t.name) up.asked, t.name, t.value from up join station_thresholds t on t.authority_id = up.id
       order by up.asked, t.name, up.far
     )
     select asked as "authorityId", jsonb_object_agg(name, value) as own from nearest group by asked`,
    [authorityIds],
  );

export async function saveThresholds(tx: Tx, tenantId: string, authorityId: string, all: Thresholds): Promise<void> {
  await tx.db.delete(stationThresholds).where(eq(stationThresholds.authorityId, authorityId));
  const rows = THRESHOLD_NAMES.map((name) => ({ tenantId, authorityId, name, value: all[name] }));
  await tx.db.insert(stationThresholds).values(rows);
}

export interface StationChangeRow {
  readonly id: string;
  readonly stationId: string;
  readonly move: StationMove;
  readonly fromState: StationState;
  readonly toState: StationState;
  readonly ground: SuspensionGround | null;
  readonly reason: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date;
}

/** The latest changes of a station, newest first. */
export const changesOf = (tx: Tx, stationId: string, limit: number) =>
  tx.named<StationChangeRow & Record<string, unknown>>(
    'station.changes',
    `select c.id, c.station_id as "stationId", c.move, c.from_state as "fromState", c.to_state as "toState", c.ground, c.reason,
       a.name as "decidedBy", c.decided_at as "decidedAt"
     from station_changes c left join accounts a on a.id = c.decided_by where c.station_id = $1 order by c.id desc limit $2`,
    [stationId, limit],
  );

/** Since when each operates: the day of the latest change that led there. */
export const operatingSinceOf = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<{ stationId: string; since: LocalDate }>(
    'station.operatingSince',
    `select station_id as "stationId", max((decided_at at time zone 'Asia/Shanghai')::date)::text as since
     from station_changes where station_id = any($1) and to_state = 'operating' group by station_id`,
    [stationIds],
  );

export async function saveState(tx: Tx, before: StationRow, change: typeof stationChanges.$inferInsert): Promise<void> {
  await tx.db
    .update(stations)
    .set({ state: change.toState, version: before.version + 1 })
    .where(and(eq(stations.id, before.id), eq(stations.version, before.version)));
  await tx.db.insert(stationChanges).values(change);
}
