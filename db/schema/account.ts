/** account: people who sign in, the roles they hold (relations, several at once), and their signed-in sessions. */
import { boolean, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
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
