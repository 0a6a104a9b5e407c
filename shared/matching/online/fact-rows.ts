/**
 * Small rows of whole numbers that belong to a provider: a pairing with its days, a claim with its months, a leave. They
 * are chained by owner, and those with a second key (a station) stand in its posting list too. Columns of a growing
 * table, with a free list. Cost: a row is added in O(1) amortised; dropping the rows of an owner takes their number, and
 * the length of the lists in which they stand.
 */
import { PostingLists } from './posting-lists.ts';

const NONE = -1;

export class FactRows {
  /** What kind of row; its meaning is the caller's. */
  kind: Uint8Array;
  owner: Int32Array;
  /** What it is found by beside its owner; -1 for nothing. */
  key: Int32Array;
  /** Two numbers of the row, such as its first and last day. */
  a: Int32Array;
  b: Int32Array;
  /** The next row of the same owner; -1 after the last. */
  next: Int32Array;
  readonly ofKey = new PostingLists();
  #first: Int32Array;
  #end = 0;
  readonly #free: number[] = [];

  /** @param owners about how many owners there will be */
  constructor(owners = 16) {
    if (!Number.isInteger(owners) || owners < 1) throw new RangeError(`expected ${owners} owners, at least 1`);
    this.kind = new Uint8Array(owners);
    this.owner = new Int32Array(owners);
    this.key = new Int32Array(owners);
    this.a = new Int32Array(owners);
    this.b = new Int32Array(owners);
    this.next = new Int32Array(owners);
    this.#first = new Int32Array(owners).fill(NONE);
  }

  /** The first row of the owner, -1 when it has none; `next` leads to the others. */
  firstOf(owner: number): number {
    return owner < this.#first.length ? this.#first[owner]! : NONE;
  }

  /** @param key by which the row is found beside its owner; -1 for none. Returns the row's number. */
  add(owner: number, key: number, kind: number, a: number, b: number): number {
    const row = this.#free.pop() ?? this.#end++;
    if (row === this.owner.length) this.#grow();
    if (this.#first.length <= owner) {
      const length = this.#first.length;
      this.#first = larger(this.#first, Math.max(owner + 1, Math.ceil(1.5 * length)));
      this.#first.fill(NONE, length);
    }
    this.kind[row] = kind;
    this.owner[row] = owner;
    this.key[row] = key;
    this.a[row] = a;
    this.b[row] = b;
    this.next[row] = this.#first[owner]!;
    this.#first[owner] = row;
    if (0 <= key) this.ofKey.add(key, row);
    return row;
  }

  /** Takes out every row of the owner. */
  drop(owner: number): void {
    for (let row = this.firstOf(owner); 0 <= row; row = this.next[row]!) {
      if (0 <= this.key[row]!) this.ofKey.remove(this.key[row]!, row);
      this.#free.push(row);
    }
    if (owner < this.#first.length) this.#first[owner] = NONE;
  }

  get bytes(): number {
    return this.ofKey.bytes + 21 * this.owner.length + this.#first.byteLength + 8 * this.#free.length;
  }

  #grow(): void {
    const most = Math.ceil(1.5 * this.owner.length);
    const kind = new Uint8Array(most);
    kind.set(this.kind);
    this.kind = kind;
    this.owner = larger(this.owner, most);
    this.key = larger(this.key, most);
    this.a = larger(this.a, most);
    this.b = larger(this.b, most);
    this.next = larger(this.next, most);
  }
}

function larger(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
