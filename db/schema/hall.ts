/** hall: what every room uses: audit, idempotency, outbox, notices, files, and settings of this installation. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId } from './column.ts';

const OUTCOMES = ['done', 'refused', 'denied', 'failed'] as const;

/** The application may only insert here. `txid` ties a row to the change made in the same transaction. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    id: id(),
    tenantId: uuid('tenant_id'),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    txid: text('txid').notNull().default(sql`pg_current_xact_id()::text`),
    accountId: uuid('account_id'),
    sessionId: uuid('session_id'),
    operation: text('operation').notNull(),
    entity: text('entity'),
    entityId: uuid('entity_id'),
    versionBefore: integer('version_before'),
    versionAfter: integer('version_after'),
    /** Names of the changed fields, never their values. */
    changed: text('changed').array().notNull().default(sql`'{}'`),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    requestId: text('request_id'),
  },
  (t) => [
    index('audit_entries_entity').on(t.entityId, t.at),
    index('audit_entries_tenant_at').on(t.tenantId, t.at),
    oneOf('audit_entries_outcome', t.outcome, OUTCOMES),
  ],
);

/** One row for each `clientMutationId`: a retry of the same request finds the stored result. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    key: uuid('key').notNull(),
    tenantId: tenantId(),
    operation: text('operation').notNull(),
    requestHash: text('request_hash').notNull(),
    result: jsonb('result'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] }), index('idempotency_keys_created').on(t.createdAt)],
);

/** What must be told to others, written with the change itself and taken by the relay. */
export const outbox = pgTable(
  'outbox',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    topic: text('topic').notNull(),
    entityId: uuid('entity_id').notNull(),
    payload: jsonb('payload').notNull(),
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
    attempts: integer('attempts').notNull().default(0),
    lastError: text('last_error'),
  },
  (t) => [
    index('outbox_pending').on(t.id).where(sql`done_at is null`),
    index('outbox_done').on(t.doneAt).where(sql`done_at is not null`),
  ],
);

/** `dedupe_key` names event and recipient: a relay that runs twice tells nobody twice. */
export const notices = pgTable(
  'notices',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    body: text('body').notNull().default(''),
    link: text('link').notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
    dedupeKey: text('dedupe_key').notNull(),
    /** Told at night too. */
    urgent: boolean('urgent').notNull().default(false),
    /** Whether it has been looked at for e-mail. */
    routed: boolean('routed').notNull().default(false),
  },
  (t) => [
    unique('notices_dedupe').on(t.dedupeKey),
    index('notices_account').on(t.accountId, t.createdAt.desc(), t.id.desc()),
    index('notices_unread').on(t.accountId).where(sql`read_at is null`),
    index('notices_unrouted').on(t.createdAt).where(sql`not routed`),
  ],
);

/** An uploaded file; its bytes lie in the data folder under its id. `session_id` is the service session it belongs to. */
export const files = pgTable(
  'files',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    sessionId: uuid('session_id'),
    sha256: text('sha256').notNull(),
    mime: text('mime').notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('files_account').on(t.accountId), index('files_session').on(t.sessionId)],
);

/** Facts about this installation, such as which demo data it holds. */
export const settings = pgTable('settings', {
  key: text('key').primaryKey(),
  value: jsonb('value').notNull(),
  updatedAt: instant('updated_at').notNull(),
});
