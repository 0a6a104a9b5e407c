/** What the round asks the API for: a preview under the officer's wishes, the pair being looked at, and the two steps that keep and send it. */
import { graphql } from '../../../gql/gql.ts';

export const DeskRoundPreview = graphql(`
  query DeskRoundPreview($input: RoundInput!, $first: Int!) {
    roundPreview(input: $input) {
      key hash month factsAt weightsVersion leftOutCount heldBackCount
      comparison { sentence run { id name served orders } }
      plan {
        objective orders served unservedCount total dual gap sentence
        tiers { urgency orders served }
        townships { orders served township { code name } }
        pins { orderId organizationId problem sentence }
        forbids { orderId organizationId problem sentence }
        organizations(first: 100) {
          totalCount
          edges { node { id slots used servedGain sentence organization { id name } } }
        }
        proposals(first: $first) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges {
            node {
              id pinned sentence
              order { id title urgency windowFrom windowTo serviceType headcount { text } station { id name } }
              organization { id name }
              runnerUp { margin sentence organization { id name } }
            }
          }
        }
      }
    }
  }
`);

export const DeskRoundMore = graphql(`
  query DeskRoundMore($input: RoundInput!, $after: String, $first: Int!) {
    roundPreview(input: $input) {
      hash
      plan {
        proposals(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor }
          edges {
            node {
              id pinned sentence
              order { id title urgency windowFrom windowTo serviceType headcount { text } station { id name } }
              organization { id name }
              runnerUp { margin sentence organization { id name } }
            }
          }
        }
      }
    }
  }
`);

export const DeskRoundUnserved = graphql(`
  query DeskRoundUnserved($input: RoundInput!, $first: Int!) {
    roundPreview(input: $input) {
      hash
      plan {
        unserved(first: $first) {
          totalCount
          edges {
            node {
              id sentence
              order { id title urgency station { id name } }
              changes { kind sentence servedGain organization { id name } }
            }
          }
        }
      }
    }
  }
`);

export const DeskRoundPair = graphql(`
  query DeskRoundPair($input: RoundInput!, $orderId: UUID!, $id: ID!) {
    roundPreview(input: $input) {
      hash
      plan { proposal(orderId: $orderId) { id organization { id name } parts { code name value weight words } } }
    }
    order(id: $id) {
      id
      invitation { id state organization { id } }
      recommendation { candidates { rank sentence organization { id name } } }
    }
  }
`);

export const DeskSaveMatchingRun = graphql(`
  mutation DeskSaveMatchingRun($input: SaveMatchingRunInput!) {
    saveMatchingRun(input: $input) {
      ... on MatchingRun { id version name state orders served }
      ... on Refusal { code message }
    }
  }
`);

export const DeskSendInvitations = graphql(`
  mutation DeskSendInvitations($input: SendInvitationsInput!) {
    sendInvitations(input: $input) {
      ... on MatchingRun { id version name state sentAt decisions { taken overridden ignored } }
      ... on InvitationsNotPossible { code message problems { orderId organizationId message } }
      ... on Refusal { code message }
    }
  }
`);
