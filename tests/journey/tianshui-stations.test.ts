/** The register of the demo set: ten stations serve, one only hangs its plaque, and each gap is where the set put it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadDemo } from '@jiedui/api/demo/load.ts';
import { standingsOf } from '@jiedui/api/report/station-standing.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { rateText } from '@jiedui/shared/station/coverage.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';

/** A Tuesday, and a working day of January, when the budget lines of the old year have ended. */
const DAYS = ['2026-11-24T03:00:00Z', '2027-01-12T03:00:00Z'];
let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'jiedui-stations-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function standings(at: Date) {
  database = await testDatabase();
  await loadDemo({ pool: database.pool, clock: () => at, log: { info() {} }, dataDir });
  const stood = await inTransaction(database.pool, { system: 'install' }, 'read', async (tx) => {
    const ids = await tx.named<{ id: string }>('test.stations', 'select id from stations order by code', []);
    return standingsOf(
      tx,
      ids.map(({ id }) => id),
      at,
    );
  });
  await database.close();
  return [...stood.values()];
}

test('ten of eleven serve, and what is missing is told apart', { timeout: 240_000 }, async () => {
  const all = await standings(new Date(DAYS[0] ?? ''));
  const operating = all.filter(({ station }) => station.state === 'operating').length;
  expect([all.length, operating, rateText(operating, all.length)]).toEqual([11, 10, '90.91%']);
  const standing = (name: string, item: string) =>
    all.find(({ station }) => station.name.startsWith(name))?.standing.haves.find((have) => have.item === item)
      ?.standing;
  expect(standing('西关', 'venue')).toBe('met');
  expect(standing('道北', 'rules')).toBe('short');
  expect(standing('玉泉', 'rules')).toBe('waiting');
  expect(standing('娘娘坝', 'equipment')).toBe('returned');
  expect(standing('甘泉', 'equipment')).toBe('waiting');
  const proposed = all.filter(({ grounds }) => 0 < grounds.length).map(({ station }) => station.code);
  expect(proposed).toEqual(['TS-006', 'TS-010']);
});

test('it loads in January, too', { timeout: 240_000 }, async () => {
  expect(await standings(new Date(DAYS[1] ?? ''))).toHaveLength(11);
});
