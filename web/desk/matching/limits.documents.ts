/** What the page of limits asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskLimits = graphql(`
  query DeskLimits {
    blockedPairs {
      id version reason untilOn blockedAt mayEnd
      organization { id name }
      station { id name county { code name } }
    }
    conflictsOfInterest {
      id version reason declaredAt mayEnd
      organization { id name }
      station { id name county { code name } }
    }
  }
`);

export const DeskUnits = graphql(`
  query DeskUnits {
    organizations { id name }
    stations { id name county { code name } }
  }
`);

export const DeskBlockPair = graphql(`
  mutation DeskBlockPair($input: BlockPairInput!) {
    blockPair(input: $input) {
      ... on BlockedPair { id }
      ... on Refusal { code message }
    }
  }
`);

export const DeskDeclareConflict = graphql(`
  mutation DeskDeclareConflict($input: DeclareConflictInput!) {
    declareConflict(input: $input) {
      ... on ConflictOfInterest { id }
      ... on Refusal { code message }
    }
  }
`);

export const DeskLiftBlock = graphql(`
  mutation DeskLiftBlock($input: EndPairNoteInput!) {
    liftBlock(input: $input) {
      ... on BlockedPair { id }
      ... on Refusal { code message }
    }
  }
`);

export const DeskEndConflict = graphql(`
  mutation DeskEndConflict($input: EndPairNoteInput!) {
    endConflict(input: $input) {
      ... on ConflictOfInterest { id }
      ... on Refusal { code message }
    }
  }
`);
