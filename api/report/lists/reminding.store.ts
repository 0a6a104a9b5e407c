/** SQL of units that have not given the month's word. Read by the relay, which sees every tenant; by ascending id. */
import type { Tx } from '@jiedui/db/connect.ts';
import { firstDayOf, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import type { ReminderPage } from '../reminders.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface SilentUnit {
  readonly id: string;
  readonly tenantId: string;
  readonly count: number;
}

const monthStart = (at: Date) => firstDayOf(monthOf(localDateOf(at)));

export const silentStations = (tx: Tx, at: Date, { after, limit }: ReminderPage) =>
  tx.named<SilentUnit & Record<string, unknown>>(
    'reminders.silentStations',
    `select station_id as id, tenant_id as "tenantId", count(*)::int as count from orders
     where state = 'open' and coalesce(last_confirmed_on, (posted_at at time zone 'Asia/Shanghai')::date) < $1::date and $2 < station_id
     group by 1, 2 order by 1 limit $3`,
    [monthStart(at), after ?? FIRST_ID, limit],
  );

export const silentOrganizations = (tx: Tx, at: Date, { after, limit }: ReminderPage) =>
  tx.named<SilentUnit & Record<string, unknown>>(
    'reminders.silentOrganizations',
    `select organization_id as id, tenant_id as "tenantId", count(*)::int as count from offers
     where state = 'listed' and (last_confirmed_on is null or last_confirmed_on < $1::date) and $2 < organization_id
     group by 1, 2 order by 1 limit $3`,
    [monthStart(at), after ?? FIRST_ID, limit],
  );
