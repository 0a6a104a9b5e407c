/**
 * Areas as whole numbers counted from 0, found by their 12-digit code without hashing text: a code is read once into two
 * numbers of six digits (down to the county, and below it), and these are found in an open-addressing table with linear
 * probing (Knuth, TAOCP 3, 6.4, algorithm L). The areas around a code are arithmetic on the two. A rebuild asks for
 * millions, and a map of texts was its largest share. What is not 12 digits is numbered by its text. Cost: O(1) expected.
 */

const HALF = 6;
const ZERO = '0'.charCodeAt(0);
/** Within the half below the county, what lies below the township; within the other, what lies below the prefecture. */
const BELOW_TOWNSHIP = 1_000;
const BELOW_PREFECTURE = 100;
const NONE = -1;

export class AreaNumbers {
  count = 0;
  /** Of each number, the two halves of its code; -1 for one that is no code. */
  #upper = new Int32Array(64);
  #lower = new Int32Array(64);
  #table = new Int32Array(128).fill(NONE);
  readonly #others = new Map<string, number>();

  /** The number of an area, new or known. */
  number(code: string): number {
    const upper = halfOf(code, 0);
    const lower = halfOf(code, HALF);
    return code.length !== 2 * HALF || upper < 0 || lower < 0 ? this.#other(code) : this.#number(upper, lower);
  }

  /** Whether it is a county or wider: nothing stands below the county in its code. */
  isWide(area: number): boolean {
    return this.#lower[area] === 0;
  }

  /** The areas around it, or itself at its own level and above; NONE is never returned for a code of 12 digits. */
  townshipOf(area: number): number {
    const lower = this.#lower[area]!;
    return lower < 0 ? NONE : this.#number(this.#upper[area]!, lower - (lower % BELOW_TOWNSHIP));
  }

  countyOf(area: number): number {
    const upper = this.#upper[area]!;
    return upper < 0 ? NONE : this.#number(upper, 0);
  }

  prefectureOf(area: number): number {
    const upper = this.#upper[area]!;
    return upper < 0 ? NONE : this.#number(upper - (upper % BELOW_PREFECTURE), 0);
  }

  #number(upper: number, lower: number): number {
    const at = this.#placeOf(upper, lower);
    const known = this.#table[at]!;
    if (known !== NONE) return known;
    const number = this.#add(upper, lower);
    this.#table[at] = number;
    if (this.#table.length < 2 * this.count) this.#rehash();
    return number;
  }

  #other(code: string): number {
    let number = this.#others.get(code);
    if (number === undefined) {
      number = this.#add(NONE, NONE);
      this.#others.set(code, number);
    }
    return number;
  }

  #add(upper: number, lower: number): number {
    const number = this.count++;
    if (number === this.#upper.length) {
      this.#upper = longer(this.#upper);
      this.#lower = longer(this.#lower);
    }
    this.#upper[number] = upper;
    this.#lower[number] = lower;
    return number;
  }

  /** Where the code is, or the empty place where it would go. */
  #placeOf(upper: number, lower: number): number {
    const mask = this.#table.length - 1;
    let at = ((Math.imul(upper, 0x9e3779b1) ^ Math.imul(lower, 0x85ebca6b)) >>> 7) & mask;
    for (let number = this.#table[at]!; number !== NONE; number = this.#table[at]!) {
      if (this.#upper[number] === upper && this.#lower[number] === lower) break;
      at = (at + 1) & mask;
    }
    return at;
  }

  #rehash(): void {
    this.#table = new Int32Array(2 * this.#table.length).fill(NONE);
    for (let number = 0; number < this.count; number += 1) {
      const upper = this.#upper[number]!;
      if (0 <= upper) this.#table[this.#placeOf(upper, this.#lower[number]!)] = number;
    }
  }
}

/** Six digits of the code as a number; -1 where they are not digits. */
function halfOf(code: string, from: number): number {
  let half = 0;
  for (let i = from; i < from + HALF; i += 1) {
    const digit = code.charCodeAt(i) - ZERO;
    // Past the end of a shorter text it is NaN, which is no digit either.
    if (!(0 <= digit && digit <= 9)) return NONE;
    half = 10 * half + digit;
  }
  return half;
}

function longer(array: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(2 * array.length);
  grown.set(array);
  return grown;
}
