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
const PAPER_BYTES = 8 * 1024 * 1024;

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

export const uploadPhoto = async (file: Blob): Promise<UploadedPhoto> =>
  (await send(await shrink(file), 'image/jpeg')) as UploadedPhoto;

/** A paper travels as it is; a photo made small. */
export async function uploadEvidence(file: File): Promise<{ id: string; isPaper: boolean }> {
  if (file.type !== 'application/pdf') return { id: (await uploadPhoto(file)).id, isPaper: false };
  if (PAPER_BYTES < file.size) throw new PhotoRefused('PDF 超过 8 MB，请降低扫描分辨率或分成几份后上传。');
  return { id: (await send(file, file.type)).id, isPaper: true };
}

/** @throws PhotoRefused with what the server said of the content, or what to do about the way */
async function send(body: Blob, type: string): Promise<{ readonly id: string }> {
  const response = await fetch('/files', {
    method: 'POST',
    headers: { 'content-type': type, 'x-jiedui': '1' },
    credentials: 'same-origin',
    body,
  }).catch(() => {
    throw new PhotoRefused('网络没有连上，文件没有传成，请再选一次。');
  });
  if (response.status === 413) throw new PhotoRefused('文件太大，没有传成，请换一份小些的。');
  const answer = (await response.json().catch(() => ({}))) as { id?: string; errors?: { message?: string }[] };
  const said = response.status === 422 ? answer.errors?.[0]?.message : undefined;
  if (!response.ok || answer.id === undefined)
    throw new PhotoRefused(said ?? `文件没有传成，请再试一次。代码 FILE-${response.status}`);
  return answer as { id: string };
}
