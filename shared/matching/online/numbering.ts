/** Names to small whole numbers, counted from 0, for use as an index into typed arrays. */

/** Numbers that are never given back: codes of areas, types, groups, stations, of which there is a bounded stock. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];

  get count(): number {
    return this.#numbers.size;
  }

  /** The number of a name, new or known. */
  number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    const next = this.#numbers.size;
    this.#numbers.set(name, next);
    this.#names.push(name);
    return next;
  }

  /** @throws RangeError on a number that was never given */
  name(number: number): string {
    const name = this.#names[number];
    if (name === undefined) throw new RangeError(`number ${number} of ${this.#names.length}`);
    return name;
  }

  /** -1 for a name that was never numbered. */
  find(name: string): number {
    return this.#numbers.get(name) ?? -1;
  }
}

/** Slots for things that come and go: the number of one that left is given to the next that comes. */
export class Slots {
  /** The id in each slot; of a free slot, the id that it last held. */
  readonly ids: string[] = [];
  readonly #slots = new Map<string, number>();
  readonly #free: number[] = [];

  get count(): number {
    return this.#slots.size;
  }

  /** One past the largest slot ever taken. */
  get end(): number {
    return this.ids.length;
  }

  find(id: string): number {
    return this.#slots.get(id) ?? -1;
  }

  take(id: string): number {
    const slot = this.#free.at(-1) ?? this.ids.length;
    const { size } = this.#slots;
    // One look for both questions: whether it is new, and where it goes.
    this.#slots.set(id, slot);
    if (this.#slots.size === size) throw new RangeError(`${id} has a slot already`);
    this.#free.pop();
    this.ids[slot] = id;
    return slot;
  }

  release(id: string): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.#slots.delete(id);
    this.#free.push(slot);
  }

  *all(): IterableIterator<number> {
    yield* this.#slots.values();
  }
}
