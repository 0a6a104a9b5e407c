/** 我的筛选: a search that somebody keeps by a name, and whether new orders that match are told. */
import { addDays, type LocalDate, localDateOf, startOfDay } from '../calendar.ts';
import { cleanText, lengthOf } from '../text.ts';
import { Refusal } from '../refusal.ts';

/** `now` tells of each order within minutes; `daily` of all of a day together, in the morning. */
export const SEARCH_ALERTS = ['none', 'now', 'daily'] as const;
export type SearchAlert = (typeof SEARCH_ALERTS)[number];

export const SEARCH_ALERT_WORDS: Record<SearchAlert, string> = {
  none: '不提醒',
  now: '有新点单就提醒',
  daily: '每天早上汇总提醒',
};

/** Kept by one person; more are a list nobody reads. */
export const SAVED_SEARCHES_MAX = 20;
/** Longest name in code points. */
export const SAVED_NAME_MAX = 20;

export class SavedSearchNotFound extends Refusal {
  readonly code = 'SAVED_SEARCH_NOT_FOUND' as const;
  constructor() {
    super('没有找到这个筛选，可能已经删除。请返回“我的筛选”查看。');
  }
}
export class TooManySavedSearches extends Refusal {
  readonly code = 'TOO_MANY_SAVED_SEARCHES' as const;
  constructor() {
    super(`最多保存 ${SAVED_SEARCHES_MAX} 个筛选，请先删除不再使用的。`);
  }
}
export class SavedSearchNameTaken extends Refusal {
  readonly code = 'SAVED_SEARCH_NAME_TAKEN' as const;
  constructor(name: string) {
    super(`已有名为“${name}”的筛选，请换一个名称。`);
  }
}
export class SavedSearchUnnamed extends Refusal {
  readonly code = 'SAVED_SEARCH_UNNAMED' as const;
  constructor() {
    super(`请为这个筛选取一个名称，1 至 ${SAVED_NAME_MAX} 个字。`);
  }
}
export class SavedSearchEmpty extends Refusal {
  readonly code = 'SAVED_SEARCH_EMPTY' as const;
  constructor() {
    super('请先填写要找的词，或选择一个筛选条件，再保存。');
  }
}

/** The name as it is kept, or `SavedSearchUnnamed` when it is empty or too long. */
export function checkSavedName(raw: string): string | SavedSearchUnnamed {
  const name = cleanText(raw);
  return name === null || name === '' || SAVED_NAME_MAX < lengthOf(name) ? new SavedSearchUnnamed() : name;
}

interface Kept {
  readonly id: string;
  readonly name: string;
}

/**
 * Whether another filter finds room beside those kept, under this name; `id` is its own, when it is there already.
 *
 * @returns `SavedSearchNameTaken`, which the person mends at once, before `TooManySavedSearches`
 */
export function checkRoom(
  kept: readonly Kept[],
  { id, name }: { readonly id: string | null; readonly name: string },
): SavedSearchNameTaken | TooManySavedSearches | null {
  const others = kept.filter((one) => one.id !== id);
  if (others.some((one) => one.name === name)) return new SavedSearchNameTaken(name);
  return others.length < SAVED_SEARCHES_MAX ? null : new TooManySavedSearches();
}

/** The hour in Asia/Shanghai at which a day's new orders are told together. */
export const DAILY_ALERT_HOUR = 8;

/** The latest instant, not after `at`, at which a day's new orders were to be told. */
export function lastDailyAlert(at: Date): Date {
  const onDay = (day: LocalDate) => new Date(startOfDay(day).getTime() + DAILY_ALERT_HOUR * 3_600_000);
  const today = localDateOf(at);
  return onDay(today) <= at ? onDay(today) : onDay(addDays(today, -1));
}

/** More orders than this at one moment are told in one notice. */
export const ALERTS_EACH_MAX = 5;
/** Of many, so many are named. */
const NAMED_MAX = 3;

/** One notice says so of one order or several of a filter. */
export function alertWords(
  filter: string,
  orders: readonly { readonly title: string; readonly stationName: string; readonly untilWords: string | null }[],
): { readonly title: string; readonly body: string } {
  const [first] = orders;
  if (orders.length === 1 && first) {
    return {
      title: `有新点单符合您的筛选“${filter}”：${first.title}`,
      body: `由${first.stationName}发布${first.untilWords === null ? '' : `，${first.untilWords} 前可接单`}。点开查看详情。`,
    };
  }
  const named = orders.slice(0, NAMED_MAX).map(({ title, stationName }) => `${title}（${stationName}）`);
  return {
    title: `有 ${orders.length} 条新点单符合您的筛选“${filter}”`,
    body: `${named.join('；')}${NAMED_MAX < orders.length ? '等' : ''}。点开查看全部。`,
  };
}
