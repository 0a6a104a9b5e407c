/** What the order ledger asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskOrders = graphql(`
  query DeskOrders($first: Int!, $after: String, $states: [OrderState!]) {
    orders(first: $first, after: $after, states: $states) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id number version state title serviceType urgency isOverdue isClaimable claimableUntil windowFrom windowTo postedAt
          headcount { text }
          station { id name county { code name } }
          claimedBy { id name }
          takers { claimId organizationName }
        }
      }
    }
  }
`);

export const DeskSearch = graphql(`
  query DeskSearch($first: Int!, $after: String, $search: OrderSearchInput!) {
    searchOrders(first: $first, after: $after, search: $search) {
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id number version state title serviceType urgency isOverdue isClaimable claimableUntil windowFrom windowTo postedAt place
          headcount { text }
          station { id name county { code name } }
          claimedBy { id name }
          takers { claimId organizationName }
        }
        marks { field from to }
      }
    }
  }
`);

export const DeskOrder = graphql(`
  query DeskOrder($id: ID!) {
    order(id: $id) {
      id number version state title description serviceType targetGroups place urgency needType mode leg
      isOverdue isClaimable claimableUntil windowFrom windowTo postedAt completedAt cancelReason
      headcount { text unit }
      station { id name region { code name } county { code name } }
      claimedBy { id name }
      sharing seats commitment serviceStatus leftWords
      lines { seq what left note quantity { text unit } takers { organizationName value isConfirmed } }
      takers { claimId organizationName isConfirmed claimedAt deliveredAt }
      leadShare
      members { stationId stationName share answer reason }
      claim { id version state claimedAt confirmUntil startUntil startedAt extendedAt firstSessionOn organization { id name } }
      pairing { id state agreement { id number } }
      sessions { id number title state startedAt }
      needs { id number title people { text } }
      timeline { at who what kind dueAt }
      recommendation {
        weightsVersion eligibleCount
        candidates {
          rank sentence
          runnerUp { sentence decisive { code } }
          organization { id name providerKind ratingGrade }
          parts { code name value weight words }
        }
        nearMisses {
          wouldRank
          organization { id name }
          failed { code reason remedy }
        }
      }
    }
  }
`);
