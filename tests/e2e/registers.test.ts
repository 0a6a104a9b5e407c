/**
 * The registers on the screens: an organization applies on the phone, its bureau gives it in on the desk, and its contact must
 * set a password before anything else; a station states a have with a paper; a colleague leaves and the open work is named.
 * What it makes is its own, or ends as it began: other tests read the same demo.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onePagePdf } from '../api/file/papers.ts';
import { chain } from './kit/chain.ts';
import { look } from './kit/look.ts';
import { smallTargets } from './kit/measure.ts';
import { DESK, openBrowser, PHONE, type Person, person, signIn, stranger } from './kit/person.ts';

const APPLICANT = { name: '秦州区晚晴社会工作服务中心', uscc: '52620502MJY000124D', login: 'wanqing' };
const STATION = { login: 'daobei', name: '道北街道社工站' };
const LEFT = { station: '花牛镇社工站', login: 'huaniu' };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('the registers', () => {
  const step = chain(() => [bureau, applicant, station]);
  let bureau: Person;
  let applicant: Person;
  let station: Person;
  let told = '';
  beforeAll(async () => {
    [bureau, applicant, station] = await Promise.all([
      person(browser, 'bureau', 'd', DESK),
      stranger(browser, 'm', PHONE),
      person(browser, STATION.login, 'm', PHONE),
    ]);
  });
  afterAll(() => Promise.all([bureau, applicant, station].map((one) => one?.context.close())));

  step(
    'take an application whose code is right; with a wrong check digit everything that was typed stays',
    async () => {
      const { page } = applicant;
      await page.goto('/m/apply');
      await page.getByLabel('单位名称').fill(APPLICANT.name);
      await page.getByLabel('统一社会信用代码').fill(`${APPLICANT.uscc.slice(0, -1)}E`);
      await page.getByLabel('所在县区').selectOption({ label: '秦州区' });
      await page.getByLabel('业务范围').fill('养老服务、儿童关爱');
      for (const [add, choose] of [
        ['选择服务类型', /^探访关爱/],
        ['选择服务区域', /^秦州区/],
      ] as const) {
        await page.getByRole('button', { name: add }).click();
        const sheet = page.getByRole('dialog');
        await sheet.getByRole('checkbox', { name: choose }).first().check();
        await sheet.getByRole('button', { name: /^选好了/ }).click();
      }
      await page.getByLabel('联络员姓名').fill('周敏');
      await page.getByLabel('联络员手机').fill('13800001111');
      await page.getByLabel('想用的账号').fill(APPLICANT.login);
      await page.getByRole('button', { name: '提交入驻申请' }).click();
      await page
        .getByText(/校验码/)
        .first()
        .waitFor();
      expect(await page.getByLabel('单位名称').inputValue()).toBe(APPLICANT.name);
      expect(await page.getByLabel('联络员手机').inputValue()).toBe('13800001111');
      await look(applicant, 'apply');
      expect(await smallTargets(page, 44)).toEqual([]);
      await page.getByLabel('统一社会信用代码').fill(APPLICANT.uscc);
      await page.getByRole('button', { name: '提交入驻申请' }).click();
      await page.getByText('已提交，等待民政局受理').waitFor();
      await look(applicant, 'applied');
    },
  );

  step('are where the bureau takes it up, checks it and gives it in; the password is told once', async () => {
    const { page } = bureau;
    await page.goto('/d/applications');
    // The demo's own two wait beside it, one of a group without a code.
    await page.getByRole('link', { name: '玉泉镇邻里互助队' }).waitFor();
    await look(bureau, 'applications');
    await page.getByRole('link', { name: APPLICANT.name }).click();
    await page.getByRole('button', { name: '受理申请' }).click();
    await page.getByLabel('登记状态').selectOption({ label: '登记正常' });
    await page.getByLabel('名录').selectOption({ label: '未列入' });
    await page.getByLabel('最近一次应检年度的年检').selectOption({ label: '合格' });
    await page.getByRole('button', { name: '通过并开通账号' }).click();
    told = (await page.getByText(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/).textContent()) ?? '';
    expect(told).not.toBe('');
    await look(bureau, 'approved');
  });

  step('open to the contact only after the told password is changed, whatever address is asked for', async () => {
    const { page } = applicant;
    await page.goto('/m/sign-in?next=/m/market');
    await signIn(page, APPLICANT.login, told);
    await page.getByText('别人告知的初始密码').waitFor();
    await page.goto('/m/organization/register');
    await page.getByText('别人告知的初始密码').waitFor();
    const asked = await page.evaluate(async () => (await fetch('/live')).status);
    expect(asked).toBe(401);
    expectTroubles(applicant, /401/);
    await look(applicant, 'first-password');
    await page.getByLabel('当前密码').fill(told);
    await page.getByLabel('新密码', { exact: true }).fill('autumn-2026-first');
    await page.getByLabel('再输一次新密码').fill('autumn-2026-first');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByRole('navigation', { name: '主要页面' }).waitFor();
    await page.getByText('从业人员', { exact: false }).first().waitFor();
    await look(applicant, 'own-register');
  });

  step('say what ends within 30 days, and each account once with its units', async () => {
    const { page } = bureau;
    await page.goto('/d/organizations');
    await page.getByRole('link', { name: '30 天内到期' }).click();
    await page.getByRole('link', { name: '天水市同行社会工作服务中心' }).waitFor();
    expect(page.url()).toContain('expiring=30');
    await look(bureau, 'expiring');
    await page.getByRole('link', { name: '天水市同行社会工作服务中心' }).click();
    await page.getByRole('link', { name: '西关街道社工站' }).waitFor();
    await look(bureau, 'organization');
    await page.goto(`/d/accounts?text=${APPLICANT.login}`);
    await page.getByRole('row', { name: /周敏/ }).waitFor();
    await page.goto('/d/accounts');
    const row = page.getByRole('row', { name: /李文娟/ });
    await row.waitFor();
    expect(await row.count()).toBe(1);
    await look(bureau, 'accounts');
  });

  step('take a paper as evidence from the phone, and a page that only looks like one is refused in words', async () => {
    const { page } = station;
    await page.goto('/m/station');
    await page.getByText('“六有”达标 4 项，共 6 项').waitFor();
    await page
      .getByRole('button', { name: /有资金/ })
      .first()
      .click();
    const input = page.getByLabel('选择佐证照片或 PDF');
    await input.setInputFiles({ name: 'a.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 half') });
    await page.getByText(/PDF 不完整或已损坏/).waitFor();
    expectTroubles(station, /422/);
    await input.setInputFiles({ name: 'budget.pdf', mimeType: 'application/pdf', buffer: onePagePdf() });
    await page.getByRole('link', { name: 'PDF 文件' }).waitFor();
    await look(station, 'evidence');
    await page.getByRole('button', { name: '提交有资金申报' }).click();
    await page.getByText(/已申报“有资金”，等待.+核实/).waitFor();
    await bureau.page.goto('/d/stations');
    await bureau.page.getByRole('link', { name: STATION.name }).click();
    await bureau.page.getByRole('link', { name: /下载佐证第 \d 份（PDF）/ }).waitFor();
    await look(bureau, 'evidence-desk');
  });

  step(
    'keep on record who left with what was open, and say on the desk when nobody is there to take over',
    async () => {
      const { page } = bureau;
      await page.goto('/d/stations');
      await page.getByRole('link', { name: LEFT.station }).click();
      // The demo's own: who left is on record with what was open.
      await page.getByText(/向 杨丽芳 交接 \d+ 项/).waitFor();
      await page.getByRole('button', { name: '办理工作交接' }).click();
      await page.getByText(/没有人可以接手/).waitFor();
      await look(bureau, 'hand-over-nobody');
    },
  );

  test('without a cry of the console', () => {
    expect([...bureau.troubles, ...applicant.troubles, ...station.troubles]).toEqual([]);
  });
});

/** The browser cries over every answer that is a no: those that were meant are taken off the list, and nothing else is. */
function expectTroubles({ troubles }: Person, meant: RegExp): void {
  expect(troubles.filter((cry) => !meant.test(cry))).toEqual([]);
  troubles.length = 0;
}
