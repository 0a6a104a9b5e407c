/**
 * What the rows of a provider say of an order at a moment: the sessions that its held orders leave, how many of them are
 * overdue, which licences it holds, and whether it is away. Cost: O(rows), and few providers have more than a handful.
 */
import type { Moment } from './moment.ts';
import type { OrderNumbers } from './order-numbers.ts';
import { DONE, HAS_ROWS, HELD, LEAVE, LICENCE, PROVIDER_FIELDS, type ProviderTable } from './provider-table.ts';
import { Bookings, sessionsLeftIn } from './sessions-left.ts';

export class OwnRows {
  /** Confirmed orders whose window is over though they are not completed. */
  overdue = 0;
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
    this.licences = 0;
    this.#bookings.clear();
  }

  read(slot: number, { licences, toDay }: OrderNumbers, { at, day, month }: Moment): void {
    this.clear();
    const { own, heldUntil, heldToDay } = this.#providers;
    const { kind, a, b, next } = own;
    for (let row = own.firstOf(slot); 0 <= row; row = next[row]!) {
      if (kind[row] === HELD) {
        const until = heldUntil[row]!;
        if (until === Infinity && heldToDay[row]! < day) this.overdue += 1;
        if (at <= until) this.#bookings.add(Math.max(a[row]!, month), Math.max(b[row]!, month));
      } else if (kind[row] === DONE) {
        if (month <= a[row]!) this.#bookings.add(month, month);
      } else if (kind[row] === LICENCE && toDay <= b[row]!) {
        for (let i = 0; i < licences.length; i += 1) if (licences[i] === a[row]) this.licences += 1;
      }
    }
  }

  /** Of the provider read last. */
  sessionsLeft(perMonth: number, fromMonth: number, toMonth: number): number {
    return sessionsLeftIn(perMonth, this.#bookings, fromMonth, toMonth);
  }

  /** Whether no day from-to is free: from the first, each leave that holds the day leads past its end. */
  isAway(slot: number, from: number, to: number): boolean {
    if (this.#providers.fields[PROVIDER_FIELDS * slot + HAS_ROWS] === 0) return false;
    const { own } = this.#providers;
    const { kind, a, b, next } = own;
    let free = from;
    for (let moved = true; moved && free <= to; ) {
      moved = false;
      for (let row = own.firstOf(slot); 0 <= row; row = next[row]!) {
        if (kind[row] !== LEAVE || free < a[row]! || b[row]! < free) continue;
        free = b[row]! + 1;
        moved = true;
      }
    }
    return to < free;
  }
}
