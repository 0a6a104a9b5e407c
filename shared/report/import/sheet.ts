/**
 * A whole sheet, row by row: where the list begins and ends, which rows are samples, blanks and signatures, and what each
 * of the others says.
 */
import type { DateSystem } from './cell.ts';
import { assemble, type Assembled, type RowProblem } from './assembling.ts';
import { findHeader, type Header, HEADER_WITHIN_ROWS, likelier, type Merge, type SheetRow } from './header.ts';
import {
  columnLetter,
  fullHeading,
  IMPORT_KIND_WORDS,
  IMPORT_KINDS,
  type ImportKind,
  type Layout,
  SAMPLE_MARK,
} from './layout.ts';
import { LAYOUTS } from './layouts.ts';
import { type CellProblem, type NameAsked, readRow, type References } from './reading.ts';

export interface ImportedRow {
  /** As Excel counts it. */
  readonly row: number;
  readonly state: 'valid' | 'asked' | 'invalid';
  readonly problems: readonly CellProblem[];
  readonly asked: readonly NameAsked[];
  readonly written: readonly string[];
  readonly fields: Assembled['fields'] | null;
  readonly identity: string | null;
}

/** The sheet is not the list that was asked for; the words say what to do. */
export class WrongSheet {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

export interface SheetHead {
  readonly header: Header;
  /** What the sender should know besides the cells, such as columns that were not recognised. */
  readonly notes: readonly string[];
}

/**
 * The header of the sheet among its first rows.
 * @returns `WrongSheet` when it is another list, or lacks a column that every line needs
 */
export function headOf(kind: ImportKind, rows: readonly SheetRow[], merges: readonly Merge[]): SheetHead | WrongSheet {
  const layout = LAYOUTS[kind];
  const first = rows.filter(({ row }) => row <= HEADER_WITHIN_ROWS + 1);
  // A list of needs may be brought either way: what it says besides a need is then left out.
  const same = (other: ImportKind) => other === kind || (kind === 'need_items' && other === 'needs');
  const others = IMPORT_KINDS.filter((other) => !same(other)).map((other) => LAYOUTS[other]);
  const instead = likelier(layout, others, first, merges);
  const word = IMPORT_KIND_WORDS[kind];
  if (instead) {
    const theirs = IMPORT_KIND_WORDS[instead.kind];
    return new WrongSheet(`这张表像是“${theirs}”，不是“${word}”。请改选“${theirs}”后再上传。`);
  }
  const header = findHeader(layout, first, merges);
  if (!header) {
    return new WrongSheet(`没有找到“${word}”的表头。请下载模板，把内容粘贴到模板的对应列后再上传。`);
  }
  if (0 < header.missing.length) {
    const names = header.missing.map((column) => `“${fullHeading(column)}”`).join('、');
    return new WrongSheet(`表里缺少${names}列。请补上该列，或下载模板重新填写。`);
  }
  const notes = header.unknown.length === 0 ? [] : [`没有导入的列：${header.unknown.slice(0, 12).join('、')}`];
  return { header, notes };
}

const SIGNATURE =
  /^(?:填报单位|填报人|制表人|审核人|负责人|单位负责人|填表人|填报日期|日期[:：]|合计|总计|小计|注[:：]|说明[:：]|备注[:：])/;

/** The rows below the header that say something, read one by one. */
export function* readSheet(
  kind: ImportKind,
  head: SheetHead,
  rows: Iterable<SheetRow>,
  system: DateSystem,
  references: References,
): Generator<ImportedRow> {
  const layout = LAYOUTS[kind];
  const before = new Map<string, number>();
  for (const row of rows) {
    if (row.row <= head.header.lastRow || !isLine(row, head.header)) continue;
    yield readLine(layout, head.header, row, system, references, before);
  }
}

function isLine(row: SheetRow, header: Header): boolean {
  const first = row.cells.find((cell) => cell !== null && cell.text.trim() !== '');
  if (!first) return false;
  const words = first.text.trim();
  if (words.startsWith(SAMPLE_MARK) || SIGNATURE.test(words.replace(/\s/g, ''))) return false;
  // A row that has only its running number is a blank line of the form.
  const seq = header.at.get('seq');
  return row.cells.some((cell, column) => cell !== null && column !== seq && cell.text.trim() !== '');
}

function readLine(
  layout: Layout,
  header: Header,
  row: SheetRow,
  system: DateSystem,
  references: References,
  before: Map<string, number>,
): ImportedRow {
  const { values, problems, asked, written } = readRow(layout, header, row, system, references);
  const line = { row: row.row, written, asked };
  if (0 < problems.length) return { ...line, state: 'invalid', problems, fields: null, identity: null };
  if (0 < asked.length) return { ...line, state: 'asked', problems, fields: null, identity: null };
  const whole = assemble(layout.kind, values, references);
  const bad = (list: readonly RowProblem[]): ImportedRow => ({
    ...line,
    state: 'invalid',
    problems: list.map((problem) => atItsCell(layout, header, row, problem)),
    fields: null,
    identity: null,
  });
  if (!('identity' in whole)) return bad(whole);
  const twin = before.get(whole.identity);
  if (twin !== undefined) {
    return bad([{ key: null, reason: `与第 ${twin} 行重复`, suggestion: '请删去其中一行，或改成不同的编号' }]);
  }
  before.set(whole.identity, row.row);
  return { ...line, state: 'valid', problems, fields: whole.fields, identity: whole.identity };
}

function atItsCell(
  layout: Layout,
  header: Header,
  row: SheetRow,
  { key, reason, suggestion }: RowProblem,
): CellProblem {
  const column = layout.columns.find((each) => each.key === key);
  const at = column ? header.at.get(column.key) : undefined;
  return {
    key: column ? column.key : null,
    letter: at === undefined ? '' : columnLetter(at),
    heading: column ? fullHeading(column) : '整行',
    value: at === undefined ? '' : (row.cells[at]?.text.trim() ?? ''),
    reason,
    suggestion,
  };
}
