/**
 * Where an order that several organizations share stands, by its live claims: the one place that turns many claims into
 * the order's one state (DECISIONS.md 0047).
 *
 *     something is left, and still sought        open
 *     nothing is left, some claim is pending     claimed, until the first of the claims would lapse
 *     nothing is left, all claims are confirmed  confirmed, until the first of those not begun would lapse
 *     …and every claim is delivered              completed
 *
 * What is no longer sought, because the deadline passed or the station closed the rest, counts as not asked, as long as
 * somebody holds a part. The way from one state to the other goes through the one table of lifecycle.ts.
 */
import { commitmentOf, type DividedOrder, isLiveTaker, type Taker, takerLapsesAt } from './commitment.ts';
import { claim, complete, confirm, effectiveOrderState, release } from './lifecycle.ts';
import type { OrderLife, OrderState } from './order.ts';
import { NoRestToClose, OrderNotIn } from './refusals.ts';

export interface SharedOrder extends OrderLife, DividedOrder {}

/** More organizations are sought for what is left, until the deadline, inclusive. */
export function isSeeking({ claimableUntil }: Pick<OrderLife, 'claimableUntil'>, at: Date): boolean {
  return claimableUntil !== null && at <= claimableUntil;
}

/**
 * The state that its claims put a posted, not ended order into.
 * @param isServed every station that takes part has a confirmed session for it
 */
export function standingOf(order: SharedOrder, takers: readonly Taker[], isServed: boolean, at: Date): OrderState {
  const live = takers.filter((taker) => isLiveTaker(taker, at));
  if (live.length === 0) return 'open';
  if (isSeeking(order, at) && commitmentOf(order, live, at) !== 'complete') return 'open';
  if (live.some(({ state }) => state === 'pending')) return 'claimed';
  return isServed && live.every(({ deliveredAt }) => deliveredAt !== null) ? 'completed' : 'confirmed';
}

/**
 * The state that a reader sees. Nobody acts when the deadline of a partly taken order passes, or when after it a claim
 * lapses: then what is stored says open, and who holds a part says where it stands.
 * @param isServed as for `standingOf`; only asked of an order of which every live claim is delivered
 */
export function sharedState(order: SharedOrder, takers: readonly Taker[], isServed: boolean, at: Date): OrderState {
  const state = effectiveOrderState(order, at);
  const isPast = state === 'open' && order.sharing !== 'exclusive' && !isSeeking(order, at);
  return isPast ? standingOf(order, takers, isServed, at) : state;
}

/**
 * 不再征集: the station wants no more than what is taken; the deadline is now.
 * @returns `NoRestToClose` when nobody holds a part, or nothing is sought any more
 */
export function closeRest<T extends SharedOrder>(order: T, takers: readonly Taker[], at: Date): T | NoRestToClose {
  const isPartly = commitmentOf(order, takers, at) === 'partial';
  if (effectiveOrderState(order, at) !== 'open' || !isPartly || !isSeeking(order, at)) return new NoRestToClose();
  return { ...order, claimableUntil: new Date(at.getTime() - 1) };
}

/** The last instant of the live claim that would lapse first; null when none can. */
export function firstLapse(takers: readonly Taker[], at: Date): Date | null {
  return takers
    .filter((taker) => isLiveTaker(taker, at))
    .map(takerLapsesAt)
    .reduce((first, until) => (first === null || (until !== null && until < first) ? until : first), null);
}

/** Where an order stays once everything that can lapse has. */
export const REST_STATES = ['open', 'confirmed', 'completed'] as const satisfies OrderState[];
export type RestState = (typeof REST_STATES)[number];

/**
 * `standingOf` past the deadline for every later instant at once, while nobody acts: what a list filters by, for whoever
 * may not read the claims. Claimed until `pendingUntil`, then confirmed until `heldUntil`, then `after`.
 */
export interface RestDates {
  readonly pendingUntil: Date | null;
  readonly heldUntil: Date | null;
  readonly after: RestState;
}

/** @param isServed as for `standingOf` */
export function restDates(takers: readonly Taker[], isServed: boolean): RestDates {
  const lasting = takers.filter((taker) => takerLapsesAt(taker) === null);
  const isDelivered = isServed && lasting.every(({ deliveredAt }) => deliveredAt !== null);
  return {
    pendingUntil: lastOf(takers, 'pending'),
    heldUntil: lastOf(takers, 'confirmed'),
    after: lasting.length === 0 ? 'open' : isDelivered ? 'completed' : 'confirmed',
  };
}

/** The state at an instant past the deadline. */
export function restState({ pendingUntil, heldUntil, after }: RestDates, at: Date): OrderState {
  if (pendingUntil !== null && at <= pendingUntil) return 'claimed';
  return heldUntil !== null && at <= heldUntil ? 'confirmed' : after;
}

function lastOf(takers: readonly Taker[], state: Taker['state']): Date | null {
  return takers
    .filter((taker) => taker.state === state)
    .map(takerLapsesAt)
    .reduce((last, until) => (last === null || (until !== null && last < until) ? until : last), null);
}

/**
 * The order after one of its claims was made, decided or delivered, or its rest was closed.
 * @returns `OrderNotIn` when it is a draft or has ended
 */
export function settle<T extends SharedOrder>(
  order: T,
  takers: readonly Taker[],
  isServed: boolean,
  at: Date,
): T | OrderNotIn {
  const from = effectiveOrderState(order, at);
  const ways = PATHS[from];
  if (!ways) return new OrderNotIn(from);
  const to = standingOf(order, takers, isServed, at);
  const lapsesAt = to === 'claimed' || to === 'confirmed' ? firstLapse(takers, at) : null;
  let next: T | OrderNotIn = { ...order, state: from };
  for (const step of ways[to] ?? []) {
    if (next instanceof OrderNotIn) return next;
    next = step(next, at) as T | OrderNotIn;
  }
  // Nobody holds it whole: who holds what is in its claims.
  return next instanceof OrderNotIn ? next : { ...next, claimedOrganizationId: null, claimLapsesAt: lapsesAt };
}

type Step = <T extends OrderLife>(order: T, at: Date) => T | OrderNotIn;
/** Staying where it is is no move. */
const taken: Step = (order, at) => claim(order, null, at, at);
/** The terms to begin in are the shares' own: which of them lapses first is said in the end. */
const agreed: Step = (order, at) => confirm(order, null, at);
const PATHS: Partial<Record<OrderState, Partial<Record<OrderState, readonly Step[]>>>> = {
  open: { open: [], claimed: [taken], confirmed: [taken, agreed], completed: [taken, agreed, complete] },
  claimed: { open: [release], claimed: [], confirmed: [agreed], completed: [agreed, complete] },
  confirmed: { open: [release], claimed: [release, taken], confirmed: [], completed: [complete] },
};
