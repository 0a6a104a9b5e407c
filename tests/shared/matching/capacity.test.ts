/** Capacity in the months of an order's window: against laying the sessions out by hand, and at its edges. */
import type { Month } from '@jiedui/shared/calendar.ts';
import {
  type Booking,
  monthsOfWindow,
  monthsWords,
  sessionsIn,
  sessionsLeft,
} from '@jiedui/shared/matching/capacity.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const MONTHS: readonly Month[] = ['2026-11', '2026-12', '2027-01', '2027-02'];
const booking = (from: number, to: number, count = 1): Booking => ({
  fromMonth: MONTHS[from]!,
  toMonth: MONTHS[to]!,
  count,
});

describe('of two sessions a month', () => {
  test.each<[string, Booking[], number, number, number]>([
    ['nothing is taken', [], 1, 1, 2],
    ['an order of another month takes nothing', [booking(0, 0, 2)], 1, 1, 2],
    ['an order of the month takes one', [booking(1, 1)], 1, 1, 1],
    ['a full month is full', [booking(1, 1, 2)], 1, 1, 0],
    ['over-full is 0, not less', [booking(1, 1, 5)], 1, 1, 0],
    ['two months hold four', [], 0, 1, 4],
    ['a wide order fits beside a full month', [booking(1, 1, 2)], 0, 1, 2],
    ['wide orders fill both months', [booking(0, 1, 4)], 1, 1, 0],
    ['wide orders leave one when three are taken', [booking(0, 1, 3)], 1, 1, 1],
    ['a full neighbour pushes wide orders here', [booking(0, 0, 2), booking(0, 1, 1)], 1, 1, 1],
  ])('%s', (_what, bookings, from, to, left) => {
    expect(sessionsLeft(2, bookings, MONTHS[from]!, MONTHS[to]!)).toBe(left);
  });
});

test('agrees with laying out every session', () => {
  const bookings = fc.array(
    fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => booking(Math.min(a, b), Math.max(a, b))),
    { maxLength: 7 },
  );
  fc.assert(
    fc.property(fc.nat(3), bookings, fc.nat(3), fc.nat(3), (perMonth, taken, a, b) => {
      fc.pre(laidOut(perMonth, taken) !== null);
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const left = sessionsLeft(perMonth, taken, MONTHS[from]!, MONTHS[to]!);
      const more = (n: number) => [...taken, ...Array.from({ length: n }, () => booking(from, to))];
      expect(laidOut(perMonth, more(left))).not.toBeNull();
      expect(laidOut(perMonth, more(left + 1))).toBeNull();
      expect(left).toBeLessThanOrEqual(sessionsIn(perMonth, MONTHS[from]!, MONTHS[to]!));
    }),
  );
});

/** A month for each by earliest end first, which is optimal for unit jobs; null when one finds no place. */
function laidOut(perMonth: number, jobs: readonly Booking[]): number[] | null {
  const free = MONTHS.map(() => perMonth);
  const placed: number[] = [];
  const waiting = [...jobs];
  for (const [i, month] of MONTHS.entries()) {
    const ready = waiting.filter((job) => job.fromMonth <= month).sort((a, b) => (a.toMonth < b.toMonth ? -1 : 1));
    for (const job of ready.slice(0, free[i]!)) {
      if (job.toMonth < month) return null;
      waiting.splice(waiting.indexOf(job), 1);
      placed.push(i);
    }
  }
  return waiting.length === 0 ? placed : null;
}

test('no month of a window lies in the past', () => {
  expect(monthsOfWindow('2026-10-05', '2026-12-20', '2026-11-24')).toEqual(['2026-11', '2026-12']);
  expect(monthsOfWindow('2026-09-05', '2026-10-20', '2026-11-24')).toEqual(['2026-11', '2026-11']);
});

test('months are named with the year only where it is another', () => {
  expect(monthsWords('2026-12', '2026-12', '2026-11-24')).toBe('12月');
  expect(monthsWords('2026-12', '2027-01', '2026-11-24')).toBe('12月至2027年1月');
});
