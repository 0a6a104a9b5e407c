/** Days and months as whole numbers, so that windows are compared without text. */
import type { LocalDate, Month } from '../../calendar.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** Later than every day and month that calendar.ts knows; for what has no end. */
export const NO_END = 0x3fffffff;
/** Earlier than every day; for what was never. */
export const NEVER = -0x3fffffff;

/** Days since 1970-01-01. Throws on what is no day, with the text. */
export function dayNumber(date: LocalDate): number {
  const time = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(time)) throw new RangeError(`not a day: ${JSON.stringify(date)}`);
  return time / DAY_MS;
}

/** Months since the year 0. */
export function monthNumber(month: Month): number {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
  if (!Number.isInteger(number)) throw new RangeError(`not a month: ${JSON.stringify(month)}`);
  return number;
}

/** The month that a day lies in, as `monthNumber` counts. */
export function monthNumberOf(date: LocalDate): number {
  return monthNumber(date.slice(0, 7) as Month);
}

export function dayOrNoEnd(date: LocalDate | null): number {
  return date === null ? NO_END : dayNumber(date);
}
