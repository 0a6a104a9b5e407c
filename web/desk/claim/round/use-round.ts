/**
 * useRound: the preview under the wishes of now. The plan that was on the desk stays there until the next one is here,
 * and what moved between the two is kept beside it. Facts are read once; a changed wish only asks the solver again.
 */
import type { ResultOf, VariablesOf } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type CombinedError, createRequest, useClient } from 'urql';
import type { Month } from '@jiedui/shared/calendar.ts';
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { DeskRoundMore, DeskRoundPreview } from './round.documents.ts';
import { type Moves, movesBetween, type Wish, wishInput } from './wishes.ts';

export type Preview = NonNullable<ResultOf<typeof DeskRoundPreview>['roundPreview']>;
export type Proposal = Preview['plan']['proposals']['edges'][number]['node'];
export type RoundInput = VariablesOf<typeof DeskRoundPreview>['input'];

/** With what each pair asks for, as many as one question may cost. */
const PAIRS_READ = 60;

interface Shown {
  /** What was asked, as it may be asked again for a part of the same plan. */
  readonly input: RoundInput;
  readonly preview: Preview;
  readonly pairs: readonly Proposal[];
  readonly after: string | null;
  /** Against the plan before it on this desk; null for the first, and when the facts are other ones. */
  readonly moves: Moves | null;
}

export interface Round {
  readonly shown: Shown | null;
  /** The server knows no such round for this viewer. */
  readonly absent: boolean;
  readonly error: CombinedError | undefined;
  /** The plan shown is not yet that of the wishes. */
  readonly busy: boolean;
  readonly more: (() => void) | null;
  /** Reads the facts anew. */
  readonly again: () => void;
}

export function useRound(month: Month, objective: Objective, wishes: readonly Wish[]): Round {
  const client = useClient();
  const key = useRef<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const [answer, setAnswer] = useState<{ absent: boolean; error: CombinedError | undefined; busy: boolean }>(WAITING);
  const input = useMemo(
    (): RoundInput => ({ month, objective, ...wishInput(wishes), key: key.current }),
    // The key changes nothing that is asked; it only spares reading the facts.
    [month, objective, wishes, attempt],
  );
  useEffect(() => {
    setAnswer((now) => ({ ...now, busy: true }));
    const request = createRequest(DeskRoundPreview, { input, first: PAIRS_READ });
    const asked = client.executeQuery(request, { requestPolicy: 'network-only' }).subscribe((result) => {
      const { data, error } = result;
      setAnswer({ absent: data?.roundPreview === null, error, busy: result.stale });
      const preview = data?.roundPreview;
      if (!preview) return;
      key.current = preview.key;
      setShown((before) => next(before, input, preview));
    });
    return () => asked.unsubscribe();
  }, [client, input, attempt]);
  const after = shown?.after ?? null;
  const readMore = useCallback(async () => {
    if (shown === null || after === null) return;
    const variables = { input: shown.input, after, first: PAIRS_READ };
    const { data } = await client.query(DeskRoundMore, variables, { requestPolicy: 'network-only' }).toPromise();
    const page = data?.roundPreview;
    // Another plan by now: it has begun its list again.
    if (page) setShown((now) => (now?.preview.hash === page.hash ? extended(now, page.plan.proposals) : now));
  }, [client, shown, after]);
  return {
    shown,
    ...answer,
    more: after === null ? null : () => void readMore(),
    again: useCallback(() => {
      key.current = null;
      setAttempt((n) => n + 1);
    }, []),
  };
}

const WAITING = { absent: false, error: undefined, busy: true };

type PairPage = Pick<Preview['plan']['proposals'], 'edges' | 'pageInfo'>;

function next(before: Shown | null, input: RoundInput, preview: Preview): Shown {
  const { edges, pageInfo } = preview.plan.proposals;
  const pairs = edges.map(({ node }) => node);
  const shown = {
    // With the key: a part of this plan is asked of the same facts.
    input: { ...input, key: preview.key },
    preview,
    pairs,
    after: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  };
  if (before === null || before.preview.month !== preview.month) return { ...shown, moves: null };
  // The same plan read again: what moved last stays said, and what is asked beside it need not be asked again.
  if (before.preview.hash === preview.hash && before.preview.key === preview.key)
    return {
      ...shown,
      input: before.input,
      pairs: joined(pairs, before.pairs),
      after: before.after,
      moves: before.moves,
    };
  if (before.preview.hash === preview.hash) return { ...shown, moves: before.moves };
  return { ...shown, moves: movesBetween(before.pairs.slice(0, PAIRS_READ), pairs) };
}

/** The first page as it is now, and what was read behind it. */
function joined(first: readonly Proposal[], known: readonly Proposal[]): readonly Proposal[] {
  return [...first, ...known.slice(first.length)];
}

function extended(now: Shown, { edges, pageInfo }: PairPage): Shown {
  const known = new Set(now.pairs.map(({ id }) => id));
  return {
    ...now,
    pairs: [...now.pairs, ...edges.map(({ node }) => node).filter(({ id }) => !known.has(id))],
    after: pageInfo.hasNextPage ? (pageInfo.endCursor ?? null) : null,
  };
}
