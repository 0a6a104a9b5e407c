/** SQL of leases that run out. Read by the relay, which sees every tenant; by ascending id, a page at a time. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { ClaimDates } from '@jiedui/shared/claim/claim.ts';
import type { ReminderPage } from './reminders.ts';

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface LeaseRunning extends ClaimDates {
  readonly id: string;
  readonly tenantId: string;
  readonly organizationId: string;
  readonly orderTitle: string;
  readonly startUntil: Date;
  readonly extendedAt: Date | null;
}

/** Confirmed claims that have not begun and must by an instant from `at` to `until`. */
export const leasesRunning = (tx: Tx, at: Date, until: Date, { after, limit }: ReminderPage) =>
  tx.named<LeaseRunning & Record<string, unknown>>(
    'reminders.leases',
    `select c.id, c.tenant_id as "tenantId", c.organization_id as "organizationId", o.title as "orderTitle", c.state,
       c.confirm_until as "confirmUntil", c.start_until as "startUntil", c.started_at as "startedAt", c.extended_at as "extendedAt"
     from claims c join orders o on o.id = c.order_id
     where c.state = 'confirmed' and c.started_at is null and c.start_until between $1 and $2 and $3 < c.id
     order by c.id limit $4`,
    [at, until, after ?? FIRST_ID, limit],
  );
