/** The names that orders and providers share, each as a number: areas, types, groups, licences, stations, places, words. */
import type { Place } from '../../region/distance.ts';
import { Numbering } from './numbering.ts';

/** Types and groups are held as bits, 32 in a word. */
export const TYPE_WORDS = 4;
export const GROUP_WORDS = 2;
const LICENCES_MOST = 32;

/** The key of a pair of numbers, for posting lists; see `typedKey`. */
const TYPES_MOST = 32 * TYPE_WORDS;

export class Vocabulary {
  readonly areas = new Numbering();
  readonly types = new Numbering();
  readonly groups = new Numbering();
  readonly licences = new Numbering();
  readonly stations = new Numbering();
  readonly words = new Numbering();
  readonly #placeNumbers = new Numbering();
  /** Each coordinate once: the providers of a township mostly stand at one. */
  readonly places: Place[] = [];

  /** -1 for an unknown place. */
  place(place: Place | null): number {
    if (place === null) return -1;
    const number = this.#placeNumbers.number(`${place.latitude} ${place.longitude}`);
    this.places[number] ??= place;
    return number;
  }

  /** @throws RangeError beyond the bits there are, with the name */
  type(code: string): number {
    return within(this.types.number(code), TYPES_MOST, 'types', code);
  }

  group(code: string): number {
    return within(this.groups.number(code), 32 * GROUP_WORDS, 'groups', code);
  }

  licence(code: string): number {
    return within(this.licences.number(code), LICENCES_MOST, 'licences', code);
  }
}

/** Of an area (2^24 at most) and a type. */
export function typedKey(area: number, type: number): number {
  return area * TYPES_MOST + type;
}

function within(number: number, most: number, what: string, name: string): number {
  if (most <= number) throw new RangeError(`${name} is number ${number + 1} of the ${what}, of at most ${most}`);
  return number;
}
