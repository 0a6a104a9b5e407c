/**
 * A list in its official form, as a workbook: title, unit line, two header rows, lines, and the signature line of the
 * bureau's sheets. The template, the sheet of failed rows and the official export are this one form.
 */
import { formatInstant, isLocalDate } from '@jiedui/shared/calendar.ts';
import { serialOf } from '@jiedui/shared/report/import/cell.ts';
import {
  columnLetter,
  fullHeading,
  IMPORT_KIND_WORDS,
  type Layout,
  type LayoutColumn,
  REASON_HEADING,
  SAMPLE_MARK,
} from '@jiedui/shared/report/import/layout.ts';
import { LISTS } from '@jiedui/shared/report/import/lists.ts';
import { type Choice, type OutCell, type OutRow, type OutSheet, xlsxOf } from '../../hall/sheet/write-xlsx.ts';

/** Lists that depend on the place: shown in dropdowns beside the fixed ones. */
export interface PlaceLists {
  readonly counties: readonly string[];
  readonly townships: readonly string[];
  readonly stations: readonly string[];
  readonly organizations: readonly string[];
  readonly authorities: readonly string[];
}

/** Title, unit line, two header rows. */
export const HEAD_ROWS = 4;
/** Rows below the header for which the template offers its dropdowns. */
const CHOICE_ROWS = 1_000;
const LIST_SHEET = '选项';

export interface FailedRow {
  readonly written: readonly string[];
  readonly badKeys: readonly string[];
  readonly reason: string;
}

/** The empty list with a sample row, dropdowns and notes. */
export const templateXlsx = (layout: Layout, unit: string, places: PlaceLists) =>
  form(layout, unit, places, { reason: false, lines: [sampleRow(layout), ...blankRows(layout)] });

/** The rows that did not get in, on the same sheet with a column of reasons; corrected, it is uploaded again. */
export const failedXlsx = (
  layout: Layout,
  unit: string,
  places: PlaceLists,
  rows: AsyncIterable<FailedRow> | Iterable<FailedRow>,
) => form(layout, unit, places, { reason: true, lines: failedLines(layout, rows) });

async function* failedLines(
  layout: Layout,
  rows: AsyncIterable<FailedRow> | Iterable<FailedRow>,
): AsyncGenerator<OutRow> {
  for await (const { written, badKeys, reason } of rows) {
    const cells = layout.columns.map(
      (column, i): OutCell => ({
        value: written[i] ?? '',
        style: badKeys.includes(column.key) ? 'bad' : 'text',
      }),
    );
    yield { cells: [...cells, { value: reason, style: 'reason' }], height: 45 };
  }
}

function form(
  layout: Layout,
  unit: string,
  places: PlaceLists,
  { reason, lines }: { reason: boolean; lines: Iterable<OutRow> | AsyncIterable<OutRow> },
): AsyncGenerator<Buffer> {
  const { lists, choices } = listsOf(layout, places);
  const word = IMPORT_KIND_WORDS[layout.kind];
  const list: OutSheet = {
    name: word,
    widths: [...layout.columns.map(({ width }) => width), ...(reason ? [36] : [])],
    columnStyles: layout.columns.map(() => 'text' as const),
    headRows: HEAD_ROWS,
    choices,
    rows: withHead(layout, unit, reason, lines),
  };
  return xlsxOf([list, notesSheet(layout), lists]);
}

async function* withHead(
  layout: Layout,
  unit: string,
  reason: boolean,
  lines: Iterable<OutRow> | AsyncIterable<OutRow>,
) {
  yield* headRows(layout.columns, IMPORT_KIND_WORDS[layout.kind], `填报单位（盖章）：${unit}`, reason);
  yield* lines;
  yield signatureRow(layout.columns.length + (reason ? 1 : 0));
}

/** Title, unit line, and two header rows in which neighbours of one group are merged. */
export function* headRows(
  columns: readonly Pick<LayoutColumn, 'group' | 'heading'>[],
  title: string,
  subtitle: string,
  reason = false,
): Generator<OutRow> {
  const all = [...columns, ...(reason ? [{ group: null, heading: REASON_HEADING }] : [])];
  const last = all.length - 1;
  const merges: [number, number][] = last < 1 ? [] : [[0, last]];
  yield { cells: [{ value: title, style: 'title' }], height: 36, merges };
  yield { cells: [{ value: subtitle, style: 'subtitle' }], height: 20, merges };
  const grouped: [number, number][] = [];
  for (let i = 0; i <= last; i += 1) {
    const { group } = all[i]!;
    if (group === null) continue;
    let end = i;
    while (end < last && all[end + 1]!.group === group) end += 1;
    if (i < end) grouped.push([i, end]);
    i = end;
  }
  yield {
    cells: all.map(({ group, heading }) => ({ value: group ?? heading, style: 'header' })),
    height: 24,
    merges: grouped,
    down: all.flatMap(({ group }, i) => (group === null ? [i] : [])),
  };
  yield {
    cells: all.map(({ group, heading }) => ({ value: group === null ? null : heading, style: 'header' })),
    height: 24,
  };
}

export function signatureRow(columns: number): OutRow {
  const parts = ['填报人：', '审核人：', '填报日期：　　年　月　日'];
  const step = Math.max(1, Math.floor(columns / parts.length));
  const cells: (OutCell | null)[] = Array.from({ length: columns }, () => null);
  const merges: [number, number][] = [];
  parts.forEach((part, i) => {
    const from = Math.min(i * step, columns - 1);
    cells[from] = { value: part, style: 'subtitle' };
    const to = i === parts.length - 1 ? columns - 1 : Math.min((i + 1) * step - 1, columns - 1);
    if (from < to) merges.push([from, to]);
  });
  return { cells, height: 26, merges };
}

function sampleRow(layout: Layout): OutRow {
  const cells = layout.columns.map((column): OutCell => {
    const value = column.reading === 'seq' ? SAMPLE_MARK : column.example;
    return { value, style: 'sample' };
  });
  return { cells, height: 30 };
}

function* blankRows(layout: Layout): Generator<OutRow> {
  for (let i = 1; i <= 20; i += 1) {
    yield {
      cells: layout.columns.map((column) =>
        column.reading === 'seq' ? { value: i, style: 'body' } : { value: null, style: 'text' },
      ),
      height: 24,
    };
  }
}

function listsOf(layout: Layout, places: PlaceLists): { lists: OutSheet; choices: Choice[] } {
  const columns: { name: string; values: readonly string[] }[] = [];
  const choices: Choice[] = [];
  layout.columns.forEach((column, at) => {
    const values = valuesOf(column, places);
    if (values.length === 0) return;
    const letter = columnLetter(columns.length);
    columns.push({ name: fullHeading(column), values });
    choices.push({
      column: at,
      fromRow: HEAD_ROWS + 1,
      toRow: HEAD_ROWS + CHOICE_ROWS,
      range: `'${LIST_SHEET}'!$${letter}$2:$${letter}$${values.length + 1}`,
      loose: column.reading === 'choices' || column.reading === 'areas',
    });
  });
  const longest = Math.max(0, ...columns.map(({ values }) => values.length));
  function* rows(): Generator<OutRow> {
    yield { cells: columns.map(({ name }) => ({ value: name, style: 'header' })) };
    for (let i = 0; i < longest; i += 1) {
      yield {
        cells: columns.map(({ values }) => (values[i] === undefined ? null : { value: values[i]!, style: 'plain' })),
      };
    }
  }
  return { lists: { name: LIST_SHEET, hidden: true, widths: columns.map(() => 20), rows: rows() }, choices };
}

function valuesOf({ reading, list }: LayoutColumn, places: PlaceLists): readonly string[] {
  if (list !== null) return LISTS[list].map(({ name }) => name);
  if (reading === 'county') return places.counties;
  if (reading === 'township') return places.townships;
  if (reading === 'areas') return [...places.counties, ...places.townships];
  if (reading === 'station') return places.stations;
  if (reading === 'organization') return places.organizations;
  return reading === 'authority' ? places.authorities : [];
}

const READING_WORDS: Partial<Record<LayoutColumn['reading'], string>> = {
  date: '日期，如 2026年9月25日、2026-09-25',
  quantity: '一个数，可带“约”“近”“余”和单位，如 35人、350余人、约60户',
  whole: '整数',
  money: '金额，单位元，最多两位小数',
  choice: '从下拉列表中选一项',
  choices: '从下拉列表中选，可填多项，用顿号分开',
  areas: '县区或乡镇街道全称，可填多个，用顿号分开',
  county: '从下拉列表中选',
  township: '从下拉列表中选',
  station: '填名录中的全称',
  organization: '填名录中的全称',
  authority: '填名录中的全称',
  code: '文本，照原件填写',
  phone: '文本，11 位手机号或带区号的座机',
  uscc: '文本，18 位，照登记证书填写',
  shown: '只供打印，不导入',
};

function notesSheet(layout: Layout): OutSheet {
  function* rows(): Generator<OutRow> {
    yield {
      cells: [{ value: `${IMPORT_KIND_WORDS[layout.kind]}填写说明`, style: 'title' }],
      height: 36,
      merges: [[0, 3]],
    };
    for (const note of [
      '请从第一行空白行起填写；示例行（序号为“示例”）不会导入，可以保留或删去。',
      '请勿使用公式、合并数据行或改动表头；可以调整列的先后，不需要的列可以删去（必填列除外）。',
      ...layout.notes,
    ])
      yield { cells: [{ value: note, style: 'note' }], height: 30, merges: [[0, 3]] };
    yield { cells: ['列', '必填', '怎么填', '示例'].map((value) => ({ value, style: 'header' })) };
    for (const column of layout.columns) {
      if (column.reading === 'seq') continue;
      yield {
        cells: [
          { value: fullHeading(column), style: 'text' },
          { value: column.required ? '是' : '', style: 'body' },
          { value: READING_WORDS[column.reading] ?? '文字', style: 'text' },
          { value: column.example, style: 'text' },
        ],
      };
    }
  }
  return { name: '填写说明', widths: [24, 8, 50, 34], rows: rows() };
}

/** For a watermark: who, and when. */
export const takenBy = (name: string, at: Date) => `导出：${name} ${formatInstant(at)}`;

/** A day as a real day, so that the sheet can be sorted by it. */
export const dayCell = (date: string | null): OutCell =>
  date !== null && isLocalDate(date) ? { value: serialOf(date), style: 'date' } : { value: null, style: 'date' };
