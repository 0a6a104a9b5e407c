/**
 * Numbers that carry their own check: the unified social credit code (GB 32100-2015),
 * the citizen identity number (GB 11643-1999), and the shape of a mobile number.
 */
import { isLocalDate, type LocalDate } from './calendar.ts';

/** No I, O, S, V, Z; a character's value is its place. */
const USCC_CHARACTERS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** 3^(i-1) mod 31. */
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;
/** GB 11714, over places 9 to 16 of the code; 0-9 and A-Z stand for 0 to 35. */
const ORGANIZATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const ID_CHECKS = '10X98765432';

/** What an officer or a spreadsheet typed, as the rule wants it: half-width, capitals, without blanks and dashes. */
export function normalizedCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\u200b\ufeff]/gu, '')
    .toUpperCase();
}

/**
 * What is wrong with a credit code as it stands after `normalizedCode`, in words that name the place and what would
 * stand there; null when it is right. A check character that does not fit is told with the one that would, and that any
 * of the places before may be the slip: one error cannot be located by a check of this kind.
 */
export function usccProblem(code: string): string | null {
  const characters = [...code];
  if (characters.length !== 18) return `统一社会信用代码应为 18 位，您输入了 ${characters.length} 位`;
  const strange = characters.findIndex((character, place) => !usccPlaceAllows(place, character));
  if (0 <= strange) {
    const what = strange < 8 && 2 <= strange ? '应为数字' : '应为数字或大写字母，且不使用 I、O、S、V、Z';
    return `第 ${strange + 1} 位“${characters[strange]}”不正确：${what}`;
  }
  const organization = organizationCheckOf(code.slice(8, 16));
  if (code[16] !== organization)
    return `第 17 位校验码应为“${organization}”，您输入的是“${code[16]}”，请核对第 9 至 17 位`;
  const last = usccCheckOf(code);
  return code[17] === last ? null : `第 18 位校验码应为“${last}”，您输入的是“${code[17]}”，请核对全部 18 位`;
}

const usccPlaceAllows = (place: number, character: string) =>
  place === 0
    ? /[1-9A-GY]/.test(character)
    : 2 <= place && place < 8
      ? /\d/.test(character)
      : USCC_CHARACTERS.includes(character);

/** True for a credit code whose two check characters (places 17 and 18) are right; capitals only. */
export function isUscc(code: string): boolean {
  return usccProblem(code) === null;
}

/** GB 11714 over the 8 characters of the organization's own code. */
function organizationCheckOf(body: string): string {
  const check = 11 - (weightedSum(body, ORGANIZATION_WEIGHTS, (c) => Number.parseInt(c, 36)) % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

function usccCheckOf(code: string): string {
  const sum = weightedSum(code.slice(0, 17), USCC_WEIGHTS, (c) => USCC_CHARACTERS.indexOf(c));
  // The outer mod matters: without it a remainder of 0 asks for a 32nd character.
  return USCC_CHARACTERS[(31 - (sum % 31)) % 31]!;
}

/**
 * True for an 18-digit identity number with the right check digit and a real birth date.
 *
 * @param on a birth date after this day is refused
 */
export function isIdNumber(text: string, on: LocalDate): boolean {
  const code = text.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(code)) return false;
  const birth = birthDateOf(code);
  if (birth === null || on < birth) return false;
  return code[17] === ID_CHECKS[weightedSum(code.slice(0, 17), ID_WEIGHTS, Number) % 11];
}

/** The birth date written in an 18-digit number, or null when it is not a real day. */
export function birthDateOf(code: string): LocalDate | null {
  const text = `${code.slice(6, 10)}-${code.slice(10, 12)}-${code.slice(12, 14)}`;
  return isLocalDate(text) ? text : null;
}

/** The 11 digits of a mainland mobile number, without blanks, dashes and +86; null when it is none. */
export function mobileOf(text: string): string | null {
  const digits = text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .replace(/^\+?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

/** True for a mainland mobile number; blanks, dashes and +86 are allowed around its 11 digits. */
export const isMobile = (text: string): boolean => mobileOf(text) !== null;

/** `138****5678`: enough to tell two colleagues apart, too little to ring a stranger. */
export const maskedMobile = (mobile: string): string => mobile.replace(/^(\d{3})\d+(\d{4})$/, '$1****$2');

function weightedSum(text: string, weights: readonly number[], valueOf: (character: string) => number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += valueOf(text[i]!) * weights[i]!;
  return sum;
}
