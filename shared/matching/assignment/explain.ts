/**
 * The plan in words' raw material: what the prices say about one more slot, about an order that is not served, about a
 * pair that a person wants. Amounts are exact at the optimum: what an objective would gain or lose, not an estimate.
 */
import { gainOfSlot } from './fill.ts';
import type { Network } from './network.ts';

/** A difference of the objective: units of bonus (a seat served, its tier, its station), and scores. */
export interface Worth {
  readonly units: number;
  readonly score: number;
}

export function worthOf(network: Network, amount: number): Worth {
  const units = network.unit === 1 ? 0 : Math.round(amount / network.unit);
  return { units, score: amount - units * network.unit };
}

/** What one more slot of a provider would bring: what a new team of volunteers would be worth. */
export function slotWorth(network: Network, provider: number): Worth {
  return worthOf(network, gainOfSlot(network, provider));
}

export interface CheapestSlot {
  readonly provider: number;
  /** What serving the order with it brings. */
  readonly gain: number;
  /** What the slot could bring elsewhere above that: 0 when the order is its best use. */
  readonly forgone: number;
}

/**
 * For an order with an empty seat: the provider of which one more slot would serve it at the least loss, ties by the
 * greater score, then by index. Null when no provider may serve it at all.
 */
export function cheapestSlot(network: Network, order: number): CheapestSlot | null {
  const { start, end, provider, score, floor, taken } = network;
  let best: CheapestSlot | null = null;
  for (let e = start[order]!; e < end[order]!; e += 1) {
    if (taken[e] !== 0) continue;
    const gain = score[e]! - floorOf(network, order, floor[order]!);
    const forgone = Math.max(0, gainOfSlot(network, provider[e]!) - gain);
    const found = { provider: provider[e]!, gain, forgone };
    if (best === null || isCheaper(found, best)) best = found;
  }
  return best;
}

function isCheaper(a: CheapestSlot, b: CheapestSlot): boolean {
  return (
    a.forgone - b.forgone < 0 ||
    (a.forgone === b.forgone && (b.gain < a.gain || (a.gain === b.gain && a.provider < b.provider)))
  );
}

/** What a pair that does not exist would bring if it did, at such a score: above 0, and the plan would use it. */
export function pairWorth(network: Network, order: number, provider: number, score: number): Worth {
  return worthOf(network, score - network.profit[order]! - Math.min(network.price[provider]!, Number.MAX_SAFE_INTEGER));
}

/** With stations an empty seat has a price that moves with the station's idleness. */
function floorOf({ idleObject, idleValue, price }: Network, order: number, floor: number): number {
  return idleObject ? idleValue[order]! - price[idleObject[order]!]! : floor;
}
