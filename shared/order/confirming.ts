/**
 * 仍需要吗: the monthly word of a station on its open orders, by the rule of offer/confirming.ts. An order that nobody holds
 * and nobody confirmed by the cut-off rests: it stays on the list, and may not be claimed until its station confirms it.
 */
import { type LocalDate, localDateOf } from '../calendar.ts';
import { awaitsWord, stands } from '../offer/confirming.ts';
import { effectiveOrderState, neededOn } from './lifecycle.ts';
import type { OrderLife } from './order.ts';
import { OrderNotIn } from './refusals.ts';

type Listed = Pick<OrderLife, 'state' | 'claimLapsesAt' | 'postedAt' | 'lastConfirmedOn'>;

/** Open, and its station has not said this month that it is needed; posting it in the month is saying so. */
export function needsNeedConfirmed(order: Listed, at: Date): boolean {
  return effectiveOrderState(order, at) === 'open' && awaitsWord(neededOn(order), localDateOf(at));
}

/** Open, and the cut-off went by without a word. */
export function isOrderResting(order: Listed, at: Date): boolean {
  return effectiveOrderState(order, at) === 'open' && !stands(neededOn(order), localDateOf(at));
}

/** The station says that it is still needed. Once a day is enough: again on the day changes nothing. */
export function confirmNeed<T extends Listed>(order: T, at: Date): (T & { lastConfirmedOn: LocalDate }) | OrderNotIn {
  const state = effectiveOrderState(order, at);
  return state === 'open' ? { ...order, lastConfirmedOn: localDateOf(at) } : new OrderNotIn(state);
}
