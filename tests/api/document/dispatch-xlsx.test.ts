/** 月调度表: what is in the workbook, read back from the zip and through a reader. */
import { cellText } from '@jiedui/api/hall/document/cell-text.ts';
import type { DispatchSheetLine } from '@jiedui/api/hall/document/dispatch-columns.ts';
import { sumOf } from '@jiedui/api/hall/document/dispatch-figures.ts';
import { type DispatchSheet, dispatchXlsx } from '@jiedui/api/hall/document/dispatch-xlsx.ts';
import { readXlsx } from 'hucre/xlsx';
import JSZip from 'jszip';
import { expect, test } from 'vitest';

const exact = (value: number) => ({ value, qualifier: 'exact' }) as const;

function line(changes: Partial<DispatchSheetLine> = {}): DispatchSheetLine {
  return {
    station: '西关街道社工站',
    organization: '天水市心连心爱心协会',
    orders: exact(3),
    claims: exact(2),
    completed: exact(1),
    overdue: exact(0),
    matched: { confirmed: 2, published: 3 },
    sessions: exact(2),
    personTimes: exact(26),
    visitPersonTimes: null,
    cases: null,
    casePersonTimes: null,
    groups: null,
    groupSections: null,
    goodsPieces: null,
    goodsSets: exact(32),
    goodsYuan: null,
    fundsYuan: null,
    volunteerPersonTimes: exact(8),
    volunteerHours: null,
    satisfaction: { mean: 4.6667, responses: 3 },
    complaints: null,
    complaintsSubstantiated: null,
    practice: '开展入户探访。',
    problems: '',
    nextMonth: '',
    reporter: '李文娟',
    reviewer: null,
    reportedOn: '2026-11-20',
    light: 'green',
    lightReason: '进度正常',
    decision: 'approve',
    note: '',
    ...changes,
  };
}

function sheet(lines: DispatchSheetLine[], changes: Partial<DispatchSheet> = {}): DispatchSheet {
  return {
    authorityName: '天水市民政局',
    programmeName: '引导社会组织参与乡镇街道社工站结对帮扶',
    month: '2026-11',
    windowFrom: '2026-10-24',
    windowTo: '2026-11-24',
    dueOn: '2026-11-24',
    figuresAt: new Date('2026-11-24T01:00:00Z'),
    issuedAt: new Date('2026-11-24T02:00:00Z'),
    reporter: null,
    reviewer: null,
    lines,
    total: lines[0] ?? line(),
    exportedBy: '王志强&李',
    exportedAt: new Date('2026-11-24T03:04:00Z'),
    ...changes,
  };
}

async function read(data: DispatchSheet) {
  const bytes = await dispatchXlsx(data);
  const workbook = await readXlsx(bytes, { readStyles: true });
  const figures = workbook.sheets[0];
  if (!figures) throw new Error('no sheet');
  const heading = (column: number) => String(figures.rows[2]?.[column] ?? '').replace(/\s/g, '');
  const at = (row: number, name: string, unit = '') => {
    for (let column = 0, last = ''; column < 30; column += 1) {
      last = heading(column) || last;
      if (last === name && (unit === '' || figures.rows[3]?.[column] === unit))
        return { value: figures.rows[row]?.[column], column };
    }
    throw new Error(`no column ${name}`);
  };
  return { bytes, workbook, figures, heading, at };
}

test('the columns are those of the bureau, in order, units split under one heading', async () => {
  const { figures, heading } = await read(sheet([line()]));
  const names = Array.from({ length: 30 }, (_column, column) => heading(column)).filter((name) => name !== '');
  expect(names).toEqual(
    [
      '序号',
      '社工站',
      '社会组织',
      '本月点单数',
      '接单数',
      '完成数',
      '逾期数',
      '对接成功率',
      '开展活动（场）',
      '服务人次',
      '走访（人次）',
      '个案',
      '小组',
      '物资',
      '链接资金（元）',
      '志愿者',
      '满意度',
      '投诉',
      '主要做法与成效',
      '存在问题',
      '下月计划',
      '填报人',
      '审核人',
      '填报时间',
    ].flatMap((name) =>
      Array.from({ length: { 个案: 2, 小组: 2, 物资: 3, 志愿者: 2, 投诉: 2 }[name] ?? 1 }, () => name),
    ),
  );
  expect(figures.rows[3]?.slice(11, 18)).toEqual(['个', '人次', '个', '节', '件', '套', '元']);
  expect(figures.merges).toContainEqual({ startRow: 2, startCol: 15, endRow: 2, endCol: 17 });
  expect(figures.merges).toContainEqual({ startRow: 2, startCol: 0, endRow: 3, endCol: 0 });
});

test('numbers are numbers, a doubtful one is its text with a note', async () => {
  const { at, bytes } = await read(sheet([line({ personTimes: { value: 350, qualifier: 'over' } })]));
  expect(at(4, '本月点单数').value).toBe(3);
  expect(at(4, '服务人次').value).toBe('350 余');
  const comments = await (await JSZip.loadAsync(bytes)).file(/comments1?\.xml$/)[0]?.async('string');
  expect(comments).toContain('数值 350');
});

test('合计 is over the union: what two lines share is counted once; marks do not add up', async () => {
  const shared = { sessions: exact(1), personTimes: { value: 350, qualifier: 'over' } } as const;
  const total = {
    ...line(),
    ...shared,
    orders: exact(6),
    goodsSets: exact(158),
    matched: { confirmed: 4, published: 6 },
  };
  const { at, figures } = await read(sheet([line(shared), line(shared)], { total }));
  expect(figures.rows[6]?.[0]).toBe('合计');
  expect(at(6, '本月点单数').value).toBe(6);
  expect(at(6, '开展活动（场）').value).toBe(1);
  expect(at(6, '服务人次').value).toBe('350 余');
  expect(at(6, '物资', '套').value).toBe(158);
  expect(at(6, '物资', '件').value ?? '').toBe('');
  expect(at(6, '满意度').value).toBe('—');
  expect(at(6, '对接成功率').value).toBeCloseTo(4 / 6);
});

test('a sum carries the doubt of its parts, and of nothing recorded it is nothing', () => {
  expect(sumOf([exact(26), null, { value: 350, qualifier: 'over' }])).toEqual({ value: 376, qualifier: 'over' });
  expect(sumOf([null, null])).toBeNull();
});

test('what was not recorded is blank, not nought; no published order gives no share', async () => {
  const { at } = await read(
    sheet([line({ matched: { confirmed: 0, published: 0 }, satisfaction: null, sessions: null, overdue: exact(0) })]),
  );
  expect(at(4, '开展活动（场）').value ?? '').toBe('');
  expect(at(4, '逾期数').value).toBe(0);
  expect(at(4, '对接成功率').value).toBe('—');
  expect(at(4, '满意度').value).toBe('—');
});

test('what people typed can never become a formula', async () => {
  const nasty = ['=1+1', '+1', '-1', '@SUM(A1)', '＝1', '＋1', '－1', '＠a', '\t=1', '\r=1', '\0=1', '  =1'];
  for (const text of nasty) expect(cellText(text)).toMatch(/^'/);
  for (const text of ['探访 35 人', '1-2 月', '（一）', '—']) expect(cellText(text)).toBe(text);
  const bytes = await dispatchXlsx(
    sheet(nasty.map((text) => line({ station: text, problems: text, note: text, practice: text }))),
  );
  const zip = await JSZip.loadAsync(bytes);
  for (const file of zip.file(/worksheets\/sheet\d+\.xml/)) expect(await file.async('string')).not.toMatch(/<f[ >]/);
  const { figures } = await read(sheet([line({ problems: '=HYPERLINK("http://x")' })]));
  expect(figures.rows[4]).toContain('\'=HYPERLINK("http://x")');
});

test('landscape A4, repeated header rows, page numbers and a watermark', async () => {
  const { bytes, figures } = await read(sheet([line()]));
  const zip = await JSZip.loadAsync(bytes);
  const xml = (await zip.file('xl/worksheets/sheet1.xml')?.async('string')) ?? '';
  expect(xml).toMatch(/<pageSetup[^>]*paperSize="9"/);
  expect(xml).toMatch(/<pageSetup[^>]*orientation="landscape"/);
  expect(xml).toContain('导出：王志强&amp;&amp;李 2026年11月24日 11:04');
  expect(xml).toContain('第 &amp;P 页 共 &amp;N 页');
  expect(await zip.file('xl/workbook.xml')?.async('string')).toMatch(/Print_Titles[^>]*>[^<]*\$3:\$4/);
  expect(String(figures.rows[1]?.[0])).toContain('调度时限：2026年11月24日 星期二');
  const foot = figures.rows.at(-1)?.join('') ?? '';
  for (const words of ['填报单位（盖章）：天水市民政局', '填报人：', '审核人：', '日期：2026年11月24日'])
    expect(foot).toContain(words);
});

test('an open round is marked as not issued', async () => {
  const { figures } = await read(sheet([line()], { issuedAt: null }));
  expect(String(figures.rows[1]?.[0])).toContain('未签发，仅供核对');
});

test('the decisions stand on a second sheet, in words', async () => {
  const { workbook } = await read(
    sheet([line({ light: 'red', lightReason: '1 张点单逾期', decision: 'urge', note: '三日内回复' })]),
  );
  expect(workbook.sheets[1]?.rows[2]).toEqual([
    1,
    '西关街道社工站',
    '天水市心连心爱心协会',
    '红灯',
    '1 张点单逾期',
    '催办',
    '三日内回复',
  ]);
});
