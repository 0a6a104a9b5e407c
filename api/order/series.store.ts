/** SQL of series: the rule, and the orders that it produced. */
import type { Tx } from '@jiedui/db/connect.ts';
import { orders } from '@jiedui/db/schema/order.ts';
import { orderSeries } from '@jiedui/db/schema/order-flow.ts';
import type { Recurrence } from '@jiedui/shared/order/series.ts';
import { eq } from 'drizzle-orm';

export interface Series extends Recurrence {
  readonly id: string;
  readonly version: number;
  readonly stationId: string;
  readonly authorityId: string;
  /** From this one on they were taken back; null: none were as a whole. */
  readonly cancelledFrom: number | null;
  readonly createdAt: Date;
}

const COLUMNS = `id, version, station_id as "stationId", authority_id as "authorityId", frequency, every, times, first_on as "firstOn",
  rest_days as "restDays", cancelled_from as "cancelledFrom", created_at as "createdAt"`;
type Row = Series & Record<string, unknown>;

export const seriesByIds = (tx: Tx, ids: readonly string[]) =>
  tx.named<Row>('series.byId', `select ${COLUMNS} from order_series where id = any($1)`, [ids]);

export async function seriesById(tx: Tx, id: string): Promise<Series | null> {
  return (await seriesByIds(tx, [id]))[0] ?? null;
}

export async function lockSeries(tx: Tx, id: string): Promise<Series | null> {
  const [row] = await tx.named<Row>('series.lock', `select ${COLUMNS} from order_series where id = $1 for update`, [
    id,
  ]);
  return row ?? null;
}

export async function insertSeries(
  tx: Tx,
  series: Recurrence & {
    id: string;
    tenantId: string;
    stationId: string;
    authorityId: string;
    createdBy: string;
    createdAt: Date;
  },
): Promise<void> {
  await tx.db.insert(orderSeries).values(series);
}

export async function joinSeries(tx: Tx, orderId: string, seriesId: string, seriesSeq: number): Promise<void> {
  await tx.db.update(orders).set({ seriesId, seriesSeq }).where(eq(orders.id, orderId));
}

export async function endSeries(tx: Tx, series: Pick<Series, 'id' | 'version'>, cancelledFrom: number): Promise<void> {
  await tx.db
    .update(orderSeries)
    .set({ cancelledFrom, version: series.version + 1 })
    .where(eq(orderSeries.id, series.id));
}

/** In the order of the series; at most as many as a series has. */
export const ordersOfSeries = (tx: Tx, seriesId: string, fromSeq: number) =>
  tx.named<{ id: string }>(
    'series.orders',
    'select id from orders where series_id = $1 and $2 <= series_seq order by series_seq',
    [seriesId, fromSeq],
  );
