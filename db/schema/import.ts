/** import: files that people sent, the rows they brought, and the lines taken in once and for all. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { IMPORT_MODES, IMPORT_ROW_STATES, IMPORT_STATES } from '@jiedui/shared/report/import/import.ts';
import { IMPORT_KINDS } from '@jiedui/shared/report/import/layout.ts';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';

export const imports = pgTable(
  'imports',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    /** The unit for which it was sent: one of the three. */
    stationId: uuid('station_id'),
    organizationId: uuid('organization_id'),
    authorityId: uuid('authority_id'),
    kind: text('kind', { enum: IMPORT_KINDS }).notNull(),
    fileName: text('file_name').notNull(),
    sha256: text('sha256').notNull(),
    bytes: integer('bytes').notNull(),
    state: text('state', { enum: IMPORT_STATES }).notNull(),
    mode: text('mode', { enum: IMPORT_MODES }),
    /** Why it could not be read, or was taken back whole. */
    message: text('message'),
    notes: text('notes').array().notNull().default(sql`'{}'`),
    /** What the sender said to names that were nearly right. */
    answers: jsonb('answers').notNull().default(sql`'{}'`),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    finishedAt: instant('finished_at'),
    version: version(),
  },
  (t) => [
    index('imports_account').on(t.accountId, t.id.desc()),
    index('imports_authority').on(t.authorityId, t.id.desc()),
    index('imports_station').on(t.stationId, t.id.desc()),
    index('imports_organization').on(t.organizationId, t.id.desc()),
    oneOf('imports_kind', t.kind, IMPORT_KINDS),
    oneOf('imports_state', t.state, IMPORT_STATES),
    oneOf('imports_mode', t.mode, IMPORT_MODES),
  ],
);

/** One line of a file. `identity` and `content` are hashes: which line it is, and what it says. */
export const importRows = pgTable(
  'import_rows',
  {
    tenantId: tenantId(),
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
    row: integer('row').notNull(),
    state: text('state', { enum: IMPORT_ROW_STATES }).notNull(),
    written: text('written').array().notNull(),
    problems: jsonb('problems').notNull(),
    asked: jsonb('asked').notNull(),
    fields: jsonb('fields'),
    identity: text('identity'),
    content: text('content'),
    entityId: uuid('entity_id'),
  },
  (t) => [
    primaryKey({ columns: [t.importId, t.row] }),
    index('import_rows_state_row').on(t.importId, t.state, t.row),
    oneOf('import_rows_state', t.state, IMPORT_ROW_STATES),
    check('import_rows_whole', sql`(${t.fields} is null) = (${t.identity} is null)`),
  ],
);

/** A line that was taken in; sent again, by whomever, it changes nothing. */
export const importMarks = pgTable(
  'import_marks',
  {
    tenantId: tenantId(),
    kind: text('kind', { enum: IMPORT_KINDS }).notNull(),
    identity: text('identity').notNull(),
    content: text('content').notNull(),
    entityId: uuid('entity_id').notNull(),
    importId: uuid('import_id')
      .notNull()
      .references(() => imports.id),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.kind, t.identity] }),
    index('import_marks_import').on(t.importId),
    index('import_marks_entity').on(t.entityId),
  ],
);
