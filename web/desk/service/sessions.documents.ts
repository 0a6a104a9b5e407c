/** What the session pages ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskSessions = graphql(`
  query DeskSessions($first: Int!, $after: String, $states: [SessionState!]) {
    sessions(first: $first, after: $after, states: $states) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id number state title category method startedAt endedAt place
          organization { id name }
          providers { id name }
          stations { confirmedAt station { id name } }
          headcounts { role targetGroup quantity { text } }
        }
      }
    }
  }
`);

export const DeskSession = graphql(`
  query DeskSession($id: ID!) {
    session(id: $id) {
      id number version state title theme category method serviceTypes startedAt endedAt place contents partners summary
      returnReason submittedAt confirmedAt
      organization { id name }
      providers { id name providerKind }
      stations { confirmedAt satisfaction opinion station { id name county { code name } } }
      orders { id number title }
      headcounts { role targetGroup quantity { text } }
      goods { item spec recipient quantity { text } recipientStation { id name } }
      photos { id url caption width height }
    }
  }
`);
