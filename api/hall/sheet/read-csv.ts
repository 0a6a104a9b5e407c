/** A .csv file, UTF-8 or GB 18030 (what Excel in China saves), as one sheet of text cells. */
import type { SheetRow } from '@jiedui/shared/report/import/header.ts';
import { IMPORT_ROWS_MAX } from '@jiedui/shared/report/import/import.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import type { WorkbookRead } from './read-xlsx.ts';

const COLUMNS_MAX = 100;
const TEXT_MAX = 4_000;

/** The bytes as text, when they are text at all; null for binary. */
export function csvText(file: Buffer): string | null {
  if (file.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    try {
      return new TextDecoder('gb18030', { fatal: true }).decode(file);
    } catch {
      return null;
    }
  }
}

/** RFC 4180 with comma, semicolon or tab, whichever the first line has most of; quotes may hold line breaks. */
export function readCsv(text: string): WorkbookRead {
  const first = text.slice(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'));
  const comma = [',', ';', '\t'].reduce((best, each) =>
    first.split(best).length < first.split(each).length ? each : best,
  );
  const rows: SheetRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  const endCell = () => {
    if (cells.length < COLUMNS_MAX) cells.push(cell.slice(0, TEXT_MAX));
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((each) => each.trim() !== '')) {
      if (IMPORT_ROWS_MAX + 100 <= rows.length)
        throw new SpreadsheetRefused(`一次最多导入 ${IMPORT_ROWS_MAX} 行。请分成几份后再上传。`);
      rows.push({ row: line, cells: cells.map((each) => (each.trim() === '' ? null : { kind: 'text', text: each })) });
    }
    cells = [];
    line += 1;
  };
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (character === '"' && cell === '') quoted = true;
    else if (character === comma) endCell();
    else if (character === '\n') endRow();
    else if (character !== '\r') cell += character;
  }
  if (cell !== '' || 0 < cells.length) endRow();
  return { system: '1900', sheets: [{ name: 'CSV', rows, merges: [] }] };
}
