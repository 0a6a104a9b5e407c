/**
 * How an order comes to be published, in the browser: submitted, returned, mended, approved, claimed; and from the menu, asked
 * and accepted. On phones for station and organization, and at the desk's size for all.
 */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DESK, openBrowser, PHONE, person, site } from './kit/person.ts';
import { choose, nextStep, waitForSaved, writeWhat, writeWhen, writeWho } from './kit/station.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const RUNS = [
  { what: 'on phones', size: PHONE, station: 'dongguan', organization: 'qinfeng' },
  { what: 'on wide screens', size: DESK, station: 'dacheng', organization: 'nuanyang' },
];

test.each(RUNS)('submit, return, mend, approve, claim: $what', async ({ what, size, station, organization }) => {
  const bureau = await person(browser, 'bureau', 'd', DESK);
  await bureau.page.goto(site('/d/approvals/settings'));
  await bureau.page.getByRole('radio', { name: '主管单位审核', exact: true }).check();
  await bureau.page.getByRole('button', { name: '保存审核设置' }).click();
  await bureau.page.getByText(/审核设置已保存/).waitFor();

  const title = `审核走一遍${what === 'on phones' ? '一' : '二'}`;
  const words = { title, place: '社区活动室', description: '每周一次探访。' };
  const worker = await person(browser, station, 'm', size);
  const page = worker.page;
  await page.goto(site('/m/orders/new'));
  await writeWhat(page, words);
  await nextStep(page, '为谁');
  await writeWho(page);
  await nextStep(page, '何时何地');
  await writeWhen(page, words);
  await nextStep(page, '确认');
  await waitForSaved(page);
  await page.getByRole('button', { name: '提交点单', exact: true }).click();
  await page.getByRole('heading', { name: /已提交，等待.*审核/ }).waitFor();

  await bureau.page.goto(site('/d/approvals'));
  await bureau.page.getByRole('link', { name: title }).first().click();
  await bureau.page.getByRole('heading', { name: '审核', exact: true }).waitFor();
  await bureau.page.getByLabel('退回或不予发布的原因').fill('请写明每次几个人去');
  await bureau.page.getByRole('button', { name: '退回修改' }).click();
  await bureau.page.getByText('已退回修改，社工站会收到通知。').waitFor();

  await page.reload();
  await page.getByText(/请您修改：请写明每次几个人去/).waitFor();
  await page.getByRole('link', { name: '修改点单' }).click();
  await page.getByLabel('需求说明').fill('每周一次探访，每次两人。');
  await waitForSaved(page);
  for (const step of ['为谁', '何时何地', '确认']) await nextStep(page, step);
  await page.getByRole('button', { name: '提交点单', exact: true }).click();
  await page.getByRole('heading', { name: /已提交，等待.*审核/ }).waitFor();
  const id = /orders\/([0-9a-f-]{36})/.exec(page.url())?.[1];

  await bureau.page.goto(site(`/d/approvals?order=${id}`));
  await bureau.page.getByRole('button', { name: '同意发布' }).click();
  await bureau.page.getByText(/已同意发布“/).waitFor();

  const provider = await person(browser, organization, 'm', size);
  await provider.page.goto(site(`/m/orders/${id}`));
  await provider.page.getByRole('button', { name: /接单/ }).first().click();
  const sheet = provider.page.getByRole('dialog');
  if (await sheet.isVisible().catch(() => false)) await sheet.getByRole('button', { name: /接单/ }).first().click();
  await provider.page.getByRole('heading', { name: /贵单位的接单/ }).waitFor();
  await page.reload();
  await page.getByText('退回修改：请写明每次几个人去').waitFor();
  for (const who of [bureau, worker, provider]) {
    expect(who.troubles).toEqual([]);
    await who.context.close();
  }
});

test.each(RUNS)('from the menu, asked and accepted: $what', async ({ size, station }) => {
  const bureau = await person(browser, 'bureau', 'd', DESK);
  await bureau.page.goto(site('/d/approvals/settings'));
  await bureau.page.getByRole('radio', { name: '不审核，提交即发布', exact: true }).check();
  await bureau.page.getByRole('button', { name: '保存审核设置' }).click();
  await bureau.page.getByText(/审核设置已保存/).waitFor();
  await bureau.context.close();

  const worker = await person(browser, station, 'm', size);
  const page = worker.page;
  await page.goto(site('/m/menu'));
  const offer = page.getByRole('region').filter({ hasText: '暖阳' }).first();
  await offer.waitFor();
  await offer.getByRole('button', { name: '点这项服务' }).click();
  await page.getByLabel('需求名称').waitFor();
  await choose(page, '服务');
  await choose(page, /^输血/);
  await nextStep(page, '为谁');
  await page.getByLabel('预计数量：数').fill('20');
  await choose(page, /^感受性需求/);
  await nextStep(page, '何时何地');
  await page.getByLabel('地点').fill('社区活动室');
  const today = localDateOf(new Date());
  await page.getByLabel('服务从哪天开始').fill(addDays(today, 8));
  await page.getByLabel('到哪天结束').fill(addDays(today, 28));
  await page.getByLabel('接单截止').fill(addDays(today, 6));
  await nextStep(page, '确认');
  await waitForSaved(page);
  await page.getByRole('button', { name: '提交点单', exact: true }).click();
  await page
    .getByText(/等待答复/)
    .first()
    .waitFor();
  const id = /orders\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  const provider = await person(browser, 'nuanyang', 'm', size);
  await provider.page.goto(site(`/m/orders/${id}`));
  await provider.page.getByRole('button', { name: '同意承接' }).click();
  await provider.page
    .getByText(/已同意承接/)
    .first()
    .waitFor();
  for (const who of [worker, provider]) {
    expect(who.troubles).toEqual([]);
    await who.context.close();
  }
});
