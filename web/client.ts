/**
 * The GraphQL client: urql with a normalised cache. A claim is never shown as made before the server says so,
 * so nothing here is optimistic. One press of a button is one request key, kept on every retry.
 */
import { cacheExchange } from '@urql/exchange-graphcache';
import { Client, CombinedError, fetchExchange, mapExchange, type TypedDocumentNode } from '@urql/core';
import { useCallback, useState } from 'react';
import { useClient } from 'urql';
import { documentIdOf } from './document.ts';
import { codeOf, faultOf, type Fault } from './kit/fault.ts';
import { requestKeys } from './kit/request-key.ts';
import { activeQueries } from './live.ts';
import { REFUSALS } from './refusals.ts';

/**
 * Types that are parts of another thing and have no id of their own; the cache keeps them inside their parent. The parts of
 * a plan bear their order's id, yet each plan has its own.
 */
export const PARTS: readonly string[] = [
  'AccountConnection',
  'AccountEdge',
  'AccountKept',
  'AgreementIncomplete',
  'ApplicationApproved',
  'ApplicationCheck',
  'ApplicationPlace',
  'Candidate',
  'CategoryCount',
  'ChangedOrder',
  'Check',
  'ClaimConnection',
  'ClaimEdge',
  'Colleague',
  'DecidingPart',
  'DecisivePart',
  'DispatchMonth',
  'Expiry',
  'Facility',
  'FieldProblem',
  'Figure',
  'FigureRow',
  'Fit',
  'Goods',
  'Headcount',
  'Home',
  'Indicator',
  'InvitationConnection',
  'InvitationEdge',
  'InvitationProblem',
  'InvitationsNotPossible',
  'MarketConnection',
  'MarketEdge',
  'MatchingReplay',
  'MatchingRunConnection',
  'MatchingRunEdge',
  'MatchingSuccess',
  'NearMiss',
  'NeedConnection',
  'NeedCount',
  'NeedDuplicate',
  'NeedEdge',
  'NeedIncomplete',
  'NeedMerge',
  'NoticesRead',
  'OpenBoard',
  'OpenCounty',
  'OpenFigure',
  'OpenItem',
  'OpenWork',
  'OpenWorkLeft',
  'OrderConnection',
  'OrderEdge',
  'OrderHit',
  'OrderSearchResult',
  'OrganizationApplicationConnection',
  'OrganizationApplicationEdge',
  'OrganizationConnection',
  'OrganizationEdge',
  'OrganizationEvent',
  'OrganizationFigures',
  'OwnAccountChanged',
  'PageInfo',
  'PartWeight',
  'PersonalDataSpot',
  'Photo',
  'ProgrammeTotals',
  'Qualification',
  'Quantity',
  'Recommendation',
  'RevealedStaffMember',
  'RoleGrant',
  'RoleTotal',
  'RoundComparison',
  'RoundHeldBack',
  'RoundOrganization',
  'RoundOrganizationConnection',
  'RoundOrganizationEdge',
  'RoundPin',
  'RoundPlan',
  'RoundPreview',
  'RoundProposal',
  'RoundProposalConnection',
  'RoundProposalEdge',
  'RoundRunnerUp',
  'RoundTier',
  'RoundTownship',
  'RoundUnserved',
  'RoundUnservedConnection',
  'RoundUnservedEdge',
  'RunDecisions',
  'RunnerUp',
  'ScorePart',
  'SearchMark',
  'SearchPart',
  'SearchProblem',
  'ServingChange',
  'SessionConnection',
  'SessionEdge',
  'SessionStation',
  'SignInSession',
  'SignedIn',
  'SignedOut',
  'StaffSaved',
  'StationCoverage',
  'StationHave',
  'StationParticipation',
  'StationRegisterConnection',
  'StationRegisterEdge',
  'StationStanding',
  'StationThreshold',
  'StationThresholds',
  'StationTownship',
  'StationTownshipPage',
  'SurveyConnection',
  'SurveyEdge',
  'SurveyIncomplete',
  'SurveyPart',
  'TimelineEntry',
  'TodoItem',
  'TrackedApplication',
  'WeightPreview',
];

/** Of these the ones that carry another thing's id: only they must be named where every KB counts. */
export const PARTS_WITH_ID: readonly string[] = [
  'FigureRow',
  'OpenItem',
  'Photo',
  'RoundOrganization',
  'RoundProposal',
  'RoundUnserved',
  'TodoItem',
];

/** Waits before the second and the third attempt. */
export const RETRY_AFTER_MS: readonly number[] = [500, 1500];

/** @param face `m` or `d`: where to sign in again when the session has ended */
export function makeClient(face: 'm' | 'd' | 'o'): Client {
  return new Client({
    url: '/graphql',
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      activeQueries,
      cacheExchange({
        keys: {
          // Without a key of its own a part is kept in its parent anyhow; named, the cache does not warn while one develops.
          ...Object.fromEntries((import.meta.env.DEV ? PARTS : PARTS_WITH_ID).map((part) => [part, () => null])),
          Region: (region) => (region['code'] as string | undefined) ?? null,
        },
        possibleTypes: { Refusal: [...REFUSALS] },
      }),
      mapExchange({
        onError: (error) => {
          if (codeOf(error) === 'UNAUTHENTICATED') toSignIn(face);
        },
      }),
      fetchExchange,
    ],
    fetch: send,
  });
}

/** Sends our own documents by their id only: the server keeps the list and takes no other text in production. */
const send: typeof fetch = (input, init) => {
  let body = init?.body;
  if (typeof body === 'string') {
    const request = JSON.parse(body) as { operationName?: string; query?: string; documentId?: string };
    const id = documentIdOf(request.operationName);
    if (id !== undefined) {
      request.documentId = id;
      if (!import.meta.env.DEV) delete request.query;
      body = JSON.stringify(request);
    }
  }
  const headers = new Headers(init?.headers);
  headers.set('x-jiedui', '1');
  headers.set('accept', 'application/graphql-response+json, application/json');
  return fetch(input, { ...init, body, headers, credentials: 'same-origin' });
};

/** Leaves for the sign-in page, keeping the way back. */
export function toSignIn(face: 'm' | 'd' | 'o'): void {
  const page = `/${face}/sign-in`;
  if (location.pathname === page) return;
  location.assign(`${page}?next=${encodeURIComponent(location.pathname + location.search)}`);
}

type Answer<Data> = NonNullable<Data[Exclude<keyof Data, '__typename'>]>;
type Asked<Variables> = Variables extends { input: infer Input } ? Omit<Input, 'clientMutationId'> : never;

export interface Action<Data, Variables> {
  /** The mutation's own answer: the thing, or a refusal to show. Null when it broke; then `fault` says how. */
  run(input: Asked<Variables>): Promise<Answer<Data> | null>;
  readonly busy: boolean;
  readonly fault: Fault | null;
  clear(): void;
}

/**
 * One mutation as an action of a person. The request key is made once for a press and kept for every retry:
 * two by itself when the network fails, and any by hand with the same input.
 */
export function useAction<Data, Variables extends { input: object }>(
  document: TypedDocumentNode<Data, Variables>,
): Action<Data, Variables> {
  const client = useClient();
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [keys] = useState(requestKeys);
  const run = useCallback(
    async (input: Asked<Variables>): Promise<Answer<Data> | null> => {
      const written = JSON.stringify(input);
      const key = keys.keyFor(written);
      setBusy(true);
      setFault(null);
      try {
        const variables = { input: { ...input, clientMutationId: key } } as unknown as Variables;
        const answer = await sendWithRetry(client, document, variables);
        keys.answered();
        return answer;
      } catch (error) {
        if (!(error instanceof CombinedError)) throw error;
        setFault(faultOf(error));
        return null;
      } finally {
        setBusy(false);
      }
    },
    [client, document, keys],
  );
  return { run, busy, fault, clear: useCallback(() => setFault(null), []) };
}

/**
 * Sends a mutation, again after a network failure: the same variables, so the same key.
 *
 * @throws CombinedError when the server failed, or the network to the end
 */
export async function sendWithRetry<Data, Variables extends object>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Answer<Data>> {
  for (let attempt = 0; ; attempt++) {
    const result = await client.mutation(document, variables).toPromise();
    if (result.data && !result.error) {
      const [answer] = Object.entries(result.data)
        .filter(([name]) => name !== '__typename')
        .map(([, value]) => value);
      return answer as Answer<Data>;
    }
    const wait = RETRY_AFTER_MS[attempt];
    const error = result.error ?? new CombinedError({ networkError: new Error('no data') });
    if (error.networkError === undefined || wait === undefined) throw error;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}
