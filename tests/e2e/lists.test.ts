/**
 * Lists that are kept alive, in the browser: the monthly word by one tap on the phone, what is lacking nearby, the gap board
 * and a past day on the desk; and an order that comes back from approval, found on both first pages.
 */
import { addDays, formatDate, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from './kit/look.ts';
import { DESK, openBrowser, PHONE, person, site } from './kit/person.ts';
import { nextStep, waitForSaved, writeWhat, writeWhen, writeWho } from './kit/station.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('an organization says once a month that it still can, by a tap each or by one for all; and sees what is lacking', async () => {
  // One of those that the demo has still to speak this month.
  const who = await person(browser, 'hebei', 'm', PHONE);
  const { page } = who;
  await page.goto(site('/m/'));
  await page
    .getByRole('link', { name: /本月待确认/ })
    .first()
    .click();
  const all = page.getByRole('button', { name: /^全部仍可提供/ });
  await all.waitFor();
  await look(who, 'monthly');
  const one = page.getByRole('button', { name: '仍可提供', exact: true });
  const count = await one.count();
  await one.first().click();
  await page.getByText('已确认仍可提供，继续推荐。').waitFor();
  await expect.poll(() => one.count()).toBe(count - 1);
  if (1 < count) await all.click();
  await page.getByText('本月都已确认').waitFor();
  await page.goto(site('/m/offers'));
  await page.getByRole('link', { name: '变化经过' }).first().click();
  await page
    .getByText(/^\d{4}年\d+月\d+日 星期/)
    .first()
    .waitFor();
  await look(who, 'history');
  await page.goto(site('/m/wanted'));
  await page.getByRole('heading', { name: '这里缺' }).waitFor();
  await look(who, 'wanted');
  const offer = page.getByRole('link', { name: /发布这项供给/ }).first();
  if (await offer.isVisible()) {
    await offer.click();
    await page
      .getByLabel(/供给名称|名称/)
      .first()
      .waitFor();
    expect(new URL(page.url()).searchParams.get('type')).not.toBeNull();
  }
  expect(who.troubles).toEqual([]);
  await who.context.close();
});

test('the bureau reads the gap board, the list of a past day, and what changed since', async () => {
  const bureau = await person(browser, 'bureau', 'd', DESK);
  const { page } = bureau;
  await page.goto(site('/d/gaps'));
  await page.getByRole('table', { name: '供需缺口' }).waitFor();
  await page.getByRole('link', { name: '看任意一天的清单' }).click();
  await page.getByRole('table', { name: '需求清单' }).waitFor();
  const today = localDateOf(new Date());
  const day = addDays(today, -7);
  await page.getByLabel('看哪一天').fill(day);
  await page.getByText(`${formatDate(day)}结束时的需求清单，与当时完全一致。`).waitFor();
  expect(new URL(page.url()).searchParams.get('on')).toBe(day);
  const rows = page.getByRole('table', { name: '需求清单' }).getByRole('row');
  await rows.nth(1).waitFor();
  await look(bureau, 'list-as-of');
  const sheet = page.waitForEvent('download');
  await page.getByRole('link', { name: /^导出这一天的需求清单/ }).click();
  expect((await sheet).suggestedFilename()).toBe(`需求清单${day}.xlsx`);
  await page.getByRole('link', { name: '这一天以来的变化' }).click();
  await page.getByText(`自${formatDate(day)}结束以来：`).waitFor();
  await page.getByRole('link', { name: /^需求新增 \d+$/ }).click();
  await page.getByRole('table', { name: '清单变化' }).getByText('新增').first().waitFor();
  await look(bureau, 'list-changes');
  await page.goto(site('/d/dispatch'));
  await page.getByRole('link', { name: '看是哪些变化' }).click();
  await page.getByRole('heading', { name: '清单变化' }).waitFor();
  expect(bureau.troubles).toEqual([]);
  await bureau.context.close();
});

test('an order that comes back from approval waits on the station’s first page, and the second time on the bureau’s', async () => {
  const bureau = await person(browser, 'bureau', 'd', DESK);
  await bureau.page.goto(site('/d/approvals/settings'));
  await bureau.page.getByRole('radio', { name: '主管单位审核', exact: true }).check();
  await bureau.page.getByRole('button', { name: '保存审核设置' }).click();
  await bureau.page.getByText(/审核设置已保存/).waitFor();
  const words = { title: '退回再审的一条点单', place: '社区活动室', description: '每周一次探访。' };
  const worker = await person(browser, 'dongguan', 'm', PHONE);
  const { page } = worker;
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

  await bureau.page.goto(site('/d/'));
  await bureau.page
    .getByRole('link', { name: /点单待审核/ })
    .first()
    .click();
  await bureau.page.getByRole('link', { name: words.title }).first().click();
  await bureau.page.getByLabel('退回或不予发布的原因').fill('请写明每次几个人去');
  await bureau.page.getByRole('button', { name: '退回修改' }).click();
  await bureau.page.getByText('已退回修改，社工站会收到通知。').waitFor();

  await page.goto(site('/m/'));
  await look(worker, 'home-returned');
  await page
    .getByRole('link', { name: /点单被退回.*退回再审的一条点单/ })
    .first()
    .click();
  await page.getByRole('link', { name: '修改点单' }).click();
  await page.getByLabel('需求说明').fill('每周一次探访，每次两人。');
  await waitForSaved(page);
  for (const step of ['为谁', '何时何地', '确认']) await nextStep(page, step);
  await page.getByRole('button', { name: '提交点单', exact: true }).click();
  await page.getByRole('heading', { name: /已提交，等待.*审核/ }).waitFor();

  await bureau.page.goto(site('/d/'));
  await bureau.page
    .getByRole('link', { name: /点单待审核/ })
    .first()
    .click();
  await bureau.page.getByRole('link', { name: words.title }).first().click();
  await bureau.page.getByRole('button', { name: '同意发布' }).click();
  await bureau.page.getByText(/已同意发布“/).waitFor();
  await bureau.page.goto(site('/d/approvals/settings'));
  await bureau.page.getByRole('radio', { name: '不审核，提交即发布', exact: true }).check();
  await bureau.page.getByRole('button', { name: '保存审核设置' }).click();
  await bureau.page.getByText(/审核设置已保存/).waitFor();
  for (const someone of [bureau, worker]) {
    expect(someone.troubles).toEqual([]);
    await someone.context.close();
  }
});
