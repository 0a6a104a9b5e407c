/** A sheet as bureaus send it: the header moved, in two rows, merged; samples, blanks and signatures; rows and their faults. */
import type { Cell } from '@jiedui/shared/report/import/cell.ts';
import { findHeader, type Merge, type SheetRow } from '@jiedui/shared/report/import/header.ts';
import { IMPORT_KINDS } from '@jiedui/shared/report/import/layout.ts';
import { LAYOUTS } from '@jiedui/shared/report/import/layouts.ts';
import type { References } from '@jiedui/shared/report/import/reading.ts';
import { headOf, readSheet, WrongSheet } from '@jiedui/shared/report/import/sheet.ts';
import { describe, expect, test } from 'vitest';

type Written = string | number | null | Cell;
const cellOf = (value: Written): Cell | null => {
  if (value === null || value === '') return null;
  if (typeof value === 'number') return { kind: 'number', text: String(value), number: value };
  return typeof value === 'string' ? { kind: 'text', text: value } : value;
};
const rowsOf = (from: number, lines: readonly (readonly Written[])[]): SheetRow[] =>
  lines.map((cells, i) => ({ row: from + i, cells: cells.map(cellOf) }));

const REFERENCES: References = {
  today: '2026-11-24',
  counties: [
    { code: '620502000000', name: '秦州区' },
    { code: '620503000000', name: '麦积区' },
  ],
  townships: [
    { code: '620503102000', name: '社棠镇', where: '麦积区' },
    { code: '620502001000', name: '大城街道', where: '秦州区' },
  ],
  places: [{ code: '620503000000', name: '麦积区' }],
  stations: [{ code: 's1', name: '社棠镇社工站' }],
  organizations: [{ code: 'o1', name: '天水市心连心爱心协会', uscc: null }],
  authorities: [{ code: 'a1', name: '麦积区民政局' }],
  ownStation: null,
  ownOrganization: null,
  answers: {},
};
const HEAD = ['序号', '编号', '社工站名称', '县（市、区）', '乡镇（街道）', '运行状态', '联系电话'];
const LINE = [1, 'TS-001', '社棠镇第二社工站', '麦积区', '社棠镇', '实体化运行', '13800000000'];

function read(rows: readonly SheetRow[], merges: readonly Merge[] = [], references = REFERENCES) {
  const head = headOf('stations', rows, merges);
  if (head instanceof WrongSheet) throw new Error(head.message);
  return [...readSheet('stations', head, rows, '1900', references)];
}

describe('the header', () => {
  test('is found in the first row, and eleven rows and three columns from it', () => {
    expect(read(rowsOf(1, [HEAD, LINE]))).toMatchObject([{ row: 2, state: 'valid' }]);
    const moved = [HEAD, LINE].map((cells) => [null, null, null, ...cells]);
    expect(read([...rowsOf(1, [['麦积区社工站名录']]), ...rowsOf(12, moved)])).toMatchObject([
      { row: 13, state: 'valid' },
    ]);
  });

  test('may name its columns in another order and in other words', () => {
    const rows = rowsOf(1, [
      ['乡镇', '站点名称', '状态', '站点编号'],
      ['社棠镇', '社棠镇第二社工站', '运行中', 'TS-001'],
    ]);
    const [row] = read(rows);
    expect(row).toMatchObject({ state: 'asked', asked: [{ value: '运行中', choices: [{ name: '实体化运行' }] }] });
  });

  test('over two rows with merged cells is one, and its second row no line', () => {
    const rows = rowsOf(1, [
      ['序号', '编号', '社工站名称', '所在地', null, '运行状态'],
      [null, null, null, '县（市、区）', '乡镇（街道）', null],
      [1, 'TS-001', '社棠镇第二社工站', '麦积区', '社棠镇', '实体化运行'],
    ]);
    const merges: Merge[] = [
      { fromRow: 1, toRow: 1, fromColumn: 3, toColumn: 4 },
      ...[0, 1, 2, 5].map((column) => ({ fromRow: 1, toRow: 2, fromColumn: column, toColumn: column })),
    ];
    const header = findHeader(LAYOUTS.stations, rows, merges)!;
    expect(header.lastRow).toBe(2);
    expect(header.at.get('county')).toBe(3);
    expect(header.at.get('township')).toBe(4);
    expect(read(rows, merges)).toMatchObject([{ row: 3, state: 'valid' }]);
  });

  test('of every list is recognised as itself in its official form', () => {
    for (const kind of IMPORT_KINDS) {
      const columns = LAYOUTS[kind].columns;
      const rows = rowsOf(3, [
        columns.map(({ group, heading }, i) =>
          group === null ? heading : columns[i - 1]?.group === group ? null : group,
        ),
        columns.map(({ group, heading }) => (group === null ? null : heading)),
      ]);
      const merges: Merge[] = columns.flatMap(({ group }, i) => {
        if (group === null) return [{ fromRow: 3, toRow: 4, fromColumn: i, toColumn: i }];
        const last = columns.findLastIndex((each) => each.group === group);
        return columns[i - 1]?.group === group ? [] : [{ fromRow: 3, toRow: 3, fromColumn: i, toColumn: last }];
      });
      const header = findHeader(LAYOUTS[kind], rows, merges)!;
      expect([...header.at.keys()]).toEqual(columns.map(({ key }) => key));
      expect([...header.at.values()]).toEqual(columns.map((_, i) => i));
      expect([header.lastRow, header.unknown]).toEqual([4, []]);
      for (const other of IMPORT_KINDS) {
        const head = headOf(other, rows, merges);
        // The two ways to bring a list of needs read each other's paper.
        const fits = other === kind || [kind, other].every((each) => each === 'needs' || each === 'need_items');
        expect(head instanceof WrongSheet, `${kind} sent as ${other}`).toBe(!fits);
      }
    }
  });

  test('of another list is named', () =>
    expect(headOf('needs', rowsOf(1, [HEAD, LINE]), [])).toMatchObject({
      message: '这张表像是“社工站名录”，不是“需求清单”。请改选“社工站名录”后再上传。',
    }));
  test('without a column that every line needs names the column', () =>
    expect(headOf('stations', rowsOf(1, [HEAD.slice(0, 5)]), [])).toMatchObject({
      message: '表里缺少“运行状态”列。请补上该列，或下载模板重新填写。',
    }));
  test('that is none, or stands too far down, is not guessed', () => {
    const none = { message: '没有找到“社工站名录”的表头。请下载模板，把内容粘贴到模板的对应列后再上传。' };
    expect(headOf('stations', rowsOf(1, [['姓名', '电话']]), [])).toMatchObject(none);
    expect(headOf('stations', rowsOf(40, [HEAD, LINE]), [])).toMatchObject(none);
  });
  test('with columns of their own says which are left out, and not the column of reasons', () => {
    const head = headOf('stations', rowsOf(1, [[...HEAD, '年度', '问题说明']]), []);
    expect(head).toMatchObject({ notes: ['没有导入的列：年度'] });
  });
});

describe('lines', () => {
  test('are not samples, blanks, numbers without words, or signatures', () => {
    const rows = rowsOf(1, [
      HEAD,
      ['示例', ...LINE.slice(1)],
      LINE,
      [2],
      [null, null, '  '],
      ['合计', 1],
      ['填报人：', null, '审核人：'],
      ['注：以上为示意'],
    ]);
    expect(read(rows).map(({ row }) => row)).toEqual([3]);
  });

  test('sent twice in one sheet: the second names the first', () => {
    const [first, second] = read(rowsOf(1, [HEAD, LINE, LINE]));
    expect(first).toMatchObject({ state: 'valid' });
    expect(second).toMatchObject({ state: 'invalid', problems: [{ reason: '与第 2 行重复' }] });
  });

  test('say of each bad cell its column, heading, value, reason and remedy', () => {
    const rows = rowsOf(1, [HEAD, [1, { kind: 'formula', text: 'TS-9' }, null, '麦积区', '大城街道', '好', '2721234']]);
    expect(read(rows)[0]!.problems).toEqual([
      expect.objectContaining({ letter: 'B', value: 'TS-9', reason: '单元格是公式，系统不计算公式' }),
      expect.objectContaining({ letter: 'C', value: '', reason: '没有填写', suggestion: '请填写“社工站名称”' }),
      expect.objectContaining({ letter: 'E', value: '大城街道', reason: '“大城街道”不在所在地·乡镇（街道）的名录中' }),
      expect.objectContaining({ letter: 'F', suggestion: expect.stringContaining('实体化运行') }),
      expect.objectContaining({ letter: 'G', value: '2721234', suggestion: expect.stringContaining('0938-2721234') }),
    ]);
  });

  test('a landline that lost its 0 is told from a wrong one', () => {
    const [row] = read(rowsOf(1, [HEAD, [...LINE.slice(0, 6), 9_382_721_234]]));
    expect(row!.problems).toMatchObject([
      { reason: '“9382721234”像是丢了开头的 0', suggestion: expect.stringContaining('补上区号开头的 0') },
    ]);
  });

  test('with 社堂镇 ask once, take the answer, and take a no', () => {
    const rows = rowsOf(1, [HEAD, [...LINE.slice(0, 4), '社堂镇', ...LINE.slice(5)]]);
    const [row] = read(rows);
    expect(row).toMatchObject({
      state: 'asked',
      asked: [{ value: '社堂镇', choices: [{ name: '社棠镇（麦积区）' }] }],
    });
    const { ask } = row!.asked[0]!;
    const answered = (code: string) => read(rows, [], { ...REFERENCES, answers: { [ask]: code } })[0]!;
    expect(answered('620503102000')).toMatchObject({ state: 'valid', fields: { regionCode: '620503102000' } });
    expect(answered('')).toMatchObject({ state: 'invalid' });
    expect(answered('620502001000'), 'an answer that was not offered').toMatchObject({ state: 'asked' });
  });

  test('show a day as a day, so that the sheet of failed rows is read again', () => {
    const rows = rowsOf(1, [
      ['社工站', '帮扶社会组织', '起始日期', '终止日期'],
      ['社棠镇社工站', '没有的协会', { kind: 'date', text: '46023', number: 46_023 }, 46_387],
    ]);
    const head = headOf('pairings', rows, []);
    if (head instanceof WrongSheet) throw new Error(head.message);
    const [row] = readSheet('pairings', head, rows, '1900', REFERENCES);
    expect(row!.written).toEqual(expect.arrayContaining(['2026年1月1日', '2026年12月31日']));
  });
});

describe('needs', () => {
  const NEEDS = ['社工站', '需求名称', '预计数量', '期望开始时间', '期望结束时间', '需求内容', '接单截止'];
  const needs = (line: readonly Written[], own: string | null = null) => {
    const rows = rowsOf(1, [NEEDS, line]);
    const head = headOf('needs', rows, []);
    if (head instanceof WrongSheet) throw new Error(head.message);
    return [...readSheet('needs', head, rows, '1900', { ...REFERENCES, ownStation: own })][0]!;
  };
  const line = (count: Written, from: Written = '9月25日', to: Written = '12月20日', content = '每周一次') => [
    '社棠镇社工站',
    '独居老人入户探访',
    count,
    from,
    to,
    content,
    '2026年9月20日',
  ];

  test.each<[Written, object]>([
    ['350余', { value: 350, qualifier: 'over', unit: 'person' }],
    ['约1300万', { value: 13_000_000, qualifier: 'about', unit: 'person' }],
    ['近190', { value: 190, qualifier: 'nearly', unit: 'person' }],
    ['６０户', { value: 60, qualifier: 'exact', unit: 'household' }],
    [35, { value: 35, qualifier: 'exact', unit: 'person' }],
  ])('of %s', (count, headcount) =>
    expect(needs(line(count))).toMatchObject({ state: 'valid', fields: { headcount } }),
  );

  test('of 若干 say how to write a number', () =>
    expect(needs(line('若干')).problems).toMatchObject([
      { letter: 'C', suggestion: '请写成 35人、350余人、约60户 这样的一个数' },
    ]));
  test('end before they begin: told at the end', () =>
    expect(needs(line(1, '2026-12-20', '2026-12-01')).problems).toMatchObject([
      { letter: 'E', value: '2026-12-01', reason: '结束日期早于开始日期' },
    ]));
  test('with an ID number or a telephone in their words are not kept', () => {
    const { state, problems } = needs(line(1, '2026-12-01', '2026-12-20', '联系张三 13912345678'));
    expect(state).toBe('invalid');
    expect(problems).toMatchObject([{ letter: 'F', reason: expect.stringContaining('写有个人信息') }]);
  });
  test('without a station are their sender’s, and nobody’s where an officer sends', () => {
    const without = [null, ...line(35).slice(1)];
    expect(needs(without, 's1')).toMatchObject({ state: 'valid', fields: { stationId: 's1' } });
    expect(needs(without)).toMatchObject({ state: 'invalid', problems: [{ letter: 'A', reason: '没有填写' }] });
  });
  test('close for claims at the end of their day', () =>
    expect(needs(line(35))).toMatchObject({ fields: { claimableUntil: new Date('2026-09-20T15:59:59.999Z') } }));
});
