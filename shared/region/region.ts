/**
 * Region (行政区划): one row of the 12-digit division code, GB/T 2260 and GB/T 10114.
 * 2 province + 2 prefecture + 2 county + 3 township + 3 village. Geography goes by code;
 * what an authority governs does not (see authority.ts).
 */
import type { LocalDate } from '../calendar.ts';

export const REGION_LEVELS = ['province', 'prefecture', 'county', 'township', 'village'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

export const REGION_LEVEL_WORDS: Record<RegionLevel, string> = {
  province: '省（自治区、直辖市）',
  prefecture: '市（州）',
  county: '县（市、区）',
  township: '乡镇（街道）',
  village: '村（社区）',
};

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  readonly parentCode: string | null;
  /** Names people also write, such as 社堂镇 for 社棠镇. */
  readonly aliases: readonly string[];
  readonly validFrom: LocalDate | null;
  readonly validTo: LocalDate | null;
  /** Its seat, in degrees north and east; absent or null when unknown. */
  readonly latitude?: number | null;
  readonly longitude?: number | null;
}

/** Digits that name the region at each level; the rest of its code is zeros. */
const LEVEL_DIGITS: Record<RegionLevel, number> = { province: 2, prefecture: 4, county: 6, township: 9, village: 12 };

/** 12 digits that do not start with 00. */
export function isRegionCode(code: string): boolean {
  return /^(?!00)\d{12}$/.test(code);
}

/** The level that a code's trailing zeros tell. */
export function levelOf(code: string): RegionLevel {
  for (const level of REGION_LEVELS) {
    if (/^0*$/.test(code.slice(LEVEL_DIGITS[level]))) return level;
  }
  return 'village';
}

/** The region of that level which the code lies in, or itself: ancestorAt('620503102000', 'county') is 620503000000. */
export function ancestorAt(code: string, level: RegionLevel): string {
  return code.slice(0, LEVEL_DIGITS[level]).padEnd(12, '0');
}

/** The digits that name it, without the zeros below: every code in it begins with them. */
export function digitsOf(code: string): string {
  return code.slice(0, LEVEL_DIGITS[levelOf(code)]);
}

/** An area covers itself and every region below it: 620500000000 covers every township of Tianshui. */
export function covers(areaCode: string, code: string): boolean {
  return ancestorAt(code, levelOf(areaCode)) === areaCode;
}

/** The code and every code above it, nearest first: what an index on area codes is asked for. */
export function selfAndAncestors(code: string): string[] {
  return [...new Set([...REGION_LEVELS].reverse().map((level) => ancestorAt(code, level)))];
}

/** `麦积区社棠镇`: names from the county down, for a reader who knows the prefecture. */
export function placeOf(code: string, byCode: ReadonlyMap<string, Pick<Region, 'name'>>): string {
  const codes = (['county', 'township', 'village'] as const).map((level) => ancestorAt(code, level));
  return [...new Set(codes)].map((each) => byCode.get(each)?.name ?? '').join('');
}
