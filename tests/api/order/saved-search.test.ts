/** 我的筛选 over HTTP: kept within bounds by the person whose it is; and its alerts, once for each order and person. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { searchAlertTask } from '@jiedui/api/report/search-alerts.ts';
import { SAVED_SEARCHES_MAX } from '@jiedui/shared/search/saved.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let bureauId: string;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  bureauId = (await acts.one<{ id: string }>("select id from accounts where login = 'bureau'")).id;
});
afterAll(() => world.close());

const KEPT = 'id version name alert isDeleted address words';
const change = async (login: string, name: string, type: string, input: object) => {
  const { data, errors } = await world.ask(
    login,
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on SavedSearch { ${KEPT} } ... on Refusal { code } } }`,
    { input: { ...world.key(), ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
};
const save = (login: string, name: string, search: object, alert = 'none') =>
  change(login, 'saveSearch', 'SaveSearchInput', { name, search, alert });
const list = async (login: string) =>
  (await world.ask(login, `{ savedSearches { ${KEPT} } }`)).data.savedSearches as { id: string; name: string }[];
const notices = (accountId: string) =>
  inTransaction(
    world.database.pool,
    { system: 'relay' },
    'read',
    async (tx) =>
      await tx.named<{ title: string; link: string }>(
        'test.notices',
        "select title, link from notices where account_id = $1 and kind = 'order.found' order by created_at, title",
        [accountId],
      ),
  );
/** A round of the schedule at an instant. */
const look = async (at: Date) => {
  const task = searchAlertTask(2);
  for (let more = true; more; )
    more = await inTransaction(world.database.pool, { system: 'relay' }, 'write', (tx) => task.run(tx, at));
};
const later = (minutes: number) => new Date(world.clock.now.getTime() + minutes * 60_000);

describe('a filter', () => {
  test('is kept, found again by its words, renamed, deleted and put back', async () => {
    const kept = await save('xinlianxin', ' 麦积助浴 ', { q: '助浴', state: 'open', region: '620503000000' });
    expect(kept).toMatchObject({
      name: '麦积助浴',
      version: 1,
      address: '?q=%E5%8A%A9%E6%B5%B4&state=open&region=620503000000',
    });
    expect(kept.words).toEqual(['“助浴”', '待接单', '麦积区']);
    const { id } = kept;
    const renamed = { id, expectedVersion: 1, name: '麦积区助浴', alert: 'daily' };
    expect(await change('xinlianxin', 'changeSavedSearch', 'ChangeSavedSearchInput', renamed)).toMatchObject({
      name: '麦积区助浴',
      alert: 'daily',
    });
    expect(await change('xinlianxin', 'changeSavedSearch', 'ChangeSavedSearchInput', renamed)).toMatchObject({
      code: 'STALE_VERSION',
    });
    expect(await change('xinlianxin', 'deleteSavedSearch', 'SavedSearchIdInput', { id })).toMatchObject({
      isDeleted: true,
    });
    expect(await list('xinlianxin')).toEqual([]);
    expect(await change('xinlianxin', 'deleteSavedSearch', 'SavedSearchIdInput', { id })).toMatchObject({
      code: 'SAVED_SEARCH_NOT_FOUND',
    });
    expect(await change('xinlianxin', 'restoreSavedSearch', 'SavedSearchIdInput', { id })).toMatchObject({
      isDeleted: false,
    });
    expect((await list('xinlianxin')).map(({ name }) => name)).toEqual(['麦积区助浴']);
  });

  test('is nobody else’s to see or to change', async () => {
    const [{ id } = { id: '' }] = await list('xinlianxin');
    expect(await list('dacheng')).toEqual([]);
    for (const [name, type, input] of [
      ['changeSavedSearch', 'ChangeSavedSearchInput', { id, expectedVersion: 4, name: '别人的', alert: 'none' }],
      ['deleteSavedSearch', 'SavedSearchIdInput', { id }],
      ['restoreSavedSearch', 'SavedSearchIdInput', { id }],
    ] as const)
      expect(await change('dacheng', name, type, input), name).toMatchObject({ code: 'SAVED_SEARCH_NOT_FOUND' });
  });

  test('needs a name of its own and something to look for', async () => {
    expect(await save('xinlianxin', '麦积区助浴', { q: '义诊' })).toMatchObject({ code: 'SAVED_SEARCH_NAME_TAKEN' });
    expect(await save('xinlianxin', '  ', { q: '义诊' })).toMatchObject({ code: 'SAVED_SEARCH_UNNAMED' });
    expect(await save('xinlianxin', '长'.repeat(21), { q: '义诊' })).toMatchObject({ code: 'SAVED_SEARCH_UNNAMED' });
    expect(await save('xinlianxin', '全部', {})).toMatchObject({ code: 'SAVED_SEARCH_EMPTY' });
    expect(await save('xinlianxin', '标点', { q: '，。' })).toMatchObject({ code: 'NOTHING_TO_SEARCH' });
    expect(await save('xinlianxin', '太长', { q: '长'.repeat(61) })).toMatchObject({ code: 'QUERY_TOO_LONG' });
  });

  test('finds room beside nineteen others, also when two are kept at the same moment', async () => {
    for (let i = 1; i < SAVED_SEARCHES_MAX; i++) await save('shetang', `第${i}个`, { q: '义诊' });
    const both = await Promise.all([save('shetang', '甲', { q: '义诊' }), save('shetang', '乙', { q: '义诊' })]);
    expect(new Set(both.map(({ __typename }) => __typename))).toEqual(new Set(['SavedSearch', 'TooManySavedSearches']));
    expect(await list('shetang')).toHaveLength(SAVED_SEARCHES_MAX);
    const [{ id } = { id: '' }] = await list('shetang');
    await change('shetang', 'deleteSavedSearch', 'SavedSearchIdInput', { id });
    await save('shetang', '丙', { q: '义诊' });
    expect(await change('shetang', 'restoreSavedSearch', 'SavedSearchIdInput', { id })).toMatchObject({
      code: 'TOO_MANY_SAVED_SEARCHES',
    });
  });
});

describe('an alert', () => {
  test('tells of an order posted from then on, once, whichever filters find it and however often it is looked', async () => {
    const { dacheng } = world.stations;
    const before = await acts.posted(dacheng, { title: '皮影戏进村之前' });
    expect(before).toBeTruthy();
    await save('xinlianxin', '皮影', { q: 'pyx' }, 'now');
    await save('xinlianxin', '戏', { q: '皮影戏', state: 'open' }, 'now');
    await acts.posted(dacheng, { title: '皮影戏进村之后' }, later(1));
    await acts.posted(dacheng, { title: '剪纸进村' }, later(1));
    await look(later(2));
    await look(later(3));
    await look(later(8));
    const told = await notices(world.organizations.xinlianxin.accountId);
    expect(told.map(({ title }) => title)).toEqual(['有新点单符合您的筛选“皮影”：皮影戏进村之后']);
    expect(told[0]?.link).toMatch(/^\/m\/orders\/[0-9a-f-]{36}$/);
  });

  test('tells of many in one notice, and each morning of a day together', async () => {
    const { dacheng } = world.stations;
    await save('bureau', '书画', { q: '书画' }, 'daily');
    for (let i = 0; i < 6; i++) await acts.posted(dacheng, { title: `书画课之${i}` }, later(10));
    await look(later(11));
    expect(await notices(bureauId)).toEqual([]);
    await look(later(11 + 24 * 60));
    await look(later(12 + 24 * 60));
    const told = await notices(bureauId);
    expect(told.map(({ title }) => title)).toEqual(['有 6 条新点单符合您的筛选“书画”']);
    expect(told[0]?.link).toBe('/d/orders?q=%E4%B9%A6%E7%94%BB');
  });

  test('never tells of what its owner may not see, nor of what the owner wrote', async () => {
    const { dacheng, shetang } = world.stations;
    const [{ id } = { id: '' }] = await list('shetang');
    await change('shetang', 'deleteSavedSearch', 'SavedSearchIdInput', { id });
    await save('shetang', '灯谜', { q: '灯谜' }, 'now');
    await save('dacheng', '灯谜', { q: '灯谜' }, 'now');
    await save('xinlianxin', '灯谜', { q: '灯谜' }, 'now');
    await acts.posted(dacheng, { title: '村里灯谜会' }, later(20));
    await acts.draft(dacheng, { title: '村里灯谜会草稿' }, later(20));
    await look(later(21));
    expect(await notices(shetang.accountId)).toEqual([]);
    expect(await notices(dacheng.accountId)).toEqual([]);
    expect((await notices(world.organizations.xinlianxin.accountId)).map(({ title }) => title)).toContain(
      '有新点单符合您的筛选“灯谜”：村里灯谜会',
    );
  });

  test('is silent once the filter is deleted, and the account closed', async () => {
    const { dacheng } = world.stations;
    for (const { id } of await list('xinlianxin'))
      await change('xinlianxin', 'deleteSavedSearch', 'SavedSearchIdInput', { id });
    const told = (await notices(world.organizations.xinlianxin.accountId)).length;
    await acts.posted(dacheng, { title: '村里灯谜会之二' }, later(30));
    await look(later(31));
    expect(await notices(world.organizations.xinlianxin.accountId)).toHaveLength(told);
  });
});

test('nobody but the relay enters as somebody else', async () => {
  const enter = { session: (await world.contextOf(world.stations.dacheng.accountId)).sessionId, at: world.clock.now };
  await expect(
    inTransaction(world.database.pool, enter, 'read', (tx) =>
      tx.named('test.enter', 'select app.enter_account($1, $2)', [bureauId, world.clock.now]),
    ),
  ).rejects.toMatchObject({ code: '42501' });
});
