/** SQL of what waits for a person (待办), and of the numbers on their first page. Row-level security narrows every read. */
import type { Tx } from '@jiedui/db/connect.ts';
import { type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import { standingSince } from '@jiedui/shared/offer/confirming.ts';
import type { SessionState } from '@jiedui/shared/service/session.ts';

/** More than anybody works through in a day; the lists show the rest. */
const MOST = 50;

export interface ClaimWaiting {
  readonly id: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly organizationName: string;
  readonly claimedAt: Date;
  readonly confirmUntil: Date;
}

/** Claims that one of these stations may still confirm; what was asked from the menu waits for the organization. */
export const claimsWaiting = (tx: Tx, stationIds: readonly string[], at: Date) =>
  tx.named<ClaimWaiting>(
    'home.claims',
    `select c.id, c.order_id as "orderId", o.title as "orderTitle", g.name as "organizationName", c.claimed_at as "claimedAt", c.confirm_until as "confirmUntil"
     from claims c join orders o on o.id = c.order_id join organizations g on g.id = c.organization_id
     where c.station_id = any($1) and c.state = 'pending' and c.awaits = 'station' and c.confirm_until >= $2 order by c.confirm_until, c.id limit ${MOST}`,
    [stationIds, at],
  );

export interface InvitationWaiting {
  readonly id: string;
  readonly orderTitle: string;
  readonly stationName: string;
  readonly authorityName: string;
  readonly respondUntil: Date;
}

/** Invitations that one of these organizations may still answer. */
export const invitationsWaiting = (tx: Tx, organizationIds: readonly string[], at: Date) =>
  tx.named<InvitationWaiting>(
    'home.invitations',
    `select i.id, o.title as "orderTitle", s.name as "stationName", a.name as "authorityName", i.respond_until as "respondUntil"
     from invitations i join orders o on o.id = i.order_id join stations s on s.id = i.station_id join authorities a on a.id = i.authority_id
     where i.organization_id = any($1) and i.state = 'pending' and $2 <= i.respond_until order by i.respond_until, i.id limit ${MOST}`,
    [organizationIds, at],
  );

export interface AgreementWaiting {
  readonly id: string;
  readonly number: string;
  readonly stationName: string;
  readonly organizationName: string;
  readonly termFrom: LocalDate;
  readonly termTo: LocalDate;
}

/** Agreements that one of these stations or organizations has not signed yet. */
export const agreementsWaiting = (tx: Tx, stationIds: readonly string[], organizationIds: readonly string[]) =>
  tx.named<AgreementWaiting>(
    'home.agreements',
    `select a.id, a.number, s.name as "stationName", g.name as "organizationName", a.term_from as "termFrom", a.term_to as "termTo"
     from agreements a join stations s on s.id = a.station_id join organizations g on g.id = a.organization_id join pairings p on p.id = a.pairing_id
     where p.state in ('proposed', 'active') and ((a.station_id = any($1) and a.station_signed_at is null) or (a.organization_id = any($2) and a.organization_signed_at is null))
     order by a.id limit ${MOST}`,
    [stationIds, organizationIds],
  );

export interface SessionWaiting {
  readonly id: string;
  readonly title: string;
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly organizationName: string;
  readonly returnReason: string | null;
}

/** Handed in, and one of these stations has not confirmed yet; never what the viewer's own organization recorded. */
export const sessionsToConfirm = (tx: Tx, stationIds: readonly string[], organizationIds: readonly string[]) =>
  tx.named<SessionWaiting>(
    'home.sessionsToConfirm',
    `select v.id, v.title, v.state, v.started_at as "startedAt", g.name as "organizationName", v.return_reason as "returnReason"
     from service_sessions v join organizations g on g.id = v.organization_id
     where v.state = 'submitted' and v.station_ids && $1::uuid[] and v.organization_id <> all($2)
       and exists (select 1 from session_stations t where t.session_id = v.id and t.station_id = any($1) and t.confirmed_at is null)
     order by v.submitted_at, v.id limit ${MOST}`,
    [stationIds, organizationIds],
  );

export const sessionsToFinish = (tx: Tx, organizationIds: readonly string[]) =>
  tx.named<SessionWaiting>(
    'home.sessionsToFinish',
    `select v.id, v.title, v.state, v.started_at as "startedAt", g.name as "organizationName", v.return_reason as "returnReason"
     from service_sessions v join organizations g on g.id = v.organization_id
     where v.organization_id = any($1) and v.state in ('returned', 'draft') order by v.updated_at desc, v.id limit ${MOST}`,
    [organizationIds],
  );

export interface OrderWaiting {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly stationName: string;
  readonly place: string;
  readonly windowTo: LocalDate | null;
  readonly updatedAt: Date;
}

const ORDER = `o.id, o.number, o.title, s.name as "stationName", o.place, o.window_to as "windowTo", o.updated_at as "updatedAt"`;

export const orderDrafts = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<OrderWaiting>(
    'home.orderDrafts',
    `select ${ORDER} from orders o join stations s on s.id = o.station_id
     where o.station_id = any($1) and o.state = 'draft' order by o.updated_at desc, o.id limit ${MOST}`,
    [stationIds],
  );

export const ordersToServe = (tx: Tx, organizationIds: readonly string[]) =>
  tx.named<OrderWaiting>(
    'home.ordersToServe',
    `select ${ORDER} from orders o join stations s on s.id = o.station_id
     where (o.claimed_organization_id = any($1) and o.state = 'confirmed') or o.id in (select c.order_id from claims c
       where c.organization_id = any($1) and not c.exclusive and c.state = 'confirmed' and c.delivered_at is null) order by o.window_to, o.id limit ${MOST}`,
    [organizationIds],
  );

export interface ClaimToPair {
  readonly id: string;
  readonly stationName: string;
  readonly orderTitle: string;
  readonly decidedAt: Date | null;
}

/** One confirmed claim for each station with which there is no agreement yet that has not ended. */
export const claimsToPair = (tx: Tx, organizationIds: readonly string[], on: LocalDate) =>
  tx.named<ClaimToPair>(
    'home.claimsToPair',
    `select distinct on (c.station_id, c.organization_id) c.id, s.name as "stationName", o.title as "orderTitle", c.decided_at as "decidedAt"
     from claims c join orders o on o.id = c.order_id join stations s on s.id = c.station_id
     where c.organization_id = any($1) and c.state = 'confirmed' and o.state = 'confirmed'
       and not exists (
         select 1 from agreements a join pairings p on p.id = a.pairing_id
         where a.station_id = c.station_id and a.organization_id = c.organization_id and p.state <> 'terminated'
           and not (a.organization_signed_at is not null and a.station_signed_at is not null and a.term_to < $2))
     order by c.station_id, c.organization_id, c.decided_at, c.id limit ${MOST}`,
    [organizationIds, on],
  );

/** Orders that may still be claimed: of these stations, or, with null, all that the viewer may see. */
export async function countClaimable(tx: Tx, stationIds: readonly string[] | null, at: Date): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'home.claimable',
    `select count(*)::int as count from orders
     where (state = 'open' or (state in ('claimed', 'confirmed') and claim_lapses_at < $2)) and claimable_until >= $2
       and (state <> 'open' or $3::date <= coalesce(last_confirmed_on, (posted_at at time zone 'Asia/Shanghai')::date)) and ($1::uuid[] is null or station_id = any($1))`,
    [stationIds, at, standingSince(localDateOf(at))],
  );
  return row?.count ?? 0;
}

/** Those of the notices that are this account's own and read by now. */
export const readNotices = (tx: Tx, accountId: string, ids: readonly string[]) =>
  tx.named<{ id: string }>(
    'home.readNotices',
    'select id from notices where account_id = $1 and id = any($2) and read_at is not null order by id',
    [accountId, ids],
  );
