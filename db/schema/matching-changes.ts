/** matching: which facts changed in which transaction, so that an index in memory can catch up before it answers. */
import { customType, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { instant, oneOf, tenantId } from './column.ts';
import { sql } from 'drizzle-orm';

/** A transaction's number that is never used again (PostgreSQL's 64-bit xid), as text of digits. */
const xid = customType<{ data: string }>({ dataType: () => 'xid8' });

/** What a change names: one provider, one order, a session whose providers are looked up, or every place. */
export const MATCHING_CHANGE_KINDS = ['provider', 'order', 'session', 'regions'] as const;

/** Written by triggers, in the transaction of the change itself; one row for a thing, however often it changed. */
export const matchingChanges = pgTable(
  'matching_changes',
  {
    tenantId: tenantId(),
    xid: xid('xid').notNull().default(sql`pg_current_xact_id()`),
    kind: text('kind', { enum: MATCHING_CHANGE_KINDS }).notNull(),
    thingId: uuid('thing_id').notNull(),
    /** For pruning only; what was seen is decided by `xid`. */
    notedAt: instant('noted_at').notNull().default(sql`now()`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.xid, t.kind, t.thingId] }),
    index('matching_changes_noted').on(t.notedAt),
    oneOf('matching_changes_kind', t.kind, MATCHING_CHANGE_KINDS),
  ],
);

/** Changes of transactions below `xid` may have been pruned: who caught up to an older snapshot must load everything anew. */
export const matchingChangeFloors = pgTable('matching_change_floors', {
  tenantId: uuid('tenant_id').primaryKey(),
  xid: xid('xid').notNull(),
});
