/** Uploads that nobody came back to go after a month; those of today stay. */
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEEP_UPLOADS_DAYS, uploadsIn } from '@jiedui/api/report/import/uploads.ts';
import { expect, it } from 'vitest';

it('goes when it is older than it is kept, to the millisecond, and at most a batch at once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jiedui-uploads-'));
  try {
    const uploads = uploadsIn(folder);
    const now = new Date('2026-11-24T02:00:00.000Z');
    const before = new Date(now.getTime() - KEEP_UPLOADS_DAYS * 24 * 60 * 60 * 1000);
    expect(await uploads.clear(before, 10), 'without a folder').toBe(0);
    const sent = { old: before.getTime() - 1, older: 0, edge: before.getTime(), today: now.getTime() };
    for (const [id, at] of Object.entries(sent)) {
      await uploads.put(id, Buffer.from('x'));
      await utimes(uploads.pathOf(id), new Date(at), new Date(at));
    }
    expect([await uploads.clear(before, 1), await uploads.clear(before, 10)]).toEqual([1, 1]);
    expect(Object.keys(sent).filter((id) => existsSync(uploads.pathOf(id)))).toEqual(['edge', 'today']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
