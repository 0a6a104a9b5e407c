/** The one thing the public page asks the API for: aggregates, without signing in. */
import { graphql } from '../gql/gql.ts';

export const OpenBoardQuery = graphql(`
  query OpenBoard {
    openBoard {
      authorityName
      asOf
      figures { name text note }
      counties { name stations openOrders activities }
    }
  }
`);
