/** Take-over and ruling as tables, first refusal and open load at their edges, and the lease over weekends, month ends and 调休. */
import { formatDate } from '@jiedui/shared/calendar.ts';
import { type ClaimLife, NEW_CLAIM } from '@jiedui/shared/claim/claim.ts';
import { confirm, extend, isExpiring, isWithdrawalAtFault } from '@jiedui/shared/claim/lifecycle.ts';
import { nextOfClaim, nextOfTakeover } from '@jiedui/shared/claim/next-step.ts';
import { RULING_CHOICES, RULING_STATES, type RulingChoice, type RulingState } from '@jiedui/shared/claim/ruling.ts';
import { rule, rulingStateOf, rulingUntil } from '@jiedui/shared/claim/ruling-rules.ts';
import { TAKEOVER_STATES, type TakeoverState } from '@jiedui/shared/claim/takeover.ts';
import {
  effectiveTakeoverState,
  moveTakeover,
  TAKEOVER_STEPS,
  type TakeoverStep,
  takeoverUntil,
} from '@jiedui/shared/claim/takeover-lifecycle.ts';
import { opensOn, standingOf } from '@jiedui/shared/matching/first-refusal.ts';
import { mostOpenFor } from '@jiedui/shared/matching/open-load.ts';
import { DEFAULT_CLAIM_TERMS, openingOf } from '@jiedui/shared/order/claim-terms.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const after = (date: Date) => new Date(date.getTime() + 1);
const until = takeoverUntil(at);

/** What each step makes of each state, in the order of TAKEOVER_STATES; null: refused. */
const TAKEOVER: Record<TakeoverStep, (TakeoverState | null)[]> = {
  //         asked      agreed     done  refused rejected withdrawn lapsed void
  agree: ['agreed', null, null, null, null, null, null, null],
  refuse: ['refused', null, null, null, null, null, null, null],
  accept: [null, 'done', null, null, null, null, null, null],
  reject: [null, 'rejected', null, null, null, null, null, null],
  withdraw: ['withdrawn', 'withdrawn', null, null, null, null, null, null],
  void: ['void', 'void', null, null, null, null, null, null],
  settle: [null, null, null, null, null, null, 'lapsed', null],
};

test.each(
  (Object.keys(TAKEOVER_STEPS) as TakeoverStep[]).flatMap((step) =>
    TAKEOVER_STATES.map((state, i) => [step, state, TAKEOVER[step][i]!] as const),
  ),
)('a take-over: %s from %s gives %s', (step, state, expected) => {
  const result = moveTakeover({ state, ...until }, step, at);
  if (expected === null) expect(result).toMatchObject({ code: 'TAKEOVER_NOT_IN', actual: state });
  else expect(result).toBe(expected);
});

/** In the order of RULING_STATES. */
const RULING: Record<RulingChoice, (RulingState | null)[]> = {
  reopen: [null, 'none', 'none'],
  widen: [null, 'none', 'none'],
  coordinate: [null, 'coordinating', null],
  unmet: [null, 'none', 'none'],
};
test.each(
  RULING_CHOICES.flatMap((choice) => RULING_STATES.map((state, i) => [choice, state, RULING[choice][i]!] as const)),
)('a ruling: %s from %s gives %s', (choice, state, expected) => {
  const result = rule(state, choice);
  if (expected === null) expect(result).toMatchObject({ code: 'NO_RULING_NEEDED', actual: state });
  else expect(result).toBe(expected);
});

describe('a take-over by its dates', () => {
  test('silence of the holder is a yes one millisecond after its last instant, and of the station a lapse', () => {
    const asked = { state: 'asked' as const, ...until };
    expect(effectiveTakeoverState(asked, until.holderUntil)).toBe('asked');
    expect(effectiveTakeoverState(asked, after(until.holderUntil))).toBe('agreed');
    expect(effectiveTakeoverState(asked, until.stationUntil)).toBe('agreed');
    expect(effectiveTakeoverState(asked, after(until.stationUntil))).toBe('lapsed');
    expect(nextOfTakeover(asked, until.holderUntil)?.side).toBe('organization');
    expect(nextOfTakeover(asked, after(until.holderUntil))?.side).toBe('station');
    expect(nextOfTakeover(asked, after(until.stationUntil))).toBeNull();
  });

  test('over National Day the holder has until the second working day after it', () => {
    expect(takeoverUntil(new Date('2026-09-30T02:00:00Z'))).toEqual({
      holderUntil: new Date('2026-10-09T15:59:59.999Z'),
      stationUntil: new Date('2026-10-12T15:59:59.999Z'),
    });
  });
});

describe('the lease', () => {
  const pending: ClaimLife = { ...NEW_CLAIM, confirmUntil: new Date('2027-01-01T00:00:00Z') };
  const leased = (confirmedAt: string, windowTo: `${number}-${number}-${number}` | null = null, startDays = 10) => {
    const claim = confirm(pending, { startDays, freeDays: 2 }, windowTo, new Date(confirmedAt));
    if (claim instanceof Error) throw claim;
    return claim;
  };

  test.each([
    ['2026-11-24T06:00:00Z', '2026-12-08T15:59:59.999Z'],
    ['2026-11-24T15:59:59.999Z', '2026-12-08T15:59:59.999Z'],
    ['2026-11-24T16:00:00.000Z', '2026-12-09T15:59:59.999Z'],
    ['2026-11-30T06:00:00Z', '2026-12-14T15:59:59.999Z'],
    ['2026-09-18T02:00:00Z', '2026-10-09T15:59:59.999Z'],
  ])('confirmed at %s must begin by %s', (confirmedAt, expected) => {
    expect(leased(confirmedAt).startUntil?.toISOString()).toBe(expected);
  });

  test('is no longer than the order’s window, and never over on its first day', () => {
    expect(leased('2026-11-24T06:00:00Z', '2026-11-27').startUntil).toEqual(new Date('2026-11-27T15:59:59.999Z'));
    expect(leased('2026-11-24T06:00:00Z', '2026-11-20').startUntil).toEqual(new Date('2026-11-24T15:59:59.999Z'));
  });

  test('warns two working days before, not three', () => {
    const claim = leased('2026-11-24T06:00:00Z');
    expect(isExpiring(claim, new Date('2026-12-03T15:59:59.999Z'))).toBe(false);
    expect(isExpiring(claim, new Date('2026-12-04T02:00:00Z'))).toBe(true);
    expect(isExpiring(claim, after(claim.startUntil!))).toBe(false);
  });

  test('the free days end with the second working day', () => {
    const claim = leased('2026-11-24T06:00:00Z');
    expect(isWithdrawalAtFault(claim, new Date('2026-11-26T15:59:59.999Z'))).toBe(false);
    expect(isWithdrawalAtFault(claim, new Date('2026-11-26T16:00:00.000Z'))).toBe(true);
    expect(isWithdrawalAtFault({ ...claim, state: 'pending' }, after(claim.startUntil!))).toBe(false);
  });

  test('an extension runs from the last instant, not from the day of asking', () => {
    const claim = leased('2026-11-24T06:00:00Z');
    expect(extend(claim, { startDays: 10 }, '场地未定', at)).toMatchObject({
      startUntil: new Date('2026-12-22T15:59:59.999Z'),
    });
    expect(extend({ ...claim, startedAt: at }, { startDays: 10 }, '场地未定', at)).toMatchObject({
      code: 'CLAIM_ALREADY_STARTED',
    });
  });

  test('has its next step with the organization, then none once it lapsed', () => {
    const claim = leased('2026-11-24T06:00:00Z');
    const order = { isCompleted: false, windowTo: '2026-12-20' as const };
    expect(nextOfClaim(claim, order, at)).toEqual({
      side: 'organization',
      what: '安排首场服务',
      dueAt: claim.startUntil,
    });
    expect(nextOfClaim({ ...claim, startedAt: at }, order, at)?.what).toBe('开展服务并填报服务记录');
    expect(nextOfClaim(claim, order, after(claim.startUntil!))).toBeNull();
    expect(nextOfClaim(claim, { ...order, isCompleted: true }, at)).toBeNull();
  });
});

describe('first refusal', () => {
  const order = { said: null, isEmergency: false, claimableUntil: new Date('2026-12-31T10:00:00Z'), isPaired: true };
  const terms = { ...DEFAULT_CLAIM_TERMS, claimMode: 'paired_first' as const };

  test('posted on a Tuesday: paired to Friday, the county to Tuesday, then all', () => {
    const opening = openingOf(order, terms, at);
    expect(opening).toEqual({ countyOn: '2026-11-28', allOn: '2026-12-02' });
    expect(formatDate(opening!.countyOn)).toBe('2026年11月28日 星期六');
    expect(opensOn(opening, 'paired')).toBeNull();
    expect(opensOn(opening, 'county')).toBe('2026-11-28');
    expect(opensOn(opening, 'other')).toBe('2026-12-02');
  });

  test('counts the working Saturday, and not the holiday', () => {
    expect(openingOf(order, terms, new Date('2026-09-30T02:00:00Z'))).toMatchObject({ countyOn: '2026-10-11' });
  });

  test('there is none in an emergency, without a pair, for an order that says open, or past the deadline', () => {
    expect(openingOf({ ...order, isEmergency: true }, terms, at)).toBeNull();
    expect(openingOf({ ...order, isPaired: false }, terms, at)).toBeNull();
    expect(openingOf({ ...order, said: 'open' }, terms, at)).toBeNull();
    expect(openingOf({ ...order, said: 'paired_first' }, DEFAULT_CLAIM_TERMS, at)).not.toBeNull();
    const last = new Date('2026-12-01T16:00:00.000Z');
    expect(openingOf({ ...order, claimableUntil: last }, terms, at)).toBeNull();
    expect(openingOf({ ...order, claimableUntil: after(last) }, terms, at)).not.toBeNull();
  });

  test('who is paired comes first wherever they sit', () => {
    const asked = { stationId: 'shetang', regionCode: '620503102000' };
    expect(standingOf(asked, { pairedStationIds: ['shetang'], regionCode: '110101000000' })).toBe('paired');
    expect(standingOf(asked, { pairedStationIds: [], regionCode: '620503000000' })).toBe('county');
    expect(standingOf(asked, { pairedStationIds: [], regionCode: '620500000000' })).toBe('other');
  });
});

test.each([
  [{ completed: 0, broken: 4 }, 20],
  [{ completed: 0, broken: 5 }, 10],
  [{ completed: 3, broken: 2 }, 20],
  [{ completed: 59, broken: 41 }, 10],
  [{ completed: 60, broken: 40 }, 20],
])('with %o it may hold %i', (record, most) => {
  expect(mostOpenFor({ mostOpen: 20, endedFrom: 5, closePercent: 60 }, record)).toBe(most);
});

describe('an order waits for a ruling', () => {
  const on = (day: number) => new Date(Date.UTC(2026, 10, day, 2));
  test('after the second refusal since the last ruling, until the end of the second working day', () => {
    expect(rulingStateOf({ isOpen: true, refusedAt: [on(24)], last: null })).toBe('none');
    const twice = { isOpen: true, refusedAt: [on(27), on(24)], last: null };
    expect(rulingStateOf(twice)).toBe('waiting');
    expect(rulingUntil(twice)).toEqual(new Date('2026-12-01T15:59:59.999Z'));
    expect(rulingStateOf({ ...twice, isOpen: false })).toBe('none');
    expect(rulingStateOf({ ...twice, last: { choice: 'reopen', ruledAt: on(27) } })).toBe('none');
    expect(rulingStateOf({ ...twice, last: { choice: 'coordinate', ruledAt: on(27) } })).toBe('coordinating');
  });
});
