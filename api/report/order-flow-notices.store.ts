/** SQL of the facts behind the notices of publishing, questions, changes, menu and dates. Read by the relay. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Approver } from '@jiedui/shared/order/approval.ts';
import type { OrderChange } from '@jiedui/shared/order/revision.ts';

interface FlowFacts {
  readonly title: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly claimableUntil: Date | null;
  readonly approver: Approver | null;
  readonly approverAuthorityId: string | null;
  readonly approverName: string;
  readonly submittedAt: Date | null;
  readonly reason: string | null;
  readonly lookReason: string | null;
}

/** The order with its newest submission. */
export async function flowFacts(tx: Tx, orderId: string): Promise<FlowFacts | null> {
  const [row] = await tx.named<FlowFacts & Record<string, unknown>>(
    'notices.flow',
    `select o.title, o.station_id as "stationId", s.name as "stationName", o.claimable_until as "claimableUntil", a.approver,
       a.approver_authority_id as "approverAuthorityId", coalesce(u.name, s.name || '负责人') as "approverName",
       a.submitted_at as "submittedAt", a.reason, a.look_reason as "lookReason"
     from orders o join stations s on s.id = o.station_id
     left join lateral (select * from order_approvals each where each.order_id = o.id order by each.id desc limit 1) a on true
     left join authorities u on u.id = a.approver_authority_id where o.id = $1`,
    [orderId],
  );
  return row ?? null;
}

interface EmergencyFacts {
  readonly title: string;
  readonly stationName: string;
  readonly authorityId: string;
  readonly claimableUntil: Date;
  /** Organizations whose listed offers name the service and reach the place; at most 50, in the order of their names. */
  readonly offering: readonly string[];
}

/** Null for an order that is no emergency. */
export async function emergencyFacts(tx: Tx, orderId: string): Promise<EmergencyFacts | null> {
  const [row] = await tx.named<EmergencyFacts & Record<string, unknown>>(
    'notices.emergency',
    `select o.title, s.name as "stationName", o.authority_id as "authorityId", o.claimable_until as "claimableUntil",
       array(select g.id from organizations g where g.tenant_id = o.tenant_id and g.state = 'active' and exists (select from offers f
         where f.organization_id = g.id and f.state = 'listed' and o.service_type = any(f.service_types)
           and f.area_codes && array[o.region_code, left(o.region_code, 6) || '000000', left(o.region_code, 4) || '00000000'])
         order by g.name, g.id limit 50) as offering
     from orders o join stations s on s.id = o.station_id
     where o.id = $1 and o.urgency = 'emergency' and o.claimable_until is not null`,
    [orderId],
  );
  return row ?? null;
}

/** Who holds the order, and who asked about it. */
const CONCERNED = `array(select w.organization_id from order_question_askers w where w.order_id = o.id
  union select o.claimed_organization_id where o.claimed_organization_id is not null)`;

interface QuestionFacts {
  readonly orderId: string;
  readonly title: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly claimableUntil: Date | null;
  readonly concerned: readonly string[];
}

export async function questionFacts(tx: Tx, questionId: string): Promise<QuestionFacts | null> {
  const [row] = await tx.named<QuestionFacts & Record<string, unknown>>(
    'notices.question',
    `select o.id as "orderId", o.title, o.station_id as "stationId", s.name as "stationName", o.claimable_until as "claimableUntil",
       ${CONCERNED} as concerned
     from order_questions q join orders o on o.id = q.order_id join stations s on s.id = o.station_id where q.id = $1`,
    [questionId],
  );
  return row ?? null;
}

interface RevisionFacts {
  readonly title: string;
  readonly stationName: string;
  readonly orderVersion: number;
  readonly changes: readonly OrderChange[];
  readonly concerned: readonly string[];
}

/** The newest change of the order. */
export async function revisionFacts(tx: Tx, orderId: string): Promise<RevisionFacts | null> {
  const [row] = await tx.named<RevisionFacts & Record<string, unknown>>(
    'notices.revision',
    `select o.title, s.name as "stationName", r.order_version as "orderVersion", r.changes, ${CONCERNED} as concerned
     from order_revisions r join orders o on o.id = r.order_id join stations s on s.id = o.station_id
     where r.order_id = $1 order by r.id desc limit 1`,
    [orderId],
  );
  return row ?? null;
}

interface MenuFacts {
  readonly orderId: string;
  readonly title: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly confirmUntil: Date;
  readonly reason: string | null;
}

export async function menuFacts(tx: Tx, claimId: string): Promise<MenuFacts | null> {
  const [row] = await tx.named<MenuFacts & Record<string, unknown>>(
    'notices.menu',
    `select c.order_id as "orderId", o.title, c.station_id as "stationId", s.name as "stationName",
       c.organization_id as "organizationId", g.name as "organizationName", c.confirm_until as "confirmUntil", c.reason
     from claims c join orders o on o.id = c.order_id join stations s on s.id = c.station_id
     join organizations g on g.id = c.organization_id where c.id = $1 and c.awaits = 'organization'`,
    [claimId],
  );
  return row ?? null;
}

interface DateFacts {
  readonly id: string;
  readonly title: string;
  readonly stationId: string;
  readonly stationName: string;
  readonly organizationId: string;
  readonly organizationName: string;
  readonly onDay: LocalDate;
  readonly fromMinute: number;
}

/** The newest day that is proposed or agreed. */
export async function dateFacts(tx: Tx, orderId: string): Promise<DateFacts | null> {
  const [row] = await tx.named<DateFacts & Record<string, unknown>>(
    'notices.date',
    `select d.id, o.title, d.station_id as "stationId", s.name as "stationName", d.organization_id as "organizationId",
       g.name as "organizationName", d.on_day as "onDay", d.from_minute as "fromMinute"
     from order_dates d join orders o on o.id = d.order_id join stations s on s.id = d.station_id
     join organizations g on g.id = d.organization_id where d.order_id = $1 and d.state <> 'replaced' order by d.id desc limit 1`,
    [orderId],
  );
  return row ?? null;
}
