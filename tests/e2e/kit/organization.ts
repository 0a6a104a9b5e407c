/** What an organization does on its pages: claim, draft the agreement, sign, record what was done. */
import { formatTime, localDateOf } from '@jiedui/shared/calendar.ts';
import type { Download, Page } from 'playwright-core';

/** From an order's page up to the question; the claim itself is the press of 确认接单. */
export async function askToClaim(page: Page): Promise<void> {
  await page.getByRole('button', { name: '我要接单' }).click();
  await page.getByRole('dialog', { name: '接下这个点单？' }).waitFor();
}

export const pressClaim = (page: Page) => page.getByRole('dialog').getByRole('button', { name: '确认接单' }).click();

/** Either side signs the agreement that is open. */
export async function sign(page: Page): Promise<void> {
  await page.getByRole('button', { name: '签署协议' }).click();
  const question = page.getByRole('dialog', { name: '签署这份协议？' });
  await question.getByRole('button', { name: '签署协议' }).click();
  await question.waitFor({ state: 'hidden' });
}

/** A session of the last hour, so that it has ended and lies in today; its order is already named on the page. */
export async function record(page: Page, now: Date): Promise<void> {
  const ended = new Date(now.getTime() - 60_000);
  const hourBefore = new Date(ended.getTime() - 3_600_000);
  const day = localDateOf(ended);
  await page.getByLabel('活动日期').fill(day);
  await page.getByLabel('开始时间').fill(localDateOf(hourBefore) === day ? formatTime(hourBefore) : '00:00');
  await page.getByLabel('结束时间').fill(formatTime(ended));
  await page.getByRole('checkbox', { name: /^本次完成/ }).check();
  await page.getByRole('checkbox', { name: '入户探访', exact: true }).check();
  await page.getByLabel('第 1 类人数：准确程度').selectOption({ label: '……余' });
  await page.getByLabel('第 1 类人数：数').fill('33');
  await page.getByRole('button', { name: '添加一类人' }).click();
  await page.getByLabel('第 2 类：什么人').selectOption({ label: '医护人员' });
  await page.getByLabel('第 2 类人数：数').fill('4');
  await page
    .getByLabel('选择照片')
    .setInputFiles({ name: '探访.png', mimeType: 'image/png', buffer: await picture(page) });
  await page.getByRole('img', { name: '第 1 张照片' }).waitFor();
  await page.getByLabel('第 1 张照片说明').fill('入户检查用电');
}

/** A photograph's worth of pixels, drawn by the browser itself. */
async function picture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 2000, height: 1500 });
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('no canvas');
    pen.fillStyle = '#c8b79a';
    pen.fillRect(0, 0, 2000, 1500);
    pen.fillStyle = '#1e5b57';
    pen.fillRect(300, 500, 900, 700);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

/** Presses what starts a download, and reads the file. Its name is the server's, tested there: a browser may shorten it by the locale. */
export async function fileFrom(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return bytesOf(download);
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
