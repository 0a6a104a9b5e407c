/**
 * Sheets that other programs wrote, taken in whole: our own list saved again by LibreOffice, and two written by openpyxl,
 * one of them with the days of an old Mac. Where LibreOffice is installed, it also saves one now.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { failedXlsx } from '@jiedui/api/report/import/list-sheet.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { actsIn } from '../../../kit/acts.ts';
import { startWorld, type World } from '../../../kit/world.ts';
import { bytesOf, senderIn } from './sending.ts';

let world: World;
let send: ReturnType<typeof senderIn>;
let acts: ReturnType<typeof actsIn>;
beforeAll(async () => {
  world = await startWorld();
  send = senderIn(world);
  acts = actsIn(world);
});
afterAll(() => world.close());

const fixture = (name: string) => readFile(join(import.meta.dirname, 'sheets', `${name}.xlsx`));

it('our register saved by LibreOffice', async () => {
  const ready = await send.sent('bureau', 'stations', await fixture('libreoffice-stations'));
  expect(ready).toMatchObject({ state: 'ready', counts: { total: 2, valid: 2 } });
  expect(await send.commit('bureau', ready.id, 'all_or_nothing')).toMatchObject({ counts: { imported: 2 } });
  expect(await acts.one("select name, phone, state from stations where code = 'LO-001'")).toMatchObject({
    name: '社棠镇第七社工站',
    phone: '09382721234',
    state: 'operating',
  });
});

it('pairings written by openpyxl: the second sheet, moved, merged, with real days, a formula and an eaten number', async () => {
  const ready = await send.sent('bureau', 'pairings', await fixture('openpyxl-pairings'));
  expect(ready).toMatchObject({ state: 'ready', counts: { total: 2, valid: 1, invalid: 1 } });
  const [, bad] = ready.rows;
  expect(bad.row).toBe(7);
  expect(bad.problems.map(({ letter, reason }: { letter: string; reason: string }) => [letter, reason])).toEqual([
    ['C', '单元格是公式，系统不计算公式'],
  ]);
  expect(await send.commit('bureau', ready.id)).toMatchObject({ counts: { imported: 1 } });
  expect(
    await acts.one(
      "select from_on::text as from_on, to_on::text as to_on, paper_help from pairings where paper_number = '纸-2026-81'",
    ),
  ).toEqual({ from_on: '2026-02-01', to_on: '2026-11-30', paper_help: '入户探访、义诊 & 陪伴 <每周>' });
});

it('needs written by openpyxl with days counted from 1904', async () => {
  const ready = await send.sent('bureau', 'needs', await fixture('openpyxl-1904-needs'));
  expect(await send.commit('bureau', ready.id)).toMatchObject({ counts: { imported: 1 } });
  expect(
    await acts.one(
      "select window_from::text as from_on, window_to::text as to_on, headcount_qualifier from orders where title = '老系统里的日期'",
    ),
  ).toEqual({ from_on: '2026-12-01', to_on: '2026-12-20', headcount_qualifier: 'nearly' });
});

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path));

it.skipIf(soffice === undefined)(
  'our register saved by the LibreOffice that is here',
  { timeout: 120_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jiedui-office-'));
    try {
      const said: Readonly<Record<string, string>> = {
        code: 'LO-100',
        name: '社棠镇第八社工站',
        county: '麦积区',
        township: '社棠镇',
        state: '实体化运行',
      };
      const written = LAYOUTS.stations.columns.map(({ key }) => said[key] ?? '');
      const none = { counties: [], townships: [], stations: [], organizations: [], authorities: [] };
      const ours = await bytesOf(
        failedXlsx(LAYOUTS.stations, '天水市民政局', none, [{ written, badKeys: ['code'], reason: '请核对' }]),
      );
      await writeFile(join(folder, 'ours.xlsx'), ours);
      const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
      await promisify(execFile)(
        soffice ?? '',
        [profile, '--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'saved'), join(folder, 'ours.xlsx')],
        { timeout: 100_000 },
      );
      const ready = await send.sent('bureau', 'stations', await readFile(join(folder, 'saved', 'ours.xlsx')));
      expect(await send.commit('bureau', ready.id)).toMatchObject({ counts: { imported: 1, invalid: 0 } });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
);
