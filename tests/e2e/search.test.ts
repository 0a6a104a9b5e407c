/** Search through the browser: found by initials, marked, narrowed by chips, kept, renamed, deleted and put back; at the desk too. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look, settled } from './kit/look.ts';
import { smallTargets } from './kit/measure.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

let browser: Browser;
let organization: Person;
let bureau: Person;
beforeAll(async () => {
  browser = await openBrowser();
  organization = await person(browser, 'xinlianxin', 'm', PHONE);
  bureau = await person(browser, 'bureau', 'd', DESK);
});
afterAll(() => browser.close());

const box = ({ page }: Person) => page.getByRole('search').getByLabel('查找点单');
const find = async (who: Person, words: string) => {
  await box(who).fill(words);
  await who.page.getByRole('button', { name: '查找', exact: true }).click();
};
const query = ({ page }: Person) => Object.fromEntries(new URL(page.url()).searchParams);

describe('on the phone', () => {
  test('initials typed in the market find orders, marked, with each condition a chip', async () => {
    const { page } = organization;
    await page.goto('/m/market');
    await find(organization, 'djlr');
    await page.waitForURL(/\/m\/search\?/);
    await page.locator('mark', { hasText: '独居老人' }).first().waitFor();
    expect(query(organization)).toEqual({ state: 'open', q: 'djlr' });
    await look(organization, 'search');
    expect(await smallTargets(page, 44)).toEqual([]);
    await page.getByRole('button', { name: '去掉条件：待接单' }).click();
    await expect.poll(() => query(organization)).toEqual({ q: 'djlr' });
    await page.reload();
    await page.locator('mark', { hasText: '独居老人' }).first().waitFor();
  });

  test('a condition is chosen in the sheet; nothing found says what to do; signs alone are refused in words', async () => {
    const { page } = organization;
    await page.getByRole('button', { name: '增减条件' }).click();
    await page.getByLabel('服务类型').selectOption('CC06');
    await look(organization, 'search-conditions');
    await page.getByRole('button', { name: '按这些条件查找' }).click();
    await page.getByRole('heading', { name: '没有找到符合的点单' }).waitFor();
    await look(organization, 'search-nothing');
    await find(organization, '，。');
    await page.getByText(/请输入汉字、字母或数字/).waitFor();
    await page.goto('/m/search?q=djlr');
    await page.locator('mark').first().waitFor();
  });

  test('it is kept with an alert, opened again, renamed, deleted and put back', async () => {
    const { page } = organization;
    await page.getByRole('button', { name: '保存这个筛选' }).click();
    await page.getByLabel('筛选名称').fill('');
    await page.getByLabel('有新点单就提醒').check();
    await page.getByRole('button', { name: '保存筛选' }).click();
    await page.getByText(/请为这个筛选取一个名称/).waitFor();
    await page.getByLabel('筛选名称').fill('独居老人');
    await look(organization, 'search-save');
    await page.getByRole('button', { name: '保存筛选' }).click();
    await page.getByText('已保存到“我的筛选”：独居老人，有新点单就提醒。').waitFor();
    await page.getByRole('link', { name: '我的筛选' }).click();
    await page.getByRole('button', { name: '修改筛选：独居老人' }).click();
    await page.getByLabel('筛选名称').fill('独居老人探访');
    await page.getByLabel('每天早上汇总提醒').check();
    await page.getByRole('button', { name: '保存修改' }).click();
    await page.getByText('已修改筛选“独居老人探访”，每天早上汇总提醒。').waitFor();
    await page.getByRole('button', { name: '删除筛选：独居老人探访' }).click();
    await page.getByText('已删除筛选“独居老人探访”，不再提醒。').waitFor();
    await look(organization, 'search-saved');
    expect(await smallTargets(page, 44)).toEqual([]);
    await page.getByRole('button', { name: '撤销删除' }).click();
    await page.getByText('已恢复筛选“独居老人探访”。').waitFor();
    await page.getByRole('button', { name: /^独居老人探访/ }).click();
    await page.waitForURL(/\/m\/search\?q=djlr/);
  });
});

describe('at the desk', () => {
  test('an organization’s name finds what it holds; an order opens beside; the search is kept', async () => {
    const { page } = bureau;
    await page.goto('/d/orders');
    await find(bureau, '心连心');
    await page.locator('td mark', { hasText: '心连心' }).first().waitFor();
    await look(bureau, 'orders-found');
    await page.getByRole('button', { name: '保存这个筛选' }).click();
    await page.getByRole('button', { name: '保存筛选' }).click();
    await page.getByText('已保存到“我的筛选”：心连心。').waitFor();
    await page.getByRole('button', { name: '我的筛选' }).click();
    await page.getByRole('button', { name: /^心连心/ }).waitFor();
    await look(bureau, 'orders-kept');
    await page.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('table').getByRole('link').first().click();
    await page.waitForURL(/order=/);
    expect(query(bureau)).toMatchObject({ q: '心连心' });
    await settled(page);
  });
});
