/**
 * A share (承接份额): what one claim takes of an order that several organizations may take. Checked against what is left
 * at that instant, so that never more is committed than was asked.
 */
import type { Fit } from '../matching/rank.ts';
import { type DividedOrder, isLiveTaker, leftOf, leftWords, type Portion, type Taker } from '../order/commitment.ts';
import { UNIT_WORDS } from '../quantity.ts';
import { effectiveOrderState } from '../order/lifecycle.ts';
import { OrderNotIn } from '../order/refusals.ts';
import { isSeeking, type SharedOrder } from '../order/standing.ts';
import { ClaimTooLate, NotEligible, NotEnoughLeft, ShareUnclear } from './refusals.ts';

/**
 * The portions that the claim takes, or why it cannot.
 *
 * @param wanted null: all that is left
 * @returns `ShareUnclear` when it names nothing, a line twice, or one that is not there; `NotEnoughLeft` with what is left
 */
export function checkShare(
  order: DividedOrder,
  takers: readonly Taker[],
  wanted: readonly Portion[] | null,
  at: Date,
): readonly Portion[] | ShareUnclear | NotEnoughLeft {
  const left = leftOf(order, takers, at);
  const refused = () =>
    new NotEnoughLeft(
      left.filter(({ value }) => 0 < value),
      leftWords(order, left),
    );
  if (left.every(({ value }) => value === 0)) return refused();
  if (order.sharing !== 'partial') return [];
  const share = wanted === null ? left.filter(({ value }) => 0 < value) : wanted.filter(({ value }) => value !== 0);
  if (share.length === 0 || share.some(({ value }) => !Number.isInteger(value) || value < 1)) return new ShareUnclear();
  if (new Set(share.map(({ seq }) => seq)).size < share.length) return new ShareUnclear();
  for (const { seq, value } of share) {
    const rest = left.find((each) => each.seq === seq);
    if (!rest) return new ShareUnclear();
    if (rest.value < value) return refused();
  }
  return [...share].sort((a, b) => a.seq - b.seq);
}

/**
 * May this organization take this share now? The weightiest reason against it, in the order people ask: is it still
 * there, do we hold a part already, is it in time, is enough left, are we the right ones.
 *
 * @param wanted null: all that is left, or a seat
 * @param fit every hard check, judged for the organization
 */
export function evaluateShare(
  order: SharedOrder,
  takers: readonly Taker[],
  organizationId: string,
  wanted: readonly Portion[] | null,
  fit: Pick<Fit, 'checks'>,
  at: Date,
): readonly Portion[] | OrderNotIn | ClaimTooLate | ShareUnclear | NotEnoughLeft | NotEligible {
  const state = effectiveOrderState(order, at);
  if (state !== 'open' && state !== 'claimed' && state !== 'confirmed') return new OrderNotIn(state);
  const failed = fit.checks.filter((check) => !check.passed);
  const holds = takers.some((taker) => taker.organizationId === organizationId && isLiveTaker(taker, at));
  if (holds && 0 < failed.length) return new NotEligible(failed);
  if (order.claimableUntil !== null && !isSeeking(order, at)) return new ClaimTooLate(order.claimableUntil);
  const share = checkShare(order, takers, wanted, at);
  if (share instanceof ShareUnclear || share instanceof NotEnoughLeft) return share;
  return 0 < failed.length ? new NotEligible(failed) : share;
}

/** 助浴 12 人、送餐 3 户; of a joint order 1 个名额, of a whole one the whole. */
export function shareWords(order: DividedOrder, portions: readonly Portion[]): string {
  if (order.sharing === 'joint') return '1 个名额';
  if (order.sharing === 'exclusive') return '全部';
  return portions
    .flatMap(({ seq, value }) => {
      const line = order.lines.find((each) => each.seq === seq);
      return line ? [`${line.what} ${value} ${UNIT_WORDS[line.quantity.unit]}`] : [];
    })
    .join('、');
}
