/**
 * Order (点单): one request for help, from a station posting it to an organization serving it.
 * The noun only; what may happen to an order is in lifecycle.ts.
 */
import type { LocalDate } from '../calendar.ts';
import type { CancelReason } from './cancel-reason.ts';
import type { Quantity } from '../quantity.ts';
import type { ClaimMode, Opening } from './claim-terms.ts';
import type { Sharing } from './sharing.ts';
import type { OrderLine } from './line.ts';

/** In lifecycle order. The database and GraphQL enums are both built from this list. */
export const ORDER_STATES = [
  'draft',
  'submitted',
  'returned',
  'rejected',
  'open',
  'claimed',
  'confirmed',
  'completed',
  'cancelled',
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export const ORDER_STATE_WORDS: Record<OrderState, string> = {
  draft: '草稿',
  submitted: '待审核',
  returned: '退回修改',
  rejected: '不予发布',
  open: '待接单',
  claimed: '待确认',
  confirmed: '服务中',
  completed: '已完成',
  cancelled: '已撤销',
};

/** Said of an open order whose station did not confirm it by the month's cut-off (confirming.ts): nobody claims it meanwhile. */
export const ORDER_RESTING_WORD = '自动暂停（未按月确认）';

/** Before it is published, an order is between its station and whoever approves it; organizations see none of these. */
export const UNPUBLISHED_STATES = ['draft', 'submitted', 'returned', 'rejected'] as const satisfies OrderState[];
export const isUnpublished = (state: OrderState): boolean =>
  (UNPUBLISHED_STATES as readonly OrderState[]).includes(state);

/** Bradshaw's four kinds of need. */
export const NEED_TYPES = ['normative', 'felt', 'expressed', 'comparative'] as const;
export type NeedType = (typeof NEED_TYPES)[number];

export const NEED_TYPE_WORDS: Record<NeedType, string> = {
  normative: '规范性需求',
  felt: '感受性需求',
  expressed: '表达性需求',
  comparative: '比较性需求',
};

/** 输血 gives relief; 造血 builds capacity. */
export const ORDER_MODES = ['relief', 'capacity'] as const;
export type OrderMode = (typeof ORDER_MODES)[number];

export const ORDER_MODE_WORDS: Record<OrderMode, string> = { relief: '输血', capacity: '造血' };

export const ORDER_LEGS = ['material', 'service', 'both'] as const;
export type OrderLeg = (typeof ORDER_LEGS)[number];

export const ORDER_LEG_WORDS: Record<OrderLeg, string> = {
  material: '物资',
  service: '服务',
  both: '物资和服务',
};

export const URGENCIES = ['normal', 'urgent', 'emergency'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const URGENCY_WORDS: Record<Urgency, string> = {
  normal: '一般',
  urgent: '较急（3 个工作日内）',
  emergency: '紧急（24 小时内）',
};

export const TIMELINE_KINDS = ['done', 'next'] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** What the station writes; a draft may lack any of it, a posted order none (see posting.ts). */
export interface OrderFields {
  readonly title: string;
  readonly description: string;
  readonly serviceType: string | null;
  readonly targetGroups: readonly string[];
  readonly headcount: Quantity | null;
  readonly place: string;
  readonly windowFrom: LocalDate | null;
  readonly windowTo: LocalDate | null;
  readonly needType: NeedType | null;
  readonly mode: OrderMode | null;
  readonly leg: OrderLeg | null;
  readonly urgency: Urgency | null;
  /** Last instant at which it may be claimed, inclusive. */
  readonly claimableUntil: Date | null;
  /** Licences that who serves it must hold; left out where none is asked. */
  readonly requiredQualifications?: readonly string[];
  /** The most that one session may cost, in 分; 0 for free offers only, null or left out when no cap is set. */
  readonly budgetCapFen?: number | null;
  /** How long the service takes, where only a range of days is known; left out or null where the window is the service's. */
  readonly durationMinutes?: number | null;
  /** To whom it is open first; null or left out: as its authority has it. */
  readonly claimMode?: ClaimMode | null;
  /** Left out: taken whole by one organization. */
  readonly sharing?: Sharing;
  /** Organizations that a joint order takes; 1 or left out otherwise. */
  readonly seats?: number;
  /** 点单明细; left out or empty where the order itself is the one thing asked. */
  readonly lines?: readonly OrderLine[];
}

/** What the lifecycle turns on; a row of the store satisfies it. */
export interface OrderLife {
  readonly state: OrderState;
  readonly claimableUntil: Date | null;
  readonly windowTo: LocalDate | null;
  readonly claimedOrganizationId: string | null;
  /** Last instant at which a claim may still be confirmed, or a confirmed one begun, inclusive; null when it cannot lapse. */
  readonly claimLapsesAt: Date | null;
  readonly postedAt: Date | null;
  /** The day on which its station last said that it is still needed; left out or null before the first time. */
  readonly lastConfirmedOn?: LocalDate | null;
  readonly completedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly cancelReason: string | null;
}

export interface Order extends OrderFields, Omit<OrderLife, 'claimableUntil' | 'windowTo'> {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly stationId: string;
  readonly authorityId: string;
  readonly regionCode: string;
  readonly scheme: string | null;
  readonly schemeVersion: number | null;
  readonly cancelReasonCode: CancelReason | null;
  /** The series that it belongs to, and which of it; null for a single order. */
  readonly seriesId: string | null;
  readonly seriesSeq: number | null;
  /** The day and the minute of it on which the two sides agreed, where only a range of days was asked. */
  readonly agreedOn: LocalDate | null;
  readonly agreedMinute: number | null;
  /** When it opens to whom, settled when it was posted; null when to everyone at once. */
  readonly opening: Opening | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
