/**
 * The child process that reads an upload: no database, no network, little memory, and an end by the clock from outside.
 * It is told the file and what names may be looked up in, and says the rows in batches.
 */
import { readFileSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { WrongSheet, headOf, readSheet, type ImportedRow, type SheetHead } from '@jiedui/shared/report/import/sheet.ts';
import { IMPORT_KIND_WORDS, type ImportKind } from '@jiedui/shared/report/import/layout.ts';
import type { References } from '@jiedui/shared/report/import/reading.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { openUpload } from '../../hall/sheet/open-upload.ts';
import type { SheetRead, WorkbookRead } from '../../hall/sheet/read-xlsx.ts';

export interface ReadingTask {
  readonly path: string;
  readonly kind: ImportKind;
  readonly references: References;
}

export type ReadingMessage =
  | { readonly say: 'head'; readonly sheet: string; readonly notes: readonly string[] }
  | { readonly say: 'rows'; readonly rows: readonly ImportedRow[] }
  | { readonly say: 'refused'; readonly message: string }
  | { readonly say: 'end' };

const BATCH = 250;

const say = (message: ReadingMessage) =>
  new Promise<void>((resolve, reject) =>
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve())),
  );

async function read({ path, kind, references }: ReadingTask): Promise<void> {
  try {
    const workbook = openUpload(bytesOf(path));
    const { sheet, head } = listIn(workbook, kind);
    await say({ say: 'head', sheet: sheet.name, notes: head.notes });
    let batch: ImportedRow[] = [];
    for (const row of readSheet(kind, head, sheet.rows, workbook.system, references)) {
      batch.push(row);
      if (batch.length < BATCH) continue;
      await say({ say: 'rows', rows: batch });
      batch = [];
    }
    if (0 < batch.length) await say({ say: 'rows', rows: batch });
    await say({ say: 'end' });
  } catch (error) {
    if (!(error instanceof SpreadsheetRefused)) throw error;
    await say({ say: 'refused', message: error.message });
  }
}

/** The upload, or word that it waited too long (uploads.ts). */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new SpreadsheetRefused('上传的文件只保留 30 天，这一份已经清除。请重新上传。');
  }
}

/** The first sheet that is the list; else why the first sheet with anything on it is not. */
function listIn({ sheets }: WorkbookRead, kind: ImportKind): { sheet: SheetRead; head: SheetHead } {
  let why: string | null = null;
  for (const sheet of sheets) {
    if (sheet.rows.length === 0) continue;
    const head = headOf(kind, sheet.rows, sheet.merges);
    if (!(head instanceof WrongSheet)) return { sheet, head };
    why ??= head.message;
  }
  throw new SpreadsheetRefused(why ?? `表里没有内容。请在“${IMPORT_KIND_WORDS[kind]}”模板中填写后再上传。`);
}

process.once('message', (task: ReadingTask) => {
  // Now, for it is not left to end by itself.
  flushCompileCache();
  void read(task).then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(String(error instanceof Error ? error.stack : error));
      process.exit(1);
    },
  );
});
