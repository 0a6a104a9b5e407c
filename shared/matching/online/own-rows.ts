/**
 * What the rows of a provider say of an order at a moment: the sessions that its held orders leave, how many of them are
 * overdue, which licences it holds, and whether it is away. Cost: O(rows), and few providers have more than a handful.
 */
import type { Moment } from './moment.ts';
import type { OrderNumbers } from './order-numbers.ts';
import { A, B, INSTANT, INSTANT_FIELDS, KIND, NEXT_ROW, ROW_FIELDS } from './fact-rows.ts';
import {
  DONE,
  FIRST_ROW,
  HELD,
  LEASE,
  LEAVE,
  LICENCE,
  PROVIDER_FIELDS,
  type ProviderTable,
  TO_DAY,
} from './provider-table.ts';
import { Bookings, sessionsLeftIn } from './sessions-left.ts';

export class OwnRows {
  /** Begun orders whose window is over though they are not completed. */
  overdue = 0;
  /** Claims that stand, and leases that lapsed. */
  open = 0;
  lapsed = 0;
  /** How many of the licences asked for are held to the end of the window. */
  licences = 0;
  readonly #providers: ProviderTable;
  readonly #bookings = new Bookings();

  constructor(providers: ProviderTable) {
    this.#providers = providers;
  }

  /** As of a provider that has none. */
  clear(): void {
    this.overdue = 0;
    this.open = 0;
    this.lapsed = 0;
    this.licences = 0;
    this.#bookings.clear();
  }

  read(slot: number, { licences, toDay }: OrderNumbers, { at, day, month }: Moment): void {
    this.clear();
    const { fields, instants } = this.#providers.own;
    for (let row = this.#firstOf(slot); 0 <= row; row = fields[ROW_FIELDS * row + NEXT_ROW]!) {
      const from = ROW_FIELDS * row;
      const kind = fields[from + KIND]!;
      const a = fields[from + A]!;
      const b = fields[from + B]!;
      if (kind === HELD || kind === LEASE) {
        const until = instants[INSTANT_FIELDS * row + INSTANT]!;
        if (until === Infinity && fields[from + TO_DAY]! < day) this.overdue += 1;
        if (at <= until) {
          this.open += 1;
          this.#bookings.add(Math.max(a, month), Math.max(b, month));
        } else if (kind === LEASE) this.lapsed += 1;
      } else if (kind === DONE) {
        if (month <= a) this.#bookings.add(month, month);
      } else if (kind === LICENCE && toDay <= b) {
        for (let i = 0; i < licences.length; i += 1) if (licences[i] === a) this.licences += 1;
      }
    }
  }

  /** Of the provider read last. */
  sessionsLeft(perMonth: number, fromMonth: number, toMonth: number): number {
    return sessionsLeftIn(perMonth, this.#bookings, fromMonth, toMonth);
  }

  /** Whether no day from-to is free: from the first, each leave that holds the day leads past its end. */
  isAway(slot: number, from: number, to: number): boolean {
    const { fields } = this.#providers.own;
    const first = this.#firstOf(slot);
    let free = from;
    for (let moved = true; moved && free <= to; ) {
      moved = false;
      for (let row = first; 0 <= row; row = fields[ROW_FIELDS * row + NEXT_ROW]!) {
        const at = ROW_FIELDS * row;
        if (fields[at + KIND] !== LEAVE || free < fields[at + A]! || fields[at + B]! < free) continue;
        free = fields[at + B]! + 1;
        moved = true;
      }
    }
    return to < free;
  }

  #firstOf(slot: number): number {
    return this.#providers.fields[PROVIDER_FIELDS * slot + FIRST_ROW]!;
  }
}
