/** Every step of a claim from every state, and the instant at which it lapses. */
import { CLAIM_STATES, type ClaimLife, type ClaimState, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import {
  CLAIM_STEPS,
  type ClaimStep,
  confirm,
  confirmUntil,
  decline,
  effectiveClaimState,
  moveClaim,
  revoke,
  settle,
  withdraw,
} from '@jiedui/shared/claim/lifecycle.ts';
import { ClaimLapsed, ClaimNotIn } from '@jiedui/shared/claim/refusals.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const until = new Date('2026-11-26T15:59:59.999Z');
const tooLate = new Date(until.getTime() + 1);
const TERMS = { startDays: 10, freeDays: 2 };
const claimIn = (state: ClaimState, change: Partial<ClaimLife> = {}): ClaimLife => ({
  ...NEW_CLAIM,
  state,
  confirmUntil: until,
  ...change,
});

/** What each step makes of each state, in the order of CLAIM_STATES; null: refused. */
const EXPECTED: Record<ClaimStep, (ClaimState | null)[]> = {
  //         pending      confirmed    declined withdrawn released handed_over lapsed
  confirm: ['confirmed', null, null, null, null, null, null],
  decline: ['declined', null, null, null, null, null, null],
  withdraw: ['withdrawn', 'withdrawn', null, null, null, null, null],
  release: ['released', 'released', null, null, null, null, null],
  hand_over: [null, 'handed_over', null, null, null, null, null],
  plan: [null, 'confirmed', null, null, null, null, null],
  start: [null, 'confirmed', null, null, null, null, null],
  extend: [null, 'confirmed', null, null, null, null, null],
  revoke: ['declined', 'declined', null, null, null, null, null],
  settle: [null, null, null, null, null, null, 'lapsed'],
};

const cases = (Object.keys(CLAIM_STEPS) as ClaimStep[]).flatMap((step) =>
  CLAIM_STATES.map((state, i) => [step, state, EXPECTED[step][i]!] as const),
);

test.each(cases)('%s from %s gives %s', (step, state, expected) => {
  const result = moveClaim(claimIn(state), step, at);
  if (expected === null) expect(result).toMatchObject({ code: 'CLAIM_NOT_IN', actual: state });
  else expect(result).toBe(expected);
});

test.each([
  ['a Tuesday', '2026-11-24T06:00:00Z', '2026-11-26T15:59:59.999Z'],
  ['a Tuesday’s last millisecond', '2026-11-24T15:59:59.999Z', '2026-11-26T15:59:59.999Z'],
  ['one millisecond later, so Wednesday', '2026-11-24T16:00:00.000Z', '2026-11-27T15:59:59.999Z'],
  ['a Friday', '2026-11-27T06:00:00Z', '2026-12-01T15:59:59.999Z'],
  ['the eve of National Day', '2026-09-30T02:00:00Z', '2026-10-09T15:59:59.999Z'],
  ['the Friday before a working Saturday', '2026-10-09T02:00:00Z', '2026-10-12T15:59:59.999Z'],
])('a claim on %s may be confirmed until the end of the 2nd working day', (_when, claimedAt, expected) => {
  expect(confirmUntil(new Date(claimedAt)).toISOString()).toBe(expected);
});

describe('lapsing', () => {
  test('a pending claim stands up to its last instant', () => {
    expect(effectiveClaimState(claimIn('pending'), until)).toBe('pending');
    expect(confirm(claimIn('pending'), TERMS, null, until)).toMatchObject({ state: 'confirmed', decidedAt: until });
  });

  test('one millisecond later it has lapsed, and the station is told when', () => {
    expect(effectiveClaimState(claimIn('pending'), tooLate)).toBe('lapsed');
    for (const refusal of [
      confirm(claimIn('pending'), TERMS, null, tooLate),
      decline(claimIn('pending'), 'schedule', '', tooLate),
    ]) {
      expect(refusal).toBeInstanceOf(ClaimLapsed);
      expect(refusal).toMatchObject({ lapsedAt: until });
    }
    expect(withdraw(claimIn('pending'), 'people', '', tooLate)).toMatchObject({ actual: 'lapsed' });
  });

  test('a confirmed claim without a term never lapses', () =>
    expect(effectiveClaimState(claimIn('confirmed'), tooLate)).toBe('confirmed'));

  test('it is written down as of its last instant', () => {
    expect(settle(claimIn('pending'), tooLate)).toMatchObject({ state: 'lapsed', decidedAt: until });
    expect(settle(claimIn('pending'), until)).toBeInstanceOf(ClaimNotIn);
  });
});

test('declining and withdrawing need a reason, and keep it', () => {
  expect(decline(claimIn('pending'), 'other', '', at)).toBeInstanceOf(ReasonMissing);
  expect(withdraw(claimIn('confirmed'), 'other', '', at)).toBeInstanceOf(ReasonMissing);
  expect(decline(claimIn('pending'), 'schedule', ' 时间不合 ', at)).toMatchObject({
    state: 'declined',
    endCode: 'schedule',
    reason: '时间不合',
  });
  expect(withdraw(claimIn('confirmed'), 'people', '', at)).toMatchObject({
    state: 'withdrawn',
    endCode: 'people',
    reason: null,
  });
});

test('a cancelled order ends its claim with the order’s reason', () => {
  expect(revoke(claimIn('confirmed'), '点单已撤销', at)).toMatchObject({ state: 'declined', reason: '点单已撤销' });
});

test('a step refuses a decided claim', () => {
  expect(confirm(claimIn('declined'), TERMS, null, at)).toBeInstanceOf(ClaimNotIn);
  expect(confirm(claimIn('lapsed'), TERMS, null, at)).toBeInstanceOf(ClaimLapsed);
});
