/** A zip archive written as it goes: each part is deflated in the thread pool while it is made; nothing is kept. */
import { constants, crc32, createDeflateRaw } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly content: AsyncIterable<string> | Iterable<string>;
}

/** Midnight of 1 January 2026: the date of a part says nothing here, and a fixed one makes equal files equal. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;
/** Sizes and sum follow the data (bit 3); names are UTF-8 (bit 11). */
const FLAGS = 0x0808;

export async function* zipOf(parts: AsyncIterable<ZipPart> | Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of parts) {
    const path = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(FLAGS, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(DOS_DATE, 12);
    local.writeUInt16LE(path.length, 26);
    yield Buffer.concat([local, path]);
    const sum = { crc: 0, bytes: 0, packed: 0 };
    for await (const chunk of deflated(content, sum)) yield chunk;
    const tail = Buffer.alloc(16);
    tail.writeUInt32LE(0x08074b50, 0);
    tail.writeUInt32LE(sum.crc, 4);
    tail.writeUInt32LE(sum.packed, 8);
    tail.writeUInt32LE(sum.bytes, 12);
    yield tail;
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(FLAGS, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt16LE(DOS_DATE, 14);
    entry.writeUInt32LE(sum.crc, 16);
    entry.writeUInt32LE(sum.packed, 20);
    entry.writeUInt32LE(sum.bytes, 24);
    entry.writeUInt16LE(path.length, 28);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, path);
    offset += local.length + path.length + sum.packed + tail.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  yield listed;
  yield end;
}

async function* deflated(
  content: ZipPart['content'],
  sum: { crc: number; bytes: number; packed: number },
): AsyncGenerator<Buffer> {
  const deflate = createDeflateRaw({ level: constants.Z_BEST_SPEED });
  let failed: unknown = null;
  const feeding = (async () => {
    for await (const text of content) {
      const bytes = Buffer.from(text);
      sum.crc = crc32(bytes, sum.crc);
      sum.bytes += bytes.length;
      if (!deflate.write(bytes)) await new Promise<void>((resolve) => deflate.once('drain', resolve));
    }
    deflate.end();
  })().catch((error: unknown) => {
    failed = error;
    deflate.destroy(error as Error);
  });
  for await (const chunk of deflate as AsyncIterable<Buffer>) {
    sum.packed += chunk.length;
    yield chunk;
  }
  await feeding;
  if (failed) throw failed;
}
