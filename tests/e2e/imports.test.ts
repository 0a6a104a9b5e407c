/** A list brought to the desk: sent with a fault and a doubtful name, answered, corrected, sent again, taken back; and one taken away. */
import { readFile } from 'node:fs/promises';
import { openUpload } from '@jiedui/api/hall/sheet/open-upload.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sheetOf } from '../api/report/import/sending.ts';
import { look } from './kit/look.ts';
import { DESK, openBrowser, type Person, person } from './kit/person.ts';

let browser: Browser;
let bureau: Person;
beforeAll(async () => {
  browser = await openBrowser();
  bureau = await person(browser, 'bureau', 'd', DESK);
});
afterAll(() => browser.close());

const HEAD = ['序号', '编号', '社工站名称', '县（市、区）', '乡镇（街道）', '运行状态'];
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const send = (bytes: Buffer, name: string) =>
  bureau.page.getByLabel('选择社工站名录文件').setInputFiles({ name, mimeType: XLSX, buffer: bytes });

describe('a register of stations', () => {
  test('is chosen, with its template and what was brought before', async () => {
    await bureau.page.goto('/d/imports?kind=stations');
    await bureau.page.getByRole('link', { name: '下载社工站名录模板' }).waitFor();
    await look(bureau, 'imports');
  });

  test('that is no workbook is refused where it was dropped, in words', async () => {
    await send(Buffer.from('%PDF-1.7'), '名录.pdf');
    await bureau.page.getByText('这不是 Excel 表格。请上传 .xlsx 文件，或用逗号分隔的 .csv 文件。').waitFor();
    await bureau.page.goto('/d/imports?kind=stations');
  });

  test('shows the wrong cell, asks about the doubtful name, and takes the right rows', async () => {
    const { page } = bureau;
    await send(
      await sheetOf([
        HEAD,
        [1, 'DR-001', '社棠镇第二社工站', '麦积区', '社棠镇', '实体化运行'],
        [2, 'DR-002', '社棠镇第三社工站', '麦积区', '社堂镇', '实体化运行'],
        [3, 'DR-003', '社棠镇第四社工站', '麦积区', '社棠镇', '运行得不错'],
      ]),
      '麦积区社工站.xlsx',
    );
    await page.getByRole('heading', { name: '待确认导入' }).waitFor();
    await page.getByText('“运行得不错”不在运行状态的名录中').first().waitFor();
    await look(bureau, 'import-preview');
    await page.getByLabel('社棠镇（麦积区）').check();
    await page.getByRole('button', { name: '确认这 1 个名称' }).click();
    await page.getByRole('button', { name: '只导入没有问题的 2 行' }).click();
    await page.getByRole('heading', { name: '已导入' }).waitFor();
    await page.getByText(/新写入 2 行/).waitFor();
    await look(bureau, 'import-done');
  });

  test('gives the failed row back; corrected and sent again, it goes in', async () => {
    const { page } = bureau;
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /下载问题行/ }).click(),
    ]);
    const { sheets } = openUpload(await readFile(await download.path()));
    const keys = LAYOUTS.stations.columns.map(({ key }) => key);
    const line = sheets[0]!.rows.find(({ row }) => row === 5)!.cells.map((cell) => cell?.text ?? '');
    expect(line.at(-1)).toContain('原第 4 行');
    line[keys.indexOf('state')] = '已挂牌';
    await page.getByRole('link', { name: '上传另一份' }).click();
    const heads = LAYOUTS.stations.columns.map(({ heading }) => heading);
    await send(await sheetOf([[...heads, '问题说明'], line]), '麦积区社工站-改正.xlsx');
    await page.getByRole('button', { name: '导入全部 1 行' }).click();
    await page.getByText(/新写入 1 行/).waitFor();
  });

  test('is taken back as a whole, asked twice', async () => {
    const { page } = bureau;
    await page.getByRole('button', { name: '撤回本次导入' }).click();
    await page.getByRole('button', { name: '撤回导入的 1 行' }).click();
    await page.getByRole('heading', { name: '已撤回' }).waitFor();
    await page.goto('/d/imports?kind=stations');
    await page.getByText('麦积区社工站-改正.xlsx').waitFor();
    await look(bureau, 'imports-past');
    // The first of the two as well: other tests read the same demo.
    await page.getByRole('link', { name: '麦积区社工站.xlsx' }).click();
    await page.getByRole('button', { name: '撤回本次导入' }).click();
    await page.getByRole('button', { name: '撤回导入的 2 行' }).click();
    await page.getByRole('heading', { name: '已撤回' }).waitFor();
  });

  test('is taken away with the columns chosen', async () => {
    const { page } = bureau;
    await page.goto('/d/stations');
    await page.getByRole('button', { name: /^选列/ }).click();
    await page.getByLabel('地址', { exact: true }).uncheck();
    await look(bureau, 'export-columns');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page
        .getByRole('dialog')
        .getByRole('link', { name: /^导出 \d+ 条$/ })
        .click(),
    ]);
    const words = openUpload(await readFile(await download.path())).sheets[0]!.rows.flatMap(({ cells }) => cells);
    const texts = words.map((cell) => cell?.text ?? '');
    expect(texts).toContain('编号');
    expect(texts).not.toContain('地址');
  });
});
