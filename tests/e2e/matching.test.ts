/**
 * Matching on the screens: who is recommended and why, what keeps an organization from claiming and where it mends it, what
 * stands between two, and the weights with their preview. What a step changes a later one puts back: other tests read the
 * same demo.
 */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from './kit/chain.ts';
import { look } from './kit/look.ts';
import { smallTargets, smallTypes } from './kit/measure.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

const ORDER = '为 35 位独居老人开展';
const FIRST = '天水市心连心爱心协会';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const SIZES = [
  ['phone', PHONE],
  ['desk', DESK],
] as const;

/** The station's open order, from its list. */
async function openOrder(page: Page): Promise<void> {
  await page.goto('/m/orders?state=open');
  await page.getByRole('main').getByRole('link', { name: ORDER }).click();
  await page.getByRole('heading', { level: 1, name: ORDER }).waitFor();
}

describe.each(SIZES)('a station on a %s', (_size, size) => {
  let station: Person;
  beforeAll(async () => {
    station = await person(browser, 'xiguan', 'm', size);
  });
  afterAll(() => station?.context.close());

  test('reads who is recommended first, why, and what puts it before the next', async () => {
    const { page } = station;
    await openOrder(page);
    const part = page.getByRole('region', { name: '推荐组织' });
    await part.getByText(`首推 ${FIRST}`).waitFor();
    await part.getByText(/同市 · 已结对 · 做过 1 次/).waitFor();
    await part.getByText(/^领先.+分，主要在“结对关系”：已结对，对方未结对。$/).waitFor();
    expect(await part.textContent()).not.toMatch(/0\.\d\d/);
  });

  test('compares them side by side, and learns why others are not recommended', async () => {
    const { page } = station;
    await page.getByRole('button', { name: '并排比较前 3 家' }).click();
    const table = page.getByRole('table', { name: '推荐组织比较' });
    const rows = table.getByRole('row');
    expect(await table.getByRole('columnheader').count()).toBe(size === PHONE ? 3 : 4);
    await rows.filter({ hasText: '结对关系' }).getByText('决定先后').waitFor();
    await rows.filter({ hasText: '结对关系' }).getByRole('cell').first().getByText('较优').waitFor();
    await rows
      .filter({ hasText: '合计' })
      .getByText(/^比第 1 位少 [\d.]+ 分$/)
      .first()
      .waitFor();
    await page.getByText(/^为什么没有推荐另外 \d+ 家$/).click();
    await page.getByText('只差一项，补齐后可排第 4 位').first().waitFor();
    await page.getByText('在供给中增加“探访关爱（助老敲门）”').first().waitFor();
    await look(station, 'station-recommendation');
  });

  test('puts another one beside the first on a narrow screen', async () => {
    if (size !== PHONE) return;
    const { page } = station;
    await page.getByRole('button', { name: '比第 3 位' }).click();
    await page.getByRole('columnheader', { name: '第 3 位 天水市秦风志愿服务联合会' }).waitFor();
    // What decides between the first and the second says nothing of the third.
    expect(await page.getByText('决定先后').count()).toBe(0);
  });
});

describe.each(SIZES)('an organization on a %s', (_size, size) => {
  let organization: Person;
  beforeAll(async () => {
    organization = await person(browser, 'xinlianxin', 'm', size);
  });
  afterAll(() => organization?.context.close());
  const item = (title: string) => organization.page.getByRole('listitem').filter({ hasText: title });

  test('sees why an order is recommended to it, and what keeps it from another', async () => {
    const { page } = organization;
    await page.goto('/m/market');
    await item(ORDER).getByText('为什么推荐给我').click();
    await item(ORDER).getByText('17 项接单条件均符合，可以接单。').waitFor();
    await item(ORDER).getByText('占 18%').waitFor();
    await item('山区 50 余位老人').getByText('为什么暂不能接').click();
    await item('山区 50 余位老人').getByText('没有登记医疗机构执业许可证').waitFor();
    await look(organization, 'organization-market-why');
  });

  test('is led to the very field that it would mend', async () => {
    const { page } = organization;
    await item('山区 50 余位老人').getByRole('link', { name: '去改服务类型' }).click();
    await page.getByRole('heading', { level: 1, name: '修改供给' }).waitFor();
    const add = page.getByRole('button', { name: '选择服务类型' });
    await expect.poll(() => add.evaluate((button) => button === document.activeElement)).toBe(true);
    await page.getByLabel('最远路程（公里）').fill('很远');
    await page.getByRole('button', { name: '发布供给' }).click();
    await page.getByText('最远路程请填整数公里，例如 30；不限可不填').waitFor();
    await look(organization, 'organization-offer-mend');
  });

  test('sees its licences, the staff check and what stands between it and a station', async () => {
    const { page } = organization;
    await page.goto('/m/organization');
    await page.getByText('还没有登记资质。').waitFor();
    await look(organization, 'organization-own-facts');
    await page.goto('/m/limits');
    await page.getByText('没有暂停对接的社工站。').waitFor();
    await look(organization, 'organization-limits');
  });
});

describe('what changes a recommendation', () => {
  const step = chain(() => [station, organization, bureau]);
  let station: Person;
  let organization: Person;
  let bureau: Person;
  beforeAll(async () => {
    [station, organization, bureau] = await Promise.all([
      person(browser, 'xiguan', 'm', PHONE),
      person(browser, 'xinlianxin', 'm', PHONE),
      person(browser, 'bureau', 'd', DESK),
    ]);
  });
  afterAll(() => Promise.all([station, organization, bureau].map((one) => one?.context.close())));
  const waiting = () => organization.page.getByRole('listitem').filter({ hasText: ORDER });

  step('leave that covers the whole window keeps an organization out, until it is taken back', async () => {
    const { page } = organization;
    await page.goto('/m/organization');
    await page.getByRole('button', { name: '登记休整期' }).click();
    const sheet = page.getByRole('dialog', { name: '登记休整期' });
    await sheet.getByLabel('到哪天止').fill(addDays(localDateOf(new Date()), -1));
    await sheet.getByRole('button', { name: '登记休整期' }).click();
    await sheet.getByText('结束日期不能早于开始日期').waitFor();
    await sheet.getByLabel('到哪天止').fill(addDays(localDateOf(new Date()), 300));
    await sheet.getByRole('button', { name: '登记休整期' }).click();
    await page.getByText('正在休整').waitFor();
    await page.goto('/m/market');
    await waiting().getByText('为什么暂不能接').click();
    await waiting()
      .getByText(/均在休整期内/)
      .waitFor();
    await waiting().getByRole('link', { name: '查看休整期' }).click();
    await page.getByRole('button', { name: /^撤销 .+ 的休整期$/ }).click();
    await page.getByText('没有登记休整期，照常推荐。').waitFor();
    await page.goto('/m/market');
    await waiting().getByText('为什么推荐给我').waitFor();
  });

  step('a station stops being matched with one, which reads the reason', async () => {
    const { page } = station;
    await page.goto('/m/me');
    await page.getByRole('link', { name: /^对接限制/ }).click();
    await page.getByRole('button', { name: '暂停与某家组织对接' }).click();
    const sheet = page.getByRole('dialog', { name: '暂停与某家组织对接' });
    await sheet.getByRole('button', { name: '暂停对接' }).click();
    await sheet.getByText('请选择社会组织', { exact: true }).last().waitFor();
    await look(station, 'station-limit-asked');
    await sheet.getByLabel('社会组织').selectOption({ label: FIRST });
    await sheet.getByLabel('原因').fill('连续两次未按约到场，已当面沟通');
    await sheet.getByRole('button', { name: '暂停对接' }).click();
    await page.getByText('原因：连续两次未按约到场，已当面沟通').waitFor();
    await openOrder(page);
    await page.getByText('首推 秦州区暖阳为老服务中心').waitFor();

    await organization.page.goto('/m/market');
    await waiting().getByText('为什么暂不能接').click();
    await waiting()
      .getByText(/已暂停与该社工站对接（连续两次未按约到场/)
      .waitFor();
    await waiting().getByRole('link', { name: '查看对接限制' }).click();
    await organization.page.getByText('西关街道社工站 暂停对接，未定期限').waitFor();
    // It did not set it, so it is told who ends it instead of being given a button that says no.
    await organization.page.getByText('由设置的同事或县区民政局解除。').waitFor();
    expect(await organization.page.getByRole('button', { name: /^恢复/ }).count()).toBe(0);
  });

  step('the bureau ends it, writes down an interest and ends that', async () => {
    const { page } = bureau;
    await page.goto('/d/matching');
    await page.getByRole('link', { name: '对接限制' }).click();
    const blocks = page.getByRole('table', { name: '暂停对接' });
    await blocks.getByText('连续两次未按约到场').waitFor();
    await look(bureau, 'limits');
    await blocks.getByRole('button', { name: /^恢复对接\s*：西关街道社工站与/ }).click();
    await page.getByText('没有暂停对接的。').waitFor();
    await page.getByRole('button', { name: '登记利益关系' }).click();
    const sheet = page.getByRole('dialog', { name: '登记利益关系' });
    await sheet.getByLabel('社工站').selectOption({ label: '秦州区 西关街道社工站' });
    await sheet.getByLabel('社会组织').selectOption({ label: FIRST });
    await sheet.getByLabel('是什么关系').fill('站长的配偶任该组织理事');
    await sheet.getByRole('button', { name: '登记利益关系' }).click();
    const conflicts = page.getByRole('table', { name: '利益关系申报' });
    await conflicts.getByText('站长的配偶任该组织理事').waitFor();
    await station.page.goto('/m/limits');
    await station.page.getByText(`与 ${FIRST} 有利益关系`).waitFor();
    await conflicts.getByRole('button', { name: /^撤销申报/ }).click();
    await page.getByText(/^没有申报。/).waitFor();
    await openOrder(station.page);
    await station.page.getByText(`首推 ${FIRST}`).waitFor();
  });

  step('the bureau registers a licence, which the organization sees with its last day', async () => {
    const { page } = bureau;
    await page.goto('/d/matching/organizations');
    await page.getByRole('link', { name: FIRST }).click();
    const drawer = page.getByRole('dialog', { name: FIRST });
    const licence = drawer.getByRole('checkbox', { name: '社会工作者职业资格' });
    await licence.check();
    const last = addDays(localDateOf(new Date()), 20);
    await drawer.getByLabel('社会工作者职业资格有效至').fill(last);
    await look(bureau, 'organization-checks');
    await drawer.getByRole('button', { name: '登记资质和核查' }).click();
    await page.getByRole('row', { name: FIRST }).getByText('20 天后到期').waitFor();
    await organization.page.goto('/m/organization');
    await organization.page.getByText('20 天后到期').waitFor();

    await page.getByRole('link', { name: FIRST }).click();
    await licence.uncheck();
    await drawer.getByRole('button', { name: '登记资质和核查' }).click();
    await page.getByRole('row', { name: FIRST }).getByText('20 天后到期').waitFor({ state: 'detached' });
    expect([...station.troubles, ...organization.troubles, ...bureau.troubles]).toEqual([]);
  });
});

describe('the weights', () => {
  const step = chain(() => [bureau]);
  let bureau: Person;
  beforeAll(async () => {
    bureau = await person(browser, 'bureau', 'd', DESK);
  });
  afterAll(() => bureau?.context.close());
  const weight = (part: string) => bureau.page.getByLabel(`${part}的权重，百分之`);
  const sum = () => bureau.page.getByRole('status').filter({ hasText: /合计|已分配/ });

  step('always come to 100%: what one gives up is left until it is given out', async () => {
    const { page } = bureau;
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '匹配规则' }).click();
    await page.getByRole('link', { name: '秦州区民政局' }).click();
    await sum().getByText('合计 100%').waitFor();
    expect(await page.getByRole('button', { name: /^路程远近加 1%/ }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '结对关系减 1%' }).click();
    await sum().getByText('还有 1% 没有分配').waitFor();
    await weight('结对关系').fill('0');
    await weight('结对关系').press('Enter');
    await sum().getByText('还有 18% 没有分配').waitFor();
    expect(await page.getByRole('button', { name: '保存草稿并试算' }).isDisabled()).toBe(true);
    await weight('路程远近').press('ArrowUp');
    await sum().getByText('还有 17% 没有分配').waitFor();
    await weight('路程远近').fill('90');
    await weight('路程远近').press('Enter');
    expect(await weight('路程远近').inputValue()).toBe('35');
    await sum().getByText('合计 100%').waitFor();
    await page
      .getByRole('row', { name: /^路程远近/ })
      .getByText('多 18%')
      .waitFor();
  });

  step('saved as a draft, tell which orders would get another first one, and by which parts', async () => {
    const { page } = bureau;
    await page.getByLabel('为什么这样改').fill('山区乡镇反映路程考虑不够');
    await page.getByRole('button', { name: '保存草稿并试算' }).click();
    await page.getByText(/^按 v2 试算：\d+ 件可接的点单中 \d+ 件有推荐，其中 \d+ 件的首推会换。$/).waitFor();
    const changed = page.getByRole('listitem').filter({ hasText: ORDER });
    await changed.getByText(`首推由 ${FIRST} 变为 秦州区暖阳为老服务中心。`).waitFor();
    await changed.getByText('结对关系由 18% 改为 0%，这一项秦州区暖阳为老服务中心较弱。').waitFor();
    await look(bureau, 'weights-preview');
    await page.reload();
    await expect.poll(() => weight('路程远近').inputValue()).toBe('35');
  });

  step('are in force only when that is confirmed, and then rank every order of the authority', async () => {
    const { page } = bureau;
    await page.getByRole('button', { name: '启用 v2' }).click();
    const question = page.getByRole('dialog', { name: '启用 v2，停用 v1' });
    await question.getByText(/其中 \d+ 件的首推会换/).waitFor();
    await question.getByRole('button', { name: '启用 v2' }).click();
    await page.getByText(/^显示：秦州区民政局 · 现用 v2/).waitFor();
    await page.goto('/d/orders?show=unclaimed');
    await page.getByRole('link', { name: ORDER }).click();
    await page.getByText('首推 秦州区暖阳为老服务中心').waitFor();
    await page.getByText(/按权重 v2 排列/).waitFor();
    await look(bureau, 'order-recommendation');
  });

  step('come back from an earlier version', async () => {
    const { page } = bureau;
    await page.goto('/d/matching');
    await page.getByRole('link', { name: '秦州区民政局' }).click();
    const versions = page.getByRole('region', { name: '历次版本' });
    await versions.getByText('各项权重：v1').click();
    await versions.getByRole('button', { name: '照 v1 另拟草稿' }).click();
    expect(await weight('结对关系').inputValue()).toBe('18');
    await page.getByRole('button', { name: '保存草稿并试算' }).click();
    await page.getByRole('button', { name: '启用 v3' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '启用 v3' }).click();
    await page.getByText(/^显示：秦州区民政局 · 现用 v3/).waitFor();
    await page.goto('/d/orders?show=unclaimed');
    await page.getByRole('link', { name: ORDER }).click();
    await page.getByText(`首推 ${FIRST}`).waitFor();
    expect(bureau.troubles).toEqual([]);
  });
});

describe('on a phone, the bureau', () => {
  test('finds the pages of matching whole', async () => {
    const bureau = await person(browser, 'bureau', 'd', PHONE);
    for (const place of ['weights', 'limits', 'organizations']) {
      await bureau.page.goto(`/d/matching/${place}`);
      await bureau.page.getByRole('heading', { level: 1 }).waitFor();
      await look(bureau, `matching-${place}`);
    }
    await bureau.context.close();
  });
});

describe('when things are not as they should be', () => {
  async function cut(page: Page, operation: string): Promise<void> {
    await page.route('**/graphql', async (route: Route) => {
      const asked = (route.request().postDataJSON() as { operationName?: string }).operationName;
      if (asked === operation) await route.abort('connectionfailed');
      else await route.fallback();
    });
  }

  test('a recommendation that cannot be read leaves the rest of the order, and comes with a second try', async () => {
    const { page, context } = await person(browser, 'xiguan', 'm', PHONE);
    await cut(page, 'PhoneRecommendation');
    await openOrder(page);
    const part = page.getByRole('region', { name: '推荐组织' });
    await part.getByRole('alert').getByText('致电说明时请报代码：NET-0').waitFor();
    await page.unrouteAll({ behavior: 'wait' });
    await part.getByRole('button', { name: '再试一次' }).click();
    await part.getByText(`首推 ${FIRST}`).waitFor();
    await context.close();
  });

  test('a draft of weights that cannot be saved stays on the page', async () => {
    const { page, context } = await person(browser, 'bureau', 'd', DESK);
    await page.goto('/d/matching/weights');
    await page.getByLabel('为什么这样改').fill('试一试');
    await cut(page, 'DeskSaveWeightDraft');
    await page.getByRole('button', { name: '保存草稿并试算' }).click();
    await page
      .getByRole('alert')
      .getByText(/草稿还没有保存，您改的还在本页/)
      .waitFor();
    expect(await page.getByLabel('为什么这样改').inputValue()).toBe('试一试');
    await context.close();
  });

  test('the weights are the bureau’s, the own facts an organization’s', async () => {
    const { page, context } = await person(browser, 'xiguan', 'm', DESK);
    await page.goto('/d/matching/weights');
    await page.getByRole('heading', { name: /^这一页由民政局.*办理$/ }).waitFor();
    await page.goto('/m/organization');
    await page.getByRole('heading', { name: '这一页由社会组织办理' }).waitFor();
    await context.close();
  });
});

test('in large type everything is at least 20 px and every target at least 60 px', async () => {
  const { page, context } = await person(browser, 'xinlianxin', 'm', PHONE);
  await page.getByRole('button', { name: '大字' }).click();
  const small: string[] = [];
  for (const path of ['/m/market', '/m/organization', '/m/limits', '/m/offers/new']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status').filter({ hasText: '正在读取' }).waitFor({ state: 'detached' });
    for (const opened of await page.locator('details > summary').all()) await opened.click();
    for (const one of [...(await smallTypes(page, 20)), ...(await smallTargets(page, 60))])
      small.push(`${path} ${one}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(PHONE.width);
  }
  expect(small).toEqual([]);
  await context.close();
});
