/** Quiet hours (免打扰): the part of a day in which nothing rings, and the instant at which what waited is sent. */
import { type LocalDate, addDays, formatTime, localDateOf, startOfDay } from '../calendar.ts';

/** Minutes after midnight in Asia/Shanghai, 0 to 1439; `from` is quiet, `to` no longer. Equal: never quiet. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

/** 21:00 to 08:00 of the next morning. */
export const DEFAULT_QUIET: QuietHours = { fromMinute: 21 * 60, toMinute: 8 * 60 };

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

export const isMinuteOfDay = (minute: number): boolean =>
  Number.isInteger(minute) && 0 <= minute && minute < DAY_MINUTES;

/** `08:00` of 480. */
export const minuteWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** 480 of `08:00`; null for anything that is no time of day. */
export function minuteOf(text: string): number | null {
  const found = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

const minuteAt = (at: Date): number => minuteOf(formatTime(at)) ?? 0;

/** True from the first quiet minute to the last, over midnight when `to` is before `from`. */
export function isQuiet({ fromMinute, toMinute }: QuietHours, at: Date): boolean {
  const minute = minuteAt(at);
  if (fromMinute <= toMinute) return fromMinute <= minute && minute < toMinute;
  return fromMinute <= minute || minute < toMinute;
}

/** The instant from which it may be sent: `at` itself, or the end of the quiet hours that it falls in. */
export function afterQuiet(hours: QuietHours, at: Date): Date {
  if (!isQuiet(hours, at)) return at;
  const today = localDateOf(at);
  const ends: LocalDate = minuteAt(at) < hours.toMinute ? today : addDays(today, 1);
  return new Date(startOfDay(ends).getTime() + hours.toMinute * MINUTE_MS);
}
