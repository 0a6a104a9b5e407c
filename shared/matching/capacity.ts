/**
 * What an organization can still take in the months of an order's window.
 *
 * Each order takes one session, in any one month of its window. So the question is whether the sessions taken and one
 * more can all be laid out, each in a month of its own window, with no month over its limit. For jobs of one unit with
 * windows this holds exactly when no stretch of months has more jobs wholly inside it than it has sessions (Hall's
 * condition; Hall 1935). Cost: O(months² · bookings), and an order spans few months.
 */
import { addMonths, type LocalDate, type Month, monthOf } from '../calendar.ts';

/** So many live orders whose window lies from one month to the other; each takes one session in it. */
export interface Booking {
  readonly fromMonth: Month;
  readonly toMonth: Month;
  readonly count: number;
}

/** The months of a window, of which none before this one is left: an order that is overdue is still to be served now. */
export function monthsOfWindow(windowFrom: LocalDate, windowTo: LocalDate, today: LocalDate): [Month, Month] {
  const now = monthOf(today);
  return [latest(monthOf(windowFrom), now), latest(monthOf(windowTo), now)];
}

/** How many more orders of the months from–to it can take; never below 0. */
export function sessionsLeft(
  sessionsPerMonth: number,
  bookings: readonly Booking[],
  fromMonth: Month,
  toMonth: Month,
): number {
  if (bookings.length === 0) return sessionsIn(sessionsPerMonth, fromMonth, toMonth);
  const touched = bookings.filter((booking) => 0 < booking.count);
  const froms = [...new Set([fromMonth, ...touched.map((b) => b.fromMonth).filter((month) => month < fromMonth)])];
  const tos = [...new Set([toMonth, ...touched.map((b) => b.toMonth).filter((month) => toMonth < month)])];
  let least = Number.MAX_SAFE_INTEGER;
  for (const from of froms) {
    for (const to of tos) {
      let inside = 0;
      for (const b of touched) if (from <= b.fromMonth && b.toMonth <= to) inside += b.count;
      least = Math.min(least, sessionsPerMonth * monthCount(from, to) - inside);
    }
  }
  return Math.max(0, least);
}

/** Sessions that the months hold in all. */
export function sessionsIn(sessionsPerMonth: number, fromMonth: Month, toMonth: Month): number {
  return sessionsPerMonth * monthCount(fromMonth, toMonth);
}

/** `12月`, `11月至12月`, with the year where it is not the year of today. */
export function monthsWords(fromMonth: Month, toMonth: Month, today: LocalDate): string {
  const words = (month: Month) =>
    `${month.slice(0, 4) === today.slice(0, 4) ? '' : `${month.slice(0, 4)}年`}${Number(month.slice(5))}月`;
  return fromMonth === toMonth ? words(fromMonth) : `${words(fromMonth)}至${words(toMonth)}`;
}

function monthCount(from: Month, to: Month): number {
  let count = 1;
  for (let month = from; month < to; month = addMonths(month, 1)) count += 1;
  return count;
}

function latest(a: Month, b: Month): Month {
  return a < b ? b : a;
}
