/** SQL of the alerts of saved searches, by the relay. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { SearchAlert } from '@jiedui/shared/search/saved.ts';

export interface AlertDue {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly name: string;
  readonly filter: Record<string, unknown>;
  readonly alert: SearchAlert;
  readonly alertFrom: Date;
  readonly toldUntil: Date;
}

/** Filters whose owners may be told at `at`: those that tell at once, and those of a day that began since they last told. */
export const alertsDue = (tx: Tx, after: string | null, lastDaily: Date, limit: number) =>
  tx.named<AlertDue & Record<string, unknown>>(
    'searchAlert.due',
    `select id, tenant_id as "tenantId", account_id as "accountId", name, filter, alert, alert_from as "alertFrom", told_until as "toldUntil"
     from saved_searches where alert <> 'none' and deleted_at is null and ($1::uuid is null or $1 < id)
       and (alert = 'now' or told_until < $2) order by id limit $3`,
    [after, lastDaily, limit],
  );

/** What the owner may see, for the rest of the transaction until the relay enters again. */
interface Entered extends Record<string, unknown> {
  readonly rights: {
    readonly stationIds: readonly string[];
    readonly forOrganization: boolean;
    readonly forAuthority: boolean;
  } | null;
}

export async function enterAccount(tx: Tx, accountId: string, at: Date): Promise<Entered['rights']> {
  const [row] = await tx.named<Entered>('searchAlert.enter', 'select app.enter_account($1, $2) as rights', [
    accountId,
    at,
  ]);
  return row?.rights ?? null;
}

export const enterRelay = (tx: Tx) => tx.named('searchAlert.relay', "select app.enter_system('relay')");

/** Notes the orders of which this person has not been told. @returns their ids; none of what the person wrote */
export async function noteTold(
  tx: Tx,
  { accountId, tenantId }: { readonly accountId: string; readonly tenantId: string },
  orderIds: readonly string[],
  at: Date,
): Promise<ReadonlySet<string>> {
  const rows = await tx.named<{ id: string }>(
    'searchAlert.told',
    `insert into search_alerts (account_id, order_id, tenant_id, told_at)
     select $1, id, $2, $4 from orders where id = any($3) and created_by <> $1
     on conflict do nothing returning order_id as id`,
    [accountId, tenantId, orderIds, at],
  );
  return new Set(rows.map(({ id }) => id));
}

export const setToldUntil = (tx: Tx, id: string, at: Date) =>
  tx.named('searchAlert.until', 'update saved_searches set told_until = $2 where id = $1', [id, at]);

export const clearAlerts = (tx: Tx, before: Date, limit: number) =>
  tx.named(
    'searchAlert.clear',
    `delete from search_alerts where (account_id, order_id) in (select account_id, order_id from search_alerts where told_at < $1 limit $2) returning order_id`,
    [before, limit],
  );
