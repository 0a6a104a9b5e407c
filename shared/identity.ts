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

/** True for a credit code whose two check characters (places 17 and 18) are right; capitals only. */
export function isUscc(code: string): boolean {
  if (!/^[1-9A-GY][0-9A-HJ-NP-RTUWXY]\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/.test(code)) return false;
  const organization = 11 - (weightedSum(code.slice(8, 16), ORGANIZATION_WEIGHTS, (c) => Number.parseInt(c, 36)) % 11);
  const organizationCheck = organization === 10 ? 'X' : organization === 11 ? '0' : String(organization);
  if (code[16] !== organizationCheck) return false;
  const sum = weightedSum(code.slice(0, 17), USCC_WEIGHTS, (c) => USCC_CHARACTERS.indexOf(c));
  // The outer mod matters: without it a remainder of 0 asks for a 32nd character.
  return code[17] === USCC_CHARACTERS[(31 - (sum % 31)) % 31];
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

/** True for a mainland mobile number; blanks, dashes and +86 are allowed around its 11 digits. */
export function isMobile(text: string): boolean {
  return /^1[3-9]\d{9}$/.test(text.replace(/[\s-]/g, '').replace(/^\+?86(?=1\d{10}$)/, ''));
}

function weightedSum(text: string, weights: readonly number[], valueOf: (character: string) => number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) sum += valueOf(text[i]!) * weights[i]!;
  return sum;
}
