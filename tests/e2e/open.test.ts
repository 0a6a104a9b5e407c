/** The public page: aggregates for everybody, without signing in, and nothing about a person. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, openBrowser, PHONE, type Person, site, stranger } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** People of the demo data who are named on the inner pages. */
const PEOPLE = ['王志远', '李文娟', '郭晓燕', '刘春霞', '陈思远', '邓红霞', '罗天佑'];

describe.each([
  ['a phone', PHONE],
  ['a desk', DESK],
] as const)('the public page on %s', (_what, size) => {
  let who: Person;
  let said: string;
  beforeAll(async () => {
    who = await stranger(browser, 'o', size);
    await who.page.goto('/o/');
    await who.page.getByText(/^截至/).waitFor();
    said = await who.page.getByRole('document').or(who.page.locator('body')).first().innerText();
  });
  afterAll(() => who?.context.close());

  test('shows the totals of the programme with their units and doubts, and as of when', async () => {
    const table = who.page.getByRole('table', { name: '全部汇总数' });
    const figures = Object.fromEntries(
      await table
        .getByRole('row')
        .evaluateAll((rows) =>
          rows
            .slice(1)
            .map((row) => [row.querySelector('th')?.textContent ?? '', row.querySelector('td')?.textContent ?? '']),
        ),
    );
    expect(Object.values(figures).length).toBeGreaterThanOrEqual(5);
    for (const [name, text] of Object.entries(figures)) expect(text, name).toMatch(/\d/);
    expect(said).toContain('天水市民政局');
    expect(said).toMatch(/截至 \d{4} ?年 ?\d+ ?月 ?\d+ ?日/);
  });

  test('lists the counties with a small number hidden', async () => {
    const names = await who.page.getByRole('heading', { level: 3 }).allTextContents();
    expect(names).toEqual(expect.arrayContaining(['秦州区', '麦积区']));
    expect(said).toContain('<5');
  });

  test('names no person, no account, no telephone, no single order', () => {
    for (const name of PEOPLE) expect(said).not.toContain(name);
    expect(said).not.toMatch(/1[3-9]\d{9}|DD-\d{4}|FW-\d{4}|XY-\d{4}/);
    expect(said).not.toMatch(/社工站负责人|jiedui2026/);
  });

  test('is read at once, fits the screen, and asks the server for one thing only', async () => {
    expect(await who.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    expect(who.troubles).toEqual([]);
    const asked = await who.page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
    );
    expect(asked.filter((path) => path === '/graphql')).toHaveLength(1);
    expect(await who.context.cookies()).toEqual([]);
  });

  test('leads both sides to their sign-in', async () => {
    const ways = who.page.getByRole('navigation', { name: '登录' });
    const targets = await ways.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(targets).toEqual(['/m', '/d']);
  });
});

test('without scripts the public page still says what it is and where its figures can be had', async () => {
  const { page, context } = await stranger(browser, 'o', PHONE, { js: false });
  await page.goto('/o/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  // What stands in <noscript> is not found by its text.
  await page.locator('noscript').filter({ visible: true }).waitFor();
  expect(await page.locator('noscript').innerText()).toContain('也可致电当地民政局索取本页数据');
  await context.close();
});

test('the answer behind it holds aggregates and nothing else, whoever asks', async () => {
  const { page, context } = await stranger(browser, 'o', PHONE);
  const answer = page.waitForResponse((response) => response.url() === site('/graphql'));
  await page.goto('/o/');
  const { data } = (await (await answer).json()) as { data: { openBoard: Record<string, unknown> } };
  expect(Object.keys(data).filter((name) => name !== '__typename')).toEqual(['openBoard']);
  const shown = Object.keys(data.openBoard).filter((name) => name !== '__typename');
  expect(shown.sort()).toEqual(['asOf', 'authorityName', 'counties', 'figures']);
  await context.close();
});
