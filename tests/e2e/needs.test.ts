/** Needs through the browser: a survey in few taps, what may be one merged and taken apart, screened into an order, seen at the desk. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { look, settled } from './kit/look.ts';
import { smallTargets } from './kit/measure.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

let browser: Browser;
let station: Person;
let organization: Person;
let bureau: Person;
beforeAll(async () => {
  browser = await openBrowser();
  station = await person(browser, 'xiguan', 'm', PHONE);
  organization = await person(browser, 'xinlianxin', 'm', PHONE);
  bureau = await person(browser, 'bureau', 'd', DESK);
});
afterAll(() => browser.close());

const TITLE = '独居老人取暖安全检查';

describe('from a survey to an order', () => {
  test('a survey is recorded in few taps, with an organization, and kept as one types', async () => {
    const { page } = station;
    await page.goto('/m/surveys/new');
    await page.getByLabel('电话', { exact: true }).check();
    await page.getByLabel('调查了多少：数').fill('40');
    await page.getByLabel('调查发现').fill('入冬前电话问询，多户老人用煤炉取暖，通风不好。');
    await page.getByRole('button', { name: '添加组织' }).click();
    await page.getByLabel('按名称找').fill('心连心');
    await page.getByLabel(/心连心/).check();
    await page.getByRole('button', { name: /选好了/ }).click();
    await page.getByText(/已暂存 \d\d:\d\d/).waitFor();
    await look(station, 'survey-new');

    await page.getByRole('button', { name: '添加一条需求' }).click();
    await page.waitForURL(/\/m\/needs\/new\?survey=/);
    await page.getByLabel('需求名称').fill(TITLE);
    await page.getByLabel('服务类型').selectOption('EC05');
    await page.getByLabel('独居老人', { exact: true }).check();
    await page.getByLabel('大约涉及多少：数').fill('18');
    await page.getByLabel(/^输血/).check();
    await look(station, 'need-new');
    await page.getByRole('button', { name: '记入这次调查' }).click();
    await page.getByRole('heading', { name: '发现的需求（1 条）' }).waitFor();
    await page.getByRole('button', { name: '提交调查' }).click();
    await page.getByText(/已提交，1 条需求列入清单/).waitFor();
    await page.getByText('待确认').waitFor();
    await look(station, 'survey');
    expect(await smallTargets(page, 44)).toEqual([]);
  });

  test('the organization confirms its part', async () => {
    const { page } = organization;
    await page.goto('/m/surveys');
    await page.getByText('请确认参与').first().click();
    await page.getByRole('button', { name: '确认参与' }).waitFor();
    await look(organization, 'survey-part');
    await page.getByRole('button', { name: '确认参与' }).click();
    await page
      .getByText(/已确认参与/)
      .first()
      .waitFor();
  });

  test('what may be one stands on top, is merged, and taken apart again', async () => {
    const { page } = station;
    await page.goto('/m/needs');
    await page.getByRole('heading', { name: '有 1 组可能重复' }).waitFor();
    await look(station, 'needs');
    expect(await smallTargets(page, 44)).toEqual([]);
    await page.getByRole('button', { name: '合并这两条' }).click();
    await page.getByLabel(/同一批人/).check();
    await page.getByRole('button', { name: '合并需求' }).click();
    await page.getByText(/两条原文都保留，可随时拆开/).waitFor();
    await page.goto('/m/needs?state=merged');
    await page.getByRole('link', { name: /希望有人定期看望独居老人/ }).click();
    await page.getByRole('button', { name: '拆开合并' }).click();
    await page.getByText('已拆开，这条需求按原文回到清单。').waitFor();
  });

  test('a need is screened out with a reason, and two become one order that knows them', async () => {
    const { page } = station;
    await page.goto('/m/needs');
    await page
      .getByRole('link', { name: /希望有人定期看望独居老人/ })
      .last()
      .click();
    await page.getByRole('button', { name: '不转点单' }).click();
    await page.getByLabel('已转介其他部门').check();
    await page.getByRole('button', { name: '记为不转点单' }).click();
    await page.getByText(/请写明转到了哪里/).waitFor();
    await page.getByLabel('转到哪里').fill('自由路社区居委会');
    await page.getByRole('button', { name: '记为不转点单' }).click();
    await page.getByText(/不转点单：已转介其他部门（自由路社区居委会）/).waitFor();

    await page.goto('/m/needs');
    await page.getByLabel(`选中“${TITLE}”`).check();
    await page.getByLabel('选中“独居老人冬季定期上门探访”').check();
    await page.getByRole('button', { name: '把 2 条转为点单' }).click();
    await page.getByLabel(/^我来填/).check();
    await page.getByRole('button', { name: '起草点单' }).click();
    await page.waitForURL(/\/m\/orders\/[^/]+\/edit/);
    expect(await page.getByLabel('需求名称').inputValue()).toContain('等 2 项');
    await page.goto('/m/needs?state=screened_in');
    await page.getByRole('link', { name: new RegExp(TITLE) }).click();
    await page.getByRole('heading', { name: '转成的点单' }).waitFor();
    await look(station, 'need-ordered');
  });

  test('the desk reads the list by township, with figures that open, and no village or finding', async () => {
    const { page } = bureau;
    await page.goto('/d/needs');
    await page.getByRole('table', { name: '需求清单' }).waitFor();
    await look(bureau, 'needs');
    expect(await page.getByText('自由路社区').count()).toBe(0);
    await page.getByRole('link', { name: /^造血 \d+ 条$/ }).click();
    await page.waitForURL(/mode=capacity/);
    await page.getByText(/显示：.*造血/).waitFor();
    await page.getByRole('link', { name: '需求调查' }).click();
    await page.getByRole('table', { name: '需求调查' }).waitFor();
    await settled(page);
    await look(bureau, 'surveys');
    expect(await page.getByText('煤炉').count()).toBe(0);
  });
});
