/** SQL of hand-overs: who holds a role at a unit, ending those of one who leaves, and the record with its items. */
import type { Tx } from '@jiedui/db/connect.ts';
import { handOverItems, handOvers } from '@jiedui/db/schema/account.ts';
import type { Colleague, OpenItem } from '@jiedui/shared/account/hand-over.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';

/** The unit whose work is handed over: exactly one of the two. */
export type HandOverUnit =
  | { readonly stationId: string; readonly organizationId: null }
  | { readonly stationId: null; readonly organizationId: string };

export interface ColleagueRow extends Colleague, Record<string, unknown> {
  readonly name: string;
}

const OF_UNIT = `(g.station_id = $1::uuid or g.organization_id = $2::uuid)`;

/**
 * Everyone with a role at the unit on that day or planned from later on. Only roles that have begun count as held.
 */
export const colleaguesOf = (tx: Tx, { stationId, organizationId }: HandOverUnit, today: LocalDate) =>
  tx.named<ColleagueRow>(
    'handOver.colleagues',
    `select a.id as "accountId", a.name,
       jsonb_agg(jsonb_build_object('role', g.role, 'validTo', g.valid_to) order by g.role) as grants
     from role_grants g join accounts a on a.id = g.account_id
     where ${OF_UNIT} and g.valid_from <= $3::date and (g.valid_to is null or $3::date <= g.valid_to) and a.state = 'active'
     group by a.id, a.name order by a.id limit 200`,
    [stationId, organizationId, today],
  );

/** Locks the roles of the unit, so that two hand-overs of one person meet, and the second sees the first's end. */
export const lockGrants = (tx: Tx, { stationId, organizationId }: HandOverUnit) =>
  tx.named('handOver.lock', `select g.id from role_grants g where ${OF_UNIT} order by g.id for update`, [
    stationId,
    organizationId,
  ]);

/** The leaver's roles at the unit end on the last day, unless they end before. */
export const endGrants = (tx: Tx, unit: HandOverUnit, accountId: string, lastDay: LocalDate) =>
  tx.named(
    'handOver.end',
    `update role_grants g set valid_to = $4::date
     where ${OF_UNIT} and g.account_id = $3 and (g.valid_to is null or $4::date < g.valid_to)`,
    [unit.stationId, unit.organizationId, accountId, lastDay],
  );

export interface HandOverRow {
  readonly id: string;
  readonly stationId: string | null;
  readonly organizationId: string | null;
  /** Null when the account is not the viewer's to see any more. */
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly toAccountId: string;
  readonly lastDay: LocalDate;
  readonly passesLead: boolean;
  readonly note: string;
  readonly doneBy: string | null;
  readonly doneAt: Date;
}

const COLUMNS = `h.id, h.station_id as "stationId", h.organization_id as "organizationId", f.name as "fromName", t.name as "toName",
  h.to_account_id as "toAccountId", h.last_day as "lastDay", h.passes_lead as "passesLead", h.note, b.name as "doneBy", h.done_at as "doneAt"`;
// Names come outer: who gave may be gone from the unit, and is then not the viewer's to see.
const FROM = `from hand_overs h left join accounts f on f.id = h.from_account_id left join accounts t on t.id = h.to_account_id
  left join accounts b on b.id = h.done_by`;

/** The latest of a unit, newest first. */
export const handOversOf = (tx: Tx, { stationId, organizationId }: HandOverUnit, limit: number) =>
  tx.named<HandOverRow & Record<string, unknown>>(
    'handOver.list',
    `select ${COLUMNS} ${FROM} where (h.station_id = $1::uuid or h.organization_id = $2::uuid) order by h.id desc limit $3`,
    [stationId, organizationId, limit],
  );

export async function handOverById(tx: Tx, id: string): Promise<HandOverRow | null> {
  const sql = `select ${COLUMNS} ${FROM} where h.id = $1`;
  return (await tx.named<HandOverRow & Record<string, unknown>>('handOver.one', sql, [id]))[0] ?? null;
}

export const itemsOfHandOvers = (tx: Tx, ids: readonly string[]) =>
  tx.named<OpenItem & { readonly handOverId: string } & Record<string, unknown>>(
    'handOver.items',
    `select hand_over_id as "handOverId", kind, item_id as id, title, due_at as "dueAt" from hand_over_items
     where hand_over_id = any($1) order by hand_over_id, seq`,
    [ids],
  );

export async function insertHandOver(
  tx: Tx,
  row: typeof handOvers.$inferInsert,
  items: readonly OpenItem[],
): Promise<void> {
  await tx.db.insert(handOvers).values(row);
  if (items.length === 0) return;
  const { tenantId, id: handOverId } = row;
  await tx.db.insert(handOverItems).values(
    items.map(({ kind, id: itemId, title, dueAt }, index) => ({
      tenantId,
      handOverId,
      seq: index + 1,
      kind,
      itemId,
      title,
      dueAt,
    })),
  );
}
