/** SQL of 仍需要吗: the open orders that await the month's word of their station. */
import type { Tx } from '@jiedui/db/connect.ts';
import { firstDayOf, type LocalDate, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { type OrderRow, ordersById } from './order.store.ts';

/** One tap confirms at most so many; what is left is asked again. */
export const CONFIRMED_MOST = 500;

/**
 * $1 now, $2 the first day of the month: open (or a claim on it lapsed), and nothing said since. Past its deadline one that
 * is shared seeks nobody.
 */
const AWAITING = `(o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1))
  and (o.sharing = 'exclusive' or $1 <= o.claimable_until)
  and greatest(coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date),
    case when o.state <> 'open' then (o.claim_lapses_at at time zone 'Asia/Shanghai')::date end) < $2::date`;

const times = (at: Date): [Date, LocalDate] => [at, firstDayOf(monthOf(localDateOf(at)))];

/** Of these stations, the longest unspoken first. */
export async function ordersAwaiting(
  tx: Tx,
  stationIds: readonly string[],
  at: Date,
  limit: number,
): Promise<{ orders: OrderRow[]; count: number }> {
  const rows = await tx.named<{ id: string; total: number }>(
    'order.awaiting',
    `select o.id, (count(*) over ())::int as total from orders o where o.station_id = any($3) and ${AWAITING}
     order by coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date), o.id limit $4`,
    [...times(at), stationIds, limit],
  );
  const found = new Map(
    (
      await ordersById(
        tx,
        rows.map(({ id }) => id),
      )
    ).map((order) => [order.id, order]),
  );
  return { orders: rows.flatMap(({ id }) => found.get(id) ?? []), count: rows[0]?.total ?? 0 };
}

/** The same, locked in the order of their ids. */
export async function lockAwaiting(tx: Tx, stationIds: readonly string[], at: Date): Promise<OrderRow[]> {
  const rows = await tx.named<{ id: string }>(
    'order.lockAwaiting',
    `select o.id from orders o where o.station_id = any($3) and ${AWAITING} order by o.id limit ${CONFIRMED_MOST} for update`,
    [...times(at), stationIds],
  );
  return ordersById(
    tx,
    rows.map(({ id }) => id),
  );
}

/**
 * Writes down the day. The version stays: what people have on their screens does not change by it, and a claim that read
 * the order a moment ago must not fail for it.
 */
export async function saveConfirmed(tx: Tx, orderIds: readonly string[], on: LocalDate, at: Date): Promise<void> {
  await tx.named(
    'order.saveConfirmed',
    `update orders set last_confirmed_on = $2, updated_at = $3 where id = any($1)`,
    [orderIds, on, at],
  );
}
