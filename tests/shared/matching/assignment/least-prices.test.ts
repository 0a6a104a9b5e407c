/** The least prices prove the same plan, and say exactly what one more slot would bring and what an order brings. */
import { gainOfSlot } from '@jiedui/shared/matching/assignment/fill.ts';
import { type Instance, OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { withLeastPrices } from '@jiedui/shared/matching/assignment/least-prices.ts';
import { solve, solveNetwork } from '@jiedui/shared/matching/assignment/solve.ts';
import { describe, expect, test } from 'vitest';
import { generate } from '../../../bench/matching/instances.ts';
import { solveSlowly } from './slow.ts';
import { small, tiny } from './tiny.ts';
import { verify } from './verify.ts';

const SMALL = { orders: 14, providers: 6, density: 0.5, scoreMost: 1_000 };

describe.each(OBJECTIVES)('for %s', (objective) => {
  test('they prove the plan, whichever solver made it', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const instance = tiny(seed);
      for (const found of [solve(instance, objective), solveSlowly(instance, objective)])
        expect(verify(instance, withLeastPrices(instance, found)), `seed ${seed}`).toEqual([]);
    }
  });

  test('they do not depend on the prices that they come from', () => {
    const instance = generate({ size: 'county', kind: 'scarce', seed: 4 });
    const least = withLeastPrices(instance, solve(instance, objective));
    expect(withLeastPrices(instance, least)).toEqual(least);
  });
});

test.each(['total', 'coverage'] as const)('for %s they are what the solver says of one more slot', (objective) => {
  for (let seed = 1; seed <= 60; seed++) {
    const instance = small(seed, SMALL);
    const { providerPrices } = withLeastPrices(instance, solve(instance, objective));
    const network = solveNetwork(instance, objective);
    const gains = Array.from(providerPrices, (_, provider) => gainOfSlot(network, provider));
    expect([...providerPrices], `seed ${seed}`).toEqual(gains);
  }
});

test('one more slot brings its price; an order that goes takes its price with it', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const instance = { ...small(seed, SMALL), seats: new Int32Array(SMALL.orders).fill(1) };
    const before = solve(instance, 'total');
    const { providerPrices, orderPrices } = withLeastPrices(instance, before);
    for (let j = 0; j < instance.providerCount; j++) {
      const capacity = instance.capacity.map((slots, other) => slots + (other === j ? 1 : 0));
      expect(solve({ ...instance, capacity }, 'total').total - before.total, `seed ${seed}`).toBe(providerPrices[j]);
    }
    for (let order = 0; order < instance.orderCount; order++)
      expect(before.total - solve(without(instance, order), 'total').total, `seed ${seed}`).toBe(orderPrices[order]);
  }
});

/** The order stays, with pairs that bring nothing. */
function without(instance: Instance, order: number): Instance {
  const score = instance.score.map((value, e) =>
    instance.start[order]! <= e && e < instance.start[order + 1]! ? 0 : value,
  );
  return { ...instance, score };
}
