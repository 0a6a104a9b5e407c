/**
 * What stands between the asker and each of the others, laid out for one question: a station's pairings, blocks,
 * interests and completed orders by provider, or a provider's by station. Arrays with stamps, so that a new question
 * clears nothing. Cost: O(rows of the asker).
 */
import type { FactRows } from './fact-rows.ts';
import { BLOCKED, COMPLETED, CONFLICT, PAIRED } from './provider-table.ts';

export class Relations {
  #stamps = new Int32Array(16);
  #kinds = new Uint8Array(16);
  #completed = new Int32Array(16);
  #stamp = 0;

  /** A station's rows, to be asked about by provider; those that do not stand on the day are left out. */
  layStation(rows: FactRows, station: number, day: number): void {
    this.#stamp += 1;
    const { start, length, pool } = rows.ofKey;
    const list = rows.ofKey.find(station);
    if (list < 0) return;
    for (let i = start[list]!, end = i + length[list]!; i < end; i += 1) {
      const row = pool[i]!;
      this.#lay(rows, row, rows.owner[row]!, day);
    }
  }

  /** A provider's rows, to be asked about by station. */
  layProvider(rows: FactRows, provider: number, day: number): void {
    this.#stamp += 1;
    for (let row = rows.firstOf(provider); 0 <= row; row = rows.next[row]!) this.#lay(rows, row, rows.key[row]!, day);
  }

  isPaired(other: number): boolean {
    return this.#has(other, PAIRED);
  }

  isBlocked(other: number): boolean {
    return this.#has(other, BLOCKED);
  }

  isConflict(other: number): boolean {
    return this.#has(other, CONFLICT);
  }

  completed(other: number): number {
    return this.#has(other, COMPLETED) ? this.#completed[other]! : 0;
  }

  #has(other: number, kind: number): boolean {
    return this.#stamps[other] === this.#stamp && (this.#kinds[other]! & (1 << kind)) !== 0;
  }

  #lay(rows: FactRows, row: number, other: number, day: number): void {
    const kind = rows.kind[row]!;
    if (kind === PAIRED && (day < rows.a[row]! || rows.b[row]! < day)) return;
    if (kind === BLOCKED && rows.b[row]! < day) return;
    this.#set(other, kind, kind === COMPLETED ? rows.a[row]! : 0);
  }

  #set(other: number, kind: number, completed: number): void {
    if (this.#stamps.length <= other) this.#grow(other);
    if (this.#stamps[other] !== this.#stamp) {
      this.#stamps[other] = this.#stamp;
      this.#kinds[other] = 0;
    }
    this.#kinds[other]! |= 1 << kind;
    if (kind === COMPLETED) this.#completed[other] = completed;
  }

  #grow(other: number): void {
    const most = Math.max(other + 1, 2 * this.#stamps.length);
    const stamps = new Int32Array(most);
    stamps.set(this.#stamps);
    const kinds = new Uint8Array(most);
    kinds.set(this.#kinds);
    const completed = new Int32Array(most);
    completed.set(this.#completed);
    this.#stamps = stamps;
    this.#kinds = kinds;
    this.#completed = completed;
  }
}
