/**
 * Providers in columns, with what never depends on the order worked out when the record comes in, by the functions of
 * part-values.ts. What depends on the day (claims, leave, licences, pairings, blocks) lies in rows with its dates.
 */
import { ancestorAt } from '../../region/region.ts';
import { acceptanceValue, mixValue, ratingValue, satisfactionValue } from '../part-values.ts';
import { yearAfter } from '../provider-checks.ts';
import { dayNumber, dayOrNoEnd, monthNumberOf, NEVER } from './day-numbers.ts';
import { FactRows } from './fact-rows.ts';
import { Slots } from './numbering.ts';
import { OfferTable } from './offer-table.ts';
import type { ProviderRecord } from './records.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Kinds of rows about the organization alone: a held order (its months), one completed (its month), a leave, a licence. */
export const HELD = 0;
export const LEAVE = 1;
export const LICENCE = 2;
export const DONE = 3;
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

const COLUMNS = [
  'active',
  'unlisted',
  'firstOffer',
  'township',
  'county',
  'prefecture',
  'place',
  'perMonth',
  'checkedUntil',
  'satisfaction',
  'acceptance',
  'rating',
  'mixRelief',
  'mixCapacity',
  'onTime',
  'due',
  'rows',
] as const;
type Column = (typeof COLUMNS)[number];
/** 0 to 100, or 0 and 1: a byte is enough. */
const SMALL = new Set<Column>([
  'active',
  'unlisted',
  'satisfaction',
  'acceptance',
  'rating',
  'mixRelief',
  'mixCapacity',
  'rows',
]);

export class ProviderTable {
  readonly slots = new Slots();
  readonly offers: OfferTable;
  /** Rows of the organization, and rows of it with a station, found by the station. */
  readonly own: FactRows;
  readonly withStation: FactRows;
  /** Day and last instant of held orders, beside the months in `own`: row -> its window's last day, and until when (ms). */
  heldToDay = new Int32Array(16);
  heldUntil = new Float64Array(16);
  /** `active`, `unlisted` and `rows` (has rows of its own) are 0 or 1; parts are 0 to 100; the rest are numbers. */
  columns: Readonly<Record<Column, Int32Array | Uint8Array>>;
  readonly #vocabulary: Vocabulary;
  #room: number;

  /** @param expected about how many providers there will be */
  constructor(vocabulary: Vocabulary, expected: number) {
    if (!Number.isInteger(expected) || expected < 1) throw new RangeError(`expected ${expected} providers, at least 1`);
    this.#vocabulary = vocabulary;
    this.#room = expected;
    this.offers = new OfferTable(vocabulary, Math.ceil(1.5 * expected));
    this.own = new FactRows(expected);
    this.withStation = new FactRows(expected);
    this.columns = Object.fromEntries(COLUMNS.map((name) => [name, columnOf(name, expected)])) as never;
  }

  get count(): number {
    return this.slots.count;
  }

  /** Puts the record in the place of the one with its id, or adds it. Refuses a record it cannot hold, before any change. */
  put(record: ProviderRecord): void {
    check(record);
    const known = this.slots.find(record.organizationId);
    if (0 <= known) this.#clear(known);
    const slot = known < 0 ? this.slots.take(record.organizationId) : known;
    if (slot === this.#room) this.#grow();
    const { columns } = this;
    const area = (level: 'township' | 'county' | 'prefecture') =>
      this.#vocabulary.areas.number(ancestorAt(record.regionCode, level));
    columns.active[slot] = record.state === MAY_SERVE.state ? 1 : 0;
    columns.unlisted[slot] = record.listStatus === MAY_SERVE.listStatus ? 1 : 0;
    columns.township[slot] = area('township');
    columns.county[slot] = area('county');
    columns.prefecture[slot] = area('prefecture');
    columns.place[slot] = this.#vocabulary.place(record.place);
    columns.perMonth[slot] = record.sessionsPerMonth;
    columns.checkedUntil[slot] =
      record.backgroundCheckedOn === null ? NEVER : dayNumber(yearAfter(record.backgroundCheckedOn));
    columns.satisfaction[slot] = satisfactionValue(record.satisfactionSum, record.satisfactionCount);
    columns.acceptance[slot] = acceptanceValue(record.accepted, record.asked);
    columns.rating[slot] = ratingValue(record.ratingGrade);
    columns.mixRelief[slot] = mixValue('relief', record.completedCapacity, record.completed);
    columns.mixCapacity[slot] = mixValue('capacity', record.completedCapacity, record.completed);
    columns.onTime[slot] = record.onTime;
    columns.due[slot] = record.completed;
    this.#addOwn(slot, record);
    this.#addWithStation(slot, record);
    this.#addOffers(slot, record);
  }

  /** False when there was none of that id. */
  remove(organizationId: string): boolean {
    const slot = this.slots.find(organizationId);
    if (slot < 0) return false;
    this.#clear(slot);
    this.slots.release(organizationId);
    return true;
  }

  /** Bytes of the columns and lists; the ids and their map come on top. */
  get bytes(): number {
    let bytes = this.offers.bytes + this.own.bytes + this.withStation.bytes + 12 * this.heldToDay.length;
    for (const name of COLUMNS) bytes += this.columns[name].byteLength;
    return bytes;
  }

  #clear(slot: number): void {
    const { firstOffer, prefecture } = this.columns;
    for (let offer = firstOffer[slot]!; 0 <= offer; ) {
      const next = this.offers.next[offer]!;
      this.offers.remove(offer, prefecture[slot]!);
      offer = next;
    }
    this.own.drop(slot);
    this.withStation.drop(slot);
  }

  #addOwn(slot: number, record: ProviderRecord): void {
    for (const held of record.held) {
      if (held.completedOn !== null) {
        this.own.add(slot, -1, DONE, monthNumberOf(held.completedOn), 0);
        continue;
      }
      const row = this.own.add(slot, -1, HELD, monthNumberOf(held.windowFrom), monthNumberOf(held.windowTo));
      if (this.heldToDay.length <= row) this.#growHeld(row);
      this.heldToDay[row] = dayNumber(held.windowTo);
      this.heldUntil[row] = held.confirmUntil === null ? Infinity : held.confirmUntil.getTime();
    }
    for (const leave of record.leaves) this.own.add(slot, -1, LEAVE, dayNumber(leave.fromOn), dayNumber(leave.toOn));
    for (const { code, validUntil } of record.qualifications)
      this.own.add(slot, -1, LICENCE, this.#vocabulary.licence(code), dayOrNoEnd(validUntil));
    this.columns.rows[slot] = 0 < record.held.length + record.leaves.length + record.qualifications.length ? 1 : 0;
  }

  #addWithStation(slot: number, record: ProviderRecord): void {
    const { stations } = this.#vocabulary;
    const add = (stationId: string, kind: number, a: number, b: number) =>
      this.withStation.add(slot, stations.number(stationId), kind, a, b);
    for (const { stationId, fromOn, toOn } of record.pairings)
      add(stationId, PAIRED, dayNumber(fromOn), dayNumber(toOn));
    for (const { stationId, untilOn } of record.blocks) add(stationId, BLOCKED, 0, dayOrNoEnd(untilOn));
    for (const { stationId } of record.conflicts) add(stationId, CONFLICT, 0, 0);
    for (const [stationId, count] of Object.entries(record.completedByStation)) add(stationId, COMPLETED, count, 0);
  }

  #addOffers(slot: number, record: ProviderRecord): void {
    const { firstOffer, prefecture } = this.columns;
    firstOffer[slot] = -1;
    let last = -1;
    for (const offer of record.offers.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const added = this.offers.add(slot, prefecture[slot]!, offer);
      if (last < 0) firstOffer[slot] = added;
      else this.offers.next[last] = added;
      last = added;
    }
  }

  #grow(): void {
    const room = Math.ceil(1.5 * this.#room) + 16;
    const grown = COLUMNS.map((name) => {
      const column = columnOf(name, room);
      column.set(this.columns[name]);
      return [name, column];
    });
    this.columns = Object.fromEntries(grown) as never;
    this.#room = room;
  }

  #growHeld(row: number): void {
    const most = Math.max(row + 1, 2 * this.heldToDay.length);
    const toDay = new Int32Array(most);
    toDay.set(this.heldToDay);
    const until = new Float64Array(most);
    until.set(this.heldUntil);
    this.heldToDay = toDay;
    this.heldUntil = until;
  }
}

function columnOf(name: Column, length: number): Int32Array | Uint8Array {
  return SMALL.has(name) ? new Uint8Array(length) : new Int32Array(length);
}

/** @throws RangeError naming the provider and the number: what comes in wrong would rank wrongly and silently */
function check(record: ProviderRecord): void {
  const counts = ['sessionsPerMonth', 'completed', 'completedCapacity', 'onTime', 'asked', 'accepted'] as const;
  const sums = ['satisfactionSum', 'satisfactionCount'] as const;
  for (const name of [...counts, ...sums]) {
    const count = record[name];
    if (!Number.isInteger(count) || count < 0)
      throw new RangeError(`${name} of provider ${record.organizationId} is ${count}, not a whole number from 0`);
  }
  for (const offer of record.offers) {
    const { farthestKm, unitPriceFen } = offer;
    if (farthestKm !== null && (!Number.isInteger(farthestKm) || farthestKm < 1))
      throw new RangeError(`farthestKm of offer ${offer.id} is ${farthestKm}, not a whole number from 1`);
    if (unitPriceFen !== null && (!Number.isInteger(unitPriceFen) || unitPriceFen < 0))
      throw new RangeError(`unitPriceFen of offer ${offer.id} is ${unitPriceFen}, not a whole number from 0`);
  }
}
