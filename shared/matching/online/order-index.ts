/**
 * The orders of the market, and the feed of an organization: the same inverted lists, transposed. An order stands under
 * its type at each region around it, so that an offer finds under (type, area) exactly the orders that it names; the
 * comparison with the provider is the same. Cost of a feed: O(types·areas of its offers + orders found), and for
 * the newest of the rest a walk from the newest, sorted anew only when orders changed.
 */
import { URGENCY_RANKS } from '../rank.ts';
import { meetingTypes } from '../../taxonomy/crosswalk.ts';
import { compareRanked } from '../weights.ts';
import { dayNumber } from './day-numbers.ts';
import type { Comparison } from './comparison.ts';
import { localDateOf } from '../../calendar.ts';
import { NO_TERMS } from '../text/terms.ts';
import { LaterTerms } from './later-terms.ts';
import type { Moment } from './moment.ts';
import { Slots } from './numbering.ts';
import { LAST_DAY, NEXT, OFFER_FIELDS } from './offer-table.ts';
import { type OrderNumbers, orderNumbers, orderWords } from './order-numbers.ts';
import { PostingLists } from './posting-lists.ts';
import { FIRST_OFFER, PROVIDER_FIELDS, type ProviderTable } from './provider-table.ts';
import type { OrderRecord } from './records.ts';
import { typedKey, type Vocabulary } from './vocabulary.ts';

/** An order as the feed holds it. */
interface Listed {
  /** Without its words as long as `later` holds them. */
  numbers: OrderNumbers;
  later: LaterTerms | null;
  readonly authorityId: string;
  readonly urgency: number;
  readonly postedAt: number;
  readonly postedDay: number;
  readonly claimableUntil: number;
  /** -Infinity when nobody holds it. */
  readonly claimLapsesAt: number;
  readonly serviceType: string;
  readonly regionCode: string;
}

export interface FeedFilter {
  readonly serviceType: string | null;
  /** The digits with which the order's region begins; empty for everywhere. */
  readonly regionPrefix: string;
}

export interface FeedPlace {
  readonly id: string;
  readonly score: number;
}

export interface Feed {
  /** What the provider may claim, best first: by score, urgency, deadline, id. */
  readonly mayClaim: readonly FeedPlace[];
  /** The newest of the others, ordered in the same way. */
  readonly others: readonly FeedPlace[];
}

export class OrderIndex {
  readonly slots = new Slots();
  readonly #providers: ProviderTable;
  readonly #comparison: Comparison;
  readonly #vocabulary: Vocabulary;
  readonly #listed: (Listed | null)[] = [];
  readonly #byTypedArea = new PostingLists();
  /** Slots of all orders, the newest first, then by id; null when they changed since it was made. */
  #newestFirst: Int32Array | null = null;
  /** Slots of orders whose text may not be cut yet. */
  readonly #uncut = new Set<number>();
  #stamps = new Int32Array(64);
  #stamp = 0;

  constructor(providers: ProviderTable, comparison: Comparison, vocabulary: Vocabulary) {
    this.#providers = providers;
    this.#comparison = comparison;
    this.#vocabulary = vocabulary;
  }

  /** Authorities whose orders are listed: whose weights a feed must be given. */
  get authorityIds(): ReadonlySet<string> {
    return new Set(this.#listed.flatMap((listed) => (listed ? [listed.authorityId] : [])));
  }

  put(record: OrderRecord): void {
    this.remove(record.id);
    const later = record.terms instanceof LaterTerms && !record.terms.isCut ? record.terms : null;
    const numbers = orderNumbers(later ? { ...record, terms: NO_TERMS } : record, this.#vocabulary);
    const slot = this.slots.take(record.id);
    if (this.#stamps.length <= slot) this.#stamps = new Int32Array(2 * slot + 2);
    if (later) this.#uncut.add(slot);
    this.#newestFirst = null;
    this.#listed[slot] = {
      numbers,
      later,
      authorityId: record.authorityId,
      urgency: URGENCY_RANKS[record.urgency],
      postedAt: record.postedAt.getTime(),
      postedDay: dayNumber(localDateOf(record.postedAt)),
      claimableUntil: record.claimableUntil.getTime(),
      claimLapsesAt: record.claimLapsesAt === null ? -Infinity : record.claimLapsesAt.getTime(),
      serviceType: record.serviceType,
      regionCode: record.regionCode,
    };
    for (const key of keysOf(numbers)) this.#byTypedArea.add(key, slot);
  }

  /** False when there was none of that id. */
  remove(id: string): boolean {
    const slot = this.slots.find(id);
    const listed = slot < 0 ? null : this.#listed[slot];
    if (!listed) return false;
    for (const key of keysOf(listed.numbers)) this.#byTypedArea.remove(key, slot);
    this.#listed[slot] = null;
    this.#newestFirst = null;
    this.#uncut.delete(slot);
    this.slots.release(id);
    return true;
  }

  /** Cuts the texts of at most so many orders, and tells how many are left. */
  cutSome(most: number): number {
    let left = most;
    for (const slot of this.#uncut) {
      if (left-- <= 0) break;
      this.#uncut.delete(slot);
      const listed = this.#listed[slot];
      if (listed) this.#cut(listed);
    }
    return this.#uncut.size;
  }

  /**
   * @param weightsOf by authority, in the order of PART_CODES; every authority of `authorityIds` has one
   * @param othersMost how many orders that it may not claim are told of
   * @throws RangeError when the provider is not in the index
   */
  feed(
    organizationId: string,
    moment: Moment,
    weightsOf: (authorityId: string) => Int32Array,
    filter: FeedFilter,
    othersMost: number,
  ): Feed {
    const provider = this.#providers.slots.find(organizationId);
    if (provider < 0) throw new RangeError(`no provider ${organizationId} in the index`);
    this.#stamp += 1;
    this.#comparison.layProvider(provider, moment);
    const mayClaim: Placed[] = [];
    for (const slot of this.#found(provider, moment)) {
      const listed = this.#listed[slot]!;
      if (!isAsked(listed, filter, moment)) continue;
      const score = this.#scoreIfFree(listed, provider, moment, weightsOf(listed.authorityId));
      if (score < 0) continue;
      mayClaim.push({ listed, score });
      this.#stamps[slot] = -this.#stamp;
    }
    const others = this.#newest(filter, moment, othersMost).map((listed) => {
      this.#turnTo(listed, provider, moment, weightsOf(listed.authorityId));
      return { listed, score: this.#comparison.score(provider) };
    });
    return { mayClaim: inOrder(mayClaim), others: inOrder(others) };
  }

  /** Slots of the orders that an offer of the provider names by type and area, each once. */
  #found(provider: number, moment: Moment): number[] {
    const { offers } = this.#providers;
    const found: number[] = [];
    const first = this.#providers.fields[PROVIDER_FIELDS * provider + FIRST_OFFER]!;
    for (let offer = first; 0 <= offer; offer = offers.fields[OFFER_FIELDS * offer + NEXT]!) {
      if (offers.fields[OFFER_FIELDS * offer + LAST_DAY]! < moment.day) continue;
      const types = offers.typesOf(offer).flatMap((type) => this.#meeting(type));
      const { start, length, pool } = offers.areas;
      for (let i = start[offer]!; i < start[offer]! + length[offer]!; i += 1)
        for (const type of types) this.#collect(typedKey(pool[i]! >> 1, type), found);
    }
    return found;
  }

  #collect(key: number, found: number[]): void {
    const list = this.#byTypedArea.find(key);
    if (list < 0) return;
    const start = this.#byTypedArea.start[list]!;
    for (let i = start; i < start + this.#byTypedArea.length[list]!; i += 1) {
      const slot = this.#byTypedArea.pool[i]!;
      if (this.#stamps[slot] === this.#stamp) continue;
      this.#stamps[slot] = this.#stamp;
      found.push(slot);
    }
  }

  /** The types of orders that an offer of this type meets. */
  #meeting(type: number): number[] {
    return meetingTypes(this.#vocabulary.types.name(type)).map((code) => this.#vocabulary.type(code));
  }

  /** The score when every check passes, -1 otherwise. */
  #scoreIfFree(listed: Listed, provider: number, moment: Moment, weights: Int32Array): number {
    this.#turnTo(listed, provider, moment, weights);
    return this.#comparison.failed === 0 ? this.#comparison.score(provider) : -1;
  }

  #turnTo(listed: Listed, provider: number, moment: Moment, weights: Int32Array): void {
    this.#cut(listed);
    this.#comparison.turnTo(listed.numbers, Math.max(0, moment.day - listed.postedDay), weights);
    this.#comparison.judge(provider, this.#comparison.ownBits(provider, true));
  }

  #cut(listed: Listed): void {
    if (listed.later === null) return;
    listed.numbers = { ...listed.numbers, ...orderWords(listed.later, this.#vocabulary) };
    listed.later = null;
  }

  /** Of the orders that may be claimed, but not by this provider: the newest, then by id. */
  #newest(filter: FeedFilter, moment: Moment, most: number): Listed[] {
    const rest: Listed[] = [];
    this.#newestFirst ??= this.#sortNewestFirst();
    for (const slot of this.#newestFirst) {
      if (most <= rest.length) break;
      const listed = this.#listed[slot];
      if (!listed || this.#stamps[slot] === -this.#stamp || !isAsked(listed, filter, moment)) continue;
      rest.push(listed);
    }
    return rest;
  }

  #sortNewestFirst(): Int32Array {
    const slots = [...this.slots.all()];
    const listed = this.#listed;
    return Int32Array.from(
      slots.sort((a, b) => {
        const [first, second] = [listed[a]!, listed[b]!];
        return second.postedAt - first.postedAt || compareRanked(0, first.numbers.id, 0, second.numbers.id);
      }),
    );
  }
}

interface Placed {
  readonly listed: Listed;
  readonly score: number;
}

/** `compareInMarket` of rank.ts, in numbers. */
function inOrder(places: Placed[]): FeedPlace[] {
  return places
    .sort(
      (a, b) =>
        b.score - a.score ||
        a.listed.urgency - b.listed.urgency ||
        a.listed.claimableUntil - b.listed.claimableUntil ||
        compareRanked(0, a.listed.numbers.id, 0, b.listed.numbers.id),
    )
    .map(({ listed, score }) => ({ id: listed.numbers.id, score }));
}

function isAsked(listed: Listed, filter: FeedFilter, { at }: Moment): boolean {
  return (
    at <= listed.claimableUntil &&
    listed.claimLapsesAt < at &&
    (filter.serviceType === null || listed.serviceType === filter.serviceType) &&
    listed.regionCode.startsWith(filter.regionPrefix)
  );
}

function keysOf({ wideAreas, narrowAreas, type }: OrderNumbers): number[] {
  return [...wideAreas, ...narrowAreas].map((area) => typedKey(area, type));
}
