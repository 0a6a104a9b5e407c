/** SQL of the searches that people keep (我的筛选), and of the names that their conditions need. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type OrderSearch, orderSearchOf } from '@jiedui/shared/order/search.ts';
import { SAVED_SEARCHES_MAX, type SearchAlert } from '@jiedui/shared/search/saved.ts';

export interface SavedSearch {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly search: OrderSearch;
  readonly alert: SearchAlert;
  readonly deletedAt: Date | null;
}

const COLUMNS = 'id, version, name, filter, alert, deleted_at as "deletedAt"';
type Row = Omit<SavedSearch, 'search'> & { readonly filter: Record<string, unknown> };

const savedFrom = ({ filter, ...row }: Row): SavedSearch => ({ ...row, search: orderSearchOf(filter) });

/** Of the viewer's account, newest first. */
export async function listSaved(tx: Tx, accountId: string): Promise<SavedSearch[]> {
  const rows = await tx.named<Row & Record<string, unknown>>(
    'savedSearch.list',
    `select ${COLUMNS} from saved_searches where account_id = $1 and deleted_at is null order by id desc limit ${SAVED_SEARCHES_MAX}`,
    [accountId],
  );
  return rows.map(savedFrom);
}

/** Deleted ones too: they may be put back. */
export async function savedById(tx: Tx, id: string): Promise<SavedSearch | null> {
  const [row] = await tx.named<Row & Record<string, unknown>>(
    'savedSearch.one',
    `select ${COLUMNS} from saved_searches where id = $1`,
    [id],
  );
  return row ? savedFrom(row) : null;
}

/** What one person keeps changes one at a time, so that two presses cannot both take the last place, or one name. */
export const lockSaved = (tx: Tx, accountId: string) =>
  tx.named('savedSearch.lock', "select pg_advisory_xact_lock(hashtextextended('saved_searches ' || $1::uuid, 0))", [
    accountId,
  ]);

interface NewSaved {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly name: string;
  readonly search: OrderSearch;
  readonly alert: SearchAlert;
}

export const insertSaved = (tx: Tx, { id, tenantId, accountId, name, search, alert }: NewSaved, at: Date) =>
  tx.named(
    'savedSearch.insert',
    `insert into saved_searches (id, tenant_id, account_id, name, filter, alert, alert_from, told_until, created_at)
     values ($1, $2, $3, $4, $5, $6, case when $6 <> 'none' then $7::timestamptz end, case when $6 <> 'none' then $7::timestamptz end, $7)`,
    [id, tenantId, accountId, name, JSON.stringify(search), alert, at],
  );

/** An alert that begins, begins now; one that only changes its hour goes on. */
export const updateSaved = (tx: Tx, id: string, { name, alert }: Pick<SavedSearch, 'name' | 'alert'>, at: Date) =>
  tx.named(
    'savedSearch.update',
    `update saved_searches set name = $2, alert = $3, version = version + 1,
       alert_from = case when $3 = 'none' then null else coalesce(alert_from, $4) end,
       told_until = case when $3 = 'none' then null when alert = 'none' then $4 else told_until end
     where id = $1`,
    [id, name, alert, at],
  );

export const setDeleted = (tx: Tx, id: string, deletedAt: Date | null) =>
  tx.named('savedSearch.delete', 'update saved_searches set deleted_at = $2, version = version + 1 where id = $1', [
    id,
    deletedAt,
  ]);

/** Names of the regions, stations and organizations that these searches name, by code or id. */
export async function namesOf(tx: Tx, searches: readonly OrderSearch[]): Promise<Record<string, string>> {
  const given = (key: 'region' | 'station' | 'organization') => searches.flatMap((search) => search[key] ?? []);
  if (searches.every(({ region, station, organization }) => !region && !station && !organization)) return {};
  const rows = await tx.named<{ id: string; name: string }>(
    'savedSearch.names',
    `select code as id, name from regions where code = any($1)
     union all select id::text, name from stations where id = any($2::uuid[])
     union all select id::text, name from organizations where id = any($3::uuid[])`,
    [given('region'), given('station'), given('organization')],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
