/** Uploads on the disk while they are being worked on: DATA_DIR/imports/<id>, named by the server, gone when done. */
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScheduledTask } from '../../hall/schedule.ts';

export interface Uploads {
  put(id: string, bytes: Buffer): Promise<void>;
  pathOf(id: string): string;
  remove(id: string): Promise<void>;
  /** Removes what was sent before and never taken in nor given up, `limit` at most; answers how many. */
  clear(before: Date, limit: number): Promise<number>;
}

/** A month to come back to a file that was read; its rows stay, only answers can then not be read anew. */
export const KEEP_UPLOADS_DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
const BATCH = 500;

export const clearingUploads = (dataDir: string): ScheduledTask => ({
  name: 'clear.uploads',
  run: async (_tx, at) => {
    const before = new Date(at.getTime() - KEEP_UPLOADS_DAYS * DAY_MS);
    return (await uploadsIn(dataDir).clear(before, BATCH)) === BATCH;
  },
});

export function uploadsIn(dataDir: string): Uploads {
  const root = join(dataDir, 'imports');
  const pathOf = (id: string) => join(root, `${id}.upload`);
  return {
    pathOf,
    async put(id, bytes) {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await writeFile(pathOf(id), bytes, { flag: 'wx', mode: 0o600 });
    },
    remove: (id) => rm(pathOf(id), { force: true }),
    async clear(before, limit) {
      const names = await readdir(root).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      let removed = 0;
      for (const name of names.filter((each) => each.endsWith('.upload'))) {
        if (removed === limit) break;
        const path = join(root, name);
        // Another process may have removed it meanwhile.
        const sentAt = await stat(path).then(
          ({ mtime }) => mtime,
          () => null,
        );
        if (sentAt === null || before <= sentAt) continue;
        await rm(path, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}
