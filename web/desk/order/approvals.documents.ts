/** What the approval desk asks and does. */
import { graphql } from '../../gql/gql.ts';

export const DeskApprovalRow = graphql(`
  fragment DeskApprovalRow on Order {
    id number version state title serviceType targetGroups urgency windowFrom windowTo claimableUntil cautions
    headcount { text }
    station { id name county { code name } }
    approval { id approverName submittedAt dueAt outcome bypass look lookReason lookedAt isOwn mayDecide }
  }
`);

export const DeskToApprove = graphql(`
  query DeskToApprove($first: Int!, $after: String) {
    ordersToApprove(first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...DeskApprovalRow } }
    }
  }
`);

export const DeskToLookAt = graphql(`
  query DeskToLookAt($first: Int!, $after: String, $seen: Boolean) {
    ordersToLookAt(first: $first, after: $after, seen: $seen) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node { ...DeskApprovalRow } }
    }
  }
`);

export const DeskApproval = graphql(`
  query DeskApproval($id: ID!) {
    order(id: $id) {
      ...DeskApprovalRow
      description place needType mode leg requiredQualifications budgetCapFen
      alike { id number title state windowFrom windowTo headcount { text } }
      timeline { at who what kind dueAt }
    }
  }
`);

export const DeskApprove = graphql(`
  mutation DeskApprove($input: ApproveOrderInput!) {
    approveOrder(input: $input) {
      ... on Order { id version state }
      ... on Refusal { code message }
    }
  }
`);
export const DeskReturn = graphql(`
  mutation DeskReturn($input: TurnBackOrderInput!) {
    returnOrder(input: $input) {
      ... on Order { id version state }
      ... on Refusal { code message }
    }
  }
`);
export const DeskReject = graphql(`
  mutation DeskReject($input: TurnBackOrderInput!) {
    rejectOrder(input: $input) {
      ... on Order { id version state }
      ... on Refusal { code message }
    }
  }
`);
export const DeskLook = graphql(`
  mutation DeskLook($input: LookAtOrderInput!) {
    lookAtOrder(input: $input) {
      ... on Order { id version approval { id look lookReason lookedAt } }
      ... on Refusal { code message }
    }
  }
`);

export const DeskApproving = graphql(`
  query DeskApproving {
    orderApproving {
      authority { id name }
      inForce { id number approver lowRiskTypes samplePercent effectiveOn authority { id name } centre { id name } }
      versions { id number approver lowRiskTypes samplePercent note effectiveOn savedAt centre { id name } }
    }
    authorities { id name }
  }
`);
export const DeskSaveRule = graphql(`
  mutation DeskSaveRule($input: ApprovalRuleInput!) {
    saveApprovalRule(input: $input) {
      ... on ApprovalRule { id number effectiveOn }
      ... on OrderSettingUnsound { code message problems { field message } }
      ... on Refusal { code message }
    }
  }
`);
