/** SQL of deliveries on their way: taken under a lease, settled, and cleared away. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Channel, DeliveryState } from '@jiedui/shared/notice/delivery.ts';
import type { SendingCadence } from '@jiedui/shared/notice/notice.ts';
import type { RobotKind } from '@jiedui/shared/notice/robot.ts';

export interface TakenDelivery {
  readonly id: string;
  readonly channel: Channel;
  readonly accountId: string | null;
  readonly robotId: string | null;
  readonly purpose: 'notices' | 'code' | 'test';
  readonly cadence: SendingCadence;
  readonly dueAt: Date;
  readonly createdAt: Date;
  /** This attempt's number, from 1. */
  readonly attempts: number;
}

/** The next delivery whose time has come and that nobody has in hand; its lease keeps others off until then. */
export async function takeDelivery(
  tx: Tx,
  channels: readonly Channel[],
  at: Date,
  leaseUntil: Date,
): Promise<TakenDelivery | null> {
  const [row] = await tx.named<TakenDelivery & Record<string, unknown>>(
    'courier.take',
    `update deliveries set lease_until = $2, attempts = attempts + 1
     where id = (
       select id from deliveries
       where state = 'waiting' and next_at <= $1 and (lease_until is null or lease_until <= $1) and channel = any($3)
       order by next_at, id limit 1 for update skip locked)
     returning id, channel, account_id as "accountId", robot_id as "robotId", purpose, cadence, due_at as "dueAt", created_at as "createdAt", attempts`,
    [at, leaseUntil, channels],
  );
  return row ?? null;
}

/** Gives a delivery back untried, to be taken again from `nextAt`. */
export const postpone = (tx: Tx, id: string, nextAt: Date) =>
  tx.named(
    'courier.postpone',
    'update deliveries set lease_until = null, attempts = attempts - 1, next_at = $2 where id = $1',
    [id, nextAt],
  );

/**
 * Notes what became of an attempt. That it was sent holds whoever else has it in hand by now; a failure counts only
 * while this attempt is the last.
 */
export const settle = (
  tx: Tx,
  { id, attempts }: TakenDelivery,
  after: { readonly state: DeliveryState; readonly nextAt: Date | null; readonly error: string | null },
  at: Date,
) =>
  tx.named(
    'courier.settle',
    `update deliveries set state = $3, next_at = coalesce($4, next_at), last_error = $5, lease_until = null, version = version + 1,
       settled_at = case when $3 in ('sent', 'dropped') then $6::timestamptz end
     where id = $1 and state = 'waiting' and (attempts = $2 or $3 = 'sent')`,
    [id, attempts, after.state, after.nextAt, after.error, at],
  );

export interface RobotInHand {
  readonly id: string;
  readonly kind: RobotKind;
  readonly active: boolean;
  readonly sealedAddress: string;
  readonly sealedSecret: string | null;
  readonly sentAt: readonly Date[];
}

/** The robot, locked: its limit a minute is counted here, one process at a time. */
export async function lockRobot(tx: Tx, id: string): Promise<RobotInHand | null> {
  const [row] = await tx.named<RobotInHand & Record<string, unknown>>(
    'courier.lockRobot',
    `select id, kind, active, sealed_address as "sealedAddress", sealed_secret as "sealedSecret", sent_at as "sentAt"
     from robots where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

export const noteRobotSpeaks = (tx: Tx, id: string, sentAt: readonly Date[]) =>
  tx.named('courier.robotSpeaks', 'update robots set sent_at = $2 where id = $1', [id, sentAt]);

/** What the robot's page shows of the last attempt. */
export const noteRobotAnswer = (tx: Tx, id: string, error: string | null, at: Date) =>
  tx.named(
    'courier.robotAnswer',
    'update robots set last_error = $2, last_sent_at = case when $2::text is null then $3 else last_sent_at end where id = $1',
    [id, error, at],
  );

export interface Addressee {
  readonly name: string;
  readonly active: boolean;
  readonly email: string | null;
  readonly pendingEmail: string | null;
  readonly pendingCode: string | null;
  readonly pendingSentAt: Date | null;
  /** Whether the person works at the desk: where their settings page is. */
  readonly atDesk: boolean;
}

export async function addresseeOf(tx: Tx, accountId: string): Promise<Addressee | null> {
  const [row] = await tx.named<Addressee & Record<string, unknown>>(
    'courier.addressee',
    `select a.name, a.state = 'active' as active, s.email, s.pending_email as "pendingEmail", s.pending_code as "pendingCode",
       s.pending_sent_at as "pendingSentAt",
       exists (select from role_grants g where g.account_id = a.id and g.authority_id is not null) as "atDesk"
     from accounts a left join notice_settings s on s.account_id = a.id where a.id = $1`,
    [accountId],
  );
  return row ?? null;
}

export interface SentItem {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly createdAt: Date;
}

/** In the order in which they happened; a robot's item has no body. */
export const itemsOf = (tx: Tx, deliveryId: string) =>
  tx.named<SentItem & Record<string, unknown>>(
    'courier.items',
    `select i.kind, i.title, coalesce(n.body, '') as body, i.link, i.created_at as "createdAt"
     from delivery_items i left join notices n on n.id = i.notice_id
     where i.delivery_id = $1 order by i.created_at, i.id`,
    [deliveryId],
  );

/** Settled deliveries with their items. What is dead stays until somebody decides. */
export const clearDeliveries = (tx: Tx, before: Date, limit: number) =>
  tx.named<{ id: string }>(
    'courier.clear',
    `delete from deliveries where id in (
       select id from deliveries where settled_at < $1 order by settled_at limit $2 for update skip locked)
     returning id`,
    [before, limit],
  );
