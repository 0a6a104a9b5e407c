/** What the desk's page of accounts asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskAccounts = graphql(`
  query DeskAccounts($first: Int!, $after: String, $search: String) {
    accounts(first: $first, after: $after, search: $search) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { id login name isOpen mustChangePassword
        roles { role station { id name } organization { id name } authority { id name } } } }
    }
  }
`);
export const DeskAccountUnits = graphql(`
  query DeskAccountUnits { stations { id name } organizations { id name } viewer { id roles { role authority { id name } } } }
`);
export const OpenAccount = graphql(`
  mutation DeskOpenAccount($input: OpenUnitAccountInput!) {
    openUnitAccount(input: $input) { ... on AccountKept { firstPassword account { id login } } ... on Refusal { code message } }
  }
`);
export const ResetPassword = graphql(`
  mutation DeskResetPassword($input: ResetPasswordInput!) {
    resetPassword(input: $input) { ... on AccountKept { firstPassword account { id login mustChangePassword } } ... on Refusal { code message } }
  }
`);
export const SetOpen = graphql(`
  mutation DeskSetAccountOpen($input: SetAccountOpenInput!) {
    setAccountOpen(input: $input) { ... on AccountKept { account { id isOpen } } ... on Refusal { code message } }
  }
`);
export const SetRole = graphql(`
  mutation DeskSetAccountRole($input: SetAccountRoleInput!) {
    setAccountRole(input: $input) { ... on AccountKept { account { id } } ... on Refusal { code message } }
  }
`);
