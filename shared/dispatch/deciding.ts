/** What the officer decides on a line, and when a decision outlives a refresh of the figures. */
import { checkReason, ReasonMissing } from '../refusal.ts';
import { compareLights } from './light.ts';
import type { Decision, Light } from './round.ts';

/** Decisions that change what the two sides have to do; they read why. */
export const DECISIONS_WITH_NOTE = ['reassign', 'coordinate', 'carry_over'] as const satisfies Decision[];

export interface LineDecision {
  readonly decision: Decision | null;
  readonly note: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
}

export const UNDECIDED: LineDecision = { decision: null, note: '', decidedBy: null, decidedAt: null };

/**
 * The officer's decision (处理意见); null takes it back, note and all.
 *
 * @returns `ReasonMissing` when 改派, 协调 or 挂账 comes without a note, or any note is too long
 */
export function decide(
  decision: Decision | null,
  note: string,
  accountId: string,
  at: Date,
): LineDecision | ReasonMissing {
  if (decision === null) return UNDECIDED;
  const needsNote = (DECISIONS_WITH_NOTE as readonly Decision[]).includes(decision);
  const written = note.trim() === '' && !needsNote ? '' : checkReason(note);
  if (written instanceof ReasonMissing) return written;
  return { decision, note: written, decidedBy: accountId, decidedAt: at };
}

/** After a refresh a line keeps its decision unless its light has become worse: then the officer looks again. */
export function decisionAfterRefresh(before: LineDecision & { readonly light: Light }, light: Light): LineDecision {
  if (compareLights(light, before.light) < 0) return UNDECIDED;
  const { decision, note, decidedBy, decidedAt } = before;
  return { decision, note, decidedBy, decidedAt };
}
