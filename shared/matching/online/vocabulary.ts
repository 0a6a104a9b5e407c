/** The names that orders and providers share, each as a number: areas, types, groups, licences, stations, places, words. */
import type { Place } from '../../region/distance.ts';
import { ancestorAt, levelOf, type RegionLevel } from '../../region/region.ts';
import { Numbering } from './numbering.ts';

/** Types and groups are held as bits, 32 in a word. */
export const TYPE_WORDS = 4;
export const GROUP_WORDS = 2;
const LICENCES_MOST = 32;

/** The key of a pair of numbers, for posting lists; see `typedKey`. */
const TYPES_MOST = 32 * TYPE_WORDS;

/** Levels whose offers are too many to look through for a type. */
const WIDE_LEVELS: ReadonlySet<RegionLevel> = new Set(['province', 'prefecture', 'county']);

export interface RegionNumbers {
  readonly township: number;
  readonly county: number;
  readonly prefecture: number;
  /** Where things in it stood last; -1 for nowhere yet. */
  place: number;
}

export class Vocabulary {
  readonly areas = new Numbering();
  readonly types = new Numbering();
  readonly groups = new Numbering();
  readonly licences = new Numbering();
  readonly stations = new Numbering();
  readonly words = new Numbering();
  /** Each coordinate once: the providers of a township mostly stand at one. */
  readonly places: Place[] = [];
  readonly #placeNumbers = new Numbering();
  readonly #regions = new Map<string, RegionNumbers>();
  /** Of each area number, whether it is wide; found out once. */
  readonly #wide: boolean[] = [];

  /**
   * -1 for an unknown place.
   *
   * @param region around it: mostly the place is the one that it had last, and need not be looked up
   */
  place(place: Place | null, region: RegionNumbers): number {
    if (place === null) return -1;
    const last = this.places[region.place];
    if (last?.latitude === place.latitude && last.longitude === place.longitude) return region.place;
    const number = this.#placeNumbers.number(`${place.latitude} ${place.longitude}`);
    this.places[number] ??= place;
    region.place = number;
    return number;
  }

  /** The region around a code at each level, in numbers of `areas`. */
  region(code: string): RegionNumbers {
    let known = this.#regions.get(code);
    if (!known) {
      const area = (level: RegionLevel) => this.areas.number(ancestorAt(code, level));
      known = { township: area('township'), county: area('county'), prefecture: area('prefecture'), place: -1 };
      this.#regions.set(code, known);
    }
    return known;
  }

  /** Whether the area, of that number and code, is so wide that its offers are listed by type. */
  isWide(area: number, code: string): boolean {
    return (this.#wide[area] ??= WIDE_LEVELS.has(levelOf(code)));
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
