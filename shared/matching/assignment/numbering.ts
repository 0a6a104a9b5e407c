/**
 * From ids to indices: a round becomes an instance in canonical order (ids by code unit, pairs by order and provider), so
 * that the same round in another order gives the same plan to the byte. Pins take their seat and slot beforehand, forbids
 * take pairs away. O((orders + providers) log + pairs): two counting sorts.
 */
import type { Instance, Objective } from './instance.ts';
import { numberPins, type NumberedPin, pairsLeft, type Rows, takeBeforehand, withPinnedSeats } from './pins.ts';
import { type Round, type RoundPair, type RoundPlace, RoundWrong, shown } from './round.ts';

export interface NumberedRound {
  readonly objective: Objective;
  readonly instance: Instance;
  /** Ids by index. For `fair` the instance holds further orders and providers behind these: see `withPinnedSeats`. */
  readonly orderIds: readonly string[];
  readonly providerIds: readonly string[];
  /** Seats asked for, by order, pins included. */
  readonly seats: Int32Array;
  /** Sorted as the instance's pairs are. */
  readonly pins: readonly NumberedPin[];
}

/** @returns `RoundWrong` for ids that are not known or there twice, pairs that are there twice, pins that cannot be kept */
export function numberRound(round: Round): NumberedRound | RoundWrong {
  const orders = numberIds('orders', round.orders);
  if (orders instanceof RoundWrong) return orders;
  const providers = numberIds('providers', round.providers);
  if (providers instanceof RoundWrong) return providers;
  const edges = indicesOf('edges', round.edges, orders.indexOf, providers.indexOf);
  if (edges instanceof RoundWrong) return edges;
  for (const list of ['pins', 'forbids'] as const) {
    const found = indicesOf(list, round[list], orders.indexOf, providers.indexOf);
    if (found instanceof RoundWrong) return found;
  }
  const key = ({ order, provider }: RoundPair) =>
    orders.indexOf.get(order)! * providers.ids.length + providers.indexOf.get(provider)!;
  const rows = sortEdges(round, edges);
  if (rows instanceof RoundWrong) return rows;
  const forbidden = new Set(round.forbids.map(key));
  const pins = numberPins(round, key, forbidden, rows);
  if (pins instanceof RoundWrong) return pins;

  const seats = new Int32Array(orders.ids.length);
  const capacity = new Int32Array(providers.ids.length);
  for (const { id, seats: asked = 1 } of round.orders) seats[orders.indexOf.get(id)!] = asked;
  for (const { id, capacity: slots } of round.providers) capacity[providers.indexOf.get(id)!] = slots;
  const seatsLeft = seats.slice();
  const wrong = takeBeforehand(pins, round.pins, seatsLeft, capacity);
  if (wrong) return wrong;
  const left = pairsLeft(rows, seatsLeft, new Set([...forbidden, ...round.pins.map(key)]), providers.ids.length);
  const degree = new Int32Array(providers.ids.length);
  for (const provider of left.provider) degree[provider]!++;
  const instance: Instance = {
    orderCount: orders.ids.length,
    providerCount: providers.ids.length,
    // Beyond one more than the pairs nothing changes but the solver's sums. That one stays: what can serve or be served
    // by every pair and still has room is not full, so that its price is 0.
    seats: seatsLeft.map((asked, order) =>
      Math.max(1, Math.min(asked, left.start[order + 1]! - left.start[order]! + 1)),
    ),
    capacity: capacity.map((slots, provider) => Math.min(slots, degree[provider]! + 1)),
    ...tiersAndStations(round, orders.indexOf),
    ...left,
  };
  const sorted = pins.toSorted((a, b) => a.order - b.order || a.provider - b.provider);
  return {
    objective: round.objective,
    instance: round.objective === 'fair' ? withPinnedSeats(instance, sorted) : instance,
    orderIds: orders.ids,
    providerIds: providers.ids,
    seats,
    pins: sorted,
  };
}

interface Numbered {
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
}

function numberIds(list: 'orders' | 'providers', items: readonly { readonly id: string }[]): Numbered | RoundWrong {
  // The default order of strings is by code unit, whatever the language of the machine.
  const ids = items.map(({ id }) => id).sort();
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  if (indexOf.size === ids.length) return { ids, indexOf };
  const firstAt = new Map<string, number>();
  const again = items.findIndex(({ id }, index) => {
    if (firstAt.has(id)) return true;
    firstAt.set(id, index);
    return false;
  });
  const { id } = items[again]!;
  return new RoundWrong([list, again, 'id'], `是 ${shown(id)}，与第 ${firstAt.get(id)! + 1} 项重复，请删去其一`);
}

interface Indices {
  readonly orderOf: Int32Array;
  readonly providerOf: Int32Array;
}

/** Each id is looked up once: with millions of pairs most of the time goes there. */
function indicesOf(
  list: 'edges' | 'pins' | 'forbids',
  pairs: readonly RoundPair[],
  orders: ReadonlyMap<string, number>,
  providers: ReadonlyMap<string, number>,
): Indices | RoundWrong {
  const orderOf = new Int32Array(pairs.length);
  const providerOf = new Int32Array(pairs.length);
  for (let index = 0; index < pairs.length; index++) {
    const pair = pairs[index]!;
    const order = orders.get(pair.order);
    const provider = providers.get(pair.provider);
    if (order === undefined) return unknown([list, index, 'order'], pair.order, 'orders');
    if (provider === undefined) return unknown([list, index, 'provider'], pair.provider, 'providers');
    orderOf[index] = order;
    providerOf[index] = provider;
  }
  return { orderOf, providerOf };
}

function unknown(place: RoundPlace, id: string, list: string): RoundWrong {
  return new RoundWrong(place, `是 ${shown(id)}，但 ${list} 中没有，请核对`);
}

/** Rows of orders, providers ascending: sorted by provider first, then, keeping that order, by order. */
function sortEdges(
  { orders: { length: orderCount }, providers: { length: providerCount }, edges }: Round,
  { orderOf, providerOf }: Indices,
): Rows | RoundWrong {
  const byProvider = countingSort(providerOf, providerCount, null);
  const { sorted, start } = countingSort(orderOf, orderCount, byProvider.sorted);
  const provider = sorted.map((edge) => providerOf[edge]!);
  let again = -1;
  let before = -1;
  for (let k = 1; k < sorted.length; k++) {
    const [a, b] = [sorted[k - 1]!, sorted[k]!];
    if (orderOf[a] !== orderOf[b] || providerOf[a] !== providerOf[b]) continue;
    // The sorts keep the order of the file, so b is the later of the two; the first such of the file is told.
    if (again === -1 || b < again) [before, again] = [a, b];
  }
  if (again !== -1) {
    const { order, provider: other } = edges[again]!;
    const says = `与第 ${before + 1} 项重复，请删去其一`;
    return new RoundWrong(['edges', again], says, [order, other]);
  }
  return { start, provider, score: sorted.map((edge) => edges[edge]!.score) };
}

function countingSort(bucketOf: Int32Array, buckets: number, inOrder: Int32Array | null) {
  const start = new Int32Array(buckets + 1);
  for (const bucket of bucketOf) start[bucket + 1]!++;
  for (let bucket = 0; bucket < buckets; bucket++) start[bucket + 1]! += start[bucket]!;
  const next = start.slice(0, buckets);
  const sorted = new Int32Array(bucketOf.length);
  for (let k = 0; k < bucketOf.length; k++) {
    const item = inOrder ? inOrder[k]! : k;
    sorted[next[bucketOf[item]!]!++] = item;
  }
  return { sorted, start };
}

/** Tiers and stations by rank; what they are called says nothing to the solver. */
function tiersAndStations({ orders }: Round, orderIndex: ReadonlyMap<string, number>) {
  const tiers = [...new Set(orders.map(({ tier = 0 }) => tier))].sort((a, b) => a - b);
  const tierIndex = new Map(tiers.map((tier, index) => [tier, index]));
  const stations = [...new Set(orders.flatMap(({ station }) => station ?? []))].sort();
  const stationIndex = new Map(stations.map((station, index) => [station, index]));
  const tier = new Int32Array(orders.length);
  const station = new Int32Array(orders.length);
  for (const order of orders) {
    const index = orderIndex.get(order.id)!;
    tier[index] = tierIndex.get(order.tier ?? 0)!;
    station[index] = order.station === undefined ? -1 : stationIndex.get(order.station)!;
  }
  return { tier, station, stationCount: stations.length };
}
