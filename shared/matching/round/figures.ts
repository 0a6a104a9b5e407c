/** What a plan comes to in numbers: in all, by station, by township. */
import { TIER_WORDS } from './basis.ts';
import type { Questioned } from './details.ts';
import type { RoundCount, RoundFigures } from './result.ts';
import type { RoundRows, Solved } from './solving.ts';

export function figuresOf({ rows, wish, solved }: Questioned): RoundFigures {
  const ordersByTier = TIER_WORDS.map(() => 0);
  for (const tier of rows.tier) ordersByTier[tier]! += 1;
  const servedByTier = servedTiers(rows, solved);
  return {
    objective: wish.objective,
    orders: rows.orderCount,
    served: servedByTier.reduce((sum, count) => sum + count, 0),
    servedByTier,
    ordersByTier,
    total: solved.total,
    dual: solved.bound,
    gap: solved.gap,
  };
}

/** Orders served, by tier. */
export function servedTiers(rows: RoundRows, { providerOf }: Pick<Solved, 'providerOf'>): number[] {
  const served = TIER_WORDS.map(() => 0);
  for (let order = 0; order < rows.orderCount; order += 1)
    if (providerOf[order] !== -1) served[rows.tier[order]!]! += 1;
  return served;
}

/** Who is served how much: by station and by township, by key. */
export function countsOf({ basis, solved }: Questioned): { stations: RoundCount[]; townships: RoundCount[] } {
  const stations = new Map<string, { orders: number; served: number }>();
  const townships = new Map<string, { orders: number; served: number }>();
  for (const [order, { stationId, regionCode }] of basis.orders.entries()) {
    const served = solved.providerOf[order] === -1 ? 0 : 1;
    add(stations, stationId, served);
    add(townships, regionCode, served);
  }
  return { stations: listed(stations), townships: listed(townships) };
}

function add(counts: Map<string, { orders: number; served: number }>, key: string, served: number): void {
  const { orders, served: before } = counts.get(key) ?? { orders: 0, served: 0 };
  counts.set(key, { orders: orders + 1, served: before + served });
}

function listed(counts: ReadonlyMap<string, { orders: number; served: number }>): RoundCount[] {
  return [...counts.keys()].sort().map((key) => ({ key, ...counts.get(key)! }));
}
