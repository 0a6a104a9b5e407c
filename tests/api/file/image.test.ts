/** Photos: what is taken, what is refused, and that nothing but the picture is kept. */
import { createHash } from 'node:crypto';
import { type AcceptedImage, acceptImage, LONGEST_SIDE_PIXELS, MAX_IMAGE_BYTES } from '@jiedui/api/hall/file/image.ts';
import { FileRefused } from '@jiedui/api/hall/file/refusals.ts';
import { expect, test } from 'vitest';
import { GIF, hugePng, MOVING_WEBP, png, WEBP, withPlace } from './pictures.ts';

async function accepted(bytes: Buffer): Promise<AcceptedImage> {
  const outcome = await acceptImage(bytes);
  if (outcome instanceof FileRefused) throw outcome;
  return outcome;
}

async function refusal(bytes: Buffer): Promise<string> {
  const outcome = await acceptImage(bytes);
  if (!(outcome instanceof FileRefused)) throw new Error('was accepted');
  expect(outcome.code).toBe('FILE_REFUSED');
  return outcome.message;
}

test('PNG, JPEG and WebP are kept as JPEG under the hash of what is kept', async () => {
  const fromPng = await accepted(png(300, 200));
  for (const image of [fromPng, await accepted(fromPng.jpeg), await accepted(WEBP)]) {
    expect(image.jpeg.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(image.sha256).toBe(createHash('sha256').update(image.jpeg).digest('hex'));
  }
  expect([fromPng.width, fromPng.height]).toEqual([300, 200]);
});

test('the place and the rest of EXIF are gone, and the picture stands upright', async () => {
  const shot = withPlace((await accepted(png(300, 200))).jpeg);
  expect(shot.includes('Exif')).toBe(true);
  const kept = await accepted(shot);
  expect(kept.jpeg.includes('Exif')).toBe(false);
  expect([kept.width, kept.height]).toEqual([200, 300]);
});

test('a large photo is scaled to the longest side, a small one is not blown up', async () => {
  const large = await accepted(png(3000, 1000));
  expect([large.width, large.height]).toEqual([LONGEST_SIDE_PIXELS, 667]);
  const small = await accepted(png(40, 20));
  expect([small.width, small.height]).toEqual([40, 20]);
});

test('SVG, GIF, HEIC, PDF, HTML and nothing at all are refused with the remedy', async () => {
  const others = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
    GIF,
    Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
    Buffer.from('%PDF-1.7'),
    Buffer.from('<html></html>'),
  ];
  for (const bytes of others) expect(await refusal(bytes)).toMatch(/只能上传 JPG、PNG 或 WebP/);
  expect(await refusal(Buffer.alloc(0))).toMatch(/重新选择照片/);
});

test('a file that only begins like a photo is refused', async () => {
  const jpegThenPage = Buffer.concat([
    Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    Buffer.from('<html><script>alert(1)</script></html>'),
  ]);
  const pngThenSvg = Buffer.concat([
    png(20, 20).subarray(0, 8),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  ]);
  for (const bytes of [jpegThenPage, pngThenSvg]) expect(await refusal(bytes)).toMatch(/损坏|不符/);
});

test('a second file behind a true photo does not come along', async () => {
  const hidden = Buffer.from('PK\x03\x04 secret.zip <script>alert(1)</script>', 'latin1');
  const { jpeg } = await accepted(Buffer.concat([(await accepted(png(64, 64))).jpeg, hidden]));
  expect(jpeg.includes('secret.zip')).toBe(false);
});

test('half a file is refused', async () => {
  const whole = (await accepted(png(600, 600))).jpeg;
  expect(await refusal(whole.subarray(0, Math.floor(whole.length / 2)))).toMatch(/损坏或不完整/);
  const wholePng = png(600, 600);
  expect(await refusal(wholePng.subarray(0, Math.floor(wholePng.length / 2)))).toMatch(/损坏或不完整/);
});

test('a moving picture and one too small to show anything are refused', async () => {
  expect(await refusal(MOVING_WEBP)).toMatch(/动图/);
  expect(await refusal(png(15, 400))).toMatch(/太小/);
});

test('a 30,000-pixel PNG is refused before it is unpacked', async () => {
  const bomb = await hugePng(30_000);
  expect(bomb.length).toBeLessThan(2_000_000);
  const before = process.memoryUsage().rss;
  const startedAt = performance.now();
  expect(await refusal(bomb)).toMatch(/像素过大/);
  expect(performance.now() - startedAt).toBeLessThan(1000);
  expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
});

test('the limit of bytes holds at the limit, not before', async () => {
  expect(await refusal(Buffer.alloc(MAX_IMAGE_BYTES + 1, 0xff))).toMatch(/8 MB/);
  expect(await refusal(Buffer.alloc(MAX_IMAGE_BYTES, 0x20))).not.toMatch(/8 MB/);
});
