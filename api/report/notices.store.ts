/** SQL of the facts that notices are written from. Read by the relay, which sees every row. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate, Month } from '@jiedui/shared/calendar.ts';
import type { DeclineReason } from '@jiedui/shared/claim/invitation.ts';
import type { Decision } from '@jiedui/shared/dispatch/round.ts';
import type { SessionState } from '@jiedui/shared/service/session.ts';

interface Parties {
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
}

export interface ClaimFacts extends Parties {
  readonly id: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly confirmUntil: Date;
  readonly claimableUntil: Date;
  readonly windowTo: LocalDate;
  readonly reason: string | null;
}

export async function claimFacts(tx: Tx, id: string): Promise<ClaimFacts | null> {
  const [row] = await tx.named<ClaimFacts>(
    'notices.claim',
    `select c.id, c.order_id as "orderId", o.title as "orderTitle", c.confirm_until as "confirmUntil",
       o.claimable_until as "claimableUntil", o.window_to as "windowTo", c.reason,
       c.station_id as "stationId", s.name as "stationName", c.organization_id as "organizationId", g.name as "organizationName"
     from claims c join orders o on o.id = c.order_id join stations s on s.id = c.station_id join organizations g on g.id = c.organization_id
     where c.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface AgreementFacts extends Parties {
  readonly id: string;
  readonly number: string;
  readonly authorityId: string;
  readonly pairingId: string;
  readonly termFrom: LocalDate;
  readonly termTo: LocalDate;
  readonly organizationSignedAt: Date | null;
  readonly stationSignedAt: Date | null;
}

export async function agreementFacts(tx: Tx, id: string): Promise<AgreementFacts | null> {
  const [row] = await tx.named<AgreementFacts>(
    'notices.agreement',
    `select a.id, a.number, a.authority_id as "authorityId", a.pairing_id as "pairingId", a.term_from as "termFrom", a.term_to as "termTo",
       a.organization_signed_at as "organizationSignedAt", a.station_signed_at as "stationSignedAt",
       a.station_id as "stationId", s.name as "stationName", a.organization_id as "organizationId", g.name as "organizationName"
     from agreements a join stations s on s.id = a.station_id join organizations g on g.id = a.organization_id
     where a.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface SessionFacts {
  readonly id: string;
  readonly title: string;
  readonly state: SessionState;
  readonly startedAt: Date;
  readonly place: string;
  readonly returnReason: string | null;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly organizationIds: readonly string[];
  readonly stationIds: readonly string[];
  /** Names of the stations that have not confirmed yet, and of those that have. */
  readonly waitingStations: readonly string[];
  readonly confirmedStations: readonly string[];
}

export async function sessionFacts(tx: Tx, id: string): Promise<SessionFacts | null> {
  const [row] = await tx.named<SessionFacts>(
    'notices.session',
    `select v.id, v.title, v.state, v.started_at as "startedAt", v.place, v.return_reason as "returnReason",
       v.organization_id as "organizationId", g.name as "organizationName", v.organization_ids as "organizationIds", v.station_ids as "stationIds",
       coalesce(array_agg(s.name order by s.code) filter (where t.confirmed_at is null), '{}') as "waitingStations",
       coalesce(array_agg(s.name order by s.code) filter (where t.confirmed_at is not null), '{}') as "confirmedStations"
     from service_sessions v join organizations g on g.id = v.organization_id
       join session_stations t on t.session_id = v.id join stations s on s.id = t.station_id
     where v.id = $1 group by v.id, g.name`,
    [id],
  );
  return row ?? null;
}

export interface IssuedLineFacts extends Parties {
  readonly id: string;
  readonly month: Month;
  readonly issuedAt: Date;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly decision: Decision;
  readonly note: string;
  /** The agreement of the pairing in its newest revision. */
  readonly agreementId: string | null;
}

export const issuedLineFacts = (tx: Tx, roundId: string) =>
  tx.named<IssuedLineFacts>(
    'notices.issuedLines',
    `select l.id, r.month, r.issued_at as "issuedAt", r.authority_id as "authorityId", a.name as "authorityName", l.decision, l.note,
       l.station_id as "stationId", s.name as "stationName", l.organization_id as "organizationId", g.name as "organizationName",
       (select x.id from agreements x where x.pairing_id = l.pairing_id order by x.revision desc limit 1) as "agreementId"
     from dispatch_lines l join dispatch_rounds r on r.id = l.round_id join authorities a on a.id = r.authority_id
       join stations s on s.id = l.station_id join organizations g on g.id = l.organization_id
     where l.round_id = $1 and r.state = 'issued' order by l.seq`,
    [roundId],
  );

export interface CancelledOrderFacts {
  readonly id: string;
  readonly title: string;
  readonly stationName: string;
  readonly cancelReason: string;
  /** Who held it, or a share of it, until then. */
  readonly organizationIds: readonly string[];
}

/** Null when nobody held it: then nobody waits for it. */
export async function cancelledOrderFacts(tx: Tx, id: string): Promise<CancelledOrderFacts | null> {
  const [row] = await tx.named<CancelledOrderFacts>(
    'notices.cancelledOrder',
    `select o.id, o.title, s.name as "stationName", o.cancel_reason as "cancelReason",
       array(select c.organization_id from claims c
         where c.order_id = o.id and c.end_code = 'order_cancelled' and c.decided_at = o.cancelled_at order by 1) as "organizationIds"
     from orders o join stations s on s.id = o.station_id where o.id = $1 and o.state = 'cancelled'`,
    [id],
  );
  return row && 0 < row.organizationIds.length ? row : null;
}

export interface InvitationFacts extends Parties {
  readonly id: string;
  readonly orderId: string;
  readonly orderTitle: string;
  readonly authorityId: string;
  readonly authorityName: string;
  readonly respondUntil: Date;
  readonly windowFrom: LocalDate;
  readonly windowTo: LocalDate;
  readonly sentence: string;
  readonly declineReason: DeclineReason | null;
  readonly reason: string | null;
  readonly runId: string;
}

export async function invitationFacts(tx: Tx, id: string): Promise<InvitationFacts | null> {
  const [row] = await tx.named<InvitationFacts & Record<string, unknown>>(
    'notices.invitation',
    `select i.id, i.order_id as "orderId", o.title as "orderTitle", i.authority_id as "authorityId", a.name as "authorityName",
       i.respond_until as "respondUntil", o.window_from as "windowFrom", o.window_to as "windowTo", i.sentence, i.decline_reason as "declineReason",
       i.reason, i.run_id as "runId", i.station_id as "stationId", s.name as "stationName", i.organization_id as "organizationId", g.name as "organizationName"
     from invitations i join orders o on o.id = i.order_id join authorities a on a.id = i.authority_id
       join stations s on s.id = i.station_id join organizations g on g.id = i.organization_id
     where i.id = $1`,
    [id],
  );
  return row ?? null;
}

/** Whether the order, or the order of the claim, invitation, question or request to take over, is an emergency (24 小时). */
export async function isOfEmergency(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.named<{ found: boolean }>(
    'notices.isOfEmergency',
    `select exists (select from orders where urgency = 'emergency' and id in (
       select $1::uuid union all select order_id from claims where id = $1 union all select order_id from invitations where id = $1
       union all select order_id from order_questions where id = $1 union all select order_id from takeovers where id = $1)) as found`,
    [id],
  );
  return row?.found ?? false;
}
