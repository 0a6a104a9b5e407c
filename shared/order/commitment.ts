/**
 * How much of an order is taken, and how far it is served: two axes, both derived from its live claims and never stored
 * as words. A claim that lapsed counts for nothing from its last instant on.
 *
 *     exclusive  one place, which one organization takes        asked: 1 of the order itself
 *     partial    each line its quantity; a claim names lines    asked: the value of each line
 *     joint      n seats; each organization takes one           asked: n of the order itself
 *
 * The order itself stands as line 0, so that the same arithmetic serves all three. Pure.
 */
import { UNIT_WORDS } from '../quantity.ts';
import type { Sharing } from './sharing.ts';
import type { OrderLine } from './line.ts';

/** How many of a line; line 0 is the order itself. */
export interface Portion {
  readonly seq: number;
  readonly value: number;
}

/** A claim as the order's arithmetic sees it. */
export interface Taker {
  readonly claimId: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly state: 'pending' | 'confirmed';
  readonly claimedAt: Date;
  /** Last instant of a pending claim, inclusive. */
  readonly confirmUntil: Date;
  /** Last instant for a confirmed one to begin, inclusive; null without a term. */
  readonly startUntil: Date | null;
  /** When its first session was planned or recorded: from then on it cannot lapse. */
  readonly startedAt: Date | null;
  /** When a confirmed session said that its share is delivered. */
  readonly deliveredAt: Date | null;
  /** Of a partial order what it takes; empty for a seat, and for the whole. */
  readonly portions: readonly Portion[];
}

export interface DividedOrder {
  readonly sharing: Sharing;
  readonly seats: number;
  readonly lines: readonly OrderLine[];
}

export const COMMITMENTS = ['none', 'partial', 'complete'] as const;
export type Commitment = (typeof COMMITMENTS)[number];
export const COMMITMENT_WORDS: Record<Commitment, string> = {
  none: '未承接',
  partial: '部分承接',
  complete: '已承接',
};

export const SERVICE_STATUSES = ['not_started', 'awaiting', 'in_service', 'partly_delivered', 'completed'] as const;
export type ServiceStatus = (typeof SERVICE_STATUSES)[number];
export const SERVICE_STATUS_WORDS: Record<ServiceStatus, string> = {
  not_started: '未开始',
  awaiting: '待开展',
  in_service: '服务中',
  partly_delivered: '部分完成',
  completed: '已完成',
};

/** What decides how long a claim stands by itself. */
export type TakerDates = Pick<Taker, 'state' | 'confirmUntil' | 'startUntil' | 'startedAt'>;

/** The last instant at which it stands if nobody does anything: its station decides, then it begins. Null: it cannot lapse. */
export function takerLapsesAt({ state, confirmUntil, startUntil, startedAt }: TakerDates): Date | null {
  if (state === 'pending') return confirmUntil;
  return startedAt === null ? startUntil : null;
}

/** It holds what it takes: neither left undecided nor, once confirmed, not begun in time. */
export function isLiveTaker(taker: TakerDates, at: Date): boolean {
  const until = takerLapsesAt(taker);
  return until === null || at <= until;
}

/** What is asked in all. */
export function askedOf({ sharing, seats, lines }: DividedOrder): Portion[] {
  if (sharing === 'exclusive') return [{ seq: 0, value: 1 }];
  if (sharing === 'joint') return [{ seq: 0, value: seats }];
  return lines.map(({ seq, quantity }) => ({ seq, value: quantity.value }));
}

/** What one live claim takes of it. */
export function portionsOf(
  { sharing }: Pick<DividedOrder, 'sharing'>,
  taker: Pick<Taker, 'portions'>,
): readonly Portion[] {
  return sharing === 'partial' ? taker.portions : [{ seq: 0, value: 1 }];
}

/** What live claims take, by line. */
export function takenOf(order: DividedOrder, takers: readonly Taker[], at: Date): Portion[] {
  const live = takers.filter((taker) => isLiveTaker(taker, at)).flatMap((taker) => portionsOf(order, taker));
  return askedOf(order).map(({ seq }) => ({
    seq,
    value: live.reduce((sum, portion) => (portion.seq === seq ? sum + portion.value : sum), 0),
  }));
}

/** What is left of each line, 0 where nothing is. */
export function leftOf(order: DividedOrder, takers: readonly Taker[], at: Date): Portion[] {
  const taken = takenOf(order, takers, at);
  return askedOf(order).map(({ seq, value }, i) => ({ seq, value: Math.max(0, value - taken[i]!.value) }));
}

/** 未承接, 部分承接, 已承接. */
export function commitmentOf(order: DividedOrder, takers: readonly Taker[], at: Date): Commitment {
  if (!takers.some((taker) => isLiveTaker(taker, at))) return 'none';
  return leftOf(order, takers, at).every(({ value }) => value === 0) ? 'complete' : 'partial';
}

/**
 * Organizations that may still take a place: seats left of a joint order; of a partial one, its lines of which something
 * is left; of one that is taken whole, the one place.
 */
export function seatsLeft(order: DividedOrder, takers: readonly Taker[], at: Date): number {
  const left = leftOf(order, takers, at);
  if (order.sharing === 'partial') return left.filter(({ value }) => 0 < value).length;
  return left[0]?.value ?? 0;
}

/** @param sessions how many sessions for the order stations have confirmed */
export function serviceStatusOf(
  { isCompleted, sessions }: { readonly isCompleted: boolean; readonly sessions: number },
  takers: readonly Pick<Taker, 'state' | 'deliveredAt'>[],
): ServiceStatus {
  if (isCompleted) return 'completed';
  const confirmed = takers.filter(({ state }) => state === 'confirmed');
  if (confirmed.length === 0) return 'not_started';
  if (confirmed.some(({ deliveredAt }) => deliveredAt !== null)) return 'partly_delivered';
  return 0 < sessions ? 'in_service' : 'awaiting';
}

/** 助浴还差 12 人、送餐还差 3 户; 还差 1 家. Empty when nothing is left. */
export function leftWords(order: DividedOrder, left: readonly Portion[]): string {
  const words = left.flatMap(({ seq, value }) => {
    if (value === 0) return [];
    const line = order.lines.find((each) => each.seq === seq);
    if (order.sharing !== 'partial' || !line) return [`还差 ${value} 家`];
    return [`${line.what}还差 ${value} ${UNIT_WORDS[line.quantity.unit]}`];
  });
  return words.join('、');
}
