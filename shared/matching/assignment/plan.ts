/** From indices back to ids: the plan of a round, with its proof and prices, and why seats stay unserved. */
import type { Assignment } from './instance.ts';
import { withLeastPrices } from './least-prices.ts';
import type { NumberedRound } from './numbering.ts';

export interface Plan {
  /** By order and provider; pins are among them. */
  readonly pairs: readonly PlannedPair[];
  readonly unserved: readonly Unserved[];
  readonly objective: {
    /** Seats. */
    readonly served: number;
    /** Sum of the scores. */
    readonly total: number;
    /** No plan with the same counts of served seats (by tier, by station: as the objective asks) has a greater total. */
    readonly dual: number;
    readonly gap: number;
  };
  /** Of a provider: what one more slot would bring; of an order: what its seat brings. Bonuses of counts are in both. */
  readonly prices: { readonly providers: Record<string, number>; readonly orders: Record<string, number> };
}
export interface PlannedPair {
  readonly order: string;
  readonly provider: string;
  readonly score: number;
}
export interface Unserved {
  readonly order: string;
  /** Seats that stay free. */
  readonly seats: number;
  readonly reason: string;
  /** The cheapest change that would serve it; null if none of this kind would. */
  readonly cheapest: CheapestChange | null;
}
export interface CheapestChange {
  readonly provider: string;
  readonly change: 'one_more_slot';
  /** The score with which the slot would serve the order. */
  readonly gain: number;
}

export function planOf(numbered: NumberedRound, solved: Assignment): Plan {
  const { instance, orderIds, providerIds, pins, seats } = numbered;
  const assignment = withLeastPrices(instance, solved);
  const { taken } = assignment;
  const pairs: PlannedPair[] = [];
  const unserved: Unserved[] = [];
  const explain = explainer(numbered, assignment);
  let pin = 0;
  for (let order = 0; order < orderIds.length; order++) {
    const before = pairs.length;
    const take = (provider: number, score: number) =>
      pairs.push({ order: orderIds[order]!, provider: providerIds[provider]!, score });
    for (let e = instance.start[order]!; e < instance.start[order + 1]!; e++) {
      if (taken[e] !== 1) continue;
      for (; pins[pin]?.order === order && pins[pin]!.provider < instance.provider[e]!; pin++)
        take(pins[pin]!.provider, pins[pin]!.score);
      take(instance.provider[e]!, instance.score[e]!);
    }
    for (; pins[pin]?.order === order; pin++) take(pins[pin]!.provider, pins[pin]!.score);
    const free = seats[order]! - (pairs.length - before);
    if (0 < free) unserved.push({ order: orderIds[order]!, seats: free, ...explain(order, before < pairs.length) });
  }
  const pinned = pins.reduce((sum, { score }) => sum + score, 0);
  const gap = assignment.dual - assignment.primal;
  const total = assignment.total + pinned;
  return {
    pairs,
    unserved,
    objective: { served: pairs.length, total, dual: total + gap, gap },
    prices: { providers: byId(providerIds, assignment.providerPrices), orders: byId(orderIds, assignment.orderPrices) },
  };
}

/** Own properties even for ids such as `__proto__`. */
function byId(ids: readonly string[], prices: Float64Array): Record<string, number> {
  return Object.fromEntries(ids.map((id, index) => [id, prices[index]!]));
}

/**
 * Why seats of an order stay free, and the provider whose one more slot would serve it: the one whose price is least above
 * what the order brings, because that is what the slot could bring elsewhere; then the one with the greatest score.
 */
function explainer({ instance, objective, providerIds }: NumberedRound, { taken, providerPrices, bonus }: Assignment) {
  const { orderCount, providerCount, start, provider, score, capacity } = instance;
  const held = new Int32Array(providerCount);
  /** Least score for which a provider serves somebody. */
  const worst = new Int32Array(providerCount).fill(2 ** 31 - 1);
  for (let e = 0; e < start[orderCount]!; e++) {
    if (taken[e] !== 1) continue;
    held[provider[e]!]!++;
    worst[provider[e]!] = Math.min(worst[provider[e]!]!, score[e]!);
  }
  return (order: number, servedInPart: boolean): { reason: string; cheapest: CheapestChange | null } => {
    let best = -1;
    let least = Infinity;
    let outscored = true;
    for (let e = start[order]!; e < start[order + 1]!; e++) {
      if (taken[e] === 1) continue;
      const forgone = providerPrices[provider[e]!]! - score[e]! - bonus[order]!;
      if (best === -1 || forgone < least || (forgone === least && score[best]! < score[e]!))
        [best, least] = [e, forgone];
      if (held[provider[e]!]! < capacity[provider[e]!]!)
        return { reason: '与可接的组织匹配分为 0，安排与否总分相同；可按需要指定。', cheapest: null };
      if (worst[provider[e]!]! <= score[e]!) outscored = false;
    }
    if (best === -1)
      return {
        reason: `没有${servedInPart ? '其他' : ''}组织能够服务此单；可放宽服务区域或时间，或联系新的组织。`,
        cheapest: null,
      };
    return {
      reason: outscored
        ? `能服务的组织名额已给了${objective === 'total' ? '' : '更急或'}匹配分更高的点单；可增加名额或指定。`
        : '能服务的组织名额都已用满；可增加名额或指定。',
      cheapest: { provider: providerIds[provider[best]!]!, change: 'one_more_slot', gain: score[best]! },
    };
  };
}
