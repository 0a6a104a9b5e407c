/**
 * Files made to hurt, each read by the very child process that reads uploads: a sentence of its own for every one, and a
 * peak of memory that the file does not choose.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadingMessage } from '@jiedui/api/report/import/reading-process.ts';
import { READING_HEAP_MB, readUpload } from '@jiedui/api/report/import/reading.ts';
import type { References } from '@jiedui/shared/report/import/reading.ts';
import type { ImportedRow } from '@jiedui/shared/report/import/sheet.ts';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowXml, workbookParts, zipOfParts } from '../../../kit/zip.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jiedui-attack-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const REFERENCES: References = {
  today: '2026-11-24',
  counties: [{ code: '620503000000', name: '麦积区' }],
  townships: [{ code: '620503102000', name: '社棠镇' }],
  places: [],
  stations: [],
  organizations: [],
  authorities: [],
  ownStation: null,
  ownOrganization: null,
  answers: {},
};
const HEAD = ['编号', '社工站名称', '县（市、区）', '乡镇（街道）', '运行状态'];
const LINE = ['TS-1', '社棠镇第二社工站', '麦积区', '社棠镇', '实体化运行'];
const LIST = rowXml(1, HEAD) + rowXml(2, LINE);

/**
 * Says its own peak when it ends by itself. Where Linux counts it for what the process runs now: the other count, of
 * `resourceUsage`, begins with the memory of whoever forked it, which a worker of the tests has plenty of.
 */
const TELLS_PEAK = `data:text/javascript,${encodeURIComponent(
  `import{readFileSync,writeSync}from'node:fs';const peak=()=>{try{return/VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status','utf8'))[1]}catch{return process.resourceUsage().maxRSS}};process.on('exit',()=>writeSync(1,String(peak())))`,
)}`;

interface Seen {
  readonly refused: string | null;
  readonly rows: readonly ImportedRow[];
  readonly peakMb: number;
}

async function read(bytes: Buffer, kind: 'stations' | 'needs' = 'stations'): Promise<Seen> {
  const path = join(folder, 'upload');
  await writeFile(path, bytes);
  const child = fork(join(import.meta.dirname, '../../../../api/report/import/reading-process.ts'), [], {
    execArgv: [
      `--max-old-space-size=${READING_HEAP_MB}`,
      '--disable-warning=ExperimentalWarning',
      '--import',
      TELLS_PEAK,
    ],
    env: {},
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const messages: ReadingMessage[] = [];
  let peak = '';
  child.on('message', (message: ReadingMessage) => messages.push(message));
  child.stdout?.on('data', (chunk: Buffer) => (peak += String(chunk)));
  child.send({ path, kind, references: REFERENCES });
  await new Promise((resolve) => child.once('close', resolve));
  const refused = messages.find(({ say }) => say === 'refused');
  return {
    refused: refused?.say === 'refused' ? refused.message : null,
    rows: messages.flatMap((message) => (message.say === 'rows' ? message.rows : [])),
    peakMb: Number(peak) / 1024,
  };
}

const DOCTYPE = `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
const OLD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const whole = zipOfParts(workbookParts({ rows: LIST }));
const MB = 1024 * 1024;

const FILES: readonly [name: string, words: string, make: () => Buffer][] = [
  ['nothing', '文件是空的', () => Buffer.alloc(0)],
  [
    'a picture',
    '这不是 Excel 表格',
    () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1]), randomBytes(5_000)]),
  ],
  ['a page of a website', '这不是 Excel 表格', () => Buffer.from('<html><table><tr><td>编号</td></tr></table></html>')],
  ['a PDF', '这不是 Excel 表格', () => Buffer.from('%PDF-1.7\n1 0 obj')],
  ['another zip', '这不是 Excel 工作簿', () => zipOfParts([{ name: 'word/document.xml', content: '<w/>' }])],
  ['an .xls', '这是 Excel 97-2003 的 .xls 格式', () => Buffer.concat([OLD, Buffer.alloc(4_096)])],
  [
    'a workbook with a password',
    '设了打开密码',
    () => Buffer.concat([OLD, Buffer.alloc(504), Buffer.from('EncryptedPackage', 'utf16le'), Buffer.alloc(512)]),
  ],
  [
    'an encrypted zip',
    '设了打开密码',
    () => zipOfParts(workbookParts({ rows: LIST }).map((part) => ({ ...part, encrypted: true }))),
  ],
  [
    'macros',
    '这份表格带有宏',
    () => zipOfParts(workbookParts({ rows: LIST, more: [{ name: 'xl/vbaProject.bin', content: 'x' }] })),
  ],
  [
    'macros of Excel 4',
    '这份表格带有宏',
    () => zipOfParts(workbookParts({ rows: LIST, more: [{ name: 'xl/macrosheets/sheet1.xml', content: 'x' }] })),
  ],
  [
    'a bomb of a hundred megabytes in a hundred kilobytes',
    '这份表格展开后过大',
    () => zipOfParts(workbookParts({ rows: LIST, more: [{ name: 'xl/media/x', content: Buffer.alloc(100 * MB) }] })),
  ],
  [
    'a bomb that claims a kilobyte',
    '这份表格展开后过大',
    () =>
      zipOfParts(
        workbookParts({ rows: `${LIST}${' '.repeat(60 * MB)}` }).map((part) =>
          part.name.includes('sheet1') ? { ...part, claimedBytes: 1_024 } : part,
        ),
      ),
  ],
  [
    'many parts, each small for itself',
    '这份表格展开后过大',
    () =>
      zipOfParts(
        workbookParts({
          rows: LIST,
          more: Array.from({ length: 10 }, (_, i) => ({
            name: `xl/worksheets/s${i}.xml`,
            content: Buffer.alloc(7 * MB),
          })),
        }),
      ),
  ],
  [
    'two thousand and one parts',
    '部件过多',
    () =>
      zipOfParts(workbookParts({ more: Array.from({ length: 2_001 }, (_, i) => ({ name: `x${i}`, content: '' })) })),
  ],
  [
    'a document type in the sheet',
    '不允许的声明',
    () => zipOfParts(workbookParts({ rows: `${DOCTYPE}<worksheet><sheetData>&b;</sheetData></worksheet>` })),
  ],
  [
    'a document type in the workbook',
    '不允许的声明',
    () => zipOfParts(workbookParts({ rows: LIST, workbook: `${DOCTYPE}<workbook/>` })),
  ],
  ['a zip cut in half', '文件已损坏或不完整', () => whole.subarray(0, whole.length / 2)],
  ['a zip without its last byte', '文件已损坏或不完整', () => whole.subarray(0, -1)],
  [
    'a zip with its middle gone',
    '文件已损坏或不完整',
    () => Buffer.concat([whole.subarray(0, 600).fill(0, 40, 600), whole.subarray(600)]),
  ],
  [
    'another list',
    '没有找到“社工站名录”的表头',
    () => zipOfParts(workbookParts({ rows: rowXml(1, ['姓名', '年龄', '住址']) })),
  ],
  ['no line at all', '表里没有内容', () => zipOfParts(workbookParts({}))],
  [
    'half a million strings',
    '这份表格的文字过多',
    () =>
      zipOfParts(
        workbookParts({
          rows: LIST,
          strings: Array.from({ length: 500_000 }, (_, i) => `<si><t>${i * 7919}</t></si>`).join(''),
        }),
      ),
  ],
  [
    'twelve thousand lines',
    '一次最多导入 10000 行',
    () =>
      zipOfParts(
        workbookParts({
          rows:
            rowXml(1, HEAD) +
            Array.from({ length: 12_000 }, (_, i) => rowXml(i + 2, [`T-${i}`, ...LINE.slice(1)])).join(''),
        }),
      ),
  ],
];

/** The parts unpacked (50 MB), as text for a moment, with a small process around them. */
const PEAK_MB = 420;

describe('is refused with its own words and bounded memory:', () => {
  it.each(FILES)('%s', async (_name, words, make) => {
    const { refused, peakMb, rows } = await read(make());
    expect(refused).toContain(words);
    expect(refused).toMatch(/。$/);
    expect(rows).toEqual([]);
    expect(peakMb).toBeGreaterThan(20);
    expect(peakMb).toBeLessThan(PEAK_MB);
  });
});

describe('is read within bounded memory, and no row is made up:', () => {
  it('one list above a million empty rows, as a colour down to the last line leaves them', async () => {
    const empty = Array.from({ length: 1_000_000 }, (_, i) => `<row r="${i + 3}" s="1"/>`).join('');
    const { refused, rows, peakMb } = await read(zipOfParts(workbookParts({ rows: LIST + empty })));
    expect(refused).toBeNull();
    expect(rows.map(({ row, state }) => [row, state])).toEqual([[2, 'valid']]);
    expect(peakMb).toBeLessThan(PEAK_MB);
  });

  it('a cell of forty megabytes is cut, and told', async () => {
    const long = Array.from({ length: 1_000_000 }, (_, i) => `独居老人${i}`).join('');
    const rows = rowXml(1, HEAD) + rowXml(2, ['TS-1', long, ...LINE.slice(2)]);
    const seen = await read(zipOfParts(workbookParts({ rows })));
    expect(seen.rows[0]?.problems).toMatchObject([{ letter: 'B', reason: '超过 1000 字' }]);
    expect(seen.rows[0]!.written.every((text) => text.length <= 4_000)).toBe(true);
    expect(seen.peakMb).toBeLessThan(PEAK_MB);
  });

  it('formulas, whose kept values nobody vouches for', async () => {
    const cells = LINE.map((text) => `<c t="str"><f>WEBSERVICE("http://10.0.0.1")</f><v>${text}</v></c>`).join('');
    const { rows } = await read(zipOfParts(workbookParts({ rows: `${rowXml(1, HEAD)}<row r="2">${cells}</row>` })));
    expect(rows).toMatchObject([{ state: 'invalid' }]);
    expect(rows[0]!.problems.map(({ letter, reason }) => [letter, reason])).toEqual(
      ['A', 'B', 'C', 'D', 'E'].map((letter) => [letter, '单元格是公式，系统不计算公式']),
    );
  });
});

describe('a reader that does not end', () => {
  it('is ended by the clock, and the sender is told what to do', async () => {
    const path = join(folder, 'slow');
    await writeFile(path, whole);
    const result = await readUpload({ path, kind: 'stations', references: REFERENCES }, async () => {}, 0.001);
    expect(result).toBeInstanceOf(SpreadsheetRefused);
    expect((result as SpreadsheetRefused).message).toContain('读取用时过长');
  });

  it('or cannot read at all is told like one that runs out of memory', async () => {
    const task = { path: folder, kind: 'stations' as const, references: REFERENCES };
    expect(await readUpload(task, async () => {})).toMatchObject({
      message: expect.stringContaining('无法在限定的内存里读完'),
    });
  });

  it('whose file was cleared away says so', async () => {
    const task = { path: join(folder, 'none'), kind: 'stations' as const, references: REFERENCES };
    expect(await readUpload(task, async () => {})).toMatchObject({
      message: '上传的文件只保留 30 天，这一份已经清除。请重新上传。',
    });
  });
});
