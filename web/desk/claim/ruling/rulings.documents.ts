/** What the page of rulings asks, and how a ruling is made. */
import { graphql } from '../../../gql/gql.ts';

export const DeskRulings = graphql(/* GraphQL */ `
  query DeskRulings($first: Int!, $after: String) {
    rulingCases(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          state
          dueAt
          order {
            id
            number
            title
            windowTo
            claimableUntil
            station {
              id
              name
              county {
                code
                name
              }
            }
          }
          refusals {
            organizationName
            refusedAt
            words
          }
          rulings {
            id
            choice
            reason
            ruledAt
          }
          above {
            id
            name
          }
        }
      }
    }
  }
`);

export const DeskRuleOnOrder = graphql(/* GraphQL */ `
  mutation DeskRuleOnOrder($input: RuleOnOrderInput!) {
    ruleOnOrder(input: $input) {
      ... on Ruling {
        id
        choice
        reason
        ruledAt
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
