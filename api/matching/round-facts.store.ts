/** SQL of what a round is computed from: the orders that may be claimed, who is paired with whom, who was asked already. */
import type { Tx } from '@jiedui/db/connect.ts';
import { firstDayOf, lastDayOf, localDateOf, type Month } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import type { StoredWeightSet } from '@jiedui/shared/matching/weight-set.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { weightSetById } from './weights.store.ts';

/** More open orders than these in one jurisdiction and month, and the youngest are left to the next round. */
export const ROUND_ORDERS_MOST = 5_000;

/** The authority and those below it. */
const BELOW = `with recursive below as (
    select id from authorities where id = $1
    union select child.id from authorities child join below on child.parent_id = below.id)`;

/**
 * Orders of the jurisdiction that may be claimed now and whose window reaches into the month, the longest waiting first;
 * and how many there are in all.
 */
export async function roundOrders(
  tx: Tx,
  authorityId: string,
  month: Month,
  at: Date,
): Promise<{ readonly orders: OrderRow[]; readonly count: number }> {
  const rows = await tx.named<{ id: string; total: number }>(
    'round.orders',
    `${BELOW}
     select o.id, (count(*) over ())::int as total from orders o
     where o.authority_id in (select id from below)
       and (o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $4)) and $4 <= o.claimable_until
       and (o.state <> 'open' or $5::date <= coalesce(o.last_confirmed_on, (o.posted_at at time zone 'Asia/Shanghai')::date))
       and o.window_from <= $3 and $2 <= o.window_to
     order by o.posted_at, o.id limit ${ROUND_ORDERS_MOST}`,
    [authorityId, firstDayOf(month), lastDayOf(month), at, standingSince(localDateOf(at))],
  );
  const orders = await ordersById(
    tx,
    rows.map(({ id }) => id),
  );
  return { orders, count: rows[0]?.total ?? 0 };
}

/** Invitations of these orders that still wait for an answer. */
export const waitingInvitations = (tx: Tx, orderIds: readonly string[], at: Date) =>
  tx.namedFor<{ orderId: string; organizationId: string; respondUntil: Date }>(
    'matching',
    'round.waiting',
    `select order_id as "orderId", organization_id as "organizationId", respond_until as "respondUntil" from invitations
     where tenant_id = (select app.tenant_id()) and state = 'pending' and $2 <= respond_until and order_id = any($1)`,
    [orderIds, at],
  );

/** How many invitations each of these organizations has to answer, for orders that reach into the month. */
export const invitedCounts = (tx: Tx, organizationIds: readonly string[], month: Month, at: Date) =>
  tx.namedFor<{ organizationId: string; count: number }>(
    'matching',
    'round.invited',
    `select i.organization_id as "organizationId", count(*)::int as count from invitations i join orders o on o.id = i.order_id
     where i.tenant_id = (select app.tenant_id()) and i.state = 'pending' and $4 <= i.respond_until and i.organization_id = any($1)
       and o.window_from <= $3 and $2 <= o.window_to
     group by 1`,
    [organizationIds, firstDayOf(month), lastDayOf(month), at],
  );

/** Pairs that the organization declined in the month. */
export const declinedPairs = (tx: Tx, orderIds: readonly string[], month: Month) =>
  tx.namedFor<{ orderId: string; organizationId: string }>(
    'matching',
    'round.declined',
    `select distinct order_id as "orderId", organization_id as "organizationId" from invitations
     where tenant_id = (select app.tenant_id()) and state = 'declined' and month = $2 and order_id = any($1)`,
    [orderIds, month],
  );

/** The named set if it is the authority's, or the one in force. */
export async function roundWeights(
  tx: Tx,
  authorityId: string,
  weightSetId: string | null,
): Promise<StoredWeightSet | null> {
  if (weightSetId !== null) {
    const set = await weightSetById(tx, weightSetId);
    return set?.authorityId === authorityId ? set : null;
  }
  const [active] = await tx.named<{ id: string }>(
    'round.activeWeights',
    `select id from weight_sets where state = 'active' and authority_id = $1`,
    [authorityId],
  );
  return active ? weightSetById(tx, active.id) : null;
}
