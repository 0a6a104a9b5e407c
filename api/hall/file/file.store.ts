/** SQL of uploaded files: the facts of each; its bytes lie on the disk under their hash. */
import type { Tx } from '@jiedui/db/connect.ts';
import { files } from '@jiedui/db/schema/hall.ts';

export interface FileRow {
  readonly id: string;
  readonly sha256: string;
  readonly mime: string;
  readonly bytes: number;
  /** Pixels; null of a paper. */
  readonly width: number | null;
  readonly height: number | null;
}

/** Row-level security decides: one's own, and those of a session that the viewer may see. */
export async function fileById(tx: Tx, id: string): Promise<FileRow | null> {
  const [row] = await tx.named<FileRow>(
    'file.one',
    'select id, sha256, mime, bytes, width, height from files where id = $1',
    [id],
  );
  return row ?? null;
}

/** How many files the account has uploaded since. */
export async function countFilesSince(tx: Tx, accountId: string, since: Date): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'file.countSince',
    'select count(*)::int as count from files where account_id = $1 and $2 <= created_at',
    [accountId, since],
  );
  return row?.count ?? 0;
}

/** Uploads of one account count one after the other, so that two at once cannot both be the last one allowed. */
export const lockUploads = (tx: Tx, accountId: string) =>
  tx.named('file.lockUploads', `select pg_advisory_xact_lock(hashtextextended('upload:' || $1::text, 0))`, [accountId]);

export async function insertFile(
  tx: Tx,
  file: FileRow & { tenantId: string; accountId: string; createdAt: Date },
): Promise<void> {
  await tx.db.insert(files).values(file);
}
