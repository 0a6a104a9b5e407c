/**
 * When an order is wanted: once, or again and again (系列点单), and either on a day or somewhere in a range of days
 * (3 小时, 1–31 日之间). Pure dates; each order of a series has its own life.
 */
import {
  addDays,
  addMonths,
  firstDayOf,
  formatMonthDay,
  lastDayOf,
  type LocalDate,
  localDate,
  monthOf,
  WEEKDAY_WORDS,
  weekdayOf,
} from '../calendar.ts';
import type { FieldProblem } from '../refusal.ts';
import { addWorkingDays, isWorkingDay, lastWorkingDayBefore } from '../working-calendar.ts';

/** `series`: every so many days. `once` is no series. */
export const FREQUENCIES = ['once', 'weekly', 'monthly', 'series'] as const;
export type Frequency = (typeof FREQUENCIES)[number];
export const REPEATING = ['weekly', 'monthly', 'series'] as const satisfies Frequency[];
export type Repeating = (typeof REPEATING)[number];

export const FREQUENCY_WORDS: Record<Frequency, string> = {
  once: '一次',
  weekly: '每周',
  monthly: '每月',
  series: '每隔几天',
};

/** What to do with a day on which offices rest, 调休 counted. */
export const REST_DAYS = ['keep', 'later', 'earlier'] as const;
export type RestDays = (typeof REST_DAYS)[number];

export const REST_DAYS_WORDS: Record<RestDays, string> = {
  keep: '照原日期',
  later: '顺延到下一个工作日',
  earlier: '提前到上一个工作日',
};

export interface Recurrence {
  readonly frequency: Repeating;
  /** Every so many weeks, months or days; 1 or more. */
  readonly every: number;
  /** How many orders, the first included; 2 to 53. */
  readonly times: number;
  readonly firstOn: LocalDate;
  readonly restDays: RestDays;
}

export const TIMES_MOST = 53;
export const EVERY_MOST = 90;

/**
 * The days of the series, in order. A monthly one keeps the day of the first; where a month is shorter, its last day
 * (31 日 in 2 月 is 28 or 29 日, and 31 日 again in 3 月). Rest days move last, and never change the days that follow; two
 * that fall together stay two.
 */
export function datesOf({ frequency, every, times, firstOn, restDays }: Recurrence): LocalDate[] {
  return Array.from({ length: times }, (_, index) => moved(stepped(frequency, firstOn, every * index), restDays));
}

function stepped(frequency: Repeating, firstOn: LocalDate, steps: number): LocalDate {
  if (frequency === 'weekly') return addDays(firstOn, 7 * steps);
  if (frequency === 'series') return addDays(firstOn, steps);
  const month = addMonths(monthOf(firstOn), steps);
  const wished = `${month}-${firstOn.slice(8)}`;
  const last = lastDayOf(month);
  return wished < last ? localDate(wished) : last;
}

function moved(day: LocalDate, restDays: RestDays): LocalDate {
  if (restDays === 'keep' || isWorkingDay(day)) return day;
  return restDays === 'later' ? addWorkingDays(day, 1) : lastWorkingDayBefore(day);
}

/** The days of one order of a series: its window, and the last day on which it may be claimed. */
export interface SeriesWindow {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly claimableOn: LocalDate;
}

/**
 * The window of each order. It is as many days long as the draft's (`days` after its first day; 0 where it says none). A
 * monthly series that begins on a first of a month and whose draft runs to that month's last day is each whole month,
 * long or short, and rest days do not move it. Claimed until the day before it begins; one that begins today, today.
 */
export function windowsOf(rule: Recurrence, days: number, today: LocalDate): SeriesWindow[] {
  const whole = isWholeMonth(rule, days);
  return datesOf(whole ? { ...rule, restDays: 'keep' } : rule).map((from) => {
    const before = addDays(from, -1);
    return {
      from,
      to: whole ? lastDayOf(monthOf(from)) : addDays(from, days),
      claimableOn: before < today ? today : before,
    };
  });
}

const isWholeMonth = ({ frequency, firstOn }: Recurrence, days: number): boolean =>
  frequency === 'monthly' &&
  firstOn === firstDayOf(monthOf(firstOn)) &&
  addDays(firstOn, days) === lastDayOf(monthOf(firstOn));

export function recurrenceProblems(recurrence: Recurrence, today: LocalDate): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const { every, times, firstOn } = recurrence;
  if (!Number.isInteger(every) || every < 1 || EVERY_MOST < every) {
    problems.push({ field: 'every', message: `间隔应为 1 至 ${EVERY_MOST} 的整数` });
  }
  if (!Number.isInteger(times) || times < 2 || TIMES_MOST < times) {
    problems.push({ field: 'times', message: `次数应为 2 至 ${TIMES_MOST}，一次的请按单次发布` });
  }
  if (firstOn < today) problems.push({ field: 'firstOn', message: '第一次的日期不能早于今天' });
  return problems;
}

/** `每 2 周一次（星期四），共 6 次`, `每月 31 日（月短则在月末），共 12 次`, `每隔 10 天一次，共 4 次`. */
export function recurrenceWords({ frequency, every, times, firstOn, restDays }: Recurrence): string {
  const often = every === 1 ? '' : ` ${every} `;
  const day = Number(firstOn.slice(8));
  const rule = {
    weekly: `每${often}周一次（${WEEKDAY_WORDS[weekdayOf(firstOn)]}）`,
    monthly: `每${often}${every === 1 ? '月' : '个月'} ${day} 日${28 < day ? '（月短则在月末）' : ''}`,
    series: every === 1 ? '每天一次' : `每隔 ${every} 天一次`,
  }[frequency];
  const rest = restDays === 'keep' ? '' : `，遇休息日${REST_DAYS_WORDS[restDays]}`;
  return `${rule}，共 ${times} 次${rest}`;
}

/** A service that takes so long, on a day in the range that the two sides agree later. */
export interface FuzzyWindow {
  readonly durationMinutes: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

export const DURATION_MIN = 15;
export const DURATION_MAX = 24 * 60;

export const isDuration = (minutes: number): boolean =>
  Number.isInteger(minutes) && DURATION_MIN <= minutes && minutes <= DURATION_MAX;

/** `3 小时`, `1 小时 30 分`, `45 分钟`. */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} 分钟`;
  return rest === 0 ? `${hours} 小时` : `${hours} 小时 ${rest} 分`;
}

/** `3 小时，12月1日至12月31日之间，具体时间双方商定`; `3 小时，12月内，…` for a whole month. */
export function fuzzyWords({ durationMinutes, from, to }: FuzzyWindow): string {
  const whole = from === firstDayOf(monthOf(from)) && to === lastDayOf(monthOf(from));
  const range = whole ? `${Number(from.slice(5, 7))}月内` : `${formatMonthDay(from)}至${formatMonthDay(to)}之间`;
  return `${durationWords(durationMinutes)}，${range}，具体时间双方商定`;
}

/** The minute of the day as `14:30`. */
export const minuteWords = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
