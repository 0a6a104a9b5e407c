/** Who has the next step of a claim, an invitation, a take-over request and a ruling, what it is, and by when. */
import { endOfDay, type LocalDate } from '../calendar.ts';
import type { NextStep } from '../order/next-step.ts';
import type { ClaimDates } from './claim.ts';
import type { InvitationLife } from './invitation.ts';
import { effectiveInvitationState } from './invitation-lifecycle.ts';
import { effectiveClaimState } from './lifecycle.ts';
import type { TakeoverLife } from './takeover.ts';
import { effectiveTakeoverState } from './takeover-lifecycle.ts';

/**
 * A pending claim waits for the station, or for the organization that was asked from the menu; a confirmed one for its
 * organization: to begin by the end of the lease, then to serve by the end of the window. Null for one that ended or whose
 * order is completed.
 */
export function nextOfClaim(
  claim: ClaimDates & { readonly awaits?: 'station' | 'organization' },
  order: { readonly isCompleted: boolean; readonly windowTo: LocalDate | null },
  at: Date,
): NextStep | null {
  const state = effectiveClaimState(claim, at);
  if (state === 'pending')
    return claim.awaits === 'organization'
      ? { side: 'organization', what: '答复是否承接', dueAt: claim.confirmUntil }
      : { side: 'station', what: '确认或退回接单', dueAt: claim.confirmUntil };
  if (state !== 'confirmed' || order.isCompleted) return null;
  if (claim.startedAt === null && claim.startUntil !== null)
    return { side: 'organization', what: '安排首场服务', dueAt: claim.startUntil };
  const dueAt = order.windowTo === null ? null : endOfDay(order.windowTo);
  return { side: 'organization', what: '开展服务并填报服务记录', dueAt };
}

export function nextOfInvitation(
  invitation: Pick<InvitationLife, 'state' | 'respondUntil'>,
  at: Date,
): NextStep | null {
  if (effectiveInvitationState(invitation, at) !== 'pending') return null;
  return { side: 'organization', what: '接受或谢绝邀请', dueAt: invitation.respondUntil };
}

/** The holder first (`organization` is then the holder), the station once the holder agreed or said nothing. */
export function nextOfTakeover(
  takeover: Pick<TakeoverLife, 'state' | 'holderUntil' | 'stationUntil'>,
  at: Date,
): NextStep | null {
  const state = effectiveTakeoverState(takeover, at);
  if (state === 'asked') return { side: 'organization', what: '同意或不同意转接', dueAt: takeover.holderUntil };
  return state === 'agreed' ? { side: 'station', what: '接受或不接受转接', dueAt: takeover.stationUntil } : null;
}

/** @param dueAt from ruling-rules.ts `rulingUntil`; null while it is being coordinated */
export function nextOfRuling(dueAt: Date | null): NextStep {
  return { side: 'bureau', what: dueAt === null ? '协调后作出裁定' : '作出裁定', dueAt };
}
