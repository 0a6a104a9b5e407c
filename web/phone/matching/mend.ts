/** Where an organization puts right what keeps it from claiming: the page, and the words of the link to it. */
import type { CheckCode } from '@jiedui/shared/matching/check.ts';

export interface Mend {
  /** `offer` is the offer that was looked at, or a new one; `own` the organization's own facts; `pairs` what stands between two. */
  readonly place: 'offer' | 'own' | 'pairs';
  /** The field to stand on, as the form names it. */
  readonly field?: string;
  readonly word: string;
}

/**
 * Nothing for what only the authorities change (单位状态, 信用名录), nor for what the page itself tells: a share that it holds,
 * a turn that comes by date, the open orders that must be served first.
 */
export const MENDS: Readonly<Partial<Record<CheckCode, Mend>>> = {
  service_type: { place: 'offer', field: 'serviceTypes', word: '去改服务类型' },
  target_group: { place: 'offer', field: 'targetGroups', word: '去改服务对象' },
  area: { place: 'offer', field: 'areaCodes', word: '去改服务区域' },
  distance: { place: 'offer', field: 'farthestKm', word: '去改最远路程' },
  window: { place: 'offer', field: 'windowTo', word: '去改起止日期' },
  budget: { place: 'offer', field: 'unitPriceFen', word: '去改每场费用' },
  leave: { place: 'own', word: '查看休整期' },
  capacity: { place: 'own', word: '查看每月场次' },
  qualification: { place: 'own', word: '查看已登记的资质' },
  background_check: { place: 'own', word: '查看背景核查' },
  conflict_of_interest: { place: 'pairs', word: '查看利益关系申报' },
  blocked_pair: { place: 'pairs', word: '查看对接限制' },
};
