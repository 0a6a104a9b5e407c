/** What the desk's register of organizations asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskRegister = graphql(`
  query DeskRegister($first: Int!, $after: String, $states: [OrganizationState!], $kinds: [ProviderKind!], $listed: Boolean, $search: String, $within: Int) {
    organizationRegister(first: $first, after: $after, states: $states, kinds: $kinds, listed: $listed, search: $search, expiringWithin: $within) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node {
        id name uscc filingNumber providerKind state listStatus registrationStatus ratingGrade sessionsPerMonth
        region { code name }
        expiries(within: $within) { kind what lastOn isExpired }
      } }
    }
  }
`);

export const DeskOpenCorrections = graphql(`
  query DeskOpenCorrections {
    openCorrections { id subject text requestedAt organization { id name } }
  }
`);

export const DeskRegistered = graphql(`
  query DeskRegistered($id: ID!) {
    registeredOrganization(id: $id) {
      id version name uscc filingNumber providerKind state listStatus registrationStatus ratingGrade businessScope
      sessionsPerMonth serviceTypes backgroundCheckedOn
      region { code name }
      areas { code name }
      operates { id name }
      qualifications { code name validUntil }
      ratings { id grade issuer ratedOn validUntil }
      annualChecks { id year result }
      listings { id list listedOn basis removedOn removalBasis }
      staff { id version maskedName maskedMobile post licenceLevel licenceUntil backgroundCheckedOn }
      expiries { kind what lastOn isExpired }
      corrections { id version subject text state answer requestedAt answeredAt }
      history { key words changed reason at byName }
      openWork { key kind kindWords title dueAt isHere }
      figures { sessionsThisMonth sessionsConfirmed claimsConfirmed claimsCompleted claimsOverdue claimsAtFault reviews satisfaction }
    }
  }
`);

export const DeskPlaces = graphql(`
  query DeskPlaces { applicationPlaces { code name isCounty } }
`);

export const RecordRating = graphql(`
  mutation DeskRecordRating($input: RecordRatingInput!) {
    recordRating(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const RecordAnnualCheck = graphql(`
  mutation DeskRecordAnnualCheck($input: RecordAnnualCheckInput!) {
    recordAnnualCheck(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const RecordListing = graphql(`
  mutation DeskRecordListing($input: RecordListingInput!) {
    recordListing(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const RecordRemoval = graphql(`
  mutation DeskRecordRemoval($input: RecordRemovalInput!) {
    recordRemoval(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const EditRegister = graphql(`
  mutation DeskEditRegister($input: EditRegisterInput!) {
    editRegister(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const Suspend = graphql(`
  mutation DeskSuspend($input: OrganizationStandingInput!) {
    suspendOrganization(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const Resume = graphql(`
  mutation DeskResume($input: OrganizationStandingInput!) {
    resumeOrganization(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const Exit = graphql(`
  mutation DeskExit($input: ExitOrganizationInput!) {
    exitOrganization(input: $input) { ... on Organization { id version } ... on Refusal { code message } }
  }
`);
export const RevealStaff = graphql(`
  mutation DeskRevealStaff($input: RevealStaffMemberInput!) {
    revealStaffMember(input: $input) { ... on RevealedStaffMember { name mobile } ... on Refusal { code message } }
  }
`);
export const AnswerCorrection = graphql(`
  mutation DeskAnswerCorrection($input: AnswerCorrectionInput!) {
    answerCorrection(input: $input) { ... on OrganizationCorrection { id version } ... on Refusal { code message } }
  }
`);
