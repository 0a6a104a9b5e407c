/**
 * The house style of every Word document: A4, official fonts with fallbacks, page numbers, and small builders.
 * Layout follows GB/T 9704-2012 where an agreement can: 仿宋 body, 黑体 first-level headings, 28 mm left margin.
 */
import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  type ISectionOptions,
  PageNumber,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
} from 'docx';

/** Half-points: 二号 22, 小三 15, 四号 14, 小四 12, 五号 10.5. */
export const SIZE = { title: 44, heading: 28, body: 28, table: 24, small: 21 } as const;

/** Usable width of the page in twentieths of a point: A4 less the margins below. */
export const TEXT_WIDTH = 11906 - 1588 - 1474;

const BODY_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '仿宋' };
const HEADING_FONT = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Times New Roman', eastAsia: '黑体' };

/** Names a machine may know the fonts by; `altName` is what Word and LibreOffice try when the first is missing. */
const FONT_TABLE = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
${fontEntry('仿宋', 'FangSong, 仿宋_GB2312, STFangsong, Noto Serif CJK SC, SimSun', 'roman')}
${fontEntry('黑体', 'SimHei, STHeiti, Noto Sans CJK SC', 'swiss')}
<w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>
</w:fonts>`;

function fontEntry(name: string, alternatives: string, family: string): string {
  return `<w:font w:name="${name}"><w:altName w:val="${alternatives}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="fixed"/></w:font>`;
}

/** A complete document: title and author in its properties, running header, `第 X 页 共 Y 页` in the footer. */
export function wordFile(
  meta: { title: string; creator: string; runningHead: string },
  children: ISectionOptions['children'],
): Promise<Buffer> {
  const document = new Document({
    title: meta.title,
    creator: meta.creator,
    lastModifiedBy: meta.creator,
    styles: {
      default: {
        document: { run: { font: BODY_FONT, size: SIZE.body, language: { eastAsia: 'zh-CN', value: 'zh-CN' } } },
      },
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1701, right: 1474, bottom: 1588, left: 1588, header: 851, footer: 964 },
          },
        },
        headers: { default: new Header({ children: [small(meta.runningHead, AlignmentType.RIGHT)] }) },
        footers: { default: new Footer({ children: [pageNumbers()] }) },
        children,
      },
    ],
  });
  return Packer.toBuffer(document, undefined, [{ path: 'word/fontTable.xml', data: FONT_TABLE }]);
}

/** Runs of a paragraph: plain text, or a fact to be filled in. */
export type Piece = string | TextRun;

/** A fact from the record, underlined; an unknown one becomes an underlined space of `width` characters, never a guess. */
export function fact(text: string | null | undefined, width = 12, size: number = SIZE.body): TextRun {
  const shown = text?.trim() ? ` ${text.trim()} ` : '\u3000'.repeat(width);
  return new TextRun({ text: shown, size, underline: { type: UnderlineType.SINGLE } });
}

export function title(text: string): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    spacing: { before: 120, after: 240 },
    children: [new TextRun({ text, font: HEADING_FONT, size: SIZE.title })],
  });
}

export function heading(text: string): Paragraph {
  return new Paragraph({
    keepNext: true,
    spacing: { before: 200, after: 60, line: 520, lineRule: 'exact' },
    indent: { firstLine: 560 },
    children: [new TextRun({ text, font: HEADING_FONT, size: SIZE.heading })],
  });
}

/** A body paragraph, first line indented by two characters. */
export function body(...pieces: Piece[]): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.BOTH,
    spacing: { line: 520, lineRule: 'exact' },
    indent: { firstLine: 560 },
    children: pieces.map((piece) =>
      typeof piece === 'string' ? new TextRun({ text: piece, size: SIZE.body }) : piece,
    ),
  });
}

/** A line that is not indented: a label and its fact. */
export function line(
  pieces: Piece[],
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
): Paragraph {
  return new Paragraph({
    alignment,
    spacing: { line: 480, lineRule: 'exact' },
    children: pieces.map((piece) =>
      typeof piece === 'string' ? new TextRun({ text: piece, size: SIZE.body }) : piece,
    ),
  });
}

export function small(
  text: string,
  alignment: (typeof AlignmentType)[keyof typeof AlignmentType] = AlignmentType.LEFT,
): Paragraph {
  return new Paragraph({ alignment, children: [new TextRun({ text, size: SIZE.small, color: '555555' })] });
}

/** Labels and facts in two columns, each fact on a ruled line, so that a blank can be filled in by hand. */
export function ledger(rows: readonly (readonly [string, string | null, string, string | null])[]): Table {
  const widths = [1300, 3000, 1700, TEXT_WIDTH - 1300 - 3000 - 1700];
  return new Table({
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    borders: noBorders(),
    rows: rows.map(
      (row) =>
        new TableRow({
          cantSplit: true,
          children: row.map((text, column) => {
            const ruled = column % 2 === 1 && row[column - 1] !== '';
            return new TableCell({
              width: { size: widths[column] ?? 0, type: WidthType.DXA },
              verticalAlign: VerticalAlignTable.BOTTOM,
              borders: ruled
                ? { ...noBorders(), bottom: { style: BorderStyle.SINGLE, size: 4, color: '000000' } }
                : noBorders(),
              margins: { top: 60, bottom: 20, left: column === 2 ? 240 : column % 2 === 0 ? 0 : 80, right: 60 },
              children: [new Paragraph({ children: [new TextRun({ text: text ?? '', size: SIZE.table })] })],
            });
          }),
        }),
    ),
  });
}

/** A ruled table: one header row, repeated on every page, then the rows. `centred` names the columns set in the middle. */
export function grid(
  header: readonly string[],
  widths: readonly number[],
  rows: readonly (readonly string[])[],
  centred: readonly number[],
): Table {
  const cell = (text: string, column: number, isHeader: boolean) =>
    new TableCell({
      width: { size: widths[column] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      margins: { top: 60, bottom: 60, left: 100, right: 100 },
      children: [
        new Paragraph({
          alignment: isHeader || centred.includes(column) ? AlignmentType.CENTER : AlignmentType.LEFT,
          children: [new TextRun({ text, size: SIZE.table, ...(isHeader ? { font: HEADING_FONT } : {}) })],
        }),
      ],
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: [...widths],
    alignment: AlignmentType.CENTER,
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: header.map((text, column) => cell(text, column, true)),
      }),
      ...rows.map(
        (row) => new TableRow({ cantSplit: true, children: row.map((text, column) => cell(text, column, false)) }),
      ),
    ],
  });
}

function noBorders() {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
  return { top: none, bottom: none, left: none, right: none };
}

function pageNumbers(): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [
      new TextRun({
        size: SIZE.small,
        children: ['第 ', PageNumber.CURRENT, ' 页 共 ', PageNumber.TOTAL_PAGES, ' 页'],
      }),
    ],
  });
}
