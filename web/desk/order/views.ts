/** The order ledger's views: which states each shows, and its words. */
import type { NeedState } from '@jiedui/shared/order/need.ts';
import { ORDER_STATES, type OrderState } from '@jiedui/shared/order/order.ts';

export const ORDER_VIEWS = {
  submitted: { word: '待审核', states: ['submitted', 'returned'] },
  unclaimed: { word: '未接单', states: ['open'] },
  claimed: { word: '已接单，待社工站确认', states: ['claimed'] },
  serving: { word: '服务中', states: ['confirmed'] },
  completed: { word: '已完成', states: ['completed'] },
  rejected: { word: '不予发布', states: ['rejected'] },
  cancelled: { word: '已撤销', states: ['cancelled'] },
} as const satisfies Record<string, { word: string; states: readonly OrderState[] }>;

export type OrderView = keyof typeof ORDER_VIEWS;

/** Everything that has been submitted or posted: drafts are the station's own. */
export const POSTED: readonly OrderState[] = ORDER_STATES.filter((state) => state !== 'draft');

/** The need list's views; drafts are the station's own, and a merged need stands with the one that took it in. */
export const NEED_VIEWS = {
  waiting: { word: '待筛选', states: ['recorded'] },
  ordered: { word: '已转点单', states: ['screened_in'] },
  met: { word: '已满足', states: ['met'] },
  out: { word: '不转点单', states: ['screened_out'] },
  merged: { word: '已合并', states: ['merged'] },
} as const satisfies Record<string, { word: string; states: readonly NeedState[] }>;

export type NeedView = keyof typeof NEED_VIEWS;
