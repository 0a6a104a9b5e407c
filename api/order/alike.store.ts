/** SQL of orders that are alike: of one station and type, to see twice the same need, and to begin a new one from (照抄). */
import type { Tx } from '@jiedui/db/connect.ts';

export const ALIKE_MOST = 5;

export const ordersAlike = (tx: Tx, orderId: string) =>
  tx.named<{ id: string }>(
    'order.alike',
    `select other.id from orders o join orders other on other.station_id = o.station_id and other.service_type = o.service_type
     where o.id = $1 and other.id <> o.id and other.state <> 'draft' order by other.id desc limit ${ALIKE_MOST}`,
    [orderId],
  );

/** Of the station's own, newest first; of a type, or of any. */
export const ordersToCopy = (tx: Tx, stationIds: readonly string[], serviceType: string | null, limit: number) =>
  tx.named<{ id: string }>(
    serviceType === null ? 'order.toCopyAny' : 'order.toCopyType',
    `select id from orders where station_id = any($1) and state <> 'draft' ${serviceType === null ? 'and $2::text is null' : 'and service_type = $2'}
     order by id desc limit $3`,
    [stationIds, serviceType, limit],
  );
