/**
 * Organization (服务提供方): a social organization, hospital, school or other provider that claims orders.
 * Its life, from the application on, is in lifecycle.ts; what the register holds of it, in register.ts.
 */
import type { LocalDate } from '../calendar.ts';

export const PROVIDER_KINDS = [
  'social_organization',
  'community_group',
  'medical_institution',
  'school',
  'enterprise',
  'government_unit',
  'volunteer_team',
  'association_of_commerce',
] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

export const PROVIDER_KIND_WORDS: Record<ProviderKind, string> = {
  social_organization: '社会组织',
  community_group: '社区社会组织',
  medical_institution: '医疗机构',
  school: '学校及托幼机构',
  enterprise: '企业',
  government_unit: '机关事业单位',
  volunteer_team: '志愿服务队',
  association_of_commerce: '商会',
};

/** Of an application and of the organization that it becomes: one life. */
export const PROVIDER_STATES = [
  'applied',
  'under_review',
  'returned',
  'rejected',
  'active',
  'suspended',
  'exited',
] as const;
export type ProviderState = (typeof PROVIDER_STATES)[number];

export const PROVIDER_STATE_WORDS: Record<ProviderState, string> = {
  applied: '待审核',
  under_review: '审核中',
  returned: '已退回补正',
  rejected: '未予通过',
  active: '正常',
  suspended: '已暂停',
  exited: '已退出',
};

/** The states of one that is registered. */
export const ORGANIZATION_STATES = ['active', 'suspended', 'exited'] as const satisfies ProviderState[];
export type OrganizationState = (typeof ORGANIZATION_STATES)[number];

/** The states of an application that has not become an organization, and `active` for one that has. */
export const APPLICATION_STATES = [
  'applied',
  'under_review',
  'returned',
  'rejected',
  'active',
] as const satisfies ProviderState[];
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** 活动异常名录 and 严重违法失信名单; either bars an organization from new orders. */
export const LIST_STATUSES = ['none', 'abnormal', 'serious_breach'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

export const LIST_STATUS_WORDS: Record<ListStatus, string> = {
  none: '未列入',
  abnormal: '列入活动异常名录',
  serious_breach: '列入严重违法失信名单',
};

/** 社会组织评估等级, 1 to 5 (A to 5A). Source: 社会组织评估管理办法. */
export const RATING_GRADES = [1, 2, 3, 4, 5] as const;

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** 统一社会信用代码; null for a filed community group, which has none. */
  readonly uscc: string | null;
  readonly providerKind: ProviderKind;
  readonly state: OrganizationState;
  readonly listStatus: ListStatus;
  readonly ratingGrade: number | null;
  /** The last day on which the grade counts (register.ts, `gradeOn`); null when it has none. */
  readonly ratingUntil: LocalDate | null;
  readonly businessScope: string;
  readonly regionCode: string;
  /** Sessions (场) it can hold in a calendar month, over all its offers. */
  readonly sessionsPerMonth: number;
  readonly version: number;
}

/** `3A`, or `未评级`. */
export function ratingWords(grade: number | null): string {
  return grade === null ? '未评级' : `${grade}A`;
}
