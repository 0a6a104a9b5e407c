/** 仍需要吗: which orders are asked about, which rest, and what saying yes does, in every state. */
import { endOfDay, startOfDay } from '@jiedui/shared/calendar.ts';
import { confirmNeed, isOrderResting, needsNeedConfirmed } from '@jiedui/shared/order/confirming.ts';
import { claimableThrough, isClaimable, neededOn, release } from '@jiedui/shared/order/lifecycle.ts';
import { ORDER_STATES, type OrderLife } from '@jiedui/shared/order/order.ts';
import { OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { expect, test } from 'vitest';

const order: OrderLife = {
  state: 'open',
  claimableUntil: endOfDay('2026-12-31'),
  windowTo: '2027-01-31',
  claimedOrganizationId: null,
  claimLapsesAt: null,
  postedAt: new Date('2026-10-08T02:00:00Z'),
  completedAt: null,
  cancelledAt: null,
  cancelReason: null,
};
const noon = (day: string) => new Date(`${day}T04:00:00Z`);

test.each(ORDER_STATES)('only an open order is asked about, rests and is confirmed: %s', (state) => {
  const held = { ...order, state };
  expect(needsNeedConfirmed(held, noon('2026-11-24'))).toBe(state === 'open');
  expect(isOrderResting(held, noon('2026-11-25'))).toBe(state === 'open');
  const confirmed = confirmNeed(held, noon('2026-11-25'));
  if (state === 'open') expect(confirmed).toEqual({ ...held, lastConfirmedOn: '2026-11-25' });
  else expect(confirmed).toBeInstanceOf(OrderNotIn);
});

test('it may be claimed to the last instant of the cut-off, not one millisecond later, and again once confirmed', () => {
  const last = endOfDay('2026-11-24');
  expect(claimableThrough(order)).toEqual(last);
  expect(isClaimable(order, last)).toBe(true);
  expect(isClaimable(order, startOfDay('2026-11-25'))).toBe(false);
  const confirmed = confirmNeed(order, noon('2026-11-25'));
  expect(confirmed instanceof OrderNotIn ? null : claimableThrough(confirmed)).toEqual(endOfDay('2026-12-24'));
});

test('its own deadline comes first where it is earlier', () => {
  const early = { ...order, claimableUntil: endOfDay('2026-11-10') };
  expect(claimableThrough(early)).toEqual(early.claimableUntil);
});

test('the day of posting is the Shanghai day, at the edge of a month', () => {
  expect(neededOn({ postedAt: new Date('2026-09-30T15:59:59.999Z') })).toBe('2026-09-30');
  expect(neededOn({ postedAt: new Date('2026-09-30T16:00:00.000Z') })).toBe('2026-10-01');
});

test('an order that comes back on the list has a month of its own: released, or its claim lapsed', () => {
  const claimed: OrderLife = {
    ...order,
    state: 'claimed',
    claimedOrganizationId: 'o',
    claimLapsesAt: noon('2026-12-28'),
  };
  const released = release(claimed, noon('2026-12-27'));
  expect(released).toMatchObject({ state: 'open', lastConfirmedOn: '2026-12-27' });
  const lapsed = { ...claimed, claimableUntil: endOfDay('2027-03-01') };
  expect(isClaimable(lapsed, noon('2026-12-29'))).toBe(true);
  expect(isOrderResting(lapsed, noon('2027-01-22'))).toBe(false);
  expect(isOrderResting(lapsed, noon('2027-01-23'))).toBe(true);
});

test('an order whose day of posting is not known is judged by its deadline alone', () => {
  expect(
    isClaimable({ state: 'open', claimLapsesAt: null, claimableUntil: order.claimableUntil }, noon('2026-12-30')),
  ).toBe(true);
});
