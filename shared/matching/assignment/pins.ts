/** Pins of a round: pairs that must be. They take their seat and slot before anything is solved. */
import type { Instance } from './instance.ts';
import { type Round, type RoundPair, RoundWrong } from './round.ts';

export interface NumberedPin {
  readonly order: number;
  readonly provider: number;
  readonly score: number;
}

/** The pairs of an instance, by order. */
export interface Rows {
  readonly start: Int32Array;
  readonly provider: Int32Array;
  readonly score: Int32Array;
}

/**
 * Pins by index, in the order of the file.
 *
 * @returns `RoundWrong` for a pin that is there twice, that is forbidden, or whose pair may not serve
 */
export function numberPins(
  { pins, providers: { length: providerCount } }: Round,
  key: (pair: RoundPair) => number,
  forbidden: ReadonlySet<number>,
  { start, provider: providerOf, score }: Rows,
): NumberedPin[] | RoundWrong {
  const firstAt = new Map<number, number>();
  const byPlace: NumberedPin[] = [];
  for (const [index, pin] of pins.entries()) {
    const pair = key(pin);
    const [order, provider] = [Math.floor(pair / providerCount), pair % providerCount];
    const at = providerOf.subarray(start[order]!, start[order + 1]!).indexOf(provider);
    const no = (says: string) => new RoundWrong(['pins', index], says, [pin.order, pin.provider]);
    if (firstAt.has(pair)) return no(`与第 ${firstAt.get(pair)! + 1} 项重复，请删去其一`);
    if (forbidden.has(pair)) return no('同时列在 forbids 中，请删去其一');
    if (at === -1) return no('不在 edges 中，该组织不能服务此单，请取消指定');
    firstAt.set(pair, index);
    byPlace.push({ order, provider, score: score[start[order]! + at]! });
  }
  return byPlace;
}

/**
 * Takes the seat and the slot of each pin.
 *
 * @returns `RoundWrong` at the first pin of the file for which there is none left
 */
export function takeBeforehand(
  pins: readonly NumberedPin[],
  named: readonly RoundPair[],
  seats: Int32Array,
  slots: Int32Array,
): RoundWrong | null {
  for (const [index, { order, provider }] of pins.entries()) {
    const full = seats[order]! === 0 ? '该点单的名额' : slots[provider]! === 0 ? '该组织可接的数量' : null;
    const { order: orderId, provider: providerId } = named[index]!;
    const says = `不能满足：${full}已由前面的指定占满，请减少指定`;
    if (full) return new RoundWrong(['pins', index], says, [orderId, providerId]);
    seats[order]!--;
    slots[provider]!--;
  }
  return null;
}

/** Without the pairs that pins and forbids settle, and without those of orders that pins have filled. */
export function pairsLeft(
  rows: Rows,
  seatsLeft: Int32Array,
  settled: ReadonlySet<number>,
  providerCount: number,
): Rows {
  if (settled.size === 0) return rows;
  const start = new Int32Array(rows.start.length);
  const kept: number[] = [];
  for (let order = 0; order < seatsLeft.length; order++) {
    for (let e = rows.start[order]!; e < rows.start[order + 1]!; e++)
      if (0 < seatsLeft[order]! && !settled.has(order * providerCount + rows.provider[e]!)) kept.push(e);
    start[order + 1] = kept.length;
  }
  return {
    start,
    provider: Int32Array.from(kept, (e) => rows.provider[e]!),
    score: Int32Array.from(kept, (e) => rows.score[e]!),
  };
}

/**
 * A pinned seat is served, so for fairness it counts for its station. Each becomes an order of its own behind the others,
 * most urgent, that only a provider of its own can serve: every plan serves it, and it is in nobody's way.
 */
export function withPinnedSeats(instance: Instance, pins: readonly NumberedPin[]): Instance {
  if (pins.length === 0) return instance;
  const { orderCount, providerCount } = instance;
  let { stationCount } = instance;
  const station = instance.station.slice();
  for (const { order } of pins) if (station[order] === -1) station[order] = stationCount++;
  const pairs = instance.provider.length;
  return {
    orderCount: orderCount + pins.length,
    providerCount: providerCount + pins.length,
    seats: extended(instance.seats, pins, () => 1),
    tier: extended(
      instance.tier.map((tier) => tier + 1),
      pins,
      () => 0,
    ),
    station: extended(station, pins, ({ order }) => station[order]!),
    stationCount,
    capacity: extended(instance.capacity, pins, () => 1),
    start: extended(instance.start, pins, (_, k) => pairs + k + 1),
    provider: extended(instance.provider, pins, (_, k) => providerCount + k),
    score: extended(instance.score, pins, () => 0),
  };
}

function extended<T>(numbers: Int32Array, by: readonly T[], value: (item: T, index: number) => number): Int32Array {
  const long = new Int32Array(numbers.length + by.length);
  long.set(numbers);
  for (const [index, item] of by.entries()) long[numbers.length + index] = value(item, index);
  return long;
}
