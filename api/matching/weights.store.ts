/** SQL of weight sets, and of the orders by which a draft is previewed. */
import type { Tx } from '@jiedui/db/connect.ts';
import { weightSets } from '@jiedui/db/schema/matching.ts';
import type { StoredWeightSet } from '@jiedui/shared/matching/weight-set.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { and, eq } from 'drizzle-orm';
import { type OrderRow, ordersById } from '../order/order.store.ts';

const COLUMNS = `w.id, w.authority_id as "authorityId", w.number, w.state, w.weights, w.note, w.saved_at as "savedAt",
  w.activated_at as "activatedAt", w.version`;
const PREVIEW_ORDERS_MOST = 300;
const SETS_MOST = 50;

type Row = StoredWeightSet & Record<string, unknown>;

/** Newest first; of one authority, which the viewer must govern to see its draft. */
export const listWeightSets = (tx: Tx, authorityId: string) =>
  tx.named<Row>(
    'matching.weightSets',
    `select ${COLUMNS} from weight_sets w where w.authority_id = $1 order by w.number desc limit ${SETS_MOST}`,
    [authorityId],
  );

export async function weightSetById(tx: Tx, id: string): Promise<StoredWeightSet | null> {
  const sql = `select ${COLUMNS} from weight_sets w where w.id = $1`;
  return (await tx.named<Row>('matching.weightSet', sql, [id]))[0] ?? null;
}

/**
 * The set in force and the draft, if there is one, locked in this order: whoever saves or activates for the authority at
 * the same time waits. Empty when the viewer does not govern it: then no row may be updated, hence none locked.
 */
export const lockWeightSets = (tx: Tx, authorityId: string) =>
  tx.named<Row>(
    'matching.lockWeightSets',
    `select ${COLUMNS} from weight_sets w where w.authority_id = $1 and w.state in ('active', 'draft')
     order by w.number for update`,
    [authorityId],
  );

export async function lastNumber(tx: Tx, authorityId: string): Promise<number> {
  const sql = 'select max(number) as last from weight_sets where authority_id = $1';
  return (await tx.named<{ last: number }>('matching.lastWeightNumber', sql, [authorityId]))[0]?.last ?? 0;
}

export interface NewDraft {
  readonly id: string;
  readonly tenantId: string;
  readonly authorityId: string;
  readonly number: number;
  readonly weights: Weights;
  readonly note: string;
  readonly savedBy: string;
  readonly savedAt: Date;
}

export async function insertDraft(tx: Tx, draft: NewDraft): Promise<void> {
  await tx.db.insert(weightSets).values({ ...draft, state: 'draft' });
}

export async function saveDraft(
  tx: Tx,
  before: StoredWeightSet,
  change: Pick<NewDraft, 'weights' | 'note' | 'savedBy' | 'savedAt'>,
): Promise<void> {
  await tx.db
    .update(weightSets)
    .set({ ...change, version: before.version + 1 })
    .where(and(eq(weightSets.id, before.id), eq(weightSets.version, before.version)));
}

/** The old one first: at no time are two in force. */
export async function replaceActive(tx: Tx, old: StoredWeightSet, next: StoredWeightSet, at: Date): Promise<void> {
  await tx.db
    .update(weightSets)
    .set({ state: 'retired', version: old.version + 1 })
    .where(eq(weightSets.id, old.id));
  await tx.db
    .update(weightSets)
    .set({ state: 'active', activatedAt: at, version: next.version + 1 })
    .where(and(eq(weightSets.id, next.id), eq(weightSets.version, next.version)));
}

/** The authority's orders that may be claimed now, the newest; and how many there are in all. */
export async function openOrdersOf(
  tx: Tx,
  authorityId: string,
  at: Date,
): Promise<{ readonly orders: OrderRow[]; readonly openCount: number }> {
  const rows = await tx.named<{ id: string; total: number }>(
    'matching.openOrders',
    `select id, (count(*) over ())::int as total from orders
     where authority_id = $1 and (state = 'open' or (state in ('claimed', 'confirmed') and claim_lapses_at < $2)) and $2 <= claimable_until
     order by posted_at desc, id limit ${PREVIEW_ORDERS_MOST}`,
    [authorityId, at],
  );
  const orders = await ordersById(
    tx,
    rows.map((row) => row.id),
  );
  return { orders, openCount: rows[0]?.total ?? 0 };
}
