/** Text from people: made clean once at the edge, and measured in code points. */

/** Bidi controls, zero-width marks and the byte-order mark: invisible, so only good for disguise. */
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * The text as it is stored: trimmed, NFC, without invisible controls.
 *
 * @returns null for text that no database takes: a NUL or half a surrogate pair
 */
export function cleanText(raw: string): string | null {
  return storableText(raw)?.trim() ?? null;
}

/** The same without trimming: for text that somebody is still typing. */
export function storableText(raw: string): string | null {
  if (raw.includes('\0') || !raw.isWellFormed()) return null;
  return raw.replace(INVISIBLE, '').normalize('NFC');
}

/** For searching and comparing: NFKC and lower case, so that ＡＢ１ finds ab1. */
export function searchForm(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** Length in code points: what a person counts. */
export function lengthOf(text: string): number {
  return [...text].length;
}
