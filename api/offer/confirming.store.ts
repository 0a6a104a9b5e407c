/** SQL of 仍可提供吗: the listed offers that await the month's word of their organization. */
import type { Tx } from '@jiedui/db/connect.ts';
import { firstDayOf, type LocalDate, monthOf } from '@jiedui/shared/calendar.ts';

/** One tap confirms at most so many; what is left is asked again. */
const CONFIRMED_MOST = 500;
/** $2 the first day of the month. */
const AWAITING = `state = 'listed' and (last_confirmed_on is null or last_confirmed_on < $2::date)`;

export async function countAwaiting(tx: Tx, organizationIds: readonly string[], today: LocalDate): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'offer.countAwaiting',
    `select count(*)::int as count from offers where organization_id = any($1) and ${AWAITING}`,
    [organizationIds, firstDayOf(monthOf(today))],
  );
  return row?.count ?? 0;
}

/** Confirms them as of `today`. */
export const saveAllConfirmed = (tx: Tx, organizationIds: readonly string[], today: LocalDate, at: Date) =>
  tx.named<{ id: string; version: number; organizationId: string }>(
    'offer.saveAllConfirmed',
    `update offers set last_confirmed_on = $3, version = version + 1, updated_at = $4
     where id in (select id from offers where organization_id = any($1) and ${AWAITING} order by id limit ${CONFIRMED_MOST} for update)
     returning id, version, organization_id as "organizationId"`,
    [organizationIds, firstDayOf(monthOf(today)), today, at],
  );
