/** Inbox, settings, robots and undelivered messages over HTTP: what each person sees and changes, and what nobody gets to see. */
import { randomBytes } from 'node:crypto';
import type { Hall } from '@jiedui/api/context.ts';
import { robotCaller } from '@jiedui/api/hall/courier/robot-call.ts';
import { sealingWith } from '@jiedui/api/hall/courier/sealing.ts';
import { insertNotices } from '@jiedui/api/hall/notice.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
const mailer = { send: async () => ({ kind: 'sent' as const }), close: () => {} };
const robots = { sealing: sealingWith([randomBytes(32)]), caller: robotCaller([]), origins: [] };
const open = (outbound: Hall['outbound']) => Object.assign(world.hall, { outbound });

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.close());

const sql = (text: string, values: unknown[] = []) =>
  inTransaction(
    world.database.pool,
    { system: 'install' },
    'write',
    async (tx) => (await tx.client.query(text, values)).rows,
  );
const ask = async (login: string, query: string, variables: Record<string, unknown> = {}) => {
  const { data, errors } = await world.ask(login, query, variables);
  expect(errors).toBeUndefined();
  return data;
};
const change = async (login: string, name: string, type: string, input: object, fields = '__typename') => {
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${fields} ... on Refusal { code message } } }`;
  return (await ask(login, query, { input: { ...world.key(), ...input } }))[name];
};

describe('the inbox', () => {
  const NOTICES = `query($first: Int!, $after: String, $unread: Boolean, $group: NoticeGroup) {
    notices(first: $first, after: $after, unread: $unread, group: $group) { totalCount edges { node { id title readAt } } pageInfo { hasNextPage endCursor } } }`;
  const page = async (variables: object, login = 'dacheng') =>
    (await ask(login, NOTICES, { first: 2, ...variables })).notices;

  beforeAll(() =>
    inTransaction(world.database.pool, { system: 'relay' }, 'write', async (tx) => {
      for (const [index, kind] of [
        'claim.made',
        'claim.made',
        'order.cancelled',
        'need.merged',
        'claim.withdrawn',
      ].entries())
        await insertNotices(
          tx,
          { tenantId: world.tenantId, at: world.clock.now, by: null },
          { stationIds: [world.stations.dacheng.id] },
          { kind, title: `第 ${index} 件`, body: '', link: '/m', dedupe: `inbox:${index}` },
        );
    }),
  );

  test('is read page by page without gap or repetition, though all happened at one instant', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { edges, pageInfo } = await page({ after });
      seen.push(...edges.map(({ node }: any) => node.title));
      after = pageInfo.endCursor;
      more = pageInfo.hasNextPage;
    }
    expect(seen.sort()).toEqual(['第 0 件', '第 1 件', '第 2 件', '第 3 件', '第 4 件']);
  });

  test('shows one group, the rest under 其他, and the unread alone', async () => {
    expect((await page({ group: 'claim' })).totalCount).toBe(3);
    expect((await page({ group: 'other' })).edges).toMatchObject([{ node: { title: '第 3 件' } }]);
    const [{ node }] = (await page({})).edges;
    await world.ask('dacheng', 'mutation($input: MarkNoticesReadInput!) { markNoticesRead(input: $input) { ids } }', {
      input: { ...world.key(), ids: [node.id] },
    });
    expect((await page({ unread: true })).totalCount).toBe(4);
    expect((await page({}, 'shetang')).totalCount).toBe(0);
  });

  test('is read as a whole, and only one’s own', async () => {
    const all = await ask(
      'dacheng',
      'mutation($input: MarkAllNoticesReadInput!) { markAllNoticesRead(input: $input) { unreadCount } }',
      { input: world.key() },
    );
    expect(all.markAllNoticesRead).toEqual({ unreadCount: 0 });
    expect((await page({ unread: true })).totalCount).toBe(0);
  });
});

describe('settings', () => {
  const SETTINGS =
    '{ noticeSettings { version quietFrom quietTo email pendingEmail emailIsOpen choices { group cadence } } }';
  const settings = async (login = 'dacheng') => (await ask(login, SETTINGS)).noticeSettings;
  const save = (input: object) =>
    change('dacheng', 'changeNoticeSettings', 'ChangeNoticeSettingsInput', {
      choices: [],
      quietFrom: '21:00',
      quietTo: '08:00',
      ...input,
    });
  const request = (email: string) => change('dacheng', 'requestEmailCode', 'RequestEmailCodeInput', { email });
  const verify = (code: string) => change('dacheng', 'verifyEmail', 'VerifyEmailInput', { code });
  const codeNow = async () =>
    (
      await sql('select pending_code as code from notice_settings where account_id = $1', [
        world.stations.dacheng.accountId,
      ])
    )[0].code;

  test('begin with quiet nights and what has a deadline at once', async () => {
    expect(await settings()).toMatchObject({
      version: null,
      quietFrom: '21:00',
      quietTo: '08:00',
      email: null,
      emailIsOpen: false,
    });
  });

  test('are saved with the version that was read, and are one’s own', async () => {
    expect(
      await save({ expectedVersion: null, choices: [{ group: 'claim', cadence: 'weekly' }], quietFrom: '22:30' }),
    ).toMatchObject({ __typename: 'NoticeSettings' });
    expect(await save({ expectedVersion: null })).toMatchObject({ code: 'STALE_VERSION' });
    expect(await save({ expectedVersion: 1, quietFrom: '24:00' })).toMatchObject({ code: 'QUIET_HOURS_UNSOUND' });
    expect((await settings()).choices).toContainEqual({ group: 'claim', cadence: 'weekly' });
    expect((await settings('shetang')).version).toBeNull();
  });

  test('take an address only after its code, five tries at most, and show it masked', async () => {
    expect(await request('lihua@example.cn')).toMatchObject({ code: 'EMAIL_NOT_OPEN' });
    open({ mailer, robots: null, publicUrl: null });
    expect(await request('not an address')).toMatchObject({ code: 'EMAIL_UNSOUND' });
    expect(await request('lihua@example.cn')).toMatchObject({ __typename: 'NoticeSettings' });
    expect(await request('lihua@example.cn')).toMatchObject({ code: 'CODE_TOO_SOON' });
    expect(await settings()).toMatchObject({ email: null, pendingEmail: 'l···@example.cn' });
    const wrong = (await codeNow()) === '000000' ? '000001' : '000000';
    for (const left of [4, 3, 2, 1, 0])
      expect((await verify(wrong)).message).toContain(left === 0 ? '重新获取' : `还可以试 ${left} 次`);
    expect(await verify(await codeNow())).toMatchObject({ code: 'CODE_GONE' });
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    await request('lihua@example.cn');
    expect(await verify(await codeNow())).toMatchObject({ __typename: 'NoticeSettings' });
    expect(await settings()).toMatchObject({ email: 'l···@example.cn', pendingEmail: null });
    expect(await sql("select purpose, state from deliveries where channel = 'email'")).toHaveLength(2);
    const [audit] = await sql("select count(*)::int as n from outbox where payload::text like '%lihua%'");
    expect(audit.n).toBe(0);
  });
});

describe('a robot', () => {
  const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=73febdcb-1b38-4d1b-a994-790f21fc8d30';
  const FIELDS = '__typename ... on Robot { id version name shownAddress hasSecret groups active }';
  const save = (login: string, input: object) =>
    change(
      login,
      'saveRobot',
      'SaveRobotInput',
      { kind: 'wecom', name: '工作群', address, groups: ['claim'], active: true, ...input },
      FIELDS,
    );

  test('is not kept without a key, nor at another address', async () => {
    open({ mailer, robots: null, publicUrl: null });
    expect(await save('bureau', {})).toMatchObject({
      code: 'ROBOTS_NOT_OPEN',
      message: expect.stringContaining('SECRET_KEY'),
    });
    open({ mailer, robots, publicUrl: null });
    expect(await save('bureau', { address: 'https://evil.example.cn/cgi-bin/webhook/send?key=1' })).toMatchObject({
      code: 'ROBOT_UNSOUND',
    });
    expect(await save('bureau', { groups: [] })).toMatchObject({ code: 'ROBOT_UNSOUND' });
  });

  test('is its unit’s, sealed in the database, and shown masked', async () => {
    const made = await save('bureau', {});
    expect(made).toMatchObject({ name: '工作群', shownAddress: 'qyapi.weixin.qq.com ····8d30', hasSecret: false });
    const [kept] = await sql('select sealed_address, shown_address from robots');
    expect(JSON.stringify(kept)).not.toContain('73febdcb');
    expect(robots.sealing.open(kept.sealed_address, made.id)).toBe(address);
    expect((await ask('bureau', '{ robots { id } }')).robots).toHaveLength(1);
    expect((await ask('xinlianxin', '{ robots { id } }')).robots).toEqual([]);
    expect(await change('xinlianxin', 'testRobot', 'TestRobotInput', { id: made.id })).toMatchObject({
      code: 'ROBOT_NOT_FOUND',
    });
    expect(await save('xinlianxin', { id: made.id, expectedVersion: 1 })).toMatchObject({ code: 'ROBOT_NOT_FOUND' });
    const renamed = await save('bureau', { id: made.id, expectedVersion: 1, name: '新名称', address: null });
    expect(renamed).toMatchObject({ name: '新名称', version: 2, shownAddress: 'qyapi.weixin.qq.com ····8d30' });
    expect(await save('bureau', { id: made.id, expectedVersion: 1 })).toMatchObject({ code: 'STALE_VERSION' });
    expect(await change('bureau', 'testRobot', 'TestRobotInput', { id: made.id })).toMatchObject({
      __typename: 'Robot',
    });
    await change('bureau', 'testRobot', 'TestRobotInput', { id: made.id });
    expect(await sql("select state from deliveries where purpose = 'test'")).toEqual([{ state: 'waiting' }]);
  });

  test('of a station speaks of what its station is told, and is the station’s alone', async () => {
    const made = await save('dacheng', { name: '站里的群' });
    expect((await ask('dacheng', '{ robots { name } }')).robots).toEqual([{ name: '站里的群' }]);
    for (const other of ['shetang', 'bureau', 'xinlianxin'])
      expect(JSON.stringify(await ask(other, '{ robots { name } }'))).not.toContain('站里的群');
    expect(await save('shetang', { id: made.id, expectedVersion: 1 })).toMatchObject({ code: 'ROBOT_NOT_FOUND' });
    await inTransaction(world.database.pool, { system: 'relay' }, 'write', async (tx) => {
      for (const [unit, kind] of [
        [world.stations.dacheng, 'claim.made'],
        [world.stations.dacheng, 'order.asked'],
        [world.stations.shetang, 'claim.made'],
      ] as const)
        await insertNotices(
          tx,
          { tenantId: world.tenantId, at: world.clock.now, by: null },
          { stationIds: [unit.id] },
          { kind, title: '有人接单', body: '', link: '/m', dedupe: `station:${unit.id}:${kind}` },
        );
    });
    expect(await sql('select kind from delivery_items where robot_id = $1', [made.id])).toEqual([
      { kind: 'claim.made' },
    ]);
  });
});

describe('what could not be delivered', () => {
  const list = async (dismissed = false) =>
    (
      await ask(
        'bureau',
        'query($dismissed: Boolean) { undelivered(first: 10, dismissed: $dismissed) { totalCount edges { node { id recipient about lastError state reason } } } }',
        { dismissed },
      )
    ).undelivered;

  test('is seen by the bureau with its error, tried again, or laid aside with a reason', async () => {
    await sql(
      "update deliveries set state = 'dead', attempts = 8, last_error = '收件服务器不接受', purpose = 'notices', kinds = '{claim.made,claim.withdrawn,order.asked}' where channel = 'email'",
    );
    const { edges, totalCount } = await list();
    expect(totalCount).toBe(2);
    expect(edges[0].node).toMatchObject({
      recipient: '大城街道社工站负责人',
      about: ['接单', '点单'],
      lastError: '收件服务器不接受',
      state: 'dead',
    });
    const [first, second] = edges.map(({ node }: any) => node.id);
    expect(await change('bureau', 'retryDelivery', 'RetryDeliveryInput', { id: first })).toMatchObject({
      __typename: 'Delivery',
    });
    expect(await change('bureau', 'retryDelivery', 'RetryDeliveryInput', { id: first })).toMatchObject({
      code: 'DELIVERY_NOT_IN',
    });
    expect(
      await change('bureau', 'dismissDelivery', 'DismissDeliveryInput', { id: second, reason: ' ' }),
    ).toMatchObject({ code: 'REASON_MISSING' });
    expect(
      await change('bureau', 'dismissDelivery', 'DismissDeliveryInput', { id: second, reason: '本人已换邮箱' }),
    ).toMatchObject({ __typename: 'Delivery' });
    expect((await list()).totalCount).toBe(0);
    expect((await list(true)).edges).toMatchObject([{ node: { id: second, reason: '本人已换邮箱' } }]);
    expect(await sql('select state, attempts from deliveries where id = $1', [first])).toEqual([
      { state: 'waiting', attempts: 0 },
    ]);
  });
});
