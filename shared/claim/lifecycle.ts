/**
 * What may happen to a claim.
 *
 *     pending ──confirm──▶ confirmed ──plan, start, extend──▶ confirmed
 *     pending ──decline──▶ declined                  (the station)
 *     pending, confirmed ──withdraw──▶ withdrawn     (the holder)
 *     pending, confirmed ──release──▶ released       (the bureau)
 *     confirmed ──hand_over──▶ handed_over           (to who asked, see takeover-lifecycle.ts)
 *     pending, confirmed ──revoke──▶ declined        (its order was cancelled)
 *     pending ──(confirmUntil)──▶ lapsed             confirmed, not begun ──(startUntil)──▶ lapsed
 *
 * `lapsed` is derived when read; `settle` writes it down when the next claim on the order arrives.
 */
import { endOfDay, type LocalDate, localDateOf } from '../calendar.ts';
import type { ClaimTerms } from '../order/claim-terms.ts';
import { takerLapsesAt } from '../order/commitment.ts';
import { checkReason, ReasonMissing, Refusal } from '../refusal.ts';
import { addWorkingDays, workingDaysUntil } from '../working-calendar.ts';
import type { ClaimDates, ClaimLife, ClaimState } from './claim.ts';
import {
  checkEndReason,
  type EndCode,
  isFaultyRelease,
  RELEASE_CODES,
  STATION_CODES,
  WITHDRAW_CODES,
} from './end-reasons.ts';
import { AlreadyExtended, AlreadyStarted, ClaimLapsed, ClaimNotIn, FirstSessionNotPossible } from './refusals.ts';

/** Working days that a station has to decide, after the day of the claim. */
export const CONFIRM_WORKING_DAYS = 2;

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const CLAIM_STEPS = {
  confirm: { from: ['pending'], to: 'confirmed' },
  decline: { from: ['pending'], to: 'declined' },
  withdraw: { from: ['pending', 'confirmed'], to: 'withdrawn' },
  release: { from: ['pending', 'confirmed'], to: 'released' },
  hand_over: { from: ['confirmed'], to: 'handed_over' },
  plan: { from: ['confirmed'], to: 'confirmed' },
  start: { from: ['confirmed'], to: 'confirmed' },
  extend: { from: ['confirmed'], to: 'confirmed' },
  revoke: { from: ['pending', 'confirmed'], to: 'declined' },
  settle: { from: ['lapsed'], to: 'lapsed' },
} as const satisfies Record<string, { from: readonly ClaimState[]; to: ClaimState }>;
export type ClaimStep = keyof typeof CLAIM_STEPS;

/** The last instant at which the station may decide: the end of the 2nd working day after the claim. */
export function confirmUntil(claimedAt: Date): Date {
  return endOfWorkingDay(claimedAt, CONFIRM_WORKING_DAYS);
}

/** The end of the `count`-th working day after the day of `from`; of the day itself for 0. */
function endOfWorkingDay(from: Date, count: number): Date {
  return endOfDay(addWorkingDays(localDateOf(from), count));
}

/** The state a reader sees: one that was not confirmed, or not begun, by its last instant has lapsed. */
export function effectiveClaimState(claim: ClaimDates, at: Date): ClaimState {
  const until = lapsesAt(claim);
  return until !== null && until < at ? 'lapsed' : claim.state;
}

/** The last instant at which the claim stands if nobody does anything; null when it cannot lapse. */
export function lapsesAt({ state, ...dates }: ClaimDates): Date | null {
  return state === 'pending' || state === 'confirmed' ? takerLapsesAt({ state, ...dates }) : null;
}

/** Working days before the last instant from which on a person is warned. */
export const WARN_WORKING_DAYS = 2;

/** 快到期: it stands, and lapses within the warning days unless somebody acts. */
export function isExpiring(claim: ClaimDates, at: Date): boolean {
  const until = lapsesAt(claim);
  if (until === null || until < at) return false;
  return workingDaysUntil(localDateOf(at), localDateOf(until)) <= WARN_WORKING_DAYS;
}

/** The state the step leads to at `at`, or `ClaimNotIn` with the state the claim is in by then. */
export function moveClaim(claim: ClaimDates, step: ClaimStep, at: Date): ClaimState | ClaimNotIn {
  const state = effectiveClaimState(claim, at);
  const { from, to } = CLAIM_STEPS[step];
  return (from as readonly ClaimState[]).includes(state) ? to : new ClaimNotIn(state);
}

/**
 * The station accepts: the lease begins. `ClaimLapsed` when it is too late, `ClaimNotIn` when it was decided before.
 *
 * @param windowTo the last day of the order's window: nobody has longer than that to begin
 */
export function confirm<T extends ClaimLife>(
  claim: T,
  terms: Pick<ClaimTerms, 'startDays' | 'freeDays'>,
  windowTo: LocalDate | null,
  at: Date,
): T | ClaimNotIn | ClaimLapsed {
  const state = moveClaim(claim, 'confirm', at);
  if (state instanceof ClaimNotIn) return orLapsed(state, claim);
  return { ...claim, state, decidedAt: at, ...leaseFrom(terms, windowTo, at) };
}

/** What a claim holds from its confirmation on. */
export function leaseFrom(
  { startDays, freeDays }: Pick<ClaimTerms, 'startDays' | 'freeDays'>,
  windowTo: LocalDate | null,
  at: Date,
) {
  return {
    confirmedAt: at,
    freeUntil: endOfWorkingDay(at, freeDays),
    startUntil: withinWindow(endOfWorkingDay(at, startDays), windowTo, at),
  };
}

/** Not later than the window, and not over on the day itself. */
function withinWindow(until: Date, windowTo: LocalDate | null, at: Date): Date {
  if (windowTo === null) return until;
  const last = endOfDay(windowTo < localDateOf(at) ? localDateOf(at) : windowTo);
  return last < until ? last : until;
}

/**
 * 延期: once, by the holder, within the term, with a reason that the station reads: as many working days again from the
 * last instant on. The window of the order no longer bounds it: whoever is late is given time.
 */
export function extend<T extends ClaimLife>(
  claim: T,
  { startDays }: Pick<ClaimTerms, 'startDays'>,
  words: string,
  at: Date,
): T | ClaimNotIn | ClaimLapsed | AlreadyStarted | AlreadyExtended | ReasonMissing {
  const state = moveClaim(claim, 'extend', at);
  if (state instanceof ClaimNotIn) return orLapsed(state, claim);
  if (claim.startedAt !== null || claim.startUntil === null) return new AlreadyStarted();
  if (claim.extendedAt !== null) return new AlreadyExtended(claim.startUntil);
  const extensionReason = checkReason(words);
  if (extensionReason instanceof ReasonMissing) return extensionReason;
  return { ...claim, extendedAt: at, extensionReason, startUntil: endOfWorkingDay(claim.startUntil, startDays) };
}

/** 首场安排: the day of the first session, within the order's window and not in the past; the claim can then not lapse. */
export function plan<T extends ClaimLife>(
  claim: T,
  on: LocalDate,
  window: { readonly windowFrom: LocalDate | null; readonly windowTo: LocalDate | null },
  at: Date,
): T | ClaimNotIn | ClaimLapsed | FirstSessionNotPossible {
  const state = moveClaim(claim, 'plan', at);
  if (state instanceof ClaimNotIn) return orLapsed(state, claim);
  const today = localDateOf(at);
  const from = window.windowFrom !== null && today < window.windowFrom ? window.windowFrom : today;
  const to = window.windowTo !== null && today < window.windowTo ? window.windowTo : today;
  if (on < from || to < on) return new FirstSessionNotPossible(from, to);
  return { ...claim, firstSessionOn: on, startedAt: claim.startedAt ?? at };
}

/** The station says no, with a coded reason that the organization reads. */
export function decline<T extends ClaimLife>(
  claim: T,
  code: EndCode,
  words: string,
  at: Date,
): T | ClaimNotIn | ClaimLapsed | ReasonMissing {
  const declined = end(claim, 'decline', STATION_CODES, code, words, at);
  return declined instanceof ClaimNotIn ? orLapsed(declined, claim) : declined;
}

/** Whether giving it back now is held against the organization: it was confirmed, and the free days are over. */
export function isWithdrawalAtFault({ state, freeUntil }: Pick<ClaimLife, 'state' | 'freeUntil'>, at: Date): boolean {
  return state === 'confirmed' && freeUntil !== null && freeUntil < at;
}

/** The organization gives the order back, with a coded reason that the station reads. */
export function withdraw<T extends ClaimLife>(
  claim: T,
  code: EndCode,
  words: string,
  at: Date,
): T | ClaimNotIn | ReasonMissing {
  const withdrawn = end(claim, 'withdraw', WITHDRAW_CODES, code, words, at);
  return withdrawn instanceof Refusal ? withdrawn : { ...withdrawn, atFault: isWithdrawalAtFault(claim, at) };
}

/**
 * 解除: the bureau takes the order from an organization that does not serve it, with a coded reason that both read. What
 * the station had not confirmed is held against nobody.
 */
export function release<T extends ClaimLife>(
  claim: T,
  code: EndCode,
  words: string,
  at: Date,
): T | ClaimNotIn | ReasonMissing {
  const released = end(claim, 'release', RELEASE_CODES, code, words, at);
  if (released instanceof Refusal) return released;
  return { ...released, atFault: claim.state === 'confirmed' && isFaultyRelease(code) };
}

/** Over by what somebody said: the step, then the coded reason, of the list of whoever says it. */
function end<T extends ClaimLife>(
  claim: T,
  step: 'decline' | 'withdraw' | 'release',
  allowed: readonly EndCode[],
  code: EndCode,
  words: string,
  at: Date,
): T | ClaimNotIn | ReasonMissing {
  const state = moveClaim(claim, step, at);
  if (state instanceof ClaimNotIn) return state;
  const reason = checkEndReason(allowed, code, words);
  if (reason instanceof ReasonMissing) return reason;
  return { ...claim, state, decidedAt: at, endCode: reason.code, reason: reason.words };
}

/** 转接: the order goes to who asked for it; nothing is held against the holder. */
export function handOver<T extends ClaimLife>(claim: T, at: Date): T | ClaimNotIn {
  const state = moveClaim(claim, 'hand_over', at);
  return state instanceof ClaimNotIn ? state : { ...claim, state, decidedAt: at, endCode: 'agreed' };
}

/** The order was cancelled; the live claim ends with the order's reason. */
export function revoke<T extends ClaimLife>(claim: T, reason: string, at: Date): T | ClaimNotIn {
  const state = moveClaim(claim, 'revoke', at);
  return state instanceof ClaimNotIn ? state : { ...claim, state, decidedAt: at, endCode: 'order_cancelled', reason };
}

/** The stored form of a lapsed claim: it ended at its last instant; one that was confirmed and not begun is broken. */
export function settle<T extends ClaimLife>(claim: T, at: Date): T | ClaimNotIn {
  const state = moveClaim(claim, 'settle', at);
  if (state instanceof ClaimNotIn) return state;
  return { ...claim, state, decidedAt: lapsesAt(claim) ?? claim.decidedAt, atFault: claim.state === 'confirmed' };
}

function orLapsed(refusal: ClaimNotIn, claim: ClaimLife): ClaimNotIn | ClaimLapsed {
  if (refusal.actual !== 'lapsed') return refusal;
  const until = lapsesAt(claim) ?? claim.decidedAt ?? claim.confirmUntil;
  return new ClaimLapsed(until, claim.confirmedAt !== null);
}
