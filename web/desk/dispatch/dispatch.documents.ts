/** What the monthly dispatch desk asks the API for, and the steps it takes there. */
import { graphql } from '../../gql/gql.ts';

export const DeskMonths = graphql(`
  query DeskMonths($programmeId: ID!) {
    dispatchMonths(programmeId: $programmeId) {
      month dueOn windowFrom windowTo
      round {
        id version month state decidedCount issuedAt sheetUrl
        lines { id light decision }
      }
    }
  }
`);

export const DeskRound = graphql(`
  query DeskRound($id: ID!) {
    dispatchRound(id: $id) {
      id version month state windowFrom windowTo dueOn figuresAt issuedAt decidedCount sheetUrl
      totals { key name unit text }
      lines {
        id version seq light lightReason proposedDecision decision note decidedAt
        station { id name county { code name } }
        organization { id name }
        figures { key name unit text value responses rowCount }
      }
    }
  }
`);

export const DeskSince = graphql(`
  query DeskSince {
    listChanges { month sentence }
  }
`);

export const DeskFigureRows = graphql(`
  query DeskFigureRows($lineId: ID!, $figure: FigureKey!) {
    dispatchFigureRows(lineId: $lineId, figure: $figure) { id kind title on detail }
  }
`);

export const OpenDispatchRound = graphql(`
  mutation OpenDispatchRound($input: OpenDispatchRoundInput!) {
    openDispatchRound(input: $input) {
      ... on DispatchRound { id version month state }
      ... on RoundExists { roundId }
      ... on Refusal { code message }
    }
  }
`);

export const RefreshDispatchRound = graphql(`
  mutation RefreshDispatchRound($input: RefreshDispatchRoundInput!) {
    refreshDispatchRound(input: $input) {
      ... on DispatchRound {
        id version figuresAt decidedCount
        lines {
          id version seq light lightReason proposedDecision decision note decidedAt
          figures { key name unit text value responses rowCount }
        }
      }
      ... on Refusal { code message }
    }
  }
`);

export const DecideDispatchLine = graphql(`
  mutation DecideDispatchLine($input: DecideDispatchLineInput!) {
    decideDispatchLine(input: $input) {
      ... on DispatchLine { id version decision note decidedAt }
      ... on Refusal { code message }
    }
  }
`);

export const IssueDispatchRound = graphql(`
  mutation IssueDispatchRound($input: IssueDispatchRoundInput!) {
    issueDispatchRound(input: $input) {
      ... on DispatchRound { id version state issuedAt decidedCount }
      ... on LinesUndecided { count }
      ... on Refusal { code message }
    }
  }
`);
