/** What the list of pairings asks the API for, and what the bureau does with one. */
import { graphql } from '../../gql/gql.ts';

export const DeskPairings = graphql(`
  query DeskPairings {
    pairings {
      id justification state version kind fromOn toOn maySteps
      paper { number help goal filedOn }
      station { id name county { code name } }
      organization { id name providerKind }
      programme { id name version mostPairings mayLimit }
      changes { id step code words openWork setFree madeAt }
      renewal { id number state termFrom termTo documentUrl }
      agreement {
        id number version state goal tasks termFrom termTo organizationSignedAt stationSignedAt documentUrl
        indicators { name unit quantity }
      }
    }
  }
`);

/** Of one pairing at a time, when the bureau is about to take a step. */
export const DeskWorkInHand = graphql(`
  query DeskWorkInHand($id: ID!) {
    pairing(id: $id) { id workInHand { id isInvitation title dueAt } }
  }
`);

export const ChangePairing = graphql(`
  mutation ChangePairing($input: ChangePairingInput!) {
    changePairing(input: $input) {
      __typename
      ... on Pairing { id state version maySteps changes { id step code words openWork setFree madeAt } agreement { id state } }
      ... on Refusal { code message }
    }
  }
`);

export const LimitPairings = graphql(`
  mutation LimitPairings($input: LimitPairingsInput!) {
    limitPairings(input: $input) {
      __typename
      ... on Programme { id version mostPairings }
      ... on Refusal { code message }
    }
  }
`);
