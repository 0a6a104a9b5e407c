/**
 * Session (服务记录): one event as it was held; many stations, many providers, many orders may share it.
 * The noun only; what may stand in it is in recording.ts, what may happen to it in lifecycle.ts.
 */
import type { Quantity } from '../quantity.ts';

/** Photos of one record. */
export const PHOTOS_MAX = 9;

export const SESSION_STATES = ['draft', 'submitted', 'returned', 'confirmed'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const SESSION_STATE_WORDS: Record<SessionState, string> = {
  draft: '草稿',
  submitted: '待社工站确认',
  returned: '已退回修改',
  confirmed: '已确认',
};

/** The four activity categories of the Tianshui plan; a session outside them has none. */
export const ACTIVITY_CATEGORIES = ['free_clinic', 'talent_training', 'left_behind_care', 'elder_warmth'] as const;
export type ActivityCategory = (typeof ACTIVITY_CATEGORIES)[number];

export const ACTIVITY_CATEGORY_WORDS: Record<ActivityCategory, string> = {
  free_clinic: '义诊送医',
  talent_training: '社工人才教育培训',
  left_behind_care: '“三留守”关爱',
  elder_warmth: '困境老人送温暖',
};

export const SERVICE_METHODS = ['casework', 'groupwork', 'community', 'visit', 'training', 'goods', 'clinic'] as const;
export type ServiceMethod = (typeof SERVICE_METHODS)[number];

export const SERVICE_METHOD_WORDS: Record<ServiceMethod, string> = {
  casework: '个案',
  groupwork: '小组',
  community: '社区活动',
  visit: '探访',
  training: '培训',
  goods: '物资发放',
  clinic: '义诊',
};

export const HEADCOUNT_ROLES = [
  'beneficiary',
  'family',
  'carer',
  'volunteer',
  'social_worker',
  'medic',
  'expert',
  'citizen',
] as const;
export type HeadcountRole = (typeof HEADCOUNT_ROLES)[number];

export const HEADCOUNT_ROLE_WORDS: Record<HeadcountRole, string> = {
  beneficiary: '服务对象',
  family: '家属',
  carer: '照护者',
  volunteer: '志愿者',
  social_worker: '社工',
  medic: '医护人员',
  expert: '专家',
  citizen: '居民',
};

/** The roles that were served; the others gave the service. */
export const SERVED_ROLES = ['beneficiary', 'family', 'carer', 'citizen'] as const satisfies HeadcountRole[];

export interface Headcount {
  readonly role: HeadcountRole;
  readonly quantity: Quantity;
  readonly targetGroup: string | null;
}

export interface Goods {
  readonly item: string;
  /** Such as 初级, 中级. */
  readonly spec: string;
  readonly quantity: Quantity;
  readonly recipientStationId: string | null;
  readonly recipient: string;
}

/** What the organization writes. */
export interface SessionFields {
  readonly title: string;
  readonly theme: string;
  readonly category: ActivityCategory | null;
  readonly method: ServiceMethod;
  readonly serviceTypes: readonly string[];
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly place: string;
  readonly contents: readonly string[];
  readonly partners: readonly string[];
  readonly summary: string;
  readonly stationIds: readonly string[];
  readonly providerIds: readonly string[];
  readonly headcounts: readonly Headcount[];
  readonly goods: readonly Goods[];
  readonly photos: readonly { readonly caption: string }[];
}

/** One listed station's word on the session; `satisfaction` is 1 to 5. */
export interface SessionStation {
  readonly stationId: string;
  readonly confirmedAt: Date | null;
  readonly confirmedBy: string | null;
  readonly satisfaction: number | null;
  readonly opinion: string | null;
}

/** What the lifecycle turns on; a row of the store with its stations satisfies it. */
export interface SessionLife {
  readonly state: SessionState;
  /** The recording side. */
  readonly organizationId: string;
  readonly stations: readonly SessionStation[];
  readonly submittedAt: Date | null;
  readonly confirmedAt: Date | null;
  readonly returnReason: string | null;
}
