/** Brings a network to its optimum after the auction, or after a change: every empty seat, then every empty slot. */
import { fill } from './fill.ts';
import type { Network } from './network.ts';
import { seat } from './seat.ts';

/** @param orders those with empty seats that might be filled */
export function rest(network: Network, orders: Iterable<number>): void {
  const { empty, used, capacity, price, objectCount } = network;
  for (const order of orders) while (0 < empty[order]! && seat(network, order));
  for (let k = 0; k < objectCount; k += 1)
    if (used[k]! < capacity[k]! && network.slotFloor(k, used[k]!) < price[k]!) fill(network, k);
}
