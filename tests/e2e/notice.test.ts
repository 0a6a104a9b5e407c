/** Notices in the browser: settings that stay, an inbox that filters and reads, at both sizes. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from './kit/look.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function choose({ page, face }: Person): Promise<void> {
  await page.goto(`/${face}/notice-settings`);
  await page.getByLabel('服务记录').selectOption('weekly');
  await page.getByLabel('开始').fill('22:30');
  await page.getByRole('button', { name: '保存通知设置' }).click();
  await page.getByText('已保存：22:30 至次日 08:00 不打扰').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '免打扰时段' }).waitFor();
  expect(await page.getByLabel('服务记录').inputValue()).toBe('weekly');
  expect(await page.getByLabel('开始').inputValue()).toBe('22:30');
}

test('a station worker chooses how to be told, and finds it chosen', async () => {
  const worker = await person(browser, 'xiguan', 'm', PHONE);
  await choose(worker);
  await look(worker, 'notice-settings');
  await worker.context.close();
});

test('a station worker sees the unread of one kind, and reads them all', async () => {
  const worker = await person(browser, 'xiguan', 'm', PHONE);
  await worker.page.goto('/m/inbox?show=unread');
  await worker.page.getByText('显示：未读').waitFor();
  await look(worker, 'inbox-unread');
  const all = worker.page.getByRole('button', { name: '全部标为已读' });
  if (0 < (await all.count())) {
    await all.click();
    await worker.page.getByText('全部通知已标为已读。').waitFor();
    await worker.page.getByText('没有未读的通知').waitFor();
  }
  await worker.page.getByRole('link', { name: '接单', exact: true }).click();
  expect(new URL(worker.page.url()).searchParams.get('group')).toBe('claim');
  await worker.context.close();
});

test('an officer finds the inbox from every page, chooses, and sees that nothing is undelivered', async () => {
  const officer = await person(browser, 'bureau', 'd', DESK);
  await officer.page.getByRole('link', { name: /^通知/ }).first().click();
  await officer.page.getByRole('heading', { name: '通知', exact: true }).waitFor();
  await look(officer, 'inbox');
  await choose(officer);
  await look(officer, 'notice-settings');
  await officer.page.goto('/d/undelivered');
  await officer.page.getByText('没有未送达的消息').waitFor();
  await look(officer, 'undelivered');
  await officer.context.close();
});
