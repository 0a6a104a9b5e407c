/** What the history of rounds asks the API for: the runs, one of them with its invitations, its proof, a withdrawal. */
import { graphql } from '../../../gql/gql.ts';

export const DeskMatchingRuns = graphql(`
  query DeskMatchingRuns($first: Int!, $after: String) {
    matchingRuns(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id name month state objective orders served savedAt sentAt
          authority { id name }
          decisions { taken overridden ignored }
          success { published confirmed rate sentence }
        }
      }
    }
  }
`);

export const DeskMatchingRun = graphql(`
  query DeskMatchingRun($id: ID!, $runId: UUID!) {
    matchingRun(id: $id) {
      id version name month state objective orders served savedAt sentAt day factsAt weightsVersion engine seed resultHash
      authority { id name }
      decisions { taken overridden ignored }
      success { published confirmed rate sentence }
      plan {
        total dual gap sentence
        organizations(first: 100) { edges { node { id used organization { id name } } } }
      }
    }
    pending: invitations(first: 1, runId: $runId, states: [pending]) { totalCount }
    accepted: invitations(first: 1, runId: $runId, states: [accepted]) { totalCount }
    declined: invitations(first: 1, runId: $runId, states: [declined]) { totalCount }
    lapsed: invitations(first: 1, runId: $runId, states: [lapsed]) { totalCount }
    withdrawn: invitations(first: 1, runId: $runId, states: [withdrawn]) { totalCount }
  }
`);

export const DeskRunPairs = graphql(`
  query DeskRunPairs($id: ID!, $first: Int!, $after: String) {
    matchingRun(id: $id) {
      id
      plan {
        proposals(first: $first, after: $after) {
          totalCount
          pageInfo { hasNextPage endCursor }
          edges {
            node {
              id pinned sentence decision decisionReason
              order { id title windowFrom windowTo serviceType headcount { text } station { id name } }
              organization { id name }
              invitation { id version state respondUntil answeredAt declineReasonWords reason claim { id state } }
            }
          }
        }
      }
    }
  }
`);

export const DeskRunUnserved = graphql(`
  query DeskRunUnserved($id: ID!) {
    matchingRun(id: $id) {
      id
      plan {
        unserved(first: 50) {
          totalCount
          edges { node { id sentence order { id title station { id name } } changes { sentence } } }
        }
      }
    }
  }
`);

export const DeskReplayRun = graphql(`
  query DeskReplayRun($id: ID!) {
    replayMatchingRun(id: $id) { same storedHash hash sentence }
  }
`);

export const DeskWithdrawInvitation = graphql(`
  mutation DeskWithdrawInvitation($input: WithdrawInvitationInput!) {
    withdrawInvitation(input: $input) {
      ... on Invitation { id version state answeredAt reason }
      ... on Refusal { code message }
    }
  }
`);
