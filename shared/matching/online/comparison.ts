/**
 * One order and one provider in numbers: the hard checks of eligibility.ts as bits, and the score of weights.ts. The
 * values come from the functions of part-values.ts and the text room; the conditions are those of HARD_CHECKS on day
 * numbers and bits, and the tests hold every verdict and every score equal to the rules' own. An order is laid out once
 * and then compared with any number of providers. Cost: O(offers + held orders) for each provider, without allocating.
 *
 * Longer than other files, and one class: verdict and score of a pair read the same dozen fields of the order laid out,
 * and calls across objects for each of a few hundred candidates a question would show in its rate (tests/bench/online.ts).
 * What has a life of its own is apart: relations.ts, own-rows.ts, sessions-left.ts.
 */
import { kmBetween } from '../../region/distance.ts';
import { CHECK_CODES, type CheckCode } from '../check.ts';
import { bitCount } from '../eligibility.ts';
import { isSlow } from '../open-load.ts';
import {
  continuityValue,
  groupFitValue,
  loadValue,
  type Nearness,
  onTimeValue,
  PART_CODES,
  type PartCode,
  pairingValue,
  textFitValue,
  travelValue,
  typeFitValue,
  waitingValue,
} from '../part-values.ts';
import { gain, lengthNorm } from '../text/fit.ts';
import {
  FARTHEST_KM,
  FROM_DAY,
  GROUPS,
  LAST_DAY,
  NEXT,
  OFFER_FIELDS,
  PRICE,
  timesOf,
  TO_DAY,
  TYPE_COUNT,
  TYPES,
  WORD_COUNT,
  wordOf,
} from './offer-table.ts';
import type { Moment } from './moment.ts';
import type { OrderNumbers } from './order-numbers.ts';
import { OwnRows } from './own-rows.ts';
import {
  ACCEPTANCE,
  BARRED,
  BARRED_INACTIVE,
  BARRED_LISTED,
  BROKEN_SHIFT,
  CHECKED_UNTIL,
  COUNTY,
  DUE,
  FIRST_OFFER,
  FIRST_ROW,
  MIX_CAPACITY,
  MIX_RELIEF,
  ON_TIME,
  PER_MONTH,
  PLACE,
  PREFECTURE,
  PROVIDER_FIELDS,
  type ProviderTable,
  RATING,
  ratingAt,
  SATISFACTION,
  TOWNSHIP,
} from './provider-table.ts';
import { Relations } from './relations.ts';
import { TYPE_WORDS, type Vocabulary } from './vocabulary.ts';

const BIT = Object.fromEntries(CHECK_CODES.map((code, i) => [code, 1 << i])) as Record<CheckCode, number>;
const AT = Object.fromEntries(PART_CODES.map((code, i) => [code, i])) as Record<PartCode, number>;
const TYPE_BIT = BIT.service_type;
const AREA_BIT = BIT.area;
/** Both of these failed is no near miss, however few the failures. */
export const TYPE_AND_AREA = TYPE_BIT | AREA_BIT;

export class Comparison {
  /** One bit for each failed check, and the offer judged by (-1 for none): set by `judge`. */
  failed = 0;
  offer = -1;
  readonly relations = new Relations();
  readonly #providers: ProviderTable;
  readonly #vocabulary: Vocabulary;
  readonly #ownRows: OwnRows;
  #order!: OrderNumbers;
  #moment!: Moment;
  #weights!: Int32Array;
  /** Of the order's window, none in the past. */
  #fromDay = 0;
  #toDay = 0;
  #fromMonth = 0;
  #toMonth = 0;
  #waiting = 0;
  /** Which side `relations` is indexed by: the provider's slot, or -1 for the order's station. */
  #byStation = false;
  /** Sessions left in the months of the order, found by `ownBits`. */
  #left = 0;
  #question = 0;
  /** Worth of each word of the order, and the distance of each place from it, for the question of their stamp. */
  #wordStamps = new Int32Array(1_024);
  #wordWorths = new Uint8Array(1_024);
  #kmStamps = new Int32Array(64);
  #kms = new Int32Array(64);

  constructor(providers: ProviderTable, vocabulary: Vocabulary) {
    this.#providers = providers;
    this.#vocabulary = vocabulary;
    this.#ownRows = new OwnRows(providers);
  }

  /** Lays out the order for comparing it with many providers. */
  layOrder(order: OrderNumbers, moment: Moment, waitedDays: number, weights: Int32Array): void {
    this.relations.layStation(this.#providers.withStation, order.station, moment.day);
    this.#byStation = false;
    this.#lay(order, moment, waitedDays, weights);
  }

  /** Lays out the provider's side for comparing it with many orders, each then given to `turnTo`. */
  layProvider(slot: number, moment: Moment): void {
    this.relations.layProvider(this.#providers.withStation, slot, moment.day);
    this.#byStation = true;
    this.#moment = moment;
  }

  turnTo(order: OrderNumbers, waitedDays: number, weights: Int32Array): void {
    this.#lay(order, this.#moment, waitedDays, weights);
  }

  /**
   * False when this very offer cannot pass, by what lies beside it. Another offer of the provider may: whoever walks the
   * lists meets that one too.
   */
  mayPass(offer: number): boolean {
    const { fields } = this.#providers.offers;
    const at = OFFER_FIELDS * offer;
    return (
      this.#moment.day <= fields[at + LAST_DAY]! &&
      fields[at + FROM_DAY]! <= this.#order.toDay &&
      this.#order.fromDay <= fields[at + TO_DAY]! &&
      this.#groupsMet(offer) !== 0 &&
      this.#meets(offer)
    );
  }

  /**
   * Bits of the checks that are the same for all its offers; must come before `judge` and `score`.
   *
   * @param all false to stop before its rows are read when something fails already: then it can only be left out
   */
  ownBits(slot: number, all: boolean): number {
    const { fields } = this.#providers;
    const at = PROVIDER_FIELDS * slot;
    const order = this.#order;
    const other = this.#byStation ? order.station : slot;
    const barred = fields[at + BARRED]!;
    let bits = 0;
    if ((barred & BARRED_INACTIVE) !== 0) bits |= BIT.provider_active;
    if ((barred & BARRED_LISTED) !== 0) bits |= BIT.not_on_list;
    if (order.minors && fields[at + CHECKED_UNTIL]! < order.toDay) bits |= BIT.background_check;
    if (this.relations.isConflict(other)) bits |= BIT.conflict_of_interest;
    if (this.relations.isBlocked(other)) bits |= BIT.blocked_pair;
    if (this.#moment.day < order.allOn && !this.relations.isPaired(other)) {
      if (this.#moment.day < order.countyOn || fields[at + COUNTY]! !== order.county) bits |= BIT.first_refusal;
    }
    if (0 < order.takers.length && this.#holdsShare(slot)) bits |= BIT.one_share;
    if (bits !== 0 && !all) return bits;
    const hasRows = 0 <= fields[at + FIRST_ROW]!;
    if (hasRows) this.#ownRows.read(slot, order, this.#moment);
    else this.#ownRows.clear();
    if (this.#ownRows.licences < order.licences.length) bits |= BIT.qualification;
    this.#left = hasRows
      ? this.#ownRows.sessionsLeft(fields[at + PER_MONTH]!, this.#fromMonth, this.#toMonth)
      : fields[at + PER_MONTH]! * (this.#toMonth - this.#fromMonth + 1);
    if (this.#left <= 0) bits |= BIT.capacity;
    const broken = (barred >> BROKEN_SHIFT) + this.#ownRows.lapsed;
    const slow = isSlow(fields[at + DUE]!, broken, order.endedFrom, order.closePercent);
    if ((slow ? (order.mostOpen + 1) >> 1 : order.mostOpen) <= this.#ownRows.open) bits |= BIT.open_load;
    return bits;
  }

  #holdsShare(slot: number): boolean {
    const id = this.#providers.slots.ids[slot];
    return this.#order.takers.some(
      ({ organizationId, untilDay }) => organizationId === id && this.#moment.day <= untilDay,
    );
  }

  /** The verdict by the best standing offer: fewest failures, then what it is worth, then its id. */
  judge(slot: number, own: number): void {
    const { fields } = this.#providers.offers;
    this.offer = -1;
    this.failed = own | TYPE_AND_AREA | BIT.target_group | BIT.window;
    let failures = 0;
    let worth = -1;
    const first = this.#providers.fields[PROVIDER_FIELDS * slot + FIRST_OFFER]!;
    for (let offer = first; 0 <= offer; offer = fields[OFFER_FIELDS * offer + NEXT]!) {
      if (fields[OFFER_FIELDS * offer + LAST_DAY]! < this.#moment.day) continue;
      const failed = own | this.#offerBits(slot, offer);
      const count = bitCount(failed);
      if (this.offer < 0 || count < failures) worth = -1;
      else if (count === failures) {
        // Only two that fail alike are weighed against each other; the earlier has the smaller id and stays on a tie.
        if (worth < 0) worth = this.#worthOf(this.offer);
        const other = this.#worthOf(offer);
        if (other <= worth) continue;
        worth = other;
      } else continue;
      this.offer = offer;
      this.failed = failed;
      failures = count;
    }
  }

  /** The score by the offer judged by: a whole number from 0 to 1,000,000. */
  score(slot: number): number {
    const { fields } = this.#providers;
    const at = PROVIDER_FIELDS * slot;
    const w = this.#weights;
    const order = this.#order;
    const other = this.#byStation ? order.station : slot;
    const perMonth = fields[at + PER_MONTH]!;
    const completed = this.relations.completed(other);
    return (
      (this.offer < 0 ? 0 : this.#worthOf(this.offer)) +
      w[AT.travel]! * travelValue(this.#nearness(slot), this.#km(slot)) +
      w[AT.pairing]! * pairingValue(this.relations.isPaired(other)) +
      w[AT.satisfaction]! * fields[at + SATISFACTION]! +
      w[AT.on_time]! * onTimeValue(fields[at + ON_TIME]!, fields[at + DUE]! + this.#ownRows.overdue) +
      w[AT.acceptance]! * fields[at + ACCEPTANCE]! +
      w[AT.rating]! * ratingAt(fields[at + RATING]!, this.#moment.day) +
      w[AT.load]! * loadValue(this.#left, perMonth * (this.#toMonth - this.#fromMonth + 1)) +
      w[AT.continuity]! * continuityValue(completed) +
      w[AT.mix]! * (order.buildsCapacity ? fields[at + MIX_CAPACITY]! : fields[at + MIX_RELIEF]!) +
      this.#waiting
    );
  }

  #lay(order: OrderNumbers, moment: Moment, waitedDays: number, weights: Int32Array): void {
    this.#order = order;
    this.#moment = moment;
    this.#weights = weights;
    this.#fromDay = Math.max(order.fromDay, moment.day);
    this.#toDay = Math.max(order.toDay, moment.day);
    this.#fromMonth = Math.max(order.fromMonth, moment.month);
    this.#toMonth = Math.max(order.toMonth, moment.month);
    this.#waiting = weights[AT.waiting]! * waitingValue(waitedDays);
    this.#question += 1;
    if (this.#wordStamps.length < this.#vocabulary.words.count) {
      const most = Math.ceil(1.5 * this.#vocabulary.words.count);
      this.#wordStamps = new Int32Array(most);
      this.#wordWorths = new Uint8Array(most);
    }
    for (let i = 0; i < order.words.length; i += 1) {
      const word = order.words[i]!;
      this.#wordStamps[word] = this.#question;
      this.#wordWorths[word] = order.worths[i]!;
    }
  }

  #offerBits(slot: number, offer: number): number {
    const { fields } = this.#providers.offers;
    const at = OFFER_FIELDS * offer;
    const order = this.#order;
    let bits = 0;
    if (!this.#meets(offer)) bits |= TYPE_BIT;
    if (this.#groupsMet(offer) === 0) bits |= BIT.target_group;
    if (!this.#covers(offer)) bits |= AREA_BIT;
    const fromDay = fields[at + FROM_DAY]!;
    const toDay = fields[at + TO_DAY]!;
    if (order.toDay < fromDay || toDay < order.fromDay) bits |= BIT.window;
    const farthest = fields[at + FARTHEST_KM]!;
    if (0 <= farthest) {
      const km = this.#km(slot);
      if (km !== null && farthest < km) bits |= BIT.distance;
    }
    if (this.#onLeave(slot, fromDay, toDay)) bits |= BIT.leave;
    if (0 <= order.budgetCapFen) {
      const price = fields[at + PRICE]!;
      if (price < 0 || order.budgetCapFen < price) bits |= BIT.budget;
    }
    return bits;
  }

  #meets(offer: number): boolean {
    const { fields } = this.#providers.offers;
    const { meetingBits } = this.#order;
    const at = OFFER_FIELDS * offer + TYPES;
    for (let word = 0; word < TYPE_WORDS; word += 1) if ((fields[at + word]! & meetingBits[word]!) !== 0) return true;
    return false;
  }

  #groupsMet(offer: number): number {
    const { fields } = this.#providers.offers;
    const at = OFFER_FIELDS * offer + GROUPS;
    let met = 0;
    for (let i = 0; i < this.#order.groups.length; i += 1) {
      const group = this.#order.groups[i]!;
      if ((fields[at + (group >> 5)]! & (1 << (group & 31))) !== 0) met += 1;
    }
    return met;
  }

  #covers(offer: number): boolean {
    const { start, length, pool } = this.#providers.offers.areas;
    const { wideAreas, narrowAreas } = this.#order;
    const from = start[offer]!;
    for (let i = from; i < from + length[offer]!; i += 1) {
      const area = pool[i]! >> 1;
      const areas = (pool[i]! & 1) === 1 ? wideAreas : narrowAreas;
      for (let j = 0; j < areas.length; j += 1) if (areas[j] === area) return true;
    }
    return false;
  }

  /** Of the days on which order and offer meet, or of the order's alone where they do not. */
  #onLeave(slot: number, offerFrom: number, offerTo: number): boolean {
    const meet = this.#fromDay <= offerTo && offerFrom <= this.#toDay;
    const from = meet ? Math.max(this.#fromDay, offerFrom) : this.#fromDay;
    const to = meet ? Math.min(this.#toDay, offerTo) : this.#toDay;
    return this.#ownRows.isAway(slot, from, to);
  }

  /** What the offer adds to the score: type, groups and words, weighed. */
  #worthOf(offer: number): number {
    const { fields } = this.#providers.offers;
    const { type, groups } = this.#order;
    const at = OFFER_FIELDS * offer;
    const exact = (fields[at + TYPES + (type >> 5)]! & (1 << (type & 31))) !== 0;
    const match = exact ? 'exact' : this.#meets(offer) ? 'crosswalk' : 'none';
    return (
      this.#weights[AT.type_fit]! * typeFitValue(match, fields[at + TYPE_COUNT]!) +
      this.#weights[AT.group_fit]! * groupFitValue(this.#groupsMet(offer), groups.length) +
      this.#weights[AT.text_fit]! * textFitValue(this.#textFit(offer))
    );
  }

  /** `textFit` of text/fit.ts, over the offer's words instead of the order's. */
  #textFit(offer: number): number {
    const { offers } = this.#providers;
    if (this.#order.worth === 0) return 0;
    if (offers.fields[OFFER_FIELDS * offer + WORD_COUNT]! < 0) offers.cut(offer);
    const { words } = offers;
    const count = offers.fields[OFFER_FIELDS * offer + WORD_COUNT]!;
    if (count === 0) return 0;
    const norm = lengthNorm(count);
    const start = words.start[offer]!;
    let gained = 0;
    for (let i = start; i < start + words.length[offer]!; i += 1) {
      const packed = words.pool[i]!;
      const word = wordOf(packed);
      if (this.#wordStamps[word] === this.#question) gained += this.#wordWorths[word]! * gain(timesOf(packed), norm);
    }
    return Math.floor(gained / this.#order.worth);
  }

  #nearness(slot: number): Nearness {
    const { fields } = this.#providers;
    const at = PROVIDER_FIELDS * slot;
    if (fields[at + TOWNSHIP] === this.#order.township) return 'township';
    if (fields[at + COUNTY] === this.#order.county) return 'county';
    return fields[at + PREFECTURE] === this.#order.prefecture ? 'prefecture' : 'elsewhere';
  }

  #km(slot: number): number | null {
    const place = this.#providers.fields[PROVIDER_FIELDS * slot + PLACE]!;
    if (place < 0 || this.#order.place < 0) return null;
    if (this.#kmStamps.length <= place) {
      const most = Math.max(place + 1, this.#vocabulary.places.length);
      this.#kmStamps = new Int32Array(most);
      this.#kms = new Int32Array(most);
    }
    if (this.#kmStamps[place] !== this.#question) {
      this.#kmStamps[place] = this.#question;
      const { places } = this.#vocabulary;
      this.#kms[place] = kmBetween(places[this.#order.place]!, places[place]!)!;
    }
    return this.#kms[place]!;
  }
}
