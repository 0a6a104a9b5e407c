/** SQL of joint orders of several stations: who was asked to take part, and what they said. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Member } from '@jiedui/shared/order/joint-stations.ts';

export type MemberOfOrder = Member & { readonly orderId: string };

/** Under the purpose, since who may read the order was decided when it was read, and who settles it reads for all. */
export const membersOf = (tx: Tx, orderIds: readonly string[]) =>
  tx.namedFor<MemberOfOrder & Record<string, unknown>>(
    'matching',
    'order.members',
    `select m.order_id as "orderId", m.station_id as "stationId", s.name as "stationName", m.share, m.answer,
       m.answered_at as "answeredAt", m.reason
     from order_stations m join stations s on s.id = m.station_id
     where m.tenant_id = (select app.tenant_id()) and m.order_id = any($1) order by m.asked_at, s.name, m.station_id`,
    [orderIds],
  );

/** These are asked, anew where they had answered; all others are not, any more. */
export async function saveAsked(
  tx: Tx,
  order: { readonly id: string; readonly version: number; readonly tenantId: string },
  asked: readonly { readonly stationId: string; readonly share: number }[],
  at: Date,
): Promise<void> {
  await tx.named('order.unaskMembers', 'delete from order_stations where order_id = $1', [order.id]);
  const ids = asked.map(({ stationId }) => stationId);
  await tx.named(
    'order.askMembers',
    `insert into order_stations (tenant_id, order_id, station_id, share, answer, asked_at)
     select $2, $1, t.station, t.share, 'asked', $5 from unnest($3::uuid[], $4::int[]) as t (station, share)`,
    [order.id, order.tenantId, ids, asked.map(({ share }) => share), at],
  );
  await tx.named(
    'order.saveMembers',
    'update orders set member_station_ids = $3, version = version + 1, updated_at = $4 where id = $1 and version = $2',
    [order.id, order.version, ids, at],
  );
}

/** What changed in the draft is asked anew of those who had agreed to what stood there before. */
export const askAnew = (tx: Tx, orderId: string, at: Date) =>
  tx.named(
    'order.askAnew',
    `update order_stations set answer = 'asked', asked_at = $2, answered_at = null, answered_by = null, reason = null
     where order_id = $1 and answer = 'joins'`,
    [orderId, at],
  );

/** The members of a posted order are those who take part. */
export const keepJoined = (tx: Tx, orderId: string, members: readonly Member[]) =>
  tx.named('order.keepJoined', 'update orders set member_station_ids = $2 where id = $1', [
    orderId,
    members.filter(({ answer }) => answer === 'joins').map(({ stationId }) => stationId),
  ]);

export const saveAnswer = (tx: Tx, orderId: string, member: Member, accountId: string) =>
  tx.named(
    'order.saveAnswer',
    `update order_stations set answer = $3, answered_at = $4, answered_by = $5, reason = $6
     where order_id = $1 and station_id = $2 and answer = 'asked'`,
    [orderId, member.stationId, member.answer, member.answeredAt, accountId, member.reason],
  );
