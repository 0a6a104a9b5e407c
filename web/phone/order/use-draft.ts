/** Autosave of an order's draft: a moment after the last keystroke, one save at a time, never over a newer version. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import type { Fault } from '../../kit/fault.ts';
import { inputOf, type DraftText } from './draft.ts';
import { dropUnsaved, keepUnsaved } from './unsaved.ts';

const SAVE = graphql(/* GraphQL */ `
  mutation SaveOrderDraft($input: OrderDraftInput!) {
    saveOrderDraft(input: $input) {
      ... on Order {
        ...OrderDraft
      }
      ... on StaleVersion {
        code
        message
        currentVersion
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const QUIET_MS = 900;

export interface Identity {
  readonly id: string;
  readonly version: number;
}

export interface Autosave {
  /** Where it is kept; null until the first save. */
  readonly identity: Identity | null;
  readonly savedAt: Date | null;
  readonly saving: boolean;
  readonly fault: Fault | null;
  /** Somebody saved a newer version elsewhere: nothing is written until the person chooses. */
  readonly stale: number | null;
  readonly refused: string | null;
  /** Saves what is not yet saved; null when that did not work. */
  flush(): Promise<Identity | null>;
  /** Something beside its text was changed: later saves go over this version. */
  moved(version: number): void;
  /** After a stale answer: writes this text over the newer one. */
  overwrite(): Promise<Identity | null>;
}

/**
 * @param saved the text as the server has it; `text` may begin with words that it has not taken yet
 * @param accountId whose words they are
 * @param onCreated called once, when a new draft has been given its id
 */
export function useDraft(
  text: DraftText,
  saved: DraftText,
  start: (Identity & { savedAt: Date }) | null,
  accountId: string,
  onCreated: (id: string) => void,
): Autosave {
  const save = useAction(SAVE);
  const identity = useRef<Identity | null>(start);
  const savedText = useRef(JSON.stringify(saved));
  const latest = useRef(text);
  latest.current = text;
  const running = useRef<Promise<Identity | null> | null>(null);
  const [savedAt, setSavedAt] = useState<Date | null>(start?.savedAt ?? null);
  const [stale, setStale] = useState<number | null>(null);
  const [refused, setRefused] = useState<string | null>(null);

  const writeOnce = useCallback(async (): Promise<Identity | null> => {
    const written = JSON.stringify(latest.current);
    const answer = await save.run({
      ...inputOf(latest.current),
      id: identity.current?.id ?? null,
      expectedVersion: identity.current?.version ?? null,
    });
    if (answer === null) return null;
    if (answer.__typename === 'Order') {
      const created = identity.current === null;
      dropUnsaved(accountId, identity.current?.id ?? null);
      identity.current = { id: answer.id, version: answer.version };
      savedText.current = written;
      setSavedAt(new Date(answer.updatedAt));
      setStale(null);
      setRefused(null);
      if (created) onCreated(answer.id);
      return identity.current;
    }
    if (answer.__typename === 'StaleVersion') setStale(answer.currentVersion);
    else setRefused(answer.message);
    return null;
  }, [save.run, accountId, onCreated]);

  const flush = useCallback(async (): Promise<Identity | null> => {
    if (running.current) await running.current;
    if (identity.current !== null && savedText.current === JSON.stringify(latest.current)) return identity.current;
    running.current = writeOnce().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [writeOnce]);

  const written = JSON.stringify(text);
  useEffect(() => {
    const { id, version } = identity.current ?? { id: null, version: null };
    if (written === savedText.current) {
      dropUnsaved(accountId, id);
      return;
    }
    keepUnsaved(accountId, id, { version, text: latest.current });
    if (stale !== null || refused !== null) return;
    const timer = setTimeout(() => void flush(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [written, stale, refused, accountId, flush]);

  useEffect(() => {
    // The telephone rings, the page goes to the background: what is written is saved at once.
    const hidden = () => {
      if (document.visibilityState === 'hidden' && savedText.current !== JSON.stringify(latest.current)) void flush();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => document.removeEventListener('visibilitychange', hidden);
  }, [flush]);

  const moved = useCallback((version: number) => {
    if (identity.current !== null) identity.current = { ...identity.current, version };
  }, []);

  const overwrite = useCallback(async () => {
    if (identity.current !== null && stale !== null) identity.current = { ...identity.current, version: stale };
    return writeOnce();
  }, [stale, writeOnce]);

  return {
    identity: identity.current,
    savedAt,
    saving: save.busy,
    fault: save.fault,
    stale,
    refused,
    flush,
    moved,
    overwrite,
  };
}
