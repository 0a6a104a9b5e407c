/**
 * Finding the header of a list on somebody's sheet: moved down or right, over one row or two, merged or not, columns in
 * another order, some left out, others added.
 */
import type { Cell } from './cell.ts';
import { type Layout, type LayoutColumn, REASON_HEADING } from './layout.ts';

/** Cells of one row, counted from column 0; `row` as Excel counts it, from 1. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly (Cell | null)[];
}

/** A merged range, rows from 1 and columns from 0, ends included. */
export interface Merge {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

export interface Header {
  /** The column of the sheet (from 0) for each key of the layout that is there. */
  readonly at: ReadonlyMap<string, number>;
  /** The last row of the header. */
  readonly lastRow: number;
  /** Headings that the layout does not know, as written. */
  readonly unknown: readonly string[];
  /** Required columns that are not there. */
  readonly missing: readonly LayoutColumn[];
}

/** How far down a header is looked for: above it stand a title, a unit line and a note or two. */
export const HEADER_WITHIN_ROWS = 30;
const LEAST_FOUND = 3;

/** Without blanks, brackets with what is in them, stars and colons: 预计数量（人/户）* is 预计数量. */
export const plainHeading = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*:·/]/g, '')
    .toLowerCase();

/**
 * The best header among the first rows.
 *
 * @returns null when fewer than three columns of the layout are recognised: it is another list
 */
export function findHeader(layout: Layout, rows: readonly SheetRow[], merges: readonly Merge[]): Header | null {
  const names = namesOf(layout);
  let best: Header | null = null;
  for (const [index, row] of rows.entries()) {
    if (HEADER_WITHIN_ROWS < row.row) break;
    const under = rows[index + 1];
    const next = under && under.row === row.row + 1 ? under : null;
    for (const candidate of [headerOf(layout, names, row, next, merges), headerOf(layout, names, row, null, merges)]) {
      if (candidate && (best === null || best.at.size < candidate.at.size)) best = candidate;
    }
  }
  return best !== null && LEAST_FOUND <= best.at.size ? best : null;
}

function namesOf(layout: Layout): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const put = (name: string, key: string) => names.has(plainHeading(name)) || names.set(plainHeading(name), key);
  for (const { key, group, heading } of layout.columns) put(`${group ?? ''}${heading}`, key);
  for (const { key, also } of layout.columns) for (const name of also) put(name, key);
  return names;
}

function headerOf(
  layout: Layout,
  names: ReadonlyMap<string, string>,
  top: SheetRow,
  under: SheetRow | null,
  merges: readonly Merge[],
): Header | null {
  const at = new Map<string, number>();
  const unknown: string[] = [];
  let usesUnder = false;
  const width = Math.max(top.cells.length, under?.cells.length ?? 0);
  for (let column = 0; column < width; column += 1) {
    const over = headingAt(top, column, merges);
    const sub = under ? (under.cells[column]?.text ?? '') : '';
    const key = names.get(plainHeading(over + sub)) ?? names.get(plainHeading(over)) ?? names.get(plainHeading(sub));
    const written = over || sub;
    if (key === undefined) {
      if (plainHeading(written) !== '' && plainHeading(written) !== REASON_HEADING) unknown.push(written.trim());
      continue;
    }
    if (at.has(key)) continue;
    at.set(key, column);
    if (plainHeading(sub) !== '' && names.get(plainHeading(over)) !== key) usesUnder = true;
  }
  if (at.size === 0) return null;
  const spans = merges.some((merge) => merge.fromRow === top.row && merge.toRow === top.row + 1);
  const missing = layout.columns.filter((column) => column.required && !at.has(column.key));
  return { at, lastRow: under && (usesUnder || spans) ? under.row : top.row, unknown: [...new Set(unknown)], missing };
}

/** The text over a column: its own, or that of the merged cell which reaches it. */
function headingAt(row: SheetRow, column: number, merges: readonly Merge[]): string {
  const own = row.cells[column]?.text ?? '';
  if (own !== '') return own;
  const merge = merges.find(
    ({ fromRow, toRow, fromColumn, toColumn }) =>
      fromRow <= row.row && row.row <= toRow && fromColumn < column && column <= toColumn,
  );
  return merge && merge.fromRow === row.row ? (row.cells[merge.fromColumn]?.text ?? '') : '';
}

/**
 * Which layout fits the sheet better than the one that was asked for; for telling what was uploaded instead. The list of
 * needs has every column that a register of stations requires, so more columns decide, not the required ones alone.
 */
export function likelier(
  wanted: Layout,
  others: readonly Layout[],
  rows: readonly SheetRow[],
  merges: readonly Merge[],
): Layout | null {
  const score = (layout: Layout) => findHeader(layout, rows, merges);
  const mine = score(wanted);
  const fit = others.find((layout) => {
    const theirs = score(layout);
    return theirs !== null && theirs.missing.length === 0 && (mine?.at.size ?? 0) < theirs.at.size;
  });
  return fit ?? null;
}
