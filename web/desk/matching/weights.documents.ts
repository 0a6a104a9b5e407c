/** What the page of weights asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskWeightSets = graphql(`
  query DeskWeightSets($authorityId: ID) {
    weightSets(authorityId: $authorityId) {
      id version name state note savedAt activatedAt
      authority { id name }
      weights { code name weight }
    }
  }
`);

export const DeskAuthorities = graphql(`
  query DeskAuthorities {
    authorities { id name }
  }
`);

export const DeskWeightPreview = graphql(`
  query DeskWeightPreview($id: ID!) {
    weightPreview(weightSetId: $id) {
      openCount orderCount rankedCount changedCount
      changed {
        order { id title station { id name } }
        oldFirst { id name }
        newFirst { id name }
        parts { code name oldValue newValue oldWeight newWeight }
      }
    }
  }
`);

export const DeskSaveWeightDraft = graphql(`
  mutation DeskSaveWeightDraft($input: SaveWeightDraftInput!) {
    saveWeightDraft(input: $input) {
      ... on WeightSet { id version name state note savedAt weights { code name weight } }
      ... on WeightsUnsound { code message problems { field message } }
      ... on Refusal { code message }
    }
  }
`);

export const DeskActivateWeightSet = graphql(`
  mutation DeskActivateWeightSet($input: ActivateWeightSetInput!) {
    activateWeightSet(input: $input) {
      ... on WeightSet { id version name state activatedAt }
      ... on Refusal { code message }
    }
  }
`);
