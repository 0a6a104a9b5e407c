/** Who has the next step of a month's round: its authority, until it is issued. */
import { endOfDay, type LocalDate } from '../calendar.ts';
import type { NextStep } from '../order/next-step.ts';

export function nextOfRound(round: { readonly isIssued: boolean; readonly dueOn: LocalDate }): NextStep | null {
  return round.isIssued ? null : { side: 'bureau', what: '逐对处理并签发月调度', dueAt: endOfDay(round.dueOn) };
}
