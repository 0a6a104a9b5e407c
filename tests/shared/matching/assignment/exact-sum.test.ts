/** Sums beyond 2^53 are those of BigInt, rounded once. */
import { ExactSum } from '@jiedui/shared/matching/assignment/exact-sum.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

test('a sum is exact, whatever its order and however large', () => {
  const part = fc.tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 1_000 }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 50 }), (parts) => {
      const sum = new ExactSum();
      for (const [number, times] of parts) sum.add(number, times);
      const exact = parts.reduce((before, [number, times]) => before + BigInt(number) * BigInt(times), 0n);
      expect(sum.value()).toBe(Number(exact));
    }),
  );
});

test('what a plain sum loses is kept', () => {
  const sum = new ExactSum();
  for (const number of [2 ** 53 - 1, 1, 1, -(2 ** 53 - 1)]) sum.add(number);
  expect(sum.value()).toBe(2);
  const twice = new ExactSum();
  twice.add(2 ** 52 + 1, 3);
  twice.add(-(2 ** 52), 3);
  expect(twice.value()).toBe(3);
});
