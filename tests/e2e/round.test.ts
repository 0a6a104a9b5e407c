/**
 * The round on the screens: an officer previews it, changes it by keys and sends it; an organization accepts on the phone,
 * another declines; the desk shows both without a reload, and the run computed anew is the same. What is taken is given
 * back at the end: other tests read the same demo.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from './kit/chain.ts';
import { look } from './kit/look.ts';
import { smallTargets, smallTypes } from './kit/measure.ts';
import { openBrowser, PHONE, type Person, person, type Size } from './kit/person.ts';

const SMALL_DESK: Size = { width: 1366, height: 768 };
const ACCEPTED = { login: 'duanya', name: '天水锻压职工医院', station: 'shetang', stationName: '社棠镇社工站' };
const DECLINED = { login: 'zhonghe', name: '天水忠和中医骨伤医院' };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('the round of a month', () => {
  const step = chain(() => [bureau, accepting, declining, station]);
  let bureau: Person;
  let accepting: Person;
  let declining: Person;
  let station: Person;
  beforeAll(async () => {
    [bureau, accepting, declining, station] = await Promise.all([
      person(browser, 'bureau', 'd', SMALL_DESK),
      person(browser, ACCEPTED.login, 'm', PHONE),
      person(browser, DECLINED.login, 'm', PHONE),
      person(browser, ACCEPTED.station, 'm', PHONE),
    ]);
  });
  afterAll(() => Promise.all([bureau, accepting, declining, station].map((one) => one?.context.close())));

  const pairs = () => bureau.page.getByRole('list', { name: '拟邀请' });
  const pairOf = (name: string) => pairs().getByRole('button', { name: new RegExp(`请 ${name}`) });
  const changes = () => bureau.page.getByRole('region', { name: '我的调整' });
  const row = (name: string) => bureau.page.getByRole('row').filter({ hasText: name });
  let before: number;

  step('is computed when it is opened, and told in one sentence', async () => {
    const { page } = bureau;
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '匹配轮次' }).click();
    await page.getByText(/^\d+月 \d+ 个点单，(可服务|都有组织可请)/).waitFor();
    await pairOf(ACCEPTED.name).waitFor();
    before = await pairs().getByRole('button').count();
    await page.getByText('计算依据（已证明最优）').click();
    await page.getByText('0，已证明没有更好的方案').waitFor();
    await look(bureau, 'round-preview');
    await page.getByText('计算依据（已证明最优）').click();
  });

  step('keeps a pair that is pinned by a key, and says what that costs', async () => {
    const { page } = bureau;
    await pairOf(ACCEPTED.name).click();
    await page.getByRole('region', { name: '这一对' }).getByText(ACCEPTED.name).first().waitFor();
    await page.keyboard.press('p');
    await pairOf(ACCEPTED.name).getByText('已钉住').waitFor();
    await changes().getByText('没有代价：不这样做，方案也不会更好。').waitFor();
    await page.getByRole('button', { name: '取消钉住' }).waitFor();
  });

  step('loses an order whose only organization is excluded, says so, and takes it back by a key', async () => {
    const { page } = bureau;
    await pairOf(DECLINED.name).click();
    await page.keyboard.press('x');
    await page.getByText(/与调整前相比：1 单不再有人接/).waitFor();
    await changes()
      .getByText(/^代价：少服务 1 单/)
      .waitFor();
    expect(await pairs().getByRole('button').count()).toBe(before - 1);
    await look(bureau, 'round-excluded');
    await page.getByRole('link', { name: '暂无人接 1' }).click();
    await page
      .getByRole('list', { name: '暂无人接' })
      .getByText(`您已排除${DECLINED.name}；除此之外，没有组织符合全部条件`)
      .waitFor();
    await look(bureau, 'round-unserved');
    await page.keyboard.press('z');
    await page.getByRole('heading', { name: '每个点单都有组织可请' }).waitFor();
    await page.getByRole('link', { name: /^拟邀请/ }).click();
    await pairOf(DECLINED.name).getByText('新有着落').waitFor();
    expect(await pairs().getByRole('button').count()).toBe(before);
  });

  step('shows every township, and what one more slot would be worth', async () => {
    const { page } = bureau;
    await page.getByRole('link', { name: '各乡镇（街道）' }).click();
    await page.getByRole('table', { name: '各乡镇（街道）可服务的点单' }).getByText('社棠镇').waitFor();
    await look(bureau, 'round-townships');
    await page.getByRole('link', { name: '组织名额' }).click();
    const slots = page.getByRole('row').filter({ hasText: ACCEPTED.name });
    await slots.getByText(/^还有 \d+ 场名额未用。$/).waitFor();
    await slots.getByRole('button', { name: /减 1 场$/ }).click();
    await changes()
      .getByText(/本月名额由 \d+ 场减为 \d+ 场/)
      .waitFor();
    await look(bureau, 'round-slots');
    await page.getByRole('button', { name: /撤回上一步/ }).click();
    await changes()
      .getByText(/本月名额由/)
      .waitFor({ state: 'detached' });
    await page.getByRole('link', { name: /^拟邀请/ }).click();
  });

  step('goes out in one step, after saying to whom and until when; what is taken off asks why', async () => {
    const { page } = bureau;
    await page.getByRole('button', { name: /^保存并发送邀请/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByText(/发给 \d+ 家组织，共 \d+ 份，请在 \d+年\d+月\d+日 星期. 24:00 前答复。/).waitFor();
    await sheet.getByText(/这是邀请，不是指派/).waitFor();
    for (const one of await sheet.getByRole('listitem').all()) {
      const words = (await one.textContent()) ?? '';
      if (words.includes(ACCEPTED.name) || words.includes(DECLINED.name)) continue;
      await one.getByRole('checkbox').uncheck();
    }
    await sheet.getByRole('button', { name: '发送 2 份邀请' }).click();
    await sheet
      .getByRole('alert')
      .getByText(/不发的每一份都请写明原因/)
      .waitFor();
    for (const field of await sheet.getByRole('textbox').all()) await field.fill('本月另有安排，下月再请');
    await look(bureau, 'round-send');
    await sheet.getByRole('button', { name: '发送 2 份邀请' }).click();
    await page.waitForURL(/\/d\/rounds\/[0-9a-f-]{36}$/);
    await page.getByText(/^发出 2 份：待答复 2。$/).waitFor();
    await row(ACCEPTED.name).getByText('已发出，待答复').waitFor();
    await page.getByText('原因：本月另有安排，下月再请').first().waitFor();
    await look(bureau, 'round-run');
  });

  step('tells the station to whom its order is being offered', async () => {
    const { page } = station;
    await page.goto('/m/orders?state=open');
    await page.getByRole('main').getByRole('list').getByRole('link').first().click();
    await page.getByText(`天水市民政局已邀请 ${ACCEPTED.name} 承接`).waitFor();
    await look(station, 'order-invited');
  });

  step('is accepted on the phone, and the desk sees it at once', async () => {
    const { page } = accepting;
    await page.goto('/m/');
    await page.getByRole('link', { name: /邀请待答复.*天水市民政局邀请贵单位承接/ }).click();
    await page.getByText(/请在 \d+年\d+月\d+日 星期.*前答复，(还有 \d+ 天|今天截止)/).waitFor();
    await page.getByRole('heading', { name: '为什么邀请贵单位' }).waitFor();
    await look(accepting, 'invitation');
    await page.getByRole('button', { name: '接受邀请' }).click();
    await look(accepting, 'invitation-accept');
    await page.getByRole('dialog').getByRole('button', { name: '确认接受' }).click();
    await page.waitForURL(/\/m\/claims\/[0-9a-f-]{36}$/);
    await row(ACCEPTED.name).getByText('已接受').waitFor();
    await bureau.page.getByText(/^发出 2 份：已接受 1，待答复 1。$/).waitFor();
  });

  step('is declined with a reason that the desk reads', async () => {
    const { page } = declining;
    await page.goto('/m/');
    await page.getByRole('link', { name: /邀请待答复/ }).click();
    await page.getByRole('button', { name: '谢绝', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: '谢绝这份邀请？' });
    await sheet.getByRole('button', { name: '谢绝邀请' }).click();
    await sheet.getByText('请选择一项原因，便于改请其他组织。').waitFor();
    await sheet.getByRole('radio', { name: '时间不合适' }).check();
    await sheet.getByLabel('补充说明').fill('医护排班已满');
    await look(declining, 'invitation-decline');
    await sheet.getByRole('button', { name: '谢绝邀请' }).click();
    await page.getByText(/已谢绝：时间不合适（医护排班已满）/).waitFor();
    await row(DECLINED.name).getByText('时间不合适：医护排班已满').waitFor();
    await page.goto('/m/invitations');
    await page.getByText('已谢绝').first().waitFor();
    await look(declining, 'invitations');
  });

  step('comes out the same when it is computed anew', async () => {
    const { page } = bureau;
    await page.getByRole('button', { name: /^重新计算核对/ }).click();
    await page.getByText('结果一致').waitFor();
    await page.getByText('已按保存的数据重新计算，结果与保存时完全一致。').waitFor();
    await page.getByRole('link', { name: '历次匹配' }).click();
    await page
      .getByRole('table', { name: '历次匹配' })
      .getByText(/单对接成功，成功率/)
      .first()
      .waitFor();
    await look(bureau, 'round-history');
  });

  step('gives back what was taken, for whoever comes next', async () => {
    const { page } = accepting;
    await page.getByRole('button', { name: /^撤回/ }).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByLabel('人员不足').check();
    await sheet.getByLabel('补充说明').fill('人手有变，请另请组织');
    await sheet.getByRole('button', { name: /撤回/ }).first().click();
    await sheet.waitFor({ state: 'hidden' });
    expect([...bureau.troubles, ...accepting.troubles, ...declining.troubles, ...station.troubles]).toEqual([]);
  });
});

test('a round that cannot be computed says that nothing was sent, and comes with a second try', async () => {
  const { page, context } = await person(browser, 'bureau', 'd', SMALL_DESK);
  await page.route('**/graphql', async (route) => {
    const asked = (route.request().postDataJSON() as { operationName?: string }).operationName;
    if (asked === 'DeskRoundPreview') await route.abort('connectionfailed');
    else await route.fallback();
  });
  await page.goto('/d/rounds');
  await page.getByRole('alert').getByText('还没有保存或发出任何内容。').waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await page.getByRole('button', { name: '再试一次' }).click();
  await page.getByRole('list', { name: '拟邀请' }).waitFor();
  await context.close();
});

test('the round is the bureau’s', async () => {
  const { page, context } = await person(browser, 'xiguan', 'm', PHONE);
  await page.goto('/d/rounds');
  await page.getByRole('heading', { name: /^这一页由民政局.*办理$/ }).waitFor();
  await page.goto('/m/invitations');
  await page.getByRole('heading', { name: '这一页由社会组织办理' }).waitFor();
  await context.close();
});

test('in large type the invitations are at least 20 px and every target at least 60 px', async () => {
  const { page, context } = await person(browser, DECLINED.login, 'm', PHONE);
  await page.getByRole('button', { name: '大字' }).click();
  await page.goto('/m/invitations');
  await page.getByRole('main').getByRole('list').getByRole('link').first().waitFor();
  const small = [...(await smallTypes(page, 20)), ...(await smallTargets(page, 60))];
  await page.getByRole('main').getByRole('list').getByRole('link').first().click();
  await page.getByRole('heading', { name: '为什么邀请贵单位' }).waitFor();
  small.push(...(await smallTypes(page, 20)), ...(await smallTargets(page, 60)));
  expect(small).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(PHONE.width);
  await context.close();
});
