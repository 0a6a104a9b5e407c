/**
 * The tracking code (查询码) of an application: made from the request's key, so that a repeated request has the same one;
 * only its hash is kept. 12 characters of 32, without I, L, O and U: 60 bits, too many to try.
 */
import { createHash } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

const sha256 = (text: string) => createHash('sha256').update(text).digest();

export const trackingCodeOf = (requestKey: string): string =>
  [...sha256(`jiedui application ${requestKey}`).subarray(0, LENGTH)].map((byte) => ALPHABET[byte % 32]).join('');

/** What somebody copied from paper: blanks and dashes go, capitals, and the letters that the code does not use are digits. */
export const readTrackingCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');

export const trackingHash = (code: string): Buffer => sha256(`tracking ${code}`);
