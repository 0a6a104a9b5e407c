/**
 * Of all prices that prove a plan, the least for providers and so the greatest for orders. Then a provider's price is
 * exactly what one more slot would bring, and an order's what its seat brings to the whole (Demange and Gale 1985, The
 * strategy structure of two-sided matching markets; Leonard 1983 for the worth of one more).
 *
 * How far a price can come down is a shortest path: down to 0; or until an order that is not served by the provider would
 * come, which itself can profit more until it would leave one that serves it, whose price comes down too. One search
 * from all ends at once (Dijkstra 1959), O(pairs log (orders + providers)).
 */
import { Heap } from './heap.ts';
import type { Assignment, Instance } from './instance.ts';

/** @returns the same plan with the same proof, at other prices */
export function withLeastPrices(instance: Instance, assignment: Assignment): Assignment {
  const { orderCount, providerCount, seats, start, provider, score } = instance;
  const { taken, providerPrices, orderPrices, bonus } = assignment;
  const { first, pair, orderOf } = takenByProvider(instance, taken);
  /** By how much a price of a provider comes down; behind them, by how much one of an order goes up. */
  const change = new Float64Array(providerCount + orderCount).fill(Infinity);
  const heap = new Heap(change.length);
  const reach = (node: number, distance: number) => {
    if (change[node]! <= distance) return;
    change[node] = distance;
    heap.push(node, distance);
  };
  /** What a pair brings above its prices: 0 or more if it is taken, 0 or less if not. */
  const over = (order: number, e: number) =>
    score[e]! + bonus[order]! - orderPrices[order]! - providerPrices[provider[e]!]!;

  for (let j = 0; j < providerCount; j++) reach(j, providerPrices[j]!);
  for (let order = 0; order < orderCount; order++) {
    let held = 0;
    for (let e = start[order]!; e < start[order + 1]!; e++) held += taken[e]!;
    if (held < seats[order]!) reach(providerCount + order, 0);
  }
  while (0 < heap.size) {
    const distance = heap.keys[0]!;
    const node = heap.pop();
    if (node < providerCount) {
      for (let at = first[node]!; at < first[node + 1]!; at++)
        reach(providerCount + orderOf[at]!, distance + over(orderOf[at]!, pair[at]!));
    } else {
      const order = node - providerCount;
      for (let e = start[order]!; e < start[order + 1]!; e++)
        if (taken[e] === 0) reach(provider[e]!, distance - over(order, e));
    }
  }
  return {
    ...assignment,
    providerPrices: providerPrices.map((price, j) => price - change[j]!),
    orderPrices: orderPrices.map((price, order) => price + change[providerCount + order]!),
  };
}

/** The pairs taken, by provider (counting sort). */
function takenByProvider({ orderCount, providerCount, start, provider }: Instance, taken: Uint8Array) {
  const first = new Int32Array(providerCount + 1);
  for (let e = 0; e < taken.length; e++) if (taken[e] === 1) first[provider[e]! + 1]!++;
  for (let j = 0; j < providerCount; j++) first[j + 1]! += first[j]!;
  const next = first.slice(0, providerCount);
  const pair = new Int32Array(first[providerCount]!);
  const orderOf = new Int32Array(pair.length);
  for (let order = 0; order < orderCount; order++)
    for (let e = start[order]!; e < start[order + 1]!; e++) {
      if (taken[e] !== 1) continue;
      const at = next[provider[e]!]!++;
      pair[at] = e;
      orderOf[at] = order;
    }
  return { first, pair, orderOf };
}
