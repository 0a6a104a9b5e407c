/** What the pages of notices ask the API for, on the phone and on the desk alike. */
import { graphql } from '../gql/gql.ts';

export const Inbox = graphql(/* GraphQL */ `
  query Inbox($first: Int!, $after: String, $unread: Boolean, $group: NoticeGroup) {
    viewer { id unreadNotices }
    notices(first: $first, after: $after, unread: $unread, group: $group) {
      totalCount
      edges { node { id title body link createdAt readAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const MarkRead = graphql(/* GraphQL */ `
  mutation MarkNoticesRead($input: MarkNoticesReadInput!) {
    markNoticesRead(input: $input) { ids }
  }
`);

export const MarkAllRead = graphql(/* GraphQL */ `
  mutation MarkAllNoticesRead($input: MarkAllNoticesReadInput!) {
    markAllNoticesRead(input: $input) { unreadCount }
  }
`);

export const Settings = graphql(/* GraphQL */ `
  query NoticeSettingsPage {
    noticeSettings {
      id version quietFrom quietTo email pendingEmail emailIsOpen
      choices { group cadence }
    }
  }
`);

export const ChangeSettings = graphql(/* GraphQL */ `
  mutation ChangeNoticeSettings($input: ChangeNoticeSettingsInput!) {
    changeNoticeSettings(input: $input) {
      ... on NoticeSettings {
        id version quietFrom quietTo email pendingEmail
        choices { group cadence }
      }
      ... on Refusal { code message }
    }
  }
`);

export const RequestCode = graphql(/* GraphQL */ `
  mutation RequestEmailCode($input: RequestEmailCodeInput!) {
    requestEmailCode(input: $input) {
      ... on NoticeSettings { id version email pendingEmail }
      ... on Refusal { code message }
    }
  }
`);

export const VerifyCode = graphql(/* GraphQL */ `
  mutation VerifyEmail($input: VerifyEmailInput!) {
    verifyEmail(input: $input) {
      ... on NoticeSettings { id version email pendingEmail }
      ... on Refusal { code message }
    }
  }
`);

export const Robots = graphql(/* GraphQL */ `
  query Robots {
    robotsAreOpen
    robots { id version kind name shownAddress hasSecret groups active lastSentAt lastError }
  }
`);

export const SaveRobot = graphql(/* GraphQL */ `
  mutation SaveRobot($input: SaveRobotInput!) {
    saveRobot(input: $input) {
      ... on Robot { id version kind name shownAddress hasSecret groups active lastSentAt lastError }
      ... on RobotUnsound { field }
      ... on Refusal { code message }
    }
  }
`);

export const TestRobot = graphql(/* GraphQL */ `
  mutation TestRobot($input: TestRobotInput!) {
    testRobot(input: $input) {
      ... on Robot { id version }
      ... on Refusal { code message }
    }
  }
`);
