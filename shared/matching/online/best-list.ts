/**
 * The best k of a stream: a bounded binary heap with the worst of the kept at its root (Williams, Algorithm 232, 1964).
 * Better is the greater score, then the smaller id by code unit: the order of weights.ts, so equal scores never depend
 * on the order in which they came. Cost: O(log k) for an item that stays, one comparison for most that do not.
 */
import { compareRanked } from '../weights.ts';

export class BestList {
  readonly limit: number;
  count = 0;
  /** Unsorted until `sort`. */
  readonly items: Int32Array;
  readonly scores: Int32Array;
  readonly #ids: readonly string[];

  /** @param ids the id of each item, for ties; read while items are offered */
  constructor(limit: number, ids: readonly string[]) {
    if (!Number.isInteger(limit) || limit < 0) throw new RangeError(`limit ${limit}, a whole number from 0`);
    this.limit = limit;
    this.items = new Int32Array(limit);
    this.scores = new Int32Array(limit);
    this.#ids = ids;
  }

  clear(): void {
    this.count = 0;
  }

  /** The score that an item must reach to stay; below it, it need not be offered. */
  get floor(): number {
    return this.count < this.limit ? -1 : this.limit === 0 ? Infinity : this.scores[0]!;
  }

  offer(item: number, score: number): void {
    if (this.count < this.limit) {
      this.#siftUp(item, score);
      return;
    }
    if (this.limit === 0 || !this.#isBetter(score, item, 0)) return;
    this.#siftDown(item, score, this.count);
  }

  /** Best first, in place; the list must be cleared before it takes more. */
  sort(): void {
    for (let end = this.count - 1; 0 < end; end -= 1) {
      const item = this.items[end]!;
      const score = this.scores[end]!;
      this.items[end] = this.items[0]!;
      this.scores[end] = this.scores[0]!;
      this.#siftDown(item, score, end);
    }
  }

  #isBetter(score: number, item: number, than: number): boolean {
    const other = this.scores[than]!;
    if (score !== other) return other < score;
    return compareRanked(score, this.#ids[item]!, other, this.#ids[this.items[than]!]!) < 0;
  }

  #siftUp(item: number, score: number): void {
    let at = this.count++;
    while (0 < at) {
      const parent = (at - 1) >> 1;
      // The parent must be worse than its children: move it down while it is better.
      if (this.#isBetter(score, item, parent)) break;
      this.items[at] = this.items[parent]!;
      this.scores[at] = this.scores[parent]!;
      at = parent;
    }
    this.items[at] = item;
    this.scores[at] = score;
  }

  /** Puts the item in at the root of the first `end` and lets it sink below every worse one. */
  #siftDown(item: number, score: number, end: number): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (end <= child) break;
      if (child + 1 < end && this.#isBetter(this.scores[child]!, this.items[child]!, child + 1)) child += 1;
      if (!this.#isBetter(score, item, child)) break;
      this.items[at] = this.items[child]!;
      this.scores[at] = this.scores[child]!;
      at = child;
    }
    this.items[at] = item;
    this.scores[at] = score;
  }
}
