/** What every page asks of an invitation, how its state looks, and how long is left to answer. */
import { daysBetween, localDateOf } from '@jiedui/shared/calendar.ts';
import { INVITATION_STATE_WORDS, type InvitationState } from '@jiedui/shared/claim/invitation.ts';
import { graphql } from '../../gql/gql.ts';
import type { Tone } from '../../kit/StateTag.tsx';

export const INVITATION_FACTS = graphql(/* GraphQL */ `
  fragment InvitationFacts on Invitation {
    id
    version
    state
    sentence
    sentAt
    respondUntil
    answeredAt
    declineReasonWords
    reason
    authority {
      id
      name
    }
    organization {
      id
      name
    }
    claim {
      id
    }
  }
`);

const TONES: Record<InvitationState, Tone> = {
  pending: 'decide',
  accepted: 'done',
  declined: 'rest',
  withdrawn: 'rest',
  lapsed: 'late',
};

export function invitationTag(state: InvitationState): { tone: Tone; word: string } {
  return { tone: TONES[state], word: INVITATION_STATE_WORDS[state] };
}

const HOUR_MS = 3_600_000;

/** `还有 2 天`; on the last day by the hour: `今天截止，还有 5 小时`, `不到 1 小时`. Empty once it has passed. */
export function leftWords(until: string, now: Date): string {
  const left = new Date(until).getTime() - now.getTime();
  if (left < 0) return '';
  const days = daysBetween(localDateOf(now), localDateOf(new Date(until)));
  if (0 < days) return `还有 ${days} 天`;
  const hours = Math.floor(left / HOUR_MS);
  return hours === 0 ? '今天截止，不到 1 小时' : `今天截止，还有 ${hours} 小时`;
}
