/** May this organization claim this order: all the reasons, weightiest first. */
import { evaluateClaim } from '@jiedui/shared/claim/evaluation.ts';
import { AlreadyClaimed, ClaimTooLate, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import type { OrderState } from '@jiedui/shared/order/order.ts';
import { OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { expect, test } from 'vitest';

const at = new Date('2026-11-24T06:02:00Z');
const after = (instant: Date) => new Date(instant.getTime() + 1);
const fits = { checks: [] };
const failed = {
  checks: [
    { code: 'area', passed: false, reason: '服务区域未覆盖该乡镇', remedy: '在供给中增加该乡镇' },
    { code: 'window', passed: true, reason: '服务时间相合', remedy: null },
    { code: 'capacity', passed: false, reason: '本月 4 场已接满', remedy: null },
  ],
} as const;
const heart = { organizationName: '天水市心连心爱心协会', claimedAt: at };
const orderIn = (state: OrderState) => ({
  state,
  claimableUntil: new Date('2026-11-25T15:59:59.999Z'),
  claimLapsesAt: state === 'claimed' ? new Date('2026-11-24T15:59:59.999Z') : null,
});

test('an open order in time, with every check passed, may be claimed', () => {
  expect(evaluateClaim(orderIn('open'), null, fits, at)).toEqual({ mayClaim: true, refusals: [] });
});

test('the loser of a race learns who won and when, and what to do', () => {
  const { refusals } = evaluateClaim(orderIn('claimed'), heart, fits, at);
  expect(refusals[0]).toBeInstanceOf(AlreadyClaimed);
  expect(refusals[0]?.message).toBe('该点单已由天水市心连心爱心协会于11月24日 14:02 接单，可查看相似点单。');
});

test('a confirmed order is claimed too', () => {
  expect(evaluateClaim(orderIn('confirmed'), heart, fits, at).refusals[0]).toBeInstanceOf(AlreadyClaimed);
});

test('a lapsed claim does not stand in the way, from one millisecond after it', () => {
  const order = orderIn('claimed');
  expect(evaluateClaim(order, heart, fits, order.claimLapsesAt!).mayClaim).toBe(false);
  expect(evaluateClaim(order, null, fits, after(order.claimLapsesAt!)).mayClaim).toBe(true);
});

test('the deadline is inclusive; one millisecond later it is too late', () => {
  const order = orderIn('open');
  expect(evaluateClaim(order, null, fits, order.claimableUntil).mayClaim).toBe(true);
  expect(evaluateClaim(order, null, fits, after(order.claimableUntil)).refusals[0]).toBeInstanceOf(ClaimTooLate);
});

test.each(['draft', 'completed', 'cancelled'] as const)('%s cannot be claimed', (state) => {
  expect(evaluateClaim(orderIn(state), null, fits, at).refusals[0]).toBeInstanceOf(OrderNotIn);
});

test('all reasons come together, with only the failed checks and their remedies', () => {
  const order = orderIn('open');
  const { mayClaim, refusals } = evaluateClaim(order, null, failed, after(order.claimableUntil));
  expect(mayClaim).toBe(false);
  expect(refusals.map((refusal) => refusal.code)).toEqual(['CLAIM_TOO_LATE', 'NOT_ELIGIBLE']);
  expect((refusals[1] as NotEligible).checks.map((check) => check.code)).toEqual(['area', 'capacity']);
  expect(refusals[1]?.message).toBe('暂不能接单：服务区域未覆盖该乡镇，在供给中增加该乡镇；本月 4 场已接满。');
});
