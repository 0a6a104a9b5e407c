/** The names that orders and providers share, each as a number: areas, types, groups, licences, stations, places, words. */
import type { Place } from '../../region/distance.ts';
import { ancestorAt, type RegionLevel } from '../../region/region.ts';
import { AreaNumbers } from './area-numbers.ts';
import { Numbering } from './numbering.ts';
import { PlaceNumbers } from './place-numbers.ts';

/** Types and groups are held as bits, 32 in a word. */
export const TYPE_WORDS = 4;
export const GROUP_WORDS = 2;
const LICENCES_MOST = 32;

/** The key of a pair of numbers, for posting lists; see `typedKey`. */
const TYPES_MOST = 32 * TYPE_WORDS;

export interface RegionNumbers {
  readonly township: number;
  readonly county: number;
  readonly prefecture: number;
  /** Where things in it stood last; -1 for nowhere yet. */
  place: number;
}

export class Vocabulary {
  readonly areas = new AreaNumbers();
  readonly types = new Numbering();
  readonly groups = new Numbering();
  readonly licences = new Numbering();
  readonly stations = new Numbering();
  readonly words = new Numbering();
  readonly #places = new PlaceNumbers();
  /** By the area's number. */
  readonly #regions: (RegionNumbers | undefined)[] = [];

  /** By number. */
  get places(): readonly Place[] {
    return this.#places.places;
  }

  /**
   * -1 for an unknown place.
   *
   * @param region around it: mostly the place is the one that it had last, and need not be looked up
   */
  place(place: Place | null, region: RegionNumbers): number {
    if (place === null) return -1;
    if (0 <= region.place) {
      const last = this.places[region.place]!;
      if (last.latitude === place.latitude && last.longitude === place.longitude) return region.place;
    }
    region.place = this.#places.number(place);
    return region.place;
  }

  /** The region around a code at each level, in numbers of `areas`. */
  region(code: string): RegionNumbers {
    const area = this.areas.number(code);
    return (this.#regions[area] ??= this.#regionOf(area, code));
  }

  #regionOf(area: number, code: string): RegionNumbers {
    const { areas } = this;
    const around = (found: number, level: RegionLevel) => (found < 0 ? areas.number(ancestorAt(code, level)) : found);
    return {
      township: around(areas.townshipOf(area), 'township'),
      county: around(areas.countyOf(area), 'county'),
      prefecture: around(areas.prefectureOf(area), 'prefecture'),
      place: -1,
    };
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
