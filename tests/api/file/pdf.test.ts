/** Papers: what is a whole PDF that runs nothing, by its bytes alone. */
import { acceptPdf, isPdf, MAX_PDF_BYTES } from '@jiedui/api/hall/file/pdf.ts';
import { FileRefused } from '@jiedui/api/hall/file/refusals.ts';
import { expect, test } from 'vitest';
import { onePagePdf } from './papers.ts';

const refused = (bytes: Buffer) => {
  const outcome = acceptPdf(bytes);
  return outcome instanceof FileRefused ? outcome.message : null;
};
const within = (text: string) =>
  Buffer.from(onePagePdf().toString('latin1').replace('/Type /Catalog', `/Type /Catalog ${text}`), 'latin1');

test('a scanned page is kept as it is, under the hash of its bytes', () => {
  expect(acceptPdf(onePagePdf())).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  expect(isPdf(onePagePdf())).toBe(true);
});

test.each(['GIF89a', ' %PDF-1.7', 'PDF-1.7', ''])('%j is no PDF by its first bytes', (head) => {
  expect(isPdf(Buffer.from(`${head}\n%%EOF`))).toBe(false);
});

test('half a file, another version and a page of HTML behind the mark are refused', () => {
  const whole = onePagePdf();
  expect(refused(whole.subarray(0, whole.length / 2))).toContain('不完整');
  expect(refused(Buffer.from('%PDF-9.9\n%%EOF'))).toContain('不完整');
  expect(refused(Buffer.from('%PDF-<script>alert(1)</script>%%EOF'))).toContain('不完整');
  // The end mark counts in the last kilobyte and no earlier.
  expect(refused(Buffer.concat([whole, Buffer.alloc(1025, 0x20)]))).toContain('不完整');
});

test.each([
  '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
  '/OpenAction << /S /J#61vaScript >>',
  '/AA << /O << /S /Launch >> >>',
  '/Names << /EmbeddedFiles 9 0 R >>',
  '/AcroForm << /XFA 9 0 R >>',
])('what would run or hide something is refused: %s', (text) => {
  expect(refused(within(text))).toContain('脚本、表单或附件');
});

test('a name that only begins so is none of these', () => {
  expect(refused(within('/JSON 1 /Launcher 2 /EncryptMetadata false'))).toBeNull();
});

test('one that a password locks is refused with the remedy', () => {
  expect(refused(within('/Encrypt 9 0 R'))).toContain('取消限制');
});

test('the limit of bytes holds at the limit, not before', () => {
  const whole = onePagePdf();
  const filled = (bytes: number) => {
    const [head, tail] = [whole.subarray(0, 9), whole.subarray(9)];
    return Buffer.concat([head, Buffer.alloc(bytes - whole.length, 0x0a), tail]);
  };
  expect(refused(filled(MAX_PDF_BYTES))).toBeNull();
  expect(refused(filled(MAX_PDF_BYTES + 1))).toContain('8 MB');
});
