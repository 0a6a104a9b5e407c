/** An order's way from the station that writes it to the record that the station confirms: three people at once, step by step. */
import JSZip from 'jszip';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { chain } from './chain.ts';
import { look } from './look.ts';
import { askToClaim, fileFrom, pressClaim, record, sign } from './organization.ts';
import { type Person, person, type Size } from './person.ts';
import { answerTo, choose, nextStep, waitForSaved, writeWhat, writeWhen, writeWho } from './station.ts';

/**
 * From the server's answer in one browser to the sight of it in another, reloading nothing. It is printed; the bound
 * only tells a live page from one that waits for its next look, because a busy machine is no defect.
 */
const LIVE_MS = 5_000;

export interface Run {
  readonly what: string;
  readonly size: Size;
  readonly station: string;
  readonly stationName: string;
  /** The organization that claims first, and the one that comes second; neither is paired with the station. */
  readonly first: string;
  readonly firstName: string;
  readonly second: string;
}

export function orderPath(browser: () => Browser, { what, size, station, stationName, first, firstName, second }: Run) {
  describe(`a station and two organizations ${what}`, () => {
    const step = chain(() => [asking, winner, loser]);
    const words = {
      title: `近35位独居老人入户探访（${stationName.slice(0, 2)}）`,
      place: `${stationName.slice(0, 4)}各社区`,
      description: '请两人一组入户，先联系站里的电话 13912345678 约时间。',
    };
    const clean = '请两人一组入户，检查用电用气，先与社工站约好时间。';
    let asking: Person;
    let winner: Person;
    let loser: Person;
    let agreement: string;

    beforeAll(async () => {
      [asking, winner, loser] = await Promise.all([
        person(browser(), station, 'm', size),
        person(browser(), first, 'm', size),
        person(browser(), second, 'm', size),
      ]);
    });
    afterAll(() => Promise.all([asking, winner, loser].map((one) => one?.context.close())));

    step('keeps what the station has written when the page is loaded again', async () => {
      const { page } = asking;
      await page.getByRole('link', { name: '发布点单' }).click();
      await writeWhat(page, words);
      await waitForSaved(page);
      await page.waitForURL(/\/m\/orders\/[\w-]{36}\/edit/);
      await page.reload();
      await expect.poll(() => page.getByLabel('需求名称').inputValue()).toBe(words.title);
      expect(await page.getByLabel('需求说明').inputValue()).toBe(words.description);
      expect(await page.getByLabel('服务类型').inputValue()).toBe('EC01');
    });

    step('refuses a telephone number, marks its very place, and keeps the text', async () => {
      const { page } = asking;
      await nextStep(page, '为谁');
      await writeWho(page);
      await nextStep(page, '何时何地');
      await writeWhen(page, words);
      await nextStep(page, '确认');
      await page.getByRole('button', { name: '提交点单' }).click();

      const description = page.getByLabel('需求说明');
      await description.waitFor();
      expect(await description.inputValue()).toBe(words.description);
      expect(await description.getAttribute('aria-invalid')).toBe('true');
      expect(await page.locator('mark').allTextContents()).toEqual(['13912345678']);
      await page.getByRole('alert').getByText('第 18 至 28 字像是手机号').waitFor();
      await expect.poll(() => description.evaluate((field) => field === document.activeElement)).toBe(true);
      await look(asking, 'station-order-refused');
    });

    step('shows the posted order on the open market within a second, without a reload', async () => {
      const { page } = asking;
      await winner.page.getByRole('link', { name: '广场', exact: true }).click();
      await winner.page.getByText(/^显示：全市/).waitFor();

      await page.getByLabel('需求说明').fill(clean);
      await expect.poll(() => page.locator('mark').count()).toBe(0);
      await page.getByRole('list', { name: '填写步骤' }).getByRole('button', { name: /确认$/ }).click();
      const seen = winner.page.getByRole('link', { name: words.title });
      expect(await seen.count()).toBe(0);
      const sight = seen.waitFor().then(() => performance.now());
      const answer = answerTo(page, 'PostOrder').then(() => performance.now());
      await page.getByRole('button', { name: '提交点单' }).click();
      const waited = (await sight) - (await answer);
      console.log(`order on the market after ${Math.round(waited)} ms`);
      expect(waited).toBeLessThanOrEqual(LIVE_MS);
      await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
    });

    step(
      'gives it to the first, shows that on the open page of the station, and tells the second who was first',
      async () => {
        await loser.page.getByRole('link', { name: '广场', exact: true }).click();
        await loser.page.getByRole('link', { name: words.title }).click();
        await askToClaim(loser.page);
        await winner.page.getByRole('link', { name: words.title }).click();
        await askToClaim(winner.page);
        await look(winner, 'organization-claim-question');

        const sight = asking.page.getByRole('heading', { name: `${firstName} 愿意承接` }).waitFor();
        const seen = sight.then(() => performance.now());
        const answer = answerTo(winner.page, 'ClaimOrder').then(() => performance.now());
        await pressClaim(winner.page);
        const waited = (await seen) - (await answer);
        console.log(`claim on the station's page after ${Math.round(waited)} ms`);
        expect(waited).toBeLessThanOrEqual(LIVE_MS);

        await pressClaim(loser.page);
        const told = loser.page.getByRole('dialog', { name: `已被 ${firstName} 接单` });
        await told.getByRole('alert').getByText('比您早一步').waitFor();
        await look(loser, 'organization-claim-lost');
      },
    );

    step('lets the station confirm, and the organization draft the agreement', async () => {
      await look(asking, 'station-claim-to-confirm');
      await asking.page.getByRole('button', { name: '确认接单' }).click();
      await winner.page.getByRole('link', { name: '起草结对协议' }).click();
      await winner.page.getByRole('button', { name: '提交协议草案' }).waitFor();
      await look(winner, 'organization-agreement-draft');
      await winner.page.getByRole('button', { name: '提交协议草案' }).click();
      await winner.page.getByRole('heading', { level: 1, name: '结对帮扶协议' }).waitFor();
      agreement = new URL(winner.page.url()).pathname;
    });

    step('makes the agreement valid with the second signature', async () => {
      await winner.page.getByText('待双方签字').waitFor();
      await sign(winner.page);
      await winner.page.getByText('待社工站签字').waitFor();
      await asking.page.goto(agreement);
      await look(asking, 'station-agreement-to-sign');
      await sign(asking.page);
      await Promise.all([asking, winner].map(({ page }) => page.getByText('生效中').waitFor()));
    });

    step('hands out the agreement as a Word document with both parties', async () => {
      const bytes = await fileFrom(winner.page, () =>
        winner.page.getByRole('link', { name: '下载 Word 文书' }).click(),
      );
      expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04');
      const text = await (await JSZip.loadAsync(bytes)).file('word/document.xml')?.async('string');
      expect(text).toContain(firstName);
      expect(text).toContain(stationName);
    });

    step('takes the record of the session with its headcounts and a photo', async () => {
      const { page } = winner;
      await page.getByRole('link', { name: '接单', exact: true }).click();
      await page.getByRole('link', { name: words.title }).click();
      await page.getByRole('link', { name: '填报服务记录' }).click();
      await record(page, new Date());
      await look(winner, 'organization-session-written');
      await page.getByRole('button', { name: '提交服务记录' }).click();
      await page.getByRole('heading', { level: 1, name: words.title }).waitFor();
      await page.getByText('33 余人').waitFor();
      const photo = page.getByRole('img', { name: '入户检查用电' });
      await expect
        .poll(() => photo.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
        .toBe(1600);
    });

    step('lets the station confirm the record with its satisfaction', async () => {
      const { page } = asking;
      await page.getByRole('link', { name: '记录', exact: true }).click();
      await page.getByRole('link', { name: words.title }).click();
      await look(asking, 'station-session-to-confirm');
      await choose(page, /很满意/);
      await page.getByLabel('意见').fill('老人都说好。');
      await page.getByRole('button', { name: '确认服务记录' }).click();
      await page.getByText(/很满意（5 分）/).waitFor();
      await winner.page.getByText(/很满意（5 分）/).waitFor();
    });

    step('leaves nothing in the console of any of them', async () => {
      expect([...asking.troubles, ...winner.troubles, ...loser.troubles]).toEqual([]);
    });
  });
}
