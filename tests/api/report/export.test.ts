/** Export what I see: the page's filters, under the viewer's own rights, safe in Excel, noted in the audit. */
import { openUpload } from '@jiedui/api/hall/sheet/open-upload.ts';
import { EXPORT_LISTS } from '@jiedui/api/report/export/export.store.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

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

it('is closed to strangers', async () => {
  expect((await world.app.inject({ url: '/exports/orders.xlsx' })).statusCode).toBe(401);
});
