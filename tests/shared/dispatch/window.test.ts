/** When the dispatch of each month of 2026 is due, and which days it counts. */
import { addDays, type LocalDate, type Month, nextMonth } from '@jiedui/shared/calendar.ts';
import { dispatchDueOn, dispatchWindow } from '@jiedui/shared/dispatch/window.ts';
import { isWorkingDay } from '@jiedui/shared/working-calendar.ts';
import { expect, test } from 'vitest';

test.each<[Month, LocalDate]>([
  ['2026-01', '2026-01-23'],
  ['2026-02', '2026-02-24'],
  ['2026-03', '2026-03-24'],
  ['2026-04', '2026-04-24'],
  ['2026-05', '2026-05-22'],
  ['2026-06', '2026-06-24'],
  ['2026-07', '2026-07-24'],
  ['2026-08', '2026-08-24'],
  ['2026-09', '2026-09-24'],
  ['2026-10', '2026-10-23'],
  ['2026-11', '2026-11-24'],
  ['2026-12', '2026-12-24'],
])('%s is due on %s', (month, due) => expect(dispatchDueOn(month)).toBe(due));

test('it is always before the due day, and a working day', () => {
  for (let month: Month = '2026-01'; month < '2030-01'; month = nextMonth(month)) {
    for (const day of [2, 10, 25, 28]) {
      const due = dispatchDueOn(month, day);
      expect(due < `${month}-${String(day).padStart(2, '0')}`).toBe(true);
      expect(isWorkingDay(due)).toBe(true);
    }
  }
});

test('every day falls in exactly one round', () => {
  expect(dispatchWindow('2026-11')).toEqual({ windowFrom: '2026-10-24', windowTo: '2026-11-24' });
  for (let month: Month = '2026-01'; month < '2028-01'; month = nextMonth(month)) {
    expect(addDays(dispatchWindow(month).windowTo, 1)).toBe(dispatchWindow(nextMonth(month)).windowFrom);
  }
});
