/**
 * Take-over (转接申请): another organization asks the holder of a confirmed claim to hand the order over. Silence of the
 * holder until its last instant is a yes; then the station decides whether it wants the other. The noun only; what may
 * happen to it is in takeover-lifecycle.ts.
 */
import type { EndCode } from './end-reasons.ts';

export const TAKEOVER_STATES = [
  'asked',
  'agreed',
  'done',
  'refused',
  'rejected',
  'withdrawn',
  'lapsed',
  'void',
] as const;
export type TakeoverState = (typeof TAKEOVER_STATES)[number];

export const TAKEOVER_STATE_WORDS: Record<TakeoverState, string> = {
  asked: '待承接方答复',
  agreed: '待社工站确认',
  done: '已转接',
  refused: '承接方未同意',
  rejected: '社工站未同意',
  withdrawn: '已撤回',
  lapsed: '逾期未确认',
  void: '原接单已结束',
};

export interface TakeoverLife {
  readonly state: TakeoverState;
  /** Last instant for the holder, inclusive; after it silence is a yes. */
  readonly holderUntil: Date;
  readonly holderAgreedAt: Date | null;
  /** Last instant for the station, inclusive. */
  readonly stationUntil: Date;
  readonly endCode: EndCode | null;
  readonly reason: string | null;
  readonly answeredAt: Date | null;
  readonly newClaimId: string | null;
}

export interface Takeover extends TakeoverLife {
  readonly id: string;
  readonly version: number;
  readonly claimId: string;
  readonly orderId: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly holderId: string;
  readonly organizationId: string;
  readonly requestReason: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}
