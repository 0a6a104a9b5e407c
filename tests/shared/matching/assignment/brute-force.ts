/** Every plan there is, for instances with a handful of pairs: the meaning of the three objectives, written down plainly. */
import type { Instance, Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { compareKeys, keyOf } from './counts.ts';

/**
 * @param settled for each pair 1 if it must be taken, -1 if it must not, 0 if it is free; all are if absent
 * @returns the best value as a list to compare from the left (see `keyOf`); null if what must be cannot be
 */
export function bruteForce(instance: Instance, objective: Objective, settled?: Int8Array): number[] | null {
  const { orderCount, seats, start, provider, capacity } = instance;
  const free = capacity.slice();
  const taken = new Uint8Array(provider.length);
  let best: number[] | null = null;
  choose(0, 0, 0);
  return best;

  /** Takes or leaves pair `e` of an order that has so many providers already. */
  function choose(order: number, e: number, held: number): void {
    if (order === orderCount) {
      const key = keyOf(instance, taken, objective);
      if (!best || 0 < compareKeys(key, best)) best = key;
      return;
    }
    if (e === start[order + 1]) return choose(order + 1, e, 0);
    const must = settled ? settled[e]! : 0;
    if (must !== -1 && held < seats[order]! && 0 < free[provider[e]!]!) {
      taken[e] = 1;
      free[provider[e]!]!--;
      choose(order, e + 1, held + 1);
      free[provider[e]!]!++;
      taken[e] = 0;
    }
    if (must !== 1) choose(order, e + 1, held);
  }
}
