/** account: people who sign in, the roles they hold (relations, several at once), and their signed-in sessions. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { OPEN_ITEM_KINDS } from '@jiedui/shared/account/hand-over.ts';
import { ROLES } from '@jiedui/shared/account/role.ts';
import { bytes, day, id, instant, oneOf, tenantId } from './column.ts';
import { authorities, tenants } from './region.ts';

const ACCOUNT_STATES = ['active', 'disabled'] as const;

/** `login` is unique in the whole database, because the tenant is not known before sign-in. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id),
    login: text('login').notNull(),
    name: text('name').notNull(),
    passwordHash: text('password_hash').notNull(),
    state: text('state', { enum: ACCOUNT_STATES }).notNull().default('active'),
    failedCount: integer('failed_count').notNull().default(0),
    lockedUntil: instant('locked_until'),
    mustChangePassword: boolean('must_change_password').notNull().default(false),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('accounts_login').on(t.login),
    index('accounts_tenant').on(t.tenantId),
    oneOf('accounts_state', t.state, ACCOUNT_STATES),
  ],
);

/** `station_id` and `organization_id` point forward to later rooms; the second migration adds their foreign keys. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    role: text('role', { enum: ROLES }).notNull(),
    stationId: uuid('station_id'),
    organizationId: uuid('organization_id'),
    authorityId: uuid('authority_id').references(() => authorities.id),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
  },
  (t) => [
    index('role_grants_account').on(t.accountId),
    index('role_grants_station').on(t.stationId),
    index('role_grants_organization').on(t.organizationId),
    index('role_grants_authority').on(t.authorityId),
    oneOf('role_grants_role', t.role, ROLES),
    check('role_grants_unit', sql`num_nonnulls(${t.stationId}, ${t.organizationId}, ${t.authorityId}) = 1`),
  ],
);

/** Only the hash of the cookie's token is kept. */
export const signInSessions = pgTable(
  'sign_in_sessions',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    tokenHash: bytes('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    seenAt: instant('seen_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    unique('sign_in_sessions_token').on(t.tokenHash),
    index('sign_in_sessions_account').on(t.accountId),
    index('sign_in_sessions_expiry').on(t.expiresAt),
  ],
);

/**
 * 工作交接, written once: who left which unit, who answers for its open work since, and what that was.
 * `station_id` and `organization_id` point forward; the migration holds their foreign keys.
 */
export const handOvers = pgTable(
  'hand_overs',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: uuid('station_id'),
    organizationId: uuid('organization_id'),
    fromAccountId: uuid('from_account_id')
      .notNull()
      .references(() => accounts.id),
    toAccountId: uuid('to_account_id')
      .notNull()
      .references(() => accounts.id),
    lastDay: day('last_day').notNull(),
    passesLead: boolean('passes_lead').notNull(),
    note: text('note').notNull(),
    doneBy: uuid('done_by')
      .notNull()
      .references(() => accounts.id),
    doneAt: instant('done_at').notNull(),
  },
  (t) => [
    check('hand_overs_unit', sql`num_nonnulls(${t.stationId}, ${t.organizationId}) = 1`),
    check('hand_overs_two', sql`${t.fromAccountId} <> ${t.toAccountId}`),
    index('hand_overs_station').on(t.stationId, t.id.desc()),
    index('hand_overs_organization').on(t.organizationId, t.id.desc()),
  ],
);

export const handOverItems = pgTable(
  'hand_over_items',
  {
    tenantId: tenantId(),
    handOverId: uuid('hand_over_id')
      .notNull()
      .references(() => handOvers.id),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: OPEN_ITEM_KINDS }).notNull(),
    itemId: uuid('item_id').notNull(),
    title: text('title').notNull(),
    dueAt: instant('due_at'),
  },
  (t) => [
    primaryKey({ columns: [t.handOverId, t.seq] }),
    index('hand_over_items_item').on(t.itemId),
    oneOf('hand_over_items_kind', t.kind, OPEN_ITEM_KINDS),
  ],
);
