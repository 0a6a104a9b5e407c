/**
 * capacity.ts in numbers, for the loop over providers: the same condition of Hall over the same stretches of months,
 * without text. One rule for both would turn the months of every booking into text for each candidate, or the facts that
 * people read into numbers; the tests hold the two equal. Cost: O(bookings³) at worst, and a provider's live orders are few.
 */

/** Bookings of one provider, filled anew for each. */
export class Bookings {
  count = 0;
  from = new Int32Array(16);
  to = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  add(fromMonth: number, toMonth: number): void {
    if (this.count === this.from.length) {
      this.from = grown(this.from);
      this.to = grown(this.to);
    }
    this.from[this.count] = fromMonth;
    this.to[this.count] = toMonth;
    this.count += 1;
  }
}

/** How many more orders of the months from-to can be taken; never below 0. */
export function sessionsLeftIn(perMonth: number, bookings: Bookings, fromMonth: number, toMonth: number): number {
  const { count, from, to } = bookings;
  let least = Number.MAX_SAFE_INTEGER;
  for (let i = -1; i < count; i += 1) {
    const start = i < 0 ? fromMonth : from[i]!;
    if (fromMonth < start || (0 <= i && start === fromMonth)) continue;
    for (let j = -1; j < count; j += 1) {
      const end = j < 0 ? toMonth : to[j]!;
      if (end < toMonth || (0 <= j && end === toMonth)) continue;
      let inside = 0;
      for (let k = 0; k < count; k += 1) if (start <= from[k]! && to[k]! <= end) inside += 1;
      const left = perMonth * (end - start + 1) - inside;
      if (left < least) least = left;
    }
  }
  return least < 0 ? 0 : least;
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * array.length);
  longer.set(array);
  return longer;
}
