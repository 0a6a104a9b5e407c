/**
 * When a month's dispatch is due and which days it counts.
 * "每月25日之前" is read strictly (before, not on); on a day off it moves earlier, for a bureau cannot run
 * it late: the forward roll of 民法典 §203 is for statutory periods.
 */
import { addDays, type LocalDate, type Month, previousMonth } from '../calendar.ts';
import { DEFAULT_DISPATCH_DUE_DAY } from '../region/programme.ts';
import { lastWorkingDayBefore } from '../working-calendar.ts';

/** First and last day counted, both inclusive. */
export interface DispatchWindow {
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
}

/** The last working day strictly before the programme's due day, 2 to 28. */
export function dispatchDueOn(month: Month, dueDay: number = DEFAULT_DISPATCH_DUE_DAY): LocalDate {
  return lastWorkingDayBefore(`${month}-${String(dueDay).padStart(2, '0')}` as LocalDate);
}

/** From the day after the previous month's due date to this month's: every day falls in exactly one round. */
export function dispatchWindow(month: Month, dueDay: number = DEFAULT_DISPATCH_DUE_DAY): DispatchWindow {
  return {
    windowFrom: addDays(dispatchDueOn(previousMonth(month), dueDay), 1),
    windowTo: dispatchDueOn(month, dueDay),
  };
}
