/** SQL of what a dispatch line counts: the orders, claims and sessions of its pairing, read for all pairings at once. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { ClaimState } from '@jiedui/shared/claim/claim.ts';
import type { OrderRow } from '@jiedui/shared/dispatch/figures.ts';
import type { OrderLine } from '@jiedui/shared/order/line.ts';
import type { Sharing } from '@jiedui/shared/order/sharing.ts';
import type { Headcount, SessionState } from '@jiedui/shared/service/session.ts';

/** The parties of the round, and the instants between which something must have happened to count. */
export interface RowsAsked {
  readonly stationIds: readonly string[];
  readonly organizationIds: readonly string[];
  readonly from: Date;
  readonly cutOff: Date;
}

export interface CountedOrder extends Omit<OrderRow, 'share'> {
  readonly stationId: string;
  readonly claimedOrganizationId: string | null;
  readonly sharing: Sharing;
  readonly seats: number;
  readonly lines: readonly OrderLine[];
  /** The stations that take part beside its own. */
  readonly memberStationIds: readonly string[];
}

/** Orders posted or completed in the window, and those still open or in service at its end. */
export const countedOrders = (tx: Tx, { stationIds, from, cutOff }: RowsAsked) =>
  tx.named<CountedOrder>(
    'dispatch.orders',
    `select id, station_id as "stationId", claimed_organization_id as "claimedOrganizationId", state, window_to as "windowTo",
       claimable_until as "claimableUntil", claim_lapses_at as "claimLapsesAt", posted_at as "postedAt", completed_at as "completedAt",
       sharing, seats, member_station_ids as "memberStationIds", case when sharing <> 'partial' then '[]'::jsonb else (
         select jsonb_agg(jsonb_build_object('seq', l.seq, 'what', l.what, 'quantity', jsonb_build_object('value', l.value, 'unit', l.unit)) order by l.seq)
         from order_lines l where l.order_id = orders.id) end as lines
     from orders
     where (station_id = any($1) or member_station_ids && $1::uuid[]) and posted_at <= $3
       and (posted_at >= $2 or completed_at >= $2 or state in ('open', 'claimed', 'confirmed'))
     order by id`,
    [stationIds, from, cutOff],
  );

export interface CountedClaim {
  readonly id: string;
  readonly stationId: string;
  readonly organizationId: string;
  readonly state: ClaimState;
  readonly claimedAt: Date;
  readonly confirmUntil: Date;
  readonly startUntil: Date | null;
  readonly startedAt: Date | null;
}

/** Claims made in the window, and those still waiting for the station. */
export const countedClaims = (tx: Tx, { stationIds, organizationIds, from, cutOff }: RowsAsked) =>
  tx.named<CountedClaim>(
    'dispatch.claims',
    `select id, station_id as "stationId", organization_id as "organizationId", state, claimed_at as "claimedAt", confirm_until as "confirmUntil",
       start_until as "startUntil", started_at as "startedAt"
     from claims
     where station_id = any($1) and organization_id = any($2) and claimed_at <= $4 and (claimed_at >= $3 or state = 'pending')
     order by id`,
    [stationIds, organizationIds, from, cutOff],
  );

export interface CountedSession {
  readonly id: string;
  readonly state: SessionState;
  readonly confirmedAt: Date | null;
  readonly stationIds: readonly string[];
  /** Who took part, the recording side among them. */
  readonly organizationIds: readonly string[];
  readonly headcounts: readonly Pick<Headcount, 'role' | 'quantity'>[];
  /** Scores by station; a station that gave none is absent. */
  readonly scores: Readonly<Record<string, number>>;
}

/** Sessions confirmed in the window, and those handed in that still wait for a station. */
export const countedSessions = (tx: Tx, { stationIds, organizationIds, from, cutOff }: RowsAsked) =>
  tx.named<CountedSession>(
    'dispatch.sessions',
    `select v.id, v.state, v.confirmed_at as "confirmedAt", v.station_ids as "stationIds", v.organization_ids || v.organization_id as "organizationIds",
       coalesce((select jsonb_agg(jsonb_build_object('role', h.role, 'quantity', jsonb_build_object('value', h.value, 'qualifier', h.qualifier, 'unit', h.unit)) order by h.seq)
         from headcounts h where h.session_id = v.id), '[]') as headcounts,
       coalesce((select jsonb_object_agg(t.station_id, t.satisfaction) from session_stations t where t.session_id = v.id and t.satisfaction is not null), '{}') as scores
     from service_sessions v
     where v.station_ids && $1::uuid[] and (v.organization_ids && $2::uuid[] or v.organization_id = any($2))
       and ((v.state = 'confirmed' and v.confirmed_at between $3 and $4) or (v.state = 'submitted' and v.submitted_at <= $4))
     order by v.id`,
    [stationIds, organizationIds, from, cutOff],
  );

export interface OrderInWords {
  readonly id: string;
  readonly number: string;
  readonly title: string;
}

export const orderTitles = (tx: Tx, ids: readonly string[]) =>
  tx.named<OrderInWords>('dispatch.orderTitles', 'select id, number, title from orders where id = any($1)', [ids]);

export interface ClaimInWords {
  readonly id: string;
  readonly orderTitle: string;
  readonly state: ClaimState;
  readonly confirmUntil: Date;
  readonly startUntil: Date | null;
  readonly startedAt: Date | null;
}

export const claimTitles = (tx: Tx, ids: readonly string[]) =>
  tx.named<ClaimInWords>(
    'dispatch.claimTitles',
    `select c.id, o.title as "orderTitle", c.state, c.confirm_until as "confirmUntil",
       c.start_until as "startUntil", c.started_at as "startedAt"
     from claims c join orders o on o.id = c.order_id where c.id = any($1)`,
    [ids],
  );

export interface SessionInWords {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly startedAt: Date;
  readonly place: string;
}

export const sessionTitles = (tx: Tx, ids: readonly string[]) =>
  tx.named<SessionInWords>(
    'dispatch.sessionTitles',
    'select id, number, title, started_at as "startedAt", place from service_sessions where id = any($1)',
    [ids],
  );
