/**
 * The register on the screens: a station whose equipment was sent back is suspended by its bureau, puts it right on the
 * phone, is verified on the desk and operates again. It ends as it began: other tests read the same demo.
 */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { png } from '../api/file/pictures.ts';
import { chain } from './kit/chain.ts';
import { look } from './kit/look.ts';
import { smallTargets } from './kit/measure.ts';
import { DESK, openBrowser, PHONE, type Person, person } from './kit/person.ts';

const STATION = { login: 'niangniangba', name: '娘娘坝镇社工站' };

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

describe('the six haves of a station', () => {
  const step = chain(() => [bureau, station]);
  let bureau: Person;
  let station: Person;
  beforeAll(async () => {
    [bureau, station] = await Promise.all([
      person(browser, 'bureau', 'd', DESK),
      person(browser, STATION.login, 'm', PHONE),
    ]);
  });
  afterAll(() => Promise.all([bureau, station].map((one) => one?.context.close())));
  const have = (name: string) => bureau.page.getByRole('article', { name });

  step('stand on the board, and the figures open to their rows', async () => {
    const { page } = bureau;
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '社工站' }).click();
    await page.getByText('90.91%').waitFor();
    await page.getByRole('link', { name: STATION.name }).waitFor();
    await look(bureau, 'stations');
    await page.getByRole('link', { name: '只挂牌 1 个' }).click();
    await page.getByRole('link', { name: '甘泉镇社工站' }).waitFor();
    expect(page.url()).toContain('state=plaque_hung');
    await page.getByRole('link', { name: '看没有站的' }).click();
    await page.getByText('还没有').first().waitFor();
  });

  step('that are broken propose a suspension, which the bureau confirms', async () => {
    const { page } = bureau;
    await page.goto('/d/stations?show=proposed');
    await page.getByRole('link', { name: STATION.name }).click();
    await page.getByText(/按记录建议暂停：“六有”不再达标/).waitFor();
    await look(bureau, 'station');
    await page.getByRole('button', { name: '暂停服务' }).click();
    await page.getByRole('button', { name: '恢复运行' }).waitFor();
    await page.getByText('转为运行前还差：').waitFor();
  });

  step('have one next step on the phone, and are stated anew with a photo', async () => {
    const { page } = station;
    await page.goto('/m/station');
    await page.getByText(/下一步：有设备被退回/).waitFor();
    await look(station, 'own-station');
    expect(await smallTargets(page, 44)).toEqual([]);
    await page.getByRole('button', { name: '补齐设备' }).click();
    await page
      .getByLabel('选择佐证照片或 PDF')
      .setInputFiles({ name: 'cabinet.png', mimeType: 'image/png', buffer: png(320, 240) });
    await page.getByRole('button', { name: '删去第 2 份' }).waitFor();
    await look(station, 'state-have');
    await page.getByRole('button', { name: '提交有设备申报' }).click();
    await page.getByText(/已申报“有设备”，等待.+核实/).waitFor();
  });

  step('are verified on the desk, and the station operates again', async () => {
    const { page } = bureau;
    await page.reload();
    await have('有设备').getByRole('button', { name: '核实有设备' }).click();
    await page.getByText('已核实“有设备”。').waitFor();
    await page.getByRole('button', { name: '恢复运行' }).click();
    await page.getByRole('button', { name: '暂停服务' }).waitFor();
    await page
      .getByRole('region', { name: '历史' })
      .getByText(/恢复运行/)
      .waitFor();
    await look(bureau, 'station-history');
  });

  step('are shown whole to the station', async () => {
    await station.page.reload();
    await station.page.getByText('“六有”达标 6 项，共 6 项').waitFor();
  });

  test('without a cry of the console', () => {
    expect([...bureau.troubles, ...station.troubles]).toEqual([]);
  });
});

describe('the other pages', () => {
  test('a hand-over says who can take over; opening has its forms', async () => {
    const station = await person(browser, 'xiguan', 'm', PHONE);
    await station.page.goto('/m/station/hand-over');
    await station.page.getByRole('heading', { name: /本站未办结 \d+ 项/ }).waitFor();
    await look(station, 'hand-over');
    const bureau = await person(browser, 'bureau', 'd', DESK);
    await bureau.page.goto('/d/stations/setup');
    await bureau.page.getByRole('button', { name: '开设社工站' }).waitFor();
    await look(bureau, 'station-setup');
    expect([...bureau.troubles, ...station.troubles]).toEqual([]);
    await Promise.all([station.context.close(), bureau.context.close()]);
  });
});
