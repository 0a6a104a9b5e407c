/** SQL of a unit's group robots, and of deliveries that a person has to look at. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Channel, DeliveryState } from '@jiedui/shared/notice/delivery.ts';
import type { NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import { MOST_ROBOTS } from '@jiedui/shared/notice/robot-refusals.ts';
import type { RobotKind } from '@jiedui/shared/notice/robot.ts';

export interface Robot {
  readonly id: string;
  readonly version: number;
  readonly authorityId: string | null;
  readonly organizationId: string | null;
  readonly stationId: string | null;
  readonly kind: RobotKind;
  readonly name: string;
  readonly sealedAddress: string;
  readonly sealedSecret: string | null;
  readonly shownAddress: string;
  readonly groups: readonly NoticeGroup[];
  readonly active: boolean;
  readonly lastSentAt: Date | null;
  readonly lastError: string | null;
}

const ROBOT = `id, version, authority_id as "authorityId", organization_id as "organizationId", station_id as "stationId", kind, name, sealed_address as "sealedAddress",
  sealed_secret as "sealedSecret", shown_address as "shownAddress", groups, active, last_sent_at as "lastSentAt", last_error as "lastError"`;

/** Of the viewer's units; the active ones first. */
export const listRobots = (tx: Tx) =>
  tx.named<Robot & Record<string, unknown>>(
    'robots.list',
    `select ${ROBOT} from robots order by active desc, created_at, id limit ${MOST_ROBOTS * 5}`,
  );

export async function robotById(tx: Tx, id: string): Promise<Robot | null> {
  const [row] = await tx.named<Robot & Record<string, unknown>>(
    'robots.byId',
    `select ${ROBOT} from robots where id = $1`,
    [id],
  );
  return row ?? null;
}

export async function lockOwnRobot(tx: Tx, id: string): Promise<Robot | null> {
  const [row] = await tx.named<Robot & Record<string, unknown>>(
    'robots.lock',
    `select ${ROBOT} from robots where id = $1 for update`,
    [id],
  );
  return row ?? null;
}

export const insertRobot = (tx: Tx, tenantId: string, robot: Robot, by: string, at: Date) =>
  tx.named(
    'robots.insert',
    `insert into robots (id, tenant_id, authority_id, organization_id, station_id, kind, name, sealed_address, sealed_secret, shown_address, groups, active, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14)`,
    [
      robot.id,
      tenantId,
      robot.authorityId,
      robot.organizationId,
      robot.stationId,
      robot.kind,
      robot.name,
      robot.sealedAddress,
      robot.sealedSecret,
      robot.shownAddress,
      robot.groups,
      robot.active,
      by,
      at,
    ],
  );

export const updateRobot = (tx: Tx, robot: Robot, at: Date) =>
  tx.named(
    'robots.update',
    `update robots set name = $2, sealed_address = $3, sealed_secret = $4, shown_address = $5, groups = $6, active = $7,
       last_error = null, version = version + 1, updated_at = $8 where id = $1`,
    [robot.id, robot.name, robot.sealedAddress, robot.sealedSecret, robot.shownAddress, robot.groups, robot.active, at],
  );

/** Whether a test of this robot is still on its way. */
export async function hasTestWaiting(tx: Tx, robotId: string): Promise<boolean> {
  const rows = await tx.named(
    'robots.testWaiting',
    "select 1 from deliveries where robot_id = $1 and purpose = 'test' and state = 'waiting' limit 1",
    [robotId],
  );
  return 0 < rows.length;
}

export interface Delivery {
  readonly id: string;
  readonly version: number;
  readonly channel: Channel;
  readonly purpose: 'notices' | 'code' | 'test';
  /** Of the notices in it, each kind once. */
  readonly kinds: readonly string[];
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  /** The person's or the robot's name; null for another unit's robot. */
  readonly recipient: string | null;
  readonly reason: string | null;
  readonly decidedAt: Date | null;
}

const DELIVERY = `d.id, d.version, d.channel, d.purpose, d.kinds, d.state, d.attempts, d.last_error as "lastError", d.created_at as "createdAt",
  coalesce(a.name, r.name) as recipient, d.reason, d.decided_at as "decidedAt"`;
const FROM = 'from deliveries d left join accounts a on a.id = d.account_id left join robots r on r.id = d.robot_id';

/** Dead ones, or those somebody has dealt with; newest first. */
export const undelivered = (tx: Tx, state: 'dead' | 'dismissed', limit: number, afterId: string | null) =>
  tx.named<Delivery & Record<string, unknown>>(
    'deliveries.undelivered',
    `select ${DELIVERY} ${FROM} where d.tenant_id = (select app.tenant_id()) and d.state = $1 and d.state in ('dead', 'dismissed')
       and ($3::uuid is null or d.id < $3) order by d.id desc limit $2`,
    [state, limit, afterId],
  );

export async function countUndelivered(tx: Tx, state: 'dead' | 'dismissed'): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'deliveries.count',
    "select count(*)::int as count from deliveries where tenant_id = (select app.tenant_id()) and state = $1 and state in ('dead', 'dismissed')",
    [state],
  );
  return row?.count ?? 0;
}

export async function deliveryById(tx: Tx, id: string): Promise<Delivery | null> {
  const [row] = await tx.named<Delivery & Record<string, unknown>>(
    'deliveries.byId',
    `select ${DELIVERY} ${FROM} where d.id = $1`,
    [id],
  );
  return row ?? null;
}

/** True when it was still dead. */
export async function reviveDelivery(tx: Tx, id: string, by: string, at: Date): Promise<boolean> {
  const rows = await tx.named(
    'deliveries.revive',
    `update deliveries set state = 'waiting', attempts = 0, next_at = $3, lease_until = null, decided_by = $2, decided_at = $3, version = version + 1
     where id = $1 and state = 'dead' returning id`,
    [id, by, at],
  );
  return rows.length === 1;
}

export async function dismissDead(tx: Tx, id: string, reason: string, by: string, at: Date): Promise<boolean> {
  const rows = await tx.named(
    'deliveries.dismiss',
    `update deliveries set state = 'dismissed', reason = $2, decided_by = $3, decided_at = $4, settled_at = $4, version = version + 1
     where id = $1 and state = 'dead' returning id`,
    [id, reason, by, at],
  );
  return rows.length === 1;
}
