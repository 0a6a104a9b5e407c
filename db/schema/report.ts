/** report: the read model of the public page, apart from every other table: counts only, its own database role. */
import { jsonb, pgTable, uuid } from 'drizzle-orm/pg-core';
import { instant } from './column.ts';

export const openBoards = pgTable('open_boards', {
  tenantId: uuid('tenant_id').primaryKey(),
  figures: jsonb('figures').notNull(),
  asOf: instant('as_of').notNull(),
});
