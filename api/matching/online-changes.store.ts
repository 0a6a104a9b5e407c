/**
 * SQL of catching up: what changed, in transactions that were not yet visible when the index last looked.
 *
 * A snapshot of PostgreSQL says exactly which transactions it sees. A change that the last snapshot saw is in the index
 * already; every other one is not, in whatever order numbers were given and commits came (a counter `seq > last` would
 * lose the transaction that took a smaller number and committed later).
 */
import { type Pool, type Tx, inTransaction } from '@jiedui/db/connect.ts';

/** As PostgreSQL writes it, `xmin:xmax:xip,…`: which transactions were visible. */
export type Snapshot = string;

export interface Changes {
  /** What these changes bring the index up to. */
  readonly snapshot: Snapshot;
  /** The log was pruned beyond the asker's snapshot, or every place moved: everything must be loaded anew. */
  readonly lost: boolean;
  readonly providerIds: readonly string[];
  readonly orderIds: readonly string[];
}

interface ChangesRow extends Record<string, unknown> {
  readonly snapshot: string;
  readonly pruned: boolean;
  readonly things: Partial<Record<'provider' | 'order' | 'session' | 'regions', string[]>>;
}

export async function snapshotNow(tx: Tx): Promise<Snapshot> {
  const [row] = await tx.named<{ snapshot: string }>(
    'matching.snapshot',
    'select pg_current_snapshot()::text as snapshot',
  );
  if (!row) throw new Error('no snapshot');
  return row.snapshot;
}

/** What the viewer's tenant changed since the snapshot. One statement, so that its answer and its snapshot agree. */
export async function changesSince(tx: Tx, since: Snapshot): Promise<Changes> {
  const [row] = await tx.named<ChangesRow>(
    'matching.changes',
    `select pg_current_snapshot()::text as snapshot,
       exists (select from matching_change_floors f
         where f.tenant_id = (select app.tenant_id()) and pg_snapshot_xmin($1::pg_snapshot) < f.xid) as pruned,
       (select coalesce(jsonb_object_agg(g.kind, g.ids), '{}') from (
         select c.kind, jsonb_agg(distinct c.thing_id) as ids from matching_changes c
         where c.tenant_id = (select app.tenant_id()) and pg_snapshot_xmin($1::pg_snapshot) <= c.xid
           and not pg_visible_in_snapshot(c.xid, $1::pg_snapshot)
         group by c.kind) g) as things`,
    [since],
  );
  if (!row) throw new Error('no changes row');
  const { provider = [], order = [], session = [], regions = [] } = row.things;
  const ofSessions = session.length === 0 ? [] : await providersOfSessions(tx, session);
  return {
    snapshot: row.snapshot,
    lost: row.pruned || 0 < regions.length,
    providerIds: [...new Set([...provider, ...ofSessions])],
    orderIds: order,
  };
}

async function providersOfSessions(tx: Tx, sessionIds: readonly string[]): Promise<string[]> {
  const rows = await tx.namedFor<{ id: string }>(
    'matching',
    'matching.providersOfSessions',
    `select distinct unnest(organization_ids) as id from service_sessions
     where tenant_id = (select app.tenant_id()) and id = any($1)`,
    [sessionIds],
  );
  return rows.map(({ id }) => id);
}

/**
 * Forgets changes noted before the instant, and leaves for each tenant the number below which they may be missing.
 * Any process may do so at any time: one that slept longer finds the number above its snapshot and loads anew.
 */
export async function pruneChanges(pool: Pool, before: Date): Promise<void> {
  await inTransaction(pool, { system: 'relay' }, 'write', async (tx) => {
    await tx.named(
      'matching.prune',
      `with pruned as (delete from matching_changes where noted_at < $1 returning tenant_id, xid)
       insert into matching_change_floors (tenant_id, xid)
       select tenant_id, (max(xid::text::numeric) + 1)::text::xid8 from pruned group by tenant_id
       on conflict (tenant_id) do update set xid = excluded.xid
         where matching_change_floors.xid < excluded.xid`,
      [before],
    );
  });
}
