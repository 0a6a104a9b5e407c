/** 盖章签字: the block in which the sides of a document seal and sign, with who signed in the system and when. */
import { formatDay, formatInstant, localDateOf } from '@jiedui/shared/calendar.ts';
import {
  AlignmentType,
  BorderStyle,
  type ITableCellBorders,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { fact, SIZE, TEXT_WIDTH } from './word.ts';

export interface SignatureBox {
  /** 甲方, 乙方, 见证（监管）方. */
  readonly role: string;
  readonly name: string;
  readonly signature: { readonly name: string; readonly at: Date } | null;
  /** Whether this side signs in the system; the witness only seals the paper. */
  readonly signsHere: boolean;
}

/** One box a side, all on one page. */
export function signatures(boxes: readonly SignatureBox[]): (Paragraph | Table)[] {
  const width = Math.floor(TEXT_WIDTH / boxes.length);
  return [
    new Paragraph({
      keepNext: true,
      spacing: { before: 320, after: 120 },
      children: [new TextRun({ text: '（以下为签署栏，无正文）', size: SIZE.table })],
    }),
    new Table({
      width: { size: width * boxes.length, type: WidthType.DXA },
      columnWidths: boxes.map(() => width),
      alignment: AlignmentType.CENTER,
      rows: [
        tableRow(boxes.map((box) => cell(width, nameLines(box), { bottom: NO_LINE }))),
        tableRow(boxes.map((box) => cell(width, signatureLines(box), { top: NO_LINE }))),
      ],
    }),
  ];
}

const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;

function tableRow(children: TableCell[]): TableRow {
  return new TableRow({ cantSplit: true, children });
}

function cell(width: number, children: Paragraph[], borders: ITableCellBorders): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.TOP,
    borders,
    margins: { top: 100, bottom: 100, left: 120, right: 120 },
    children,
  });
}

/** Kept with the lines below, so that a name is never signed for on another page. */
function nameLines({ role, name }: SignatureBox): Paragraph[] {
  return [
    row([new TextRun({ text: `${role}（盖章）`, size: SIZE.table, bold: true })], 40, true),
    row([new TextRun({ text: name, size: SIZE.table })], 900, true),
  ];
}

function signatureLines({ signature, signsHere }: SignatureBox): Paragraph[] {
  const day = signature ? formatDay(localDateOf(signature.at)) : null;
  return [
    row([new TextRun({ text: '代表人签字：', size: SIZE.table })]),
    row([fact(signature?.name, 8, SIZE.table)]),
    row([new TextRun({ text: '签署日期：', size: SIZE.table })]),
    row(day ? [fact(day, 8, SIZE.table)] : [blank(3), unit('年'), blank(2), unit('月'), blank(2), unit('日')]),
    ...record(signature, signsHere).map((text) => row([new TextRun({ text, size: SIZE.small, color: '555555' })], 0)),
  ];
}

function record(signature: SignatureBox['signature'], signsHere: boolean): string[] {
  if (signature) return ['系统签署时间：', formatInstant(signature.at)];
  return signsHere ? ['系统签署：尚未签署'] : [];
}

function row(children: TextRun[], after = 40, keepNext = false): Paragraph {
  return new Paragraph({ keepNext, spacing: { after, line: 320 }, children });
}

function blank(width: number): TextRun {
  return fact(null, width, SIZE.table);
}

function unit(text: string): TextRun {
  return new TextRun({ text, size: SIZE.table });
}
