/**
 * The words of offers and orders, kept by id and version: a text is cut into words once in the life of the process, not
 * at each ranking. What is kept is derived from the rows alone and bounded; forgetting an entry costs a reading.
 */
import { setImmediate } from 'node:timers/promises';
import { type Terms, termsOf } from '@jiedui/shared/matching/text/terms.ts';

/** A text with the version of the row it stands in. */
export interface Worded {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly body: string;
}

interface Kept {
  readonly version: number;
  readonly terms: Terms;
}

/** About 3 KB each. */
const KEPT_MOST = 20_000;
/** A fifth of a millisecond each: others are served between so many. */
const CUT_AT_ONCE = 50;
const kept = new Map<string, Kept>();

/** The words of one text. */
export function termsFor({ id, version, title, body }: Worded): Terms {
  const known = kept.get(id);
  if (known?.version === version) return known.terms;
  const terms = termsOf(title, body);
  kept.delete(id);
  kept.set(id, { version, terms });
  // A map gives its keys in the order in which they came: the first is the one not renewed for longest.
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_MOST) break;
    kept.delete(oldest);
  }
  return terms;
}

/** The words of many, asking for the texts of those not known at their version. */
export async function termsOfAll(
  rows: readonly Pick<Worded, 'id' | 'version'>[],
  textsOf: (ids: readonly string[]) => Promise<readonly Worded[]>,
): Promise<(id: string) => Terms> {
  const found = new Map<string, Terms>();
  const unknown: string[] = [];
  for (const { id, version } of rows) {
    const known = kept.get(id);
    if (known?.version === version) found.set(id, known.terms);
    else unknown.push(id);
  }
  const texts = unknown.length === 0 ? [] : await textsOf(unknown);
  for (const [i, text] of texts.entries()) {
    found.set(text.id, termsFor(text));
    if (i % CUT_AT_ONCE === CUT_AT_ONCE - 1) await setImmediate();
  }
  return (id) => {
    const terms = found.get(id);
    if (!terms) throw new Error(`no text of ${id}`);
    return terms;
  };
}
