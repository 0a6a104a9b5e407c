/**
 * The monthly word (每月确认): a list is kept alive (动态管理) by asking of each thing on it, once a month, whether it still
 * holds: 仍可提供吗 of an offer, 仍需要吗 of an order. One rule for both lists.
 *
 *     confirmed in October    asked from 1 November    answered by the month's cut-off, or it rests from the next day
 *
 * The cut-off is that of the monthly dispatch: the last working day strictly before the due day (每月25日之前), so that the
 * dispatch of a month speaks of lists that were looked at in that month. Derived from dates, never stored.
 */
import { addMonths, firstDayOf, type LocalDate, type Month, monthOf, nextMonth, previousMonth } from '../calendar.ts';
import { DEFAULT_DISPATCH_DUE_DAY } from '../region/programme.ts';
import { lastWorkingDayBefore } from '../working-calendar.ts';

/** The last day on which a month's word counts. */
export function confirmByOf(month: Month, dueDay: number = DEFAULT_DISPATCH_DUE_DAY): LocalDate {
  return lastWorkingDayBefore(`${month}-${String(dueDay).padStart(2, '0')}` as LocalDate);
}

/** The last day on which something confirmed on the day stands without another word: the next month's cut-off. */
export function standsThrough(confirmedOn: LocalDate, dueDay?: number): LocalDate {
  return confirmByOf(nextMonth(monthOf(confirmedOn)), dueDay);
}

/** True when the month of `today` still waits for its word; what was never confirmed waits. */
export function awaitsWord(confirmedOn: LocalDate | null, today: LocalDate): boolean {
  return confirmedOn === null || monthOf(confirmedOn) < monthOf(today);
}

/** True while it stands; what was never confirmed does not. */
export function stands(confirmedOn: LocalDate | null, today: LocalDate, dueDay?: number): boolean {
  return confirmedOn !== null && today <= standsThrough(confirmedOn, dueDay);
}

/** The first day such that whatever was confirmed on it or later stands on `today`: what a statement compares with. */
export function standingSince(today: LocalDate, dueDay?: number): LocalDate {
  const month = monthOf(today);
  return firstDayOf(today <= confirmByOf(month, dueDay) ? previousMonth(month) : month);
}

/** By when to answer, for something that awaits its word on `today`: null when the cut-off has passed and it rests, or soon will. */
export function answerBy(confirmedOn: LocalDate | null, today: LocalDate, dueDay?: number): LocalDate | null {
  if (confirmedOn === null) return null;
  const last = standsThrough(confirmedOn, dueDay);
  return today <= last && addMonths(monthOf(confirmedOn), 1) <= monthOf(today) ? last : null;
}
