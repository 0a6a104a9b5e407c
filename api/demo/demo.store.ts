/** SQL of the note that a demo set was begun, and whether it was finished. */
import type { Tx } from '@jiedui/db/connect.ts';
import { settings } from '@jiedui/db/schema/hall.ts';
import { eq } from 'drizzle-orm';

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
