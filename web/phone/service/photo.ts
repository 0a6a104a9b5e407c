/** Photos: made small on the device (at most 1600 px, JPEG) before they travel, so that a weak signal can carry them. */

export interface UploadedPhoto {
  readonly id: string;
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

export class PhotoRefused extends Error {}

const LONGEST_PX = 1600;
const QUALITY = 0.82;

/** The size within a square of `longest`, proportions kept; never larger than it was. */
export function fitWithin(width: number, height: number, longest: number): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A JPEG of at most 1600 px. Drawing it anew also leaves behind where and when it was taken. */
export async function shrink(file: Blob): Promise<Blob> {
  const image = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new PhotoRefused('这个文件不是能识别的照片，请选 JPG 或 PNG。');
  });
  const size = fitWithin(image.width, image.height, LONGEST_PX);
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  canvas.getContext('2d')?.drawImage(image, 0, 0, size.width, size.height);
  image.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  if (blob === null) throw new PhotoRefused('这张照片没有处理成，请换一张。');
  return blob;
}

export async function uploadPhoto(file: Blob): Promise<UploadedPhoto> {
  const body = await shrink(file);
  const response = await fetch('/files', {
    method: 'POST',
    headers: { 'content-type': 'image/jpeg', 'x-jiedui': '1' },
    credentials: 'same-origin',
    body,
  }).catch(() => {
    throw new PhotoRefused('网络没有连上，照片没有传成，请再选一次。');
  });
  if (response.status === 413) throw new PhotoRefused('照片太大，没有传成，请换一张小些的。');
  if (!response.ok) throw new PhotoRefused(`照片没有传成，请再试一次。代码 FILE-${response.status}`);
  return (await response.json()) as UploadedPhoto;
}
