/**
 * The whole path in real Chromium, a browser for each person at once: a station asks, two organizations look, one is
 * first, both sides sign, the work is recorded and confirmed, the bureau reviews the month. Then the same at the other
 * sizes, where the bureau looks through its pages on a phone.
 */
import { addMonths, localDateOf } from '@jiedui/shared/calendar.ts';
import { dispatchMonthOn } from '@jiedui/shared/dispatch/schedule.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { monthPath } from './kit/month-path.ts';
import { orderPath, type Run } from './kit/order-path.ts';
import { DESK, openBrowser, PHONE, person } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const RUNS: readonly Run[] = [
  {
    what: 'on phones',
    size: PHONE,
    station: 'dongguan',
    stationName: '东关街道社工站',
    first: 'qinfeng',
    firstName: '天水市秦风志愿服务联合会',
    second: 'xinlianxin',
  },
  {
    what: 'on wide screens',
    size: DESK,
    station: 'dacheng',
    stationName: '大城街道社工站',
    first: 'nuanyang',
    firstName: '秦州区暖阳为老服务中心',
    second: 'qinfeng',
  },
];

for (const run of RUNS) orderPath(() => browser, run);
monthPath(() => browser);

test('the bureau finds every page whole on a phone', async () => {
  const { page, context, troubles } = await person(browser, 'bureau', 'd', PHONE);
  const way = page.getByRole('navigation', { name: '主导航' });
  /** Folded away on a screen as narrow as this; choosing a room folds it again. */
  const openWay = () => page.getByRole('button', { name: '全部栏目' }).click();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fits()).toBe(true);
  for (const [room, title] of [
    ['月调度', '月调度'],
    ['点单', '点单台账'],
    ['结对', '结对一览表'],
    ['服务记录', '服务记录'],
  ] as const) {
    await openWay();
    expect(await fits(), `the way to ${room}`).toBe(true);
    await way.getByRole('link', { name: room, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('status', { name: '正在读取' }).waitFor({ state: 'hidden' });
    expect(await fits(), room).toBe(true);
  }
  await page.getByRole('table', { name: '服务记录' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: '谁确认了' }).waitFor();
  expect(await fits()).toBe(true);
  await openWay();
  await way.getByRole('link', { name: '月调度' }).click();
  // The month before the one that was issued above: on the first days of a month its lines have no rows yet.
  const before = addMonths(dispatchMonthOn(localDateOf(new Date())), -1);
  await page.getByRole('link', { name: `查看 ${Number(before.slice(5))} 月调度`, exact: true }).click();
  await page.getByRole('region', { name: '本条数据' }).getByRole('button', { name: /^看/ }).first().click();
  await page
    .getByText(/^(以上|.*：以上)/)
    .first()
    .waitFor();
  expect(await fits()).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});
