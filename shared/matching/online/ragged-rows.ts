/**
 * Rows of whole numbers of different lengths, end to end in one Int32Array, in exactly as many places as they have.
 * A row that changes is written anew at the end and its old place counts as waste; when more than half is waste, the
 * rows move together (semispace copying; Cheney 1970). Cost: O(length) amortised for each row written.
 */
export class RaggedRows {
  /** Read row `r` from `start[r]`, `length[r]` numbers. Replaced when it grows. */
  pool: Int32Array;
  start: Int32Array;
  length: Int32Array;
  #end = 0;
  #waste = 0;

  /** @param expected about how many rows there will be, and how many numbers in all */
  constructor(expected = 16, numbers = 4 * expected) {
    if (!Number.isInteger(expected) || expected < 1) throw new RangeError(`expected ${expected} rows, at least 1`);
    this.start = new Int32Array(expected);
    this.length = new Int32Array(expected);
    this.pool = new Int32Array(numbers);
  }

  write(row: number, numbers: readonly number[]): void {
    if (this.start.length <= row) {
      const most = Math.max(row + 1, 2 * this.start.length);
      this.start = longer(this.start, most);
      this.length = longer(this.length, most);
    }
    this.#waste += this.length[row]!;
    this.length[row] = 0;
    if (this.pool.length < this.#end + numbers.length) this.#makeRoom(numbers.length);
    this.start[row] = this.#end;
    this.length[row] = numbers.length;
    const { pool } = this;
    let end = this.#end;
    for (let i = 0; i < numbers.length; i += 1) pool[end++] = numbers[i]!;
    this.#end = end;
  }

  get bytes(): number {
    return this.pool.byteLength + this.start.byteLength + this.length.byteLength;
  }

  #makeRoom(more: number): void {
    const live = this.#end - this.#waste;
    // Half as much again: doubling would hold up to a whole copy in reserve.
    const most = this.#waste < live ? Math.ceil(1.5 * (this.pool.length + more)) : this.pool.length + more;
    const moved = new Int32Array(most);
    if (this.#waste === 0) {
      moved.set(this.pool.subarray(0, this.#end));
      this.pool = moved;
      return;
    }
    let end = 0;
    for (let row = 0; row < this.start.length; row += 1) {
      const from = this.start[row]!;
      const length = this.length[row]!;
      moved.set(this.pool.subarray(from, from + length), end);
      this.start[row] = end;
      end += length;
    }
    this.pool = moved;
    this.#end = end;
    this.#waste = 0;
  }
}

function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(length);
  grown.set(array);
  return grown;
}
