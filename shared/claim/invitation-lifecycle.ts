/**
 * What may happen to an invitation.
 *
 *     pending ──accept──▶ accepted (a claim is made)     pending ──decline──▶ declined
 *     pending ──withdraw─▶ withdrawn (by the bureau)     pending ──(date)───▶ lapsed
 *
 * `lapsed` is derived when read; `settle` writes it down when the order is offered to somebody else.
 */
import { endOfDay, localDateOf } from '../calendar.ts';
import { checkReason, REASON_MAX, ReasonMissing } from '../refusal.ts';
import { addWorkingDays } from '../working-calendar.ts';
import type { DeclineReason, InvitationLife, InvitationState } from './invitation.ts';
import { InvitationLapsed, InvitationNotIn } from './invitation-refusals.ts';

/** Working days that an organization has to answer, after the day of sending. */
export const RESPOND_WORKING_DAYS = 2;

export const INVITATION_STEPS = {
  accept: { from: ['pending'], to: 'accepted' },
  decline: { from: ['pending'], to: 'declined' },
  withdraw: { from: ['pending'], to: 'withdrawn' },
  settle: { from: ['lapsed'], to: 'lapsed' },
} as const satisfies Record<string, { from: readonly InvitationState[]; to: InvitationState }>;
export type InvitationStep = keyof typeof INVITATION_STEPS;

/** The last instant for an answer: the end of the 2nd working day after sending. */
export function respondUntil(sentAt: Date): Date {
  return endOfDay(addWorkingDays(localDateOf(sentAt), RESPOND_WORKING_DAYS));
}

/** The state a reader sees: one not answered by its last instant has lapsed. */
export function effectiveInvitationState(
  invitation: Pick<InvitationLife, 'state' | 'respondUntil'>,
  at: Date,
): InvitationState {
  return invitation.state === 'pending' && invitation.respondUntil < at ? 'lapsed' : invitation.state;
}

/** The state the step leads to, or why not. */
export function moveInvitation(
  invitation: Pick<InvitationLife, 'state' | 'respondUntil'>,
  step: InvitationStep,
  at: Date,
): InvitationState | InvitationNotIn | InvitationLapsed {
  const state = effectiveInvitationState(invitation, at);
  const { from, to } = INVITATION_STEPS[step];
  if ((from as readonly InvitationState[]).includes(state)) return to;
  return state === 'lapsed' ? new InvitationLapsed(invitation.respondUntil) : new InvitationNotIn(state);
}

/** The organization takes the order: the claim itself is judged and made by claim/evaluation.ts. */
export function acceptInvitation<T extends InvitationLife>(
  invitation: T,
  claimId: string,
  at: Date,
): T | InvitationNotIn | InvitationLapsed {
  const state = moveInvitation(invitation, 'accept', at);
  if (typeof state !== 'string') return state;
  return { ...invitation, state, answeredAt: at, claimId };
}

/** 谢绝: with a coded reason; words are needed with `other`, and welcome with the rest. */
export function declineInvitation<T extends InvitationLife>(
  invitation: T,
  declineReason: DeclineReason,
  words: string,
  at: Date,
): T | InvitationNotIn | InvitationLapsed | ReasonMissing {
  const state = moveInvitation(invitation, 'decline', at);
  if (typeof state !== 'string') return state;
  const reason = wordsOf(declineReason, words);
  if (reason instanceof ReasonMissing) return reason;
  return { ...invitation, state, answeredAt: at, declineReason, reason };
}

/** The bureau takes it back, with a reason that the organization reads. */
export function withdrawInvitation<T extends InvitationLife>(
  invitation: T,
  words: string,
  at: Date,
): T | InvitationNotIn | InvitationLapsed | ReasonMissing {
  const state = moveInvitation(invitation, 'withdraw', at);
  if (typeof state !== 'string') return state;
  const reason = checkReason(words);
  if (reason instanceof ReasonMissing) return reason;
  return { ...invitation, state, answeredAt: at, reason };
}

function wordsOf(declineReason: DeclineReason, words: string): string | null | ReasonMissing {
  if (declineReason === 'other') return checkReason(words);
  return [...words.trim()].slice(0, REASON_MAX).join('') || null;
}
