/** The solver against every plan there is, against the slow reference, and against the proof by prices. */
import { type Instance, OBJECTIVES, SCORE_MOST } from '@jiedui/shared/matching/assignment/instance.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { describe, expect, test } from 'vitest';
import { generate, KINDS } from '../../../bench/matching/instances.ts';
import { bruteForce } from './brute-force.ts';
import { compareKeys, keyOf } from './counts.ts';
import { solveSlowly } from './slow.ts';
import { small, tiny } from './tiny.ts';
import { verify, verifyPrices } from './verify.ts';

describe.each(OBJECTIVES)('for %s', (objective) => {
  test('3,000 tiny instances: as good as the best of all plans, and proven', () => {
    for (let seed = 1; seed <= 3_000; seed++) {
      const instance = tiny(seed);
      const found = solve(instance, objective);
      expect(keyOf(instance, found.taken, objective), `seed ${seed}`).toEqual(bruteForce(instance, objective));
      expect(verify(instance, found), `seed ${seed}`).toEqual([]);
    }
  });

  test.each([
    ['few scores, many ties', 3],
    ['all scores', SCORE_MOST],
  ])('small instances with %s: as good as the slow reference, and proven', (_name, scoreMost) => {
    for (let seed = 1; seed <= 40; seed++) {
      const instance = small(seed, { orders: 24, providers: 12, density: 0.1 + 0.02 * (seed % 20), scoreMost });
      const found = solve(instance, objective);
      const slow = solveSlowly(instance, objective);
      expect(verify(instance, found), `seed ${seed}`).toEqual([]);
      expect(keyOf(instance, found.taken, objective)).toEqual(keyOf(instance, slow.taken, objective));
    }
  });

  test.each(KINDS)('%s instances of a few hundred orders, with tiers, stations and joint services: proven', (kind) => {
    for (let seed = 1; seed <= 5; seed++) {
      const size = { orders: 600, providers: 150, edges: 15 };
      const instance = generate({ size, kind, seed, tiers: true, stations: true, joint: true });
      expect(verify(instance, solve(instance, objective)), `seed ${seed}`).toEqual([]);
    }
  });

  test('one more slot anywhere never makes it worse', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const instance = tiny(seed);
      const before = keyOf(instance, solve(instance, objective).taken, objective);
      for (let j = 0; j < instance.providerCount; j++) {
        const capacity = instance.capacity.map((slots, other) => slots + (other === j ? 1 : 0));
        const after = keyOf(instance, solve({ ...instance, capacity }, objective).taken, objective);
        expect(compareKeys(before, after), `seed ${seed}, provider ${j}`).toBeLessThanOrEqual(0);
      }
    }
  });

  test('scores seven times as large make a total seven times as large', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const instance = small(seed, { orders: 8, providers: 5, density: 0.5, scoreMost: 100_000 });
      const larger = { ...instance, score: instance.score.map((score) => 7 * score) };
      expect(solve(larger, objective).total, `seed ${seed}`).toBe(7 * solve(instance, objective).total);
    }
  });

  test('the same instance gives the same bytes', () => {
    const instance = generate({ size: 'county', kind: 'scarce', seed: 3, tiers: true, stations: true, joint: true });
    expect(solve(instance, objective)).toEqual(solve(instance, objective));
  });

  test('nothing to decide: no orders, no providers, no pairs', () => {
    for (const [orders, providers] of [
      [0, 0],
      [0, 2],
      [2, 0],
      [2, 2],
    ] as const) {
      const instance = small(1, { orders, providers, density: 0, scoreMost: 1 });
      const found = solve(instance, objective);
      expect(verify(instance, found)).toEqual([]);
      expect(found).toMatchObject({ total: 0, served: 0, primal: 0, dual: 0 });
    }
  });
});

test.each(KINDS)('a prefecture, %s: proven by prices', (kind) => {
  const instance = generate({ size: 'prefecture', kind, seed: 11 });
  expect(verifyPrices(instance, solve(instance, 'total'))).toEqual([]);
});

/** Every provider can serve every order, once; the least cost becomes the greatest score. */
function leastCost(cost: readonly (readonly number[])[]) {
  const dearest = 1 + Math.max(...cost.flat());
  const instance = complete(cost.map((row) => row.map((c) => dearest - c)));
  const found = solve(instance, 'total');
  return { cost: dearest * found.served - found.total, instance, found };
}

function complete(score: readonly (readonly number[])[]): Instance {
  const [orderCount, providerCount] = [score.length, score[0]!.length];
  return {
    orderCount,
    providerCount,
    seats: new Int32Array(orderCount).fill(1),
    tier: new Int32Array(orderCount),
    station: new Int32Array(orderCount).fill(-1),
    stationCount: 0,
    capacity: new Int32Array(providerCount).fill(1),
    start: Int32Array.from({ length: orderCount + 1 }, (_, i) => i * providerCount),
    provider: Int32Array.from({ length: orderCount * providerCount }, (_, e) => e % providerCount),
    score: Int32Array.from(score.flat()),
  };
}

describe('published instances with their optimum', () => {
  // The examples of the munkres package (B. Clapper) and of hungarianalgorithm.com; brute force proves the optimum again.
  test.each<[number, number[][]]>([
    [
      850,
      [
        [400, 150, 400],
        [400, 450, 600],
        [300, 225, 300],
      ],
    ],
    [
      452,
      [
        [400, 150, 400, 1],
        [400, 450, 600, 2],
        [300, 225, 300, 3],
      ],
    ],
    [
      18,
      [
        [10, 10, 8],
        [9, 8, 1],
        [9, 7, 4],
      ],
    ],
    [
      15,
      [
        [10, 10, 8, 11],
        [9, 8, 1, 1],
        [9, 7, 4, 10],
      ],
    ],
    [
      12,
      [
        [5, 9, 1],
        [10, 3, 2],
        [8, 7, 4],
      ],
    ],
    [
      140,
      [
        [82, 83, 69, 92],
        [77, 37, 49, 92],
        [11, 69, 5, 86],
        [8, 9, 98, 23],
      ],
    ],
  ])('least cost %i', (optimum, cost) => {
    const { cost: found, instance, found: assignment } = leastCost(cost);
    expect(found).toBe(optimum);
    expect(bruteForce(instance, 'total')).toEqual([assignment.total]);
  });

  // R. Machol and M. Wien, A hard assignment problem, Operations Research 24 (1976): cost i j. By the rearrangement
  // inequality the least is n (n + 1) (n + 2) / 6, rows against columns, the greatest n (n + 1) (2 n + 1) / 6.
  test.each([1, 2, 10, 57, 150])('Machol and Wien with n = %i, least and greatest', (n) => {
    const cost = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, j) => (i + 1) * (j + 1)));
    const least = leastCost(cost);
    expect(least.cost).toBe((n * (n + 1) * (n + 2)) / 6);
    expect(verify(least.instance, least.found)).toEqual([]);
    const greatest = solve(complete(cost), 'total');
    expect(greatest.total).toBe((n * (n + 1) * (2 * n + 1)) / 6);
    expect(verify(complete(cost), greatest)).toEqual([]);
  });
});
