/**
 * SQL with which an import is taken back, under the purpose `take_back` (0019_import_undo.sql). Things of every room are
 * reached here, many at once; whether each may go is asked first, and one that may not stops them all.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import type { Viewer } from '../../viewer.ts';

/** What an audit row calls the things of a kind. */
export const ENTITIES: Readonly<Record<ImportKind, string>> = {
  needs: 'order',
  need_items: 'need',
  offers: 'offer',
  stations: 'station',
  organizations: 'organization',
  pairings: 'pairing',
};

/** One that cannot be taken back: its name, and why (`TAKE_BACK_WORDS`). */
export interface Standing extends Record<string, unknown> {
  readonly name: string;
  readonly why: string;
}

/** What the import itself made, not what it found already there. */
export async function thingsOf(tx: Tx, importId: string): Promise<readonly string[]> {
  const rows = await tx.named<{ id: string }>(
    'import.things',
    `select entity_id as id from import_rows where import_id = $1 and state = 'imported' order by row`,
    [importId],
  );
  return rows.map(({ id }) => id);
}

/** @returns what stands in the way; when it is empty, all are gone, and otherwise the caller takes the transaction back */
export async function takeBack(tx: Tx, kind: ImportKind, ids: readonly string[], at: Date): Promise<Standing[]> {
  if (ids.length === 0) return [];
  const standing = await tx.namedFor<Standing>('take_back', `import.standing.${kind}`, STANDING[kind], [ids]);
  if (0 < standing.length) return standing;
  const undo = UNDO[kind];
  const leaning = await tx.namedFor<Standing>(
    'take_back',
    `import.undo.${kind}`,
    undo,
    undo.includes('$2') ? [ids, at] : [ids],
  );
  return leaning;
}

const PAIR = `(select s.name from stations s where s.id = p.station_id) || '与' || (select g.name from organizations g where g.id = p.organization_id)`;

/** Changed or gone on with since; one that its owner has done away with already stands in nobody's way. */
const STANDING: Readonly<Record<ImportKind, string>> = {
  needs: `select coalesce(nullif(o.title, ''), o.number) as name, 'posted' as why from orders o
    where o.id = any($1) and o.state <> 'cancelled' and not (o.state = 'draft' and o.version = 1) order by o.number`,
  need_items: `select n.title as name, case when n.state in ('draft', 'recorded') and n.version = 1 then 'merged'
      when exists (select from need_orders l where l.need_id = n.id) then 'orders' else 'changed' end as why
    from needs n where n.id = any($1) and n.state <> 'dropped' and (not (n.state in ('draft', 'recorded') and n.version = 1)
      or exists (select from need_merges m where m.undone_at is null and n.id in (m.source_id, m.target_id))
      or exists (select from need_orders l where l.need_id = n.id)) order by n.number`,
  offers: `select f.title as name, case when f.version <> 1 then 'changed' else 'order_menus' end as why from offers f
    where f.id = any($1) and f.state <> 'delisted'
      and (f.version <> 1 or exists (select from order_menus m where m.offer_id = f.id)) order by f.number`,
  stations: `select s.name, 'changed' as why from stations s where s.id = any($1) and s.version <> 1 order by s.code`,
  organizations: `select g.name, 'changed' as why from organizations g where g.id = any($1) and g.version <> 1 order by g.name`,
  pairings: `select ${PAIR} as name, 'changed' as why from pairings p
    where p.id = any($1) and (p.version <> 1 or p.state <> 'active') order by p.from_on, p.id`,
};

const UNDO: Readonly<Record<ImportKind, string>> = {
  needs: `with gone as (update orders set state = 'cancelled', cancelled_at = $2, cancel_reason = '撤回导入', updated_at = $2, version = version + 1
    where id = any($1) and state = 'draft' returning id) select null::text as name, null::text as why from gone where false`,
  need_items: `with gone as (update needs set state = 'dropped', updated_at = $2, version = version + 1
    where id = any($1) and state in ('draft', 'recorded') returning id) select null::text as name, null::text as why from gone where false`,
  offers: `with gone as (update offers set state = 'delisted', updated_at = $2, version = version + 1
    where id = any($1) and state <> 'delisted' returning id) select null::text as name, null::text as why from gone where false`,
  stations: `select s.name, t.leaning as why from app.take_out('stations', $1) t join stations s on s.id = t.thing order by s.code`,
  organizations: `select g.name, t.leaning as why from app.take_out('organizations', $1) t join organizations g on g.id = t.thing order by g.name`,
  pairings: `select ${PAIR} as name, t.leaning as why from app.take_out('pairings', $1) t join pairings p on p.id = t.thing order by p.from_on, p.id`,
};

/** The lines may be brought again; each thing has its row in the audit, and the rows of the import say what became of them. */
export async function forgetImport(
  tx: Tx,
  { tenantId, accountId, sessionId }: Viewer,
  { importId, entity, requestId }: { readonly importId: string; readonly entity: string; readonly requestId: string },
): Promise<void> {
  await Promise.all([
    tx.named('import.forgetMarks', 'delete from import_marks where import_id = $1', [importId]),
    tx.named(
      'import.auditTakenBack',
      `insert into audit_entries (id, tenant_id, account_id, session_id, operation, entity, entity_id, version_before, version_after, changed, outcome, request_id)
       select gen_random_uuid(), $2, $3, $4, 'takeBackImport', $5, r.entity_id, 1, 2, array['state'], 'done', $6
       from import_rows r where r.import_id = $1 and r.state = 'imported'`,
      [importId, tenantId, accountId, sessionId, entity, requestId],
    ),
    tx.named(
      'import.rowsTakenBack',
      `update import_rows set state = 'taken_back' where import_id = $1 and state = 'imported'`,
      [importId],
    ),
  ]);
}
