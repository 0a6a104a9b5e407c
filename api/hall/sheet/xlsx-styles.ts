/** The few cell styles of written workbooks, named: the fonts and lines of the house's sheets. */

export type StyleName = keyof typeof STYLE_NUMBERS;

/** Places in `cellXfs` below. */
export const STYLE_NUMBERS = {
  plain: 0,
  title: 1,
  subtitle: 2,
  header: 3,
  /** Words; typed as text, so that a code stays as written. */
  text: 4,
  /** A short word or a figure, in the middle. */
  body: 5,
  date: 6,
  sample: 7,
  bad: 8,
  reason: 9,
  note: 10,
  money: 11,
} as const;

/** In the order that the schema asks: slant, size, colour, name. */
const font = (name: string, size: number, { slant = '', rgb = '' } = {}) =>
  `<font>${slant && '<i/>'}<sz val="${size}"/>${rgb && `<color rgb="FF${rgb}"/>`}<name val="${name}"/><charset val="134"/></font>`;
const FONTS = [
  font('宋体', 10),
  font('黑体', 20),
  font('黑体', 10),
  font('宋体', 10, { slant: 'yes', rgb: '667278' }),
  font('宋体', 10, { rgb: 'A8321F' }),
];
const fill = (rgb: string) => `<fill><patternFill patternType="solid"><fgColor rgb="FF${rgb}"/></patternFill></fill>`;
const FILLS = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  fill('F2EFE9'),
  fill('FBE7E2'),
  fill('F7F5F0'),
];
const edge = (side: string) => `<${side} style="thin"><color rgb="FF000000"/></${side}>`;
const BORDERS = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border>`,
];

/** `yyyy"年"m"月"d"日"`, and two decimals for 元. */
const FORMATS =
  '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="0.00"/>';

function style(
  format: number,
  fontId: number,
  fillId: number,
  borderId: number,
  horizontal: string,
  wrap = true,
): string {
  return `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fillId}" borderId="${borderId}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment horizontal="${horizontal}" vertical="center"${wrap ? ' wrapText="1"' : ''}/></xf>`;
}
const TEXT = 49;
const XFS = [
  style(0, 0, 0, 0, 'general', false),
  style(0, 1, 0, 0, 'center', false),
  style(0, 0, 0, 0, 'left', false),
  style(TEXT, 2, 2, 1, 'center'),
  style(TEXT, 0, 0, 1, 'left'),
  style(0, 0, 0, 1, 'center'),
  style(164, 0, 0, 1, 'center'),
  style(TEXT, 3, 4, 1, 'left'),
  style(TEXT, 0, 3, 1, 'left'),
  style(TEXT, 4, 0, 1, 'left'),
  style(TEXT, 0, 0, 0, 'left'),
  style(165, 0, 0, 1, 'right'),
];

const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`;

export const STYLES_XML = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="2">${FORMATS}</numFmts>${list('fonts', FONTS)}${list('fills', FILLS)}${list('borders', BORDERS)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', XFS)}<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
