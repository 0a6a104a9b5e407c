/**
 * Words being written that must outlive the page: the session may end while they are sent, and signing in loads anew. Kept
 * in this tab until they were taken.
 */
import { useCallback, useState } from 'react';

/** @param name what they are for: one question, one answer; null: they live with the page */
export function useKeptText(
  name: string | null,
): readonly [text: string, set: (text: string) => void, drop: () => void] {
  const key = name === null ? null : `jiedui.text.${name}`;
  const [text, setText] = useState(() => read(key));
  const set = useCallback(
    (next: string) => {
      setText(next);
      keep(key, next);
    },
    [key],
  );
  const drop = useCallback(() => {
    setText('');
    keep(key, '');
  }, [key]);
  return [text, set, drop];
}

// Storage may be closed in a private window: then the words live as long as the page.
function read(key: string | null): string {
  if (key === null) return '';
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
}

function keep(key: string | null, text: string): void {
  if (key === null) return;
  try {
    if (text === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, text);
  } catch {
    // As above.
  }
}
