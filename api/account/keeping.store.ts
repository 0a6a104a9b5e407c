/** SQL of kept accounts: the list of a bureau, resetting and closing, and a person’s own password and sessions. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LockState } from '@jiedui/shared/account/sign-in.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { RoleGrant } from '../viewer.ts';

/** Where a role is held: one of the three. */
export interface Unit {
  readonly stationId: string | null;
  readonly organizationId: string | null;
  readonly authorityId: string | null;
}

export interface KeptAccount {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly state: 'active' | 'disabled';
  readonly mustChangePassword: boolean;
  readonly roles: readonly (RoleGrant & { readonly validTo: LocalDate | null })[];
}
type Row = KeptAccount & Record<string, unknown>;

/** $1 today: roles that are over are told no more. */
const ACCOUNT = `a.id, a.login, a.name, a.state, a.must_change_password as "mustChangePassword",
  coalesce((select jsonb_agg(jsonb_build_object('role', r.role, 'stationId', r.station_id, 'organizationId', r.organization_id,
    'authorityId', r.authority_id, 'validTo', r.valid_to) order by r.id) from role_grants r
    where r.account_id = a.id and (r.valid_to is null or $1::date <= r.valid_to)), '[]') as roles`;
const MATCHES = `app.keeps_account(a.id) and ($2::text is null or position($2 in a.name) > 0 or position(lower($2) in a.login) > 0)
  and ($3::uuid is null or exists (select from role_grants r where r.account_id = a.id and $3 in (r.station_id, r.organization_id, r.authority_id)))`;

export const listAccounts = (
  tx: Tx,
  today: string,
  text: string | null,
  unitId: string | null,
  afterId: string | null,
  limit: number,
) =>
  tx.named<Row>(
    'account.list',
    `select ${ACCOUNT} from accounts a where ${MATCHES} and ($4::uuid is null or a.id < $4) order by a.id desc limit $5`,
    [today, text, unitId, afterId, limit],
  );

export async function countAccounts(
  tx: Tx,
  today: string,
  text: string | null,
  unitId: string | null,
): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'account.count',
    `select count(*)::int as count from accounts a where $1::date is not null and ${MATCHES}`,
    [today, text, unitId],
  );
  return row?.count ?? 0;
}

export async function lockKept(tx: Tx, id: string, today: string): Promise<KeptAccount | null> {
  const [row] = await tx.named<Row>(
    'account.lockKept',
    `select ${ACCOUNT} from accounts a where a.id = $2 and app.keeps_account(a.id) for update of a`,
    [today, id],
  );
  return row ?? null;
}

export const setPassword = (tx: Tx, id: string, hash: string, mustChange: boolean) =>
  tx.named(
    'account.setPassword',
    `update accounts set password_hash = $2, must_change_password = $3, failed_count = 0, locked_until = null where id = $1`,
    [id, hash, mustChange],
  );

export const setAccountState = (tx: Tx, id: string, state: 'active' | 'disabled') =>
  tx.named('account.setState', 'update accounts set state = $2 where id = $1', [id, state]);

/** Today is its last day. */
export const endRole = (tx: Tx, accountId: string, role: string, unit: Unit, today: string) =>
  tx.named(
    'account.endRole',
    `update role_grants set valid_to = $6::date where account_id = $1 and role = $2 and station_id is not distinct from $3::uuid
       and organization_id is not distinct from $4::uuid and authority_id is not distinct from $5::uuid
       and (valid_to is null or $6::date < valid_to)`,
    [accountId, role, unit.stationId, unit.organizationId, unit.authorityId, today],
  );

/** The machine ends them, for the bureau may not read what hashes of tokens lie there. `except` stays. */
export const endSessionsOf = (tx: Tx, accountId: string, except: string | null, at: Date) =>
  tx.namedFor(
    'sign_in',
    'account.endSessionsOf',
    `update sign_in_sessions set ended_at = $3 where account_id = $1 and ended_at is null and ($2::uuid is null or id <> $2)`,
    [accountId, except, at],
  );

/** Whether the unit is the bureau’s to open accounts for. */
export async function keepsUnit(tx: Tx, unit: Unit) {
  const [row] = await tx.named<{ keeps: boolean }>(
    'account.keepsUnit',
    `select case when $1::uuid is not null then exists (select from stations s where s.id = $1 and s.authority_id = any ((select app.authority_ids())::uuid[]))
       when $2::uuid is not null then app.governs_organization($2)
       else coalesce($3::uuid = any ((select app.authority_ids())::uuid[]), false) end as keeps`,
    [unit.stationId, unit.organizationId, unit.authorityId],
  );
  return row?.keeps ?? false;
}

export async function ownSecret(
  tx: Tx,
  id: string,
): Promise<(LockState & { passwordHash: string; login: string }) | null> {
  const [row] = await tx.named<LockState & { passwordHash: string; login: string } & Record<string, unknown>>(
    'account.ownSecret',
    `select login, password_hash as "passwordHash", failed_count as "failedCount", locked_until as "lockedUntil" from accounts where id = $1`,
    [id],
  );
  return row ?? null;
}

export interface OwnSession {
  readonly id: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}

/** Those that still live, the one used last first. */
export const liveSessions = (tx: Tx, accountId: string, at: Date) =>
  tx.named<OwnSession & Record<string, unknown>>(
    'account.liveSessions',
    `select id, created_at as "createdAt", seen_at as "seenAt" from sign_in_sessions
     where account_id = $1 and ended_at is null and $2 < expires_at and $2 <= seen_at + interval '2 hours' order by seen_at desc, id limit 50`,
    [accountId, at],
  );
