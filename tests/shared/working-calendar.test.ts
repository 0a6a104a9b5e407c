/** Working days with 调休: State Council notice for 2026; fixed statutory days for a year not yet in the table. */
import { HOLIDAYS } from '@jiedui/shared/holidays.ts';
import { addDays, daysBetween, type LocalDate, weekdayOf } from '@jiedui/shared/calendar.ts';
import {
  addWorkingDays,
  isAnnounced,
  isWorkingDay,
  lastWorkingDayBefore,
  workingDaysUntil,
} from '@jiedui/shared/working-calendar.ts';
import { describe, expect, test } from 'vitest';

describe('2026', () => {
  test('has the 33 days off and 6 working weekend days of the notice', () => {
    const year = HOLIDAYS[2026]!;
    expect(year.off.reduce((sum, { from, to }) => sum + daysBetween(from, to) + 1, 0)).toBe(33);
    expect(year.workingWeekends).toHaveLength(6);
    for (const day of year.workingWeekends) expect([0, 6]).toContain(weekdayOf(day));
  });

  test.each<[LocalDate, boolean]>([
    ['2026-11-24', true],
    ['2026-11-28', false],
    ['2026-11-29', false],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-09-20', true],
    ['2026-09-25', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
  ])('%s is a working day: %s', (day, expected) => expect(isWorkingDay(day)).toBe(expected));

  test('has 248 working days', () => {
    let count = 0;
    for (let day: LocalDate = '2026-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      if (isWorkingDay(day)) count += 1;
    expect(count).toBe(248);
  });
});

test('a year that is not announced falls back on weekends and statutory days', () => {
  expect(isAnnounced('2026-11-24')).toBe(true);
  expect(isAnnounced('2027-01-04')).toBe(false);
  expect(isWorkingDay('2027-02-05')).toBe(false);
  expect(isWorkingDay('2031-05-02')).toBe(false);
  expect(isWorkingDay('2031-10-03')).toBe(false);
  expect(isWorkingDay('2031-10-06')).toBe(true);
  expect(isWorkingDay('2031-10-11')).toBe(false);
});

test('working days are added after the day itself, over weekends, holidays and working Saturdays', () => {
  expect(addWorkingDays('2026-11-24', 0)).toBe('2026-11-24');
  expect(addWorkingDays('2026-11-24', 2)).toBe('2026-11-26');
  expect(addWorkingDays('2026-11-27', 2)).toBe('2026-12-01');
  expect(addWorkingDays('2026-09-30', 2)).toBe('2026-10-09');
  expect(addWorkingDays('2026-10-09', 1)).toBe('2026-10-10');
  expect(addWorkingDays('2026-12-31', 2)).toBe('2027-01-05');
});

test('the last working day before a day is never the day itself', () => {
  expect(lastWorkingDayBefore('2026-11-25')).toBe('2026-11-24');
  expect(lastWorkingDayBefore('2026-11-30')).toBe('2026-11-27');
  expect(lastWorkingDayBefore('2026-10-08')).toBe('2026-09-30');
});

test('working days until a date: today is 0, the future counts up, the past counts down', () => {
  expect(workingDaysUntil('2026-11-24', '2026-11-24')).toBe(0);
  expect(workingDaysUntil('2026-11-20', '2026-11-24')).toBe(2);
  expect(workingDaysUntil('2026-11-24', '2026-11-20')).toBe(-2);
  expect(Object.is(workingDaysUntil('2026-11-29', '2026-11-28'), 0)).toBe(true);
});
