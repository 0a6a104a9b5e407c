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

/** In the order in which a reader asks; of several that hold, the first is told. */
export const ORDER_CHANGES = ['added', 'withdrawn', 'completed', 'claimed', 'reopened', 'resting', 'changed'] as const;
export type OrderChangeKind = (typeof ORDER_CHANGES)[number];
export const ORDER_CHANGE_WORDS: Record<OrderChangeKind, string> = {
  added: '新增',
  withdrawn: '撤销',
  completed: '已完成',
  claimed: '已接单',
  reopened: '重新开放',
  resting: '待确认，暂停接单',
  changed: '内容有改动',
};

export const OFFER_CHANGES = ['added', 'delisted', 'expired', 'exhausted', 'paused', 'relisted', 'changed'] as const;
export type OfferChangeKind = (typeof OFFER_CHANGES)[number];
export const OFFER_CHANGE_WORDS: Record<OfferChangeKind, string> = {
  added: '新增',
  delisted: '下架',
  expired: '到期',
  exhausted: '本月已约满',
  paused: '暂停',
  relisted: '恢复上架',
  changed: '内容有改动',
};

/** The fields that the list shows, by their names in the row, and how people call them. */
const ORDER_FIELDS = {
  title: '需求名称',
  description: '需求内容',
  service_type: '服务类型',
  target_groups: '服务对象',
  headcount_value: '预计数量',
  headcount_qualifier: '预计数量',
  headcount_unit: '预计数量',
  place: '地点',
  window_from: '期望时间',
  window_to: '期望时间',
  claimable_until: '接单截止',
  urgency: '紧急程度',
  need_type: '需求类型',
  mode: '输血/造血',
  leg: '所需支持',
  required_qualifications: '资质要求',
  budget_cap_fen: '经费',
} as const;
const OFFER_FIELDS = {
  title: '供给名称',
  content: '服务内容',
  service_types: '服务类型',
  target_groups: '服务对象',
  sessions_per_month: '每月场次',
  persons_per_session: '单次可服务人数',
  area_codes: '服务区域',
  window_from: '可服务时间',
  window_to: '可服务时间',
  cost_mode: '收费方式',
  unit_price_fen: '单价',
  farthest_km: '最远路程',
} as const;

/** A row as it stood, by its column names. */
export type Facts = Readonly<Record<string, unknown>>;

/** A thing at an instant: its row, and for an offer whether its organization had sessions left in the month. */
export interface Stood {
  readonly facts: Facts;
  readonly at: Date;
}

export interface ListChange<Kind> {
  readonly kind: Kind;
  /** What people call the fields that differ, each once; empty unless `changed`. */
  readonly fields: readonly string[];
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

/** Null when nothing on the list changed, such as the monthly word alone. */
export function orderChange(before: Stood | null, after: Stood): ListChange<OrderChangeKind> | null {
  const now = orderLifeOf(after.facts);
  const state = effectiveOrderState(now, after.at);
  const told = (kind: OrderChangeKind, fields: readonly string[] = []) => ({ kind, fields });
  if (before === null) return state === 'cancelled' ? null : told('added');
  const then = orderLifeOf(before.facts);
  const was = effectiveOrderState(then, before.at);
  if (state !== was) {
    if (state === 'cancelled') return told('withdrawn');
    if (state === 'completed') return told('completed');
    if (isHeld(state) && !isHeld(was)) return told('claimed');
    if (state === 'open') return told('reopened');
  }
  if (isOrderResting(now, after.at) && !isOrderResting(then, before.at)) return told('resting');
  const fields = differing(ORDER_FIELDS, before.facts, after.facts);
  return fields.length === 0 ? null : told('changed', fields);
}

/** An offer at an instant, with whether its organization has no session left in that month. */
export interface OfferStood extends Stood {
  readonly isExhausted: boolean;
}

export function offerChange(before: OfferStood | null, after: OfferStood): ListChange<OfferChangeKind> | null {
  const told = (kind: OfferChangeKind, fields: readonly string[] = []) => ({ kind, fields });
  const state = offerStandingOf(after);
  if (before === null) return state === 'delisted' ? null : told('added');
  const was = offerStandingOf(before);
  if (state !== was) {
    if (state === 'listed') return told('relisted');
    return told(state);
  }
  const fields = differing(OFFER_FIELDS, before.facts, after.facts);
  return fields.length === 0 ? null : told('changed', fields);
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

function differing(fields: Readonly<Record<string, string>>, before: Facts, after: Facts): string[] {
  const words = Object.keys(fields)
    .filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null))
    .map((name) => fields[name]!);
  return [...new Set(words)];
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
