/** Search over HTTP: found as soon as it is written, by every way of writing it, and never beyond what the viewer may see. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { makeMissingTexts } from '@jiedui/api/hall/search/order-texts.store.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const QUERY = `query ($search: OrderSearchInput!, $first: Int!, $after: String) { searchOrders(search: $search, first: $first, after: $after) {
  problem { code message } edges { cursor node { id title number } marks { field from to } } pageInfo { hasNextPage endCursor } } }`;
const ask = async (login: string, search: object, page: { first?: number; after?: string } = {}) => {
  const { data, errors } = await world.ask(login, QUERY, { search, first: 50, ...page });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.searchOrders;
};
const titles = async (login: string, search: object): Promise<string[]> =>
  (await ask(login, search)).edges.map((edge: { node: { title: string } }) => edge.node.title);

describe('an order is found', () => {
  test('as soon as it is written, by its station alone while it is a draft', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng, { title: '皮影戏进村', place: '文化广场' });
    for (const q of ['皮影戏', 'pyx', 'piying', '皮', draft.number, draft.number.toLowerCase(), '文化广场 皮影'])
      expect(await titles('dacheng', { q }), q).toEqual(['皮影戏进村']);
    for (const login of ['shetang', 'bureau', 'xinlianxin'])
      expect(await titles(login, { q: '皮影戏' }), login).toEqual([]);
  });

  test('by its new words and no longer by its old ones once it is changed', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng, { title: '剪纸课堂' });
    await acts.draft(dacheng, { id: draft.id, expectedVersion: draft.version, title: '书法课堂' });
    expect(await titles('dacheng', { q: '剪纸' })).toEqual([]);
    expect(await titles('dacheng', { q: '书法' })).toEqual(['书法课堂']);
  });

  test('by its type, its station and, once claimed, its organization, in characters and in letters', async () => {
    const { shetang } = world.stations;
    const order = await acts.posted(shetang, { title: '冬至送温暖', serviceType: 'EC01' });
    for (const q of ['社棠镇 冬至', 'stz 冬至', 'shetang 冬至'])
      expect(await titles('bureau', { q }), q).toEqual(['冬至送温暖']);
    expect(await titles('bureau', { q: '心连心' })).toEqual([]);
    must(await acts.claim(world.organizations.xinlianxin, order.id));
    for (const q of ['心连心', 'xlx', 'xinlianxin']) expect(await titles('bureau', { q }), q).toEqual(['冬至送温暖']);
  });

  test('by the new name of an organization at once', async () => {
    const rename = (name: string) =>
      inTransaction(world.database.pool, { system: 'install' }, 'write', (tx) =>
        tx.client.query('update organizations set name = $2 where id = $1', [world.organizations.xinlianxin.id, name]),
      );
    await rename('天水市同心圆协会');
    expect(await titles('bureau', { q: '同心圆' })).toEqual(['冬至送温暖']);
    expect(await titles('bureau', { q: '心连心' })).toEqual([]);
    await rename('天水市心连心爱心协会');
  });

  test('with the words marked where they stand', async () => {
    const { edges } = await ask('bureau', { q: '冬至 stz' });
    expect(edges[0].marks).toEqual([
      { field: 'title', from: 0, to: 2 },
      { field: 'station', from: 0, to: 3 },
    ]);
  });

  test('by conditions, alone and together', async () => {
    const { dacheng } = world.stations;
    await acts.posted(dacheng, {
      title: '助浴上门',
      urgency: 'urgent',
      windowFrom: '2026-12-05',
      windowTo: '2026-12-06',
    });
    const found = (search: object) => titles('bureau', search);
    expect(await found({ q: '助浴', urgency: 'urgent' })).toEqual(['助浴上门']);
    expect(await found({ q: '助浴', urgency: 'normal' })).toEqual([]);
    expect(
      await found({ q: '助浴', region: '620502000000', station: dacheng.id, state: 'open', type: 'EC01' }),
    ).toEqual(['助浴上门']);
    expect(await found({ q: '助浴', region: '620503000000' })).toEqual([]);
    expect(await found({ q: '助浴', from: '2026-12-06', to: '2026-12-31' })).toEqual(['助浴上门']);
    expect(await found({ q: '助浴', from: '2026-12-07' })).toEqual([]);
    expect(await found({ q: '助浴', to: '2026-12-04' })).toEqual([]);
    expect(await found({ commitment: 'complete' })).toEqual(['冬至送温暖']);
    expect(await found({ commitment: 'partial' })).toEqual([]);
    expect(await found({ organization: world.organizations.xinlianxin.id })).toEqual(['冬至送温暖']);
  });
});

describe('a search', () => {
  test('with nothing to look for says what to type', async () => {
    expect(await ask('bureau', { q: '，。' })).toMatchObject({ problem: { code: 'NOTHING_TO_SEARCH' }, edges: [] });
    expect(await ask('bureau', { q: '长'.repeat(61) })).toMatchObject({ problem: { code: 'QUERY_TOO_LONG' } });
  });

  test('takes signs of the pattern language as signs', async () => {
    expect(await ask('bureau', { q: '%_' })).toMatchObject({ problem: { code: 'NOTHING_TO_SEARCH' } });
    expect(await titles('bureau', { q: "冬至' or true --" })).toEqual([]);
  });

  test('refuses a condition that is not of its kind', async () => {
    const { errors } = await world.ask('bureau', QUERY, { search: { type: 'ZZ99' }, first: 5 });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  test('gives each page once, in order, when other orders come between', async () => {
    const { dacheng } = world.stations;
    for (let i = 0; i < 5; i++) await acts.posted(dacheng, { title: `分页之${i}` });
    const first = await ask('bureau', { q: '分页' }, { first: 2 });
    await acts.posted(dacheng, { title: '分页之后来' });
    const second = await ask('bureau', { q: '分页' }, { first: 2, after: first.pageInfo.endCursor });
    const third = await ask('bureau', { q: '分页' }, { first: 2, after: second.pageInfo.endCursor });
    const seen = [first, second, third].flatMap(({ edges }) =>
      edges.map((edge: { node: { title: string } }) => edge.node.title),
    );
    expect(seen).toEqual(['分页之4', '分页之3', '分页之2', '分页之1', '分页之0']);
    expect([first, second, third].map(({ pageInfo }) => pageInfo.hasNextPage)).toEqual([true, true, false]);
  });

  test('is not open to strangers', async () => {
    const { errors } = await world.ask(null, QUERY, { search: { q: '冬至' }, first: 5 });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

describe('the walls', () => {
  test('a station finds its own alone, also by the names of others', async () => {
    expect(await titles('dacheng', { q: '冬至' })).toEqual([]);
    expect(await titles('dacheng', { q: '社棠镇社工站' })).toEqual([]);
    expect(await titles('dacheng', { station: world.stations.shetang.id })).toEqual([]);
    expect(await titles('shetang', { q: '冬至' })).toEqual(['冬至送温暖']);
  });

  test('a text is read where its order is, and changed by its station alone', async () => {
    const count = async (who: { accountId: string }) => {
      const { sessionId } = await world.contextOf(who.accountId);
      const sql = 'select count(*)::int as n from order_texts where text like $1';
      return inTransaction(world.database.pool, { session: sessionId, at: world.clock.now }, 'write', async (tx) => {
        const { rows } = await tx.client.query(sql, ['%冬至%']);
        const changed = await tx.client.query('update order_texts set form = form where text like $1', ['%冬至%']);
        return [rows[0].n, changed.rowCount];
      });
    };
    expect(await count(world.stations.shetang)).toEqual([1, 1]);
    expect(await count(world.stations.dacheng)).toEqual([0, 0]);
    expect(await count(world.organizations.xinlianxin)).toEqual([1, 0]);
  });
});

test('an order from before search has its text made, once', async () => {
  const make = () =>
    inTransaction(world.database.pool, { system: 'relay' }, 'write', (tx) => makeMissingTexts(tx, null, 500));
  await inTransaction(world.database.pool, { system: 'relay' }, 'write', (tx) =>
    tx.client.query("update order_texts set form = 0, text = '', grams = '{}' where text like '%冬至%'"),
  );
  expect(await titles('bureau', { q: '冬至' })).toEqual([]);
  expect(await make()).toMatchObject({ made: 1 });
  expect(await titles('bureau', { q: '冬至' })).toEqual(['冬至送温暖']);
  const all = await make();
  expect(all.made).toBe(0);
  const rest = await inTransaction(world.database.pool, { system: 'relay' }, 'write', (tx) =>
    makeMissingTexts(tx, all.lastId, 500),
  );
  expect(rest).toEqual({ made: 0, lastId: null });
});
