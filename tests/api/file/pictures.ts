/** Pictures made by hand, byte by byte, so that each test says what is special about its file. */
import { crc32, createDeflate, deflateSync } from 'node:zlib';

/** A 32 × 24 WebP, and a two-frame one of 16 × 16. */
export const WEBP = Buffer.from('UklGRh4AAABXRUJQVlA4TBEAAAAvH8AFAAfQmTJ3pv+BiOh/AAA=', 'base64');
export const MOVING_WEBP = Buffer.from(
  'UklGRogAAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAD/////AQBBTk1GKgAAAAAAAAAAAA8AAA8AAGQAAAJWUDhMEQAAAC8PwAMAB9CZMnem/4GI6H8AAEFOTUYqAAAAAAAAAAAADwAADwAAZAAAAFZQOEwRAAAALw/AAwAHUObOdKb/gYjofwAA',
  'base64',
);
export const GIF = Buffer.from(
  'R0lGODlhIAAYAIAAAExpccwzMyH5BAUAAAAALAAAAAAgABgAAAIajI+py+0Po5y02ouz3rz7D4biSJbmiabqVwAAOw==',
  'base64',
);

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** An RGB PNG of noise-free stripes. */
export function png(width: number, height: number): Buffer {
  const row = Buffer.alloc(1 + width * 3);
  const rows = Array.from({ length: height }, (_row, y) => {
    row.fill((y * 7) % 251, 1);
    return Buffer.from(row);
  });
  return pngOf(width, height, 8, 2, deflateSync(Buffer.concat(rows)));
}

/** A real black-and-white PNG of any size, made in little memory: the classic bomb. */
export async function hugePng(side: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 1 });
  const parts: Buffer[] = [];
  deflate.on('data', (part: Buffer) => parts.push(part));
  const row = Buffer.alloc(1 + Math.ceil(side / 8));
  for (let y = 0; y < side; y += 1) {
    if (!deflate.write(row)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  await new Promise<void>((resolve) => {
    deflate.once('end', () => resolve());
    deflate.end();
  });
  return pngOf(side, side, 1, 0, Buffer.concat(parts));
}

function pngOf(width: number, height: number, bitDepth: number, colourType: number, data: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = bitDepth;
  header[9] = colourType;
  return Buffer.concat([PNG_SIGNATURE, chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The JPEG with an EXIF segment as a phone writes it: held upright (orientation 6) and the place of 天水 in GPS. */
export function withPlace(jpeg: Buffer): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4 + 2 + 24 + 4 + 24);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  entry(tiff, 10, 0x0112, 3, 1, 6);
  entry(tiff, 22, 0x8825, 4, 1, 38);
  tiff.writeUInt16LE(2, 38);
  entry(tiff, 40, 0x0001, 2, 2, 'N'.charCodeAt(0));
  entry(tiff, 52, 0x0002, 5, 3, 68);
  [34, 1, 34, 1, 51, 1].forEach((part, index) => tiff.writeUInt32LE(part, 68 + index * 4));
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
  const marker = Buffer.from([0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), marker, body, jpeg.subarray(2)]);
}

function entry(tiff: Buffer, at: number, tag: number, type: number, count: number, value: number): void {
  tiff.writeUInt16LE(tag, at);
  tiff.writeUInt16LE(type, at + 2);
  tiff.writeUInt32LE(count, at + 4);
  tiff.writeUInt32LE(value, at + 8);
}
