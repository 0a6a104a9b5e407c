/** When an order waits for a ruling, and what a ruling may be. Pure: the refusals and rulings are handed in. */
import { endOfDay, formatDate, localDateOf } from '../calendar.ts';
import { Refusal } from '../refusal.ts';
import { addWorkingDays } from '../working-calendar.ts';
import {
  REFUSALS_TO_RULING,
  RULING_STATE_WORDS,
  RULING_STEPS,
  RULING_WORKING_DAYS,
  type RulingChoice,
  type RulingState,
} from './ruling.ts';

/** What has happened to an order that nobody takes. */
export interface RulingFacts {
  /** Only an open order waits; one that was claimed, completed or cancelled does not. */
  readonly isOpen: boolean;
  /** When invitations were turned down or lapsed, in any order. */
  readonly refusedAt: readonly Date[];
  /** The last ruling; refusals up to it are dealt with. */
  readonly last: { readonly choice: RulingChoice; readonly ruledAt: Date } | null;
}

export function rulingStateOf({ isOpen, refusedAt, last }: RulingFacts): RulingState {
  if (!isOpen) return 'none';
  const since = refusedAt.filter((at) => last === null || last.ruledAt < at);
  if (REFUSALS_TO_RULING <= since.length) return 'waiting';
  return last?.choice === 'coordinate' ? 'coordinating' : 'none';
}

/** The last instant for the ruling: the end of the 2nd working day after the refusal that called for it; null when none does. */
export function rulingUntil(facts: RulingFacts): Date | null {
  if (rulingStateOf(facts) !== 'waiting') return null;
  const since = facts.refusedAt.filter((at) => facts.last === null || facts.last.ruledAt < at);
  const called = since.toSorted((a, b) => a.getTime() - b.getTime())[REFUSALS_TO_RULING - 1]!;
  return endOfDay(addWorkingDays(localDateOf(called), RULING_WORKING_DAYS));
}

/** The state that the choice leads to, or why it may not be made. */
export function rule(state: RulingState, choice: RulingChoice): RulingState | NoRulingNeeded {
  const { from, to } = RULING_STEPS[choice];
  return (from as readonly RulingState[]).includes(state) ? to : new NoRulingNeeded(state);
}

/** Somebody ruled first, or it was claimed meanwhile. */
export class NoRulingNeeded extends Refusal {
  readonly code = 'NO_RULING_NEEDED' as const;
  readonly actual: RulingState;
  constructor(actual: RulingState) {
    super(`该点单现为“${RULING_STATE_WORDS[actual]}”，不需要这项裁定。可能已由同事裁定或已被接单，请刷新后查看。`);
    this.actual = actual;
  }
}

/** The new dates do not fit: the deadline must lie ahead, and the window must not end before it. */
export class RulingDatesWrong extends Refusal {
  readonly code = 'RULING_DATES_WRONG' as const;
  constructor(at: Date) {
    super(`请选择${formatDate(localDateOf(at))}之后的接单截止日，且服务截止日不早于接单截止日。`);
  }
}

/** What is said of an order that waits for a ruling when invitations for it are to go out. */
export const RULING_FIRST = `的邀请已 ${REFUSALS_TO_RULING} 次被谢绝或逾期，请先在“裁定”中作出处理，再发送邀请`;

/** Asked to invite for an order that first needs a ruling. */
export class RulingNeeded extends Refusal {
  readonly code = 'RULING_NEEDED' as const;
  constructor() {
    super(`该点单${RULING_FIRST}。`);
  }
}
