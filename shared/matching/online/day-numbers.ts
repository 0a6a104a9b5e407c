/** Days and months as whole numbers, so that windows are compared without text. */
import { type LocalDate, type Month, monthOf } from '../../calendar.ts';
import { standsThrough } from '../../offer/confirming.ts';

/** Later than every day and month that calendar.ts knows; for what has no end. */
export const NO_END = 0x3fffffff;
/** Earlier than every day; for what was never. */
export const NEVER = -0x3fffffff;

/**
 * Days since 1970-01-01, by counting (Fliegel, Van Flandern, CACM 11, 1968): a record has ten days, and `Date.parse` of
 * them would be a third of a rebuild. Throws on what is no day, with the text.
 */
export function dayNumber(date: LocalDate): number {
  const year = yearOf(date);
  const month = digits(date, 5);
  const day = digits(date, 8);
  if (date.length !== 10 || !(0 <= year && 1 <= month && month <= 12 && 1 <= day && day <= 31))
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

/** Two digits as a number; -10,000 where they are not digits, so that a year of two such pairs is below 0 too. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return 0 <= tens && tens <= 9 && 0 <= ones && ones <= 9 ? 10 * tens + ones : -10_000;
}

function yearOf(text: string): number {
  return 100 * digits(text, 0) + digits(text, 2);
}

/** Months since the year 0, of a month or of the month that a day lies in. */
export function monthNumberOf(date: LocalDate | Month): number {
  const year = yearOf(date);
  const month = digits(date, 5);
  if (!(0 <= year && 1 <= month && month <= 12))
    throw new RangeError(`not a month: ${JSON.stringify(date.slice(0, 7))}`);
  return 12 * year + month - 1;
}

export function dayOrNoEnd(date: LocalDate | null): number {
  return date === null ? NO_END : dayNumber(date);
}

/** By the month of the confirmation, on which alone it depends: an index of a nation's offers asks a hundred thousand times. */
const standing = new Map<Month, number>();

/** The day through which something confirmed on `date` stands (offer/confirming.ts). */
export function lastDayOfStanding(date: LocalDate): number {
  const month = monthOf(date);
  let last = standing.get(month);
  if (last === undefined) {
    last = dayNumber(standsThrough(date));
    standing.set(month, last);
  }
  return last;
}
