/** The house style of every Excel sheet: fonts, borders, A4 landscape, and a grid that is filled from the top. */
import type { Cell, CellStyle, FontStyle, HeaderFooter, MergeRange, PageSetup, WriteSheet } from 'hucre';

export type Grid = Pick<Cell, 'value' | 'type'> & Partial<Cell>;

/** 宋体 is on every bureau's machine; LibreOffice falls back to a CJK font by itself. */
export const PLAIN: FontStyle = { name: '宋体', size: 10, charset: 134 };
const STRONG: FontStyle = { name: '黑体', size: 10, charset: 134 };
const LINE = { style: 'thin', color: { rgb: '000000' } } as const;
const BORDER = { top: LINE, right: LINE, bottom: LINE, left: LINE };
const CENTRED = { horizontal: 'center', vertical: 'center', wrapText: true } as const;

export const TITLE: CellStyle = { font: { ...STRONG, size: 20 }, alignment: { ...CENTRED, wrapText: false } };
export const SUBTITLE: CellStyle = { font: PLAIN, alignment: { horizontal: 'left', vertical: 'center' } };
export const HEADER: CellStyle = {
  font: STRONG,
  alignment: CENTRED,
  border: BORDER,
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F2EFE9' } },
};
/** A figure or a short word, in the middle. */
export const BODY: CellStyle = { font: PLAIN, alignment: CENTRED, border: BORDER };
/** Words that run over several lines; typed as text, so that a number-like name stays as written. */
export const TEXT: CellStyle = {
  font: PLAIN,
  alignment: { horizontal: 'left', vertical: 'center', wrapText: true },
  border: BORDER,
  numFmt: '@',
};
export const TOTAL: CellStyle = { ...BODY, font: STRONG };

/** One page wide, as many pages long as there are lines. */
export const A4_LANDSCAPE: PageSetup = {
  paperSize: 'a4',
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
  margins: { top: 0.55, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
};

/** `第 X 页 共 Y 页` in the middle and the watermark on the left; `&` starts a code there, so it is doubled. */
export function pageFooter(watermark: string): HeaderFooter {
  return { oddFooter: `&L&8${watermark.replaceAll('&', '&&')}&C&9第 &P 页 共 &N 页` };
}

/** Points that a row needs for its longest cell to wrap and still be read; Excel does not grow a row by itself. */
export function rowHeight(cells: readonly Grid[], widths: readonly number[]): number {
  const lines = cells.map((cell, column) =>
    String(cell.value ?? '')
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / ((widths[column] ?? 10) - 1))), 0),
  );
  return Math.min(400, Math.max(30, Math.max(...lines) * 13 + 6));
}

/** In half-width characters: a Chinese character counts two. */
function displayWidth(text: string): number {
  return [...text].reduce((sum, character) => sum + (character > '\u2e7f' ? 2 : 1), 0);
}

/** Rows of cells, from the top; `height` is the number of rows so far. */
export class SheetGrid {
  height = 0;
  readonly columns: number;
  private readonly cells = new Map<string, Partial<Cell>>();
  private readonly merges: MergeRange[] = [];
  private readonly rowDefs = new Map<number, { height: number }>();

  constructor(columns: number) {
    this.columns = columns;
  }

  /** `height` in points. */
  row(cells: readonly Grid[], height: number): void {
    cells.forEach((cell, column) => this.cells.set(`${this.height},${column}`, cell));
    this.rowDefs.set(this.height, { height });
    this.height += 1;
  }

  /** One text across the whole width. */
  band(text: string, style: CellStyle, height: number): void {
    this.segments([{ from: 0, to: this.columns - 1, text }], style, height);
  }

  /** A row of texts, each over the columns `from` to `to`. */
  segments(parts: readonly { from: number; to: number; text: string }[], style: CellStyle, height: number): void {
    for (const { from, to, text } of parts) {
      this.cells.set(`${this.height},${from}`, { value: text, type: 'string', style });
      this.merge(this.height, from, this.height, to);
    }
    this.rowDefs.set(this.height, { height });
    this.height += 1;
  }

  /** Rows and columns counted from 0, ends included; a single cell needs no merging. */
  merge(startRow: number, startCol: number, endRow: number, endCol: number): void {
    if (startRow !== endRow || startCol !== endCol) this.merges.push({ startRow, startCol, endRow, endCol });
  }

  sheet(name: string, widths: readonly number[]): WriteSheet {
    const rows = Array.from({ length: this.height }, (_row, row) =>
      Array.from({ length: this.columns }, (_cell, column) => this.cells.get(`${row},${column}`)?.value ?? null),
    );
    return {
      name,
      columns: widths.map((width) => ({ width })),
      rows,
      cells: this.cells,
      merges: this.merges,
      rowDefs: this.rowDefs,
    };
  }
}
