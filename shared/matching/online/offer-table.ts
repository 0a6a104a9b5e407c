/** Listed offers in columns: one slot each, chained by organization, with areas and words in ragged rows. */
import { levelOf } from '../../region/region.ts';
import { dayNumber, monthNumberOf, NEVER } from './day-numbers.ts';
import { WIDE } from './order-numbers.ts';
import { PostingLists } from './posting-lists.ts';
import { RaggedRows } from './ragged-rows.ts';
import type { OfferRecord } from './records.ts';
import { GROUP_WORDS, TYPE_WORDS, typedKey, type Vocabulary } from './vocabulary.ts';

/** A word of an offer is its number and how often it stands there, at most this often: far past where BM25 is full. */
const TIMES_BITS = 8;
export const TIMES_MOST = (1 << TIMES_BITS) - 1;
export const wordOf = (packed: number): number => packed >> TIMES_BITS;
export const timesOf = (packed: number): number => packed & TIMES_MOST;

const FREE = -1;

export class OfferTable {
  /** The provider's slot; -1 for a free one. */
  provider: Int32Array;
  /** The next offer of the same provider, in the order of their ids; -1 after the last. */
  next: Int32Array;
  types: Int32Array;
  groups: Int32Array;
  typeCount: Uint16Array;
  fromDay: Int32Array;
  toDay: Int32Array;
  /** The last month in which it stands without being confirmed anew. */
  lastMonth: Int32Array;
  /** 分 for a session; 0 when free, -1 when not stated. */
  price: Int32Array;
  /** Kilometres; -1 when only the areas decide. */
  farthestKm: Int32Array;
  /** How many words it has in all. */
  wordCount: Int32Array;
  readonly areas: RaggedRows;
  readonly words: RaggedRows;
  /** Offers by wide area and type; by narrow area; and by type and the prefecture in which the organization sits. */
  readonly byTypedArea: PostingLists;
  readonly byArea: PostingLists;
  readonly byHome: PostingLists;
  readonly #vocabulary: Vocabulary;
  readonly #free: number[] = [];
  #end = 0;

  /** @param expected about how many offers there will be */
  constructor(vocabulary: Vocabulary, expected: number) {
    this.#vocabulary = vocabulary;
    this.provider = new Int32Array(expected);
    this.next = new Int32Array(expected);
    this.types = new Int32Array(TYPE_WORDS * expected);
    this.groups = new Int32Array(GROUP_WORDS * expected);
    this.typeCount = new Uint16Array(expected);
    this.fromDay = new Int32Array(expected);
    this.toDay = new Int32Array(expected);
    this.lastMonth = new Int32Array(expected);
    this.price = new Int32Array(expected);
    this.farthestKm = new Int32Array(expected);
    this.wordCount = new Int32Array(expected);
    this.areas = new RaggedRows(expected, 2 * expected);
    this.words = new RaggedRows(expected, 8 * expected);
    this.byTypedArea = new PostingLists(expected);
    this.byArea = new PostingLists(expected);
    this.byHome = new PostingLists(1_024);
  }

  /** @param home the number of the prefecture in which the organization sits */
  add(provider: number, home: number, record: OfferRecord): number {
    const vocabulary = this.#vocabulary;
    const offer = this.#free.pop() ?? this.#end++;
    if (offer === this.provider.length) this.#grow();
    this.provider[offer] = provider;
    this.next[offer] = FREE;
    const types = [...new Set(record.serviceTypes)].map((code) => vocabulary.type(code));
    this.types.fill(0, TYPE_WORDS * offer, TYPE_WORDS * (offer + 1));
    for (const type of types) this.types[TYPE_WORDS * offer + (type >> 5)]! |= 1 << (type & 31);
    this.groups.fill(0, GROUP_WORDS * offer, GROUP_WORDS * (offer + 1));
    for (const code of record.targetGroups) {
      const group = vocabulary.group(code);
      this.groups[GROUP_WORDS * offer + (group >> 5)]! |= 1 << (group & 31);
    }
    this.typeCount[offer] = record.serviceTypes.length;
    this.fromDay[offer] = dayNumber(record.windowFrom);
    this.toDay[offer] = dayNumber(record.windowTo);
    this.lastMonth[offer] = record.lastConfirmedOn === null ? NEVER : monthNumberOf(record.lastConfirmedOn) + 1;
    this.price[offer] = record.costMode === 'free' ? 0 : (record.unitPriceFen ?? -1);
    this.farthestKm[offer] = record.farthestKm ?? -1;
    this.wordCount[offer] = record.terms.length;
    const areas: number[] = [];
    for (const code of new Set(record.areaCodes)) {
      const area = vocabulary.areas.number(code);
      const wide = WIDE.has(levelOf(code)) ? 1 : 0;
      areas.push(2 * area + wide);
      this.byArea.add(area, offer);
      if (wide === 1) for (const type of types) this.byTypedArea.add(typedKey(area, type), offer);
    }
    for (const type of types) this.byHome.add(typedKey(home, type), offer);
    this.areas.write(offer, areas);
    this.words.write(
      offer,
      [...record.terms.counts].map(
        ([word, times]) => (vocabulary.words.number(word) << TIMES_BITS) | Math.min(times, TIMES_MOST),
      ),
    );
    return offer;
  }

  remove(offer: number, home: number): void {
    const types = this.#typesOf(offer);
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
    this.provider[offer] = FREE;
    this.#free.push(offer);
  }

  get bytes(): number {
    const columns = this.provider.length * (4 * (8 + TYPE_WORDS + GROUP_WORDS) + 2);
    const lists = this.byTypedArea.bytes + this.byArea.bytes + this.byHome.bytes;
    return columns + lists + this.areas.bytes + this.words.bytes;
  }

  #typesOf(offer: number): number[] {
    const types: number[] = [];
    for (let word = 0; word < TYPE_WORDS; word += 1)
      for (let bit = 0; bit < 32; bit += 1)
        if ((this.types[TYPE_WORDS * offer + word]! & (1 << bit)) !== 0) types.push(32 * word + bit);
    return types;
  }

  #grow(): void {
    const most = Math.ceil(1.5 * this.provider.length) + 16;
    this.provider = longer(this.provider, most);
    this.next = longer(this.next, most);
    this.types = longer(this.types, TYPE_WORDS * most);
    this.groups = longer(this.groups, GROUP_WORDS * most);
    const typeCount = new Uint16Array(most);
    typeCount.set(this.typeCount);
    this.typeCount = typeCount;
    this.fromDay = longer(this.fromDay, most);
    this.toDay = longer(this.toDay, most);
    this.lastMonth = longer(this.lastMonth, most);
    this.price = longer(this.price, most);
    this.farthestKm = longer(this.farthestKm, most);
    this.wordCount = longer(this.wordCount, most);
  }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
