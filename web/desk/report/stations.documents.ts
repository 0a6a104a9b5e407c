/** What the pages of 社工站 ask the API for. */
import { graphql } from '../../gql/gql.ts';

export const DeskStations = graphql(`
  query DeskStations($filter: StationRegisterFilter, $first: Int!, $after: String) {
    stationRegister(filter: $filter, first: $first, after: $after) {
      totalCount
      pageInfo { hasNextPage endCursor }
      edges { node {
        id code name state pilot county { code name } authority { id name }
        standing { workers lastServiceOn grounds haves { item name standing standingWord } }
      } }
    }
  }
`);

export const DeskCoverage = graphql(`
  query DeskCoverage {
    stationCoverage { townships planned plaqueHung operating suspended established nominalCoverage operatingRate }
    viewer { id authority { id region { code name } } }
  }
`);

export const DeskCounties = graphql(`
  query DeskCounties($parentCode: ID!) { regions(parentCode: $parentCode) { code name level } }
`);

export const DeskTownships = graphql(`
  query DeskTownships($onlyWithout: Boolean!, $after: ID) {
    stationTownships(onlyWithout: $onlyWithout, after: $after) {
      nextAfter
      rows { countyName region { code name } station { id name state } }
    }
  }
`);

export const DeskStation = graphql(`
  query DeskStation($id: ID!) {
    station(id: $id) {
      id version code name state tier phone address openedOn hours openAllYear pilot
      region { code name } county { code name } authority { id name } operator { id name }
      facilities { kind areaM2 brandName }
      programmes { pilot programme { id name } }
      workers {
        id version name phone post licenceLevel certificateNumber licenceStanding licenceSentence employedBy fromOn toOn
      }
      standing {
        grounds moves gaps workers recentServices serviceDays lastServiceOn
        haves { item name standing standingWord measured gaps version fileIds paperIds decidedOn expiresOn returnReason }
      }
      changes { id move fromState toState ground reason decidedBy decidedAt }
      handOvers { id fromName toName lastDay note doneAt items { kind id title } }
    }
  }
`);

export const DeskVerifyHave = graphql(`
  mutation DeskVerifyHave($input: VerifyStationHaveInput!) {
    verifyStationHave(input: $input) { ... on Station { id version } ... on Refusal { code message } }
  }
`);

export const DeskReturnHave = graphql(`
  mutation DeskReturnHave($input: ReturnStationHaveInput!) {
    returnStationHave(input: $input) { ... on Station { id version } ... on Refusal { code message } }
  }
`);

export const DeskMoveStation = graphql(`
  mutation DeskMoveStation($input: MoveStationInput!) {
    moveStation(input: $input) { ... on Station { id version state } ... on Refusal { code message } }
  }
`);

export const DeskRevealWorker = graphql(`
  mutation DeskRevealWorker($input: RevealStationWorkerInput!) {
    revealStationWorker(input: $input) { ... on RevealedWorker { id phone certificateNumber } ... on Refusal { code message } }
  }
`);

export const DeskEnrolStation = graphql(`
  mutation DeskEnrolStation($input: EnrolStationInput!) {
    enrolStation(input: $input) { ... on Station { id pilot } ... on Refusal { code message } }
  }
`);

/** Who may run a station: the active organizations that a name or a code finds, a page of them. */
export const DeskOperators = graphql(`
  query DeskOperators($search: String) {
    organizationRegister(first: 25, states: [active], search: $search) { edges { node { id name providerKind } } }
  }
`);

export const DeskSetOperator = graphql(`
  mutation DeskSetOperator($input: SetStationOperatorInput!) {
    setStationOperator(input: $input) { ... on Station { id version } ... on Refusal { code message } }
  }
`);

export const DeskHandOverFacts = graphql(`
  query DeskHandOverFacts($id: ID!) {
    station(id: $id) { id colleagues { accountId name roles leavesOn } openItems { kind id title dueAt } }
  }
`);

export const DeskHandOver = graphql(`
  mutation DeskHandOver($input: HandOverStationInput!) {
    handOverStation(input: $input) { ... on HandOver { id } ... on Refusal { code message } }
  }
`);

export const DeskSetUp = graphql(`
  query DeskSetUp {
    authorities { id name kind region { code name } parent { id name } jurisdiction { code name } }
    programmes { id name mode fromOn toOn dispatchDueDay }
    stationThresholds { values { name words value } }
    viewer { id authority { id region { code name } jurisdiction { code name } } }
  }
`);

export const DeskRegisterAuthority = graphql(`
  mutation DeskRegisterAuthority($input: RegisterAuthorityInput!) {
    registerAuthority(input: $input) { ... on Authority { id name } ... on Refusal { code message } }
  }
`);

export const DeskStartProgramme = graphql(`
  mutation DeskStartProgramme($input: StartProgrammeInput!) {
    startProgramme(input: $input) { ... on Programme { id name } ... on Refusal { code message } }
  }
`);

export const DeskRegisterStation = graphql(`
  mutation DeskRegisterStation($input: RegisterStationInput!) {
    registerStation(input: $input) { ... on Station { id name } ... on Refusal { code message } }
  }
`);

export const DeskSetThresholds = graphql(`
  mutation DeskSetThresholds($input: SetStationThresholdsInput!) {
    setStationThresholds(input: $input) { ... on StationThresholds { values { name value } } ... on Refusal { code message } }
  }
`);
