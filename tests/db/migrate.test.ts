/** Migrating: once, whoever else does it at the same moment; again, nothing. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { migrate } from '@jiedui/db/migrate.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';

const MODULE = fileURLToPath(new URL('../../db/migrate.ts', import.meta.url));
const JOURNAL = fileURLToPath(new URL('../../db/migrations/meta/_journal.json', import.meta.url));

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ migrated: false });
});
afterAll(() => database.close());

describe('migrate', { timeout: 180_000 }, () => {
  it('is run by four processes at once, and each migration is applied once', async () => {
    const script = `await (await import(${JSON.stringify(MODULE)})).migrate(${JSON.stringify(database.url)})`;
    const ends = Array.from({ length: 4 }, () => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let words = '';
      child.stderr.on('data', (chunk) => (words += chunk));
      return new Promise((resolve) => child.on('exit', (code) => resolve({ code, words })));
    });
    expect(await Promise.all(ends)).toEqual(Array.from({ length: 4 }, () => ({ code: 0, words: '' })));
    const { rows } = await database.openPool(null).query('select count(*) as n from drizzle.__drizzle_migrations');
    expect(rows).toEqual([{ n: JSON.parse(readFileSync(JOURNAL, 'utf8')).entries.length }]);
  });

  it('changes nothing the second time', async () => {
    const owner = database.openPool(null);
    const catalogue = async () =>
      (await owner.query('select max(oid::bigint) as newest, count(*) as n from pg_class')).rows;
    await migrate(database.url);
    const before = await catalogue();
    await migrate(database.url);
    expect(await catalogue()).toEqual(before);
  });
});
