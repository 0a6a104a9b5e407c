/** Upgrading a database that has been in use: what a later migration fills in for the rows that are there. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '@jiedui/db/migrate.ts';
import { WEIGHTS_V1 } from '@jiedui/shared/matching/weights.ts';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';

const MIGRATIONS = fileURLToPath(new URL('../../db/migrations', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrated: false });
});
afterAll(() => database.close());

it('from before weights and seats: every authority has the first set, every seat its place', {
  timeout: 60_000,
}, async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await upTo(client, '0002_offer_postings');
  const asMachine = async (sql: string) => {
    await client.query('begin');
    await client.query('set local role jiedui_app');
    await client.query("select app.enter_system('install')");
    const { rows } = await client.query(sql);
    await client.query('commit');
    return rows;
  };
  const tenant = '01900000-0000-7000-8000-00000000000a';
  const authority = '01900000-0000-7000-8000-00000000000b';
  await asMachine(`insert into regions (code, name, level)
    values ('620503000000', '麦积区', 'county'), ('620503101000', '马跑泉镇', 'township')`);
  await asMachine(`insert into tenants (id, name, created_at) values ('${tenant}', '天水市', now())`);
  await asMachine(`insert into authorities (id, tenant_id, kind, name, region_code)
    values ('${authority}', '${tenant}', 'civil_affairs', '麦积区民政局', '620503000000')`);

  await migrate(database.url);
  const columns = 'authority_id as authority, number, state, weights, saved_by as by';
  expect(await asMachine(`select ${columns} from weight_sets`)).toEqual([
    { authority, number: 1, state: 'active', weights: WEIGHTS_V1.weights, by: null },
  ]);
  expect(await asMachine('select code, latitude, longitude from regions order by code')).toEqual([
    { code: '620503000000', latitude: 34.57, longitude: 105.89 },
    { code: '620503101000', latitude: null, longitude: null },
  ]);
  await client.end();
});

/** Runs the migrations up to this one, as a release of that time would have. */
async function upTo(client: pg.Client, last: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'jiedui-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = join(folder, 'meta', '_journal.json');
  const { entries, ...more } = JSON.parse(readFileSync(journal, 'utf8'));
  const cut = entries.findIndex((entry: { tag: string }) => entry.tag === last) + 1;
  writeFileSync(journal, JSON.stringify({ ...more, entries: entries.slice(0, cut) }));
  await runMigrations(drizzle(client), { migrationsFolder: folder });
  rmSync(folder, { recursive: true });
}
