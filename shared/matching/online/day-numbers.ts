/** Days and months as whole numbers, so that windows are compared without text. */
import type { LocalDate, Month } from '../../calendar.ts';

/** Later than every day and month that calendar.ts knows; for what has no end. */
export const NO_END = 0x3fffffff;
/** Earlier than every day; for what was never. */
export const NEVER = -0x3fffffff;

/**
 * Days since 1970-01-01, by counting (Fliegel, Van Flandern, CACM 11, 1968): a record has ten days, and `Date.parse` of
 * them would be a third of a rebuild. Throws on what is no day, with the text.
 */
export function dayNumber(date: LocalDate): number {
  const year = Number(date.slice(0, 4));
  const month = digits(date, 5);
  const day = digits(date, 8);
  if (date.length !== 10 || !(1 <= month && month <= 12 && 1 <= day && day <= 31) || !Number.isInteger(year))
    throw new RangeError(`not a day: ${JSON.stringify(date)}`);
  const early = month <= 2 ? -1 : 0;
  return (
    Math.trunc((1461 * (year + 4800 + early)) / 4) +
    Math.trunc((367 * (month - 2 - 12 * early)) / 12) -
    Math.trunc((3 * Math.trunc((year + 4900 + early) / 100)) / 4) +
    day -
    32_075 -
    UNIX_EPOCH
  );
}

/** The Julian day number of 1970-01-01. */
const UNIX_EPOCH = 2_440_588;

function digits(text: string, at: number): number {
  return 10 * (text.charCodeAt(at) - 48) + text.charCodeAt(at + 1) - 48;
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
