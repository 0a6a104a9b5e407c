/** SQL of what waits on the way of an order to those who serve it: returned, to approve, asked about, sampled, pressing. */
import type { Tx } from '@jiedui/db/connect.ts';

/** More than anybody works through in a day; the lists show the rest. */
const MOST = 20;

export interface ReturnedOrder {
  readonly id: string;
  readonly title: string;
  readonly approverName: string;
  readonly reason: string | null;
  readonly decidedAt: Date;
}

/** Orders of these stations that were given back to be mended, the longest waiting first. */
export const ordersReturned = (tx: Tx, stationIds: readonly string[]) =>
  tx.named<ReturnedOrder & Record<string, unknown>>(
    'home.ordersReturned',
    `select o.id, o.title, coalesce(u.name, s.name || '负责人') as "approverName", a.reason, a.decided_at as "decidedAt"
     from orders o join stations s on s.id = o.station_id
     join lateral (select * from order_approvals each where each.order_id = o.id and each.outcome = 'returned' order by each.id desc limit 1) a on true
     left join authorities u on u.id = a.approver_authority_id
     where o.station_id = any($1) and o.state = 'returned' order by a.decided_at, o.id limit ${MOST}`,
    [stationIds],
  );

/** Things of one kind as one line: how many, and the first of them. */
export interface Queue {
  readonly count: number;
  readonly orderId: string;
  readonly title: string;
  readonly stationName: string;
  readonly since: Date;
}

async function queue(tx: Tx, name: string, where: string, since: string, leadOf: readonly string[]) {
  const [row] = await tx.named<Queue & Record<string, unknown>>(
    name,
    `select (count(*) over ())::int as count, o.id as "orderId", o.title, s.name as "stationName", ${since} as since
     from order_approvals a join orders o on o.id = a.order_id join stations s on s.id = a.station_id
     where ${where} order by a.id limit 1`,
    [leadOf],
  );
  return row ?? null;
}

/** Submissions that wait for the viewer's authorities, or for the lead of these stations; the oldest of them. */
export const ordersToApprove = (tx: Tx, leadOf: readonly string[]) =>
  queue(
    tx,
    'home.ordersToApprove',
    `a.outcome is null and (a.approver_authority_id = any ((select app.authority_ids())::uuid[]) or (a.approver = 'station_lead' and a.station_id = any($1)))`,
    'a.submitted_at',
    leadOf,
  );

/** Published without a look before, and sampled or pressing: to be looked at by the viewer's authorities. */
export const ordersToSample = (tx: Tx) =>
  queue(
    tx,
    'home.ordersToSample',
    `a.look = 'waiting' and a.authority_id = any ((select app.authority_ids())::uuid[]) and $1::uuid[] is not null`,
    'a.submitted_at',
    [],
  );

export interface AskedOrder {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  readonly question: string;
  readonly answerUntil: Date;
}

/** Orders of these stations with questions that may still be answered; $2 now. The first question of each. */
export const ordersAsked = (tx: Tx, stationIds: readonly string[], at: Date) =>
  tx.named<AskedOrder & Record<string, unknown>>(
    'home.ordersAsked',
    `select o.id, o.title, q.count, q.question, o.claimable_until as "answerUntil"
     from orders o join lateral (select count(*)::int as count, (array_agg(each.question order by each.id))[1] as question
       from order_questions each where each.order_id = o.id and each.answer is null) q on 0 < q.count
     where o.station_id = any($1) and $2 <= o.claimable_until
       and (o.state in ('open', 'claimed') or (o.state = 'confirmed' and o.claim_lapses_at < $2))
     order by o.claimable_until, o.id limit ${MOST}`,
    [stationIds, at],
  );

export interface Emergency {
  readonly id: string;
  readonly title: string;
  readonly stationName: string;
  readonly postedAt: Date;
  readonly claimableUntil: Date;
}

/**
 * Emergencies (24 小时) that nobody holds and that may still be taken, the soonest due first, as far as the viewer sees; for
 * organizations, of the types that they offer.
 */
export const emergenciesOpen = (tx: Tx, organizationIds: readonly string[] | null, at: Date) =>
  tx.named<Emergency & Record<string, unknown>>(
    'home.emergencies',
    `select o.id, o.title, s.name as "stationName", o.posted_at as "postedAt", o.claimable_until as "claimableUntil"
     from orders o join stations s on s.id = o.station_id
     where o.urgency = 'emergency' and $1 <= o.claimable_until
       and (o.state = 'open' or (o.state in ('claimed', 'confirmed') and o.claim_lapses_at < $1))
       and ($2::uuid[] is null or exists (select from offers f where f.organization_id = any($2) and f.state = 'listed' and o.service_type = any(f.service_types)))
     order by o.claimable_until, o.id limit 5`,
    [at, organizationIds],
  );
