/**
 * The whole path in real Chromium, a browser for each person at once: a station asks, two organizations look, one is
 * first, both sides sign, the work is recorded and confirmed, the bureau reviews the month. Then the same at the other
 * sizes, where the bureau looks through its pages on a phone.
 */
import { readXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { chain } from './kit/chain.ts';
import { askToClaim, fileFrom, pressClaim, record, sign } from './kit/organization.ts';
import { look } from './kit/look.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';
import { answerTo, choose, nextStep, waitForSaved, writeWhat, writeWhen, writeWho } from './kit/station.ts';
import { totalsOnPage, totalsOnSheet } from './kit/bureau.ts';

/** From the server's answer in one browser to the sight of it in another, reloading nothing; E2E_LIVE_MS on a busy machine. */
const LIVE_MS = Number(process.env.E2E_LIVE_MS ?? 1_500);

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const RUNS = [
  {
    what: 'on phones',
    size: PHONE,
    station: 'dongguan',
    stationName: '东关街道社工站',
    first: 'qinfeng',
    firstName: '天水市秦风志愿服务联合会',
    second: 'xinlianxin',
  },
  {
    what: 'on wide screens',
    size: DESK,
    station: 'dacheng',
    stationName: '大城街道社工站',
    first: 'nuanyang',
    firstName: '秦州区暖阳为老服务中心',
    second: 'qinfeng',
  },
];

describe.each(RUNS)(
  'a station and two organizations $what',
  ({ size, station, stationName, first, firstName, second }) => {
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
        person(browser, station, 'm', size),
        person(browser, first, 'm', size),
        person(browser, second, 'm', size),
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
      const { name, bytes } = await fileFrom(winner.page, () =>
        winner.page.getByRole('link', { name: '下载 Word 文书' }).click(),
      );
      expect(name).toMatch(/\.docx$/);
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
  },
);

describe('the bureau at its desk', () => {
  const step = chain(() => [bureau]);
  let bureau: Person;
  beforeAll(async () => {
    bureau = await person(browser, 'bureau', 'd', DESK);
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
    const { name, bytes } = await fileFrom(page, () => page.getByRole('link', { name: /^导出调度表/ }).click());
    expect(name).toMatch(/\.xlsx$/);
    const [sheet] = (await readXlsx(bytes)).sheets;
    expect(totalsOnSheet(sheet?.rows ?? [])).toEqual(await totalsOnPage(page));
    expect(bureau.troubles).toEqual([]);
  });
});

test('the bureau finds every page whole on a phone', async () => {
  const { page, context, troubles } = await person(browser, 'bureau', 'd', PHONE);
  const way = page.getByRole('navigation', { name: '主导航' });
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await fits()).toBe(true);
  for (const [room, title] of [
    ['月调度', '月调度'],
    ['点单', '点单台账'],
    ['结对', '结对一览表'],
    ['服务记录', '服务记录'],
  ] as const) {
    await way.getByRole('link', { name: room, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('status', { name: '正在读取' }).waitFor({ state: 'hidden' });
    expect(await fits(), room).toBe(true);
  }
  await page.getByRole('table', { name: '服务记录' }).getByRole('link').first().click();
  await page.getByRole('heading', { name: '谁确认了' }).waitFor();
  expect(await fits()).toBe(true);
  await way.getByRole('link', { name: '月调度' }).click();
  await page
    .getByRole('link', { name: /^(办理|查看) \d+ 月调度$/ })
    .first()
    .click();
  await page.getByRole('region', { name: '本条数据' }).getByRole('button', { name: /^看/ }).first().click();
  await page
    .getByText(/^(以上|.*：以上)/)
    .first()
    .waitFor();
  expect(await fits()).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});
