/**
 * The agreed date (约定时间) of an order whose window is fuzzy: one side proposes a day and an hour, the other agrees or
 * proposes another. Nobody agrees to his own proposal.
 */
import { formatDate, type LocalDate } from '../calendar.ts';
import type { FieldProblem } from '../refusal.ts';
import { minuteWords } from './series.ts';

export const DATE_SIDES = ['station', 'organization'] as const;
export type DateSide = (typeof DATE_SIDES)[number];

export const DATE_STATES = ['proposed', 'agreed', 'replaced'] as const;
export type DateState = (typeof DATE_STATES)[number];

export const DATE_STATE_WORDS: Record<DateState, string> = {
  proposed: '待对方同意',
  agreed: '已商定',
  replaced: '已另提',
};

/** `2026年12月8日 星期二 14:30` */
export const meetingWords = (onDay: LocalDate, fromMinute: number): string =>
  `${formatDate(onDay)} ${minuteWords(fromMinute)}`;

/** A proposed time lies in the window, not before today, and the service ends before midnight. */
export function meetingProblems(
  order: { readonly windowFrom: LocalDate; readonly windowTo: LocalDate; readonly durationMinutes: number | null },
  onDay: LocalDate,
  fromMinute: number,
  today: LocalDate,
): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (onDay < today) problems.push({ field: 'onDay', message: '约定日期不能早于今天' });
  if (onDay < order.windowFrom || order.windowTo < onDay) {
    const range = `${formatDate(order.windowFrom)}至${formatDate(order.windowTo)}`;
    problems.push({ field: 'onDay', message: `约定日期应在服务时间内（${range}）` });
  }
  const ends = fromMinute + (order.durationMinutes ?? 0);
  if (!Number.isInteger(fromMinute) || fromMinute < 0 || 24 * 60 < ends) {
    problems.push({ field: 'fromMinute', message: '开始时间应使服务当天结束' });
  }
  return problems;
}
