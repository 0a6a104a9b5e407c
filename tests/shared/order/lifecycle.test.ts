/** Every step of an order from every state, and the instants at which a state turns by itself. */
import {
  approve,
  cancel,
  claim,
  complete,
  confirm,
  effectiveOrderState,
  isClaimable,
  isOverdue,
  moveOrder,
  ORDER_STEPS,
  type OrderStep,
  post,
  recall,
  release,
  submit,
  turnBack,
} from '@jiedui/shared/order/lifecycle.ts';
import { ORDER_STATES, type OrderLife, type OrderState } from '@jiedui/shared/order/order.ts';
import { OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const justAfter = (instant: Date) => new Date(instant.getTime() + 1);
const lapsesAt = new Date('2026-11-26T15:59:59.999Z');

function orderIn(state: OrderState, change: Partial<OrderLife> = {}): OrderLife {
  return {
    state,
    claimableUntil: new Date('2026-11-30T15:59:59.999Z'),
    windowTo: '2026-12-10',
    claimedOrganizationId: state === 'claimed' || state === 'confirmed' ? 'heart' : null,
    claimLapsesAt: state === 'claimed' ? lapsesAt : null,
    postedAt: null,
    completedAt: null,
    cancelledAt: null,
    cancelReason: null,
    ...change,
  };
}

/** What each step makes of each state, in the order of ORDER_STATES; null: refused. */
const EXPECTED: Record<OrderStep, (OrderState | null)[]> = {
  //         draft        submitted    returned     rejected  open         claimed      confirmed    completed  cancelled
  save: ['draft', null, 'draft', null, null, null, null, null, null],
  post: ['open', null, 'open', null, null, null, null, null, null],
  submit: ['submitted', null, 'submitted', null, null, null, null, null, null],
  approve: [null, 'open', null, null, null, null, null, null, null],
  return: [null, 'returned', null, null, null, null, null, null, null],
  reject: [null, 'rejected', null, null, null, null, null, null, null],
  recall: [null, 'draft', null, null, null, null, null, null, null],
  claim: [null, null, null, null, 'claimed', null, null, null, null],
  confirm: [null, null, null, null, null, 'confirmed', null, null, null],
  release: [null, null, null, null, null, 'open', 'open', null, null],
  complete: [null, null, null, null, null, null, 'completed', null, null],
  cancel: ['cancelled', 'cancelled', 'cancelled', null, 'cancelled', 'cancelled', 'cancelled', null, null],
};

const cases = (Object.keys(ORDER_STEPS) as OrderStep[]).flatMap((step) =>
  ORDER_STATES.map((state, i) => [step, state, EXPECTED[step][i]!] as const),
);

test.each(cases)('%s from %s gives %s', (step, state, expected) => {
  const result = moveOrder(orderIn(state), step, at);
  if (expected === null) expect(result).toMatchObject({ code: 'ORDER_NOT_IN', actual: state });
  else expect(result).toBe(expected);
});

describe('a step', () => {
  test('posts, claims, confirms and completes an order, and leaves the one it was given alone', () => {
    const draft = Object.freeze({ ...orderIn('draft'), id: 'DD-1' });
    const posted = post(draft, at) as typeof draft;
    expect(posted).toMatchObject({ id: 'DD-1', state: 'open', postedAt: at });
    const claimed = claim(posted, 'heart', lapsesAt, at) as typeof draft;
    expect(claimed).toMatchObject({ state: 'claimed', claimedOrganizationId: 'heart', claimLapsesAt: lapsesAt });
    const confirmed = confirm(claimed, null, at) as typeof draft;
    expect(confirmed).toMatchObject({ state: 'confirmed', claimedOrganizationId: 'heart', claimLapsesAt: null });
    expect(complete(confirmed, at)).toMatchObject({ state: 'completed', completedAt: at });
    expect(draft.state).toBe('draft');
  });

  test('submits, returns, submits again and approves: published only when approved', () => {
    const submitted = submit(orderIn('draft'), at) as OrderLife;
    expect(submitted).toMatchObject({ state: 'submitted', postedAt: null });
    const returned = turnBack(submitted, 'return', at) as OrderLife;
    expect(returned).toMatchObject({ state: 'returned', postedAt: null });
    expect(approve(submit(returned, at) as OrderLife, at)).toMatchObject({ state: 'open', postedAt: at });
    expect(turnBack(submitted, 'reject', at)).toMatchObject({ state: 'rejected', postedAt: null });
    expect(recall(submitted, at)).toMatchObject({ state: 'draft' });
  });

  test('release opens it to everyone', () => {
    expect(release(orderIn('confirmed'), at)).toMatchObject({
      state: 'open',
      claimedOrganizationId: null,
      claimLapsesAt: null,
    });
  });

  test('cancel needs a reason, and asks for it only where cancelling is possible', () => {
    expect(cancel(orderIn('open'), '居民已自行解决', at)).toMatchObject({
      state: 'cancelled',
      cancelReason: '居民已自行解决',
      cancelledAt: at,
    });
    expect(cancel(orderIn('open'), ' ', at)).toBeInstanceOf(ReasonMissing);
    expect(cancel(orderIn('completed'), '', at)).toBeInstanceOf(OrderNotIn);
  });

  const confirmIt = (order: Parameters<typeof post>[0], when: Date) => confirm(order, null, when);
  test.each([post, submit, approve, recall, confirmIt, release, complete])('refuses a cancelled order', (step) => {
    const refusal = step(orderIn('cancelled'), at);
    expect(refusal).toBeInstanceOf(OrderNotIn);
    expect((refusal as OrderNotIn).message).toContain('已撤销');
  });
});

describe('a claim that the station lets lapse', () => {
  test('holds the order up to its last instant', () => {
    expect(effectiveOrderState(orderIn('claimed'), lapsesAt)).toBe('claimed');
    expect(confirm(orderIn('claimed'), null, lapsesAt)).toMatchObject({ state: 'confirmed' });
    expect(claim(orderIn('claimed'), 'other', lapsesAt, lapsesAt)).toBeInstanceOf(OrderNotIn);
  });

  test('leaves it open one millisecond later', () => {
    const late = justAfter(lapsesAt);
    expect(effectiveOrderState(orderIn('claimed'), late)).toBe('open');
    expect(confirm(orderIn('claimed'), null, late)).toMatchObject({ actual: 'open' });
    expect(claim(orderIn('claimed'), 'other', lapsesAt, late)).toMatchObject({ claimedOrganizationId: 'other' });
  });
});

describe('the claim deadline', () => {
  const order = orderIn('open');

  test('is inclusive to the millisecond', () => {
    expect(isClaimable(order, order.claimableUntil!)).toBe(true);
    expect(isClaimable(order, justAfter(order.claimableUntil!))).toBe(false);
  });

  test('leaves the state open', () =>
    expect(effectiveOrderState(order, justAfter(order.claimableUntil!))).toBe('open'));

  test.each(['draft', 'submitted', 'returned', 'rejected', 'claimed', 'confirmed', 'completed', 'cancelled'] as const)(
    'does not matter in %s',
    (state) => {
      expect(isClaimable(orderIn(state), at)).toBe(false);
    },
  );
});

describe('overdue', () => {
  const endOfWindow = new Date('2026-12-10T15:59:59.999Z');

  test('begins with the day after the window', () => {
    expect(isOverdue(orderIn('confirmed'), endOfWindow)).toBe(false);
    expect(isOverdue(orderIn('confirmed'), justAfter(endOfWindow))).toBe(true);
  });

  test.each(['draft', 'submitted', 'returned', 'rejected', 'open', 'claimed', 'completed', 'cancelled'] as const)(
    'is nothing that %s can be',
    (state) => {
      expect(isOverdue(orderIn(state), justAfter(endOfWindow))).toBe(false);
    },
  );
});
