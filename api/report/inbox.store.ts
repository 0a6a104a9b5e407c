/** SQL of the inbox (通知): one account's notices, newest first, a page at a time. Row-level security opens one's own only. */
import type { Tx } from '@jiedui/db/connect.ts';
import { GROUPED_ROOMS, type NoticeGroup, roomsOfGroup } from '@jiedui/shared/notice/notice.ts';
import type { NoticeRow } from '../hall/notice.store.ts';

export interface InboxFilter {
  readonly unread: boolean;
  readonly group: NoticeGroup | null;
}

/** $2: rooms, or null for all; $3: whether these are the rooms that are not meant; $4: only the unread. */
const WHERE = `account_id = $1 and (not $4::boolean or read_at is null)
  and ($2::text[] is null or (split_part(kind, '.', 1) = any($2)) <> $3::boolean)`;

const valuesOf = (accountId: string, { unread, group }: InboxFilter) =>
  [
    accountId,
    group === null ? null : group === 'other' ? GROUPED_ROOMS : roomsOfGroup(group),
    group === 'other',
    unread,
  ] as const;

export const inboxPage = (tx: Tx, accountId: string, filter: InboxFilter, limit: number, afterId: string | null) =>
  tx.named<NoticeRow & Record<string, unknown>>(
    'inbox.page',
    `select id, kind, title, body, link, created_at as "createdAt", read_at as "readAt" from notices
     where ${WHERE}
       and ($6::uuid is null or (created_at, id) < (select n.created_at, n.id from notices n where n.id = $6))
     order by created_at desc, id desc limit $5`,
    [...valuesOf(accountId, filter), limit, afterId],
  );

export async function countInbox(tx: Tx, accountId: string, filter: InboxFilter): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'inbox.count',
    `select count(*)::int as count from notices where ${WHERE}`,
    valuesOf(accountId, filter),
  );
  return row?.count ?? 0;
}

/** Every notice that was there at the instant. */
export const markAllRead = (tx: Tx, accountId: string, at: Date) =>
  tx.named(
    'inbox.markAll',
    'update notices set read_at = $2 where account_id = $1 and read_at is null and created_at <= $2',
    [accountId, at],
  );
