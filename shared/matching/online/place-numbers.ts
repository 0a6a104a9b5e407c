/**
 * Places on the map as whole numbers counted from 0, each coordinate once: the providers of a township mostly stand at one.
 * Found by the bits of the two degrees in an open-addressing table (Knuth, TAOCP 3, 6.4, algorithm L). Cost: O(1) expected.
 */
import type { Place } from '../../region/distance.ts';

const NONE = -1;

export class PlaceNumbers {
  /** By number. Two that differ only in how exactly they are known are the same place: distances do not ask. */
  readonly places: Place[] = [];
  #table = new Int32Array(128).fill(NONE);
  readonly #degrees = new Float64Array(2);
  readonly #bits = new Int32Array(this.#degrees.buffer);

  number(place: Place): number {
    const at = this.#placeOf(place);
    const known = this.#table[at]!;
    if (known !== NONE) return known;
    const number = this.places.push(place) - 1;
    this.#table[at] = number;
    if (this.#table.length < 2 * this.places.length) this.#rehash();
    return number;
  }

  #placeOf({ latitude, longitude }: Place): number {
    // Adding 0 makes one of the two zeros.
    this.#degrees[0] = latitude + 0;
    this.#degrees[1] = longitude + 0;
    const bits = this.#bits;
    const mixed = Math.imul(bits[0]! ^ Math.imul(bits[1]!, 0x85ebca6b), 0x9e3779b1) ^ bits[2]!;
    const hash = Math.imul(mixed ^ (mixed >>> 15) ^ Math.imul(bits[3]!, 0xc2b2ae35), 0x9e3779b1);
    const mask = this.#table.length - 1;
    let at = (hash >>> 7) & mask;
    for (let number = this.#table[at]!; number !== NONE; number = this.#table[at]!) {
      const known = this.places[number]!;
      if (known.latitude === latitude && known.longitude === longitude) break;
      at = (at + 1) & mask;
    }
    return at;
  }

  #rehash(): void {
    this.#table = new Int32Array(2 * this.#table.length).fill(NONE);
    for (const [number, place] of this.places.entries()) this.#table[this.#placeOf(place)] = number;
  }
}
