/** SQL of notices (待阅), and of the outbox from which the relay makes them. */
import type { Tx } from '@jiedui/db/connect.ts';
import { groupOf } from '@jiedui/shared/notice/notice.ts';
import { afterQuiet, DEFAULT_QUIET } from '@jiedui/shared/notice/quiet-hours.ts';

export interface NoticeRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

export const latestNotices = (tx: Tx, accountId: string, limit: number) =>
  tx.named<NoticeRow>(
    'notice.latest',
    `select id, kind, title, body, link, created_at as "createdAt", read_at as "readAt"
     from notices where account_id = $1 order by created_at desc, id desc limit $2`,
    [accountId, limit],
  );

export async function countUnread(tx: Tx, accountId: string): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'notice.unread',
    'select count(*)::int as count from notices where account_id = $1 and read_at is null',
    [accountId],
  );
  return row?.count ?? 0;
}

export const markRead = (tx: Tx, accountId: string, ids: readonly string[], at: Date) =>
  tx.named<{ id: string }>(
    'notice.markRead',
    'update notices set read_at = $3 where account_id = $1 and id = any($2) and read_at is null returning id',
    [accountId, ids, at],
  );

export interface OutboxRow {
  readonly id: number;
  readonly tenantId: string;
  readonly topic: string;
  readonly entityId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
}

/** Rows nobody else is working on; a crash gives them back when the transaction ends. */
export const takeOutbox = (tx: Tx, limit: number) =>
  tx.named<OutboxRow>(
    'outbox.take',
    `select id, tenant_id as "tenantId", topic, entity_id as "entityId", payload, created_at as "createdAt"
     from outbox where done_at is null and attempts < 10 order by id for update skip locked limit $1`,
    [limit],
  );

export const finishOutbox = (tx: Tx, ids: readonly number[], at: Date) =>
  tx.named('outbox.finish', 'update outbox set done_at = $2 where id = any($1)', [ids, at]);

export const failOutbox = (tx: Tx, id: number, message: string) =>
  tx.named('outbox.fail', 'update outbox set attempts = attempts + 1, last_error = $2 where id = $1', [id, message]);

/** Runs `work` so that its failure undoes only its own writes. */
export async function inSavepoint(tx: Tx, work: () => Promise<void>): Promise<void> {
  await tx.named('outbox.savepoint', 'savepoint row');
  try {
    await work();
    await tx.named('outbox.release', 'release savepoint row');
  } catch (error) {
    await tx.named('outbox.rollback', 'rollback to savepoint row');
    throw error;
  }
}

export interface NewNotice {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: string;
  /** Told at night too. */
  readonly urgent?: boolean | undefined;
  /** Event and recipient; a second relay of the same event writes nothing. */
  readonly dedupe: string;
}

/** Units whose people are told, and single people. */
export interface Recipients {
  readonly stationIds?: readonly string[];
  readonly organizationIds?: readonly string[];
  readonly authorityIds?: readonly string[];
  readonly accountIds?: readonly string[];
}

/** Of what a notice tells: where, when, and by whom, who is not told of their own doing. */
export interface ToldOf {
  readonly tenantId: string;
  readonly at: Date;
  readonly by: string | null;
}

/**
 * One notice for every account that holds a role at the station, organization or authority, or is named; and one item
 * for every robot of the unit that speaks of its group.
 */
export async function insertNotices(tx: Tx, of: ToldOf, to: Recipients, notice: NewNotice): Promise<void> {
  await Promise.all([insertForAccounts(tx, of, to, notice), insertForRobots(tx, of, to, notice)]);
}

/** Title and link only. A robot is as quiet at night as people are by default. */
const insertForRobots = (
  tx: Tx,
  of: ToldOf,
  { organizationIds = [], authorityIds = [], stationIds = [] }: Recipients,
  notice: NewNotice,
) =>
  tx.named(
    'notice.insertForRobots',
    `insert into delivery_items (id, tenant_id, channel, robot_id, cadence, kind, title, link, due_at, created_at, dedupe_key)
     select gen_random_uuid(), $1, 'robot', id, 'now', $4, $5, $6, $7, $8, $9 || ':robot:' || id
     from robots where tenant_id = $1 and active and (organization_id = any($2) or authority_id = any($3) or station_id = any($11)) and $10 = any(groups)
     on conflict (dedupe_key) do nothing`,
    [
      of.tenantId,
      organizationIds,
      authorityIds,
      notice.kind,
      notice.title,
      notice.link,
      notice.urgent ? of.at : afterQuiet(DEFAULT_QUIET, of.at),
      of.at,
      notice.dedupe,
      groupOf(notice.kind),
      stationIds,
    ],
  );

const insertForAccounts = (
  tx: Tx,
  of: ToldOf,
  { stationIds = [], organizationIds = [], authorityIds = [], accountIds = [] }: Recipients,
  notice: NewNotice,
) =>
  tx.named(
    'notice.insert',
    `insert into notices (id, tenant_id, account_id, kind, title, body, link, created_at, dedupe_key, urgent)
     select gen_random_uuid(), $1, account_id, $5, $6, $7, $8, $9::timestamptz, $10 || ':' || account_id, $13
     from (select account_id from role_grants
           where tenant_id = $1 and (station_id = any($2) or organization_id = any($3) or authority_id = any($4))
             and (valid_to is null or ($9::timestamptz at time zone 'Asia/Shanghai')::date <= valid_to)
           union select id from accounts where tenant_id = $1 and id = any($12)) as recipients
     where account_id <> coalesce($11::uuid, '00000000-0000-0000-0000-000000000000')
     on conflict (dedupe_key) do nothing`,
    [
      of.tenantId,
      stationIds,
      organizationIds,
      authorityIds,
      notice.kind,
      notice.title,
      notice.body,
      notice.link,
      of.at,
      notice.dedupe,
      of.by,
      accountIds,
      notice.urgent ?? false,
    ],
  );
