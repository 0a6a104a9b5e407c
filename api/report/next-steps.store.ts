/**
 * SQL of the open things of a person's scope, one statement for each kind, the soonest due first and bounded. Row-level
 * security narrows every read; where it lets an organization see more than its own (the market), the statement does.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { ClaimDates } from '@jiedui/shared/claim/claim.ts';
import type { InvitationState } from '@jiedui/shared/claim/invitation.ts';
import type { TakeoverState } from '@jiedui/shared/claim/takeover.ts';
import type { OrderState } from '@jiedui/shared/order/order.ts';
import type { SessionState } from '@jiedui/shared/service/session.ts';
import { EFFECTIVE_STATE } from '../order/order.store.ts';

/** Of each kind; whoever has more works from the lists. */
export const OPEN_THINGS_MOST = 200;

interface Open extends Record<string, unknown> {
  readonly id: string;
  readonly title: string;
  readonly orderId: string;
  readonly stationId: string;
  readonly stationName: string;
}

export interface OpenOrder extends Open {
  readonly state: OrderState;
  readonly claimLapsesAt: Date | null;
  readonly claimableUntil: Date | null;
}

/** Orders without a holder, of the viewer's stations and authorities. */
export const openOrders = (tx: Tx, at: Date) =>
  tx.named<OpenOrder>(
    'next.orders',
    `select o.id, o.id as "orderId", case when o.title = '' then '未填写标题的点单' else o.title end as title, o.station_id as "stationId",
       s.name as "stationName", o.state, o.claim_lapses_at as "claimLapsesAt", o.claimable_until as "claimableUntil", o.posted_at as "postedAt", o.last_confirmed_on as "lastConfirmedOn"
     from orders o join stations s on s.id = o.station_id
     where (o.station_id = any ((select app.station_ids())::uuid[]) or o.authority_id = any ((select app.authority_ids())::uuid[]))
       and ${EFFECTIVE_STATE} in ('draft', 'returned', 'open')
     order by o.claimable_until nulls last, o.id limit ${OPEN_THINGS_MOST}`,
    [at],
  );

export interface OpenClaim extends Open, ClaimDates {
  readonly awaits: 'station' | 'organization';
  readonly organizationId: string;
  readonly organizationName: string;
  readonly orderState: OrderState;
  readonly windowTo: LocalDate | null;
}

/** Of an order that several share, also while it is open for the rest; a share that is delivered has no step left. */
export const openClaims = (tx: Tx, at: Date) =>
  tx.named<OpenClaim & Record<string, unknown>>(
    'next.claims',
    `select c.id, c.order_id as "orderId", o.title, c.station_id as "stationId", s.name as "stationName", c.organization_id as "organizationId",
       g.name as "organizationName", c.state, c.awaits, c.confirm_until as "confirmUntil", c.start_until as "startUntil",
       c.started_at as "startedAt", o.state as "orderState", o.window_to as "windowTo"
     from claims c join orders o on o.id = c.order_id join stations s on s.id = c.station_id join organizations g on g.id = c.organization_id
     where o.state in ('open', 'claimed', 'confirmed') and c.delivered_at is null and ((c.state = 'pending' and $1 <= c.confirm_until)
       or (c.state = 'confirmed' and (c.started_at is not null or c.start_until is null or $1 <= c.start_until)))
     order by case when c.state = 'pending' then c.confirm_until when c.started_at is null then c.start_until else o.window_to end nulls last, c.id
     limit ${OPEN_THINGS_MOST}`,
    [at],
  );

export interface OpenInvitation extends Open {
  readonly organizationId: string;
  readonly organizationName: string;
  readonly state: InvitationState;
  readonly respondUntil: Date;
}

export const openInvitations = (tx: Tx, at: Date) =>
  tx.named<OpenInvitation>(
    'next.invitations',
    `select i.id, i.order_id as "orderId", o.title, i.station_id as "stationId", s.name as "stationName", i.organization_id as "organizationId",
       g.name as "organizationName", i.state, i.respond_until as "respondUntil"
     from invitations i join orders o on o.id = i.order_id join stations s on s.id = i.station_id join organizations g on g.id = i.organization_id
     where i.state = 'pending' and $1 <= i.respond_until order by i.respond_until, i.id limit ${OPEN_THINGS_MOST}`,
    [at],
  );

export interface OpenTakeover extends Open {
  readonly holderId: string;
  readonly holderName: string;
  readonly organizationName: string;
  readonly state: TakeoverState;
  readonly holderUntil: Date;
  readonly stationUntil: Date;
}

export const openTakeovers = (tx: Tx, at: Date) =>
  tx.named<OpenTakeover>(
    'next.takeovers',
    `select t.id, t.order_id as "orderId", o.title, t.station_id as "stationId", s.name as "stationName", t.holder_id as "holderId",
       h.name as "holderName", g.name as "organizationName", t.state, t.holder_until as "holderUntil", t.station_until as "stationUntil"
     from takeovers t join orders o on o.id = t.order_id join stations s on s.id = t.station_id
     join organizations h on h.id = t.holder_id join organizations g on g.id = t.organization_id
     where t.state in ('asked', 'agreed') and $1 <= t.station_until order by t.holder_until, t.id limit ${OPEN_THINGS_MOST}`,
    [at],
  );

export interface OpenAgreement {
  readonly id: string;
  readonly title: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly stationSignedAt: Date | null;
  readonly organizationSignedAt: Date | null;
}

export const openAgreements = (tx: Tx) =>
  tx.named<OpenAgreement & Record<string, unknown>>(
    'next.agreements',
    `select a.id, a.number as title, a.station_id as "stationId", s.name as "stationName", a.organization_id as "organizationId",
       g.name as "organizationName", a.station_signed_at as "stationSignedAt", a.organization_signed_at as "organizationSignedAt"
     from agreements a join pairings p on p.id = a.pairing_id join stations s on s.id = a.station_id join organizations g on g.id = a.organization_id
     where p.state in ('proposed', 'active') and (a.station_signed_at is null or a.organization_signed_at is null)
     order by a.id limit ${OPEN_THINGS_MOST}`,
    [],
  );

export interface OpenSession {
  readonly id: string;
  readonly title: string;
  readonly state: SessionState;
  readonly organizationId: string;
  readonly organizationName: string;
  /** Stations that have not confirmed yet. */
  readonly stations: readonly { readonly id: string; readonly name: string }[];
}

export const openSessions = (tx: Tx) =>
  tx.named<OpenSession & Record<string, unknown>>(
    'next.sessions',
    `select v.id, case when v.title = '' then '未填写标题的服务记录' else v.title end as title, v.state, v.organization_id as "organizationId",
       g.name as "organizationName",
       coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name) order by s.id) from session_stations t
         join stations s on s.id = t.station_id where t.session_id = v.id and t.confirmed_at is null), '[]') as stations
     from service_sessions v join organizations g on g.id = v.organization_id
     where v.state in ('draft', 'returned', 'submitted') order by v.updated_at, v.id limit ${OPEN_THINGS_MOST}`,
    [],
  );

export interface OpenRound {
  readonly id: string;
  readonly title: string;
  readonly month: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly dueOn: LocalDate;
}

export const openRounds = (tx: Tx) =>
  tx.named<OpenRound & Record<string, unknown>>(
    'next.rounds',
    `select r.id, p.name as title, r.month, r.authority_id as "authorityId", a.name as "authorityName", r.due_on as "dueOn"
     from dispatch_rounds r join programmes p on p.id = r.programme_id join authorities a on a.id = r.authority_id
     where r.state <> 'issued' order by r.due_on, r.id limit ${OPEN_THINGS_MOST}`,
    [],
  );
