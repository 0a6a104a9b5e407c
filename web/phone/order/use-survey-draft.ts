/** Autosave of a survey's draft: a moment after the last keystroke, one save at a time, never over a newer version. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useAction } from '../../client.ts';
import { graphql } from '../../gql/gql.ts';
import { surveyInput, type SurveyText } from './survey.ts';
import type { Identity } from './use-draft.ts';

const SAVE = graphql(/* GraphQL */ `
  mutation SaveSurveyDraft($input: SurveyDraftInput!) {
    saveSurveyDraft(input: $input) {
      ... on Survey {
        ...SurveyForm
      }
      ... on Refusal {
        code
        message
      }
    }
  }
`);

const QUIET_MS = 900;

/**
 * @param start where it is kept, or null before the first save
 * @param onCreated called once, when a new draft has been given its id
 */
export function useSurveyDraft(
  text: SurveyText,
  start: (Identity & { savedAt: Date }) | null,
  onCreated: (id: string) => void,
) {
  const save = useAction(SAVE);
  const identity = useRef<Identity | null>(start);
  const saved = useRef(JSON.stringify(text));
  const latest = useRef(text);
  latest.current = text;
  const running = useRef<Promise<Identity | null> | null>(null);
  const [savedAt, setSavedAt] = useState<Date | null>(start?.savedAt ?? null);
  const [refused, setRefused] = useState<string | null>(null);

  const write = useCallback(async (): Promise<Identity | null> => {
    const written = JSON.stringify(latest.current);
    const answer = await save.run({
      id: identity.current?.id ?? null,
      expectedVersion: identity.current?.version ?? null,
      fields: surveyInput(latest.current),
    });
    if (answer === null) return null;
    if (answer.__typename !== 'Survey') {
      setRefused(answer.message);
      return null;
    }
    const created = identity.current === null;
    identity.current = { id: answer.id, version: answer.version };
    saved.current = written;
    setSavedAt(new Date(answer.updatedAt));
    if (created) onCreated(answer.id);
    return identity.current;
  }, [save.run, onCreated]);

  /** Saves what is not yet saved; null when that did not work. */
  const flush = useCallback(async (): Promise<Identity | null> => {
    if (running.current) await running.current;
    if (identity.current !== null && saved.current === JSON.stringify(latest.current)) return identity.current;
    running.current = write().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [write]);

  const written = JSON.stringify(text);
  useEffect(() => {
    if (written === saved.current || refused !== null) return;
    const timer = setTimeout(() => void flush(), QUIET_MS);
    return () => clearTimeout(timer);
  }, [written, refused, flush]);

  return { savedAt, saving: save.busy, fault: save.fault, refused, flush };
}
