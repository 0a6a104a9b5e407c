/** Room for more orders, pairs and slots in a network that lives on: arrays double, lists that are full move to the end. */
import { type Network, Search } from './network.ts';

/** Makes room beforehand for a quarter more orders and pairs, so that no change waits for it. */
export function reserve(network: Network): void {
  growOrders(network, Math.ceil(1.25 * network.orderCount) + 16);
  growPairs(network, Math.ceil(1.25 * network.pairCount) + 1_024);
  spread(network);
}

/** Leaves room behind each column: one that is full would move to the end with its first order, and all arrays grow. */
function spread({ byProvider: columns, providerCount }: Network): void {
  const { start, end, room, order, pair } = columns;
  const roomOf = (length: number) => length + (length >> 2) + 8;
  let count = 0;
  for (let j = 0; j < providerCount; j += 1) count += roomOf(end[j]! - start[j]!);
  columns.order = new Int32Array(count + (count >> 2) + 1_024);
  columns.pair = new Int32Array(columns.order.length);
  columns.count = 0;
  for (let j = 0; j < providerCount; j += 1) {
    columns.order.set(order.subarray(start[j], end[j]), columns.count);
    columns.pair.set(pair.subarray(start[j], end[j]), columns.count);
    room[j] = roomOf(end[j]! - start[j]!);
    end[j]! += columns.count - start[j]!;
    start[j] = columns.count;
    columns.count += room[j]!;
  }
}

/** Appends an order without seats; its pairs come after it, best score first. @returns its index */
export function appendOrder(network: Network, pairs: readonly { provider: number; score: number }[]): number {
  const order = network.orderCount;
  if (network.floor.length <= order) growOrders(network, Math.max(16, 2 * order));
  const from = network.pairCount;
  if (network.provider.length < from + pairs.length) growPairs(network, 2 * (from + pairs.length));
  network.start[order] = from;
  network.end[order] = from + pairs.length;
  pairs.forEach(({ provider, score }, at) => {
    network.provider[from + at] = provider;
    network.score[from + at] = score;
    appendToColumn(network, provider, order, from + at);
  });
  network.pairCount = from + pairs.length;
  network.orderCount = order + 1;
  return order;
}

/** Makes room for so many slots of a provider. */
export function roomForSlots(network: Network, provider: number, slots: number): void {
  if (slots <= network.slotRoom[provider]!) return;
  const { used, slotStart } = network;
  const room = Math.max(slots, 2 * network.slotRoom[provider]!, 4);
  const from = slotStart[provider]!;
  const to = network.slotCount;
  if (network.holder.length < to + room) {
    network.holder = grown(network.holder, 2 * (to + room));
    network.pair = grown(network.pair, 2 * (to + room));
  }
  network.holder.copyWithin(to, from, from + used[provider]!);
  network.pair.copyWithin(to, from, from + used[provider]!);
  slotStart[provider] = to;
  network.slotRoom[provider] = room;
  network.slotCount = to + room;
}

function growOrders(network: Network, size: number): void {
  network.start = grown(Int32Array.from(network.start), size);
  network.end = grown(Int32Array.from(network.end), size);
  network.seats = grown(network.seats, size);
  network.floor = grown(network.floor, size);
  network.idleValue = grown(network.idleValue, size);
  network.empty = grown(network.empty, size);
  network.profit = grown(network.profit, size);
  network.search = new Search(size, network.objectCount);
}

function growPairs(network: Network, size: number): void {
  network.provider = grown(network.provider, size);
  network.score = grown(network.score, size);
  network.taken = grown(network.taken, size);
}

function appendToColumn(network: Network, provider: number, order: number, pair: number): void {
  const columns = network.byProvider;
  const room = columns.room[provider]!;
  const length = columns.end[provider]! - columns.start[provider]!;
  if (length === room) {
    const wanted = Math.max(4, 2 * room);
    if (columns.pair.length < columns.count + wanted) {
      columns.pair = grown(columns.pair, 2 * (columns.count + wanted));
      columns.order = grown(columns.order, 2 * (columns.count + wanted));
    }
    columns.pair.copyWithin(columns.count, columns.start[provider]!, columns.end[provider]!);
    columns.order.copyWithin(columns.count, columns.start[provider]!, columns.end[provider]!);
    columns.start[provider] = columns.count;
    columns.end[provider] = columns.count + length;
    columns.room[provider] = wanted;
    columns.count += wanted;
  }
  const at = columns.end[provider]!++;
  columns.pair[at] = pair;
  columns.order[at] = order;
}

function grown<T extends Int32Array | Float64Array | Uint8Array>(array: T, size: number): T {
  const larger = new (array.constructor as new (length: number) => T)(size);
  larger.set(array);
  return larger;
}
