/**
 * The second step: one more seat for an order, by a shortest augmenting path. From the order over pairs not taken to an
 * object, from a full object back to those who hold it, on to where they could go instead, until a slot is free or
 * somebody is better left out. Distances are what is lost on the way (u + p - value), never negative, so Dijkstra finds
 * the least; prices and profits then move by what the distance falls short, and stay optimal.
 *
 * Reference: Edmonds & Karp 1972, Tomizawa 1971 (successive shortest paths with potentials); the search stops as in
 * Jonker & Volgenant 1987. Cost: O(s log s) in the part s of the graph that lies nearer than the end.
 */
import { bestUnheld } from './auction.ts';
import type { Network } from './network.ts';

/** Fills one empty seat of the order if that gains; false when it is best left empty. */
export function seat(network: Network, source: number): boolean {
  const {
    start,
    end: ends,
    provider,
    score,
    scale,
    price,
    floor,
    profit,
    taken,
    empty,
    idleObject,
    idleValue,
    search,
  } = network;
  const { slotStart, used, capacity, holder, pair, idlePair, objectCount } = network;
  const { objectDistance, orderDistance, fromPair, fromOrder, fromObject, fromSlot, stack, objects, orders, heap } =
    search;
  const own = bestUnheld(network, source);
  profit[source] = own;
  /** The nearest end: a free slot of `endObject`, or `endOrder` left with an empty seat. */
  let end = own - floor[source]!;
  if (end <= 0) return false;
  let endObject = -1;
  let endOrder = source;
  let objectsSeen = 0;
  let ordersSeen = 0;
  let stacked = 0;
  /** The distance of what is looked at. */
  let here = 0;

  const reach = (object: number, distance: number, through: number, by: number) => {
    if (objectDistance[object] === Infinity) objects[objectsSeen++] = object;
    objectDistance[object] = distance;
    fromPair[object] = through;
    fromOrder[object] = by;
    const count = used[object]!;
    if (count < capacity[object]!) {
      const lift = object < network.providerCount ? 0 : network.slotFloor(object, count) - price[object]!;
      const there = lift <= 0 ? distance : distance + lift;
      if (there < end) {
        end = there;
        endObject = object;
      }
    }
    if (count === 0 || end <= distance) return;
    if (distance === here) stack[stacked++] = object;
    else heap.push(object, distance);
  };

  orderDistance[source] = 0;
  orders[ordersSeen++] = source;
  stack[stacked++] = objectCount + source;
  for (;;) {
    // What lies no farther than what is looked at now needs no place in the heap: ties are many where scores are none.
    let node: number;
    if (stacked !== 0) node = stack[--stacked]!;
    else {
      if (heap.size === 0) break;
      here = heap.keys[0]!;
      node = heap.pop();
    }
    if (end <= here) break;
    if (objectCount <= node) {
      const order = node - objectCount;
      if (orderDistance[order]! < here) continue;
      const base = here + profit[order]!;
      const to = ends[order]!;
      for (let e = start[order]!; e < to; e += 1) {
        const value = score[e]! * scale;
        if (end <= base - value) break;
        if (taken[e] !== 0) continue;
        const object = provider[e]!;
        const distance = base - value + price[object]!;
        if (distance < end && distance < objectDistance[object]!) reach(object, distance, e, order);
      }
      if (idleObject) {
        const object = idleObject[order]!;
        const distance = base - idleValue[order]! + price[object]!;
        if (distance < end && distance < objectDistance[object]!) reach(object, distance, idlePair, order);
      }
      continue;
    }
    if (objectDistance[node]! < here) continue;
    for (let slot = slotStart[node]!, to = slot + used[node]!; slot < to; slot += 1) {
      const order = holder[slot]!;
      const there = here + (network.valueOf(pair[slot]!, order) - profit[order]! - price[node]!);
      if (orderDistance[order]! <= there) continue;
      if (orderDistance[order] === Infinity) orders[ordersSeen++] = order;
      orderDistance[order] = there;
      fromObject[order] = node;
      fromSlot[order] = slot;
      const out = there + profit[order]! - floor[order]!;
      if (out < end) {
        end = out;
        endObject = -1;
        endOrder = order;
      }
      if (end <= there) continue;
      if (there === here) stack[stacked++] = objectCount + order;
      else heap.push(objectCount + order, there);
    }
  }

  for (let at = 0; at < objectsSeen; at += 1) {
    const object = objects[at]!;
    const distance = objectDistance[object]!;
    if (distance < end) price[object]! += end - distance;
    objectDistance[object] = Infinity;
  }
  for (let at = 0; at < ordersSeen; at += 1) {
    const order = orders[at]!;
    const distance = orderDistance[order]!;
    if (distance < end) profit[order]! -= end - distance;
    orderDistance[order] = Infinity;
  }
  heap.clear();

  if (endObject < 0 && endOrder === source) return false;
  let slot: number;
  let object: number;
  if (0 <= endObject) {
    object = endObject;
    slot = slotStart[object]! + used[object]!++;
  } else {
    empty[endOrder]! += 1;
    slot = fromSlot[endOrder]!;
    object = fromObject[endOrder]!;
    if (pair[slot]! < idlePair) taken[pair[slot]!] = 0;
  }
  for (;;) {
    const order = fromOrder[object]!;
    const through = fromPair[object]!;
    holder[slot] = order;
    pair[slot] = through;
    if (through < idlePair) taken[through] = 1;
    if (order === source) break;
    slot = fromSlot[order]!;
    object = fromObject[order]!;
    if (pair[slot]! < idlePair) taken[pair[slot]!] = 0;
  }
  empty[source]! -= 1;
  return true;
}
