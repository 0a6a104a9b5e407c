/** What the list of pairings asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskPairings = graphql(`
  query DeskPairings {
    pairings {
      id state kind fromOn toOn
      paper { number help goal filedOn }
      station { id name county { code name } }
      organization { id name providerKind }
      agreement {
        id number version state goal tasks termFrom termTo organizationSignedAt stationSignedAt documentUrl
        indicators { name unit quantity }
      }
    }
  }
`);
