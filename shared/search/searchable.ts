/**
 * A text as search keeps it: its parts in search form, one a line; below, for each part with Chinese in it, its syllables
 * in capitals (` DU JU LAO REN`); for each part its initials (`djlr`); last the ways to write the order's number.
 * Beside it the grams by which an index finds it: what stands at each place, two characters of a part and three of a line
 * of initials, fewer at the end, so that every word begins one of them.
 */
import { searchForm } from '../text.ts';

/** The common readings of each code point of a part, without tones, the one that fits the words first; null for what is not Chinese. */
export type Readings = readonly (readonly string[] | null)[];

export interface Part {
  readonly text: string;
  readonly readings: Readings;
}

/** Characters of a gram of a part: two are a word of Chinese. */
export const PLAIN_GRAM = 2;
/** Of a line of initials: two of twenty-six letters would stand in half of all texts. */
export const INITIAL_GRAM = 3;

/** Characters that are read in several ways multiply the lines of initials; beyond eight only the likeliest are kept. */
const INITIAL_LINES_MAX = 8;
/** What is kept of a part, in code points: a title has at most 60. */
const PART_MAX = 200;

/** Counts the changes of the rules of this file; a text kept by an older one is made again. */
export const SEARCHABLE_FORM = 2;

export interface Searchable {
  readonly text: string;
  readonly grams: readonly string[];
}

export function searchableOf(number: string, parts: readonly Part[]): Searchable {
  const kept = parts.filter(({ text }) => text !== '').map(cut);
  const plain = kept.map(({ text }) => searchForm(text));
  const initials = [...new Set(kept.flatMap(initialLines))].filter((line) => /[a-z0-9]/.test(line));
  const syllables = kept
    .filter(({ readings }) => readings.some(Boolean))
    .map(({ readings }) => readings.map((ways) => (ways?.[0] ? ` ${ways[0].toUpperCase()}` : '')).join(''));
  const numbers = numberForms(number).map(wide);
  const grams = [
    ...plain.flatMap((line) => gramsOf(line, PLAIN_GRAM)),
    ...initials.flatMap((line) => gramsOf(line, INITIAL_GRAM)),
    ...numbers,
  ];
  return {
    text: [...plain, ...syllables, ...initials.filter((line) => !plain.includes(line)), ` ${numbers.join(' ')} `].join(
      '\n',
    ),
    grams: [...new Set(grams)],
  };
}

const cut = ({ text, readings }: Part): Part => ({
  text: [...text].slice(0, PART_MAX).join(''),
  readings: readings.slice(0, PART_MAX),
});

/** What stands at each place of a line in search form: `length` code points, fewer before a space or the end. */
export function gramsOf(line: string, length: number): string[] {
  const points = [...line];
  return points.flatMap((point, i) => {
    if (/\s/u.test(point)) return [];
    const window = points.slice(i, i + length);
    const space = window.findIndex((one) => /\s/u.test(one));
    return [(space === -1 ? window : window.slice(0, space)).join('')];
  });
}

/** DD-2026-000123 is also 2026-000123, 000123 and 123. */
function numberForms(number: string): string[] {
  const pieces = searchForm(number).split('-');
  const last = (pieces.at(-1) ?? '').replace(/^0+(?=.)/, '');
  return [...new Set([...pieces.map((_one, i) => pieces.slice(i).join('-')), last])].filter((form) => form !== '');
}

/**
 * Numbers stand in full width, which no word in search form has: else 2026 would find every order of the year, by a part of
 * its number.
 */
export const wide = (text: string): string =>
  text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

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
