/**
 * What may happen to a round.
 *
 *     (scheduled) ──open──▶ open ──issue──▶ issued        open: refresh, decide, any number of times
 *
 * An issued round never changes; what comes later shows in the next month.
 */
import type { DispatchRound, RoundState } from './round.ts';
import { LinesUndecided, RoundNotIn } from './refusals.ts';

/** The one table of moves: every state a step starts from, and the state it ends in. */
export const ROUND_STEPS = {
  refresh: { from: ['open'], to: 'open' },
  decide: { from: ['open'], to: 'open' },
  issue: { from: ['open'], to: 'issued' },
} as const satisfies Record<string, { from: readonly RoundState[]; to: RoundState }>;
export type RoundStep = keyof typeof ROUND_STEPS;

/** The state the step leads to, or `RoundNotIn` with the state the round is in. */
export function moveRound(state: RoundState, step: RoundStep): RoundState | RoundNotIn {
  const { from, to } = ROUND_STEPS[step];
  return (from as readonly RoundState[]).includes(state) ? to : new RoundNotIn(state);
}

/** The officer issues the round (签发); every line must carry a decision. */
export function issue<T extends Pick<DispatchRound, 'state' | 'issuedAt'>>(
  round: T,
  undecidedCount: number,
  at: Date,
): T | RoundNotIn | LinesUndecided {
  const state = moveRound(round.state, 'issue');
  if (state instanceof RoundNotIn) return state;
  if (0 < undecidedCount) return new LinesUndecided(undecidedCount);
  return { ...round, state, issuedAt: at };
}
