/**
 * Working days (工作日) with 调休: which days an office works, and counting in them.
 * A year without an entry in holidays.ts falls back on weekends and the fixed statutory days.
 */
import { addDays, type LocalDate, weekdayOf } from './calendar.ts';
import { FIXED_STATUTORY_DAYS, HOLIDAYS } from './holidays.ts';

const FIXED = new Set<string>(FIXED_STATUTORY_DAYS);

/** True when offices work on the day. */
export function isWorkingDay(date: LocalDate): boolean {
  const year = HOLIDAYS[Number(date.slice(0, 4))];
  if (year?.workingWeekends.includes(date)) return true;
  if (year ? year.off.some(({ from, to }) => from <= date && date <= to) : FIXED.has(date.slice(5))) return false;
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6;
}

/** True when the State Council's notice for the day's year is in the table; otherwise dates may still move. */
export function isAnnounced(date: LocalDate): boolean {
  return HOLIDAYS[Number(date.slice(0, 4))]?.announced ?? false;
}

/** The `count`-th working day after `date`, which itself does not count (民法典 §201); `count` is 0 or more. */
export function addWorkingDays(date: LocalDate, count: number): LocalDate {
  let day = date;
  for (let left = count; 0 < left; ) {
    day = addDays(day, 1);
    if (isWorkingDay(day)) left -= 1;
  }
  return day;
}

/** The last working day strictly before `date`. */
export function lastWorkingDayBefore(date: LocalDate): LocalDate {
  let day = addDays(date, -1);
  while (!isWorkingDay(day)) day = addDays(day, -1);
  return day;
}

/** Working days after `from` up to and including `to`: 0 on the day itself, negative when `to` has passed. */
export function workingDaysUntil(from: LocalDate, to: LocalDate): number {
  if (to < from) {
    const passed = workingDaysUntil(to, from);
    return passed === 0 ? 0 : -passed;
  }
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count += 1;
  return count;
}
