/** What the pages of an application ask the API for, and the application as it is typed. */
import type { ApplicationFields } from '@jiedui/shared/organization/application.ts';
import type { ProviderKind } from '@jiedui/shared/organization/organization.ts';
import { graphql } from '../../gql/gql.ts';

export const PLACES = graphql(/* GraphQL */ `
  query ApplicationPlaces {
    applicationPlaces {
      code
      name
      isCounty
    }
  }
`);

export const APPLY = graphql(/* GraphQL */ `
  mutation ApplyAsOrganization($input: ApplyAsOrganizationInput!) {
    applyAsOrganization(input: $input) {
      ... on TrackedApplication {
        code
      }
      ... on ApplicationIncomplete {
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

export const RESUBMIT = graphql(/* GraphQL */ `
  mutation ResubmitApplication($input: ResubmitApplicationInput!) {
    resubmitApplication(input: $input) {
      ... on TrackedApplication {
        code
        state
      }
      ... on ApplicationIncomplete {
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

export const TRACKED = graphql(/* GraphQL */ `
  query TrackedApplication($code: String!) {
    trackedApplication(code: $code) {
      code
      state
      name
      submittedAt
      reason
      login
      providerKind
      uscc
      filingNumber
      regionCode
      businessScope
      serviceTypes
      areaCodes
      sessionsPerMonth
      contactName
    }
  }
`);

/** As typed: numbers are text until they are handed in. */
export interface ApplicationText {
  readonly name: string;
  readonly providerKind: ProviderKind;
  readonly uscc: string;
  readonly filingNumber: string;
  readonly regionCode: string;
  readonly businessScope: string;
  readonly serviceTypes: readonly string[];
  readonly areaCodes: readonly string[];
  readonly sessionsPerMonth: string;
  readonly contactName: string;
  readonly contactMobile: string;
  readonly login: string;
}

export const EMPTY: ApplicationText = {
  name: '',
  providerKind: 'social_organization',
  uscc: '',
  filingNumber: '',
  regionCode: '',
  businessScope: '',
  serviceTypes: [],
  areaCodes: [],
  sessionsPerMonth: '4',
  contactName: '',
  contactMobile: '',
  login: '',
};

export const fieldsOf = (text: ApplicationText): ApplicationFields => ({
  ...text,
  uscc: text.uscc.trim() || null,
  filingNumber: text.filingNumber.trim() || null,
  sessionsPerMonth: Number(text.sessionsPerMonth),
});

/** `ABCD-EFGH-JKMN`: as people read it out. */
export const spacedCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1-');
