/** Uploads on the disk while they are being worked on: DATA_DIR/imports/<id>, named by the server, gone when done. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface Uploads {
  put(id: string, bytes: Buffer): Promise<void>;
  pathOf(id: string): string;
  remove(id: string): Promise<void>;
}

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
  };
}
