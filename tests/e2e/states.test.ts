/** The pages when things are not as they should be: not signed in, not allowed, nothing there, no network, large type. */
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { DESK, type Face, openBrowser, PHONE, type Person, person, type Size, signIn, stranger } from './kit/person.ts';
import { smallTargets, smallTypes } from './kit/measure.ts';
import { answerTo, waitForSaved } from './kit/station.ts';

let browser: Browser;
const here: Person[] = [];
beforeAll(async () => {
  browser = await openBrowser();
});
afterEach(async () => {
  await Promise.all(here.splice(0).map(({ context }) => context.close()));
});
afterAll(() => browser.close());

async function comes(login: string, face: Face, size: Size): Promise<Page> {
  const found = await person(browser, login, face, size);
  here.push(found);
  return found.page;
}

async function passesBy(face: Face, size: Size): Promise<Page> {
  const found = await stranger(browser, face, size);
  here.push(found);
  return found.page;
}

/** Cuts the network for one operation of the client, or for all. */
async function cut(page: Page, operation?: string): Promise<void> {
  await page.route('**/graphql', async (route: Route) => {
    const asked = (route.request().postDataJSON() as { operationName?: string }).operationName;
    if (operation === undefined || asked === operation) await route.abort('connectionfailed');
    else await route.fallback();
  });
}
const mend = (page: Page) => page.unrouteAll({ behavior: 'wait' });

describe('signing in', () => {
  test('a wrong password is told with what is left, and the fifth locks the account even for the right one', async () => {
    const page = await passesBy('m', PHONE);
    await page.goto('/m/sign-in');
    const said = page.getByRole('alert');
    for (const left of [4, 3, 2, 1]) {
      await signIn(page, 'huabei', 'not-the-password');
      await said.getByText(`账号或密码不正确，请核对后重试。还可尝试 ${left} 次`).waitFor();
    }
    await signIn(page, 'huabei', 'not-the-password');
    await said.getByText(/账号已锁定至.*\d\d:\d\d/).waitFor();
    const locked = answerTo(page, 'SignIn');
    await signIn(page, 'huabei');
    await locked;
    await said.getByText(/账号已锁定至/).waitFor();
    expect(new URL(page.url()).pathname).toBe('/m/sign-in');
  });

  test('an empty field is asked for beside the button', async () => {
    const page = await passesBy('m', PHONE);
    await page.goto('/m/sign-in');
    await page.getByRole('button', { name: '登录账号' }).click();
    await page.getByRole('alert').getByText('请填写账号').waitFor();
  });

  test.each([
    ['m', 'xiguan', '/m/orders?state=open', '本站的点单'],
    ['d', 'bureau', '/d/orders?show=unclaimed', '点单台账'],
  ] as const)(
    'somebody who follows a link into /%s signs in and lands where it led',
    async (face, login, link, title) => {
      const page = await passesBy(face, DESK);
      await page.goto(link);
      await page.waitForURL(new RegExp(`/${face}/sign-in`));
      await signIn(page, login);
      await page.getByRole('heading', { level: 1, name: title }).waitFor();
      const { pathname, search } = new URL(page.url());
      expect(pathname + search).toBe(link);
    },
  );

  test('a link that leads out of the house is not followed', async () => {
    const page = await passesBy('m', PHONE);
    await page.goto(`/m/sign-in?next=${encodeURIComponent('//example.org/m/')}`);
    await signIn(page, 'xiguan');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });
});

describe('who may see what', () => {
  test('a station at the desk is told whose desk it is, and led to its own work', async () => {
    const page = await comes('xiguan', 'm', DESK);
    await page.goto('/d/dispatch');
    await page.getByRole('heading', { name: /^这一页由民政局.*办理$/ }).waitFor();
    await page.getByRole('link', { name: '前往我的待办' }).click();
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });

  test('the bureau on the phone face is led to its desk', async () => {
    const page = await comes('bureau', 'd', PHONE);
    await page.goto('/m/');
    await page.getByRole('heading', { name: '这一页由社工站和社会组织办理' }).waitFor();
    await page.getByRole('link', { name: '去主管单位的工作台' }).click();
    await page.getByRole('heading', { level: 1, name: /调度/ }).waitFor();
  });

  test('a station on the market is told that it is the organizations’', async () => {
    const page = await comes('xiguan', 'm', PHONE);
    await page.goto('/m/market');
    await page.getByRole('heading', { name: '这一页由社会组织办理' }).waitFor();
  });

  test('an address that leads nowhere says so and leads back', async () => {
    const page = await comes('xiguan', 'm', PHONE);
    await page.goto('/m/orders/019ab000-0000-7000-8000-000000000000');
    await page.getByRole('heading', { name: '没有找到这个点单' }).waitFor();
    await page.goto('/m/nowhere');
    await page.getByRole('heading', { name: '没有这一页' }).waitFor();
    await page.getByRole('link', { name: '回到待办' }).click();
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });
});

describe('nothing there', () => {
  test('an empty list says what would be here, and how to see the rest', async () => {
    const page = await comes('xiguan', 'm', PHONE);
    await page.goto('/m/orders?state=cancelled');
    await page.getByRole('heading', { name: '没有“已撤销”的点单' }).waitFor();
    await page.getByRole('link', { name: '查看全部' }).click();
    await page.getByText(/^显示：全部 · \d+ 条/).waitFor();
  });
});

describe('no network', () => {
  test('a list that cannot be read says what is safe, has a code to read out, and comes with a second try', async () => {
    const page = await comes('xiguan', 'm', PHONE);
    await cut(page, 'PhoneOrders');
    await page.getByRole('link', { name: '点单', exact: true }).click();
    const failed = page.getByRole('alert');
    await failed.getByRole('heading', { name: '网络没有连上' }).waitFor();
    await failed.getByText('已经提交的内容都在，没有丢失。').waitFor();
    await failed.getByText('致电说明时请报代码：NET-0').waitFor();
    await mend(page);
    await failed.getByRole('button', { name: '再试一次' }).click();
    await page.getByText(/^显示：全部 · \d+ 条/).waitFor();
    expect(await failed.count()).toBe(0);
  });

  test('the desk says the same of its table', async () => {
    const page = await comes('bureau', 'd', DESK);
    await cut(page, 'DeskPairings');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '结对' }).click();
    await page.getByRole('alert').getByText('已经提交的内容都在，没有丢失。').waitFor();
    await mend(page);
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByRole('table', { name: '结对一览表' }).waitFor();
  });

  test('a draft that cannot be saved stays on the page and is saved when the network is back', async () => {
    const page = await comes('mapaoquan', 'm', PHONE);
    await page.goto('/m/orders/new');
    await page.getByLabel('需求名称').fill('留守儿童冬季安全教育两场');
    await waitForSaved(page);
    await cut(page);
    await page.getByLabel('需求说明').fill('请讲用电和取暖安全。');
    await page.getByText('未能暂存：网络没有连上，您写的内容还在本页').waitFor();
    await mend(page);
    await page.getByLabel('需求说明').fill('请讲用电和取暖安全，每场半天。');
    await waitForSaved(page);
    await page.reload();
    await expect.poll(() => page.getByLabel('需求说明').inputValue()).toBe('请讲用电和取暖安全，每场半天。');
  });
});

describe('large type', () => {
  test('stays over a reload, and makes type at least 20 px and targets at least 60 px on the phone', async () => {
    const page = await comes('xiguan', 'm', PHONE);
    await page.getByRole('button', { name: '大字' }).click();
    await page.reload();
    const small: string[] = [];
    for (const path of ['/m/', '/m/orders', '/m/orders/new', '/m/agreements', '/m/sessions', '/m/me']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('status').filter({ hasText: '正在读取' }).waitFor({ state: 'detached' });
      expect(await page.getByRole('button', { name: '大字' }).first().getAttribute('aria-pressed'), path).toBe('true');
      for (const one of [...(await smallTypes(page, 20)), ...(await smallTargets(page, 60))])
        small.push(`${path} ${one}`);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(PHONE.width);
    }
    expect(small).toEqual([]);
  });
});

describe('a session that ended elsewhere', () => {
  test('leads to sign-in at the next step and back to the draft with every word', async () => {
    const page = await comes('huaniu', 'm', PHONE);
    await page.goto('/m/orders/new');
    await page.getByLabel('需求名称').fill('失能老人家庭冬季照护指导');
    await waitForSaved(page);

    const other = await page.context().newPage();
    await other.goto('/m/me');
    await other.getByRole('button', { name: '退出登录' }).click();
    await other.waitForURL(/\/m\/sign-in/);

    await page.getByLabel('需求说明').fill('请示范翻身和喂食。');
    await page.waitForURL(/\/m\/sign-in\?next=/);
    await signIn(page, 'huaniu');
    await expect.poll(() => page.getByLabel('需求名称').inputValue()).toBe('失能老人家庭冬季照护指导');
    expect(await page.getByLabel('需求说明').inputValue()).toBe('请示范翻身和喂食。');
  });
});
