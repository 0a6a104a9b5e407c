/** A round over HTTP as the desk asks for it: preview, save, send, answer. */
import type { World } from '../../kit/world.ts';

export const MONTH = '2026-12';

const PLAN = `objective orders served unservedCount total dual gap sentence
  tiers { urgency orders served } stations { station { id } orders served } townships { township { name } orders served }
  proposals(first: 10) { totalCount pageInfo { hasNextPage endCursor } edges { node { id order { id title } organization { id name } score pinned sentence
    parts { code value weight words } runnerUp { organization { id } margin decisive sentence } decision decisionReason invitation { id state version } } } }
  unserved(first: 10) { totalCount edges { node { id reason sentence changes { kind organization { id } checkName servedGain scoreGain sentence } } } }
  organizations(first: 10) { edges { node { organization { id name } slots used servedGain scoreGain sentence } } }
  pins { orderId organizationId problem servedCost scoreCost sentence } forbids { orderId organizationId problem servedCost scoreCost sentence }`;
const PREVIEW = `query ($input: RoundInput!) { roundPreview(input: $input) { key hash month factsAt weightsVersion leftOutCount
  heldBackCount heldBack { order { id } organization { id } respondUntil }
  comparison { run { id name } commonCount movedCount newlyServedCount noLongerServedCount sentence moved(first: 10) { edges { node { order { id } before { id } after { id } } } } }
  plan { ${PLAN} } } }`;
const RUN = `id version name month state objective weightsVersion engine seed day resultHash orders served sentAt
  decisions { taken overridden ignored } success { published confirmed rate sentence }`;
const SAVE = `mutation ($input: SaveMatchingRunInput!) { saveMatchingRun(input: $input) { __typename ... on MatchingRun { ${RUN} } ... on Refusal { code message } } }`;
const SEND = `mutation ($input: SendInvitationsInput!) { sendInvitations(input: $input) { __typename ... on MatchingRun { ${RUN} }
  ... on Refusal { code message } ... on InvitationsNotPossible { problems { orderId message } } } }`;
const READ_RUN = `query ($id: ID!) { matchingRun(id: $id) { ${RUN} plan { ${PLAN} } } }`;
const REPLAY = `query ($id: ID!) { replayMatchingRun(id: $id) { same storedHash hash sentence } }`;
const INVITATION =
  'id version state sentence respondUntil answeredAt declineReason declineReasonWords reason order { id } organization { id } claim { id state }';
const INVITATIONS = `query ($states: [InvitationState!]) { invitations(first: 50, states: $states) { totalCount edges { node { ${INVITATION} } } } }`;
const ANSWERS = {
  accept: `mutation ($input: AcceptInvitationInput!) { acceptInvitation(input: $input) { __typename ... on Invitation { ${INVITATION} } ... on Refusal { code message } ... on AlreadyClaimed { organizationName } } }`,
  decline: `mutation ($input: DeclineInvitationInput!) { declineInvitation(input: $input) { __typename ... on Invitation { ${INVITATION} } ... on Refusal { code message } } }`,
  withdraw: `mutation ($input: WithdrawInvitationInput!) { withdrawInvitation(input: $input) { __typename ... on Invitation { ${INVITATION} } ... on Refusal { code message } } }`,
};

export interface Pair {
  readonly orderId: string;
  readonly organizationId: string;
}

export type Rounds = ReturnType<typeof roundsIn>;

export function roundsIn(world: World) {
  const asked = (more: Record<string, unknown>) => ({ month: MONTH, objective: 'coverage', ...more });
  const inputOf = (more: Record<string, unknown>) => ({ input: { ...world.key(), ...more } });
  async function outcome(login: string, query: string, variables: Record<string, unknown>) {
    const { data, errors } = await world.ask(login, query, variables);
    if (errors) return { __typename: errors[0]?.extensions.code, message: errors[0]?.message };
    return Object.values(data as object)[0];
  }
  const preview = (more: Record<string, unknown> = {}, login = 'bureau') =>
    outcome(login, PREVIEW, { input: asked(more) });
  const save = (round: Record<string, unknown>, expectedHash: string, login = 'bureau') =>
    outcome(login, SAVE, inputOf({ round: asked(round), expectedHash }));
  /** What is previewed now, saved. */
  async function saved(round: Record<string, unknown> = {}) {
    const { key, hash } = await preview(round);
    return save({ ...round, key }, hash);
  }
  const send = (
    run: { id: string; version: number },
    pairs: readonly Pair[] | null,
    overridden: readonly unknown[] = [],
    login = 'bureau',
  ) => outcome(login, SEND, inputOf({ runId: run.id, expectedVersion: run.version, pairs, overridden }));
  const run = (id: string, login = 'bureau') => outcome(login, READ_RUN, { id });
  const replay = (id: string, login = 'bureau') => outcome(login, REPLAY, { id });
  async function invitations(login: string, states: string[] | null = null) {
    const found = await outcome(login, INVITATIONS, { states });
    return found.edges.map(({ node }: { node: unknown }) => node);
  }
  const answer = (
    how: keyof typeof ANSWERS,
    login: string,
    invitation: { id: string; version: number },
    more: Record<string, unknown> = {},
  ) =>
    outcome(
      login,
      ANSWERS[how],
      inputOf({ invitationId: invitation.id, expectedVersion: invitation.version, ...more }),
    );
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  const proposals = (plan: any): any[] => plan.proposals.edges.map(({ node }: { node: unknown }) => node);
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
  const pairsOf = (plan: any): Pair[] =>
    proposals(plan).map(({ order, organization }) => ({ orderId: order.id, organizationId: organization.id }));

  return { preview, save, saved, send, run, replay, invitations, answer, proposals, pairsOf };
}
