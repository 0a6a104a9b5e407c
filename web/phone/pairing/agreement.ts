/** What every page asks of an agreement, and how its state looks. */
import { AGREEMENT_STATE_WORDS, type AgreementState } from '@jiedui/shared/pairing/agreement.ts';
import { graphql } from '../../gql/gql.ts';
import type { Tone } from '../../kit/StateTag.tsx';

export const AGREEMENT_FACTS = graphql(/* GraphQL */ `
  fragment AgreementFacts on Agreement {
    id
    number
    version
    state
    goal
    tasks
    termFrom
    termTo
    funding
    maySign
    documentUrl
    organizationSignedAt
    stationSignedAt
    indicators {
      name
      unit
      quantity
    }
    station {
      id
      name
    }
    organization {
      id
      name
    }
  }
`);

const TONES: Record<AgreementState, Tone> = {
  awaiting_both: 'decide',
  awaiting_organization: 'decide',
  awaiting_station: 'decide',
  signed: 'info',
  active: 'done',
  suspended: 'late',
  ended: 'rest',
  terminated: 'rest',
};

export function agreementTag(state: AgreementState): { tone: Tone; word: string } {
  return { tone: TONES[state], word: AGREEMENT_STATE_WORDS[state] };
}
