/** Sends a spreadsheet to be read; answers the import's id, or throws with the words of the server. */
import type { ImportKind } from '@jiedui/shared/report/import/layout.ts';
import { IMPORT_BYTES_MAX } from '@jiedui/shared/report/import/import.ts';

export class FileNotSent extends Error {}

export async function sendFile(kind: ImportKind, file: File): Promise<string> {
  if (IMPORT_BYTES_MAX < file.size) {
    throw new FileNotSent(`文件超过 ${IMPORT_BYTES_MAX / 1024 / 1024} MB。请删去图片和空白行列，或分成几份后再上传。`);
  }
  const response = await fetch(`/imports?kind=${kind}&name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'x-jiedui': '1' },
    credentials: 'same-origin',
    body: file,
  }).catch(() => {
    throw new FileNotSent('网络没有连上，文件没有传成，请再选一次。');
  });
  const body = (await response.json().catch(() => null)) as {
    id?: string;
    errors?: readonly { message: string }[];
  } | null;
  if (response.ok && body?.id) return body.id;
  throw new FileNotSent(body?.errors?.[0]?.message ?? `文件没有传成，请再试一次。代码 IMPORT-${response.status}`);
}
