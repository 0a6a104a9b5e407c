/**
 * Inverted lists of whole numbers, all in one Int32Array: key -> the slots posted under it.
 * Keys lie in an open-addressing table with linear probing (Knuth, TAOCP 3, 6.4, algorithm L); each list owns a block
 * of 2^k places, and blocks that lists outgrew wait, by size, for the next list that needs one (segregated fit; Wilson
 * and others, Dynamic Storage Allocation, 1995).
 * Many at once are gathered as pairs and laid out by a counting sort, each list in a block of its own size at once (Seward,
 * 1954; Knuth, TAOCP 3, 5.2, algorithm D). Cost: find and add O(1) amortised; gathered pairs O(pairs + lists); remove O(length of the list), the last item taking the place. No tombstones, so a
 * list that shrinks needs no compaction; its order means nothing, and whoever reads it must not depend on it.
 */

const NONE = -1;
/** Past this share of the key table, in hundredths, probing grows long. */
const FULL_PERCENT = 60;
/** Blocks of 2^0 to 2^27 places. */
const SIZES = 28;

export class PostingLists {
  /** The items of every list; read list `l` from `start[l]`, `length[l]` of them. Replaced when it grows. */
  pool: Int32Array;
  start: Int32Array;
  length: Int32Array;
  #size: Uint8Array;
  #lists = 0;
  #keys: Int32Array;
  #listOfKey: Int32Array;
  #poolEnd = 0;
  /** For each size, the first place of a free block; its first item is the next one. */
  #free = new Int32Array(SIZES).fill(NONE);
  /** Pairs of a list and an item, while they are gathered. */
  #pairs: Int32Array | null = null;
  #pairsEnd = 0;

  /** @param expected about how many keys there will be; more are welcome */
  constructor(expected = 16) {
    if (!Number.isInteger(expected) || expected < 1) throw new RangeError(`expected ${expected} keys, at least 1`);
    const lists = powerOfTwo(expected);
    this.start = new Int32Array(lists);
    this.length = new Int32Array(lists);
    this.#size = new Uint8Array(lists);
    this.#keys = new Int32Array(2 * lists).fill(NONE);
    this.#listOfKey = new Int32Array(2 * lists);
    this.pool = new Int32Array(2 * lists);
  }

  /** The list of a key, or -1 when nothing was ever posted under it. */
  find(key: number): number {
    const at = this.#placeOf(key);
    return this.#keys[at] === key ? this.#listOfKey[at]! : NONE;
  }

  lengthOf(key: number): number {
    const list = this.find(key);
    return list === NONE ? 0 : this.length[list]!;
  }

  /** @throws RangeError on a key or an item that is not a whole number from 0 to 2^31 - 1 */
  add(key: number, item: number): void {
    if ((key | 0) !== key || key < 0 || (item | 0) !== item || item < 0)
      throw new RangeError(`key ${key} and item ${item} must be whole numbers from 0 to 2147483647`);
    const list = this.#listFor(key);
    if (this.#pairs !== null) {
      this.#gather(this.#pairs, list, item);
      return;
    }
    const length = this.length[list]!;
    if (length === 1 << this.#size[list]!) this.#enlarge(list);
    this.pool[this.start[list]! + length] = item;
    this.length[list] = length + 1;
  }

  /**
   * From here on what is added is only gathered; `settle` lays it out. Between the two nothing may be found or removed.
   *
   * @param expected about how many items there will be
   * @throws RangeError when there is something in the lists already
   */
  gather(expected: number): void {
    if (0 < this.#lists) throw new RangeError(`${this.#lists} lists are laid out already`);
    this.#pairs = new Int32Array(2 * Math.max(16, expected));
    this.#pairsEnd = 0;
  }

  /** Lays out what was gathered, in the order in which it came. */
  settle(): void {
    const pairs = this.#pairs;
    if (pairs === null) return;
    const { start, length } = this;
    for (let list = 0; list < this.#lists; list += 1) {
      const size = 32 - Math.clz32(length[list]! - 1);
      this.#size[list] = size;
      start[list] = this.#poolEnd;
      this.#poolEnd += 1 << size;
    }
    const pool = new Int32Array(Math.max(this.#poolEnd, this.pool.length));
    // Each start runs to the end of its list and is then put back.
    for (let i = 0; i < this.#pairsEnd; i += 2) pool[start[pairs[i]!]!++] = pairs[i + 1]!;
    for (let list = 0; list < this.#lists; list += 1) start[list]! -= length[list]!;
    this.pool = pool;
    this.#pairs = null;
  }

  /** Takes one occurrence out; false when it was not there. */
  remove(key: number, item: number): boolean {
    const list = this.find(key);
    if (list === NONE) return false;
    const start = this.start[list]!;
    const last = start + this.length[list]! - 1;
    for (let i = start; i <= last; i += 1) {
      if (this.pool[i] !== item) continue;
      this.pool[i] = this.pool[last]!;
      this.length[list] = last - start;
      return true;
    }
    return false;
  }

  /** Bytes held. */
  get bytes(): number {
    return (
      this.pool.byteLength +
      this.start.byteLength +
      this.length.byteLength +
      this.#size.byteLength +
      this.#keys.byteLength +
      this.#listOfKey.byteLength
    );
  }

  #gather(pairs: Int32Array, list: number, item: number): void {
    if (this.#pairsEnd === pairs.length) {
      this.#pairs = longer(pairs, 2 * pairs.length);
      this.#gather(this.#pairs, list, item);
      return;
    }
    pairs[this.#pairsEnd] = list;
    pairs[this.#pairsEnd + 1] = item;
    this.#pairsEnd += 2;
    this.length[list]! += 1;
  }

  #listFor(key: number): number {
    const at = this.#placeOf(key);
    if (this.#keys[at] === key) return this.#listOfKey[at]!;
    const list = this.#lists++;
    if (list === this.start.length) {
      const most = 2 * list;
      this.start = longer(this.start, most);
      this.length = longer(this.length, most);
      const size = new Uint8Array(this.start.length);
      size.set(this.#size);
      this.#size = size;
    }
    this.#keys[at] = key;
    this.#listOfKey[at] = list;
    // Gathered lists get their blocks when it is known how long they are.
    if (this.#pairs === null) this.start[list] = this.#takeBlock(0);
    if (this.#keys.length * FULL_PERCENT < this.#lists * 100) this.#rehash();
    return list;
  }

  /** Where the key is, or the empty place where it would go. */
  #placeOf(key: number): number {
    const keys = this.#keys;
    const mask = keys.length - 1;
    // Fibonacci hashing: neighbouring keys (types of one area) spread over the table.
    let at = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
    while (keys[at] !== key && keys[at] !== NONE) at = (at + 1) & mask;
    return at;
  }

  #rehash(): void {
    const keys = this.#keys;
    const lists = this.#listOfKey;
    this.#keys = new Int32Array(2 * keys.length).fill(NONE);
    this.#listOfKey = new Int32Array(2 * keys.length);
    for (let i = 0; i < keys.length; i += 1) {
      if (keys[i] === NONE) continue;
      const at = this.#placeOf(keys[i]!);
      this.#keys[at] = keys[i]!;
      this.#listOfKey[at] = lists[i]!;
    }
  }

  /** Moves a full list to a block twice as large. */
  #enlarge(list: number): void {
    const from = this.start[list]!;
    const size = this.#size[list]!;
    const to = this.#takeBlock(size + 1);
    this.pool.copyWithin(to, from, from + (1 << size));
    this.pool[from] = this.#free[size]!;
    this.#free[size] = from;
    this.start[list] = to;
    this.#size[list] = size + 1;
  }

  #takeBlock(size: number): number {
    const free = this.#free[size]!;
    if (free !== NONE) {
      this.#free[size] = this.pool[free]!;
      return free;
    }
    const from = this.#poolEnd;
    this.#poolEnd += 1 << size;
    if (this.pool.length < this.#poolEnd) this.pool = longer(this.pool, Math.ceil(1.5 * this.#poolEnd));
    return from;
  }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(array);
  return larger;
}

function powerOfTwo(least: number): number {
  let power = 1;
  while (power < least) power *= 2;
  return power;
}
