/** What a service record may name: stations, organizations, and the orders that this organization holds. */
import { graphql } from '../../gql/gql.ts';

export const LISTS = graphql(/* GraphQL */ `
  query PhoneRecordLists {
    stations {
      id
      name
      county {
        code
        name
      }
    }
    organizations {
      id
      name
      region {
        code
        name
      }
    }
    orders(first: 50, states: [confirmed]) {
      edges {
        node {
          id
          number
          title
          serviceType
          place
          station {
            id
            name
          }
        }
      }
    }
  }
`);
