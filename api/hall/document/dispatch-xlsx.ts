/**
 * 月调度表 as an Excel workbook: the sheet of figures that a bureau prints and files, and the sheet of decisions.
 * Landscape A4, two-row merged header repeated on every page, 合计 row, seal and signature line.
 */
import {
  formatDate,
  formatDay,
  formatInstant,
  formatMonth,
  type LocalDate,
  localDateOf,
  type Month,
} from '@jiedui/shared/calendar.ts';
import { writeXlsx } from 'hucre/xlsx';
import { cellText } from './cell-text.ts';
import { decisionSheet } from './dispatch-decisions.ts';
import { DISPATCH_COLUMNS, type DispatchSheetLine, type SheetColumn, type SheetTotals } from './dispatch-columns.ts';
import { countCell, meanCell, rateCell } from './dispatch-figures.ts';
import {
  A4_LANDSCAPE,
  BODY,
  type Grid,
  HEADER,
  PLAIN,
  pageFooter,
  rowHeight,
  SheetGrid,
  SUBTITLE,
  TEXT,
  TITLE,
  TOTAL,
} from './sheet.ts';

export interface DispatchSheet {
  readonly authorityName: string;
  readonly programmeName: string;
  readonly month: Month;
  /** First and last day counted, both inclusive. */
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly dueOn: LocalDate;
  /** When the figures were taken. */
  readonly figuresAt: Date;
  /** Null while the round is open: the sheet then says that it is for checking only. */
  readonly issuedAt: Date | null;
  readonly reporter: string | null;
  readonly reviewer: string | null;
  readonly lines: readonly DispatchSheetLine[];
  /** For 合计, from the union of the rows behind the lines: what two lines share is counted once. */
  readonly total: SheetTotals;
  /** Who takes the file away, and when: printed at the foot of every page. */
  readonly exportedBy: string;
  readonly exportedAt: Date;
}

/** Rows above the lines: title, round, two header rows. */
const HEAD_ROWS = 4;

/** The sheet as an .xlsx file; no cell holds a formula. */
export async function dispatchXlsx(sheet: DispatchSheet): Promise<Buffer> {
  const title = `社工站结对帮扶月调度表（${formatMonth(sheet.month)}）`;
  const footer = pageFooter(`导出：${sheet.exportedBy} ${formatInstant(sheet.exportedAt)}`);
  const grid = new SheetGrid(DISPATCH_COLUMNS.length);
  grid.band(title, TITLE, 36);
  grid.band(subtitle(sheet), SUBTITLE, 20);
  headerRows(grid);
  sheet.lines.forEach((line, index) => {
    const cells = DISPATCH_COLUMNS.map((column) => lineCell(column, line, index + 1));
    grid.row(
      cells,
      rowHeight(
        cells,
        DISPATCH_COLUMNS.map((column) => column.width),
      ),
    );
  });
  grid.row(
    DISPATCH_COLUMNS.map((column) => totalCell(column, sheet.total)),
    24,
  );
  grid.merge(grid.height - 1, 0, grid.height - 1, 2);
  signatureRow(grid, sheet);
  const bytes = await writeXlsx({
    sheets: [
      {
        ...grid.sheet(
          '月调度表',
          DISPATCH_COLUMNS.map((column) => column.width),
        ),
        freezePane: { rows: HEAD_ROWS, columns: 3 },
        pageSetup: { ...A4_LANDSCAPE, printTitlesRow: `$3:$${HEAD_ROWS}` },
        headerFooter: footer,
      },
      decisionSheet(`调度处理意见（${formatMonth(sheet.month)}）`, sheet.lines, footer),
    ],
    properties: { title, creator: sheet.authorityName },
    defaultFont: PLAIN,
  });
  return Buffer.from(bytes);
}

function subtitle(sheet: DispatchSheet): string {
  const state = sheet.issuedAt ? `签发：${formatDay(localDateOf(sheet.issuedAt))}` : '未签发，仅供核对';
  return cellText(
    `项目：${sheet.programmeName}    统计区间：${formatDay(sheet.windowFrom)}至${formatDay(sheet.windowTo)}    调度时限：${formatDate(sheet.dueOn)}    数据截至：${formatInstant(sheet.figuresAt)}    ${state}`,
  );
}

/** Two rows: a split heading is merged across, the others down. */
function headerRows(grid: SheetGrid): void {
  const top = grid.height;
  grid.row(
    DISPATCH_COLUMNS.map((column) => ({ value: column.heading, type: 'string', style: HEADER })),
    20,
  );
  grid.row(
    DISPATCH_COLUMNS.map((column) => ({ value: column.unit ?? '', type: 'string', style: HEADER })),
    34,
  );
  for (let from = 0; from < DISPATCH_COLUMNS.length; ) {
    const { heading, unit } = DISPATCH_COLUMNS[from] as SheetColumn;
    let to = from;
    while (unit !== null && DISPATCH_COLUMNS[to + 1]?.heading === heading) to += 1;
    grid.merge(top, from, unit === null ? top + 1 : top, to);
    from = to + 1;
  }
}

function lineCell({ kind, key }: SheetColumn, line: DispatchSheetLine, seq: number): Grid {
  if (kind === 'seq' || key === 'seq') return { value: seq, type: 'number', style: BODY };
  if (kind === 'count') return countCell(line[key] as DispatchSheetLine['orders'], BODY);
  if (kind === 'rate') return rateCell(line.matched, BODY);
  if (kind === 'mean') return meanCell(line.satisfaction, BODY);
  const text =
    key === 'reportedOn' && line.reportedOn ? formatDay(line.reportedOn) : ((line[key] as string | null) ?? '');
  return {
    value: cellText(text),
    type: 'string',
    style: key === 'reporter' || key === 'reviewer' || key === 'reportedOn' ? BODY : TEXT,
  };
}

/** Figures of the union; marks and words do not add up. */
function totalCell({ kind, key }: SheetColumn, total: SheetTotals): Grid {
  if (kind === 'seq') return { value: '合计', type: 'string', style: TOTAL };
  if (kind === 'count') return countCell(total[key as 'orders'], TOTAL);
  if (kind === 'rate') return rateCell(total.matched, TOTAL);
  return { value: kind === 'mean' ? '—' : '', type: 'string', style: TOTAL };
}

function signatureRow(grid: SheetGrid, sheet: DispatchSheet): void {
  const day = sheet.issuedAt ? formatDay(localDateOf(sheet.issuedAt)) : '      年    月    日';
  grid.segments(
    [
      { from: 0, to: 8, text: cellText(`填报单位（盖章）：${sheet.authorityName}`) },
      { from: 9, to: 15, text: cellText(`填报人：${sheet.reporter ?? ''}`) },
      { from: 16, to: 23, text: cellText(`审核人：${sheet.reviewer ?? ''}`) },
      { from: 24, to: DISPATCH_COLUMNS.length - 1, text: `日期：${day}` },
    ],
    SUBTITLE,
    30,
  );
}
