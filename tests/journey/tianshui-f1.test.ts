/** The demo data of 天水 read back through GraphQL: the figures of the article (F1), and something to do for everybody. */
import { demoAccounts, loadDemo } from '@jiedui/api/demo/load.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../kit/database.ts';
import { type Served, serve } from './served.ts';

const LOADED_AT = new Date('2026-11-20T03:00:00Z');
const quiet = { info: () => {} };

let database: TestDatabase;
let served: Served;
let programmeId: string;

beforeAll(async () => {
  database = await testDatabase();
  await loadDemo({ pool: database.pool, clock: () => LOADED_AT, log: quiet });
  served = await serve(database, LOADED_AT);
  for (const { login, password } of demoAccounts()) await served.signIn(login, password);
  programmeId = (await served.ask('bureau', '{ programmes { id } }')).programmes[0].id;
}, 180_000);

afterAll(async () => {
  await served?.app.close();
  await database?.close();
});

const TOTALS = `query($id: ID!) { programmeTotals(programmeId: $id) {
  programme { name dispatchDueDay }
  pilotStations pairedPilotStations activities
  activitiesByCategory { category name count }
  goods { text } headcounts { role quantity { text } } } }`;

test('F1: ten pilot stations all paired, 17 activities in four categories, 158 套', async () => {
  const { programmeTotals } = await served.ask('bureau', TOTALS, { id: programmeId });
  expect(programmeTotals.programme).toEqual({ name: '引导社会组织参与乡镇街道社工站结对帮扶', dispatchDueDay: 25 });
  expect(programmeTotals.pilotStations).toBe(10);
  expect(programmeTotals.pairedPilotStations).toBe(10);
  expect(programmeTotals.activities).toBe(17);
  expect(programmeTotals.activitiesByCategory).toEqual([
    { category: 'free_clinic', name: '义诊送医', count: 4 },
    { category: 'talent_training', name: '社工人才教育培训', count: 5 },
    { category: 'left_behind_care', name: '“三留守”关爱', count: 4 },
    { category: 'elder_warmth', name: '困境老人送温暖', count: 4 },
  ]);
  expect(programmeTotals.goods).toEqual([{ text: '158 套' }]);
});

test('F1: 人 of the article stand alone, beside the 人次 of the other activities', async () => {
  const { programmeTotals } = await served.ask('bureau', TOTALS, { id: programmeId });
  const of = (role: string) =>
    programmeTotals.headcounts
      .filter((total: { role: string }) => total.role === role)
      .map((total: { quantity: { text: string } }) => total.quantity.text);
  expect(of('medic')).toEqual(['26 人']);
  expect(of('beneficiary')).toContain('350 余人');
  expect(of('family')).toEqual(['近 190 人']);
});

const SESSION = `query($id: ID!) { session(id: $id) {
  title theme category startedAt contents partners
  stations { station { name } satisfaction } providers { name }
  headcounts { role quantity { value qualifier unit text } targetGroup } goods { item quantity { text } recipientStation { name } recipient }
  orders { state station { name } claimedBy { name } } } }`;

/** The one confirmed session whose title has that part. */
// biome-ignore lint/suspicious/noExplicitAny: a test reads what it asked for
async function sessionCalled(part: string): Promise<any> {
  const { sessions } = await served.ask(
    'bureau',
    '{ sessions(first: 50, states: [confirmed]) { edges { node { id title } } } }',
  );
  const nodes: { id: string; title: string }[] = sessions.edges.map((edge: { node: unknown }) => edge.node);
  const found = nodes.filter(({ title }) => title.includes(part));
  expect(found).toHaveLength(1);
  return (await served.ask('bureau', SESSION, { id: found[0]?.id })).session;
}
const names = (list: { name?: string; station?: { name: string } }[]) =>
  list.map((entry) => entry.name ?? entry.station?.name).sort();

test('F1: one clinic of three townships and three hospitals, the order of each completed', async () => {
  const clinic = await sessionCalled('联合义诊');
  expect(names(clinic.stations)).toEqual(['娘娘坝镇社工站', '社棠镇社工站', '花牛镇社工站'].sort());
  expect(names(clinic.providers)).toEqual(['天水锻压职工医院', '天水忠和中医骨伤医院', '天水市仁和医院'].sort());
  expect(clinic.contents).toEqual(['送家庭健康知识', '送腰疼腿疼按摩法', '送基础疾病保健知识', '送中医特色疗法']);
  expect(clinic.headcounts).toEqual([
    { role: 'medic', quantity: { value: 26, qualifier: 'exact', unit: 'person', text: '26 人' }, targetGroup: null },
    {
      role: 'beneficiary',
      quantity: { value: 350, qualifier: 'over', unit: 'person', text: '350 余人' },
      targetGroup: 'elder_80',
    },
  ]);
  expect(clinic.orders.map((order: { state: string }) => order.state)).toEqual(['completed', 'completed', 'completed']);
  expect(new Set(clinic.orders.map((order: { claimedBy: { name: string } }) => order.claimedBy.name)).size).toBe(3);
});

test('F1: 32 套 to one station and its residents, 126 套 to the others', async () => {
  const one = await sessionCalled('大城街道社工站及报考居民');
  expect(one.goods).toEqual([
    {
      item: '社会工作者考试辅导资料',
      quantity: { text: '32 套' },
      recipientStation: { name: '大城街道社工站' },
      recipient: '大城街道社工站及报考居民',
    },
  ]);
  const others = await sessionCalled('其他片区社工站');
  expect(others.goods.map((line: { quantity: { text: string } }) => line.quantity.text)).toEqual(['126 套']);
  expect(names(others.stations)).toHaveLength(9);
  expect(names(others.stations)).not.toContain('大城街道社工站');
});

test('F1: the Mother’s Day event, on the day, with three partners and nearly 190', async () => {
  const event = await sessionCalled('母亲节');
  expect(event.startedAt.slice(0, 10)).toBe('2026-05-10');
  expect(event.partners).toEqual(['窝驼幼儿园', '华贝托教中心', '天水市河北商会']);
  expect(names(event.stations)).toEqual(['玉泉镇社工站']);
  expect(event.headcounts.map((count: { quantity: { text: string } }) => count.quantity.text)).toEqual(['近 190 人']);
  expect(event.category).toBe('left_behind_care');
});

test('F1: the 西关 visits and the carers’ training are there, in their category', async () => {
  const visits = await sessionCalled('独居老人入户探访和需求调研');
  expect([visits.category, ...names(visits.stations), ...names(visits.providers)]).toEqual([
    'elder_warmth',
    '西关街道社工站',
    '天水市心连心爱心协会',
  ]);
  expect((await sessionCalled('失能家庭照护者增能培训')).category).toBe('elder_warmth');
});

test('F1: dispatch is due strictly before the 25th, on a working day; last month is issued, this month is not open', async () => {
  const { dispatchMonths } = await served.ask(
    'bureau',
    'query($id: ID!) { dispatchMonths(programmeId: $id) { month dueOn round { state lines { station { name } decision } } } }',
    { id: programmeId },
  );
  expect(dispatchMonths[0]).toEqual({ month: '2026-11', dueOn: '2026-11-24', round: null });
  expect(dispatchMonths[1].round.state).toBe('issued');
  expect(dispatchMonths[1].dueOn).toBe('2026-10-23');
  expect(dispatchMonths[1].round.lines).toHaveLength(10);
});

test('the month to be dispatched has a red line with its reason', async () => {
  const { openDispatchRound: round } = await served.ask(
    'bureau',
    `mutation($input: OpenDispatchRoundInput!) { openDispatchRound(input: $input) { ... on DispatchRound { lines { station { name } organization { name } light lightReason } } } }`,
    { input: { clientMutationId: '0199a000-0000-7000-8000-000000000001', programmeId, month: '2026-11' } },
  );
  const red = round.lines.filter((line: { light: string }) => line.light === 'red');
  expect(red).toHaveLength(1);
  expect(red[0]).toMatchObject({
    station: { name: '道北街道社工站' },
    lightReason: expect.stringContaining('逾期未完成'),
  });
  const yellow = round.lines.filter((line: { light: string }) => line.light === 'yellow');
  expect(yellow.map((line: { lightReason: string }) => line.lightReason).sort()).toEqual([
    '1 条服务记录待社工站确认',
    '1 次接单待社工站确认',
  ]);
});

test('every station and organization finds something to do, and every organization is recommended something', async () => {
  const { market } = await served.ask(
    'xinlianxin',
    '{ market(first: 20) { totalCount edges { node { title station { name } } fit { mayClaim sentence } } } }',
  );
  expect(market.totalCount).toBeGreaterThanOrEqual(6);
  expect(market.edges[0].node.title).toBe('为 35 位独居老人开展冬季入户探访与居家安全检查');
  expect(market.edges[0].fit.mayClaim).toBe(true);
  const todos = async (login: string) =>
    (await served.ask(login, '{ home { todos { kind } } }')).home.todos.map((todo: { kind: string }) => todo.kind);
  expect(await todos('xiguan')).toEqual(expect.arrayContaining(['claim_to_confirm', 'order_draft']));
  expect(await todos('mapaoquan')).toContain('session_to_confirm');
  expect(await todos('yuquan')).toContain('agreement_to_sign');
  expect(await todos('qinfeng')).toContain('order_to_serve');
});

test('each open order has a recommended provider', async () => {
  const { orders } = await served.ask(
    'bureau',
    '{ orders(first: 20, states: [open]) { edges { node { title recommendation { candidates { organization { name } } } } } } }',
  );
  for (const { node } of orders.edges)
    expect([node.title, node.recommendation.candidates.length]).toEqual([
      node.title,
      expect.toSatisfy((count: number) => 0 < count),
    ]);
});

test('nobody is told now of what happened months ago', async () => {
  const waiting = await inTransaction(
    database.pool,
    { system: 'install' },
    'read',
    async (tx) =>
      (
        await tx.client.query<{ first: Date; n: number }>(
          'select min(created_at) as first, count(*)::int as n from outbox where done_at is null',
        )
      ).rows[0],
  );
  expect(waiting?.n).toBeGreaterThan(5);
  expect(waiting?.first.getTime()).toBeGreaterThan(LOADED_AT.getTime() - 7 * 86_400_000);
});

test('the same set again changes nothing, and every account is listed with its unit', async () => {
  const count = () =>
    inTransaction(
      database.pool,
      { system: 'install' },
      'read',
      async (tx) =>
        (await tx.client.query<{ n: number }>('select count(*)::int as n from idempotency_keys')).rows[0]?.n,
    );
  const before = await count();
  const accounts = await loadDemo({ pool: database.pool, clock: () => new Date('2026-12-01T03:00:00Z'), log: quiet });
  expect(await count()).toBe(before);
  expect(accounts).toEqual(demoAccounts());
  expect(new Set(accounts.map(({ login }) => login)).size).toBe(23);
});
