/** What every page asks of a claim, and how its state looks. */
import { CLAIM_STATE_WORDS, type ClaimState } from '@jiedui/shared/claim/claim.ts';
import { graphql } from '../../gql/gql.ts';
import type { Tone } from '../../kit/StateTag.tsx';

export const CLAIM_FACTS = graphql(/* GraphQL */ `
  fragment ClaimFacts on Claim {
    id
    version
    state
    claimedAt
    awaits
    isShare
    shareWords
    confirmUntil
    decidedAt
    reason
    startUntil
    startedAt
    firstSessionOn
    freeUntil
    extendedAt
    isExpiring
    withdrawalCounts
    mayDraftAgreement
    organization {
      id
      name
      providerKind
      ratingGrade
      businessScope
      region {
        code
        name
      }
    }
    agreement {
      id
      number
      state
    }
  }
`);

const TONES: Record<ClaimState, Tone> = {
  pending: 'decide',
  confirmed: 'done',
  declined: 'rest',
  withdrawn: 'rest',
  released: 'late',
  handed_over: 'rest',
  lapsed: 'late',
};

export function claimTag(state: ClaimState): { tone: Tone; word: string } {
  return { tone: TONES[state], word: CLAIM_STATE_WORDS[state] };
}
