/** What the desk's pages of applications ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskApplications = graphql(`
  query DeskApplications($first: Int!, $after: String, $states: [ApplicationState!]) {
    applications(first: $first, after: $after, states: $states) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id version state name providerKind submittedAt isMine region { code name } } }
    }
  }
`);

export const DeskApplication = graphql(`
  query DeskApplication($id: ID!) {
    application(id: $id) {
      id version state name providerKind uscc filingNumber businessScope serviceTypes sessionsPerMonth
      contactName contactMobile login submittedAt decidedAt reason isMine
      region { code name }
      areas { code name }
      checks { code outcome words }
    }
  }
`);

export const TakeUp = graphql(`
  mutation DeskTakeUp($input: ReviewApplicationInput!) {
    takeUpApplication(input: $input) {
      ... on OrganizationApplication { id version state isMine }
      ... on Refusal { code message }
    }
  }
`);
export const GiveBack = graphql(`
  mutation DeskReturnApplication($input: DeclineApplicationInput!) {
    returnApplication(input: $input) {
      ... on OrganizationApplication { id version state reason }
      ... on Refusal { code message }
    }
  }
`);
export const Reject = graphql(`
  mutation DeskRejectApplication($input: DeclineApplicationInput!) {
    rejectApplication(input: $input) {
      ... on OrganizationApplication { id version state reason }
      ... on Refusal { code message }
    }
  }
`);
export const Approve = graphql(`
  mutation DeskApproveApplication($input: ApproveApplicationInput!) {
    approveApplication(input: $input) {
      ... on ApplicationApproved { firstPassword application { id version state login contactName contactMobile } }
      ... on Refusal { code message }
    }
  }
`);
