/**
 * Sealing (加密): secrets that the database must not hold in the open, by AES-256-GCM with keys of this installation.
 * A sealed text names its key, so that a new key can be put in front while old ones still open what they sealed; and it
 * is bound to the row that it belongs to, so that it opens nowhere else.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Sealing {
  /** @param row the id of the row that it is kept in */
  seal(text: string, row: string): string;
  /** @throws when no key opens it: it was changed, belongs to another row, or its key is gone */
  open(sealed: string, row: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const nameOf = (key: Buffer) => createHash('sha256').update('name').update(key).digest('hex').slice(0, 8);

/** @param keys of 32 bytes each; the first seals, all open */
export function sealingWith(keys: readonly Buffer[]): Sealing {
  const byName = new Map(keys.map((key) => [nameOf(key), key]));
  const [first] = keys;
  if (!first || keys.some((key) => key.length !== 32)) throw new RangeError('a sealing key has 32 bytes');
  return {
    seal(text, row) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, first, nonce).setAAD(Buffer.from(row));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `1.${nameOf(first)}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, row) {
      const [version, name = '', packed = ''] = sealed.split('.');
      const key = byName.get(name);
      if (version !== '1' || !key) throw new Error(`sealed by a key that is not here: ${name}`);
      const bytes = Buffer.from(packed, 'base64url');
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(row))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
        'utf8',
      );
    },
  };
}
