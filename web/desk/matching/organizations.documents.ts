/** What the page of licences and checks asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskOrganizations = graphql(`
  query DeskOrganizations {
    organizations {
      id version name providerKind ratingGrade backgroundCheckedOn
      region { code name }
      qualifications { code name validUntil }
    }
  }
`);

export const DeskRecordChecks = graphql(`
  mutation DeskRecordChecks($input: RecordOrganizationChecksInput!) {
    recordOrganizationChecks(input: $input) {
      ... on Organization { id version backgroundCheckedOn qualifications { code name validUntil } }
      ... on ChecksUnsound { code message problems { field message } }
      ... on Refusal { code message }
    }
  }
`);
