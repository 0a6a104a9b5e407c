/**
 * How near an offer's words are to an order's: BM25's term frequency with saturation and length (Robertson, Walker 1994),
 * k1 = 1.2, b = 0.75, over one pair. Instead of a corpus's rarity a word is worth what the field's lexicon says, so that
 * a score depends on the two texts alone, and not on who else listed something today. Whole numbers throughout.
 * Cost: O(words of the order).
 */
import { CONCEPT_WORTH, isConcept } from './lexicon.ts';
import type { Terms } from './terms.ts';

/** A fit lies between 0 and this. */
export const FIT_MOST = 1_000;
/** Words in an offer of usual length: title twice, and about a hundred characters. */
const USUAL_LENGTH = 40;

/** 0 when they share no word; 1000 when the offer says all that the order says, and little else. */
export function textFit(order: Terms, offer: Terms): number {
  if (order.length === 0 || offer.length === 0) return 0;
  const norm = lengthNorm(offer.length);
  let gained = 0;
  let worth = 0;
  for (const word of order.counts.keys()) {
    const each = worthOf(word);
    worth += each;
    const times = offer.counts.get(word);
    if (times !== undefined) gained += each * gain(times, norm);
  }
  return Math.floor(gained / worth);
}

/** The shared words that weigh most, at most `most`: concepts first, then as the order says them. */
export function sharedWords(order: Terms, offer: Terms, most: number): string[] {
  const shared = [...order.counts.keys()].filter((word) => offer.counts.has(word));
  return shared.sort((a, b) => worthOf(b) - worthOf(a)).slice(0, most);
}

/** tf·(k1 + 1) / (tf + k1·norm) in thousandths, at most 1000: said once in an offer of usual length. */
export function gain(times: number, norm: number): number {
  return Math.min(FIT_MOST, Math.floor((times * 22_000_000) / (times * 10_000 + 120 * norm)));
}

/** Hundredths: 25 for the shortest offer, 100 for the usual one. */
export function lengthNorm(length: number): number {
  return 25 + Math.floor((75 * length) / USUAL_LENGTH);
}

/** What a word counts for: a concept of the field more than an ordinary word. */
export function worthOf(word: string): number {
  return isConcept(word) ? CONCEPT_WORTH : 1;
}
