/**
 * Words of a draft that the server has not taken yet, kept in this tab for the person who wrote them: the session may
 * have ended elsewhere, and signing in loads the page anew. Order drafts hold no personal data (the scan forbids it).
 */
import type { DraftText } from './draft.ts';

export interface Unsaved {
  /** The version that the words were written over; null for a draft that was never saved. */
  readonly version: number | null;
  readonly text: DraftText;
}

const keyOf = (accountId: string, draftId: string | null) => `jiedui.unsaved.${accountId}.${draftId ?? 'new'}`;

export function keepUnsaved(accountId: string, draftId: string | null, unsaved: Unsaved): void {
  try {
    sessionStorage.setItem(keyOf(accountId, draftId), JSON.stringify(unsaved));
  } catch {
    // Storage may be closed in a private window: then only the server keeps the draft.
  }
}

export function unsavedOf(accountId: string, draftId: string | null): Unsaved | null {
  try {
    const kept = sessionStorage.getItem(keyOf(accountId, draftId));
    return kept === null ? null : (JSON.parse(kept) as Unsaved);
  } catch {
    return null;
  }
}

export function dropUnsaved(accountId: string, draftId: string | null): void {
  try {
    sessionStorage.removeItem(keyOf(accountId, draftId));
  } catch {
    // As above.
  }
}
