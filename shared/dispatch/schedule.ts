/** Which month's dispatch a day belongs to, and at which instant its figures are cut off. */
import { addMonths, endOfDay, type LocalDate, type Month, monthOf, nextMonth } from '../calendar.ts';
import { DEFAULT_DISPATCH_DUE_DAY } from '../region/programme.ts';
import { dispatchDueOn, type DispatchWindow } from './window.ts';

/** Months that can be opened: the one that the day belongs to, and this many in all. */
export const MONTHS_LISTED = 6;

/** The month whose window holds the day: the calendar month until its due date, then the next. */
export function dispatchMonthOn(on: LocalDate, dueDay: number = DEFAULT_DISPATCH_DUE_DAY): Month {
  const month = monthOf(on);
  return on <= dispatchDueOn(month, dueDay) ? month : nextMonth(month);
}

/** The month of the day and the five before it, newest first. */
export function dispatchMonthsOn(on: LocalDate, dueDay: number = DEFAULT_DISPATCH_DUE_DAY): Month[] {
  const current = dispatchMonthOn(on, dueDay);
  return Array.from({ length: MONTHS_LISTED }, (_, before) => addMonths(current, -before));
}

/** The last instant that counts: now, or the end of the window for a round that is opened or refreshed after it. */
export function cutOffOf({ windowTo }: DispatchWindow, at: Date): Date {
  const end = endOfDay(windowTo);
  return at < end ? at : end;
}
