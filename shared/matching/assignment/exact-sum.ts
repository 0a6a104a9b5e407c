/**
 * A sum of whole amounts that may pass 2^53 together, though none does alone, as bonuses over a province do: kept in two
 * halves, each exact, so that equal sums give the same number in whatever order they were added, and a gap of 0 is one.
 */
export class ExactSum {
  private high = 0;
  private low = 0;

  /** Adds a whole amount below 2^53 so many times. */
  add(amount: number, times = 1): void {
    const high = Math.floor(amount / HALF);
    this.high += high * times;
    this.low += (amount - high * HALF) * times;
  }

  /** The sum, rounded once where it is beyond 2^53. */
  value(): number {
    return this.high * HALF + this.low;
  }
}

const HALF = 2 ** 26;
