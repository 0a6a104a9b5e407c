/**
 * What may happen to an order.
 *
 *     draft ──post──▶ open ──claim──▶ claimed ──confirm──▶ confirmed ──complete──▶ completed
 *                      ▲                │                      │
 *                      └────release─────┴──────────────────────┘
 *     draft, submitted, returned, open, claimed, confirmed ──cancel──▶ cancelled
 *
 * Where the authority wants orders approved (approval.ts), posting becomes submitting:
 *
 *     draft ──submit──▶ submitted ──approve──▶ open        submitted ──reject──▶ rejected
 *       ▲                │     │
 *       ├────recall──────┘     └──return──▶ returned ──save──▶ draft, or ──submit──▶ submitted
 *
 * An order that several organizations share takes the same moves by the sum of its claims: standing.ts.
 * Two states follow from dates and are derived when read, never stored by a job: a claim that the
 * station let lapse leaves its order open, and a passed deadline leaves it open but not claimable.
 * Pure: a step returns the next order or a refusal; it never throws.
 */
import { endOfDay, type LocalDate, localDateOf } from '../calendar.ts';
import { standsThrough } from '../offer/confirming.ts';
import { checkReason, ReasonMissing } from '../refusal.ts';
import type { OrderLife, OrderState } from './order.ts';
import { OrderNotIn } from './refusals.ts';

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const ORDER_STEPS = {
  save: { from: ['draft', 'returned'], to: 'draft' },
  post: { from: ['draft', 'returned'], to: 'open' },
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'open' },
  return: { from: ['submitted'], to: 'returned' },
  reject: { from: ['submitted'], to: 'rejected' },
  recall: { from: ['submitted'], to: 'draft' },
  claim: { from: ['open'], to: 'claimed' },
  confirm: { from: ['claimed'], to: 'confirmed' },
  release: { from: ['claimed', 'confirmed'], to: 'open' },
  complete: { from: ['confirmed'], to: 'completed' },
  cancel: { from: ['draft', 'submitted', 'returned', 'open', 'claimed', 'confirmed'], to: 'cancelled' },
} as const satisfies Record<string, { from: readonly OrderState[]; to: OrderState }>;
export type OrderStep = keyof typeof ORDER_STEPS;

/** The state the step leads to at `at`, or `OrderNotIn` with the state the order is in by then. */
export function moveOrder(
  order: Pick<OrderLife, 'state' | 'claimLapsesAt'>,
  step: OrderStep,
  at: Date,
): OrderState | OrderNotIn {
  const state = effectiveOrderState(order, at);
  const { from, to } = ORDER_STEPS[step];
  return (from as readonly OrderState[]).includes(state) ? to : new OrderNotIn(state);
}

/** The state a reader sees: a claim not confirmed, or not begun, by its last instant has lapsed, and the order is open. */
export function effectiveOrderState(order: Pick<OrderLife, 'state' | 'claimLapsesAt'>, at: Date): OrderState {
  const held = order.state === 'claimed' || order.state === 'confirmed';
  return held && order.claimLapsesAt !== null && order.claimLapsesAt < at ? 'open' : order.state;
}

/** What its standing on the list turns on; without the day of posting it stands. */
type Listed = Partial<Pick<OrderLife, 'postedAt' | 'lastConfirmedOn' | 'claimLapsesAt'>>;

/**
 * The day from which its standing on the list counts: when its station last said that it is needed, posted it, or the claim
 * that kept it off the list lapsed, whichever is latest. Null before posting. For an order that is open.
 */
export function neededOn({ postedAt = null, lastConfirmedOn = null, claimLapsesAt = null }: Listed): LocalDate | null {
  const said = lastConfirmedOn ?? (postedAt && localDateOf(postedAt));
  const back = claimLapsesAt && localDateOf(claimLapsesAt);
  return said !== null && back !== null && said < back ? back : said;
}

/**
 * The last instant at which it may be claimed: its deadline, or the end of the day through which it stands on the list
 * without another word of its station (offer/confirming.ts), whichever comes first.
 */
export function claimableThrough(order: Pick<OrderLife, 'claimableUntil'> & Listed): Date | null {
  const confirmedOn = neededOn(order);
  if (order.claimableUntil === null || confirmedOn === null) return order.claimableUntil;
  const standing = endOfDay(standsThrough(confirmedOn));
  return standing < order.claimableUntil ? standing : order.claimableUntil;
}

/** Open, and neither past its deadline (inclusive) nor resting for want of its station's word. */
export function isClaimable(
  order: Pick<OrderLife, 'state' | 'claimLapsesAt' | 'claimableUntil'> & Listed,
  at: Date,
): boolean {
  const until = claimableThrough(order);
  return effectiveOrderState(order, at) === 'open' && until !== null && at <= until;
}

/** Confirmed, and the last day of its window has passed without completion; one whose claim lapsed is open, not overdue. */
export function isOverdue(order: Pick<OrderLife, 'state' | 'windowTo' | 'claimLapsesAt'>, at: Date): boolean {
  return effectiveOrderState(order, at) === 'confirmed' && order.windowTo !== null && order.windowTo < localDateOf(at);
}

/** The station publishes the draft; check it with posting.ts first. */
export function post<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'post', at);
  return state instanceof OrderNotIn ? state : { ...order, state, postedAt: at };
}

/** The station hands the draft to whoever approves it; check it with posting.ts first. */
export function submit<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'submit', at);
  return state instanceof OrderNotIn ? state : { ...order, state };
}

/** The approver publishes it; check it again first, for its dates may have passed while it waited. */
export function approve<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'approve', at);
  return state instanceof OrderNotIn ? state : { ...order, state, postedAt: at };
}

/** The approver gives it back to be mended, or says that it is not published; the reason is kept with the approval. */
export function turnBack<T extends OrderLife>(order: T, step: 'return' | 'reject', at: Date): T | OrderNotIn {
  const state = moveOrder(order, step, at);
  return state instanceof OrderNotIn ? state : { ...order, state };
}

/** The station takes a submitted order back into its drafts, while nobody has decided. */
export function recall<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'recall', at);
  return state instanceof OrderNotIn ? state : { ...order, state };
}

/** An organization takes the order; whether it may is decided by claim/evaluation.ts. */
export function claim<T extends OrderLife>(
  order: T,
  organizationId: string | null,
  confirmUntil: Date,
  at: Date,
): T | OrderNotIn {
  const state = moveOrder(order, 'claim', at);
  if (state instanceof OrderNotIn) return state;
  return { ...order, state, claimedOrganizationId: organizationId, claimLapsesAt: confirmUntil };
}

/** The station accepts the claimant, who must begin by `startUntil`; null when the claim cannot lapse any more. */
export function confirm<T extends OrderLife>(order: T, startUntil: Date | null, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'confirm', at);
  return state instanceof OrderNotIn ? state : { ...order, state, claimLapsesAt: startUntil };
}

/** The claim was declined or withdrawn: the order is open to everyone again. */
export function release<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'release', at);
  if (state instanceof OrderNotIn) return state;
  // Back on the list, it has a whole month before its station is to say that it is still needed.
  return { ...order, state, claimedOrganizationId: null, claimLapsesAt: null, lastConfirmedOn: localDateOf(at) };
}

/** A confirmed session said that the order is done. */
export function complete<T extends OrderLife>(order: T, at: Date): T | OrderNotIn {
  const state = moveOrder(order, 'complete', at);
  return state instanceof OrderNotIn ? state : { ...order, state, completedAt: at, claimLapsesAt: null };
}

/** The station takes the order back; a live claim on it ends with `revoke` of claim/lifecycle.ts. */
export function cancel<T extends OrderLife>(order: T, reason: string, at: Date): T | OrderNotIn | ReasonMissing {
  const state = moveOrder(order, 'cancel', at);
  if (state instanceof OrderNotIn) return state;
  const checked = checkReason(reason);
  if (checked instanceof ReasonMissing) return checked;
  return { ...order, state, cancelledAt: at, cancelReason: checked, claimLapsesAt: null };
}
