/** What the pages of 本站 ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const PHONE_STATION = graphql(/* GraphQL */ `
  query PhoneStation($id: ID!) {
    station(id: $id) {
      id
      version
      code
      name
      state
      tier
      phone
      address
      openedOn
      hours
      openAllYear
      authority {
        id
        name
      }
      facilities {
        kind
        areaM2
        brandName
      }
      workers {
        id
        version
        accountId
        name
        phone
        post
        licenceLevel
        certificateNumber
        licenceValidUntil
        licenceStanding
        licenceSentence
        employedBy
        fromOn
        toOn
      }
      standing {
        gaps
        haves {
          item
          name
          standing
          standingWord
          measured
          gaps
          version
          equipment
          rules
          fundsYear
          fundsFen
          fundsSource
          fileIds
          paperIds
          decidedOn
          expiresOn
          returnReason
        }
        nextStep {
          item
        }
      }
    }
  }
`);

export const PHONE_HAND_OVER = graphql(/* GraphQL */ `
  query PhoneHandOver($id: ID!) {
    station(id: $id) {
      id
      colleagues {
        accountId
        name
        roles
        leavesOn
      }
      openItems {
        kind
        id
        title
        dueAt
      }
      handOvers {
        id
        fromName
        toName
        lastDay
        note
        doneAt
        items {
          kind
          id
          title
        }
      }
    }
  }
`);

export const SAVE_FACTS = graphql(/* GraphQL */ `
  mutation PhoneSaveStationFacts($input: SaveStationFactsInput!) {
    saveStationFacts(input: $input) {
      ... on Station {
        id
        version
      }
      ... on StationUnsound {
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

export const STATE_HAVE = graphql(/* GraphQL */ `
  mutation PhoneStateHave($input: StateStationHaveInput!) {
    stateStationHave(input: $input) {
      ... on Station {
        id
        version
      }
      ... on HaveUnsound {
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

export const SAVE_WORKER = graphql(/* GraphQL */ `
  mutation PhoneSaveWorker($input: SaveStationWorkerInput!) {
    saveStationWorker(input: $input) {
      ... on StationWorker {
        id
        version
        name
      }
      ... on WorkerUnsound {
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

export const HAND_OVER = graphql(/* GraphQL */ `
  mutation PhoneHandOverStation($input: HandOverStationInput!) {
    handOverStation(input: $input) {
      ... on HandOver {
        id
        toName
        lastDay
        items {
          kind
          id
        }
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);
