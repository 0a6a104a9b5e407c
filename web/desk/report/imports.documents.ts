/** What the pages of imports ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskImports = graphql(`
  query DeskImports($first: Int!, $after: String, $kind: ImportKind) {
    imports(first: $first, after: $after, kind: $kind) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges {
        node {
          id version kind fileName state startedBy createdAt finishedAt
          counts { total imported unchanged invalid refused }
        }
      }
    }
  }
`);

export const DeskImport = graphql(`
  query DeskImport($id: ID!, $states: [ImportRowState!], $afterRow: Int) {
    import(id: $id) {
      id version kind fileName state mode message notes isMine startedBy createdAt finishedAt failedUrl
      counts { total valid asked invalid imported unchanged refused takenBack }
      asks { ask heading value rows choices { code name } }
      rows(first: 25, afterRow: $afterRow, states: $states) {
        row state
        problems { letter heading value reason suggestion }
        cells { heading text bad }
      }
    }
  }
`);

export const AnswerImport = graphql(`
  mutation DeskAnswerImport($input: AnswerImportInput!) {
    answerImport(input: $input) {
      ... on Import { id version state }
      ... on Refusal { code message }
    }
  }
`);

export const CommitImport = graphql(`
  mutation DeskCommitImport($input: CommitImportInput!) {
    commitImport(input: $input) {
      ... on Import { id version state }
      ... on Refusal { code message }
    }
  }
`);

export const DiscardImport = graphql(`
  mutation DeskDiscardImport($input: DiscardImportInput!) {
    discardImport(input: $input) {
      ... on Import { id version state }
      ... on Refusal { code message }
    }
  }
`);

export const TakeBackImport = graphql(`
  mutation DeskTakeBackImport($input: TakeBackImportInput!) {
    takeBackImport(input: $input) {
      ... on Import { id version state }
      ... on Refusal { code message }
    }
  }
`);
