/** Export what I see: the page's filters, under the viewer's own rights, safe in Excel, noted in the audit. */
import { openUpload } from '@jiedui/api/hall/sheet/open-upload.ts';
import { EXPORT_LISTS } from '@jiedui/shared/report/export/columns.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { saveNeed } from '@jiedui/api/order/need.commands.ts';
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import { registerAuthority } from '@jiedui/api/region/region.commands.ts';
import { actsIn, must } from '../../kit/acts.ts';
import { PASSWORD, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: ReturnType<typeof actsIn>;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  await acts.posted(world.stations.dacheng, { title: '=为独居老人开展冬季探访' });
  await acts.draft(world.stations.shetang, { title: '社棠镇的一份草稿' });
});
afterAll(() => world.close());

async function exported(login: string, path: string) {
  const response = await world.app.inject({ url: path, headers: { cookie: await world.cookieOf(login) } });
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200);
  return openUpload(response.rawPayload)
    .sheets[0]!.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''))
    .slice(2);
}

it.each(EXPORT_LISTS)('%s opens as a workbook, as seen and in the official layout', async (list) => {
  expect((await exported('bureau', `/exports/${list}.xlsx`)).length).toBeGreaterThan(0);
  expect((await exported('bureau', `/exports/${list}.xlsx?layout=official`)).length).toBeGreaterThan(0);
});

it('gives each what the page shows: a draft to its station alone, a formula as text', async () => {
  const titles = async (login: string) => (await exported(login, '/exports/orders.xlsx')).flat();
  expect(await titles('shetang')).toContain('社棠镇的一份草稿');
  expect(await titles('bureau')).not.toContain('社棠镇的一份草稿');
  expect(await titles('bureau')).toContain("'=为独居老人开展冬季探访");
  expect((await exported('bureau', '/exports/orders.xlsx?states=cancelled')).flat().join()).not.toContain('冬季探访');
});

it('gives a county the stations and organizations of its registers, and none of its neighbour', async () => {
  const bureau = await acts.one<{ id: string }>("select id from accounts where login = 'bureau'");
  const officer = await acts.as({ accountId: bureau.id });
  const county = must(
    await registerAuthority(officer, {
      ...acts.key(),
      kind: 'civil_affairs',
      name: '麦积区民政局',
      regionCode: '620503000000',
      jurisdiction: ['620503102000'],
    }),
  );
  const { shetang } = world.stations;
  const { nuanyang } = world.organizations;
  await acts.sql('update stations set authority_id = $1 where id = $2', [county.id, shetang.id]);
  await acts.sql("update organizations set region_code = '620503102000' where id = $1", [nuanyang.id]);
  await openAccount(officer, {
    ...acts.key(),
    login: 'county',
    name: '麦积区经办人',
    password: PASSWORD,
    roles: [{ role: 'bureau_officer', authorityId: county.id }],
  });
  const { data } = await world.ask(
    'county',
    '{ stationRegister(first: 20) { totalCount } organizationRegister(first: 20) { totalCount } }',
  );
  expect(data).toEqual({ stationRegister: { totalCount: 1 }, organizationRegister: { totalCount: 1 } });
  const seen = async (list: string) => (await exported('county', `/exports/${list}.xlsx`)).flat();
  expect((await seen('stations')).filter((cell) => cell.endsWith('社工站'))).toEqual([shetang.name]);
  const names = Object.values(world.organizations).map(({ name }) => name);
  expect((await seen('organizations')).filter((cell) => names.includes(cell))).toEqual([nuanyang.name]);
});

it('has the columns chosen, and the needs as their page filters them', async () => {
  must(
    await saveNeed(await acts.as(world.stations.dacheng), {
      ...acts.key(),
      id: null,
      expectedVersion: null,
      surveyId: null,
      hotline: true,
      record: true,
      title: '独居老人冬季用电检查',
      description: '',
      serviceType: 'EC01',
      targetGroups: ['elder_alone'],
      needType: 'felt',
      mode: 'relief',
      headcount: { value: 35, qualifier: 'about', unit: 'person' },
      urgency: 'normal',
      village: '绵诸村',
      place: '',
      wantedFrom: null,
      wantedTo: null,
    }),
  );
  const rows = await exported(
    'bureau',
    '/exports/needs.xlsx?states=recorded&mode=relief&columns=headcount,title,needState',
  );
  expect(rows.filter((row) => row.some((cell) => cell !== ''))).toEqual([
    ['需求', '预计数量', '状态'],
    ['独居老人冬季用电检查', '约 35 人', '待筛选'],
  ]);
  expect((await exported('bureau', '/exports/needs.xlsx')).flat().join()).not.toContain('绵诸村');
  expect((await exported('bureau', '/exports/needs.xlsx?mode=capacity')).flat().join()).not.toContain('用电检查');
  const kinds = (await exported('bureau', '/exports/organizations.xlsx?kind=hospital')).flat().join();
  for (const { name } of Object.values(world.organizations)) expect(kinds).not.toContain(name);
  const { name } = world.organizations.nuanyang;
  const found = (
    await exported('bureau', `/exports/organizations.xlsx?text=${encodeURIComponent(name.slice(0, 4))}`)
  ).flat();
  expect(found.filter((cell) => cell === name)).toEqual([name]);
});

it('is closed to strangers', async () => {
  expect((await world.app.inject({ url: '/exports/orders.xlsx' })).statusCode).toBe(401);
});
