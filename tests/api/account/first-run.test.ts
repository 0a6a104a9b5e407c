/** An installation without demo data: one account, told once, with which somebody can sign in. */
import { signIn } from '@jiedui/api/account/account.commands.ts';
import { firstAccount } from '@jiedui/api/first-run.ts';
import { silent } from '@jiedui/api/hall/live.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../kit/database.ts';

const NOW = new Date('2026-11-24T02:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test('an empty installation is given an officer of its authority, who can sign in; the next start gives nobody', async () => {
  const account = await firstAccount(database.pool, '某市民政局', () => NOW);
  expect(account).toMatchObject({ unit: '某市民政局', login: 'bureau' });
  const hall = { pool: database.pool, openPool: database.pool, live: silent, clock: () => NOW, dataDir: '' };
  const answer = await signIn(hall, 'bureau', account?.password ?? '', NOW, 'test');
  expect(answer).toMatchObject({ viewer: { name: '某市民政局经办人' } });
  expect(await signIn(hall, 'bureau', 'jiedui2026', NOW, 'test')).toMatchObject({ code: 'SIGN_IN_REFUSED' });
  expect(await firstAccount(database.pool, '某市民政局', () => NOW)).toBeNull();
});
