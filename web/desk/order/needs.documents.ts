/** What the need list and the survey list ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskNeeds = graphql(`
  query DeskNeeds($first: Int!, $after: String, $filter: NeedFilterInput) {
    needs(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id number version state title serviceType targetGroups needType mode urgency source recordedAt screenedOutReason screenedOutNote
          people { text }
          station { id name region { code name } county { code name } }
          orders { id number state }
        }
      }
    }
  }
`);

export const DeskNeedCounts = graphql(`
  query DeskNeedCounts($filter: NeedFilterInput) {
    needCounts(filter: $filter) { by value count }
    stations { id name }
  }
`);

export const DeskSurveys = graphql(`
  query DeskSurveys($first: Int!, $after: String, $method: SurveyMethod, $stationId: ID) {
    surveys(first: $first, after: $after, method: $method, stationId: $stationId) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id number version state method heldOn needCount submittedAt
          population { text }
          station { id name region { code name } county { code name } }
          parts { state organization { id name } }
        }
      }
    }
  }
`);
