/** When a question is asked, in numbers. */
import { localDateOf } from '../../calendar.ts';
import { dayNumber, monthNumberOf } from './day-numbers.ts';

export interface Moment {
  /** Milliseconds since 1970, for claims that lapse. */
  readonly at: number;
  readonly day: number;
  readonly month: number;
}

/** @throws RangeError on an invalid date */
export function momentOf(at: Date): Moment {
  const today = localDateOf(at);
  return { at: at.getTime(), day: dayNumber(today), month: monthNumberOf(today) };
}
