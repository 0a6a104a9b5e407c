/** SQL of what the commands do not do for a demo set: the note that it was begun or finished, and notices of its past. */
import type { Tx } from '@jiedui/db/connect.ts';
import { outbox, settings } from '@jiedui/db/schema/hall.ts';
import { and, eq, isNull, lt, sql } from 'drizzle-orm';

const KEY = 'demo';

export interface DemoNote {
  readonly set: 'tianshui';
  /** The instant from which the days of the set are counted, ISO 8601. */
  readonly loadedAt: string;
  readonly complete: boolean;
}

export async function readDemoNote(tx: Tx): Promise<DemoNote | null> {
  const [row] = await tx.db.select().from(settings).where(eq(settings.key, KEY));
  return (row?.value as DemoNote | undefined) ?? null;
}

export async function writeDemoNote(tx: Tx, note: DemoNote, at: Date): Promise<void> {
  await tx.db
    .insert(settings)
    .values({ key: KEY, value: note, updatedAt: at })
    .onConflictDoUpdate({ target: settings.key, set: { value: note, updatedAt: at } });
}

/** What happened before that instant was told and read long ago: no notice of it is sent now. */
export async function closeOutboxBefore(tx: Tx, before: Date): Promise<void> {
  await tx.db
    .update(outbox)
    .set({ doneAt: sql`${outbox.createdAt}` })
    .where(and(isNull(outbox.doneAt), lt(outbox.createdAt, before)));
}
