/** The plan that lives on is, after every change, what solving anew would find. */
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { LivePlan } from '@jiedui/shared/matching/assignment/live.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { describe, expect, test } from 'vitest';
import { type Random, randomFrom } from '../../../bench/matching/random.ts';
import { small } from './tiny.ts';

interface Book {
  readonly orders: { seats: number; tier: number; pairs: { provider: number; score: number }[]; pins: Set<number> }[];
  readonly capacity: number[];
}

/** The same, kept by hand: pins take a seat and a slot beforehand, and their pair. */
function instanceOf({ orders, capacity }: Book): { instance: Instance; pinned: number } {
  const start = [0];
  const provider: number[] = [];
  const score: number[] = [];
  let pinned = 0;
  for (const order of orders) {
    for (const pair of [...order.pairs].sort((a, b) => a.provider - b.provider)) {
      if (order.pins.has(pair.provider)) pinned += pair.score;
      else if (0 < order.seats) {
        provider.push(pair.provider);
        score.push(pair.score);
      }
    }
    start.push(provider.length);
  }
  return {
    pinned,
    instance: {
      orderCount: orders.length,
      providerCount: capacity.length,
      seats: Int32Array.from(orders, (order) => Math.max(0, order.seats - order.pins.size)),
      tier: Int32Array.from(orders, (order) => order.tier),
      station: new Int32Array(orders.length).fill(-1),
      stationCount: 0,
      capacity: Int32Array.from(capacity),
      start: Int32Array.from(start),
      provider: Int32Array.from(provider),
      score: Int32Array.from(score),
    },
  };
}

function bookOf({ orderCount, seats, tier, start, provider, score, capacity }: Instance): Book {
  return {
    orders: Array.from({ length: orderCount }, (_, i) => ({
      seats: seats[i]!,
      tier: tier[i]!,
      pins: new Set<number>(),
      pairs: Array.from(provider.subarray(start[i], start[i + 1]), (j, at) => ({
        provider: j,
        score: score[start[i]! + at]!,
      })),
    })),
    capacity: [...capacity],
  };
}

const CHANGES = ['insert', 'cancel', 'capacity', 'pin', 'unpin'] as const;

/** One change, to the plan and to the book; false when there was nothing to change in that way. */
function change(kind: (typeof CHANGES)[number], random: Random, plan: LivePlan, book: Book): boolean {
  const order = random.below(book.orders.length);
  const { pins, pairs, seats } = book.orders[order]!;
  if (kind === 'insert') {
    const template = book.orders[order]!;
    const fresh = {
      seats: 1 + random.below(2),
      tier: template.tier,
      pins: new Set<number>(),
      pairs: book.capacity.flatMap((_, provider) =>
        random.unit() < 0.4 ? [{ provider, score: random.below(1_000) }] : [],
      ),
    };
    book.orders.push(fresh);
    expect(plan.insert(fresh)).toBe(book.orders.length - 1);
    return true;
  }
  if (kind === 'cancel') {
    if (seats === 0) return false;
    plan.cancel(order);
    for (const provider of pins) book.capacity[provider]! += 1;
    pins.clear();
    book.orders[order]!.seats = 0;
    return true;
  }
  if (kind === 'capacity') {
    const provider = random.below(book.capacity.length);
    book.capacity[provider] = random.below(6);
    plan.setCapacity(provider, book.capacity[provider]);
    return true;
  }
  if (kind === 'pin') {
    const free = pairs.filter(({ provider }) => !pins.has(provider) && 0 < book.capacity[provider]!);
    if (free.length === 0 || seats <= pins.size) return false;
    const { provider } = free[random.below(free.length)]!;
    plan.pin(order, provider);
    pins.add(provider);
    book.capacity[provider]! -= 1;
    return true;
  }
  const [pinned] = pins;
  if (pinned === undefined) return false;
  plan.unpin(order, pinned);
  pins.delete(pinned);
  book.capacity[pinned]! += 1;
  return true;
}

describe.each(['total', 'coverage'] as const)('for %s', (objective) => {
  test('every change ends where solving anew ends, with as much served', () => {
    let changes = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed);
      const instance = small(seed, { orders: 12, providers: 7, density: 0.4, scoreMost: [5, 1_000][seed % 2]! });
      const plan = new LivePlan(instance, objective);
      const book = bookOf(instance);
      for (let step = 0; step < 60; step++) {
        const kind = CHANGES[random.below(CHANGES.length)]!;
        if (!change(kind, random, plan, book)) continue;
        changes++;
        const { instance: now, pinned } = instanceOf(book);
        const anew = solve(now, objective);
        const where = `seed ${seed}, step ${step}, ${kind}`;
        expect(plan.total() - pinned, where).toBe(anew.total);
        const served = book.orders.reduce(
          (sum, { pins }, order) => sum + plan.providersOf(order).length - pins.size,
          0,
        );
        if (objective === 'coverage') expect(served, where).toBe(anew.served);
      }
    }
    expect(changes).toBeGreaterThan(2_000);
  });
});

test('a pin that cannot be is refused by name', () => {
  const plan = new LivePlan(small(3, { orders: 3, providers: 2, density: 1, scoreMost: 9 }), 'total');
  plan.setCapacity(0, 0);
  expect(() => plan.pin(0, 0)).toThrow('provider 0 has no slot left to pin');
  expect(() => plan.unpin(0, 1)).toThrow('order 0 is not pinned to provider 1');
  expect(() => plan.pin(0, 7)).toThrow('provider 7 may not serve order 0');
});
