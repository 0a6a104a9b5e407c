/**
 * A share of an order that several organizations may take (partial, joint). Unlike a whole order, which changes hands in
 * one conditional update, it is locked first: what is left is the sum of what others hold. The order is always locked
 * before the organization's capacity and before any claim. Second wall: the counts of saveStanding and claims_one_seat.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { type Claim, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import { confirmUntil } from '@jiedui/shared/claim/lifecycle.ts';
import { evaluateShare } from '@jiedui/shared/claim/share.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { checksFor } from '../matching/fit.ts';
import { ownCheckFacts } from '../matching/matching.store.ts';
import { lockShared, orderById, type OrderRow } from '../order/order.store.ts';
import { settleStanding } from '../order/standing.ts';
import { takersOf } from '../order/takers.store.ts';
import type { Viewer } from '../viewer.ts';
import { insertShare, lockCapacity, settleShares } from './claim.store.ts';

/** @param wanted by line; null for all that is left, and for a seat */
export async function takeShare(
  tx: Tx,
  viewer: Viewer,
  organizationId: string,
  seen: OrderRow,
  wanted: readonly Portion[] | null,
  at: Date,
) {
  const order = (await lockShared(tx, seen.id)) ?? (await orderById(tx, seen.id));
  if (!order) return new OrderNotFound();
  // Asked in one turn, so in one round trip: takers and facts are read when both locks are held, and not before.
  const [, takers, fit] = await Promise.all([
    lockCapacity(tx, organizationId),
    takersOf(tx, [order.id]),
    checksFor(tx, order, ownCheckFacts(tx, organizationId, at), at),
  ]);
  const share = evaluateShare(order, takers, organizationId, wanted, fit, at);
  if (share instanceof Refusal) return share;
  await settleShares(tx, order.id, at);
  const made = {
    id: uuid(),
    orderId: order.id,
    orderVersion: order.version,
    organizationId,
    claimedBy: viewer.accountId,
    claimedAt: at,
    confirmUntil: confirmUntil(at),
  };
  await insertShare(tx, made, share);
  await settleStanding(tx, order, at);
  const claim: Claim = {
    ...NEW_CLAIM,
    ...made,
    version: 1,
    stationId: order.stationId,
    authorityId: order.authorityId,
    awaits: 'station',
    decidedBy: null,
    exclusive: false,
    portions: share,
    deliveredAt: null,
  };
  return claim;
}
