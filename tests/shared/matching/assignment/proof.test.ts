/** The tools of proof check each other: brute force, the slow reference, and the verifier, which no wrong plan passes. */
import { type Assignment, OBJECTIVES, type Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { describe, expect, test } from 'vitest';
import { bruteForce } from './brute-force.ts';
import { compareKeys, keyOf } from './counts.ts';
import { solveSlowly } from './slow.ts';
import { small, tiny } from './tiny.ts';
import { verify, verifyPrices } from './verify.ts';

describe.each(OBJECTIVES)('for %s', (objective) => {
  test('the slow reference finds what brute force finds, and the verifier believes it', () => {
    for (let seed = 1; seed <= 1_000; seed++) {
      const instance = tiny(seed);
      const found = solveSlowly(instance, objective);
      expect(verify(instance, found), `seed ${seed}`).toEqual([]);
      expect(keyOf(instance, found.taken, objective), `seed ${seed}`).toEqual(bruteForce(instance, objective));
    }
  });

  test('the verifier refuses a plan that is not the best, whatever its prices', () => {
    let refused = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const instance = tiny(seed);
      const best = solveSlowly(instance, objective);
      for (const other of OBJECTIVES) {
        const found = { ...solveSlowly(instance, other), objective };
        const worse = compareKeys(keyOf(instance, found.taken, objective), keyOf(instance, best.taken, objective)) < 0;
        if (worse) refused++;
        if (worse) expect(verify(instance, found), `seed ${seed}, ${other}`).not.toEqual([]);
        // The prices of the best plan do not prove another one.
        const borrowed = { ...best, taken: found.taken, total: found.total, served: found.served };
        if (worse) expect(verify(instance, borrowed), `seed ${seed}, ${other}`).not.toEqual([]);
      }
    }
    expect(refused).toBeGreaterThan(20);
  });
});

test('a fair plan is proven by its prices on a larger instance', () => {
  const instance = small(7, { orders: 40, providers: 20, density: 0.2, scoreMost: 1_000 });
  for (const objective of OBJECTIVES) expect(verify(instance, solveSlowly(instance, objective)), objective).toEqual([]);
});

/** Two orders of one seat, two providers of one slot: 0-0 for 5, 0-1 for 4, 1-0 for 4. Best: 0-1 and 1-0, 8 together. */
const CROSS = {
  orderCount: 2,
  providerCount: 2,
  seats: Int32Array.of(1, 1),
  tier: Int32Array.of(0, 0),
  station: Int32Array.of(-1, -1),
  stationCount: 0,
  capacity: Int32Array.of(1, 1),
  start: Int32Array.of(0, 2, 3),
  provider: Int32Array.of(0, 1, 0),
  score: Int32Array.of(5, 4, 4),
};
const PROVEN: Assignment = {
  objective: 'total',
  taken: Uint8Array.of(0, 1, 1),
  total: 8,
  served: 2,
  primal: 8,
  dual: 8,
  providerPrices: Float64Array.of(1, 0),
  orderPrices: Float64Array.of(4, 3),
  bonus: Float64Array.of(0, 0),
};

describe('the verifier names what is wrong:', () => {
  test('nothing', () => expect(verify(CROSS, PROVEN)).toEqual([]));
  test.each<[string, Partial<Assignment>, RegExp]>([
    ['a provider over its slots', { taken: Uint8Array.of(1, 0, 1) }, /provider 0: 2 of 1 slots/],
    ['an order over its seats', { taken: Uint8Array.of(1, 1, 0) }, /order 0: 2 of 1 seats/],
    ['a mark that is none', { taken: Uint8Array.of(2, 1, 1) }, /pair 0-0: marked 2/],
    ['marks for other pairs', { taken: Uint8Array.of(1) }, /1 marks for 3 pairs/],
    ['a total that is not the sum', { total: 9 }, /total 9, but the scores add up to 8/],
    ['served seats that are not', { served: 1 }, /served 1, but 2 are/],
    ['a primal that is not', { primal: 7 }, /primal 7, but it is 8/],
    ['a dual that is not', { dual: 9 }, /dual 9, but it is 8/],
    [
      'a pair left that is worth more',
      { providerPrices: Float64Array.of(0, 0) },
      /pair 0-0: left, though worth 1 more/,
    ],
    ['a pair taken above its worth', { orderPrices: Float64Array.of(5, 3) }, /pair 0-1: taken at 1 above its worth/],
    ['a price of a free slot', { taken: Uint8Array.of(0, 1, 0) }, /provider 0: price 1, yet a slot is free/],
    ['a price of a free seat', { taken: Uint8Array.of(0, 1, 0) }, /order 1: price 3, yet a seat is free/],
    ['a negative price', { providerPrices: Float64Array.of(1, -1) }, /provider 1: price -1/],
    ['a price that is no number', { orderPrices: Float64Array.of(NaN, 3) }, /order 0: price NaN/],
    ['a bonus where none may be', { bonus: Float64Array.of(1, 0) }, /order 0: bonus 1/],
  ])('%s', (_name, change, sentence) => {
    expect(verifyPrices(CROSS, { ...PROVEN, ...change }).join('\n')).toMatch(sentence);
  });
});

test.each<[Objective, RegExp]>([
  ['coverage', /order 1: bonus 8, others of its tier have 9/],
  ['fair', /a station with fewer served seats has the lower bonus/],
])('the verifier refuses a bonus that %s does not allow', (objective, sentence) => {
  // One slot for two orders: the first gets it by a bonus that is only its own.
  const instance = { ...CROSS, capacity: Int32Array.of(1, 0) };
  const found = {
    ...PROVEN,
    objective,
    taken: Uint8Array.of(1, 0, 0),
    total: 5,
    served: 1,
    primal: 14,
    dual: 14,
    providerPrices: Float64Array.of(14, 13),
    orderPrices: Float64Array.of(0, 0),
    bonus: Float64Array.of(9, 8),
  };
  expect(verifyPrices(instance, found).join('\n')).toMatch(sentence);
});
