/** Words for dates and counts, over shared's calendar and quantities. Instants come as ISO text from the API. */
import {
  formatDate,
  formatDay,
  formatMonthDay,
  formatTime,
  localDateOf,
  WEEKDAY_WORDS,
  weekdayOf,
  type LocalDate,
} from '@jiedui/shared/calendar.ts';

/** `2026年11月24日 星期二` of a `YYYY-MM-DD`. */
export function dateWords(date: string): string {
  return formatDate(date as LocalDate);
}

/** `11月24日 星期二`: where the year is plain. */
export function dayWords(date: string): string {
  return `${formatMonthDay(date as LocalDate)} ${WEEKDAY_WORDS[weekdayOf(date as LocalDate)]}`;
}

/** `11月24日 星期二 14:02` of an instant. */
export function momentWords(at: string): string {
  const instant = new Date(at);
  return `${dayWords(localDateOf(instant))} ${formatTime(instant)}`;
}

/** `11月26日 星期四 18:00 前办理` */
export function untilWords(at: string, today?: string): string {
  return `${deadlineWords(at, today)}办理`;
}

/** `11月26日 星期四 18:00 前`; one that runs to the end of the day says `24:00 前`, one in another year says which. */
export function deadlineWords(at: string, today: string = todayInShanghai()): string {
  const instant = new Date(at);
  const date = localDateOf(instant);
  const day = date.slice(0, 4) === today.slice(0, 4) ? dayWords(date) : dateWords(date);
  return formatTime(instant) === '23:59' ? `${day} 24:00 前` : `${day} ${formatTime(instant)} 前`;
}

/** `12月1日 至 12月8日`; the year shows when the two differ, or when it is not this one. */
export function windowWords(from: string, to: string, today: string = localDateOf(new Date())): string {
  const years = new Set([from, to, today].map((date) => date.slice(0, 4)));
  const words = (date: string) => (years.size === 1 ? formatMonthDay(date as LocalDate) : formatDay(date as LocalDate));
  return from === to ? words(from) : `${words(from)} 至 ${words(to)}`;
}

/** Without the remark in brackets, for use inside a sentence: `高龄（80 岁以上）` is `高龄`. */
export function shortWords(words: string): string {
  return words.replace(/（[^（）]*）/g, '');
}

/** `14:02` of an instant. */
export function clockWords(at: Date | string): string {
  return formatTime(new Date(at));
}

export function todayInShanghai(): LocalDate {
  return localDateOf(new Date());
}
