/** SQL of what comes near its end. Read by the relay, which sees every tenant; by ascending id, a page at a time. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate, Month } from '@jiedui/shared/calendar.ts';
import type { ReminderPage } from './reminders.ts';

/** Comes before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface OrderNear {
  readonly id: string;
  readonly tenantId: string;
  readonly stationId: string;
  readonly title: string;
  readonly claimableUntil: Date;
}

/** Orders that nobody holds and whose claim deadline lies from `at` to `until`. */
export const ordersUnclaimed = (tx: Tx, at: Date, until: Date, { after, limit }: ReminderPage) =>
  tx.named<OrderNear>(
    'reminders.orders',
    `select id, tenant_id as "tenantId", station_id as "stationId", title, claimable_until as "claimableUntil"
     from orders
     where (state = 'open' or (state in ('claimed', 'confirmed') and claim_lapses_at < $1)) and claimable_until between $1 and $2 and $3 < id
     order by id limit $4`,
    [at, until, after ?? FIRST_ID, limit],
  );

export interface ClaimNear {
  readonly id: string;
  readonly tenantId: string;
  readonly stationId: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly organizationName: string;
  readonly confirmUntil: Date;
}

/** Claims that the station may still confirm, from `at` to `until`. */
export const claimsToConfirm = (tx: Tx, at: Date, until: Date, { after, limit }: ReminderPage) =>
  tx.named<ClaimNear>(
    'reminders.claims',
    `select c.id, c.tenant_id as "tenantId", c.station_id as "stationId", c.order_id as "orderId", o.title as "orderTitle",
       g.name as "organizationName", c.confirm_until as "confirmUntil"
     from claims c join orders o on o.id = c.order_id join organizations g on g.id = c.organization_id
     where c.state = 'pending' and c.awaits = 'station' and c.confirm_until between $1 and $2 and $3 < c.id
     order by c.id limit $4`,
    [at, until, after ?? FIRST_ID, limit],
  );

export interface AgreementNear {
  readonly id: string;
  readonly tenantId: string;
  readonly pairingId: string;
  readonly authorityId: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly number: string;
  readonly termTo: LocalDate;
}

/** Agreements in force whose last day lies from `from` to `to`, of pairings that have no later agreement. */
export const agreementsEnding = (tx: Tx, from: LocalDate, to: LocalDate, { after, limit }: ReminderPage) =>
  tx.named<AgreementNear>(
    'reminders.agreements',
    `select a.id, a.tenant_id as "tenantId", a.pairing_id as "pairingId", a.authority_id as "authorityId",
       a.station_id as "stationId", s.name as "stationName", a.organization_id as "organizationId", g.name as "organizationName",
       a.number, a.term_to as "termTo"
     from agreements a join pairings p on p.id = a.pairing_id join stations s on s.id = a.station_id join organizations g on g.id = a.organization_id
     where a.organization_signed_at is not null and a.station_signed_at is not null and p.state <> 'terminated'
       and a.term_to between $1 and $2 and $3 < a.id
       and not exists (select from agreements later where later.station_id = a.station_id
         and later.organization_id = a.organization_id and a.term_to < later.term_to)
     order by a.id limit $4`,
    [from, to, after ?? FIRST_ID, limit],
  );

export interface ProgrammeRunning {
  readonly id: string;
  readonly tenantId: string;
  readonly authorityId: string;
  readonly name: string;
  readonly dispatchDueDay: number;
  /** Months of rounds that were issued, the newest few. */
  readonly issuedMonths: readonly Month[];
}

/** Programmes that run on the day. */
export const programmesRunning = (tx: Tx, on: LocalDate, { after, limit }: ReminderPage) =>
  tx.named<ProgrammeRunning>(
    'reminders.programmes',
    `select p.id, p.tenant_id as "tenantId", p.authority_id as "authorityId", p.name, p.dispatch_due_day as "dispatchDueDay",
       array(select r.month from dispatch_rounds r where r.programme_id = p.id and r.state = 'issued' order by r.month desc limit 3) as "issuedMonths"
     from programmes p where p.from_on <= $1 and $1 <= p.to_on and $2 < p.id order by p.id limit $3`,
    [on, after ?? FIRST_ID, limit],
  );
