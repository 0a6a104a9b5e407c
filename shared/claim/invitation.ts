/**
 * Invitation (派单邀请): after a round the bureau asks an organization to take an order. It is free to say no: 志愿服务条例
 * §25 forbids assigning, so an invitation gives nothing but a question with an answer-by. The noun only; what may happen
 * to it is in invitation-lifecycle.ts.
 */
import type { Month } from '../calendar.ts';

export const INVITATION_STATES = ['pending', 'accepted', 'declined', 'withdrawn', 'lapsed'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export const INVITATION_STATE_WORDS: Record<InvitationState, string> = {
  pending: '待答复',
  accepted: '已接受',
  declined: '已谢绝',
  withdrawn: '已撤回',
  lapsed: '逾期未答复',
};

/** The sentence of an invitation that no round proposed. */
export const INVITED_DIRECTLY = '主管单位直接邀请';

/** Why an organization says no; `other` needs words. */
export const DECLINE_REASONS = [
  'capacity',
  'people',
  'documents',
  'area',
  'window',
  'cost',
  'not_qualified',
  'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export const DECLINE_REASON_WORDS: Record<DeclineReason, string> = {
  capacity: '名额已满',
  people: '人员不足',
  documents: '材料不齐',
  area: '路程太远',
  window: '时间不合适',
  cost: '费用问题',
  not_qualified: '不具备条件',
  other: '其他原因',
};

/** What the lifecycle turns on; a row of the store satisfies it. */
export interface InvitationLife {
  readonly state: InvitationState;
  /** Last instant for an answer, inclusive. */
  readonly respondUntil: Date;
  readonly answeredAt: Date | null;
  readonly declineReason: DeclineReason | null;
  /** The organization's words, or the bureau's when it withdrew. */
  readonly reason: string | null;
  readonly claimId: string | null;
}

export interface Invitation extends InvitationLife {
  readonly id: string;
  readonly version: number;
  /** Null when the bureau asked from the order itself. */
  readonly runId: string | null;
  readonly month: Month;
  readonly orderId: string;
  readonly stationId: string;
  /** The authority that invites: the run's. */
  readonly authorityId: string;
  readonly organizationId: string;
  /** Why this organization, as the officer saw it. */
  readonly sentence: string;
  readonly sentAt: Date;
}
