/**
 * What may happen to a claim.
 *
 *     pending ──confirm──▶ confirmed ──withdraw──▶ withdrawn
 *     pending ──decline──▶ declined     pending ──withdraw──▶ withdrawn
 *     pending ──(date)───▶ lapsed       pending, confirmed ──revoke──▶ declined   (its order was cancelled)
 *
 * `lapsed` is derived when read; `settle` writes it down when the next claim on the order arrives.
 */
import { endOfDay, localDateOf } from '../calendar.ts';
import { checkReason, ReasonMissing } from '../refusal.ts';
import { addWorkingDays } from '../working-calendar.ts';
import type { ClaimLife, ClaimState } from './claim.ts';
import { ClaimLapsed, ClaimNotIn } from './refusals.ts';

/** Working days that a station has to decide, after the day of the claim. */
export const CONFIRM_WORKING_DAYS = 2;

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const CLAIM_STEPS = {
  confirm: { from: ['pending'], to: 'confirmed' },
  decline: { from: ['pending'], to: 'declined' },
  withdraw: { from: ['pending', 'confirmed'], to: 'withdrawn' },
  revoke: { from: ['pending', 'confirmed'], to: 'declined' },
  settle: { from: ['lapsed'], to: 'lapsed' },
} as const satisfies Record<string, { from: readonly ClaimState[]; to: ClaimState }>;
export type ClaimStep = keyof typeof CLAIM_STEPS;

/** The last instant at which the station may decide: the end of the 2nd working day after the claim. */
export function confirmUntil(claimedAt: Date): Date {
  return endOfDay(addWorkingDays(localDateOf(claimedAt), CONFIRM_WORKING_DAYS));
}

/** The state a reader sees: a pending claim past its last instant has lapsed. */
export function effectiveClaimState(claim: Pick<ClaimLife, 'state' | 'confirmUntil'>, at: Date): ClaimState {
  return claim.state === 'pending' && claim.confirmUntil < at ? 'lapsed' : claim.state;
}

/** The state the step leads to at `at`, or `ClaimNotIn` with the state the claim is in by then. */
export function moveClaim(
  claim: Pick<ClaimLife, 'state' | 'confirmUntil'>,
  step: ClaimStep,
  at: Date,
): ClaimState | ClaimNotIn {
  const state = effectiveClaimState(claim, at);
  const { from, to } = CLAIM_STEPS[step];
  return (from as readonly ClaimState[]).includes(state) ? to : new ClaimNotIn(state);
}

/** The station accepts. `ClaimLapsed` when it is too late, `ClaimNotIn` when it was decided before. */
export function confirm<T extends ClaimLife>(claim: T, at: Date): T | ClaimNotIn | ClaimLapsed {
  const state = moveClaim(claim, 'confirm', at);
  if (state instanceof ClaimNotIn) return orLapsed(state, claim);
  return { ...claim, state, decidedAt: at };
}

/** The station says no, with a reason that the organization reads. */
export function decline<T extends ClaimLife>(
  claim: T,
  reason: string,
  at: Date,
): T | ClaimNotIn | ClaimLapsed | ReasonMissing {
  const state = moveClaim(claim, 'decline', at);
  if (state instanceof ClaimNotIn) return orLapsed(state, claim);
  const checked = checkReason(reason);
  if (checked instanceof ReasonMissing) return checked;
  return { ...claim, state, decidedAt: at, reason: checked };
}

/** The organization gives the order back, with a reason that the station reads. */
export function withdraw<T extends ClaimLife>(claim: T, reason: string, at: Date): T | ClaimNotIn | ReasonMissing {
  const state = moveClaim(claim, 'withdraw', at);
  if (state instanceof ClaimNotIn) return state;
  const checked = checkReason(reason);
  if (checked instanceof ReasonMissing) return checked;
  return { ...claim, state, decidedAt: at, reason: checked };
}

/** The order was cancelled; the live claim ends with the order's reason. */
export function revoke<T extends ClaimLife>(claim: T, reason: string, at: Date): T | ClaimNotIn {
  const state = moveClaim(claim, 'revoke', at);
  return state instanceof ClaimNotIn ? state : { ...claim, state, decidedAt: at, reason };
}

/** The stored form of a lapsed claim, written when the next one arrives: it ended at its last instant. */
export function settle<T extends ClaimLife>(claim: T, at: Date): T | ClaimNotIn {
  const state = moveClaim(claim, 'settle', at);
  return state instanceof ClaimNotIn ? state : { ...claim, state, decidedAt: claim.confirmUntil };
}

function orLapsed(refusal: ClaimNotIn, claim: ClaimLife): ClaimNotIn | ClaimLapsed {
  return refusal.actual === 'lapsed' ? new ClaimLapsed(claim.confirmUntil) : refusal;
}
