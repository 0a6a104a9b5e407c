/** What the phone's page of the own organization asks the API for. */
import { graphql } from '../../gql/gql.ts';

export const OWN_REGISTER = graphql(/* GraphQL */ `
  query OwnRegister {
    registeredOrganization {
      id
      name
      uscc
      filingNumber
      providerKind
      state
      listStatus
      registrationStatus
      ratingGrade
      businessScope
      sessionsPerMonth
      serviceTypes
      region {
        code
        name
      }
      areas {
        code
        name
      }
      ratings {
        id
        grade
        issuer
        ratedOn
        validUntil
      }
      annualChecks {
        id
        year
        result
      }
      listings {
        id
        list
        listedOn
        basis
        removedOn
      }
      staff {
        id
        version
        maskedName
        maskedMobile
        post
        licenceLevel
        licenceUntil
        backgroundCheckedOn
      }
      expiries {
        what
        lastOn
        isExpired
      }
      corrections {
        id
        subject
        text
        state
        answer
        requestedAt
      }
      history {
        key
        words
        reason
        at
      }
    }
  }
`);
export const SAVE_STAFF = graphql(/* GraphQL */ `
  mutation SaveStaffMember($input: SaveStaffMemberInput!) {
    saveStaffMember(input: $input) {
      ... on StaffSaved {
        member {
          id
          version
        }
      }
      ... on StaffUnsound {
        code
        message
        problems {
          field
          message
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export const END_STAFF = graphql(/* GraphQL */ `
  mutation EndStaffMember($input: EndStaffMemberInput!) {
    endStaffMember(input: $input) {
      ... on StaffSaved {
        member {
          id
          version
          hasLeft
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export const REVEAL_STAFF = graphql(/* GraphQL */ `
  mutation RevealStaffMember($input: RevealStaffMemberInput!) {
    revealStaffMember(input: $input) {
      ... on RevealedStaffMember {
        name
        mobile
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
export const REQUEST_CORRECTION = graphql(/* GraphQL */ `
  mutation RequestCorrection($input: RequestCorrectionInput!) {
    requestCorrection(input: $input) {
      ... on OrganizationCorrection {
        id
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
