/**
 * Next step (谁该做下一步): for each open thing, which side must act, what it must do, and by when. One pure rule for each
 * kind of thing, in the room of the thing; this file holds the shape and the rule of an order.
 */
import { effectiveOrderState, isClaimable } from './lifecycle.ts';
import type { OrderLife } from './order.ts';

/** Whose turn it is. `organizations` is everybody who may claim. */
export const NEXT_SIDES = ['station', 'organization', 'organizations', 'bureau'] as const;
export type NextSide = (typeof NEXT_SIDES)[number];

export interface NextStep {
  readonly side: NextSide;
  /** Verb and object: `确认或退回接单`. */
  readonly what: string;
  /** Last instant, inclusive; null when nothing sets one. */
  readonly dueAt: Date | null;
}

/** Of an order that nobody holds; one that is held moves by its claim, so it has no step of its own. */
export function nextOfOrder(
  order: Pick<OrderLife, 'state' | 'claimLapsesAt' | 'claimableUntil'> &
    Partial<Pick<OrderLife, 'postedAt' | 'lastConfirmedOn'>>,
  at: Date,
): NextStep | null {
  switch (effectiveOrderState(order, at)) {
    case 'draft':
      return { side: 'station', what: '补充并提交点单', dueAt: null };
    case 'returned':
      return { side: 'station', what: '按退回意见修改后重新提交', dueAt: null };
    case 'open':
      return isClaimable(order, at)
        ? { side: 'organizations', what: '接单', dueAt: order.claimableUntil }
        : { side: 'station', what: '接单已截止，重新点单或撤销', dueAt: null };
    default:
      return null;
  }
}
