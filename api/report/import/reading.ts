/**
 * Has an upload read by a child process: 256 MB of heap, 30 s by the clock, nothing of our environment and so no way
 * to the database; it is ended by its own process number and by nothing else. Its code is compiled once and kept beside the
 * uploads: most of a small file's time was compiling.
 */
import { fork } from 'node:child_process';
import { dirname, join } from 'node:path';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import type { ImportedRow } from '@jiedui/shared/report/import/sheet.ts';
import type { ReadingMessage, ReadingTask } from './reading-process.ts';

export const READING_HEAP_MB = 256;
export const READING_SECONDS = 30;

export interface ReadingResult {
  readonly sheet: string;
  readonly notes: readonly string[];
}

/**
 * @param onRows called for each batch, one after the other
 * @returns `SpreadsheetRefused` when the file cannot be read, or takes too much memory or time
 */
export function readUpload(
  task: ReadingTask,
  onRows: (rows: readonly ImportedRow[]) => Promise<void>,
  seconds = READING_SECONDS,
): Promise<ReadingResult | SpreadsheetRefused> {
  const child = fork(join(import.meta.dirname, 'reading-process.ts'), [], {
    execArgv: [`--max-old-space-size=${READING_HEAP_MB}`, '--disable-warning=ExperimentalWarning'],
    env: { NODE_COMPILE_CACHE: join(dirname(task.path), 'compiled') },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    let head: ReadingResult | null = null;
    let ended = false;
    let work = Promise.resolve();
    const timer = setTimeout(() => settle(new SpreadsheetRefused(TOO_LONG)), seconds * 1_000);
    function settle(result: ReadingResult | SpreadsheetRefused): void {
      clearTimeout(timer);
      ended = true;
      child.kill('SIGKILL');
      work.then(() => resolve(result), reject);
    }
    child.on('message', (message: ReadingMessage) => {
      if (ended) return;
      if (message.say === 'head') head = { sheet: message.sheet, notes: message.notes };
      else if (message.say === 'rows') work = work.then(() => onRows(message.rows));
      else if (message.say === 'refused') settle(new SpreadsheetRefused(message.message));
      else settle(head ?? new SpreadsheetRefused(TOO_MUCH));
    });
    // Out of memory, or a fault of ours: either way the sender's next step is the same.
    child.on('exit', () => ended || settle(new SpreadsheetRefused(TOO_MUCH)));
    child.on('error', () => ended || settle(new SpreadsheetRefused(TOO_MUCH)));
    child.send(task, (error) => error && !ended && settle(new SpreadsheetRefused(TOO_MUCH)));
  });
}

const TOO_LONG = '读取用时过长，已停止。请分成几份，或把内容复制到模板中另存，再上传。';
const TOO_MUCH = '这份表格无法在限定的内存里读完。请把内容复制到模板中另存，或分成几份，再上传。';
