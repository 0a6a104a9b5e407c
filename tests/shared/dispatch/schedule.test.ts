/** Which month a day belongs to, and when its figures are cut off. */
import { addDays, type LocalDate } from '@jiedui/shared/calendar.ts';
import { cutOffOf, dispatchMonthOn, dispatchMonthsOn } from '@jiedui/shared/dispatch/schedule.ts';
import { dispatchWindow } from '@jiedui/shared/dispatch/window.ts';
import { expect, test } from 'vitest';

test('a day belongs to its month up to the due date, and to the next month from the day after', () => {
  expect(dispatchMonthOn('2026-11-24')).toBe('2026-11');
  expect(dispatchMonthOn('2026-11-25')).toBe('2026-12');
  expect(dispatchMonthOn('2026-12-31')).toBe('2027-01');
});

test('the month of a day is the one whose window holds it', () => {
  for (let day: LocalDate = '2026-01-01'; day < '2027-03-01'; day = addDays(day, 1)) {
    const { windowFrom, windowTo } = dispatchWindow(dispatchMonthOn(day));
    expect(windowFrom <= day && day <= windowTo).toBe(true);
  }
});

test('six months are listed, newest first, over the year’s end', () => {
  expect(dispatchMonthsOn('2026-02-24')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11', '2025-10', '2025-09']);
});

test('figures are cut off now, or at the last instant of the window once it has passed', () => {
  const window = dispatchWindow('2026-11');
  const end = new Date('2026-11-24T15:59:59.999Z');
  const before = new Date(end.getTime() - 1);
  expect(cutOffOf(window, before)).toEqual(before);
  expect(cutOffOf(window, end)).toEqual(end);
  expect(cutOffOf(window, new Date(end.getTime() + 1))).toEqual(end);
});
