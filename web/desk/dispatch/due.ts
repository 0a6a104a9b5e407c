/** A dispatch's due day in words: how long it is until then, and why it is that day. The day itself comes from the API (shared/dispatch decides it). */
import {
  addDays,
  formatMonthDay,
  localDateOf,
  WEEKDAY_WORDS,
  weekdayOf,
  type LocalDate,
  type Month,
} from '@jiedui/shared/calendar.ts';
import { isWorkingDay, workingDaysUntil } from '@jiedui/shared/working-calendar.ts';

export function dueRule(dueDay: number): string {
  return `每月 ${dueDay} 日之前签发（不含 ${dueDay} 日当天），落在 ${dueDay} 日前的最后一个工作日。`;
}

/** `24日是工作日，即为截止日`, or which days were skipped: `10月24日星期六休息，提前到 10月23日`. */
export function dueReason(month: Month, dueDay: number, dueOn: string): string {
  const eve = addDays(`${month}-${String(dueDay).padStart(2, '0')}` as LocalDate, -1);
  if (eve === dueOn) return `${formatMonthDay(eve)} 是工作日`;
  const skipped: string[] = [];
  for (let day = eve; dueOn < day; day = addDays(day, -1)) {
    if (!isWorkingDay(day)) skipped.unshift(`${formatMonthDay(day)} ${WEEKDAY_WORDS[weekdayOf(day)]}`);
  }
  return `${skipped.join('、')}不上班，提前到前一个工作日`;
}

/** `11 月` */
export function monthWord(month: string): string {
  return `${Number(month.slice(5))} 月`;
}

/** `还有 3 个工作日`, `就是今天`, `已过 2 个工作日`: from today to the due day. */
export function daysLeftWords(dueOn: string, today: LocalDate = localDateOf(new Date())): string {
  if (dueOn === today) return '就是今天';
  const left = workingDaysUntil(today, dueOn as LocalDate);
  if (dueOn < today) return `已过 ${Math.max(-left, 1)} 个工作日`;
  return `还有 ${left} 个工作日`;
}
