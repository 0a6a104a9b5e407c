/** From rows to the facts that shared/matching ranks, and back to rows with their ranking. */
import type { OrderFacts } from '@jiedui/shared/matching/facts.ts';
import { type Fit, compareInMarket, fitOf } from '@jiedui/shared/matching/rank.ts';
import type { OrderRow } from '../order/order.store.ts';
import { type ProviderRow, factsFor } from './matching.store.ts';

/** Null for a draft with gaps: there is nothing yet to match. */
export function orderFacts(order: OrderRow): OrderFacts | null {
  const { id, stationId, regionCode, serviceType, targetGroups, windowFrom, windowTo, mode, urgency, claimableUntil } =
    order;
  if (!serviceType || !windowFrom || !windowTo || !mode || !urgency || !claimableUntil) return null;
  return { id, stationId, regionCode, serviceType, targetGroups, windowFrom, windowTo, mode, urgency, claimableUntil };
}

/** How the provider fits a posted order. */
export function fitFor(order: OrderRow, provider: ProviderRow): Fit {
  const facts = orderFacts(order);
  if (!facts) throw new Error(`order ${order.id} is not whole`);
  return fitOf(facts, factsFor(provider, order.stationId));
}

export interface MarketRow {
  readonly id: string;
  readonly order: OrderRow;
  readonly fit: Fit;
}

/** The market for one provider: what it may claim first, best first; the same input gives the same order. */
export function rankMarket(orders: readonly OrderRow[], provider: ProviderRow): MarketRow[] {
  return orders
    .flatMap((order) => {
      const facts = orderFacts(order);
      return facts
        ? [{ facts, row: { id: order.id, order, fit: fitOf(facts, factsFor(provider, order.stationId)) } }]
        : [];
    })
    .sort((a, b) => compareInMarket({ order: a.facts, fit: a.row.fit }, { order: b.facts, fit: b.row.fit }))
    .map(({ row }) => row);
}
