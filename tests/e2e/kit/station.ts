/** What a station does on its pages, in the order of the path: write an order, post it, confirm who came. */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Page, Response } from 'playwright-core';

export interface OrderWords {
  readonly title: string;
  readonly place: string;
  readonly description: string;
}

/** Steps 1 to 3 of 发布点单 are left by the button that names the next one. */
export const nextStep = (page: Page, word: string) => page.getByRole('button', { name: `下一步：${word}` }).click();

export async function writeWhat(page: Page, { title, description }: OrderWords): Promise<void> {
  await page.getByLabel('需求名称').fill(title);
  await page.getByLabel('服务类型').selectOption({ label: '探访关爱（助老敲门）' });
  await choose(page, '服务');
  await choose(page, /^输血/);
  await page.getByLabel('需求说明').fill(description);
}

export async function writeWho(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: '独居老人' }).check();
  await page.getByLabel('预计数量：准确程度').selectOption({ label: '近' });
  await page.getByLabel('预计数量：数').fill('35');
  await choose(page, /^感受性需求/);
}

export async function writeWhen(page: Page, { place }: OrderWords): Promise<void> {
  const today = localDateOf(new Date());
  await page.getByLabel('地点').fill(place);
  await page.getByLabel('服务从哪天开始').fill(today);
  await page.getByLabel('到哪天结束').fill(addDays(today, 20));
  await page.getByLabel('接单截止').fill(addDays(today, 5));
}

/** The autosave has kept what is on the page. */
export async function waitForSaved(page: Page): Promise<void> {
  await page.getByText(/^已暂存 \d\d:\d\d$/).waitFor();
}

export const choose = (page: Page, name: string | RegExp) =>
  page.getByRole('radio', { name, exact: typeof name === 'string' }).check();

/** The server's answer to a change by the name of its operation. */
export function answerTo(page: Page, operation: string): Promise<Response> {
  return page.waitForResponse((response) => {
    if (!response.url().endsWith('/graphql')) return false;
    return (response.request().postDataJSON() as { operationName?: string }).operationName === operation;
  });
}
