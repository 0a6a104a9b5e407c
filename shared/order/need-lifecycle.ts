/**
 * What may happen to a need.
 *
 *     draft ──record──▶ recorded ──screen in──▶ screened in ─ ─ ─ all its orders completed ─ ─▶ met
 *       │                │  ▲ ▲ ▲                    │
 *      drop          merge│  │ │ └─ ─ all its orders cancelled or rejected
 *       ▼                ▼  │ └──reopen── screened out ◀──screen out── recorded
 *     dropped          merged ──unmerge
 *
 * The broken arrows are derived from the orders when it is read, never stored: an order that is cancelled or not approved
 * gives its needs back to the list, one that is completed has met them.
 */
import type { OrderState } from './order.ts';
import type { NeedState } from './need.ts';
import { NeedNotIn } from './need-refusals.ts';

/** The one table of moves, from the states that a reader sees. */
export const NEED_STEPS = {
  save: { from: ['draft'], to: 'draft' },
  drop: { from: ['draft'], to: 'dropped' },
  /** Only with the whole import that brought it, while nobody has gone on with it. */
  take_back: { from: ['draft', 'recorded'], to: 'dropped' },
  record: { from: ['draft'], to: 'recorded' },
  correct: { from: ['recorded'], to: 'recorded' },
  merge: { from: ['recorded'], to: 'merged' },
  /** Takes another need in: its own state stays. */
  absorb: { from: ['recorded'], to: 'recorded' },
  unmerge: { from: ['merged'], to: 'recorded' },
  screen_in: { from: ['recorded', 'screened_in'], to: 'screened_in' },
  screen_out: { from: ['recorded'], to: 'screened_out' },
  reopen: { from: ['screened_out'], to: 'recorded' },
} as const satisfies Record<string, { from: readonly NeedState[]; to: NeedState }>;
export type NeedStep = keyof typeof NEED_STEPS;

/** Nothing more becomes of an order in these. */
const ENDED: readonly OrderState[] = ['completed', 'cancelled', 'rejected'];

/** A need with the states of the orders that it was screened into. */
export interface NeedLife {
  readonly state: NeedState;
  readonly orderStates: readonly OrderState[];
}

/**
 * The state a reader sees. Screened in while any of its orders lives; then met if one was completed, and on the list again
 * if all were cancelled or rejected.
 */
export function effectiveNeedState({ state, orderStates }: NeedLife): NeedState {
  if (state !== 'screened_in') return state;
  if (orderStates.some((each) => !ENDED.includes(each))) return 'screened_in';
  return orderStates.includes('completed') ? 'met' : 'recorded';
}

/** The state the step leads to, or `NeedNotIn` with the state the need is in. */
export function moveNeed(need: NeedLife, step: NeedStep): NeedState | NeedNotIn {
  const state = effectiveNeedState(need);
  const { from, to } = NEED_STEPS[step];
  return (from as readonly NeedState[]).includes(state) ? to : new NeedNotIn(state);
}
