/** SQL of accounts, their roles and sessions. */
import { accounts, roleGrants, signInSessions } from '@jiedui/db/schema/account.ts';
import { auditEntries } from '@jiedui/db/schema/hall.ts';
import type { Tx } from '@jiedui/db/connect.ts';
import type { LockState } from '@jiedui/shared/account/sign-in.ts';
import { eq, sql } from 'drizzle-orm';

export interface AccountRow extends LockState {
  readonly id: string;
  readonly tenantId: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly state: 'active' | 'disabled';
}

export async function findAccountByLogin(tx: Tx, login: string, lock: boolean): Promise<AccountRow | null> {
  const query = tx.db.select().from(accounts).where(eq(accounts.login, login));
  const [row] = lock ? await query.for('update') : await query;
  return row ? (row as AccountRow) : null;
}

export async function saveLockState(tx: Tx, accountId: string, state: LockState): Promise<void> {
  await tx.db
    .update(accounts)
    .set({ failedCount: state.failedCount, lockedUntil: state.lockedUntil })
    .where(eq(accounts.id, accountId));
}

export interface NewSession {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly tokenHash: Buffer;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.db.insert(signInSessions).values({ ...session, seenAt: session.createdAt });
}

export async function findSession(tx: Tx, tokenHash: Buffer) {
  const [row] = await tx.named<{ id: string; createdAt: Date; seenAt: Date }>(
    'account.findSession',
    `select id, created_at as "createdAt", seen_at as "seenAt" from sign_in_sessions where token_hash = $1 and ended_at is null`,
    [tokenHash],
  );
  return row ?? null;
}

/** Writes at most once a minute and session. */
export async function touchSession(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.named(
    'account.touchSession',
    `update sign_in_sessions set seen_at = $2 where id = $1 and seen_at < $2::timestamptz - interval '1 minute'`,
    [id, at],
  );
}

export async function endSession(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.db.update(signInSessions).set({ endedAt: at }).where(eq(signInSessions.id, id));
}

export interface NewAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly login: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly createdAt: Date;
  /** Its password was told by somebody else: the person sets another at the first sign-in. */
  readonly mustChangePassword?: boolean;
}

export async function insertAccount(tx: Tx, account: NewAccount): Promise<void> {
  await tx.db.insert(accounts).values({ mustChangePassword: false, ...account, state: 'active', failedCount: 0 });
}

export interface NewGrant {
  readonly id: string;
  readonly tenantId: string;
  readonly accountId: string;
  readonly role: (typeof roleGrants.$inferInsert)['role'];
  readonly stationId: string | null;
  readonly organizationId: string | null;
  readonly authorityId: string | null;
  readonly validFrom: string;
}

export async function insertGrants(tx: Tx, grants: readonly NewGrant[]): Promise<void> {
  if (grants.length > 0) await tx.db.insert(roleGrants).values([...grants]);
}

/** Sign-in and sign-out are audited too, and the failures; they have no idempotency key and no outbox. */
export async function auditSignIn(
  tx: Tx,
  entry: {
    tenantId: string;
    accountId: string;
    sessionId: string | null;
    operation: string;
    outcome: 'done' | 'denied';
    requestId: string;
  },
): Promise<void> {
  await tx.db.insert(auditEntries).values({
    id: sql`gen_random_uuid()`,
    ...entry,
    entity: 'account',
    entityId: entry.accountId,
    changed: [],
  });
}
