/**
 * A text as search keeps it: its parts in search form, one a line; below, for each part with Chinese in it, its syllables
 * in capitals (` DU JU LAO REN`) and its initials (`djlr`). Beside it the grams, by which an index finds it: single
 * characters, pairs of neighbours, and syllables.
 */
import { searchForm } from '../text.ts';

/** The common readings of each code point of a part, without tones, the one that fits the words first; null for what is not Chinese. */
export type Readings = readonly (readonly string[] | null)[];

export interface Part {
  readonly text: string;
  readonly readings: Readings;
}

/** Characters that are read in several ways multiply the lines of initials; beyond eight only the likeliest are kept. */
const INITIAL_LINES_MAX = 8;
/** What is kept of a part, in code points: a title has at most 60. */
const PART_MAX = 200;

/** Counts the changes of the rules of this file; a text kept by an older one is made again. */
export const SEARCHABLE_FORM = 1;

export interface Searchable {
  readonly text: string;
  readonly grams: readonly string[];
}

export function searchableOf(parts: readonly Part[]): Searchable {
  const kept = parts.filter(({ text }) => text !== '').map(cut);
  const plain = kept.map(({ text }) => searchForm(text));
  const spoken = kept.filter(({ readings }) => readings.some(Boolean));
  const initials = spoken.flatMap(initialLines);
  const grams = new Set([...plain, ...initials].flatMap(gramsOf));
  const syllables = spoken.map(({ readings }) =>
    readings.map((ways) => (ways?.[0] ? ` ${ways[0].toUpperCase()}` : '')).join(''),
  );
  for (const line of syllables) for (const one of line.trim().split(' ')) grams.add(one);
  return { text: [...plain, ...syllables, ...initials].join('\n'), grams: [...grams] };
}

const cut = ({ text, readings }: Part): Part => ({
  text: [...text].slice(0, PART_MAX).join(''),
  readings: readings.slice(0, PART_MAX),
});

/** Single characters and pairs of neighbours of a word or line in search form; a pair does not reach over a space. */
export function gramsOf(folded: string): string[] {
  const points = [...folded];
  const grams = new Set<string>();
  for (const [i, point] of points.entries()) {
    if (/\s/u.test(point)) continue;
    grams.add(point);
    const next = points[i + 1];
    if (next !== undefined && !/\s/u.test(next)) grams.add(point + next);
  }
  return [...grams];
}

/** `djlr`, and once more for each other initial that a character may have: 重阳 is cy and zy. */
function initialLines({ text, readings }: Part): string[] {
  const points = [...text];
  let lines = [''];
  for (const [i, point] of points.entries()) {
    const ways = readings[i];
    const letters = ways ? [...new Set(ways.map((way) => way[0] ?? ''))] : [searchForm(point)];
    const fitting = letters.slice(0, Math.max(1, Math.floor(INITIAL_LINES_MAX / lines.length)));
    lines = fitting.flatMap((letter) => lines.map((line) => line + letter));
  }
  return lines;
}
