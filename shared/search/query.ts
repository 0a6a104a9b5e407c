/**
 * What somebody types into a search box, as words that must all be found, each with the ways in which it may stand in a
 * searchable text (searchable.ts). Full width and half width, capitals and small letters are one.
 */
import { cleanText, lengthOf, searchForm } from '../text.ts';
import { NothingToSearch, QUERY_MAX, QueryTooLong, TERMS_MAX } from './refusals.ts';
import { gramsOf, INITIAL_GRAM, PLAIN_GRAM, wide } from './searchable.ts';
import { syllabled } from './syllables.ts';

/** One way in which a word may stand in a text: the grams narrow, the pattern decides. */
export interface Probe {
  /** The text has them all; or, for a word shorter than a gram, one that begins with it. */
  readonly grams: readonly Gram[];
  /** For LIKE; a word holds no wildcard, so nothing is escaped. */
  readonly pattern: string;
}

/** A gram, or the beginning of one. */
export interface Gram {
  readonly text: string;
  readonly isWhole: boolean;
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
  const spoken = isLetters ? syllabled(text).map(sounded) : [];
  return { text, isLetters, probes: [literal(text), ...numbered(text), ...spoken] };
}

/** Words of signs that initials are written in stand among these, with the whole of their part. */
function literal(text: string): Probe {
  const length = /^[!-~]+$/.test(text) ? INITIAL_GRAM : PLAIN_GRAM;
  return { grams: gramsIn(text, length), pattern: `%${text}%` };
}

function gramsIn(text: string, length: number): Gram[] {
  if (lengthOf(text) < length) return [{ text, isWhole: false }];
  const whole = gramsOf(text, length).filter((gram) => lengthOf(gram) === length);
  return [...new Set(whole)].map((gram) => ({ text: gram, isWhole: true }));
}

/** An order's number: digits alone are its last ones, all of them; with a hyphen the rest may still be typed. */
function numbered(text: string): Probe[] {
  const number = wide(text);
  if (/^\d+$/.test(text)) return [{ grams: [{ text: number, isWhole: true }], pattern: `% ${number} %` }];
  if (!/^(?:[a-z]{2}-)?\d+(?:-\d*)?$/.test(text)) return [];
  return [{ grams: [{ text: number, isWhole: false }], pattern: `% ${number}%` }];
}

/** Syllables stand in capitals, each after a space; the last may go on. Their initials narrow. */
function sounded(syllables: readonly string[]): Probe {
  const initials = syllables.map((syllable) => syllable.slice(0, 1)).join('');
  return { grams: gramsIn(initials, INITIAL_GRAM), pattern: `% ${syllables.join(' ').toUpperCase()}%` };
}
