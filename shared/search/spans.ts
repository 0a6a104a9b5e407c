/** Which characters of a text a query found, as data: the screen marks them. */
import { searchForm } from '../text.ts';
import type { Term } from './query.ts';
import type { Readings } from './searchable.ts';

/** In code points, from inclusive to exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** @returns the spans of every place of every word, in order, without overlap */
export function spansOf(text: string, readings: Readings, terms: readonly Pick<Term, 'text' | 'isLetters'>[]): Span[] {
  const points = [...text].map(searchForm);
  const found: Span[] = [];
  for (const term of terms) {
    for (let from = 0; from < points.length; from++) {
      const to =
        literalEnd(points, from, term.text) ?? (term.isLetters ? spokenEnd(points, readings, from, term.text) : null);
      if (to !== null) found.push({ from, to });
    }
  }
  return merged(found);
}

/** Where the word ends that begins at `from`; null when it does not stand there. A ligature may hold the word's end. */
function literalEnd(points: readonly string[], from: number, word: string): number | null {
  let rest = word;
  for (let at = from; at < points.length; at++) {
    const point = points[at] as string;
    if (point.startsWith(rest)) return at + 1;
    if (point === '' || !rest.startsWith(point)) return null;
    rest = rest.slice(point.length);
  }
  return null;
}

/** The same for letters that name syllables or initials, or both; the last syllable may be begun only. */
function spokenEnd(points: readonly string[], readings: Readings, from: number, letters: string): number | null {
  const ways = readings[from];
  if (from === points.length) return null;
  if (!ways) {
    const point = points[from] as string;
    if (point === '' || !letters.startsWith(point)) return null;
    return point.length === letters.length
      ? from + 1
      : spokenEnd(points, readings, from + 1, letters.slice(point.length));
  }
  for (const way of ways) {
    if (way.startsWith(letters)) return from + 1;
    const pieces = [way, way.slice(0, 1)].filter((piece) => letters.startsWith(piece));
    for (const piece of pieces) {
      const end = spokenEnd(points, readings, from + 1, letters.slice(piece.length));
      if (end !== null) return end;
    }
  }
  return null;
}

function merged(spans: readonly Span[]): Span[] {
  const out: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const last = out.at(-1);
    if (last && span.from <= last.to) out[out.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else out.push(span);
  }
  return out;
}
