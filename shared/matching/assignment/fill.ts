/**
 * The third step, the mirror of seat.ts: an object with an empty slot and a price above the slot's floor either takes an
 * order from somewhere else, where then a slot is empty, and so on, or comes down in price. A shortest path backwards
 * over the orders that could come; the least loss decides. Cold solving needs it where the coarse auction aimed too
 * high; the live plan needs it when a slot falls free.
 *
 * Cost: as seat.ts, over the columns (orders by provider), which are made the first time.
 */
import type { Network, Search } from './network.ts';

/** Brings one object to rest: full, or its price no higher than the floor of its first empty slot. */
export function fill(network: Network, object: number): void {
  while (network.used[object]! < network.capacity[object]! && fillSlot(network, object));
}

/** The least price at which nobody without this provider's slot wants one: what the first slot of a closed one is worth. */
export function valueOfSlot(network: Network, object: number): number {
  const { byProvider: columns, score, scale, profit, seats, taken } = network;
  let value = 0;
  for (let at = columns.start[object]!; at < columns.end[object]!; at += 1) {
    const e = columns.pair[at]!;
    const order = columns.order[at]!;
    if (0 < seats[order]! && taken[e] === 0) value = Math.max(value, score[e]! * scale - profit[order]!);
  }
  return value;
}

/**
 * What one more slot of a provider would bring, at the optimum: its price, less the least loss of bringing an order to it.
 * A provider without any slot has none to be priced: what its first would bring.
 */
export function gainOfSlot(network: Network, provider: number): number {
  const { price, capacity, search } = network;
  const before = price[provider]!;
  if (capacity[provider] === 0) price[provider] = valueOfSlot(network, provider);
  const worth = price[provider]!;
  const { end } = explore(network, provider, worth);
  forget(search);
  price[provider] = before;
  return worth - end;
}

/** True when a slot was filled; false when the price has come down to its floor instead. */
function fillSlot(network: Network, source: number): boolean {
  const { price, profit, taken, empty, slotStart, used, holder, pair, idlePair, search } = network;
  const { objectDistance, orderDistance, fromPair, fromOrder, fromObject, objects, orders } = search;
  const most = price[source]! - network.slotFloor(source, used[source]!);
  if (most <= 0) return false;
  const { end, endObject, endOrder } = explore(network, source, most);
  for (let at = 0; at < search.objectsSeen; at += 1) {
    const object = objects[at]!;
    const distance = objectDistance[object]!;
    if (distance < end) price[object]! -= end - distance;
  }
  for (let at = 0; at < search.ordersSeen; at += 1) {
    const order = orders[at]!;
    const distance = orderDistance[order]!;
    if (distance < end) profit[order]! += end - distance;
  }
  forget(search);
  if (endOrder < 0 && endObject === source) return false;
  let order = endOrder;
  if (0 <= order) empty[order]! -= 1;
  else {
    order = fromOrder[endObject]!;
    leave(network, order, endObject, fromPair[endObject]!);
  }
  for (;;) {
    const object = fromObject[order]!;
    const next = object === source ? -1 : fromOrder[object]!;
    if (0 <= next) leave(network, next, object, fromPair[object]!);
    const slot = slotStart[object]! + used[object]!++;
    holder[slot] = order;
    pair[slot] = search.fromSlot[order]!;
    if (pair[slot]! < idlePair) taken[pair[slot]!] = 1;
    if (next < 0) return true;
    order = next;
  }
}

interface End {
  /** The least loss, or the limit. */
  readonly end: number;
  /** `endOrder` fills an empty seat of its own; or, when that is -1, `endObject` is left with an empty slot. */
  readonly endObject: number;
  readonly endOrder: number;
}

/** The search: distances stay in `network.search` until they are forgotten. Nothing else changes. */
function explore(network: Network, source: number, limit: number): End {
  const { score, scale, price, floor, profit, taken, empty, idleObject, idleValue, search } = network;
  const { start, end: ends, provider, used, idlePair, objectCount, providerCount, seats } = network;
  const { objectDistance, orderDistance, fromPair, fromOrder, fromObject, stack, objects, orders, heap } = search;
  /** The pair by which an order would come. */
  const through = search.fromSlot;
  const columns = network.byProvider;
  let end = limit;
  let endObject = source;
  let endOrder = -1;
  let objectsSeen = 0;
  let ordersSeen = 0;
  let stacked = 0;

  const reach = (order: number, distance: number, by: number, from: number) => {
    if (orderDistance[order] === Infinity) orders[ordersSeen++] = order;
    orderDistance[order] = distance;
    through[order] = by;
    fromObject[order] = from;
    if (0 < empty[order]!) {
      const drop = profit[order]! - floor[order]!;
      const there = drop <= 0 ? distance : distance + drop;
      if (there < end) {
        end = there;
        endObject = -1;
        endOrder = order;
      }
    }
    if (distance < end) heap.push(objectCount + order, distance);
  };

  objectDistance[source] = 0;
  objects[objectsSeen++] = source;
  stack[stacked++] = source;
  for (;;) {
    while (stacked !== 0) {
      const object = stack[--stacked]!;
      const base = objectDistance[object]! + price[object]!;
      if (object < providerCount) {
        const to = columns.end[object]!;
        for (let at = columns.start[object]!; at < to; at += 1) {
          const e = columns.pair[at]!;
          if (taken[e] !== 0) continue;
          const order = columns.order[at]!;
          if (seats[order] === 0) continue;
          const distance = base + profit[order]! - score[e]! * scale;
          if (distance < end && distance < orderDistance[order]!) reach(order, distance, e, object);
        }
      } else {
        const members = network.ordersOfStation(object - providerCount);
        for (const order of members) {
          const distance = base + profit[order]! - idleValue[order]!;
          if (distance < end && distance < orderDistance[order]!) reach(order, distance, idlePair, object);
        }
      }
    }
    if (heap.size === 0 || end <= heap.keys[0]!) break;
    const distance = heap.keys[0]!;
    const node = heap.pop();
    if (node < objectCount) {
      stack[stacked++] = node;
      continue;
    }
    const order = node - objectCount;
    // What the order holds, each of which it might leave; the seats that no pair holds are idle, or empty.
    let idle = seats[order]! - empty[order]!;
    for (let e = start[order]!; e <= ends[order]!; e += 1) {
      const isIdle = e === ends[order]!;
      if (isIdle ? !idleObject || idle === 0 : taken[e] !== 1) continue;
      idle -= 1;
      const object = isIdle ? idleObject![order]! : provider[e]!;
      const value = isIdle ? idleValue[order]! : score[e]! * scale;
      const there = distance + (value - profit[order]! - price[object]!);
      if (objectDistance[object]! <= there) continue;
      if (objectDistance[object] === Infinity) objects[objectsSeen++] = object;
      objectDistance[object] = there;
      fromPair[object] = isIdle ? idlePair : e;
      fromOrder[object] = order;
      const left = price[object]! - network.slotFloor(object, used[object]! - 1);
      const out = left <= 0 ? there : there + left;
      if (out < end) {
        end = out;
        endObject = object;
        endOrder = -1;
      }
      if (end <= there) continue;
      if (there === distance) stack[stacked++] = object;
      else heap.push(object, there);
    }
  }

  search.objectsSeen = objectsSeen;
  search.ordersSeen = ordersSeen;
  return { end, endObject, endOrder };
}

function forget(search: Search): void {
  const { objectDistance, orderDistance, objects, orders, objectsSeen, ordersSeen, heap } = search;
  for (let at = 0; at < objectsSeen; at += 1) objectDistance[objects[at]!] = Infinity;
  for (let at = 0; at < ordersSeen; at += 1) orderDistance[orders[at]!] = Infinity;
  heap.clear();
}

/** Takes the order off one slot of the object; the order's count of empty seats is the caller's. */
function leave(network: Network, order: number, object: number, through: number): void {
  const { slotStart, used, holder, pair, taken } = network;
  const last = slotStart[object]! + used[object]! - 1;
  let slot = slotStart[object]!;
  while (holder[slot] !== order || pair[slot] !== through) slot += 1;
  holder[slot] = holder[last]!;
  pair[slot] = pair[last]!;
  used[object]! -= 1;
  if (through < network.idlePair) taken[through] = 0;
}
