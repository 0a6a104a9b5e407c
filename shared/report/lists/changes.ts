/**
 * 与上次调度相比: what became of one thing on a list between two instants, told from the two rows as they stood.
 * A state that follows from dates is derived at each of the two instants by the rules of its own room, so that an order
 * which began to rest, or an offer whose days ran out, is a change too, though nobody wrote anything.
 */
import { type LocalDate, localDateOf } from '../../calendar.ts';
import { effectiveOfferState } from '../../offer/listing.ts';
import type { Offer } from '../../offer/offer.ts';
import { isOrderResting } from '../../order/confirming.ts';
import { effectiveOrderState } from '../../order/lifecycle.ts';
import type { OrderLife, OrderState } from '../../order/order.ts';
import { type Difference, type Facts, offerDifferences, orderDifferences, type PlaceNames } from './differing.ts';

/** In the order in which a reader asks; of several that hold, the first is told. */
export const ORDER_CHANGES = [
  'added',
  'withdrawn',
  'completed',
  'claimed',
  'reopened',
  'resting',
  'changed',
  'confirmed',
] as const;
export type OrderChangeKind = (typeof ORDER_CHANGES)[number];
export const ORDER_CHANGE_WORDS: Record<OrderChangeKind, string> = {
  added: '新增',
  withdrawn: '撤销',
  completed: '已完成',
  claimed: '已接单',
  reopened: '重新开放',
  resting: '待确认，暂停接单',
  changed: '内容有改动',
  confirmed: '再次确认仍需要',
};

export const OFFER_CHANGES = [
  'added',
  'delisted',
  'expired',
  'exhausted',
  'paused',
  'relisted',
  'changed',
  'confirmed',
] as const;
export type OfferChangeKind = (typeof OFFER_CHANGES)[number];
export const OFFER_CHANGE_WORDS: Record<OfferChangeKind, string> = {
  added: '新增',
  delisted: '下架',
  expired: '到期',
  exhausted: '本月已约满',
  paused: '暂停',
  relisted: '恢复上架',
  changed: '内容有改动',
  confirmed: '再次确认仍可提供',
};

/** A thing at an instant: its row, and for an offer whether its organization had sessions left in the month. */
export interface Stood {
  readonly facts: Facts;
  readonly at: Date;
}

export interface ListChange<Kind> {
  readonly kind: Kind;
  /** What differs on the list, whatever the kind; empty for what was not there before. */
  readonly differences: readonly Difference[];
}

const isHeld = (state: OrderState) => state === 'claimed' || state === 'confirmed';

const instantOf = (value: unknown): Date | null => (typeof value === 'string' ? new Date(value) : null);

/** What the rules of orders look at, from a row that was kept. */
export function orderLifeOf(facts: Facts): Pick<OrderLife, 'state' | 'claimLapsesAt' | 'postedAt' | 'lastConfirmedOn'> {
  return {
    state: facts['state'] as OrderState,
    claimLapsesAt: instantOf(facts['claim_lapses_at']),
    postedAt: instantOf(facts['posted_at']),
    lastConfirmedOn: (facts['last_confirmed_on'] ?? null) as LocalDate | null,
  };
}

/** Null when nothing on the list changed, such as a step that the list does not show. */
export function orderChange(before: Stood | null, after: Stood): ListChange<OrderChangeKind> | null {
  const now = orderLifeOf(after.facts);
  const state = effectiveOrderState(now, after.at);
  if (before === null) return state === 'cancelled' ? null : { kind: 'added', differences: [] };
  const then = orderLifeOf(before.facts);
  const differences = orderDifferences(before.facts, after.facts);
  const moved = movedTo(effectiveOrderState(then, before.at), state);
  if (moved) return { kind: moved, differences };
  if (isOrderResting(now, after.at) && !isOrderResting(then, before.at)) return { kind: 'resting', differences };
  if (0 < differences.length) return { kind: 'changed', differences };
  return state === 'open' && isLaterWord(then.lastConfirmedOn ?? null, now.lastConfirmedOn ?? null)
    ? { kind: 'confirmed', differences }
    : null;
}

function movedTo(was: OrderState, state: OrderState): OrderChangeKind | null {
  if (state === was) return null;
  if (state === 'cancelled') return 'withdrawn';
  if (state === 'completed') return 'completed';
  if (isHeld(state) && !isHeld(was)) return 'claimed';
  return state === 'open' ? 'reopened' : null;
}

const isLaterWord = (then: LocalDate | null, now: LocalDate | null) => now !== null && (then === null || then < now);

/** An offer at an instant, with whether its organization has no session left in that month. */
export interface OfferStood extends Stood {
  readonly isExhausted: boolean;
}

/** @param placeOf names the areas of what differs */
export function offerChange(
  before: OfferStood | null,
  after: OfferStood,
  placeOf: PlaceNames,
): ListChange<OfferChangeKind> | null {
  const state = offerStandingOf(after);
  if (before === null) return state === 'delisted' ? null : { kind: 'added', differences: [] };
  const was = offerStandingOf(before);
  const differences = offerDifferences(before.facts, after.facts, placeOf);
  if (state !== was) return { kind: state === 'listed' ? 'relisted' : state, differences };
  if (0 < differences.length) return { kind: 'changed', differences };
  const word = (facts: Facts) => (facts['last_confirmed_on'] ?? null) as LocalDate | null;
  return isLaterWord(word(before.facts), word(after.facts)) ? { kind: 'confirmed', differences } : null;
}

type OfferStanding = 'listed' | 'delisted' | 'expired' | 'exhausted' | 'paused';

function offerStandingOf({ facts, at, isExhausted }: OfferStood): OfferStanding {
  const today = localDateOf(at);
  const offer = {
    state: facts['state'] as Offer['state'],
    lastConfirmedOn: (facts['last_confirmed_on'] ?? null) as LocalDate | null,
  };
  const state = effectiveOfferState(offer, today);
  if (state === 'delisted' || state === 'draft') return 'delisted';
  if ((facts['window_to'] as LocalDate) < today) return 'expired';
  if (state === 'paused') return 'paused';
  return isExhausted ? 'exhausted' : 'listed';
}

/** `需求清单新增 6 条、已接单 3 条，撤销 1 条；供给清单新增 2 条。` with what is nothing left out. */
export function changesSentence(
  orders: Readonly<Partial<Record<OrderChangeKind, number>>>,
  offers: Readonly<Partial<Record<OfferChangeKind, number>>>,
): string {
  const parts = [
    partWords('需求清单', ORDER_CHANGES, ORDER_CHANGE_WORDS, orders),
    partWords('供给清单', OFFER_CHANGES, OFFER_CHANGE_WORDS, offers),
  ].filter((part) => part !== null);
  return parts.length === 0 ? '两张清单都没有变化。' : `${parts.join('；')}。`;
}

function partWords<Kind extends string>(
  list: string,
  kinds: readonly Kind[],
  words: Readonly<Record<Kind, string>>,
  counts: Readonly<Partial<Record<Kind, number>>>,
): string | null {
  const told = kinds.filter((kind) => 0 < (counts[kind] ?? 0)).map((kind) => `${words[kind]} ${counts[kind]} 条`);
  return told.length === 0 ? null : `${list}${told.join('、')}`;
}
