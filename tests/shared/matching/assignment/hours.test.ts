/** Hours: the plan keeps them, the bound is never below the best plan there is, and the gap is the true one. */
import { type Hours, solveWithHours } from '@jiedui/shared/matching/assignment/hours.ts';
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { expect, test } from 'vitest';
import { randomFrom } from '../../../bench/matching/random.ts';
import { small, tiny } from './tiny.ts';

function hoursFor(instance: Instance, seed: number, most: number): Hours {
  const random = randomFrom(seed + 1_000_000);
  return {
    ofOrder: Int32Array.from({ length: instance.orderCount }, () => 1 + random.below(5)),
    ofProvider: Int32Array.from({ length: instance.providerCount }, () =>
      random.unit() < 0.2 ? -1 : random.below(most),
    ),
  };
}

/** Every plan that keeps slots, seats and hours; the greatest total. */
function bestByForce({ start, provider, score, seats, capacity, orderCount }: Instance, hours: Hours): number {
  const slots = capacity.slice();
  const left = Float64Array.from(hours.ofProvider, (value) => (value < 0 ? Infinity : value));
  const choose = (order: number, e: number, held: number): number => {
    if (order === orderCount) return 0;
    if (e === start[order + 1]) return choose(order + 1, e, 0);
    let best = choose(order, e + 1, held);
    const j = provider[e]!;
    if (held < seats[order]! && 0 < slots[j]! && hours.ofOrder[order]! <= left[j]!) {
      slots[j]! -= 1;
      left[j]! -= hours.ofOrder[order]!;
      best = Math.max(best, score[e]! + choose(order, e + 1, held + 1));
      slots[j]! += 1;
      left[j]! += hours.ofOrder[order]!;
    }
    return best;
  };
  return choose(0, 0, 0);
}

test('the bound holds, the plan keeps the hours, and most tiny rounds are solved to the end', () => {
  let closed = 0;
  for (let seed = 1; seed <= 800; seed++) {
    const instance = tiny(seed);
    const hours = hoursFor(instance, seed, 8);
    const plan = solveWithHours(instance, hours, 'total');
    const best = bestByForce(instance, hours);
    const spent = new Float64Array(instance.providerCount);
    for (let i = 0; i < instance.orderCount; i++)
      for (let e = instance.start[i]!; e < instance.start[i + 1]!; e++)
        if (plan.taken[e] === 1) spent[instance.provider[e]!]! += hours.ofOrder[i]!;
    for (const [j, limit] of hours.ofProvider.entries())
      if (0 <= limit) expect(spent[j], `seed ${seed}`).toBeLessThanOrEqual(limit);
    expect(best, `seed ${seed}`).toBeLessThanOrEqual(plan.bound);
    expect(plan.total, `seed ${seed}`).toBeLessThanOrEqual(best);
    expect(plan.gap, `seed ${seed}`).toBe(plan.bound - plan.total);
    if (plan.total === best) closed++;
  }
  expect(closed).toBeGreaterThan(700);
});

test('hours that do not bind leave the exact optimum, without a gap', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const instance = small(seed, { orders: 20, providers: 8, density: 0.4, scoreMost: 1_000 });
    const hours = { ofOrder: new Int32Array(20).fill(2), ofProvider: new Int32Array(8).fill(1_000) };
    const plan = solveWithHours(instance, hours, 'total');
    expect([plan.total, plan.gap]).toEqual([solve(instance, 'total').total, 0]);
  }
});

test('an order without hours is refused by name', () => {
  const instance = tiny(5);
  const hours = { ofOrder: new Int32Array(instance.orderCount), ofProvider: new Int32Array(instance.providerCount) };
  expect(() => solveWithHours(instance, hours, 'total')).toThrow('order 0 takes 0 hours; expected 1 or more');
});
