/** How the state of an invitation looks on the desk. */
import { INVITATION_STATE_WORDS, type InvitationState } from '@jiedui/shared/claim/invitation.ts';
import type { Tone } from '../../../kit/StateTag.tsx';

const TONES: Record<InvitationState, Tone> = {
  pending: 'info',
  accepted: 'done',
  declined: 'decide',
  withdrawn: 'rest',
  lapsed: 'late',
};

export function invitationTag(state: InvitationState): { tone: Tone; word: string } {
  return { tone: TONES[state], word: state === 'pending' ? '已发出，待答复' : INVITATION_STATE_WORDS[state] };
}
