/**
 * An order that two organizations share, in the browser: written with its lines, taken in part by one and then by the other,
 * each part confirmed by itself; a draft that another station joins; an order handed over. On phones, and looked at wide.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { look } from './kit/look.ts';
import { DESK, openBrowser, PHONE, person, site } from './kit/person.ts';
import { choose, nextStep, waitForSaved, writeWhat, writeWhen, writeWho } from './kit/station.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('an order in lines is taken by two, each its part, and each part is confirmed', async () => {
  const [station, first, second] = await Promise.all([
    person(browser, 'huaniu', 'm', PHONE),
    person(browser, 'qinfeng', 'm', PHONE),
    person(browser, 'xinlianxin', 'm', PHONE),
  ]);
  const page = station.page;
  const words = { title: '独居老人分片探访（两家）', place: '花牛镇各村', description: '两片分开走，每户两次。' };
  await page.goto(site('/m/orders/new'));
  await writeWhat(page, words);
  await nextStep(page, '为谁');
  await writeWho(page);
  await choose(page, /^可分项承接/);
  await page.getByRole('button', { name: '再加一项' }).click();
  for (const [name, what, count] of [
    ['第 1 项', '入户探访', '20'],
    ['第 2 项', '电话问候', '15'],
  ] as const) {
    const line = page.getByRole('group', { name, exact: true });
    await line.getByLabel('要什么').fill(what);
    await line.getByLabel('要多少：数').fill(count);
  }
  await nextStep(page, '何时何地');
  await writeWhen(page, words);
  await nextStep(page, '确认');
  await page.getByText('入户探访 20 人').waitFor();
  await waitForSaved(page);
  await look(station, 'shares-confirm');
  await page.getByRole('button', { name: '提交点单', exact: true }).click();
  await page.getByRole('region', { name: '承接情况' }).getByText('未承接', { exact: true }).waitFor();
  const id = /orders\/([0-9a-f-]{36})/.exec(page.url())?.[1];

  for (const [who, portion] of [
    [first, '12'],
    [second, null],
  ] as const) {
    await who.page.goto(site(`/m/orders/${id}`));
    await who.page.getByRole('button', { name: '我要接单' }).click();
    const sheet = who.page.getByRole('dialog', { name: '接下这个点单？' });
    if (portion) {
      await sheet.getByLabel('入户探访，承接多少人').fill(portion);
      await sheet.getByLabel('电话问候，承接多少人').fill('0');
    } else await expect.poll(() => sheet.getByLabel('入户探访，承接多少人').inputValue()).toBe('8');
    await sheet.getByRole('button', { name: '确认接单' }).click();
    await who.page.getByRole('heading', { name: /贵单位的接单/ }).waitFor();
    await who.page
      .getByText(portion ? '入户探访 12 人' : '入户探访 8 人、电话问候 15 人')
      .first()
      .waitFor();
  }

  await page.reload();
  await page.getByRole('region', { name: '承接情况' }).getByText('已承接', { exact: true }).waitFor();
  await look(station, 'shares-decide');
  for (const name of ['天水市心连心爱心协会', '秦风']) {
    const waiting = page.getByRole('region', { name: '等您确认接单' }).filter({ hasText: name });
    await waiting.getByRole('button', { name: /^确认.*接单$/ }).click();
    await waiting.waitFor({ state: 'detached' });
  }
  await page.getByText('待开展', { exact: true }).waitFor();
  await first.page.reload();
  await first.page.getByText(/请在/).filter({ hasText: '安排首场服务' }).first().waitFor();
  await first.page
    .getByText(/还有 \d+ 个工作日/)
    .first()
    .waitFor();
  await page.setViewportSize(DESK);
  await page.reload();
  await look(station, 'shares-order');
  for (const who of [station, first, second]) await who.context.close();
});

test('a station answers whether it takes part, and the lead reads it', async () => {
  const asked = await person(browser, 'dongguan', 'm', PHONE);
  await asked.page.goto(site('/m/orders'));
  await asked.page.getByRole('link', { name: /三个街道高龄老人/ }).click();
  await asked.page.getByRole('button', { name: '参加联合点单' }).waitFor();
  await look(asked, 'joint-asked');
  await asked.page.getByRole('button', { name: '不参加' }).click();
  const sheet = asked.page.getByRole('dialog', { name: '不参加这次联合点单' });
  await sheet.getByLabel('原因').fill('本月活动已排满');
  await sheet.getByRole('button', { name: '答复不参加' }).click();
  await asked.page.getByText(/不参加：本月活动已排满/).waitFor();
  await asked.context.close();

  const lead = await person(browser, 'dacheng', 'm', PHONE);
  await lead.page.goto(site('/m/orders'));
  await lead.page.getByRole('link', { name: /三个街道高龄老人/ }).click();
  await lead.page.getByRole('button', { name: '确认', exact: false }).first().click();
  await lead.page.getByText(/不参加：本月活动已排满/).waitFor();
  await look(lead, 'joint-lead');
  await lead.context.close();
});

test('a request to take an order over goes from hand to hand', async () => {
  const holder = await person(browser, 'nuanyang', 'm', PHONE);
  await holder.page.goto(site('/m/next'));
  await look(holder, 'next-holder');
  await holder.page.goto(site('/m/claims'));
  await holder.page.getByRole('link', { name: /山区独居老人/ }).click();
  await holder.page
    .getByText(/秦风.*转接|转接.*秦风/)
    .first()
    .waitFor();
  await look(holder, 'takeover-holder');
  await holder.page.getByRole('button', { name: /^同意/ }).click();
  await holder.page
    .getByText(/等待.*社工站|待社工站/)
    .first()
    .waitFor();
  await holder.context.close();

  const station = await person(browser, 'yuquan', 'm', PHONE);
  await station.page.goto(site('/m/orders'));
  await station.page.getByRole('link', { name: /山区独居老人/ }).click();
  await look(station, 'takeover-station');
  await station.page.getByRole('button', { name: /^接受/ }).click();
  await station.page
    .getByText(/由.*秦风.*承接/)
    .first()
    .waitFor();
  await station.context.close();

  const bureau = await person(browser, 'bureau', 'd', DESK);
  for (const page of ['next', 'rulings']) {
    await bureau.page.goto(site(`/d/${page}`));
    await look(bureau, `shares-${page}`);
  }
  await bureau.context.close();
});
