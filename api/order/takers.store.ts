/**
 * SQL of who holds what of an order, and of where that puts an order that several share. The claim room comes later in
 * the house; its rows are read here as order-cancel.store.ts ends them.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Taker } from '@jiedui/shared/order/commitment.ts';
import type { OrderState } from '@jiedui/shared/order/order.ts';
import type { RestDates } from '@jiedui/shared/order/standing.ts';

export type TakerOfOrder = Taker & { readonly orderId: string };
type Row = TakerOfOrder & Record<string, unknown>;

/**
 * Claims that hold these orders, which the viewer must have been allowed to read: who holds an order is told to whoever
 * sees it, hence the purpose. One may have lapsed: shared/order/commitment.ts says.
 */
export const takersOf = (tx: Tx, orderIds: readonly string[]): Promise<TakerOfOrder[]> =>
  tx.namedFor<Row>(
    'matching',
    'order.takers',
    `select c.order_id as "orderId", c.id as "claimId", c.organization_id as "organizationId", g.name as "organizationName", c.state,
       c.claimed_at as "claimedAt", c.confirm_until as "confirmUntil", c.start_until as "startUntil", c.started_at as "startedAt", c.delivered_at as "deliveredAt",
       case when c.exclusive then '[]'::jsonb else coalesce((select jsonb_agg(jsonb_build_object('seq', p.seq, 'value', p.value) order by p.seq)
         from claim_lines p where p.claim_id = c.id), '[]') end as portions
     from claims c join organizations g on g.id = c.organization_id
     where c.tenant_id = (select app.tenant_id()) and c.order_id = any($1) and c.state in ('pending', 'confirmed')
     order by c.claimed_at, c.id`,
    [orderIds],
  );

export interface Standing {
  readonly id: string;
  readonly version: number;
  readonly state: OrderState;
  readonly claimLapsesAt: Date | null;
  readonly claimableUntil: Date | null;
  readonly completedAt: Date | null;
  readonly rest: RestDates;
}

/**
 * Writes down where a shared order stands, and counts anew what its live claims hold; the CHECKs on both counts are the
 * second wall against committing more than was asked. The order was locked before.
 */
export async function saveStanding(tx: Tx, order: Standing, at: Date): Promise<void> {
  const saved = await tx.namedFor<{ id: string }>(
    'settle',
    'order.saveStanding',
    `with counted as (
       update order_lines l set taken = coalesce((select sum(p.value) from claim_lines p join claims c on c.id = p.claim_id
         where c.order_id = l.order_id and p.seq = l.seq and c.state in ('pending', 'confirmed')), 0)
       where l.tenant_id = (select app.tenant_id()) and l.order_id = $1 returning l.seq)
     update orders o set state = $3, claim_lapses_at = $4, claimable_until = $5, completed_at = $6, version = o.version + 1, updated_at = $7,
       rest_pending_until = $8, rest_held_until = $9, rest_after = $10,
       seats_taken = case when o.sharing = 'joint' then (select count(*) from claims c
         where c.order_id = o.id and c.state in ('pending', 'confirmed')) else 0 end
     where o.id = $1 and o.version = $2 and 0 <= (select count(*) from counted) returning o.id`,
    [
      order.id,
      order.version,
      order.state,
      order.claimLapsesAt,
      order.claimableUntil,
      order.completedAt,
      at,
      order.rest.pendingUntil,
      order.rest.heldUntil,
      order.rest.after,
    ],
  );
  if (saved.length !== 1) throw new Error(`order ${order.id} changed while it was locked`);
}

/** Stations that a confirmed session for the order was held for. */
export async function stationsServed(tx: Tx, orderId: string): Promise<string[]> {
  const rows = await tx.namedFor<{ id: string }>(
    'matching',
    'order.stationsServed',
    `select distinct unnest(v.station_ids) as id from session_orders l join service_sessions v on v.id = l.session_id
     where l.tenant_id = (select app.tenant_id()) and l.order_id = $1 and v.state = 'confirmed'`,
    [orderId],
  );
  return rows.map(({ id }) => id);
}

/** Of these orders, those that a confirmed session was held for, whoever may read it. */
export async function servedOrders(tx: Tx, orderIds: readonly string[]): Promise<Set<string>> {
  const rows = await tx.namedFor<{ id: string }>(
    'matching',
    'order.served',
    `select distinct l.order_id as id from session_orders l join service_sessions v on v.id = l.session_id
     where l.tenant_id = (select app.tenant_id()) and l.order_id = any($1) and v.state = 'confirmed'`,
    [orderIds],
  );
  return new Set(rows.map(({ id }) => id));
}
