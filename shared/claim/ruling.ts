/**
 * Ruling (裁定): when invitations for an order were turned down, or left unanswered, twice, nobody is asked a third time:
 * its authority decides what becomes of it. That an order waits is derived from its invitations; only rulings are stored.
 *
 *     none ──(2nd refusal)──▶ waiting ──reopen, widen──▶ none
 *                             waiting ──coordinate──▶ coordinating ──reopen, widen, unmet──▶ none
 *                             waiting ──unmet──▶ none (the order is cancelled, and kept in the gap figures)
 */
import type { LocalDate } from '../calendar.ts';

export const RULING_CHOICES = ['reopen', 'widen', 'coordinate', 'unmet'] as const;
export type RulingChoice = (typeof RULING_CHOICES)[number];

export const RULING_CHOICE_WORDS: Record<RulingChoice, string> = {
  reopen: '重新向所有组织开放',
  widen: '与社工站商定，放宽时间',
  coordinate: '提请其他主管单位协调',
  unmet: '作未能对接办结',
};

/** So many refusals and lapses since the last ruling send the order to the bureau. */
export const REFUSALS_TO_RULING = 2;

export const RULING_STATES = ['none', 'waiting', 'coordinating'] as const;
export type RulingState = (typeof RULING_STATES)[number];

export const RULING_STATE_WORDS: Record<RulingState, string> = {
  none: '无需裁定',
  waiting: '待裁定',
  coordinating: '协调中',
};

/** From which states each choice may be made, and where it leads. */
export const RULING_STEPS = {
  reopen: { from: ['waiting', 'coordinating'], to: 'none' },
  widen: { from: ['waiting', 'coordinating'], to: 'none' },
  coordinate: { from: ['waiting'], to: 'coordinating' },
  unmet: { from: ['waiting', 'coordinating'], to: 'none' },
} as const satisfies Record<RulingChoice, { from: readonly RulingState[]; to: RulingState }>;

export interface Ruling {
  readonly id: string;
  readonly orderId: string;
  readonly stationId: string;
  readonly authorityId: string;
  readonly choice: RulingChoice;
  readonly reason: string;
  readonly toAuthorityId: string | null;
  readonly claimableUntil: Date | null;
  readonly windowTo: LocalDate | null;
  readonly ruledAt: Date;
}

/** Working days that the bureau has for a ruling, after the day of the second refusal. */
export const RULING_WORKING_DAYS = 2;
