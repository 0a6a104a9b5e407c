/**
 * Photos as they come from a phone, made safe to keep: recognised by their bytes and never by their name, bounded
 * before they are unpacked, turned upright, and written anew as JPEG, so that neither a place (EXIF GPS) nor a hidden
 * second file comes along.
 */
import { createHash } from 'node:crypto';
import sharp, { type Metadata } from 'sharp';
import { FileRefused } from './refusals.ts';

/** A photo ready to store: JPEG without metadata; `sha256` is of these bytes, in hex. */
export interface AcceptedImage {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly sha256: string;
}

export const MAX_IMAGE_BYTES = 8 * 1024 * 1024;
export const MAX_IMAGE_PIXELS = 40_000_000;
/** The longer side after scaling down; enough for print at half a page. */
export const LONGEST_SIDE_PIXELS = 2000;
const SHORTEST_SIDE_PIXELS = 16;
const JPEG_QUALITY = 82;
const SECONDS_PER_IMAGE = 20;

// Nothing of one person's photo is kept in memory for the next.
sharp.cache(false);

type Kind = 'jpeg' | 'png' | 'webp';

/**
 * The photo, re-encoded.
 *
 * @returns `FileRefused` when it is too large, not a JPEG, PNG or WebP by its first bytes, has more than 40 million pixels,
 * moves, is damaged, or is too small to show anything
 */
export async function acceptImage(bytes: Buffer): Promise<AcceptedImage | FileRefused> {
  if (bytes.length === 0) return new FileRefused('没有收到照片内容，请重新选择照片后上传。');
  if (MAX_IMAGE_BYTES < bytes.length) return new FileRefused('照片超过 8 MB，请压缩或用手机重新拍摄后上传。');
  const kind = kindOf(bytes);
  if (!kind)
    return new FileRefused(
      '只能上传 JPG、PNG 或 WebP 照片。苹果手机请在“设置 > 相机 > 格式”中选择“兼容性最佳”后重拍。',
    );
  try {
    // Reads the header only, so that a picture of any size may be asked; the decoder below has the limit itself.
    const refused = checkMetadata(await sharp(bytes, { limitInputPixels: false, animated: false }).metadata(), kind);
    return refused ?? (await encode(bytes));
  } catch {
    return new FileRefused('照片已损坏或不完整，无法读取。请重新拍摄或另存后上传。');
  }
}

/** By the signature at the start: the name and the declared type are the sender's word only. */
function kindOf(bytes: Buffer): Kind | null {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'png';
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return 'webp';
  return null;
}

/** `failOn: 'truncated'` stops at half a file; the pixel limit holds in the decoder too. */
function open(bytes: Buffer) {
  return sharp(bytes, {
    limitInputPixels: MAX_IMAGE_PIXELS,
    failOn: 'truncated',
    sequentialRead: true,
    animated: false,
  });
}

function checkMetadata({ format, width, height, pages }: Metadata, kind: Kind): FileRefused | null {
  if (format !== kind) return new FileRefused('照片的实际格式与内容不符，请重新拍摄后上传。');
  if (1 < (pages ?? 1)) return new FileRefused('不能上传动图，请上传静态照片。');
  if (MAX_IMAGE_PIXELS < width * height)
    return new FileRefused('照片像素过大（超过 4000 万像素），请用手机的普通拍照模式重拍后上传。');
  if (Math.min(width, height) < SHORTEST_SIDE_PIXELS) return new FileRefused('照片太小，看不清内容，请上传原图。');
  return null;
}

async function encode(bytes: Buffer): Promise<AcceptedImage> {
  const { data, info } = await open(bytes)
    .timeout({ seconds: SECONDS_PER_IMAGE })
    .rotate()
    .resize({ width: LONGEST_SIDE_PIXELS, height: LONGEST_SIDE_PIXELS, fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .jpeg({ quality: JPEG_QUALITY, mozjpeg: false })
    .toBuffer({ resolveWithObject: true });
  return {
    jpeg: data,
    width: info.width,
    height: info.height,
    sha256: createHash('sha256').update(data).digest('hex'),
  };
}
