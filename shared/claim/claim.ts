/**
 * Claim (接单): an organization's commitment to take an order; at most one lives at a time.
 * The noun only; what may happen to it is in lifecycle.ts.
 */
export const CLAIM_STATES = ['pending', 'confirmed', 'declined', 'withdrawn', 'lapsed'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

export const CLAIM_STATE_WORDS: Record<ClaimState, string> = {
  pending: '待社工站确认',
  confirmed: '已确认',
  declined: '已退回',
  withdrawn: '已撤回',
  lapsed: '逾期未确认，已失效',
};

/** Who has to say yes: the station to a claim (接单), the organization to an order made from its offer (菜单点单). */
export const CLAIM_AWAITS = ['station', 'organization'] as const;
export type ClaimAwaits = (typeof CLAIM_AWAITS)[number];

/** The states in which a claim holds its order. */
export const LIVE_CLAIM_STATES = ['pending', 'confirmed'] as const satisfies ClaimState[];

/** What the lifecycle turns on; a row of the store satisfies it. */
export interface ClaimLife {
  readonly state: ClaimState;
  /** Last instant at which the station may decide, inclusive. */
  readonly confirmUntil: Date;
  readonly decidedAt: Date | null;
  readonly reason: string | null;
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
}
