/**
 * Small rows of whole numbers that belong to a provider: a pairing with its days, a claim with its months, a leave. They
 * are chained by owner, and in a table with keys (a station) each stands in its key's posting list too. Eight numbers a
 * row, so that one reading of memory brings all of it, with a free list. Cost: a row is added in O(1) amortised; dropping
 * the rows of an owner takes their number, and the length of the lists in which they stand.
 */
import { PostingLists } from './posting-lists.ts';

export const ROW_FIELDS = 8;
export const OWNER = 0;
/** The next row of the same owner; -1 after the last. */
export const NEXT_ROW = 1;
/** What kind of row; its meaning is the caller's. */
export const KIND = 2;
/** What it is found by beside its owner, in a table with keys; in one without, a third number of the row. */
export const KEY = 3;
/** Two numbers of the row, such as its first and last day. */
export const A = 4;
export const B = 5;
/** The last two together hold one number of 64 bits, of `instants`: row `r` has it at `INSTANT_FIELDS * r + INSTANT`. */
export const INSTANT_FIELDS = 4;
export const INSTANT = 3;

const NONE = -1;

export class FactRows {
  /** Row `r` has its fields from `ROW_FIELDS * r` on. Replaced when it grows, as `instants` over the same bytes is. */
  fields: Int32Array;
  instants: Float64Array;
  /** The rows of each key. */
  readonly ofKey: PostingLists | null;
  #first: Int32Array;
  #end = 0;
  readonly #free: number[] = [];

  /**
   * @param owners about how many owners there will be
   * @param each and how many rows each
   */
  constructor(keyed: boolean, owners: number, each: number) {
    if (!Number.isInteger(owners) || owners < 1) throw new RangeError(`expected ${owners} owners, at least 1`);
    this.fields = new Int32Array(ROW_FIELDS * Math.ceil(each * owners));
    this.instants = new Float64Array(this.fields.buffer);
    this.ofKey = keyed ? new PostingLists() : null;
    this.#first = new Int32Array(owners).fill(NONE);
  }

  /** The first row of the owner, -1 when it has none; NEXT_ROW leads to the others. */
  firstOf(owner: number): number {
    return owner < this.#first.length ? this.#first[owner]! : NONE;
  }

  /** @param key by which the row is found, or its third number. Returns the row's number. */
  add(owner: number, key: number, kind: number, a: number, b: number, instant = 0): number {
    const row = this.#free.pop() ?? this.#end++;
    const at = ROW_FIELDS * row;
    if (this.fields.length <= at) this.#grow();
    if (this.#first.length <= owner) {
      const { length } = this.#first;
      const longer = new Int32Array(Math.max(owner + 1, Math.ceil(1.5 * length)));
      longer.set(this.#first);
      this.#first = longer.fill(NONE, length);
    }
    const { fields } = this;
    fields[at + OWNER] = owner;
    fields[at + NEXT_ROW] = this.#first[owner]!;
    fields[at + KIND] = kind;
    fields[at + KEY] = key;
    fields[at + A] = a;
    fields[at + B] = b;
    this.instants[INSTANT_FIELDS * row + INSTANT] = instant;
    this.#first[owner] = row;
    this.ofKey?.add(key, row);
    return row;
  }

  /** Takes out every row of the owner. */
  drop(owner: number): void {
    for (let row = this.firstOf(owner); 0 <= row; row = this.fields[ROW_FIELDS * row + NEXT_ROW]!) {
      this.ofKey?.remove(this.fields[ROW_FIELDS * row + KEY]!, row);
      this.#free.push(row);
    }
    if (owner < this.#first.length) this.#first[owner] = NONE;
  }

  get bytes(): number {
    return (this.ofKey?.bytes ?? 0) + this.fields.byteLength + this.#first.byteLength + 8 * this.#free.length;
  }

  #grow(): void {
    const grown = new Int32Array(ROW_FIELDS * (Math.ceil((1.5 * this.fields.length) / ROW_FIELDS) + 16));
    grown.set(this.fields);
    this.fields = grown;
    this.instants = new Float64Array(grown.buffer);
  }
}
