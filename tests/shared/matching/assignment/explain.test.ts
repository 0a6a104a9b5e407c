/** What the prices say is what solving anew with the change finds. */
import { cheapestSlot, pairWorth, slotWorth } from '@jiedui/shared/matching/assignment/explain.ts';
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { solve, solveNetwork } from '@jiedui/shared/matching/assignment/solve.ts';
import { describe, expect, test } from 'vitest';
import { small } from './tiny.ts';

const SMALL = { orders: 14, providers: 6, density: 0.5, scoreMost: 1_000 };

function withSlots(instance: Instance, provider: number): Instance {
  const capacity = instance.capacity.slice();
  capacity[provider]! += 1;
  return { ...instance, capacity };
}

describe.each(OBJECTIVES)('for %s', (objective) => {
  test('one more slot brings exactly what it is said to bring', () => {
    let worthy = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const instance = small(seed, SMALL);
      const before = solve(instance, objective);
      const network = solveNetwork(instance, objective);
      for (let provider = 0; provider < instance.providerCount; provider++) {
        const { units, score } = slotWorth(network, provider);
        const after = solve(withSlots(instance, provider), objective);
        if (units === 0 || objective === 'total') expect(after.total - before.total, `seed ${seed}`).toBe(score);
        expect(0 < after.served - before.served || after.total !== before.total, `seed ${seed}`).toBe(
          units !== 0 || score !== 0,
        );
        if (units !== 0 || score !== 0) worthy++;
      }
    }
    expect(worthy).toBeGreaterThan(50);
  });
});

test('a slot that forgoes nothing, added, serves the order; every able order is told one', () => {
  let served = 0;
  for (let seed = 1; seed <= 120; seed++) {
    const instance = { ...small(seed, SMALL), seats: new Int32Array(SMALL.orders).fill(1) };
    const before = solve(instance, 'total');
    const network = solveNetwork(instance, 'total');
    for (let order = 0; order < instance.orderCount; order++) {
      const [from, to] = [instance.start[order]!, instance.start[order + 1]!];
      if (before.taken.subarray(from, to).includes(1)) continue;
      const cheapest = cheapestSlot(network, order);
      expect(cheapest === null).toBe(from === to);
      if (!cheapest) continue;
      const after = solve(withSlots(instance, cheapest.provider), 'total');
      expect(after.total - before.total).toBe(cheapest.gain + cheapest.forgone);
      if (cheapest.forgone === 0 && 0 < cheapest.gain) served++;
    }
  }
  expect(served).toBeGreaterThan(100);
});

test('a pair that does not exist is worth what the plan gains when it does', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const whole = small(seed, { ...SMALL, density: 1 });
    const order = seed % whole.orderCount;
    const e = whole.start[order]!;
    const keep = (at: number) => at !== e;
    const instance = {
      ...whole,
      start: whole.start.map((at) => (e < at ? at - 1 : at)),
      provider: whole.provider.filter((_, at) => keep(at)),
      score: whole.score.filter((_, at) => keep(at)),
    };
    const worth = pairWorth(solveNetwork(instance, 'total'), order, whole.provider[e]!, whole.score[e]!);
    const gain = solve(whole, 'total').total - solve(instance, 'total').total;
    // The prices promise an upper bound; nothing is gained exactly where they promise nothing.
    expect(gain).toBeLessThanOrEqual(Math.max(0, worth.score));
    if (worth.score <= 0) expect(gain).toBe(0);
  }
});
