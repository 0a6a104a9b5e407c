/** What matching says in words and numbers: a hard check, and a named part of a score. */
import type { PartCode } from './part-values.ts';

export const CHECK_CODES = [
  'provider_active',
  'not_on_list',
  'service_type',
  'target_group',
  'area',
  'distance',
  'window',
  'leave',
  'capacity',
  'qualification',
  'background_check',
  'budget',
  'conflict_of_interest',
  'blocked_pair',
  'first_refusal',
  'open_load',
  'one_share',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export const CHECK_WORDS: Record<CheckCode, string> = {
  provider_active: '单位状态',
  not_on_list: '信用名录',
  service_type: '服务类型',
  target_group: '服务对象',
  area: '服务区域',
  distance: '路程',
  window: '服务时间',
  leave: '休整安排',
  capacity: '当月余量',
  qualification: '资质',
  background_check: '背景核查',
  budget: '费用',
  conflict_of_interest: '利益回避',
  blocked_pair: '对接限制',
  first_refusal: '开放次序',
  open_load: '在办点单',
  one_share: '承接份额',
};

/** A hard condition, met or not; `remedy` is what would change a failed one, null when it passed. */
export interface Check<Code extends string = string> {
  readonly code: Code;
  readonly passed: boolean;
  readonly reason: string;
  readonly remedy: string | null;
}

/** A part of a score: `value` 0 to 100, `weight` in ten-thousandths of the whole, `words` why. */
export interface ScorePart {
  readonly code: PartCode;
  readonly name: string;
  readonly value: number;
  readonly weight: number;
  readonly words: string;
}
