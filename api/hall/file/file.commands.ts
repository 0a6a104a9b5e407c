/** Uploading a photo, or a PDF as evidence: made safe, kept on the disk, then written down as one change like any other. */
import { inTransaction } from '@jiedui/db/connect.ts';
import { localDateOf, startOfDay } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../command.ts';
import { type FileRow, countFilesSince, fileById, insertFile, lockUploads } from './file.store.ts';
import { acceptImage } from './image.ts';
import { acceptPdf, isPdf, PDF_MIME } from './pdf.ts';
import { FileRefused } from './refusals.ts';
import type { FileStore } from './store.ts';

/** Photos and papers that one account may upload in a day of Asia/Shanghai. */
export const FILES_A_DAY = 200;

/** The bytes reach the disk before the row: a crash between leaves an unnamed file, never a name without a file. */
export async function uploadFile(
  context: CommandContext,
  store: FileStore,
  accountId: string,
  bytes: Buffer,
): Promise<FileRow | FileRefused> {
  const since = startOfDay(localDateOf(context.at));
  // Asked before the photo is unpacked, because unpacking is the dear part.
  const enter = { session: context.sessionId, at: context.at };
  const count = await inTransaction(context.pool, enter, 'read', (tx) => countFilesSince(tx, accountId, since));
  if (FILES_A_DAY <= count) return quotaReached();
  const safe = await madeSafe(bytes);
  if (safe instanceof Refusal) return safe;
  const { kept, ...facts } = safe;
  await store.put(facts.sha256, kept, facts.mime);

  // Without a key of the client's: a repeated upload is a second row of the same content, which costs nothing.
  const operation = { name: 'uploadFile', key: uuid(), input: { sha256: facts.sha256 }, reload: fileById };
  return command(context, operation, async (tx, viewer) => {
    await lockUploads(tx, viewer.accountId);
    if (FILES_A_DAY <= (await countFilesSince(tx, viewer.accountId, since))) return quotaReached();
    const file: FileRow = { id: uuid(), ...facts, bytes: kept.length };
    await insertFile(tx, { ...file, tenantId: viewer.tenantId, accountId: viewer.accountId, createdAt: context.at });
    return {
      value: file,
      entity: 'file',
      entityId: file.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['content'],
      events: [],
    };
  });
}

/** What is kept of the bytes: a photo written anew, a paper as it is. Which of the two it is, its first bytes say. */
async function madeSafe(
  bytes: Buffer,
): Promise<(Pick<FileRow, 'sha256' | 'mime' | 'width' | 'height'> & { readonly kept: Buffer }) | FileRefused> {
  if (isPdf(bytes)) {
    const paper = acceptPdf(bytes);
    return paper instanceof Refusal ? paper : { ...paper, mime: PDF_MIME, width: null, height: null, kept: bytes };
  }
  const image = await acceptImage(bytes);
  if (image instanceof Refusal) return image;
  const { sha256, width, height, jpeg } = image;
  return { sha256, mime: 'image/jpeg', width, height, kept: jpeg };
}

const quotaReached = () =>
  new FileRefused(`今天上传的照片和文件已达 ${FILES_A_DAY} 份，请明天再上传，或只上传最能说明情况的。`);
