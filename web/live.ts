/**
 * Live updates: the server says that something changed (a thin event, no data), and what is on the screen is asked for
 * again. The answer goes through the same permissions as any other. Events within 150 ms become one refetch.
 */
import { makeOperation, mapExchange, type Client, type Exchange, type Operation } from '@urql/core';
import { useEffect, useState } from 'react';
import { useClient } from 'urql';

export interface Change {
  readonly topic: string;
  readonly id: string;
  readonly version: number;
}

const COALESCE_MS = 150;
/** EventSource retries a lost stream by itself; a refused one (signed out, restarting) it does not. */
const REOPEN_MS = 10_000;

const shown = new Map<number, Operation>();
/** The last answer to each of them. */
const answers = new Map<number, unknown>();

/**
 * Keeps note of the queries now on the screen, and after a mutation asks for them again. Where the network fails, the
 * last answer to the same question stays beside the error: a page being read or written on is not taken away. Stands
 * before the cache.
 */
export const activeQueries: Exchange = (input) =>
  mapExchange({
    onOperation: (operation) => {
      if (operation.kind === 'query') shown.set(operation.key, operation);
      else if (operation.kind === 'teardown') {
        shown.delete(operation.key);
        answers.delete(operation.key);
      }
    },
    onResult: (result) => {
      const { kind, key } = result.operation;
      if (kind === 'mutation' && result.data) setTimeout(() => refetchShown(input.client), 0);
      if (kind === 'query' && result.data) answers.set(key, result.data);
      if (kind === 'query' && result.error?.networkError && !result.data) return { ...result, data: answers.get(key) };
      return result;
    },
  })(input);

/** Asks again for every query now on the screen. */
export function refetchShown(client: Client): void {
  for (const operation of shown.values()) {
    client.reexecuteOperation(
      makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
    );
  }
}

/** Opens the stream. `onChange` is called at most once in 150 ms, and once on every reopening; returns its close. */
export function openLive(onChange: () => void, onState: (live: boolean) => void): () => void {
  let source: EventSource | null = null;
  let opened = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let reopen: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      onChange();
    }, COALESCE_MS);
  };
  const open = () => {
    source = new EventSource('/live');
    source.addEventListener('open', () => {
      onState(true);
      if (opened) soon();
      opened = true;
    });
    source.addEventListener('change', soon);
    source.addEventListener('error', () => {
      onState(false);
      if (source?.readyState === EventSource.CLOSED) reopen = setTimeout(open, REOPEN_MS);
    });
  };
  open();
  return () => {
    clearTimeout(timer);
    clearTimeout(reopen);
    source?.close();
  };
}

/** Keeps the page live while mounted. False while the stream is down: what is shown may be old. */
export function useLive(): boolean {
  const client = useClient();
  const [live, setLive] = useState(true);
  useEffect(() => openLive(() => refetchShown(client), setLive), [client]);
  return live;
}
