/**
 * Text for a spreadsheet cell: whatever a person typed stays text, on every machine that opens the file.
 * A leading `= + - @`, tab, return or NUL, or a full-width form of them, would be read as a formula by some program
 * on some later copy of the sheet, so such text begins with an apostrophe. Cells are typed as text besides.
 */

const FORMULA_START = /^\s*[=+\-@＝＋－＠﹢﹣﹦﹫]/u;
const CONTROL_START = /^[\t\r\0]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 cannot carry.
const NOT_IN_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu;
const LONE_SURROGATES = /[\ud800-\udfff]/gu;

/** The text, safe in a cell; line breaks inside it are kept. */
export function cellText(text: string): string {
  const risky = FORMULA_START.test(text) || CONTROL_START.test(text);
  const clean = text.replace(NOT_IN_XML, '').replace(LONE_SURROGATES, '').replace(/\r\n?/g, '\n');
  return risky ? `'${clean}` : clean;
}
