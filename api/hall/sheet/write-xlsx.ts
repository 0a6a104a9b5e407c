/**
 * An .xlsx workbook written row by row, so that fifty thousand lines neither fill the memory nor hold the event loop.
 * Fonts, lines and paper are those of sheet.ts; every text is a text cell (never a formula), made safe by `cellText`.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { columnLetter } from '@jiedui/shared/report/import/layout.ts';
import { cellText } from '../document/cell-text.ts';
import { STYLE_NUMBERS, STYLES_XML, type StyleName } from './xlsx-styles.ts';
import { type ZipPart, zipOf } from './zip-stream.ts';

export interface OutCell {
  readonly value: string | number | null;
  readonly style: StyleName;
}
export interface OutRow {
  readonly cells: readonly (OutCell | null)[];
  /** In points; without it, the program that opens the file decides. */
  readonly height?: number;
  /** Columns from 0 that become one in this row, ends included. */
  readonly merges?: readonly (readonly [from: number, to: number])[];
  /** Columns from 0 whose cell also takes the row below. */
  readonly down?: readonly number[];
}
/** A list to choose from: `range` names cells of another sheet. */
export interface Choice {
  readonly column: number;
  readonly fromRow: number;
  readonly toRow: number;
  readonly range: string;
  /** Several values in one cell are allowed, so a value off the list is only pointed out. */
  readonly loose: boolean;
}
export interface OutSheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly widths: readonly number[];
  /** The style of each column's empty cells, such as text for codes. */
  readonly columnStyles?: readonly (StyleName | null)[];
  readonly rows: Iterable<OutRow> | AsyncIterable<OutRow>;
  /** Rows from the top that stay in sight and are printed on every page. */
  readonly headRows?: number;
  readonly choices?: readonly Choice[];
  /** At the foot of every page, left: who took it away, and when. */
  readonly watermark?: string;
}

/** The workbook's bytes as they are made. */
export function xlsxOf(sheets: readonly OutSheet[]): AsyncGenerator<Buffer> {
  return zipOf(partsOf(sheets));
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

function* partsOf(sheets: readonly OutSheet[]): Generator<ZipPart> {
  const numbers = sheets.map((_, i) => i + 1);
  const overrides = numbers
    .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`)
    .join('');
  yield {
    name: '[Content_Types].xml',
    content: [
      `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${overrides}</Types>`,
    ],
  };
  yield {
    name: '_rels/.rels',
    content: [
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  };
  const listed = sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${xml(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
    )
    .join('');
  const titles = sheets
    .map(({ name, headRows = 0 }, i) =>
      headRows === 0
        ? ''
        : `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">'${xml(name.replaceAll("'", "''"))}'!$1:$${headRows}</definedName>`,
    )
    .join('');
  yield {
    name: 'xl/workbook.xml',
    content: [
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed}</sheets>${titles && `<definedNames>${titles}</definedNames>`}</workbook>`,
    ],
  };
  const related = numbers
    .map((n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
    .join('');
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: [
      `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${related}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
  };
  yield { name: 'xl/styles.xml', content: [STYLES_XML] };
  for (const [i, sheet] of sheets.entries())
    yield { name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetXml(sheet) };
}

/** Rows that are written in one turn of the event loop. */
const ROWS_A_TURN = 200;

async function* sheetXml(sheet: OutSheet): AsyncGenerator<string> {
  const { widths, columnStyles = [], headRows = 0, choices = [], watermark } = sheet;
  const frozen =
    headRows === 0
      ? ''
      : `<pane ySplit="${headRows}" topLeftCell="A${headRows + 1}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths
    .map((width, i) => {
      const style = columnStyles[i];
      return `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${style ? ` style="${STYLE_NUMBERS[style]}"` : ''}/>`;
    })
    .join('');
  yield `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>${columns}</cols><sheetData>`;
  const merges: string[] = [];
  let number = 0;
  let text = '';
  for await (const row of sheet.rows) {
    number += 1;
    text += rowXml(row, number);
    for (const [from, to] of row.merges ?? [])
      merges.push(`${columnLetter(from)}${number}:${columnLetter(to)}${number}`);
    for (const column of row.down ?? [])
      merges.push(`${columnLetter(column)}${number}:${columnLetter(column)}${number + 1}`);
    if (number % ROWS_A_TURN !== 0) continue;
    yield text;
    text = '';
    await turn();
  }
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;
  const chosen =
    choices.length === 0
      ? ''
      : `<dataValidations count="${choices.length}">${choices.map(choiceXml).join('')}</dataValidations>`;
  const foot = watermark === undefined ? '' : `&amp;L&amp;8${xml(watermark.replaceAll('&', '&&'))}`;
  yield `${text}</sheetData>${merged}${chosen}<printOptions horizontalCentered="1"/><pageMargins left="0.4" right="0.4" top="0.55" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${foot}&amp;C&amp;9第 &amp;P 页 共 &amp;N 页</oddFooter></headerFooter></worksheet>`;
}

function choiceXml({ column, fromRow, toRow, range, loose }: Choice): string {
  const letter = columnLetter(column);
  const told = loose
    ? 'errorStyle="warning" error="可填多个，用顿号分开；单个值请从列表中选。"'
    : 'errorStyle="stop" error="请从下拉列表中选择。"';
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" ${told} errorTitle="不在列表中" sqref="${letter}${fromRow}:${letter}${toRow}"><formula1>${xml(range)}</formula1></dataValidation>`;
}

function rowXml({ cells, height }: OutRow, number: number): string {
  let text = `<row r="${number}"${height === undefined ? '' : ` ht="${height}" customHeight="1"`}>`;
  for (const [column, cell] of cells.entries()) {
    if (cell === null) continue;
    const at = `<c r="${letterOf(column)}${number}" s="${STYLE_NUMBERS[cell.style]}"`;
    if (cell.value === null || cell.value === '') text += `${at}/>`;
    else if (typeof cell.value === 'number') text += `${at}><v>${cell.value}</v></c>`;
    else
      text += `${at} t="inlineStr"><is><t xml:space="preserve">${xml(cellText(cell.value).slice(0, CELL_MAX))}</t></is></c>`;
  }
  return `${text}</row>`;
}

/** Excel refuses a file with a longer cell. */
const CELL_MAX = 32_000;

const xml = (text: string) =>
  /[&<>"]/.test(text)
    ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
    : text;

/** Asked for every cell, so kept. */
const letters: string[] = [];
const letterOf = (column: number): string => (letters[column] ??= columnLetter(column));
