/** XML of a workbook's parts: refused when it brings a document type (entity bombs), else read with a few expressions. */
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';

/** The part, when it is UTF-8 without a document type: Excel, WPS and LibreOffice never write one. */
export function plainXml(part: Buffer): Buffer {
  const wide = (part[0] === 0xff && part[1] === 0xfe) || (part[0] === 0xfe && part[1] === 0xff);
  if (wide || part.includes('<!DOCTYPE') || part.includes('<!ENTITY')) {
    throw new SpreadsheetRefused(
      '文件内部带有不允许的声明，可能不安全。请在 Excel 或 WPS 中打开后另存为 .xlsx，再上传。',
    );
  }
  return part;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its five entities, character references and Excel's own `_x000D_` made plain. */
export function unescapeXml(text: string): string {
  const plain = text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (whole, hex, decimal, name) => {
        const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null;
        if (code === null) return ENTITIES[name as string] ?? whole;
        return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      })
    : text;
  return plain.includes('_x')
    ? plain.replace(/_x([0-9A-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    : plain;
}

/** The value of an attribute in the text of a tag, or undefined. */
export function attributeOf(tag: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : unescapeXml(value);
}

/** The characters in all `<t>` of a string item, without the reading aids of Japanese. */
export function textRuns(item: string): string {
  let text = '';
  const plain = item.includes('rPh') ? item.replace(/<(?:\w+:)?rPh\b[\s\S]*?<\/(?:\w+:)?rPh>/g, '') : item;
  for (const run of plain.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([\s\S]*?)<\/(?:\w+:)?t>/g)) text += run[1];
  return unescapeXml(text);
}
