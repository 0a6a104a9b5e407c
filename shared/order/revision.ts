/**
 * What may be changed after an order left its drafts (改单). What it was approved for and claimed upon stays: title, type,
 * whom it serves, and what it asks of who serves it. The rest may change while nobody is confirmed, is kept as history, and
 * those concerned are told.
 */
import { formatDate, formatDeadline, type LocalDate } from '../calendar.ts';
import { fenWords } from '../money.ts';
import { formatQuantity, type Quantity } from '../quantity.ts';
import type { OrderFields, OrderState } from './order.ts';

/** Changeable while an organization may still decide upon it; each has its word. */
export const REVISABLE_WORDS = {
  description: '需求说明',
  headcount: '预计数量',
  place: '服务地点',
  windowFrom: '服务开始日期',
  windowTo: '服务结束日期',
  claimableUntil: '接单截止时间',
  budgetCapFen: '费用上限',
} as const satisfies Partial<Record<keyof OrderFields, string>>;

export type Revisable = keyof typeof REVISABLE_WORDS;
export const REVISABLE = Object.keys(REVISABLE_WORDS) as readonly Revisable[];

/** By state. Whoever claimed did so upon days and numbers: these stay until the claim is decided. */
const IN_STATE: Partial<Record<OrderState, readonly Revisable[]>> = {
  submitted: REVISABLE,
  open: REVISABLE,
  claimed: ['description', 'place'],
};

export const revisableIn = (state: OrderState): readonly Revisable[] => IN_STATE[state] ?? [];

/** One field, from what to what, as they are stored: dates and instants as text. */
export interface OrderChange {
  readonly field: Revisable;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields of `wanted` that differ; a field left out of `wanted` stays. */
export function changesOf(order: OrderFields, wanted: Partial<Pick<OrderFields, Revisable>>): OrderChange[] {
  return REVISABLE.filter((field) => field in wanted && wanted[field] !== undefined)
    .map((field) => ({ field, before: order[field] ?? null, after: wanted[field] ?? null }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
}

/** A stored value as people read it. */
export function changeWords(field: Revisable, value: unknown): string {
  if (value === null || value === undefined || value === '') return '未填';
  if (field === 'headcount') return formatQuantity(value as Quantity);
  if (field === 'windowFrom' || field === 'windowTo') return formatDate(value as LocalDate);
  if (field === 'claimableUntil') return formatDeadline(new Date(value as string));
  if (field === 'budgetCapFen') return `每场 ${fenWords(value as number)}`;
  return value as string;
}
