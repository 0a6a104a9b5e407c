/** Notices in the browser: settings that stay, an inbox that filters and reads, a group robot that speaks, at both sizes. */
import { createServer } from 'node:http';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { look } from './kit/look.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

async function choose({ page, face }: Person): Promise<void> {
  await page.goto(`/${face}/notice-settings`);
  await page.getByLabel('服务记录').selectOption('weekly');
  await page.getByLabel('开始').fill('22:30');
  await page.getByRole('button', { name: '保存通知设置' }).click();
  await page.getByText('已保存：22:30 至次日 08:00 不打扰').waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '免打扰时段' }).waitFor();
  expect(await page.getByLabel('服务记录').inputValue()).toBe('weekly');
  expect(await page.getByLabel('开始').inputValue()).toBe('22:30');
}

test('a station worker chooses how to be told, and finds it chosen', async () => {
  const worker = await person(browser, 'xiguan', 'm', PHONE);
  await choose(worker);
  await look(worker, 'notice-settings');
  await worker.context.close();
});

test('a station worker sees the unread of one kind, and reads them all', async () => {
  const worker = await person(browser, 'xiguan', 'm', PHONE);
  await worker.page.goto('/m/inbox?show=unread');
  await worker.page.getByText('显示：未读').waitFor();
  await look(worker, 'inbox-unread');
  const all = worker.page.getByRole('button', { name: '全部标为已读' });
  if (0 < (await all.count())) {
    await all.click();
    await worker.page.getByText('全部通知已标为已读。').waitFor();
    await worker.page.getByText('没有未读的通知').waitFor();
  }
  await worker.page.getByRole('link', { name: '接单', exact: true }).click();
  expect(new URL(worker.page.url()).searchParams.get('group')).toBe('claim');
  await worker.context.close();
});

test('an officer finds the inbox from every page, chooses, and sees that nothing is undelivered', async () => {
  const officer = await person(browser, 'bureau', 'd', DESK);
  await officer.page.getByRole('link', { name: /^通知/ }).first().click();
  await officer.page.getByRole('heading', { name: '通知', exact: true }).waitFor();
  await look(officer, 'inbox');
  await choose(officer);
  await look(officer, 'notice-settings');
  await officer.page.goto('/d/undelivered');
  await officer.page.getByText('没有未送达的消息').waitFor();
  await look(officer, 'undelivered');
  await officer.context.close();
});

/** A group that takes what a robot says, or answers that there is no such robot. */
async function group() {
  const heard: string[] = [];
  let knows = true;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += String(part);
    });
    request.on('end', () => {
      if (knows) heard.push(`${request.url} ${body}`);
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify(knows ? { errcode: 0, errmsg: 'ok' } : { errcode: 93000, errmsg: 'invalid webhook' }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(inject('robotPort'), '127.0.0.1', resolve));
  return {
    heard,
    know: (so: boolean) => {
      knows = so;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

test('an officer adds a group robot, hears it, and sends again what the group did not take', async () => {
  const receiver = await group();
  const officer = await person(browser, 'bureau', 'd', DESK);
  const { page } = officer;
  await page.goto('/d/notice-settings');
  await page.getByRole('button', { name: '添加群机器人' }).click();
  await page.getByLabel('名称').fill('市局结对工作群');
  await page.getByLabel('机器人地址').fill('https://example.cn/cgi-bin/webhook/send?key=1');
  await page.getByRole('button', { name: '保存群机器人' }).click();
  await page.getByText(/只能发往企业微信群机器人的官方地址/).waitFor();
  const origin = `http://127.0.0.1:${inject('robotPort')}`;
  await page.getByLabel('机器人地址').fill(`${origin}/cgi-bin/webhook/send?key=73febdcb-1b38-4d1b-8d30`);
  await page.getByRole('button', { name: '保存群机器人' }).click();
  await page.getByText(/已保存群机器人“市局结对工作群”/).waitFor();
  expect(await page.content()).not.toContain('73febdcb');
  const say = page.getByRole('button', { name: '发测试消息到市局结对工作群' });
  await say.click();
  await expect.poll(() => receiver.heard.length).toBe(1);
  expect(receiver.heard[0]).toContain('这是一条测试消息');

  receiver.know(false);
  // Until the first test is settled another is not asked for twice.
  const row = page.getByRole('row').filter({ hasText: '市局结对工作群' });
  await expect
    .poll(
      async () => {
        await page.goto('/d/notice-settings');
        await say.click();
        await page.getByText(/测试消息已交给/).waitFor();
        await page.goto('/d/undelivered');
        await page.getByText(/显示：待处理 · \d+ 条/).waitFor();
        return row.count();
      },
      { interval: 2_000 },
    )
    .toBeGreaterThan(0);
  const dead = row.first();
  await dead.getByText('群机器人测试通知').waitFor();
  await dead.getByText(/^\d{4}年\d+月\d+日 星期. \d\d:\d\d$/).waitFor();
  await look(officer, 'undelivered-robot');
  receiver.know(true);
  await dead.getByRole('button', { name: '重新发送' }).click();
  await page.getByText('已重新排队发送。').waitFor();
  await expect.poll(() => receiver.heard.length).toBeGreaterThan(1);
  await receiver.close();
  expect(officer.troubles).toEqual([]);
  await officer.context.close();
});
