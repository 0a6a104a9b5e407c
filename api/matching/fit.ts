/** From rows to the facts that shared/matching ranks, and back to rows with their ranking. */
import type { Tx } from '@jiedui/db/connect.ts';
import { daysBetween, localDateOf } from '@jiedui/shared/calendar.ts';
import { checksOf, judge } from '@jiedui/shared/matching/eligibility.ts';
import type { OrderFacts } from '@jiedui/shared/matching/facts.ts';
import type { LoadTerms } from '@jiedui/shared/order/claim-terms.ts';
import { claimableThrough } from '@jiedui/shared/order/lifecycle.ts';
import { type Fit, compareInMarket, fitOf } from '@jiedui/shared/matching/rank.ts';
import { weightSetOf } from '@jiedui/shared/matching/weight-set.ts';
import type { WeightSet } from '@jiedui/shared/matching/weights.ts';
import { isLiveTaker, type Taker } from '@jiedui/shared/order/commitment.ts';
import type { Place } from '@jiedui/shared/region/distance.ts';
import { termsOf } from '../order/claim-terms.store.ts';
import type { OrderRow } from '../order/order.store.ts';
import { takersOf } from '../order/takers.store.ts';
import { activeWeightsOf, placesOf } from './case.store.ts';
import { type ProviderRow, factsFor } from './matching.store.ts';
import { termsFor } from './terms.ts';

/** An order with all that it is judged by. */
export interface OrderCase {
  readonly order: OrderRow;
  readonly facts: OrderFacts;
  /** Who holds a share of it now, of an order that several may share. */
  readonly takers: readonly Taker[];
  readonly weights: WeightSet;
}

/** The cases of orders; a draft with gaps has none: there is nothing yet to match. */
export async function casesOf(tx: Tx, orders: readonly OrderRow[], at: Date): Promise<OrderCase[]> {
  const whole = orders.filter((order) => isWhole(order));
  if (whole.length === 0) return [];
  const shared = whole.filter(({ sharing }) => sharing !== 'exclusive').map(({ id }) => id);
  const [places, sets, terms, takers] = await Promise.all([
    placesOf(tx, [...new Set(whole.map((order) => order.regionCode))]),
    activeWeightsOf(tx, [...new Set(whole.map((order) => order.authorityId))]),
    termsOf(tx, [...new Set(whole.map((order) => order.authorityId))]),
    shared.length === 0 ? [] : takersOf(tx, shared),
  ]);
  const placeOf = new Map(places.map(({ code, place }) => [code, place]));
  const setOf = new Map(sets.map((set) => [set.authorityId, weightSetOf(set)]));
  return whole.map((order) => {
    const weights = setOf.get(order.authorityId);
    if (!weights) throw new Error(`authority ${order.authorityId} has no weights in force`);
    const load = terms.get(order.authorityId)!;
    const own = takers.filter((taker) => taker.orderId === order.id && isLiveTaker(taker, at));
    const place = placeOf.get(order.regionCode) ?? null;
    return { order, facts: orderFacts(order, place, load, own, at), takers: own, weights };
  });
}

type Whole = OrderRow & {
  readonly [K in 'serviceType' | 'windowFrom' | 'windowTo' | 'mode' | 'urgency' | 'claimableUntil']: NonNullable<
    OrderRow[K]
  >;
};

function isWhole(order: OrderRow): order is Whole {
  const { serviceType, windowFrom, windowTo, mode, urgency, claimableUntil } = order;
  return Boolean(serviceType && windowFrom && windowTo && mode && urgency && claimableUntil);
}

function orderFacts(
  order: Whole,
  place: Place | null,
  load: LoadTerms,
  takers: readonly Taker[],
  at: Date,
): OrderFacts {
  const { id, version, stationId, regionCode, serviceType, targetGroups, windowFrom, windowTo, mode, urgency } = order;
  const { claimableUntil, requiredQualifications, budgetCapFen, title, description, postedAt, opening } = order;
  const today = localDateOf(at);
  return {
    id,
    stationId,
    regionCode,
    place,
    serviceType,
    targetGroups,
    windowFrom,
    windowTo,
    mode,
    urgency,
    claimableUntil: claimableThrough(order) ?? claimableUntil,
    requiredQualifications,
    budgetCapFen,
    opening,
    load: { mostOpen: load.mostOpen, endedFrom: load.endedFrom, closePercent: load.closePercent },
    today,
    terms: termsFor({ id, version, title, body: description }),
    takers: takers.map(({ organizationId, state, confirmUntil }) => ({
      organizationId,
      until: state === 'pending' ? confirmUntil : null,
    })),
    waitedDays: postedAt === null ? 0 : Math.max(0, daysBetween(localDateOf(postedAt), today)),
  };
}

/** How the provider fits one case. */
export const fitOfCase = ({ facts, weights }: OrderCase, provider: ProviderRow): Fit =>
  fitOf(facts, factsFor(provider, facts.stationId), weights);

/** Which checks the provider passes for a posted order; its facts may lack what only a score needs. */
export async function checksFor(
  tx: Tx,
  order: OrderRow,
  asked: Promise<ProviderRow>,
  at: Date,
): Promise<Pick<Fit, 'checks'>> {
  const [provider, [found]] = await Promise.all([asked, casesOf(tx, [order], at)]);
  if (!found) throw new Error(`order ${order.id} is not whole`);
  const { facts, weights } = found;
  const seen = factsFor(provider, facts.stationId);
  return { checks: checksOf(facts, seen, judge(facts, seen, weights.weights)) };
}

export interface MarketRow {
  readonly id: string;
  readonly order: OrderRow;
  readonly fit: Fit;
}

/** The market for one provider: what it may claim first, best first; the same input gives the same order. */
export function rankMarket(cases: readonly OrderCase[], provider: ProviderRow): MarketRow[] {
  return cases
    .map((each) => ({
      facts: each.facts,
      row: { id: each.order.id, order: each.order, fit: fitOfCase(each, provider) },
    }))
    .sort((a, b) => compareInMarket({ order: a.facts, fit: a.row.fit }, { order: b.facts, fit: b.row.fit }))
    .map(({ row }) => row);
}
