/**
 * What somebody types into a search box, as words that must all be found, each with the ways in which it may stand in a
 * searchable text (searchable.ts). Full width and half width, capitals and small letters are one.
 */
import { cleanText, lengthOf, searchForm } from '../text.ts';
import { NothingToSearch, QUERY_MAX, QueryTooLong, TERMS_MAX } from './refusals.ts';
import { gramsOf } from './searchable.ts';
import { syllabled } from './syllables.ts';

/** One way in which a word may stand in a text: the grams narrow, the pattern decides. */
export interface Probe {
  readonly grams: readonly string[];
  /** For LIKE; a word holds no wildcard, so nothing is escaped. */
  readonly pattern: string;
}

export interface Term {
  /** In search form: NFKC, lower case. */
  readonly text: string;
  /** Latin letters alone may be pinyin. */
  readonly isLetters: boolean;
  /** It is found when one of them is. */
  readonly probes: readonly Probe[];
}

/** Between words: whatever is not a letter, a mark or a number; a hyphen inside a word belongs to it, as in DD-2026-000123. */
const BETWEEN = /[^\p{L}\p{M}\p{N}-]+/u;

/**
 * The words of a query, without repetitions, in the order typed; none for an empty query.
 *
 * @returns `NothingToSearch` for a query of signs alone; `QueryTooLong` beyond 60 code points or six words
 */
export function termsOf(query: string): readonly Term[] | NothingToSearch | QueryTooLong {
  const clean = cleanText(query);
  if (clean === null) return new NothingToSearch();
  if (clean === '') return [];
  if (QUERY_MAX < lengthOf(clean)) return new QueryTooLong();
  const words = searchForm(clean)
    .split(BETWEEN)
    .map((word) => word.replace(/^-+|-+$/g, ''))
    .filter((word) => word !== '');
  const distinct = [...new Set(words)];
  if (distinct.length === 0) return new NothingToSearch();
  if (TERMS_MAX < distinct.length) return new QueryTooLong();
  return distinct.map(termOf);
}

function termOf(text: string): Term {
  const isLetters = /^[a-z]+$/.test(text);
  const literal: Probe = { grams: gramsOf(text), pattern: `%${text}%` };
  return { text, isLetters, probes: isLetters ? [literal, ...syllabled(text).map(sounded)] : [literal] };
}

/** Syllables stand in capitals, each after a space; the last may go on. */
function sounded(syllables: readonly string[]): Probe {
  const capitals = syllables.map((syllable) => syllable.toUpperCase());
  const last = capitals.length - 1;
  const whole = capitals.filter((_one, i) => i < last || syllabled(syllables[i] ?? '').length === 1);
  return { grams: whole.length === 0 ? [] : whole, pattern: `% ${capitals.join(' ')}%` };
}
