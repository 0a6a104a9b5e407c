/** Where many claims put one order: every state from every state, by what is taken, confirmed and delivered. */
import type { Taker } from '@jiedui/shared/order/commitment.ts';
import { effectiveOrderState } from '@jiedui/shared/order/lifecycle.ts';
import { ORDER_STATES, type OrderState } from '@jiedui/shared/order/order.ts';
import { NoRestToClose, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import {
  closeRest,
  firstLapse,
  restDates,
  restState,
  settle,
  type SharedOrder,
  sharedState,
} from '@jiedui/shared/order/standing.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const AT = new Date('2026-11-24T02:00:00Z');
const FIRST = new Date('2026-11-25T15:59:59.999Z');
const SECOND = new Date('2026-11-26T15:59:59.999Z');
const DEADLINE = new Date('2026-11-30T02:00:00Z');
const after = (at: Date) => new Date(at.getTime() + 1);

const orderIn = (state: OrderState, changes: Partial<SharedOrder> = {}): SharedOrder => ({
  sharing: 'joint',
  seats: 2,
  lines: [],
  state,
  claimableUntil: DEADLINE,
  windowTo: null,
  claimedOrganizationId: null,
  claimLapsesAt: state === 'claimed' ? SECOND : null,
  postedAt: AT,
  completedAt: null,
  cancelledAt: null,
  cancelReason: null,
  ...changes,
});
const holds = (organizationId: string, changes: Partial<Taker> = {}): Taker => ({
  claimId: organizationId,
  organizationId,
  organizationName: organizationId,
  state: 'pending',
  claimedAt: AT,
  confirmUntil: SECOND,
  startUntil: null,
  startedAt: null,
  deliveredAt: null,
  portions: [],
  ...changes,
});
const confirmed = (id: string) => holds(id, { state: 'confirmed' });
/** Confirmed, and to begin by the end of the second day. */
const leased = (id: string, startUntil = SECOND) => holds(id, { state: 'confirmed', startUntil });
const begun = (id: string) => holds(id, { state: 'confirmed', startUntil: SECOND, startedAt: AT });
const delivered = (id: string) => holds(id, { state: 'confirmed', deliveredAt: AT });

const HELD: Record<string, readonly [takers: Taker[], to: OrderState, lapses?: Date]> = {
  nobody: [[], 'open'],
  'one of two, pending': [[holds('a')], 'open'],
  'one of two, confirmed': [[confirmed('a')], 'open'],
  'one of two, delivered': [[delivered('a')], 'open'],
  'both, pending': [[holds('a'), holds('b')], 'claimed', SECOND],
  'both, one confirmed': [[confirmed('a'), holds('b')], 'claimed', SECOND],
  'both, one to begin before the other is decided': [[leased('a', FIRST), holds('b')], 'claimed', FIRST],
  'both, one to begin': [[leased('a'), confirmed('b')], 'confirmed', SECOND],
  'both, begun': [[begun('a'), begun('b')], 'confirmed'],
  'both, confirmed': [[confirmed('a'), confirmed('b')], 'confirmed'],
  'both, one delivered': [[confirmed('a'), delivered('b')], 'confirmed'],
  'both, delivered': [[delivered('a'), delivered('b')], 'completed'],
};

describe.each(ORDER_STATES)('from %s', (from) => {
  test.each(Object.entries(HELD))('held by %s', (_name, [takers, to, lapses]) => {
    const next = settle(orderIn(from), takers, true, AT);
    if (!['open', 'claimed', 'confirmed'].includes(from)) {
      expect(next).toEqual(new OrderNotIn(from));
      return;
    }
    expect(next).toMatchObject({
      state: to,
      claimedOrganizationId: null,
      claimLapsesAt: lapses ?? null,
      completedAt: to === 'completed' ? AT : null,
    });
  });
});

test('a lapse opens it: derived when read, from the first pending claim that lapses', () => {
  const takers = [holds('a', { confirmUntil: FIRST }), holds('b')];
  expect(firstLapse(takers, AT)).toEqual(FIRST);
  expect(firstLapse(takers, after(FIRST))).toEqual(SECOND);
  expect(firstLapse([confirmed('a')], AT)).toBeNull();
  const claimed = settle(orderIn('open'), takers, true, AT) as SharedOrder;
  expect(effectiveOrderState(claimed, FIRST)).toBe('claimed');
  expect(effectiveOrderState(claimed, after(FIRST))).toBe('open');
  expect(settle(claimed, takers, true, after(FIRST))).toMatchObject({ state: 'open', claimLapsesAt: null });
});

test('a confirmed share that does not begin in time opens it again; one that begins does not', () => {
  const settled = settle(orderIn('claimed'), [leased('a', FIRST), begun('b')], true, AT) as SharedOrder;
  expect(settled).toMatchObject({ state: 'confirmed', claimLapsesAt: FIRST });
  expect(effectiveOrderState(settled, FIRST)).toBe('confirmed');
  expect(effectiveOrderState(settled, after(FIRST))).toBe('open');
  expect(settle(settled, [leased('a', FIRST), begun('b')], true, after(FIRST))).toMatchObject({ state: 'open' });
  const planned = settle(settled, [begun('a'), begun('b')], true, AT) as SharedOrder;
  expect(effectiveOrderState(planned, after(SECOND))).toBe('confirmed');
});

test('the dates that are kept for lists say of every later instant what the claims say', () => {
  const offsets = fc.integer({ min: -3, max: 6 }).map((days) => new Date(DEADLINE.getTime() + days * 864e5));
  const one = fc
    .record({
      state: fc.constantFrom('pending' as const, 'confirmed' as const),
      confirmUntil: offsets,
      startUntil: fc.option(offsets),
      startedAt: fc.option(fc.constant(AT)),
      deliveredAt: fc.constantFrom(null, null, AT),
    })
    .map((taker) =>
      taker.state === 'confirmed'
        ? { ...taker, startedAt: taker.deliveredAt ?? taker.startedAt }
        : { ...taker, deliveredAt: null, startUntil: null, startedAt: null },
    );
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 3 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 8 * 24 }),
      (all, isServed, hours) => {
        const takers = all.map((changes, i) => holds(`o${i}`, changes));
        const at = new Date(DEADLINE.getTime() + hours * 36e5);
        expect(restState(restDates(takers, isServed), at)).toBe(sharedState(orderIn('open'), takers, isServed, at));
      },
    ),
  );
});

test('past the deadline what is left is not sought: who holds a part goes on', () => {
  const late = after(DEADLINE);
  expect(settle(orderIn('open'), [confirmed('a')], true, DEADLINE)).toMatchObject({ state: 'open' });
  expect(settle(orderIn('open'), [confirmed('a')], true, late)).toMatchObject({ state: 'confirmed' });
  expect(settle(orderIn('open'), [delivered('a')], true, late)).toMatchObject({
    state: 'completed',
    completedAt: late,
  });
  expect(settle(orderIn('open'), [], true, late)).toMatchObject({ state: 'open' });
});

test('an order of several stations waits for each of them', () => {
  const both = [delivered('a'), delivered('b')];
  expect(settle(orderIn('confirmed'), both, false, AT)).toMatchObject({ state: 'confirmed', completedAt: null });
  expect(settle(orderIn('confirmed'), both, true, AT)).toMatchObject({ state: 'completed' });
});

test('the rest may be closed only where a part is held and a part is left', () => {
  const closed = closeRest(orderIn('open'), [confirmed('a')], AT) as SharedOrder;
  expect(closed.claimableUntil!.getTime()).toBe(AT.getTime() - 1);
  expect(settle(closed, [confirmed('a')], true, AT)).toMatchObject({ state: 'confirmed' });
  expect(settle(closed, [holds('a')], true, AT)).toMatchObject({ state: 'claimed', claimLapsesAt: SECOND });
  for (const [order, takers, at] of [
    [orderIn('open'), [], AT],
    [orderIn('claimed'), [holds('a'), holds('b')], AT],
    [orderIn('confirmed'), [confirmed('a'), confirmed('b')], AT],
    [orderIn('completed'), [delivered('a')], AT],
    [orderIn('cancelled'), [], AT],
    [orderIn('open'), [confirmed('a')], after(DEADLINE)],
  ] as const)
    expect(closeRest(order, takers, at)).toBeInstanceOf(NoRestToClose);
});
