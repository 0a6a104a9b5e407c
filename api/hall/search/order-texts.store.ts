/** SQL of the searchable texts of orders, written in the transaction that writes the order. */
import type { Tx } from '@jiedui/db/connect.ts';
import { SEARCHABLE_FORM, searchableOf } from '@jiedui/shared/search/searchable.ts';
import { partsOf } from './readings.ts';

/** What of an order is searched; its station, claimant and type are found by their own names. */
export interface SearchedOrder {
  readonly number: string;
  readonly title: string;
  readonly place: string;
}

async function searchableOrder({ number, title, place }: SearchedOrder) {
  return searchableOf(number, await partsOf([title, place]));
}

export async function insertOrderText(
  tx: Tx,
  { id, tenantId, stationId }: { id: string; tenantId: string; stationId: string },
  order: SearchedOrder,
): Promise<void> {
  const { text, grams } = await searchableOrder(order);
  await tx.named(
    'search.insertText',
    'insert into order_texts (order_id, tenant_id, station_ids, text, grams, form) values ($1, $2, array[$3::uuid], $4, $5, $6)',
    [id, tenantId, stationId, text, grams, SEARCHABLE_FORM],
  );
}

/** Reads the order as it stands in this transaction. An unchanged text is left as it is. */
export async function renewOrderText(tx: Tx, orderId: string): Promise<void> {
  const sql = 'select number, title, place from orders where id = $1';
  const [order] = await tx.named<SearchedOrder & Record<string, unknown>>('search.ofOrder', sql, [orderId]);
  if (!order) return;
  const { text, grams } = await searchableOrder(order);
  await tx.named(
    'search.renewText',
    'update order_texts set text = $2, grams = $3, form = $4 where order_id = $1 and (text, form) is distinct from ($2, $4)',
    [orderId, text, grams, SEARCHABLE_FORM],
  );
}

interface Unmade extends SearchedOrder, Record<string, unknown> {
  readonly id: string;
  readonly tenantId: string;
  readonly stationIds: readonly string[];
  readonly isMissing: boolean;
}

/** A page of orders that were looked through for missing texts. */
export interface LookedThrough {
  readonly made: number;
  /** The last order of the page, from which the next goes on; null when there was none. */
  readonly lastId: string | null;
}

/**
 * By the relay: makes the texts of those of the next orders, newest first, that have none, or one of an older form. Page by
 * page, because to look for the next that lacks one would go through all that have one each time.
 */
export async function makeMissingTexts(tx: Tx, beforeId: string | null, limit: number): Promise<LookedThrough> {
  const rows = await tx.named<Unmade>(
    'search.unmade',
    `select o.id, o.tenant_id as "tenantId", array_prepend(o.station_id, o.member_station_ids) as "stationIds",
       o.number, o.title, o.place, (t.order_id is null or t.form < $1) as "isMissing"
     from (select * from orders where $2::uuid is null or id < $2 order by id desc limit $3) o
       left join order_texts t on t.order_id = o.id order by o.id desc`,
    [SEARCHABLE_FORM, beforeId, limit],
  );
  const lastId = rows.at(-1)?.id ?? null;
  const made = [];
  for (const row of rows) if (row.isMissing) made.push({ ...row, ...(await searchableOrder(row)) });
  if (made.length === 0) return { made: 0, lastId };
  await tx.named(
    'search.makeTexts',
    `insert into order_texts (order_id, tenant_id, station_ids, text, grams, form)
     select (r ->> 'id')::uuid, (r ->> 'tenantId')::uuid, array(select jsonb_array_elements_text(r -> 'stationIds'))::uuid[], r ->> 'text',
       array(select jsonb_array_elements_text(r -> 'grams')), $2
     from jsonb_array_elements($1::jsonb) as rows (r)
     on conflict (order_id) do update set text = excluded.text, grams = excluded.grams, form = excluded.form`,
    [
      JSON.stringify(
        made.map(({ id, tenantId, stationIds, text, grams }) => ({ id, tenantId, stationIds, text, grams })),
      ),
      SEARCHABLE_FORM,
    ],
  );
  return { made: made.length, lastId };
}
