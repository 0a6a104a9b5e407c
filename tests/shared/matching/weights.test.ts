/** Weight sets: what they sum to, and the whole number that a score is. */
import { PART_CODES, PART_WORDS } from '@jiedui/shared/matching/part-values.ts';
import {
  compareRanked,
  type PartValues,
  SCORE_MOST,
  WEIGHT_SUM,
  WEIGHTS_V1,
  weigh,
  weightList,
  weightSumOf,
} from '@jiedui/shared/matching/weights.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const all = (value: number) => Object.fromEntries(PART_CODES.map((code) => [code, value])) as unknown as PartValues;

test('the first set sums to 10,000 and weighs every part', () => {
  expect(weightSumOf(WEIGHTS_V1.weights)).toBe(WEIGHT_SUM);
  expect(Object.keys(WEIGHTS_V1.weights)).toEqual([...PART_CODES]);
  expect(Object.keys(PART_WORDS)).toEqual([...PART_CODES]);
  expect([...weightList(WEIGHTS_V1.weights)]).toEqual(Object.values(WEIGHTS_V1.weights));
});

test('a score runs from 0 to 1,000,000', () => {
  expect(weigh(all(0), WEIGHTS_V1.weights)).toBe(0);
  expect(weigh(all(100), WEIGHTS_V1.weights)).toBe(1_000_000);
  expect(SCORE_MOST).toBe(1_000_000);
});

test('one part more is its weight more', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PART_CODES), fc.nat(99), (code, value) => {
      const raised = { ...all(value), [code]: value + 1 };
      expect(weigh(raised, WEIGHTS_V1.weights) - weigh(all(value), WEIGHTS_V1.weights)).toBe(WEIGHTS_V1.weights[code]);
    }),
  );
});

test('the greater score stands first, then the lesser id', () => {
  const rows = [
    [5, 'b'],
    [7, 'c'],
    [5, 'a'],
  ] as const;
  const sorted = [...rows].sort((x, y) => compareRanked(x[0], x[1], y[0], y[1])).map(([, id]) => id);
  expect(sorted).toEqual(['c', 'a', 'b']);
  expect(compareRanked(1, 'a', 1, 'a')).toBe(0);
});
