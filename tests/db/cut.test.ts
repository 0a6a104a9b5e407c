/** A connection that is cut, idle or at work, costs one request at most and never the process. */
import type { Socket } from 'node:net';
import { inTransaction, reader, SessionGone } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';

let database: TestDatabase;
const crashes: unknown[] = [];
const crash = (error: unknown) => crashes.push(error);

beforeAll(async () => {
  database = await testDatabase();
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
});
afterAll(async () => {
  process.off('uncaughtException', crash);
  process.off('unhandledRejection', crash);
  await database.close();
});

const one = () => inTransaction(database.pool, 'public', 'read', (tx) => tx.named('cut.one', 'select 1 as one'));

/** Ends every connection of the application's pool, from outside it. */
const cut = () =>
  database
    .openPool(null, 1)
    .query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'jiedui_app' and datname = current_database()",
    );

it('heals after idle connections were cut', async () => {
  await Promise.all(Array.from({ length: 5 }, one));
  expect((await cut()).rowCount).toBe(5);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(await Promise.all(Array.from({ length: 5 }, one))).toHaveLength(5);
  expect(crashes).toEqual([]);
});

it('fails nobody when idle connections were cut and the pool has not yet heard of it', async () => {
  const clients = await Promise.all(Array.from({ length: 5 }, () => database.pool.connect()));
  const streams = clients.map((client) => (client as unknown as { connection: { stream: Socket } }).connection.stream);
  for (const stream of streams) stream.pause();
  for (const client of clients) client.release();
  await cut();
  const session = { session: '018f0000-0000-7000-8000-0000000000ff', at: new Date() };
  const asked = [
    one(),
    inTransaction(database.pool, { system: 'sign_in' }, 'write', async (tx) => tx.named('cut.one', 'select 1 as one')),
    reader(database.pool, session).named('cut.one', 'select 1 as one'),
  ];
  for (const stream of streams) stream.resume();
  const [first, second, third] = await Promise.allSettled(asked);
  expect([first, second]).toMatchObject([{ value: [{ one: 1 }] }, { value: [{ one: 1 }] }]);
  expect(third).toMatchObject({ reason: expect.any(SessionGone) });
  expect(crashes).toEqual([]);
});

it('fails the one request whose connection was cut at work, and no other', async () => {
  const slow = inTransaction(database.pool, 'public', 'write', async (tx) => {
    await Promise.all([tx.named('cut.slow', 'select pg_sleep(3)'), tx.named('cut.queued', 'select 1')]);
  }).catch((error) => error);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await cut();
  expect(await slow).toBeInstanceOf(Error);
  expect(await one()).toEqual([{ one: 1 }]);
  expect(crashes).toEqual([]);
  expect(database.pool.waitingCount).toBe(0);
});

it('fails the request whose connection was cut between its statements, and gives the connection up', async () => {
  const request = inTransaction(database.pool, 'public', 'write', async (tx) => {
    await tx.named('cut.one', 'select 1 as one');
    await cut();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return tx.named('cut.one', 'select 1 as one');
  });
  await expect(request).rejects.toThrow();
  expect(await one()).toEqual([{ one: 1 }]);
  expect(crashes).toEqual([]);
});
