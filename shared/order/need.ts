/**
 * Need (需求条目): one thing that people of a township lack, found by a survey, told by the hotline, or written down alone.
 * The noun only; what may happen to it is in need-lifecycle.ts.
 */
import type { LocalDate } from '../calendar.ts';
import type { Quantity } from '../quantity.ts';
import type { NeedType, OrderMode, Urgency } from './order.ts';

/** As a reader sees them; `met` is derived from the orders and never stored. */
export const NEED_STATES = ['draft', 'recorded', 'merged', 'screened_in', 'met', 'screened_out', 'dropped'] as const;
export type NeedState = (typeof NEED_STATES)[number];

export const NEED_STATE_WORDS: Record<NeedState, string> = {
  draft: '草稿',
  recorded: '待筛选',
  merged: '已合并',
  screened_in: '已转点单',
  met: '已满足',
  screened_out: '不转点单',
  dropped: '已删去',
};

/** How it came onto the list. */
export const NEED_SOURCES = ['survey', 'hotline', 'written'] as const;
export type NeedSource = (typeof NEED_SOURCES)[number];
export const NEED_SOURCE_WORDS: Record<NeedSource, string> = {
  survey: '调查发现',
  hotline: '热线反映',
  written: '单独登记',
};

/** Why a need does not become an order. */
export const SCREEN_OUT_REASONS = ['out_of_scope', 'already_served', 'not_verified', 'duplicate', 'referred'] as const;
export type ScreenOutReason = (typeof SCREEN_OUT_REASONS)[number];
export const SCREEN_OUT_REASON_WORDS: Record<ScreenOutReason, string> = {
  out_of_scope: '不在社工服务范围',
  already_served: '已有服务在做',
  not_verified: '核实不属实',
  duplicate: '与已有需求重复',
  referred: '已转介其他部门',
};

export interface NeedFields {
  readonly title: string;
  readonly description: string;
  readonly serviceType: string | null;
  readonly targetGroups: readonly string[];
  readonly needType: NeedType | null;
  /** 输血 or 造血. */
  readonly mode: OrderMode | null;
  readonly headcount: Quantity | null;
  readonly urgency: Urgency | null;
  /** The village or community; never shown above the station. */
  readonly village: string;
  /** Where the service would be held; never shown above the station. */
  readonly place: string;
  /** When it is wanted; both may be left open. */
  readonly wantedFrom: LocalDate | null;
  readonly wantedTo: LocalDate | null;
}

/** A need waits to be screened for at most so long before the station is reminded, in days. */
export const SCREEN_WITHIN_DAYS = 7;
