/**
 * A zip archive from outside, opened with bounds: the directory is read and summed before a byte is inflated, and
 * each entry is inflated to no more than the directory says. Runs in the child process that reads uploads.
 */
import { inflateRawSync } from 'node:zlib';
import { SpreadsheetRefused } from '@jiedui/shared/report/import/spreadsheet-refused.ts';

export interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly offset: number;
  readonly encrypted: boolean;
}

const MOST_ENTRIES = 2_000;
/** All parts together, unpacked. A list of 10,000 lines with 30 columns takes about 25 MB. */
export const UNPACKED_MAX = 50 * 1024 * 1024;
/** Packing a table 100 times smaller is no table; small files pack oddly and do no harm. */
const RATIO_MAX = 100;
const RATIO_FROM_BYTES = 8 * 1024 * 1024;

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const ZIP64 = 0xffffffff;

const BROKEN = '文件已损坏或不完整，无法读取。请在 Excel 或 WPS 中打开后另存为 .xlsx，再上传。';

/** The archive's entries by name. Throws `SpreadsheetRefused` for what is broken, too many or too large when unpacked. */
export function entriesOf(file: Buffer): ReadonlyMap<string, Entry> {
  const end = endOf(file);
  const count = file.readUInt16LE(end + 10);
  if (MOST_ENTRIES < count) throw new SpreadsheetRefused('文件内部的部件过多，不像是一张表。请用模板另存后再上传。');
  const entries = new Map<string, Entry>();
  let at = file.readUInt32LE(end + 16);
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    if (file.length < at + 46 || file.readUInt32LE(at) !== ENTRY_SIGNATURE) throw new SpreadsheetRefused(BROKEN);
    const nameBytes = file.readUInt16LE(at + 28);
    const entry: Entry = {
      name: file
        .toString('utf8', at + 46, at + 46 + nameBytes)
        .replaceAll('\\', '/')
        .replace(/^\/+/, ''),
      method: file.readUInt16LE(at + 10),
      packedBytes: file.readUInt32LE(at + 20),
      bytes: file.readUInt32LE(at + 24),
      offset: file.readUInt32LE(at + 42),
      encrypted: (file.readUInt16LE(at + 8) & 1) === 1,
    };
    if (entry.bytes === ZIP64 || entry.packedBytes === ZIP64 || file.length < entry.packedBytes)
      throw new SpreadsheetRefused(BROKEN);
    total += entry.bytes;
    if (UNPACKED_MAX < total || isBomb(entry)) throw new SpreadsheetRefused(TOO_LARGE);
    entries.set(entry.name, entry);
    at += 46 + nameBytes + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
  return entries;
}

const TOO_LARGE =
  '这份表格展开后过大，多半是末尾带有大量空行、格式或图片。请选中有内容的行，复制到模板中另存，再上传。';

const isBomb = ({ bytes, packedBytes }: Entry) =>
  RATIO_FROM_BYTES < bytes && RATIO_MAX < bytes / Math.max(1, packedBytes);

function endOf(file: Buffer): number {
  const least = Math.max(0, file.length - END_BYTES - 0xffff);
  for (let at = file.length - END_BYTES; least <= at; at -= 1) {
    if (file.readUInt32LE(at) === END_SIGNATURE) return at;
  }
  throw new SpreadsheetRefused(BROKEN);
}

/** One entry unpacked; what unpacks to more than the directory promised is refused on the way. */
export function unpack(file: Buffer, entry: Entry): Buffer {
  const { offset } = entry;
  if (file.length < offset + 30 || file.readUInt32LE(offset) !== LOCAL_SIGNATURE) throw new SpreadsheetRefused(BROKEN);
  const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
  const packed = file.subarray(start, start + entry.packedBytes);
  if (entry.method === 0) return packed;
  if (entry.method !== 8) throw new SpreadsheetRefused(BROKEN);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.bytes) });
  } catch (error) {
    const told = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : BROKEN;
    throw new SpreadsheetRefused(told);
  }
}
