/**
 * Providers in sixteen numbers each, with what never depends on the order worked out when the record comes in, by the
 * functions of part-values.ts. What depends on the day (claims, leave, licences, pairings, blocks) lies in rows with its dates.
 */
import type { LocalDate } from '../../calendar.ts';
import { acceptanceValue, mixValue, ratingValue, satisfactionValue } from '../part-values.ts';
import { yearAfter } from '../provider-checks.ts';
import { dayNumber, dayOrNoEnd, monthNumberOf, NEVER } from './day-numbers.ts';
import { FactRows, KEY } from './fact-rows.ts';
import { Slots } from './numbering.ts';
import { NEXT, OFFER_FIELDS, OfferTable } from './offer-table.ts';
import type { ProviderRecord } from './records.ts';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Kinds of rows about the organization alone: a held order (its months, the last day of its window, and until when it
 * stands, in ms), one completed (its month), a leave, a licence, a held order that is confirmed and not begun.
 */
export const HELD = 0;
export const LEAVE = 1;
export const LICENCE = 2;
export const DONE = 3;
export const LEASE = 4;
/** In a row about the organization alone, where one with a station has the station. */
export const TO_DAY = KEY;
/** Kinds of rows about it and a station: paired from day to day, blocked until a day, an interest, completed so many. */
export const PAIRED = 0;
export const BLOCKED = 1;
export const CONFLICT = 2;
export const COMPLETED = 3;

/** The only state and the only list status that pass. */
const MAY_SERVE: { state: ProviderRecord['state']; listStatus: ProviderRecord['listStatus'] } = {
  state: 'active',
  listStatus: 'none',
};

/** About how many rows a provider has of either kind; room for more is made as they come. */
const OWN_ROWS = 2.25;
const STATION_ROWS = 1.25;

/** As in offer-table.ts: one provider in 64 bytes. */
export const PROVIDER_FIELDS = 16;
/** The two lowest bits say what stands against it whatever the order; the others count the claims that it broke. */
export const BARRED = 0;
export const BARRED_INACTIVE = 1;
export const BARRED_LISTED = 2;
export const BROKEN_SHIFT = 2;
export const FIRST_OFFER = 1;
export const TOWNSHIP = 2;
export const COUNTY = 3;
export const PREFECTURE = 4;
export const PLACE = 5;
export const PER_MONTH = 6;
/** The last day for which its staff check counts. */
export const CHECKED_UNTIL = 7;
/** Parts of the score, 0 to 100 each. */
export const SATISFACTION = 8;
export const ACCEPTANCE = 9;
/** What the grade is worth, below the last day on which it is: `ratingAt` reads both. */
export const RATING = 10;
export const MIX_RELIEF = 11;
export const MIX_CAPACITY = 12;
/** Completed in time, and completed at all; what is overdue today is added when asked. */
export const ON_TIME = 13;
export const DUE = 14;
/** The first of its own rows; -1 when it has none. */
export const FIRST_ROW = 15;

export class ProviderTable {
  readonly slots = new Slots();
  readonly offers: OfferTable;
  /** Rows of the organization, and rows of it with a station, found by the station. */
  readonly own: FactRows;
  readonly withStation: FactRows;
  /** Provider `p` has its fields from `PROVIDER_FIELDS * p` on. Replaced when it grows. */
  fields: Int32Array;
  readonly #vocabulary: Vocabulary;
  /** The day until which a staff check counts, by the day on which it was made: there are few such days. */
  readonly #checkedUntil = new Map<LocalDate, number>();

  /** @param expected about how many providers there will be */
  constructor(vocabulary: Vocabulary, expected: number) {
    if (!Number.isInteger(expected) || expected < 1) throw new RangeError(`expected ${expected} providers, at least 1`);
    this.#vocabulary = vocabulary;
    this.offers = new OfferTable(vocabulary, Math.ceil(1.5 * expected));
    this.own = new FactRows(false, expected, OWN_ROWS);
    this.withStation = new FactRows(true, expected, STATION_ROWS);
    this.fields = new Int32Array(PROVIDER_FIELDS * expected);
  }

  get count(): number {
    return this.slots.count;
  }

  /** Puts the record in the place of the one with its id, or adds it. Refuses a record it cannot hold, before any change. */
  put(record: ProviderRecord): void {
    check(record);
    const known = this.slots.find(record.organizationId);
    if (0 <= known) this.#clear(known);
    this.#write(known < 0 ? this.slots.take(record.organizationId) : known, record);
  }

  /** Puts the record of a provider that is not there yet. */
  add(record: ProviderRecord): void {
    check(record);
    this.#write(this.slots.take(record.organizationId), record);
  }

  /** What is added is gathered until `settle`: see PostingLists. */
  gather(expected: number): void {
    this.offers.gather();
    this.withStation.ofKey?.gather(expected);
  }

  settle(): void {
    this.offers.settle();
    this.withStation.ofKey?.settle();
  }

  /** False when there was none of that id. */
  remove(organizationId: string): boolean {
    const slot = this.slots.find(organizationId);
    if (slot < 0) return false;
    this.#clear(slot);
    this.slots.release(organizationId);
    return true;
  }

  /** Bytes of the numbers and lists; the ids and their map come on top. */
  get bytes(): number {
    return this.fields.byteLength + this.offers.bytes + this.own.bytes + this.withStation.bytes;
  }

  #write(slot: number, record: ProviderRecord): void {
    const at = PROVIDER_FIELDS * slot;
    if (this.fields.length <= at) this.#grow();
    const { fields } = this;
    const region = this.#vocabulary.region(record.regionCode);
    fields[at + BARRED] =
      (record.state === MAY_SERVE.state ? 0 : BARRED_INACTIVE) |
      (record.listStatus === MAY_SERVE.listStatus ? 0 : BARRED_LISTED) |
      (record.broken << BROKEN_SHIFT);
    fields[at + TOWNSHIP] = region.township;
    fields[at + COUNTY] = region.county;
    fields[at + PREFECTURE] = region.prefecture;
    fields[at + PLACE] = this.#vocabulary.place(record.place, region);
    fields[at + PER_MONTH] = record.sessionsPerMonth;
    fields[at + CHECKED_UNTIL] =
      record.backgroundCheckedOn === null ? NEVER : this.#untilFor(record.backgroundCheckedOn);
    fields[at + SATISFACTION] = satisfactionValue(record.satisfactionSum, record.satisfactionCount);
    fields[at + ACCEPTANCE] = acceptanceValue(record.accepted, record.asked);
    fields[at + RATING] = packedRating(record);
    fields[at + MIX_RELIEF] = mixValue('relief', record.completedCapacity, record.completed);
    fields[at + MIX_CAPACITY] = mixValue('capacity', record.completedCapacity, record.completed);
    fields[at + ON_TIME] = record.onTime;
    fields[at + DUE] = record.completed;
    this.#addOwn(slot, record);
    fields[at + FIRST_ROW] = this.own.firstOf(slot);
    this.#addWithStation(slot, record);
    this.#addOffers(slot, record);
  }

  #untilFor(checkedOn: LocalDate): number {
    let until = this.#checkedUntil.get(checkedOn);
    if (until === undefined) {
      until = dayNumber(yearAfter(checkedOn));
      this.#checkedUntil.set(checkedOn, until);
    }
    return until;
  }

  #clear(slot: number): void {
    const at = PROVIDER_FIELDS * slot;
    for (let offer = this.fields[at + FIRST_OFFER]!; 0 <= offer; ) {
      const next = this.offers.fields[OFFER_FIELDS * offer + NEXT]!;
      this.offers.remove(offer, this.fields[at + PREFECTURE]!);
      offer = next;
    }
    this.own.drop(slot);
    this.withStation.drop(slot);
  }

  #addOwn(slot: number, { held, leaves, qualifications }: ProviderRecord): void {
    for (const { windowFrom, windowTo, confirmUntil, completedOn, isLease } of held) {
      if (completedOn !== null) {
        this.own.add(slot, 0, DONE, monthNumberOf(completedOn), 0);
        continue;
      }
      const until = confirmUntil === null ? Infinity : confirmUntil.getTime();
      const kind = isLease ? LEASE : HELD;
      this.own.add(slot, dayNumber(windowTo), kind, monthNumberOf(windowFrom), monthNumberOf(windowTo), until);
    }
    for (const { fromOn, toOn } of leaves) this.own.add(slot, 0, LEAVE, dayNumber(fromOn), dayNumber(toOn));
    for (const { code, validUntil } of qualifications)
      this.own.add(slot, 0, LICENCE, this.#vocabulary.licence(code), dayOrNoEnd(validUntil));
  }

  #addWithStation(slot: number, { pairings, blocks, conflicts, completedByStation }: ProviderRecord): void {
    for (const { stationId, fromOn, toOn } of pairings)
      this.#addPair(slot, stationId, PAIRED, dayNumber(fromOn), dayNumber(toOn));
    for (const { stationId, untilOn } of blocks) this.#addPair(slot, stationId, BLOCKED, 0, dayOrNoEnd(untilOn));
    for (const { stationId } of conflicts) this.#addPair(slot, stationId, CONFLICT, 0, 0);
    for (const stationId of Object.keys(completedByStation))
      this.#addPair(slot, stationId, COMPLETED, completedByStation[stationId]!, 0);
  }

  #addPair(slot: number, stationId: string, kind: number, a: number, b: number): void {
    this.withStation.add(slot, this.#vocabulary.stations.number(stationId), kind, a, b);
  }

  #addOffers(slot: number, record: ProviderRecord): void {
    const at = PROVIDER_FIELDS * slot;
    this.fields[at + FIRST_OFFER] = -1;
    let last = -1;
    const { offers } = record;
    for (const offer of offers.length < 2 ? offers : offers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const added = this.offers.add(slot, this.fields[at + PREFECTURE]!, offer);
      if (last < 0) this.fields[at + FIRST_OFFER] = added;
      else this.offers.fields[OFFER_FIELDS * last + NEXT] = added;
      last = added;
    }
  }

  #grow(): void {
    const grown = new Int32Array(PROVIDER_FIELDS * (Math.ceil((1.5 * this.fields.length) / PROVIDER_FIELDS) + 16));
    grown.set(this.fields);
    this.fields = grown;
  }
}

/** A worth of 0 to 100 takes 7 bits; what is left is room for every day until the year 24,000 and for no end. */
const WORTH_BITS = 7;
const NO_LAST_DAY = (1 << (31 - WORTH_BITS)) - 1;

function packedRating({ ratingGrade, ratingUntil }: ProviderRecord): number {
  // A day before 1970 is over for everybody who asks, like that of 1970-01-01.
  const until = ratingUntil === null ? NO_LAST_DAY : Math.max(0, Math.min(NO_LAST_DAY, dayNumber(ratingUntil)));
  return (until << WORTH_BITS) | ratingValue(ratingGrade);
}

/** What a packed rating is worth on a day: nothing once its last day is over. */
export const ratingAt = (packed: number, day: number): number =>
  packed >>> WORTH_BITS < day ? 0 : packed & ((1 << WORTH_BITS) - 1);

/** @throws RangeError naming the provider and the number: what comes in wrong would rank wrongly and silently */
function check(record: ProviderRecord): void {
  checkCount(record.sessionsPerMonth, 'sessionsPerMonth', record);
  checkCount(record.completed, 'completed', record);
  checkCount(record.broken, 'broken', record);
  checkCount(record.completedCapacity, 'completedCapacity', record);
  checkCount(record.onTime, 'onTime', record);
  checkCount(record.asked, 'asked', record);
  checkCount(record.accepted, 'accepted', record);
  checkCount(record.satisfactionSum, 'satisfactionSum', record);
  checkCount(record.satisfactionCount, 'satisfactionCount', record);
  for (const { id, farthestKm, unitPriceFen } of record.offers) {
    if (farthestKm !== null && (!Number.isInteger(farthestKm) || farthestKm < 1))
      throw new RangeError(`farthestKm of offer ${id} is ${farthestKm}, not a whole number from 1`);
    if (unitPriceFen !== null && (!Number.isInteger(unitPriceFen) || unitPriceFen < 0))
      throw new RangeError(`unitPriceFen of offer ${id} is ${unitPriceFen}, not a whole number from 0`);
  }
}

function checkCount(count: number, name: string, record: ProviderRecord): void {
  if (!Number.isInteger(count) || count < 0)
    throw new RangeError(`${name} of provider ${record.organizationId} is ${count}, not a whole number from 0`);
}
