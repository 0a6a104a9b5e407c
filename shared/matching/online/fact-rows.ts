/**
 * Small rows of whole numbers that belong to a provider and are looked up by it or by something else (a station): a
 * pairing with its days, a claim with its month, a leave. Columns of a growing table, with a free list; two sets of
 * posting lists lead to them. Cost: a row is added in O(1) amortised; all rows of an owner are dropped in the sum of
 * the lengths of the lists in which they stand.
 */
import { PostingLists } from './posting-lists.ts';

export class FactRows {
  /** What kind of row; its meaning is the caller's. */
  kind: Uint8Array;
  owner: Int32Array;
  /** What it is found by beside its owner; -1 for nothing. */
  key: Int32Array;
  /** Two numbers of the row, such as its first and last day. */
  a: Int32Array;
  b: Int32Array;
  /** Rows by owner, and by the other key. */
  readonly ofOwner: PostingLists;
  readonly ofKey: PostingLists;
  #end = 0;
  readonly #free: number[] = [];

  /** @param expected about how many rows there will be */
  constructor(expected = 16) {
    if (!Number.isInteger(expected) || expected < 1) throw new RangeError(`expected ${expected} rows, at least 1`);
    this.kind = new Uint8Array(expected);
    this.owner = new Int32Array(expected);
    this.a = new Int32Array(expected);
    this.b = new Int32Array(expected);
    this.key = new Int32Array(expected);
    this.ofOwner = new PostingLists(expected);
    this.ofKey = new PostingLists(expected);
  }

  /** @param key by which the row is found beside its owner; -1 for none. Returns the row's number. */
  add(owner: number, key: number, kind: number, a: number, b: number): number {
    const row = this.#free.pop() ?? this.#end++;
    if (row === this.owner.length) this.#grow();
    this.kind[row] = kind;
    this.owner[row] = owner;
    this.a[row] = a;
    this.b[row] = b;
    this.key[row] = key;
    this.ofOwner.add(owner, row);
    if (0 <= key) this.ofKey.add(key, row);
    return row;
  }

  /** Takes out every row of the owner. */
  drop(owner: number): void {
    const list = this.ofOwner.find(owner);
    if (list < 0) return;
    const start = this.ofOwner.start[list]!;
    for (let i = start, end = start + this.ofOwner.length[list]!; i < end; i += 1) {
      const row = this.ofOwner.pool[i]!;
      if (0 <= this.key[row]!) this.ofKey.remove(this.key[row]!, row);
      this.#free.push(row);
    }
    this.ofOwner.length[list] = 0;
  }

  get bytes(): number {
    return this.ofOwner.bytes + this.ofKey.bytes + 17 * this.owner.length + 8 * this.#free.length;
  }

  #grow(): void {
    const most = 2 * this.owner.length;
    const kind = new Uint8Array(most);
    kind.set(this.kind);
    this.kind = kind;
    this.owner = larger(this.owner, most);
    this.a = larger(this.a, most);
    this.b = larger(this.b, most);
    this.key = larger(this.key, most);
  }
}

function larger(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
