/**
 * What stands between the asker and each of the others, laid out for one question: a station's pairings, blocks,
 * interests and completed orders by provider, or a provider's by station. Arrays with stamps, so that a new question
 * clears nothing. Cost: O(rows of the asker).
 */
import { A, B, type FactRows, KEY, KIND, NEXT_ROW, OWNER, ROW_FIELDS } from './fact-rows.ts';
import { BLOCKED, COMPLETED, CONFLICT, PAIRED } from './provider-table.ts';

export class Relations {
  #stamps = new Int32Array(16);
  #kinds = new Uint8Array(16);
  #completed = new Int32Array(16);
  #stamp = 0;

  /** A station's rows, to be asked about by provider; those that do not stand on the day are left out. */
  layStation(rows: FactRows, station: number, day: number): void {
    this.#stamp += 1;
    const { ofKey } = rows;
    const list = ofKey === null ? -1 : ofKey.find(station);
    if (ofKey === null || list < 0) return;
    const { start, length, pool } = ofKey;
    for (let i = start[list]!, end = i + length[list]!; i < end; i += 1) this.#lay(rows, pool[i]!, OWNER, day);
  }

  /** A provider's rows, to be asked about by station. */
  layProvider(rows: FactRows, provider: number, day: number): void {
    this.#stamp += 1;
    for (let row = rows.firstOf(provider); 0 <= row; row = rows.fields[ROW_FIELDS * row + NEXT_ROW]!)
      this.#lay(rows, row, KEY, day);
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

  /** @param side the field of the row that names the other side */
  #lay({ fields }: FactRows, row: number, side: number, day: number): void {
    const at = ROW_FIELDS * row;
    const kind = fields[at + KIND]!;
    const a = fields[at + A]!;
    const b = fields[at + B]!;
    if (kind === PAIRED && (day < a || b < day)) return;
    if (kind === BLOCKED && b < day) return;
    this.#set(fields[at + side]!, kind, kind === COMPLETED ? a : 0);
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
