/** What the desk's first page asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskHome = graphql(`
  query DeskHome($programmeId: ID!) {
    home {
      dispatchMonth
      notices { id title link createdAt }
      todos { kind id title detail link dueAt }
    }
    dispatchMonths(programmeId: $programmeId) {
      month dueOn
      round {
        id version month state decidedCount issuedAt
        lines { id seq light lightReason decision station { id name } organization { id name } }
      }
    }
    claims(first: 20, states: [pending]) {
      totalCount
      edges { node { id claimedAt confirmUntil organization { id name } order { id title station { id name } } } }
    }
    orders(first: 1, states: [open]) { totalCount }
    sessions(first: 1, states: [submitted]) { totalCount }
  }
`);

export const DeskTotals = graphql(`
  query DeskTotals($programmeId: ID!) {
    programmeTotals(programmeId: $programmeId) {
      pilotStations pairedPilotStations activities
      programme { id name fromOn toOn }
      activitiesByCategory { category name count }
      goods { text }
      headcounts { role quantity { text } }
    }
  }
`);
