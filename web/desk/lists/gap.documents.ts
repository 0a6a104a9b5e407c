/** What the board of both lists asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskGapBoard = graphql(`
  query DeskGapBoard($county: String, $days: Int) {
    gapBoard(county: $county, days: $days) {
      level days
      cells { serviceType placeCode placeName openOrders unmetOrders offers sessionsPerMonth light people { text } }
    }
    unspoken(first: 20) { id name side count resting }
  }
`);

export const DeskGapOrders = graphql(`
  query DeskGapOrders($first: Int!, $after: String, $serviceType: String, $place: String, $days: Int) {
    gapOrders(first: $first, after: $after, serviceType: $serviceType, place: $place, days: $days) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id waitedDays
          reason { why change step }
          order { id number title station { id name } }
        }
      }
    }
  }
`);

export const DeskGapOffers = graphql(`
  query DeskGapOffers($first: Int!, $after: String, $serviceType: String, $place: String, $unaskedDays: Int) {
    gapOffers(first: $first, after: $after, serviceType: $serviceType, place: $place, unaskedDays: $unaskedDays) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id number title organizationName areas sessionsPerMonth lastConfirmedOn } }
    }
  }
`);
