/**
 * An .xlsx workbook, read as rows of cells without formulas calculated: what each cell says, whether it is a number, a day
 * or a formula. Our own and not a library's, because the walls count here: sizes before inflating, one row's text at a
 * time out of the part's bytes, formulas and macros told apart, day 60 and the system of 1904 left to the rules.
 */
import type { Cell, DateSystem } from '@jiedui/shared/report/import/cell.ts';
import type { Merge, SheetRow } from '@jiedui/shared/report/import/header.ts';
import { IMPORT_ROWS_MAX } from '@jiedui/shared/report/import/import.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { type Entry, entriesOf, unpack } from './unzip.ts';
import { attributeOf, plainXml, textRuns, unescapeXml } from './xml-text.ts';

export interface SheetRead {
  readonly name: string;
  readonly rows: readonly SheetRow[];
  readonly merges: readonly Merge[];
}
export interface WorkbookRead {
  readonly system: DateSystem;
  readonly sheets: readonly SheetRead[];
}

const COLUMNS_MAX = 100;
const TEXT_MAX = 4_000;
const STRINGS_MAX = 400_000;
/** Sheets that may hold the list; notes and hidden lists follow behind. */
const SHEETS_MAX = 6;
/** Above the list may stand a title and notes. */
const SPARE_ROWS = 100;

export function readXlsx(file: Buffer): WorkbookRead {
  const entries = entriesOf(file);
  const refused = refusalOf(entries);
  if (refused) throw new SpreadsheetRefused(refused);
  const part = (name: string): string | null => {
    const entry = entries.get(name);
    return entry ? plainXml(unpack(file, entry)).toString('utf8') : null;
  };
  const workbook = part('xl/workbook.xml');
  if (workbook === null) throw new SpreadsheetRefused(NOT_A_WORKBOOK);
  const targets = new Map(
    [...(part('xl/_rels/workbook.xml.rels') ?? '').matchAll(/<(?:\w+:)?Relationship\s([^>]*)>/g)].map(([, tag]) => [
      attributeOf(tag!, 'Id'),
      (attributeOf(tag!, 'Target') ?? '').replace(/^\/?(?:xl\/)?/, 'xl/'),
    ]),
  );
  const strings = sharedStrings(entries.get('xl/sharedStrings.xml'), file);
  const dayStyles = dayStylesOf(part('xl/styles.xml') ?? '');
  const sheets: SheetRead[] = [];
  for (const [, tag] of workbook.matchAll(/<(?:\w+:)?sheet\s([^>]*)>/g)) {
    const entry = entries.get(targets.get(attributeOf(tag!, 'id')) ?? '');
    const hidden = (attributeOf(tag!, 'state') ?? 'visible') !== 'visible';
    if (!entry || hidden || SHEETS_MAX <= sheets.length) continue;
    sheets.push({
      name: attributeOf(tag!, 'name') ?? '',
      ...sheetOf(plainXml(unpack(file, entry)), strings, dayStyles),
    });
  }
  const system = /<(?:\w+:)?workbookPr\b[^>]*\bdate1904\s*=\s*["'](?:1|true)["']/.test(workbook) ? '1904' : '1900';
  return { system, sheets };
}

const NOT_A_WORKBOOK = '这不是 Excel 工作簿。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再上传。';

function refusalOf(entries: ReadonlyMap<string, Entry>): string | null {
  const names = [...entries.keys()];
  if (names.some((name) => /vbaProject|\/macrosheets\//i.test(name))) {
    return '这份表格带有宏，系统不接收。请另存为不带宏的“Excel 工作簿（.xlsx）”后再上传。';
  }
  if ([...entries.values()].some(({ encrypted }) => encrypted)) {
    return '这份表格设了打开密码。请在 Excel 或 WPS 中取消密码后再上传。';
  }
  if (names.some((name) => /^xl\/workbook\.bin$/.test(name)))
    return '这是 .xlsb 格式。请另存为“Excel 工作簿（.xlsx）”后再上传。';
  if (names.includes('content.xml')) return '这是 .ods 格式。请另存为“Excel 工作簿（.xlsx）”后再上传。';
  return null;
}

function sharedStrings(entry: Entry | undefined, file: Buffer): readonly string[] {
  if (!entry) return [];
  const xml = plainXml(unpack(file, entry));
  const strings: string[] = [];
  for (const item of slices(xml, 'si')) {
    if (STRINGS_MAX <= strings.length) throw new SpreadsheetRefused('这份表格的文字过多。请分成几份后再上传。');
    strings.push(textRuns(item).slice(0, TEXT_MAX));
  }
  return strings;
}

/** Style numbers whose cells show a day: of the built-in formats, and of those that people make. */
function dayStylesOf(styles: string): ReadonlySet<number> {
  const custom = new Set<number>();
  for (const [, tag] of styles.matchAll(/<(?:\w+:)?numFmt\s([^>]*)>/g)) {
    const code = (attributeOf(tag!, 'formatCode') ?? '').replace(/"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]/gi, '');
    if (/[yd]|m(?!m?:)/i.test(code) && !/^General$/i.test(code)) custom.add(Number(attributeOf(tag!, 'numFmtId')));
  }
  const days = new Set<number>();
  const crossed = /<(?:\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(styles)?.[1] ?? '';
  let style = 0;
  for (const [, tag] of crossed.matchAll(/<(?:\w+:)?xf\s([^>]*)>/g)) {
    const format = Number(attributeOf(tag!, 'numFmtId') ?? 0);
    const builtIn =
      (14 <= format && format <= 17) ||
      format === 22 ||
      (27 <= format && format <= 36) ||
      (50 <= format && format <= 58);
    if (builtIn || custom.has(format)) days.add(style);
    style += 1;
  }
  return days;
}

function sheetOf(xml: Buffer, strings: readonly string[], dayStyles: ReadonlySet<number>): Omit<SheetRead, 'name'> {
  const rows: SheetRow[] = [];
  let number = 0;
  for (const text of slices(xml, 'row')) {
    const open = text.slice(0, text.indexOf('>') + 1);
    number = Number(attributeOf(open, 'r') ?? number + 1);
    const cells = cellsOf(text, strings, dayStyles);
    if (cells.length === 0) continue;
    if (IMPORT_ROWS_MAX + SPARE_ROWS <= rows.length)
      throw new SpreadsheetRefused(`一次最多导入 ${IMPORT_ROWS_MAX} 行。请分成几份后再上传。`);
    rows.push({ row: number, cells });
  }
  const merges: Merge[] = [];
  for (const [, tag] of xml
    .toString('utf8', Math.max(0, xml.lastIndexOf('<mergeCells')))
    .matchAll(/<(?:\w+:)?mergeCell\s([^>]*)>/g)) {
    const range = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(attributeOf(tag!, 'ref') ?? '');
    if (!range || 1_000 < merges.length) continue;
    merges.push({
      fromColumn: columnOf(range[1]!),
      fromRow: Number(range[2]),
      toColumn: columnOf(range[3]!),
      toRow: Number(range[4]),
    });
  }
  return { rows, merges };
}

/** Cells that say something, at their columns; the row is empty when none does. */
function cellsOf(row: string, strings: readonly string[], dayStyles: ReadonlySet<number>): (Cell | null)[] {
  const cells: (Cell | null)[] = [];
  let column = -1;
  for (const [, tag, body] of row.matchAll(/<(?:\w+:)?c((?:\s[^>]*?)?)(?:\/>|>([\s\S]*?)<\/(?:\w+:)?c>)/g)) {
    const reference = /^[A-Z]+/.exec(attributeOf(tag!, 'r') ?? '')?.[0];
    column = reference ? columnOf(reference) : column + 1;
    if (COLUMNS_MAX <= column) continue;
    const cell = body === undefined ? null : cellOf(tag!, body, strings, dayStyles);
    if (!cell) continue;
    while (cells.length < column) cells.push(null);
    cells[column] = cell;
  }
  return cells;
}

function cellOf(tag: string, body: string, strings: readonly string[], dayStyles: ReadonlySet<number>): Cell | null {
  const value = /<(?:\w+:)?v(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?v>/.exec(body)?.[1];
  if (/<(?:\w+:)?f[\s/>]/.test(body)) return { kind: 'formula', text: unescapeXml(value ?? '').slice(0, TEXT_MAX) };
  const type = attributeOf(tag, 't') ?? 'n';
  if (type === 'inlineStr') return textCell(textRuns(body));
  if (value === undefined) return null;
  if (type === 's') return textCell(strings[Number(value)] ?? '');
  if (type === 'str') return textCell(unescapeXml(value));
  if (type === 'd') return textCell(value.slice(0, 10));
  if (type === 'b') return { kind: 'boolean', text: value === '1' ? '是' : '否' };
  if (type === 'e') return { kind: 'error', text: unescapeXml(value) };
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return null;
  const isDay = dayStyles.has(Number(attributeOf(tag, 's') ?? -1));
  return { kind: isDay ? 'date' : 'number', text: isDay ? value : shown(number), number };
}

const textCell = (text: string): Cell | null =>
  text.trim() === '' ? null : { kind: 'text', text: text.slice(0, TEXT_MAX) };

/** As Excel shows it: 0.1 + 0.2 without its tail, long numbers as 1.10105E+17. */
const shown = (number: number) =>
  1e15 <= Math.abs(number)
    ? number.toExponential(5).replace(/0+e/, 'e').replace('.e', 'e').replace('e', 'E')
    : String(Number(number.toPrecision(15)));

/** `A` is 0. */
function columnOf(letters: string): number {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The text of each `<name …>…</name>`, cut from the bytes one at a time; the part never becomes one long string. */
function* slices(xml: Buffer, name: string): Generator<string> {
  const prefix = prefixOf(xml, name);
  const opening = Buffer.from(`<${prefix}${name}`);
  const closing = Buffer.from(`</${prefix}${name}>`);
  let at = 0;
  for (;;) {
    const start = xml.indexOf(opening, at);
    if (start === -1) return;
    const after = xml[start + opening.length];
    const bracket = xml.indexOf('>', start);
    if (bracket === -1) return;
    // `<rowBreaks` is no `<row`.
    if (after !== 0x20 && after !== 0x3e && after !== 0x2f && after !== 0x0a && after !== 0x0d && after !== 0x09) {
      at = start + opening.length;
      continue;
    }
    if (xml[bracket - 1] === 0x2f) {
      // An empty element: a blank shared string keeps its number; an empty row says nothing.
      at = bracket + 1;
      if (name === 'si') yield '';
      continue;
    }
    const end = xml.indexOf(closing, bracket);
    if (end === -1) return;
    yield xml.toString('utf8', start, end + closing.length);
    at = end + closing.length;
  }
}

/** `x:` where a writer names the namespace. */
function prefixOf(xml: Buffer, name: string): string {
  const head = xml.toString('utf8', 0, 4_096);
  const found = /<(\w+:)(?:worksheet|sst)\b/.exec(head);
  return found && name !== '' ? found[1]! : '';
}
