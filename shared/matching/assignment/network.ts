/**
 * The solver's working state: orders that bid for slots, and what holds the slots, on typed arrays.
 *
 * An object is a provider, or (for `fair`) the idleness of a station: a row of slots that the station's unserved seats
 * take, each dearer than the one before, so that a second idle seat of one station costs more than a first of another.
 * A seat left empty is worth `floor[order]`; an empty slot is worth its own floor. With u the profit of an order's seat
 * and p the price of an object's slot, a state is optimal when
 *
 *     pair not taken: u + p >= value      pair taken: u + p <= value
 *     order with an empty seat: u = its floor      object with an empty slot: p <= the slot's floor
 *
 * All amounts are whole numbers below 2^53, kept in doubles. Rows are copies, sorted by score, best first: a scan stops
 * where no later pair can matter.
 */
import { Heap } from './heap.ts';
import type { Instance } from './instance.ts';

/** What coverage and fairness add to the scores (bonus.ts); null for `total`. */
export interface Bonus {
  /** More than any change of scores can weigh; 1 while only the bonus is solved. */
  readonly unit: number;
  /** What a served seat brings, by order, in units. */
  readonly ofOrder: Int32Array;
  /** The station by order, every one 0 or more, and the seats asked for by station; null when stations do not matter. */
  readonly stations: { readonly ofOrder: Int32Array; readonly seats: Int32Array } | null;
}

const IDLE_PAIR = 2 ** 31 - 1;

export class Network {
  orderCount: number;
  readonly providerCount: number;
  readonly objectCount: number;
  /** The pairs of order i are start[i] to end[i] - 1. */
  start: Int32Array;
  end: Int32Array;
  provider: Int32Array;
  score: Int32Array;
  /** 1, or 0 while only the bonus is solved. */
  readonly scale: number;
  seats: Int32Array;
  floor: Float64Array;
  /** The object where an order's empty seats go, and what one brings; -1 where `floor` says it all. */
  readonly idleObject: Int32Array | null;
  idleValue: Float64Array;
  readonly capacity: Int32Array;
  readonly unit: number;

  /** 1 when taken; 2 when out of the question: pinned already, or forbidden. */
  taken: Uint8Array;
  empty: Int32Array;
  profit: Float64Array;
  readonly price: Float64Array;
  /** Slots of object k are slotStart[k] on; the first used[k] are held, by an order through a pair. */
  readonly slotStart: Int32Array;
  readonly slotRoom: Int32Array;
  slotCount: number;
  pairCount: number;
  readonly used: Int32Array;
  holder: Int32Array;
  /** The pair (an index of `provider`), or `idlePair` for a seat that is left empty. */
  pair: Int32Array;

  search: Search;
  columns: Columns | null = null;
  private members: Int32Array[] | null = null;

  constructor(instance: Instance, rows: Rows, bonus: Bonus | null, scale: number) {
    const { orderCount, providerCount, seats } = instance;
    const stations = bonus?.stations ?? null;
    this.orderCount = orderCount;
    this.providerCount = providerCount;
    this.objectCount = providerCount + (stations ? stations.seats.length : 0);
    this.start = rows.start;
    this.end = rows.end;
    this.provider = rows.provider;
    this.score = rows.score;
    this.scale = scale;
    this.seats = seats;
    this.unit = bonus?.unit ?? 1;
    this.floor = new Float64Array(orderCount);
    this.idleValue = new Float64Array(orderCount);
    this.idleObject = stations ? stations.ofOrder.map((station) => providerCount + station) : null;
    this.capacity = new Int32Array(this.objectCount);
    // One slot more than pairs never fills, so that its floor keeps the price down.
    for (let j = 0; j < providerCount; j += 1) this.capacity[j] = Math.min(instance.capacity[j]!, rows.degree[j]! + 1);
    if (stations) this.capacity.set(stations.seats, providerCount);
    for (let i = 0; i < orderCount && bonus; i += 1) {
      this.idleValue[i] = -bonus.ofOrder[i]! * bonus.unit;
      // With stations the empty seats have slots of their own, enough for all: the floor only keeps sums finite.
      const spare = stations ? 2 * stations.seats[stations.ofOrder[i]!]! + 2 : 0;
      this.floor[i] = -(bonus.ofOrder[i]! + spare) * bonus.unit;
    }
    this.taken = new Uint8Array(rows.provider.length);
    this.empty = Int32Array.from(seats);
    this.profit = new Float64Array(orderCount);
    this.price = new Float64Array(this.objectCount);
    this.pairCount = rows.provider.length;
    this.slotStart = new Int32Array(this.objectCount);
    this.slotRoom = this.capacity.slice();
    this.slotCount = 0;
    for (let k = 0; k < this.objectCount; k += 1) {
      this.slotStart[k] = this.slotCount;
      this.slotCount += this.capacity[k]!;
    }
    this.used = new Int32Array(this.objectCount);
    this.holder = new Int32Array(this.slotCount);
    this.pair = new Int32Array(this.slotCount);
    for (let k = 0; k < this.objectCount; k += 1)
      this.price[k] = this.capacity[k] === 0 ? Infinity : this.slotFloor(k, 0);
    this.search = new Search(orderCount, this.objectCount);
  }

  /** The price below which a slot is left empty: 0 at a provider; rising by two units a slot at an idle station. */
  slotFloor(object: number, slot: number): number {
    return object < this.providerCount ? 0 : (2 * (slot - this.capacity[object]!) + 1) * this.unit;
  }

  /** Stands for a seat that is left empty; above every pair there can be. */
  get idlePair(): number {
    return IDLE_PAIR;
  }

  valueOf(pair: number, order: number): number {
    return pair < IDLE_PAIR ? this.score[pair]! * this.scale : this.idleValue[order]!;
  }

  objectOf(pair: number, order: number): number {
    return pair < IDLE_PAIR ? this.provider[pair]! : this.idleObject![order]!;
  }

  /** The orders of each provider and the pair of each; made when first asked for. */
  get byProvider(): Columns {
    this.columns ??= columnsOf(this);
    return this.columns;
  }

  ordersOfStation(station: number): Int32Array {
    this.members ??= membersOf(this.idleObject!, this.providerCount, this.objectCount - this.providerCount);
    return this.members[station]!;
  }
}

/** The instance's pairs by order, best score first; ties by provider. */
export interface Rows {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly provider: Int32Array;
  readonly score: Int32Array;
  readonly degree: Int32Array;
}

/** Those of provider j are start[j] to end[j] - 1. */
export interface Columns {
  start: Int32Array;
  end: Int32Array;
  order: Int32Array;
  pair: Int32Array;
  readonly room: Int32Array;
  count: number;
}

/** Scratch of the two searches (seat.ts, fill.ts), clean between them. */
export class Search {
  readonly objectDistance: Float64Array;
  readonly orderDistance: Float64Array;
  readonly fromPair: Int32Array;
  readonly fromOrder: Int32Array;
  readonly fromObject: Int32Array;
  readonly fromSlot: Int32Array;
  readonly stack: Int32Array;
  readonly objects: Int32Array;
  readonly orders: Int32Array;
  objectsSeen = 0;
  ordersSeen = 0;
  /** Objects have their own numbers, orders the numbers after them. */
  readonly heap: Heap;

  constructor(orderCount: number, objectCount: number) {
    this.objectDistance = new Float64Array(objectCount).fill(Infinity);
    this.orderDistance = new Float64Array(orderCount).fill(Infinity);
    this.fromPair = new Int32Array(objectCount);
    this.fromOrder = new Int32Array(objectCount);
    this.fromObject = new Int32Array(orderCount);
    this.fromSlot = new Int32Array(orderCount);
    this.stack = new Int32Array(orderCount + objectCount);
    this.objects = new Int32Array(objectCount);
    this.orders = new Int32Array(orderCount);
    this.heap = new Heap(objectCount + orderCount);
  }
}

export function rowsOf({ orderCount, providerCount, start, provider, score }: Instance): Rows {
  const rows = {
    start,
    end: start.subarray(1),
    provider: provider.slice(),
    score: score.slice(),
    degree: new Int32Array(providerCount),
  };
  for (let e = 0; e < provider.length; e += 1) rows.degree[provider[e]!]! += 1;
  for (let i = 0; i < orderCount; i += 1) sortRow(rows.provider, rows.score, start[i]!, start[i + 1]!);
  return rows;
}

/** Up to this many pairs insertion beats the library's sort. */
const INSERTION_MOST = 64;

/** Best score first; pairs of one score keep their order, which is by provider. */
export function sortRow(provider: Int32Array, score: Int32Array, from: number, to: number): void {
  if (INSERTION_MOST < to - from) return sortLongRow(provider, score, from, to);
  for (let e = from + 1; e < to; e += 1) {
    const value = score[e]!;
    const who = provider[e]!;
    let at = e - 1;
    while (from <= at && score[at]! < value) {
      score[at + 1] = score[at]!;
      provider[at + 1] = provider[at]!;
      at -= 1;
    }
    score[at + 1] = value;
    provider[at + 1] = who;
  }
}

/** Score and place in one number of at most 52 bits, sorted, and taken apart again. */
function sortLongRow(provider: Int32Array, score: Int32Array, from: number, to: number): void {
  const PLACES = 2 ** 32;
  const keys = new Float64Array(to - from);
  const who = provider.slice(from, to);
  const values = score.slice(from, to);
  for (let e = 0; e < keys.length; e += 1) keys[e] = e - values[e]! * PLACES;
  keys.sort();
  for (let e = 0; e < keys.length; e += 1) {
    const at = keys[e]! - Math.floor(keys[e]! / PLACES) * PLACES;
    provider[from + e] = who[at]!;
    score[from + e] = values[at]!;
  }
}

/** Counting sort of the pairs by provider. */
function columnsOf({ orderCount, providerCount, start: rowStart, end: rowEnd, provider }: Network): Columns {
  const start = new Int32Array(providerCount + 1);
  for (let i = 0; i < orderCount; i += 1)
    for (let e = rowStart[i]!; e < rowEnd[i]!; e += 1) start[provider[e]! + 1]! += 1;
  for (let j = 0; j < providerCount; j += 1) start[j + 1]! += start[j]!;
  const next = start.slice(0, providerCount);
  const pair = new Int32Array(start[providerCount]!);
  const order = new Int32Array(start[providerCount]!);
  for (let i = 0; i < orderCount; i += 1)
    for (let e = rowStart[i]!; e < rowEnd[i]!; e += 1) {
      const at = next[provider[e]!]!++;
      pair[at] = e;
      order[at] = i;
    }
  const room = next.map((end, j) => end - start[j]!);
  return { start: start.slice(0, providerCount), end: next, order, pair, room, count: pair.length };
}

function membersOf(idleObject: Int32Array, providerCount: number, stationCount: number): Int32Array[] {
  const counts = new Int32Array(stationCount);
  for (const object of idleObject) counts[object - providerCount]! += 1;
  const members = Array.from(counts, (count) => new Int32Array(count));
  for (let i = idleObject.length - 1; 0 <= i; i -= 1) {
    const station = idleObject[i]! - providerCount;
    counts[station]! -= 1;
    members[station]![counts[station]!] = i;
  }
  return members;
}
