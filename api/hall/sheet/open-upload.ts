/** What somebody sent, known by its bytes and never by its name: a workbook, a csv, or why neither. */
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { csvText, readCsv } from './read-csv.ts';
import { readXlsx, type WorkbookRead } from './read-xlsx.ts';

const OLD_OFFICE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

export function openUpload(file: Buffer): WorkbookRead {
  if (file.length === 0) throw new SpreadsheetRefused('文件是空的。请重新选择后上传。');
  if (file.subarray(0, 8).equals(OLD_OFFICE)) {
    // A workbook with a password lies in the old container; its stream names are UTF-16.
    const locked = file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new SpreadsheetRefused(
      locked
        ? '这份表格设了打开密码。请在 Excel 或 WPS 中取消密码后再上传。'
        : '这是 Excel 97-2003 的 .xls 格式。请另存为“Excel 工作簿（.xlsx）”后再上传。',
    );
  }
  if (file.toString('latin1', 0, 2) === 'PK') return readXlsx(file);
  const text = csvText(file);
  if (text === null || /^\s*(?:<|%PDF|\{)/.test(text)) {
    throw new SpreadsheetRefused('这不是 Excel 表格。请上传 .xlsx 文件，或用逗号分隔的 .csv 文件。');
  }
  return readCsv(text);
}
