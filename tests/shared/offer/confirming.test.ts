/** The monthly word: asked from the first of the next month, due by the cut-off of the dispatch, at rest from the day after. */
import { addDays, type LocalDate, type Month, monthOf } from '@jiedui/shared/calendar.ts';
import {
  answerBy,
  awaitsWord,
  confirmByOf,
  standingSince,
  stands,
  standsThrough,
} from '@jiedui/shared/offer/confirming.ts';
import { dispatchDueOn } from '@jiedui/shared/dispatch/window.ts';
import { expect, test } from 'vitest';

test.each<[Month, number | undefined, LocalDate, string]>([
  ['2026-11', undefined, '2026-11-24', 'the 25th is a Wednesday'],
  ['2026-10', undefined, '2026-10-23', 'the 25th is a Sunday'],
  ['2026-09', undefined, '2026-09-24', 'the 25th is the festival'],
  ['2026-02', undefined, '2026-02-24', 'the first day after the Spring Festival'],
  ['2026-10', 11, '2026-10-10', 'a Saturday on which offices work'],
  ['2026-10', 8, '2026-09-30', 'the seven days of the national holiday'],
])('the word of %s (due day %s) counts through %s: %s', (month, dueDay, expected) => {
  expect(confirmByOf(month, dueDay)).toBe(expected);
});

test('the cut-off is the very day of the dispatch, every month', () => {
  for (let year = 2025; year <= 2030; year += 1)
    for (let number = 1; number <= 12; number += 1) {
      const month = `${year}-${String(number).padStart(2, '0')}` as Month;
      expect(confirmByOf(month)).toBe(dispatchDueOn(month));
    }
});

test.each<[LocalDate, LocalDate, boolean, boolean, LocalDate | null]>([
  // confirmed on, today, awaits, stands, answer by
  ['2026-10-01', '2026-10-31', false, true, null],
  ['2026-10-31', '2026-11-01', true, true, '2026-11-24'],
  ['2026-10-01', '2026-11-24', true, true, '2026-11-24'],
  ['2026-10-31', '2026-11-25', true, false, null],
  ['2026-11-24', '2026-12-24', true, true, '2026-12-24'],
  ['2026-11-25', '2026-12-24', true, true, '2026-12-24'],
  ['2026-11-25', '2026-12-25', true, false, null],
  ['2026-12-31', '2027-01-22', true, true, '2027-01-22'],
  ['2026-12-31', '2027-01-23', true, false, null],
  ['2026-11-24', '2026-11-24', false, true, null],
])('confirmed on %s, on %s: awaits %s, stands %s, answer by %s', (confirmedOn, today, awaits, standing, by) => {
  expect(awaitsWord(confirmedOn, today)).toBe(awaits);
  expect(stands(confirmedOn, today)).toBe(standing);
  expect(answerBy(confirmedOn, today)).toBe(by);
});

test('what was never confirmed awaits and does not stand', () => {
  expect(awaitsWord(null, '2026-11-24')).toBe(true);
  expect(stands(null, '2026-11-24')).toBe(false);
  expect(answerBy(null, '2026-11-24')).toBeNull();
});

test('a statement that compares with standingSince says what the rule says, for every pair of days of two years', () => {
  for (let today = '2026-01-01' as LocalDate; today < '2027-12-31'; today = addDays(today, 1)) {
    const since = standingSince(today);
    for (const before of [0, 1, 20, 30, 31, 54, 55, 56, 61, 84, 85, 86, 90]) {
      const confirmedOn = addDays(today, -before);
      expect(since <= confirmedOn, `${confirmedOn} on ${today}`).toBe(stands(confirmedOn, today));
    }
  }
});

test('only the month of the word counts, so that an early word is no worse than a late one', () => {
  for (let day = '2026-01-01' as LocalDate; monthOf(day) === '2026-01'; day = addDays(day, 1))
    expect(standsThrough(day)).toBe('2026-02-24');
});
