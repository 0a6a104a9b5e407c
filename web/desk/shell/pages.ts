/**
 * usePages: a keyset list read page by page. The pages read stay live: every one is a query of its own, so a change in
 * any of them shows without losing the place.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { createRequest, useClient, type CombinedError, type TypedDocumentNode } from 'urql';

/** The server bounds what one query may read: 25 sessions with their stations, providers and headcounts stay below it. */
const PAGE_SIZE = 25;

interface Connection<Node> {
  /** A search counts nothing. */
  readonly totalCount?: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null | undefined };
  readonly edges: readonly { readonly node: Node }[];
}

interface Pages<Node> {
  /** Undefined until the first page is here. */
  readonly nodes: Node[] | undefined;
  readonly totalCount: number | null;
  readonly error: CombinedError | undefined;
  readonly busy: boolean;
  /** Null when the list has ended. */
  readonly more: (() => void) | null;
  again(): void;
}

export function usePages<Data, Variables extends { first: number; after?: string | null | undefined }, Node>(
  document: TypedDocumentNode<Data, Variables>,
  filter: Omit<Variables, 'first' | 'after'>,
  connectionOf: (data: Data) => Connection<Node>,
): Pages<Node> {
  const client = useClient();
  const written = JSON.stringify(filter);
  const [cursors, setCursors] = useState<{ of: string; after: readonly (string | null)[] }>({
    of: written,
    after: [null],
  });
  const after = cursors.of === written ? cursors.after : FIRST;
  const [answers, setAnswers] = useState<ReadonlyMap<string, Connection<Node>>>(new Map());
  const [error, setError] = useState<CombinedError | undefined>();
  const [attempt, setAttempt] = useState(0);
  const read = useRef(connectionOf);

  useEffect(() => {
    const subscriptions = after.map((cursor) => {
      const variables = { ...(JSON.parse(written) as object), first: PAGE_SIZE, after: cursor } as unknown as Variables;
      const request = createRequest(document, variables);
      return client.executeQuery(request).subscribe((result) => {
        setError(result.error);
        const { data } = result;
        if (data) setAnswers((now) => new Map(now).set(`${written} ${cursor}`, read.current(data)));
      });
    });
    return () => subscriptions.forEach((each) => each.unsubscribe());
  }, [client, document, written, after, attempt]);

  const pages = after.map((cursor) => answers.get(`${written} ${cursor}`));
  const first = pages[0];
  const last = pages.at(-1);
  const nodes = useMemo(
    () => (first ? pages.flatMap((page) => page?.edges.map(({ node }) => node) ?? []) : undefined),
    // The pages are new arrays at every render; what they hold is in `answers`.
    [answers, after, written],
  );
  const end = last?.pageInfo.hasNextPage ? (last.pageInfo.endCursor ?? null) : null;
  const ended = end === null && last !== undefined;
  const more = useMemo(
    () => (ended ? null : () => end !== null && setCursors({ of: written, after: [...after, end] })),
    [ended, end, written, after],
  );
  return {
    nodes,
    totalCount: first?.totalCount ?? null,
    error,
    busy: last === undefined,
    more,
    again: useCallback(() => setAttempt((n) => n + 1), []),
  };
}

const FIRST: readonly null[] = [null];
