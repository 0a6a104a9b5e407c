/** The bureau's month, step by step: opened, read down to the rows, decided, issued, exported. */
import { readXlsx } from 'hucre/xlsx';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { totalsOnPage, totalsOnSheet } from './bureau.ts';
import { chain } from './chain.ts';
import { look } from './look.ts';
import { fileFrom } from './organization.ts';
import { DESK, type Person, person } from './person.ts';

/** After an order of 东关街道社工站 has been served by 秦风 in this month. */
export function monthPath(browser: () => Browser) {
  describe('the bureau at its desk', () => {
    const step = chain(() => [bureau]);
    let bureau: Person;
    beforeAll(async () => {
      bureau = await person(browser(), 'bureau', 'd', DESK);
    });
    afterAll(() => bureau?.context.close());
    const decided = () => bureau.page.getByRole('status').filter({ hasText: '已处理' });

    step('opens the round of the month, and a figure down to its rows', async () => {
      const { page } = bureau;
      await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '月调度' }).click();
      await page
        .getByRole('button', { name: /^开启 \d+ 月调度$/ })
        .first()
        .click();
      await page
        .getByRole('navigation', { name: '待处理的结对' })
        .getByRole('button', { name: /东关街道社工站.*秦风/ })
        .click();
      const facts = page.getByRole('region', { name: '本条数据' });
      await facts.getByRole('heading', { name: /东关街道社工站/ }).waitFor();
      await facts.getByRole('button', { name: /^看 1 条\s*：活动$/ }).click();
      await facts.getByRole('link', { name: '近35位独居老人入户探访（东关）' }).waitFor();
      await facts.getByText('以上 1 条，与“活动 1 场”一致。').waitFor();
      await look(bureau, 'round-open');
    });

    step('takes one decision by key and one by button, and takes one back', async () => {
      const { page } = bureau;
      await page.keyboard.press('5');
      await decided().filter({ hasText: '1/' }).waitFor();
      await page.getByRole('group', { name: '选定处理意见' }).getByRole('button', { name: /同意/ }).click();
      await decided().filter({ hasText: '2/' }).waitFor();
      await page.keyboard.press('u');
      await decided().filter({ hasText: '1/' }).waitFor();
    });

    step('says what is still open before it issues', async () => {
      const { page } = bureau;
      await page.getByRole('button', { name: /^签发 \d+ 月调度$/ }).click();
      const blocked = page.getByRole('dialog', { name: /条未处理，暂不能签发$/ });
      await look(bureau, 'round-blocked');
      await blocked.getByRole('button', { name: '回去处理' }).click();
      await blocked.waitFor({ state: 'hidden' });
    });

    step('decides every line, the green ones at once, and issues the month', async () => {
      const { page } = bureau;
      await page.getByRole('button', { name: /^批量同意绿灯/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^同意这 \d+ 条$/ })
        .click();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const count = async () => {
        const [, done, all] = /已处理 (\d+)\/(\d+)/.exec((await decided().textContent()) ?? '') ?? [];
        return { done: Number(done), all: Number(all) };
      };
      for (let at = await count(); at.done < at.all; at = await count()) {
        const waiting = page.getByRole('navigation', { name: '待处理的结对' }).getByRole('button', { name: /未处理/ });
        await waiting.first().click();
        await page.keyboard.press('1');
        await decided()
          .filter({ hasText: `${at.done + 1}/` })
          .waitFor();
      }
      await page.getByRole('button', { name: /^签发 \d+ 月调度$/ }).click();
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^签发 \d+ 月调度$/ })
        .click();
      await page.getByText('已签发', { exact: true }).waitFor();
    });

    step('exports a sheet whose totals are those on the page', async () => {
      const { page } = bureau;
      const bytes = await fileFrom(page, () => page.getByRole('link', { name: /^导出调度表/ }).click());
      const [sheet] = (await readXlsx(bytes)).sheets;
      expect(totalsOnSheet(sheet?.rows ?? [])).toEqual(await totalsOnPage(page));
      expect(bureau.troubles).toEqual([]);
    });
  });
}
