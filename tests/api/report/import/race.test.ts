/** Two servers on one database, each with a queue and connections of its own: the same list at once, and other people meanwhile. */
import { Readable } from 'node:stream';
import { buildApp } from '@jiedui/api/app.ts';
import type { Hall } from '@jiedui/api/context.ts';
import { jobsDone } from '@jiedui/api/report/import/jobs.ts';
import { IMPORT_BYTES_MAX, type ImportMode } from '@jiedui/shared/report/import/import.ts';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actsIn } from '../../../kit/acts.ts';
import { testDatabase, type TestDatabase } from '../../../kit/database.ts';
import { startWorld, type World } from '../../../kit/world.ts';
import { senderIn, sheetOf } from './sending.ts';

let database: TestDatabase;
let world: World;
let other: { hall: Hall; app: FastifyInstance };
let send: ReturnType<typeof senderIn>;
let acts: ReturnType<typeof actsIn>;
beforeAll(async () => {
  database = await testDatabase();
  world = await startWorld({ database });
  const hall: Hall = { ...world.hall, pool: database.openPool('jiedui_app', 4) };
  const app = await buildApp({
    hall,
    log: pino({ level: 'fatal' }),
    clock: hall.clock,
    production: false,
    persistedOnly: false,
    cookieSecure: false,
    trustProxy: false,
    webDist: null,
    documentsPath: '',
    rateLimitPerMinute: null,
  });
  other = { hall, app };
  send = senderIn(world);
  acts = actsIn(world);
});
afterAll(async () => {
  await other.app.close();
  await world.close();
});

const HEAD = ['编号', '社工站', '需求名称', '预计人数', '期望开始时间', '期望结束时间'];
const needs = (prefix: string, many: number) =>
  sheetOf([
    HEAD,
    ...Array.from({ length: many }, (_, i) => [
      `${prefix}-${i}`,
      '社棠镇社工站',
      `${prefix}入户探访第${i}组`,
      '35人',
      '2026-12-01',
      '2026-12-20',
    ]),
  ]);

/** Begins to take in at a server, without waiting for the end. */
async function begin(app: FastifyInstance, importId: string, mode: ImportMode = 'valid_rows'): Promise<void> {
  const response = await app.inject({
    method: 'POST',
    url: '/graphql',
    headers: {
      'content-type': 'application/json',
      'x-jiedui': '1',
      cookie: await world.cookieOf('bureau'),
    },
    payload: {
      query: 'mutation($input: CommitImportInput!) { commitImport(input: $input) { ... on Refusal { code } } }',
      variables: { input: { ...world.key(), importId, mode } },
    },
  });
  expect(response.json()).toEqual({ data: { commitImport: {} } });
}

// Row by row, the key of import_marks alone would do: its loser looks again. Whole, the loser would have to give up.
it('the same list, taken in whole by both at once, is taken in once, and neither is turned away', async () => {
  const file = await needs('同时', 60);
  const one = await send.sent('bureau', 'needs', file);
  const two = await send.sent('bureau', 'needs', file);
  await Promise.all([begin(world.app, one.id, 'all_or_nothing'), begin(other.app, two.id, 'all_or_nothing')]);
  await Promise.all([jobsDone(world.hall), jobsDone(other.hall)]);
  const [a, b] = [await send.job('bureau', one.id), await send.job('bureau', two.id)];
  expect([a.state, b.state]).toEqual(['done', 'done']);
  expect(a.counts.imported + b.counts.imported).toBe(60);
  expect(a.counts.unchanged + b.counts.unchanged).toBe(60);
  expect(a.counts.refused + b.counts.refused).toBe(0);
  expect(await acts.one("select count(*)::int as n from orders where title like '同时%'")).toEqual({ n: 60 });
});

it('other people are answered while one is taken in', async () => {
  const ready = await send.sent('bureau', 'needs', await needs('大批', 1_000));
  await begin(world.app, ready.id);
  let meanwhile = 0;
  for (;;) {
    const { errors } = await world.ask('shetang', '{ orders(first: 20) { edges { node { id } } } }');
    expect(errors).toBeUndefined();
    const { data } = await world.ask('bureau', 'query($id: ID!) { import(id: $id) { state } }', { id: ready.id });
    if (data.import.state !== 'committing') break;
    meanwhile += 1;
  }
  await jobsDone(world.hall);
  expect(await send.job('bureau', ready.id)).toMatchObject({ state: 'done', counts: { imported: 1_000 } });
  expect(meanwhile).toBeGreaterThan(2);
});

it('a file of fifty megabytes is refused by its length, before it is read', async () => {
  const { status, body } = await send.upload('bureau', 'needs', Buffer.alloc(50 * 1024 * 1024));
  expect(status).toBe(422);
  expect(body.errors[0]).toMatchObject({
    message: '文件超过 10 MB。请删去图片和空白行列，或分成几份后再上传。',
    extensions: { code: 'SPREADSHEET_REFUSED' },
  });
});

it('one that hides its length is cut off at the limit', async () => {
  const response = await world.app.inject({
    method: 'POST',
    url: '/imports?kind=needs',
    headers: {
      'content-type': 'application/octet-stream',
      'x-jiedui': '1',
      'transfer-encoding': 'chunked',
      cookie: await world.cookieOf('bureau'),
    },
    payload: Readable.from(Array.from({ length: IMPORT_BYTES_MAX / 1024 / 1024 + 1 }, () => Buffer.alloc(1024 * 1024))),
  });
  expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([422, 'SPREADSHEET_REFUSED']);
});
