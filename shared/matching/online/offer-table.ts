/** Listed offers: sixteen numbers each, chained by organization, with areas and words in ragged rows. */
import type { Terms } from '../text/terms.ts';
import { dayNumber, lastDayOfStanding, NEVER } from './day-numbers.ts';
import { LaterTerms } from './later-terms.ts';
import { PostingLists } from './posting-lists.ts';
import { RaggedRows } from './ragged-rows.ts';
import type { OfferRecord } from './records.ts';
import { GROUP_WORDS, TYPE_WORDS, typedKey, type Vocabulary } from './vocabulary.ts';

/** A word of an offer is its number and how often it stands there, at most this often: far past where BM25 is full. */
const TIMES_BITS = 8;
export const TIMES_MOST = (1 << TIMES_BITS) - 1;
export const wordOf = (packed: number): number => packed >> TIMES_BITS;
export const timesOf = (packed: number): number => packed & TIMES_MOST;

/**
 * Sixteen numbers an offer, 64 bytes, so that one reading of memory brings all that a first look needs; in columns each
 * of them would be a reading of its own.
 */
export const OFFER_FIELDS = 16;
/** The provider's slot; -1 for a free one. */
export const PROVIDER = 0;
/** The next offer of the same provider, in the order of their ids; -1 after the last. */
export const NEXT = 1;
export const TYPES = 2;
export const GROUPS = TYPES + TYPE_WORDS;
export const FROM_DAY = GROUPS + GROUP_WORDS;
export const TO_DAY = FROM_DAY + 1;
/** The last day on which it stands without being confirmed anew. */
export const LAST_DAY = TO_DAY + 1;
/** 分 for a session; 0 when free, -1 when not stated. */
export const PRICE = LAST_DAY + 1;
/** Kilometres; -1 when only the areas decide. */
export const FARTHEST_KM = PRICE + 1;
export const TYPE_COUNT = FARTHEST_KM + 1;
/** How many words it has in all; -1 until its text is cut. */
export const WORD_COUNT = TYPE_COUNT + 1;

const NONE = -1;
const NOT_CUT = -1;

export class OfferTable {
  /** Offer `o` has its fields from `OFFER_FIELDS * o` on. Replaced when it grows. */
  fields: Int32Array;
  readonly areas: RaggedRows;
  readonly words: RaggedRows;
  /** Offers by wide area and type; by narrow area; and by type and the prefecture in which the organization sits. */
  readonly byTypedArea: PostingLists;
  readonly byArea: PostingLists;
  readonly byHome: PostingLists;
  readonly #vocabulary: Vocabulary;
  readonly #free: number[] = [];
  #end = 0;
  /** Used anew for each offer: a rebuild would leave millions of small arrays behind. */
  readonly #types: number[] = [];
  readonly #numbers: number[] = [];
  /** Words that are not cut yet, by offer. */
  readonly #later = new Map<number, Terms>();

  /** @param expected about how many offers there will be */
  constructor(vocabulary: Vocabulary, expected: number) {
    this.#vocabulary = vocabulary;
    this.fields = new Int32Array(OFFER_FIELDS * expected);
    this.areas = new RaggedRows(expected, 2 * expected);
    this.words = new RaggedRows(expected, 8 * expected);
    this.byTypedArea = new PostingLists();
    this.byArea = new PostingLists();
    this.byHome = new PostingLists();
  }

  /** @param home the number of the prefecture in which the organization sits */
  add(provider: number, home: number, record: OfferRecord): number {
    const vocabulary = this.#vocabulary;
    const offer = this.#free.pop() ?? this.#end++;
    const at = OFFER_FIELDS * offer;
    if (this.fields.length <= at) this.#grow();
    const { fields } = this;
    const types = this.#types;
    types.length = 0;
    for (const code of record.serviceTypes) {
      const type = vocabulary.type(code);
      if (!types.includes(type)) types.push(type);
    }
    for (let i = TYPES; i < GROUPS + GROUP_WORDS; i += 1) fields[at + i] = 0;
    for (const type of types) fields[at + TYPES + (type >> 5)]! |= 1 << (type & 31);
    for (const code of record.targetGroups) {
      const group = vocabulary.group(code);
      fields[at + GROUPS + (group >> 5)]! |= 1 << (group & 31);
    }
    fields[at + PROVIDER] = provider;
    fields[at + NEXT] = NONE;
    fields[at + FROM_DAY] = dayNumber(record.windowFrom);
    fields[at + TO_DAY] = dayNumber(record.windowTo);
    fields[at + LAST_DAY] = record.lastConfirmedOn === null ? NEVER : lastDayOfStanding(record.lastConfirmedOn);
    fields[at + PRICE] = record.costMode === 'free' ? 0 : (record.unitPriceFen ?? -1);
    fields[at + FARTHEST_KM] = record.farthestKm ?? -1;
    fields[at + TYPE_COUNT] = record.serviceTypes.length;
    const numbers = this.#numbers;
    numbers.length = 0;
    for (const code of record.areaCodes) {
      const area = vocabulary.areas.number(code);
      const wide = vocabulary.areas.isWide(area) ? 1 : 0;
      if (numbers.includes(2 * area + wide)) continue;
      numbers.push(2 * area + wide);
      this.byArea.add(area, offer);
      if (wide === 1) for (const type of types) this.byTypedArea.add(typedKey(area, type), offer);
    }
    this.areas.write(offer, numbers);
    for (const type of types) this.byHome.add(typedKey(home, type), offer);
    if (record.terms instanceof LaterTerms && !record.terms.isCut) {
      fields[at + WORD_COUNT] = NOT_CUT;
      this.#later.set(offer, record.terms);
    } else this.#writeWords(offer, record.terms);
    return offer;
  }

  /** Cuts the text of the offer into words, if that is still to be done. */
  cut(offer: number): void {
    const terms = this.#later.get(offer);
    if (terms === undefined) return;
    this.#later.delete(offer);
    this.#writeWords(offer, terms);
  }

  /** Cuts the texts of at most so many offers, and tells how many are left. */
  cutSome(most: number): number {
    let left = most;
    for (const offer of this.#later.keys()) {
      if (left-- <= 0) break;
      this.cut(offer);
    }
    return this.#later.size;
  }

  /** What is added is gathered until `settle`: see PostingLists. */
  gather(): void {
    const offers = this.fields.length / OFFER_FIELDS;
    this.byArea.gather(3 * offers);
    this.byTypedArea.gather(2 * offers);
    this.byHome.gather(2 * offers);
  }

  settle(): void {
    this.byArea.settle();
    this.byTypedArea.settle();
    this.byHome.settle();
  }

  remove(offer: number, home: number): void {
    const types = this.typesOf(offer);
    const start = this.areas.start[offer]!;
    for (let i = start; i < start + this.areas.length[offer]!; i += 1) {
      const area = this.areas.pool[i]! >> 1;
      this.byArea.remove(area, offer);
      if ((this.areas.pool[i]! & 1) === 1)
        for (const type of types) this.byTypedArea.remove(typedKey(area, type), offer);
    }
    for (const type of types) this.byHome.remove(typedKey(home, type), offer);
    this.areas.write(offer, []);
    this.words.write(offer, []);
    this.#later.delete(offer);
    this.fields[OFFER_FIELDS * offer + PROVIDER] = NONE;
    this.#free.push(offer);
  }

  get bytes(): number {
    const lists = this.byTypedArea.bytes + this.byArea.bytes + this.byHome.bytes;
    return this.fields.byteLength + lists + this.areas.bytes + this.words.bytes;
  }

  /** The numbers of its types. */
  typesOf(offer: number): number[] {
    const types: number[] = [];
    for (let word = 0; word < TYPE_WORDS; word += 1)
      for (let bit = 0; bit < 32; bit += 1)
        if ((this.fields[OFFER_FIELDS * offer + TYPES + word]! & (1 << bit)) !== 0) types.push(32 * word + bit);
    return types;
  }

  #writeWords(offer: number, terms: Terms): void {
    const { words } = this.#vocabulary;
    const numbers = this.#numbers;
    numbers.length = 0;
    for (const [word, times] of terms.counts)
      numbers.push((words.number(word) << TIMES_BITS) | Math.min(times, TIMES_MOST));
    this.words.write(offer, numbers);
    this.fields[OFFER_FIELDS * offer + WORD_COUNT] = terms.length;
  }

  #grow(): void {
    const grown = new Int32Array(OFFER_FIELDS * (Math.ceil((1.5 * this.fields.length) / OFFER_FIELDS) + 16));
    grown.set(this.fields);
    this.fields = grown;
  }
}
