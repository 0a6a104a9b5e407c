/**
 * May this organization claim this order now? One evaluator for the feed, the button and the mutation,
 * returning every reason; the mutation's refusal is the first of them in the order people ask:
 * is it still there, is it in time, are we the right ones.
 */
import type { OrderLife } from '../order/order.ts';
import { claimableThrough, effectiveOrderState, isClaimable } from '../order/lifecycle.ts';
import { OrderNotIn } from '../order/refusals.ts';
import type { Fit } from '../matching/rank.ts';
import { AlreadyClaimed, ClaimTooLate, NotEligible } from './refusals.ts';

/** The claim that holds the order now. */
export interface LiveClaim {
  readonly organizationName: string;
  readonly claimedAt: Date;
}

export type ClaimRefusal = OrderNotIn | AlreadyClaimed | ClaimTooLate | NotEligible;

export interface ClaimEvaluation {
  readonly mayClaim: boolean;
  /** Every reason against it, weightiest first; empty when it may. */
  readonly refusals: readonly ClaimRefusal[];
}

/**
 * @param live the pending or confirmed claim on the order, or null; a lapsed one is not live
 * @param fit from matching/rank.ts, for the claiming organization
 * @param asked invited by the bureau, or taking over with the station's yes: then its turn need not have come
 */
export function evaluateClaim(
  order: Pick<OrderLife, 'state' | 'claimLapsesAt' | 'claimableUntil'> &
    Partial<Pick<OrderLife, 'postedAt' | 'lastConfirmedOn'>>,
  live: LiveClaim | null,
  fit: Pick<Fit, 'checks'>,
  at: Date,
  asked = false,
): ClaimEvaluation {
  const refusals: ClaimRefusal[] = [];
  const state = effectiveOrderState(order, at);
  if (state === 'claimed' || state === 'confirmed') {
    refusals.push(live ? new AlreadyClaimed(live.organizationName, live.claimedAt) : new OrderNotIn(state));
  } else if (state !== 'open') refusals.push(new OrderNotIn(state));
  else if (order.claimableUntil !== null && !isClaimable(order, at))
    refusals.push(new ClaimTooLate(claimableThrough(order) ?? order.claimableUntil, at <= order.claimableUntil));
  const failed = fit.checks.filter((check) => !check.passed && !(asked && check.code === 'first_refusal'));
  if (0 < failed.length) refusals.push(new NotEligible(failed));
  return { mayClaim: refusals.length === 0, refusals };
}
