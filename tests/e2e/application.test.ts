/** An organization without an account applies on the phone, the desk approves it, and its contact signs in and sets a password. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_PASSWORD, DESK, openBrowser, PHONE, site, stranger } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe.each([
  ['a phone', PHONE, '51620500MJY00001XA', 'applyphone'],
  ['a desk', DESK, '52620503MJY000036D', 'applydesk'],
] as const)('an application on %s', (_what, size, uscc, login) => {
  const name = `秦州区${login === 'applyphone' ? '晨光' : '晚晴'}社会工作服务中心`;
  let told = '';

  test('is handed in and has a code', { timeout: 60_000 }, async () => {
    const { page, context, troubles } = await stranger(browser, 'm', size);
    await page.goto(site('/m/apply'));
    await page.getByRole('button', { name: '提交入驻申请' }).click();
    await page.getByText('请填写 18 位统一社会信用代码').waitFor();
    await page.getByLabel('单位名称').fill(name);
    await page.getByLabel('统一社会信用代码').fill(uscc);
    await page.getByLabel('所在县区').selectOption({ label: '秦州区' });
    await page.getByLabel('业务范围').fill('养老服务、儿童关爱');
    for (const [add, choose] of [
      ['选择服务类型', '探访关爱（助老敲门）'],
      ['选择服务区域', '秦州区'],
    ] as const) {
      await page.getByRole('button', { name: add }).click();
      await page.getByRole('dialog').getByText(choose, { exact: true }).first().click();
      await page.keyboard.press('Escape');
    }
    await page.getByLabel('联络员姓名').fill('周敏');
    await page.getByLabel('联络员手机').fill('13900001111');
    await page.getByLabel('想用的账号').fill(login);
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/apply-${size.width}.png`, fullPage: true });
    await page.getByRole('button', { name: '提交入驻申请' }).click();
    await page.getByText('已提交，等待民政局受理').waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/tracked-${size.width}.png` });
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('is taken up and approved at the desk, and the password is shown once', { timeout: 60_000 }, async () => {
    const { page, context } = await stranger(browser, 'd', DESK);
    await page.goto(site('/d/sign-in?next=/d/applications'));
    await page.getByLabel('账号').fill('bureau');
    await page.getByLabel('密码').fill(DEMO_PASSWORD);
    await page.getByRole('button', { name: '登录账号' }).click();
    await page.getByRole('link', { name }).click();
    await page.getByRole('button', { name: '受理申请' }).click();
    await page.getByLabel('登记状态').selectOption({ label: '登记正常' });
    await page.getByLabel('名录').selectOption({ label: '未列入' });
    await page.getByLabel('最近一次应检年度的年检').selectOption({ label: '合格' });
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/review-${size.width}.png` });
    await page.getByRole('button', { name: '通过并开通账号' }).click();
    told = (await page.getByText(/^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/).textContent()) ?? '';
    expect(told).not.toBe('');
    await context.close();
  });

  test('lets its contact sign in and set a password', { timeout: 60_000 }, async () => {
    const { page, context } = await stranger(browser, 'm', size);
    await page.goto(site('/m/sign-in?next=/m/password'));
    await page.getByLabel('账号').fill(login);
    await page.getByLabel('密码').fill(told);
    await page.getByRole('button', { name: '登录账号' }).click();
    await page.getByText('别人告知的初始密码').waitFor();
    await page.getByLabel('当前密码').fill(told);
    await page.getByLabel('新密码', { exact: true }).fill('autumn-2026-first');
    await page.getByLabel('再输一次新密码').fill('autumn-2026-first');
    await page.getByRole('button', { name: '修改密码' }).click();
    await page.getByText('密码已修改').waitFor();
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/password-${size.width}.png` });
    await context.close();
  });
});
