/** What matching says in words and numbers: a hard check, and a named part of a score. */

export const CHECK_CODES = [
  'provider_active',
  'not_on_list',
  'service_type',
  'target_group',
  'area',
  'window',
  'capacity',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export const CHECK_WORDS: Record<CheckCode, string> = {
  provider_active: '单位状态',
  not_on_list: '信用名录',
  service_type: '服务类型',
  target_group: '服务对象',
  area: '服务区域',
  window: '服务时间',
  capacity: '本月余量',
};

/** A hard condition, met or not; `remedy` is what would change a failed one, null when it passed. */
export interface Check<Code extends string = string> {
  readonly code: Code;
  readonly passed: boolean;
  readonly reason: string;
  readonly remedy: string | null;
}

export const SCORE_CODES = [
  'type_fit',
  'group_fit',
  'nearness',
  'pairing',
  'record',
  'satisfaction',
  'load',
  'rating',
] as const;
export type ScoreCode = (typeof SCORE_CODES)[number];

export const SCORE_WORDS: Record<ScoreCode, string> = {
  type_fit: '类型契合',
  group_fit: '对象契合',
  nearness: '距离远近',
  pairing: '结对关系',
  record: '合作记录',
  satisfaction: '满意度',
  load: '任务均衡',
  rating: '评估等级',
};

/** A part of a score: `value` 0 to 1, `weight` its share of the whole, `words` why. */
export interface ScorePart {
  readonly code: ScoreCode;
  readonly name: string;
  readonly value: number;
  readonly weight: number;
  readonly words: string;
}
