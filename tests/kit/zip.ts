/** A zip archive made by hand, so that it can lie: sizes that are not true, a flag of encryption, a part cut off. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: Buffer | string;
  /** What the directory claims instead of the truth. */
  readonly claimedBytes?: number;
  readonly encrypted?: boolean;
}

export function zipOfParts(parts: readonly Part[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes, encrypted } of parts) {
    const plain = Buffer.from(content);
    const packed = deflateRawSync(plain);
    const title = Buffer.from(name);
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(encrypted ? 1 : 0, 2);
    head.writeUInt16LE(8, 4);
    head.writeUInt32LE(crc32(plain), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(claimedBytes ?? plain.length, 18);
    head.writeUInt16LE(title.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004'), head, title, packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), head, tail, title);
    offset += 30 + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, listed, Buffer.from('PK\u0005\u0006'), end]);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

export interface Workbook {
  /** Rows as XML, or the whole part when it begins with `<?xml`. */
  readonly rows?: string;
  readonly strings?: string;
  readonly workbook?: string;
  readonly more?: readonly Part[];
}

/** The smallest workbook with one sheet, in the parts that a reader asks for. */
export function workbookParts({ rows = '', strings, workbook, more = [] }: Workbook): Part[] {
  const sheet = rows.startsWith('<?xml')
    ? rows
    : `${HEAD}<worksheet ${MAIN}><sheetData>${rows}</sheetData></worksheet>`;
  return [
    {
      name: 'xl/workbook.xml',
      content:
        workbook ?? `${HEAD}<workbook ${MAIN}><sheets><sheet name="表1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${HEAD}<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
    },
    ...(strings === undefined
      ? []
      : [{ name: 'xl/sharedStrings.xml', content: `${HEAD}<sst ${MAIN}>${strings}</sst>` }]),
    { name: 'xl/worksheets/sheet1.xml', content: sheet },
    ...more,
  ];
}

/** A row of inline texts. */
export const rowXml = (row: number, texts: readonly string[]) =>
  `<row r="${row}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
