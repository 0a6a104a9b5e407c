/**
 * The scan for personal data in free text: identity numbers, telephone numbers, full addresses.
 * Full-width digits, blanks and dashes between groups, and invisible characters do not hide a number.
 * It says where, in code points of the text as given, so that the form can mark the spot.
 */
import { birthDateOf, isUscc } from './identity.ts';
import { type FieldSpot, PersonalDataFound, type PersonalDataKind, type Spot } from './personal-data.ts';

/** Text folded for the patterns: one UTF-16 unit a code point, and each unit's place in the original. */
interface Folded {
  readonly text: string;
  readonly places: readonly number[];
}

interface Pattern {
  readonly kind: PersonalDataKind;
  readonly expression: RegExp;
  /** Units to skip at the front of a match, or null when it only looks like one. */
  readonly accept: (match: string) => number | null;
}

export interface ScanOptions {
  /** A venue may stand by its street number (成纪大道 12 号); a home in a building or a hamlet may not. */
  readonly streetAllowed?: boolean;
}

const HAN = '[\\u4e00-\\u9fff]';
const NUMERAL = ' ?[\\d一二三四五六七八九十百零〇]{1,5} ?';
/** Between a road and its number: 南段, 中, 附. Nothing more, or 建设路小学5号 (a date) would be an address. */
const SECTION = '[东南西北中上下前后]{0,2}(?:段|口|侧|门牌|附|第)?';
const whole = () => 0;

const ID_NUMBER: Pattern = {
  kind: 'id_number',
  expression: /(?<![\dA-Za-z])\d(?:[ -]?\d){16}[ -]?[\dXx](?![\dA-Za-z])/g,
  accept: (match) => {
    const digits = match.replace(/[ -]/g, '');
    if (digits === match) return isUscc(digits) && birthDateOf(digits) === null ? null : 0;
    return birthDateOf(digits) === null ? null : 0;
  },
};

/** The 15-digit number of before 1999: 6 region, 6 birth, 3 sequence. */
const OLD_ID_NUMBER: Pattern = {
  kind: 'id_number',
  expression: /(?<![\dA-Za-z])[1-9]\d{14}(?![\dA-Za-z])/g,
  accept: (match) => (birthDateOf(`${match.slice(0, 6)}19${match.slice(6)}`) === null ? null : 0),
};

const MOBILE: Pattern = {
  kind: 'mobile',
  expression: /(?<!\d)(?:\+?86[ -]?)?1[ -]?[3-9](?:[ -]?\d){9}(?!\d)/g,
  accept: (match) => {
    // Groups of three and more, or digit by digit; 18 20 22 24 26 8 is a row of numbers.
    const groups = match.replace(/^\+?86[ -]?/, '').split(/[ -]/);
    return groups.every((g) => 3 <= g.length) || groups.every((g) => g.length === 1) ? 0 : null;
  },
};

const LANDLINE: Pattern = {
  kind: 'landline',
  expression:
    /(?<![\d-])\(?0\d{2,3}\)?[ -]?\d{7,8}(?:(?:-|转)\d{1,6})?(?!\d)|(?<=(?:电话|座机|致电)[:是为]?)[2-8]\d{6,7}(?!\d)/g,
  accept: whole,
};

const STREET: Pattern = {
  kind: 'address',
  expression: new RegExp(`${HAN}{1,12}(?:路|街|巷|弄|大道|胡同)${SECTION}${NUMERAL}(?:-\\d+)?号(?:院)?`, 'g'),
  accept: (match) => leadOf(match),
};

const HAMLET: Pattern = {
  kind: 'address',
  expression: new RegExp(`${HAN}{1,12}村${HAN}{0,6}?${NUMERAL}(?:组|社|队)${HAN}{0,4}?${NUMERAL}号`, 'g'),
  accept: (match) => leadOf(match),
};

const BUILDING: Pattern = {
  kind: 'address',
  expression: new RegExp(
    `(?:${HAN}{1,12}(?:小区|花园|家园|公寓|新村|家属院|大院|苑|城)${HAN}{0,6}?)?${NUMERAL}(?:栋|幢|号楼|座)(?:${NUMERAL}单元)?(?:${NUMERAL}层)?(?:${NUMERAL}(?:室|号|户)|\\d{3,4}(?!\\d))`,
    'g',
  ),
  accept: (match) => leadOf(match),
};

const PATTERNS: readonly Pattern[] = [ID_NUMBER, OLD_ID_NUMBER, MOBILE, LANDLINE, BUILDING, HAMLET, STREET];

/** Every spot in the text, in order; where two overlap, the one of the earlier pattern stays. */
export function scanForPersonalData(text: string, options: ScanOptions = {}): Spot[] {
  const folded = fold(text);
  const spots: Spot[] = [];
  for (const pattern of PATTERNS) {
    if (options.streetAllowed && pattern === STREET) continue;
    for (const match of folded.text.matchAll(pattern.expression)) {
      const skip = pattern.accept(match[0]);
      if (skip === null) continue;
      const from = folded.places[match.index + skip]!;
      const to = folded.places[match.index + match[0].length - 1]! + 1;
      if (spots.some((spot) => from < spot.to && spot.from < to)) continue;
      spots.push({ kind: pattern.kind, from, to, excerpt: mask(pattern.kind, match[0].slice(skip)) });
    }
  }
  return spots.sort((a, b) => a.from - b.from);
}

/**
 * `PersonalDataFound` over all the fields, keyed by their GraphQL names, or null when they are clean.
 * An entry of a list is `contents.0`. The venue fields may carry a street number.
 */
export function refusePersonalData(
  fields: Readonly<Record<string, string | readonly string[] | null>>,
  venueFields: readonly string[] = [],
): PersonalDataFound | null {
  const spots: FieldSpot[] = [];
  for (const [field, value] of Object.entries(fields)) {
    const options = { streetAllowed: venueFields.includes(field) };
    const texts: [string, string][] =
      typeof value === 'string' ? [[field, value]] : (value ?? []).map((text, i) => [`${field}.${i}`, text]);
    for (const [name, text] of texts) {
      for (const spot of scanForPersonalData(text, options)) spots.push({ field: name, ...spot });
    }
  }
  return spots.length === 0 ? null : new PersonalDataFound(spots);
}

function fold(text: string): Folded {
  let folded = '';
  const places: number[] = [];
  let place = 0;
  for (const character of text) {
    const code = character.codePointAt(0)!;
    if (!isInvisible(code)) {
      folded += foldedOf(character, code);
      places.push(place);
    }
    place += 1;
  }
  return { text: folded, places };
}

function foldedOf(character: string, code: number): string {
  if (0xff01 <= code && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code === 0x3000 || code === 0x2009 || code === 0xa0) return ' ';
  if (0x2010 <= code && code <= 0x2015) return '-';
  return character.length === 1 ? character : '\uFFFD';
}

function isInvisible(code: number): boolean {
  return (
    (0x200b <= code && code <= 0x200f) ||
    (0x202a <= code && code <= 0x202e) ||
    (0x2060 <= code && code <= 0x2069) ||
    code === 0xfeff
  );
}

/** Units before the address proper: 请送到麦积区… starts at 麦. */
function leadOf(match: string): number {
  const lead = /^.*(?:地址|住址|家住|住在|位于|送到|送往|前往|[住在到于往至是为])(?=[^\d]{2})/.exec(
    match.slice(0, match.search(/[路街巷弄道同村区园寓院苑城栋幢座]/)),
  );
  return lead ? lead[0].length : 0;
}

function mask(kind: PersonalDataKind, found: string): string {
  const tail = kind === 'mobile' ? 4 : kind === 'address' ? 1 : 2;
  return `${found.slice(0, 3)}****${found.slice(-tail)}`;
}
