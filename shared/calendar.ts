/**
 * Dates, months and instants in the one time zone of the product, Asia/Shanghai.
 * China has kept UTC+8 without summer time since 1992, so the zone is plain arithmetic here.
 * Working days are in working-calendar.ts. Dates print as GB/T 7408 or in full Chinese.
 */

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`; compares correctly as text. */
export type LocalDate = `${number}-${number}-${number}`;
/** A calendar month, `YYYY-MM`; compares correctly as text. */
export type Month = `${number}-${number}`;

export const ZONE = 'Asia/Shanghai';
const OFFSET_MS = 8 * 60 * 60 * 1000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Index 0 is Sunday, as in `Date.getUTCDay`. */
export const WEEKDAY_WORDS = ['星期日', '星期一', '星期二', '星期三', '星期四', '星期五', '星期六'] as const;

/** True for a real day written `YYYY-MM-DD`, years 1900 to 2199: `2026-02-30` is not one. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === text;
}

/** True for a month written `YYYY-MM`. */
export function isMonth(text: string): text is Month {
  return isLocalDate(`${text}-01`);
}

/** The text as a LocalDate. Throws on anything else: check input with `isLocalDate` first. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`not a date: ${JSON.stringify(text)}`);
  return text;
}

/** The day that an instant falls on in Shanghai. */
export function localDateOf(at: Date): LocalDate {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(0, 10) as LocalDate;
}

/** The first instant of the day. */
export function startOfDay(date: LocalDate): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) - OFFSET_MS);
}

/** The last instant of the day, to the millisecond. */
export function endOfDay(date: LocalDate): Date {
  return new Date(startOfDay(date).getTime() + DAY_MS - 1);
}

/** `days` may be negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

/** 0 is Sunday. */
export function weekdayOf(date: LocalDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7) as Month;
}

/** `months` may be negative. */
export function addMonths(month: Month, months: number): Month {
  const count = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}` as Month;
}

export function nextMonth(month: Month): Month {
  return addMonths(month, 1);
}

export function previousMonth(month: Month): Month {
  return addMonths(month, -1);
}

export function firstDayOf(month: Month): LocalDate {
  return `${month}-01` as LocalDate;
}

export function lastDayOf(month: Month): LocalDate {
  return addDays(firstDayOf(nextMonth(month)), -1);
}

/** `2026年11月24日 星期二` */
export function formatDate(date: LocalDate): string {
  return `${formatDay(date)} ${WEEKDAY_WORDS[weekdayOf(date)]}`;
}

/** `2026年11月24日` */
export function formatDay(date: LocalDate): string {
  return `${Number(date.slice(0, 4))}年${formatMonthDay(date)}`;
}

/** `11月24日` */
export function formatMonthDay(date: LocalDate): string {
  return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;
}

/** `2026年11月` */
export function formatMonth(month: Month): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`;
}

/** `14:02`, 24-hour, Shanghai. */
export function formatTime(at: Date): string {
  return new Date(at.getTime() + OFFSET_MS).toISOString().slice(11, 16);
}

/** `2026年11月24日 14:02` */
export function formatInstant(at: Date): string {
  return `${formatDay(localDateOf(at))} ${formatTime(at)}`;
}

/** A last instant as people say it: `2026年11月26日 24:00` for the end of a day. */
export function formatDeadline(until: Date): string {
  return formatTime(until) === '23:59' ? `${formatDay(localDateOf(until))} 24:00` : formatInstant(until);
}

/** `2026年11月24日 星期二 14:02` */
export function formatDateTime(at: Date): string {
  return `${formatDate(localDateOf(at))} ${formatTime(at)}`;
}

/** A last instant with its weekday: `2026年11月26日 星期四 24:00` for the end of a day. */
export function formatDateDeadline(until: Date): string {
  return formatTime(until) === '23:59' ? `${formatDate(localDateOf(until))} 24:00` : formatDateTime(until);
}

/** `11月24日 14:02`: where the year is plain from the context. */
export function formatMoment(at: Date): string {
  return `${formatMonthDay(localDateOf(at))} ${formatTime(at)}`;
}
