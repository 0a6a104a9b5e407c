/**
 * Claim (接单): an organization's commitment to take an order, or a share of one that several may share.
 * The noun only; what may happen to it is in lifecycle.ts.
 */
import type { LocalDate } from '../calendar.ts';
import type { Portion } from '../order/commitment.ts';
import type { EndCode } from './end-reasons.ts';

export const CLAIM_STATES = [
  'pending',
  'confirmed',
  'declined',
  'withdrawn',
  'released',
  'handed_over',
  'lapsed',
] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_STATE_WORDS: Record<ClaimState, string> = {
  pending: '待社工站确认',
  confirmed: '已确认',
  declined: '已退回',
  withdrawn: '已撤回',
  released: '已由主管单位解除',
  handed_over: '已转接',
  lapsed: '逾期，已失效',
};

/** Who has to say yes: the station to a claim (接单), the organization to an order made from its offer (菜单点单). */
export const CLAIM_AWAITS = ['station', 'organization'] as const;
export type ClaimAwaits = (typeof CLAIM_AWAITS)[number];

/** The states in which a claim holds its order. */
export const LIVE_CLAIM_STATES = ['pending', 'confirmed'] as const satisfies ClaimState[];

/** What decides the state that a reader sees. */
export interface ClaimDates {
  readonly state: ClaimState;
  /** Last instant at which the station may decide, inclusive. */
  readonly confirmUntil: Date;
  /** Last instant at which the first session is to be planned or recorded, inclusive; null before confirmation, or without a term. */
  readonly startUntil: Date | null;
  /** When the first session was planned or recorded: from then on the claim cannot lapse. */
  readonly startedAt: Date | null;
}

/** What the lifecycle turns on; a row of the store satisfies it. */
export interface ClaimLife extends ClaimDates {
  readonly confirmedAt: Date | null;
  /** T3: last instant at which it may be given back without being held against the organization. */
  readonly freeUntil: Date | null;
  readonly extendedAt: Date | null;
  readonly extensionReason: string | null;
  /** The day planned for the first session. */
  readonly firstSessionOn: LocalDate | null;
  readonly decidedAt: Date | null;
  readonly endCode: EndCode | null;
  /** The words of who ended it. */
  readonly reason: string | null;
  /** It ended by the organization's own fault, and counts in its record. */
  readonly atFault: boolean;
}

export interface Claim extends ClaimLife {
  readonly id: string;
  readonly version: number;
  readonly orderId: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly organizationId: string;
  readonly awaits: ClaimAwaits;
  readonly claimedBy: string;
  readonly claimedAt: Date;
  readonly decidedBy: string | null;
  /** It takes the order whole; false for a share of an order that several may share. */
  readonly exclusive: boolean;
  /** Of a partial order what it takes; empty for a seat, and for the whole. */
  readonly portions: readonly Portion[];
  /** When a confirmed session said that its share is delivered; null for a whole order, which has a state of its own. */
  readonly deliveredAt: Date | null;
}

/** A claim that was just made: nothing of its later life is known yet. */
export const NEW_CLAIM = {
  state: 'pending',
  startUntil: null,
  startedAt: null,
  confirmedAt: null,
  freeUntil: null,
  extendedAt: null,
  extensionReason: null,
  firstSessionOn: null,
  decidedAt: null,
  endCode: null,
  reason: null,
  atFault: false,
  exclusive: true,
  portions: [],
  deliveredAt: null,
} as const satisfies Omit<ClaimLife, 'confirmUntil'> & Pick<Claim, 'exclusive' | 'portions' | 'deliveredAt'>;
