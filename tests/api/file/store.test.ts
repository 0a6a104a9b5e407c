/** Files on disk: whole or not at all, once for the same content, and never outside their folder. */
import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileStore } from '@jiedui/api/hall/file/store.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jiedui-files-'));
});
afterEach(async () => {
  await chmod(dataDir, 0o700);
  await rm(dataDir, { recursive: true, force: true });
});

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const names = async () =>
  (await readdir(dataDir, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).map((e) => e.name);

test('what is put is read back, with its length', async () => {
  const bytes = Buffer.from('a photo');
  await fileStore(dataDir).put(hashOf(bytes), bytes);
  const found = await fileStore(dataDir).read(hashOf(bytes));
  expect(found?.bytes).toBe(7);
  expect(found && (await buffer(found.stream))).toEqual(bytes);
});

test('it lies under the first four digits of its hash, readable by nobody else', async () => {
  const bytes = Buffer.from('a photo');
  const hash = hashOf(bytes);
  await fileStore(dataDir).put(hash, bytes);
  const { mode } = await stat(join(dataDir, 'files', hash.slice(0, 2), hash.slice(2, 4), `${hash}.jpg`));
  expect(mode & 0o077).toBe(0);
});

test('the same content, put many times at once, is one whole file and leaves nothing aside', async () => {
  const bytes = Buffer.alloc(300_000, 7);
  const store = fileStore(dataDir);
  await Promise.all(Array.from({ length: 20 }, () => store.put(hashOf(bytes), bytes)));
  expect(await names()).toEqual([`${hashOf(bytes)}.jpg`]);
});

test('a write that fails leaves nothing behind, and the next one succeeds', async () => {
  const bytes = Buffer.from('a photo');
  const store = fileStore(dataDir);
  const unwritable = { length: 7 } as unknown as Buffer;
  await expect(store.put(hashOf(bytes), unwritable)).rejects.toThrow();
  expect(await names()).toEqual([]);
  await store.put(hashOf(bytes), bytes);
  expect(await names()).toEqual([`${hashOf(bytes)}.jpg`]);
});

test('a file that is not there is null', async () => {
  expect(await fileStore(dataDir).read('0'.repeat(64))).toBeNull();
});

test('nothing but a hash becomes part of a path', async () => {
  for (const name of ['../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), '', `${'a'.repeat(64)}\n`]) {
    await expect(fileStore(dataDir).read(name)).rejects.toThrow('not a sha-256');
    await expect(fileStore(dataDir).put(name, Buffer.from('x'))).rejects.toThrow('not a sha-256');
  }
});
