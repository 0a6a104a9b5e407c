/** 我的筛选: a search that somebody keeps by a name, and whether new orders that match are told. */
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

/** The name as it is kept, or `SavedSearchUnnamed` when it is empty or too long. */
export function checkSavedName(raw: string): string | SavedSearchUnnamed {
  const name = cleanText(raw);
  return name === null || name === '' || SAVED_NAME_MAX < lengthOf(name) ? new SavedSearchUnnamed() : name;
}

/** The hour in Asia/Shanghai at which a day's new orders are told together. */
export const DAILY_ALERT_HOUR = 8;
