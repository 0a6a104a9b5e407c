/** What the door refuses before anything runs: too large, too many, the wrong envelope, the wrong sender, the wrong shape. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@jiedui/api/app.ts';
import { ERROR_CODES } from '@jiedui/api/errors.ts';
import { LIMITS } from '@jiedui/api/limits.ts';
import type { InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let cookie: string;
beforeAll(async () => {
  world = await startWorld();
  cookie = await world.cookieOf('dacheng');
});
afterAll(() => world.close());

const HEADERS = { 'content-type': 'application/json', 'x-jiedui': '1' };
const SMALL = JSON.stringify({ query: '{ viewer { id } }' });

const ask = async (query: string, variables: Record<string, unknown> = {}) => {
  const answer = await world.ask('dacheng', query, variables);
  for (const error of answer.errors ?? []) expect(ERROR_CODES).toContain(error.extensions.code);
  return { ...answer, code: answer.errors?.[0]?.extensions.code, message: answer.errors?.[0]?.message };
};
const send = async (options: InjectOptions) => {
  const response = await world.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...HEADERS, cookie },
    payload: SMALL,
    ...options,
  });
  return { status: response.statusCode, body: response.body, code: response.json().errors?.[0]?.extensions?.code };
};
const times = (count: number, make: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => make(i)).join(' ');

describe('a document that is too large', () => {
  /** `region { parent { parent …` to the depth: viewer is 1. */
  const deep = (depth: number) =>
    `{ stations { region { ${'parent { '.repeat(depth - 3)} name ${'} '.repeat(depth - 3)} } } }`;

  test('by one level of depth', async () => {
    expect((await ask(deep(LIMITS.depth))).code).toBeUndefined();
    expect(await ask(deep(LIMITS.depth + 1))).toMatchObject({
      code: 'QUERY_TOO_LARGE',
      message: expect.stringContaining(`嵌套层数 ${LIMITS.depth + 1}`),
    });
  });

  test('by one level of depth hidden in a fragment', async () => {
    const hidden = (depth: number) =>
      `{ stations { region { ...R } } } fragment R on Region { ${'parent { '.repeat(depth - 3)} name ${'} '.repeat(depth - 3)} }`;
    expect((await ask(hidden(LIMITS.depth))).code).toBeUndefined();
    expect((await ask(hidden(LIMITS.depth + 1))).code).toBe('QUERY_TOO_LARGE');
  });

  test('by one alias', async () => {
    const aliases = (count: number) => `{ ${times(count, (i) => `a${i}: viewer { id }`)} }`;
    expect((await ask(aliases(LIMITS.aliases))).code).toBeUndefined();
    expect((await ask(aliases(LIMITS.aliases + 1))).code).toBe('QUERY_TOO_LARGE');
  });

  test('by aliases of a fragment spread again and again', async () => {
    const spread = (count: number) =>
      `{ ${times(count, () => 'viewer { ...V }')} } fragment V on Viewer { a: id b: login c: name }`;
    expect((await ask(spread(5))).code).toBeUndefined();
    expect((await ask(spread(6))).code).toBe('QUERY_TOO_LARGE');
  });

  test('a hundred and fifty fragments that each spread the next one twice are refused at once', async () => {
    const bomb = `{ ...F0 } ${times(150, (i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`)} fragment F150 on Query { viewer { id } }`;
    const begin = performance.now();
    expect((await ask(bomb)).code).toBe('QUERY_TOO_LARGE');
    expect(performance.now() - begin).toBeLessThan(3_000);
  });

  test('by one directive', async () => {
    const directives = (count: number) => `{ ${times(count, () => '... @include(if: true) { viewer { id } }')} }`;
    expect((await ask(directives(LIMITS.directives))).code).toBeUndefined();
    expect((await ask(directives(LIMITS.directives + 1))).code).toBe('QUERY_TOO_LARGE');
  });

  test('by tokens: refused while parsing', async () => {
    const { code, message } = await ask(`{ viewer { ${'id '.repeat(LIMITS.tokens)} } }`);
    expect(code).toBe('GRAPHQL_PARSE_FAILED');
    expect(message).toContain(`${LIMITS.tokens} tokens`);
  });

  test('by a second operation, whichever is named', async () => {
    const query = 'query A { viewer { id } } query B { viewer { id } }';
    const response = await send({ payload: JSON.stringify({ query, operationName: 'A' }) });
    expect(response.code).toBe('QUERY_TOO_LARGE');
  });

  test('by a cycle of fragments: refused, not followed', async () => {
    expect((await ask('{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }')).code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
  });

  test('by its cost, which waits for the variables', async () => {
    const nested = `query ($n: Int!) { orders(first: $n) { edges { node { timeline { who what kind dueAt at } claim { order { timeline { who what kind at } } } } } } }`;
    expect((await ask(nested, { n: 5 })).code).toBeUndefined();
    expect(await ask(nested, { n: 100 })).toMatchObject({
      code: 'QUERY_TOO_LARGE',
      message: expect.stringContaining('读取量'),
    });
  });

  test('by its cost, when the page size is a default of the document', async () => {
    const nested = (declared: string) =>
      `query (${declared}) { orders(first: $n) { edges { node { timeline { who what kind dueAt at } claim { order { timeline { who what kind at } } } } } } }`;
    expect((await ask(nested('$n: Int! = 5'))).code).toBeUndefined();
    expect((await ask(nested('$n: Int! = 100'))).code).toBe('QUERY_TOO_LARGE');
    expect((await ask(nested('$n: Int! = 100'), { n: 5 })).code).toBeUndefined();
  });

  test('by its cost, when lists without a page size lie in lists', async () => {
    expect((await ask('{ orders(first: 100) { edges { node { timeline { who what kind at dueAt } } } } }')).code).toBe(
      'QUERY_TOO_LARGE',
    );
    expect(
      (await ask('{ orders(first: 50) { edges { node { timeline { who what kind at dueAt } } } } }')).code,
    ).toBeUndefined();
  });

  test('does not run: a mutation among the refused has no effect', async () => {
    const drafts = `mutation ($input: OrderDraftInput!) { ${times(LIMITS.aliases + 1, (i) => `m${i}: saveOrderDraft(input: $input) { __typename }`)} }`;
    expect((await ask(drafts, { input: { ...world.key(), title: '不应留下的草稿' } })).code).toBe('QUERY_TOO_LARGE');
    expect(await actsIn(world).sql(`select 1 from orders where title = '不应留下的草稿'`)).toEqual([]);
  });
});

describe('the envelope', () => {
  test('is one JSON object: a batch, a text and nothing are refused', async () => {
    expect(await send({ payload: `[${SMALL},${SMALL}]` })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await send({ payload: '"{ viewer { id } }"' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await send({ payload: 'null' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await send({ payload: '{"query":' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await send({ payload: '{}' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(await send({ payload: '' })).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
  });

  test('may weigh a hundred kilobytes and not one byte more', async () => {
    const body = (bytes: number) => {
      const empty = JSON.stringify({ query: '{ viewer { id } }', pad: '' });
      return JSON.stringify({ query: '{ viewer { id } }', pad: 'x'.repeat(bytes - empty.length) });
    };
    expect((await send({ payload: body(LIMITS.bodyBytes) })).status).toBe(200);
    expect(await send({ payload: body(LIMITS.bodyBytes + 1) })).toMatchObject({ status: 413, code: 'QUERY_TOO_LARGE' });
  });

  test('may not nest a thousand levels in its variables', async () => {
    const variables = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
    expect(await send({ payload: `{"query":"{ viewer { id } }","variables":{"x":${variables}}}` })).toMatchObject({
      status: 400,
      code: 'BAD_USER_INPUT',
    });
  });

  test('may not carry a prototype', async () => {
    const { status } = await send({ payload: '{"query":"{ viewer { id } }","__proto__":{"documentId":"x"}}' });
    expect(status).toBe(400);
  });

  test('is application/json: a form, a multipart and a text are refused', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
      'application/graphql',
    ]) {
      expect(await send({ headers: { ...HEADERS, cookie, 'content-type': type } }), type).toMatchObject({
        status: 415,
        code: 'BAD_USER_INPUT',
      });
    }
    expect(
      (await send({ headers: { ...HEADERS, cookie, 'content-type': 'application/json; charset=utf-8' } })).status,
    ).toBe(200);
  });

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'] as const)('is posted: %s is not a way in', async (method) => {
    const response = await world.app.inject({
      method,
      url: '/graphql?query=%7B%20viewer%20%7B%20id%20%7D%20%7D',
      headers: { cookie, 'x-jiedui': '1' },
    });
    expect(response.statusCode).toBe(404);
    expect(response.body).not.toContain('"data"');
  });
});

describe('the sender', () => {
  test('is our own page: without the header nothing is accepted', async () => {
    const { 'x-jiedui': _own, ...bare } = HEADERS;
    expect(await send({ headers: { ...bare, cookie } })).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    expect(await send({ headers: { ...HEADERS, 'x-jiedui': '2', cookie } })).toMatchObject({ status: 403 });
  });

  test('is of our own origin', async () => {
    const from = (origin: string, host = 'jiedui.example') => send({ headers: { ...HEADERS, cookie, host, origin } });
    expect((await from('https://jiedui.example')).status).toBe(200);
    for (const origin of [
      'https://evil.example',
      'https://jiedui.example.evil.com',
      'https://jiedui.example:8443',
      'null',
    ]) {
      expect(await from(origin), origin).toMatchObject({ status: 403, code: 'FORBIDDEN' });
    }
  });

  test('gets answers that nobody keeps and no other page frames', async () => {
    const { headers } = await world.post({ query: '{ viewer { id } }' }, cookie);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).not.toContain('unsafe-inline');
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['x-powered-by'] ?? headers.server).toBeUndefined();
  });
});

describe('a wrong question', () => {
  test('gets no hint at what is there', async () => {
    for (const query of [
      '{ viewr { id } }',
      '{ viewer { logn } }',
      '{ orders(frist: 1) { totalCount } }',
      '{ orders(first: 1, states: [opn]) { totalCount } }',
      '{ viewer { ... on Viewr { id } } }',
    ]) {
      const { code, message } = await ask(query);
      expect(code, query).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(message, query).not.toMatch(/did you mean/i);
    }
    const { code, message } = await ask('query ($s: [OrderState!]) { orders(first: 1, states: $s) { totalCount } }', {
      s: ['opn'],
    });
    expect(code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(message).not.toMatch(/did you mean/i);
  });

  test('is told at most ten things', async () => {
    const { errors } = await ask(`{ ${times(50, (i) => `f${i}`)} }`);
    expect(errors).toHaveLength(LIMITS.errors);
    const groups = Array.from({ length: 50 }, () => 7);
    const bad = await ask('query ($s: [OrderState!]) { orders(first: 1, states: $s) { totalCount } }', { s: groups });
    expect(bad.errors?.length).toBeLessThanOrEqual(LIMITS.errors);
  });

  test('about a value names the value and the remedy', async () => {
    const draft = 'mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { __typename } }';
    const wrong = async (fields: Record<string, unknown>) => ask(draft, { input: { ...world.key(), ...fields } });
    for (const at of ['tomorrow', '2026-11-24', '2026-11-24T10:00:00', '2026-02-30T25:00:00Z', '']) {
      const { code, message } = await wrong({ claimableUntil: at });
      expect(code, at).toBe('BAD_USER_INPUT');
      expect(message).toContain(JSON.stringify(at));
      expect(message).toContain('2026-11-24T14:30:00+08:00');
    }
    for (const day of ['2026-02-29', '2026-13-01', '24.11.2026', '2026-1-1', '']) {
      const { code, message } = await wrong({ windowFrom: day });
      expect(code, day).toBe('BAD_USER_INPUT');
      expect(message).toContain(JSON.stringify(day));
      expect(message).toContain('2026-11-24');
    }
    const { code, message } = await wrong({ clientMutationId: 'not-a-uuid' });
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('"not-a-uuid"');
    expect(message).toContain('小写 UUID');
  });

  test('about a month names the month and the remedy', async () => {
    const open = 'mutation ($input: OpenDispatchRoundInput!) { openDispatchRound(input: $input) { __typename } }';
    for (const month of ['2026-13', '2026-00', '2026-1', '十一月']) {
      const { errors } = await world.ask('bureau', open, {
        input: { ...world.key(), programmeId: world.programme.id, month },
      });
      expect(errors?.[0]?.extensions.code, month).toBe('BAD_USER_INPUT');
      expect(errors?.[0]?.message).toContain(JSON.stringify(month));
      expect(errors?.[0]?.message).toContain('2026-11');
    }
  });

  test('with a value of the wrong type, or without one, is a wrong question and not a fault', async () => {
    const page = 'query ($n: Int!) { orders(first: $n) { totalCount } }';
    for (const variables of [{ n: 'x' }, { n: null }, {}, { n: 1.5 }, { n: 2 ** 31 }, { n: [1, 2] }, { n: {} }]) {
      expect(await ask(page, variables), JSON.stringify(variables)).toMatchObject({
        code: 'GRAPHQL_VALIDATION_FAILED',
      });
    }
    expect((await ask('{ orders { totalCount } }')).code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect((await ask('{ viewer { id ')).code).toBe('GRAPHQL_PARSE_FAILED');
    expect((await ask('')).code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('with a cursor or an id that is none', async () => {
    expect(await ask('{ orders(first: 1, after: "xx") { totalCount } }')).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('endCursor'),
    });
    expect((await ask('{ order(id: "xx") { id } }')).code).toBe('BAD_USER_INPUT');
  });

  test('with a character that cannot be stored is refused, never altered', async () => {
    const draft = 'mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { ... on Order { title } } }';
    const save = (title: string) => ask(draft, { input: { ...world.key(), title } });
    expect((await save('甲\0乙')).code).toBe('BAD_USER_INPUT');
    expect((await save('甲\ud842乙')).code).toBe('BAD_USER_INPUT');
    const rare = '𠮷野·㐀\u{20BB7}🏮';
    expect((await save(rare)).data.saveOrderDraft.title).toBe(rare);
  });
});

describe('a page', () => {
  test.each([-1, 0, -2_147_483_648])('of %i rows is a page of one', async (first) => {
    await seedDrafts();
    const { data } = await ask('query ($n: Int!) { orders(first: $n) { edges { cursor } pageInfo { hasNextPage } } }', {
      n: first,
    });
    expect(data.orders.edges).toHaveLength(1);
    expect(data.orders.pageInfo.hasNextPage).toBe(true);
  });

  test('of a hundred thousand rows is a page of a hundred', async () => {
    await seedDrafts();
    const { data } = await ask(
      'query ($n: Int!) { orders(first: $n) { edges { cursor } totalCount pageInfo { hasNextPage } } }',
      { n: 100_000 },
    );
    expect(data.orders.totalCount).toBeGreaterThan(LIMITS.pageSize);
    expect(data.orders.edges).toHaveLength(LIMITS.pageSize);
    expect(data.orders.pageInfo.hasNextPage).toBe(true);
  });

  let seeded = false;
  /** A hundred and five drafts of the station. */
  async function seedDrafts() {
    if (seeded) return;
    seeded = true;
    const { dacheng } = world.stations;
    await actsIn(world).sql(
      `insert into orders (id, tenant_id, number, station_id, authority_id, region_code, state, version, created_by, created_at, updated_at)
       select gen_random_uuid(), $1, 'X' || n, $2, $3, '620502001000', 'draft', 1, $4, now(), now() from generate_series(1, 105) n`,
      [world.tenantId, dacheng.id, world.authorityId, dacheng.accountId],
    );
  }
});

describe('in production', () => {
  let production: World;
  const folder = mkdtempSync(join(tmpdir(), 'jiedui-documents-'));
  const documentsPath = join(folder, 'documents.json');
  beforeAll(async () => {
    writeFileSync(
      documentsPath,
      JSON.stringify({
        known: '{ viewer { login } }',
        counted: 'query ($n: Int!) { orders(first: $n) { totalCount } }',
      }),
    );
    production = await startWorld({ production: true, persistedOnly: true, documentsPath });
  });
  afterAll(async () => {
    await production.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const codeOf = async (body: unknown) => (await production.post(body, undefined)).json().errors?.[0]?.extensions.code;

  test('only documents of our own client run, by their id', async () => {
    expect(await codeOf({ query: '{ viewer { login } }' })).toBe('PERSISTED_DOCUMENTS_ONLY');
    expect(await codeOf({ documentId: 'unknown' })).toBe('PERSISTED_DOCUMENTS_ONLY');
    expect(await codeOf({ documentId: 'unknown', query: '{ viewer { login } }' })).toBe('PERSISTED_DOCUMENTS_ONLY');
    expect(await codeOf({ documentId: ['known'] })).toBe('PERSISTED_DOCUMENTS_ONLY');
    expect(await codeOf({ documentId: 'constructor' })).toBe('PERSISTED_DOCUMENTS_ONLY');
    expect((await production.post({ documentId: 'known' }, undefined)).json()).toEqual({ data: { viewer: null } });
  });

  test('a known id wins over a text beside it, and its variables are looked at', async () => {
    expect(
      (await production.post({ documentId: 'known', query: '{ __schema { types { name } } }' }, undefined)).json(),
    ).toEqual({ data: { viewer: null } });
    expect(await codeOf({ documentId: 'counted', variables: { n: 'x' } })).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(await codeOf({ documentId: 'counted', variables: { n: 1 } })).toBe('UNAUTHENTICATED');
  });

  test('nobody reads the schema, by any of its doors', async () => {
    const log = pino({ level: 'fatal' });
    const { hall } = production;
    const app = await buildApp({
      hall,
      log,
      clock: hall.clock,
      production: true,
      persistedOnly: false,
      cookieSecure: true,
      trustProxy: false,
      webDist: null,
      documentsPath: '',
    });
    const askOpen = async (query: string) =>
      (
        await app.inject({ method: 'POST', url: '/graphql', headers: HEADERS, payload: JSON.stringify({ query }) })
      ).json();
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Order") { fields { name } } }',
      '{ viewer { id } ...S } fragment S on Query { __schema { queryType { name } } }',
    ]) {
      const { errors, data } = await askOpen(query);
      expect(errors?.[0]?.extensions.code, query).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(data).toBeUndefined();
    }
    expect((await askOpen('{ viewer { __typename } __typename }')).data).toEqual({ viewer: null, __typename: 'Query' });
    await app.close();
  });
});
