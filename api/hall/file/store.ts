/**
 * Files on disk by their content: DATA_DIR/files/ab/cd/abcd….jpg or .pdf, off the web root, named by the server.
 * A file is written aside, flushed and renamed, so that it is there whole or not at all; the same content is kept once.
 */
import { randomUUID } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PDF_MIME } from './pdf.ts';

const SHA256 = /^[0-9a-f]{64}$/;

/** What keeps the files; made once with the data folder. */
export interface FileStore {
  /** Keeps the bytes under their hash. Done when they are on the disk, not only in its cache. */
  put(sha256: string, bytes: Buffer, mime?: string): Promise<void>;
  /** The file as a stream with its length, or null when it is not here. The caller reads it or destroys it. */
  read(sha256: string, mime?: string): Promise<{ readonly stream: ReadStream; readonly bytes: number } | null>;
}

export function fileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files');
  return {
    async put(sha256, bytes, mime) {
      const path = pathOf(root, sha256, mime);
      if (await sizeOf(path)) return;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const aside = `${path}.${randomUUID()}.part`;
      try {
        await writeFlushed(aside, bytes);
        await rename(aside, path);
        await flushFolder(dirname(path));
      } catch (fault) {
        await rm(aside, { force: true });
        throw fault;
      }
    },
    async read(sha256, mime) {
      const path = pathOf(root, sha256, mime);
      const bytes = await sizeOf(path);
      return bytes === null ? null : { stream: createReadStream(path), bytes };
    },
  };
}

/** Throws on anything but a hash: a name from outside never becomes part of a path. */
function pathOf(root: string, sha256: string, mime = 'image/jpeg'): string {
  if (!SHA256.test(sha256)) throw new RangeError(`not a sha-256 in hex: ${JSON.stringify(sha256.slice(0, 80))}`);
  return join(root, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.${mime === PDF_MIME ? 'pdf' : 'jpg'}`);
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}

async function writeFlushed(path: string, bytes: Buffer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** The new name is only safe once its folder is flushed; some systems cannot open a folder, and there it is skipped. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null);
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}
