/** What the pages of past lists and of changed lists ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskListAsOf = graphql(`
  query DeskListAsOf($first: Int!, $after: String, $list: ListName!, $on: LocalDate!) {
    listAsOf(first: $first, after: $after, list: $list, on: $on) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id number title owner place serviceTypes amount stateWord isResting organization } }
    }
  }
`);

export const DeskListChanges = graphql(`
  query DeskListChanges($since: LocalDate, $first: Int!, $after: String, $list: ListName, $kind: String) {
    listChanges(since: $since) {
      from month sentence
      counts { list kind word count }
      lines(first: $first, after: $after, list: $list, kind: $kind) {
        totalCount
        pageInfo { hasNextPage endCursor }
        edges {
          node { id list kind word number title owner organization changedAt differences { name before after } }
        }
      }
    }
  }
`);
