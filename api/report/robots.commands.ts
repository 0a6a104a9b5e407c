/** Keeping a group robot, having it say something, and dealing with what could not be delivered. */
import {
  DeliveryNotFound,
  type DeliveryNotIn,
  type DeliveryStep,
  moveDelivery,
} from '@jiedui/shared/notice/delivery.ts';
import type { NoticeGroup } from '@jiedui/shared/notice/notice.ts';
import {
  MOST_ROBOTS,
  RobotNotFound,
  RobotsNotOpen,
  RobotUnsound,
  TooManyRobots,
} from '@jiedui/shared/notice/robot-refusals.ts';
import { addressProblem, maskedAddress, type RobotKind } from '@jiedui/shared/notice/robot.ts';
import { checkReason, type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { cleanText, lengthOf } from '@jiedui/shared/text.ts';
import type { Tx } from '@jiedui/db/connect.ts';
import { v7 as uuid } from 'uuid';
import { isUuid } from '../builder.ts';
import { type CommandContext, command, type Done } from '../hall/command.ts';
import type { Outbound } from '../hall/courier/outbound.ts';
import { insertDelivery } from '../hall/courier/route.store.ts';
import { authorityIdOf, organizationIdOf, stationIdOf, type Viewer } from '../viewer.ts';
import {
  type Delivery,
  deliveryById,
  dismissDead,
  hasTestWaiting,
  insertRobot,
  listRobots,
  lockOwnRobot,
  reviveDelivery,
  type Robot,
  robotById,
  updateRobot,
} from './robots.store.ts';

export interface SaveRobotInput {
  readonly clientMutationId: string;
  readonly id: string | null;
  readonly expectedVersion: number | null;
  readonly kind: RobotKind;
  readonly name: string;
  /** Null keeps the address that is there. */
  readonly address: string | null;
  /** DingTalk's 加签密钥; null keeps what is there, an empty text takes it away. */
  readonly secret: string | null;
  readonly groups: readonly NoticeGroup[];
  readonly active: boolean;
}

const NAME_MOST = 20;
const made = <T extends { id: string; version: number }>(
  entity: string,
  value: T,
  versionBefore: number | null,
  changed: readonly string[],
): Done<T> => ({ value, entity, entityId: value.id, versionBefore, versionAfter: value.version, changed, events: [] });

export function saveRobot(
  context: CommandContext,
  input: SaveRobotInput,
  robots: Outbound['robots'],
): Promise<Robot | RobotsNotOpen | RobotNotFound | RobotUnsound | TooManyRobots | StaleVersion> {
  const operation = { name: 'saveRobot', key: input.clientMutationId, input, reload: robotById };
  return command(context, operation, async (tx, viewer) => {
    if (!robots) return new RobotsNotOpen();
    const before = input.id !== null && isUuid(input.id) ? await lockOwnRobot(tx, input.id) : null;
    if (input.id !== null && !before) return new RobotNotFound();
    if (before && before.version !== input.expectedVersion) return new StaleVersion(before.version);
    if (!before && MOST_ROBOTS <= (await listRobots(tx)).filter(({ active }) => active).length)
      return new TooManyRobots();
    const robot = robotFrom(input, before, viewer, robots);
    if (robot instanceof Refusal) return robot;
    if (before) await updateRobot(tx, robot, context.at);
    else await insertRobot(tx, viewer.tenantId, robot, viewer.accountId, context.at);
    const changed = [
      'name',
      'groups',
      'active',
      ...(input.address === null ? [] : ['address']),
      ...(input.secret === null ? [] : ['secret']),
    ];
    return made('robot', (await robotById(tx, robot.id)) ?? robot, before?.version ?? null, changed);
  });
}

function robotFrom(
  { kind, address, secret, active, groups, ...input }: SaveRobotInput,
  before: Robot | null,
  viewer: Viewer,
  { sealing, origins }: NonNullable<Outbound['robots']>,
): Robot | RobotUnsound {
  const name = cleanText(input.name) ?? '';
  if (name === '' || NAME_MOST < lengthOf(name))
    return new RobotUnsound('name', `请为群机器人取一个 ${NAME_MOST} 字以内的名称`);
  if (groups.length === 0) return new RobotUnsound('groups', '请至少选择一类要发到群里的通知');
  const given = address?.trim() ?? null;
  if (!before && given === null) return new RobotUnsound('address', '请填写机器人地址');
  const problem = given === null ? null : addressProblem(before?.kind ?? kind, given, origins);
  if (problem) return new RobotUnsound('address', problem);
  const key = secret?.trim() ?? null;
  if (key && !/^[\w-]{10,200}$/.test(key))
    return new RobotUnsound('secret', '加签密钥不正确，应从钉钉机器人的安全设置中完整复制，以 SEC 开头');
  const id = before?.id ?? uuid();
  const authorityId = authorityIdOf(viewer);
  const organizationId = authorityId ? null : organizationIdOf(viewer);
  const stationId = (authorityId ?? organizationId) ? null : stationIdOf(viewer);
  return {
    id,
    version: before?.version ?? 1,
    authorityId: before ? before.authorityId : authorityId,
    organizationId: before ? before.organizationId : organizationId,
    stationId: before ? before.stationId : stationId,
    kind: before?.kind ?? kind,
    name,
    sealedAddress: given === null ? (before?.sealedAddress ?? '') : sealing.seal(given, id),
    sealedSecret: key === null ? (before?.sealedSecret ?? null) : key === '' ? null : sealing.seal(key, id),
    shownAddress: given === null ? (before?.shownAddress ?? '') : maskedAddress(before?.kind ?? kind, given),
    groups: [...new Set(groups)],
    active,
    lastSentAt: before?.lastSentAt ?? null,
    lastError: null,
  };
}

/** Has the robot say that it works. A test that is on its way is not asked for twice. */
export function testRobot(
  context: CommandContext,
  input: { readonly clientMutationId: string; readonly id: string },
  robots: Outbound['robots'],
): Promise<Robot | RobotsNotOpen | RobotNotFound> {
  const operation = { name: 'testRobot', key: input.clientMutationId, input, reload: robotById };
  return command(context, operation, async (tx, { tenantId }) => {
    if (!robots) return new RobotsNotOpen();
    const robot = isUuid(input.id) ? await lockOwnRobot(tx, input.id) : null;
    if (!robot) return new RobotNotFound();
    if (!(await hasTestWaiting(tx, robot.id))) {
      const to = { tenantId, channel: 'robot', accountId: null, robotId: robot.id } as const;
      await insertDelivery(tx, { ...to, id: uuid(), purpose: 'test', cadence: 'now', dueAt: context.at }, context.at);
    }
    return made('robot', robot, robot.version, ['test']);
  });
}

export interface DecideDeliveryInput {
  readonly clientMutationId: string;
  readonly id: string;
}

/** Tries it again from the first attempt on. */
export function retryDelivery(
  context: CommandContext,
  input: DecideDeliveryInput,
): Promise<Delivery | DeliveryNotFound | DeliveryNotIn> {
  const operation = { name: 'retryDelivery', key: input.clientMutationId, input, reload: deliveryById };
  return command(context, operation, (tx, { accountId }) =>
    decide(tx, input.id, 'retry', () => reviveDelivery(tx, input.id, accountId, context.at)),
  );
}

/** Lays it aside, with the reason why nobody needs it any more. */
export function dismissDelivery(
  context: CommandContext,
  input: DecideDeliveryInput & { readonly reason: string },
): Promise<Delivery | DeliveryNotFound | DeliveryNotIn | ReasonMissing> {
  const operation = { name: 'dismissDelivery', key: input.clientMutationId, input, reload: deliveryById };
  return command(context, operation, async (tx, { accountId }) => {
    const reason = checkReason(input.reason);
    if (reason instanceof Refusal) return reason;
    return decide(tx, input.id, 'dismiss', () => dismissDead(tx, input.id, reason, accountId, context.at));
  });
}

async function decide(
  tx: Tx,
  id: string,
  step: DeliveryStep,
  save: () => Promise<boolean>,
): Promise<Done<Delivery> | DeliveryNotFound | DeliveryNotIn> {
  const before = isUuid(id) ? await deliveryById(tx, id) : null;
  if (!before) return new DeliveryNotFound();
  const moved = moveDelivery(before.state, step);
  if (moved instanceof Refusal) return moved;
  if (!(await save())) return new DeliveryNotFound();
  return made('delivery', (await deliveryById(tx, id)) ?? before, before.version, ['state']);
}
