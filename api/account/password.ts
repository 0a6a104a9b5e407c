/** Password hashing: argon2id with the parameters of OWASP's cheat sheet (19 MiB, 2 passes), at most two at a time. */
import { argon2 as argon2Callback, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { codedError } from '../errors.ts';

const argon2 = promisify(argon2Callback);
const MEMORY_KIB = 19_456;
const PASSES = 2;
const TAG_BYTES = 32;

/** Each hash takes 19 MiB and a core for a while; a flood of sign-ins must queue, not starve everybody else. */
const AT_ONCE = 2;
/** Beyond this, a flood is told to come back instead of waiting for minutes. */
const WAITING_MOST = 100;
let running = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (WAITING_MOST <= queue.length) throw codedError('SERVICE_UNAVAILABLE', '登录的人太多，请一分钟后再试。');
  if (AT_ONCE <= running) await new Promise<void>((go) => queue.push(go));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    queue.shift()?.();
  }
}

const derive = (password: string, nonce: Buffer, memory: number, passes: number) =>
  inTurn(() =>
    argon2('argon2id', {
      message: password.normalize('NFC'),
      nonce,
      parallelism: 1,
      tagLength: TAG_BYTES,
      memory,
      passes,
    }),
  );

/** `argon2id$memory$passes$nonce$tag`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const tag = await derive(password, nonce, MEMORY_KIB, PASSES);
  return ['argon2id', MEMORY_KIB, PASSES, nonce.toString('base64url'), tag.toString('base64url')].join('$');
}

export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [, memory, passes, nonce, tag] = stored.split('$');
  const expected = Buffer.from(tag ?? '', 'base64url');
  const actual = await derive(password, Buffer.from(nonce ?? '', 'base64url'), Number(memory), Number(passes));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** Without 0, 1, l and o, which are misheard or misread: such a password is told over the telephone, once. */
const TOLD = 'abcdefghijkmnpqrstuvwxyz23456789';

/** `kx7m-39tp-wq5d`: 60 bits, for somebody who sets another at the first sign-in. */
export const toldPassword = (): string =>
  Array.from({ length: 3 }, () => Array.from({ length: 4 }, () => TOLD[randomInt(TOLD.length)]).join('')).join('-');

let decoy: Promise<string> | null = null;
/** A hash that no password has: an unknown login takes as long to refuse as a known one. */
export const decoyHash = () => (decoy ??= hashPassword(randomBytes(16).toString('hex')));
