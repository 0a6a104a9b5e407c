/**
 * One attempt: taken under a lease in one transaction, sent outside any, noted in another.
 *
 *     take (lease, attempt + 1) ─▶ send ─▶ settle
 *
 * Killed between sending and noting, the lease runs out and it is sent again, with the same id and the same words: a
 * mail program shows it once; a robot, which knows no ids, may say it twice.
 */
import { inTransaction, type OpenTx } from '@jiedui/db/connect.ts';
import { afterAttempt, type Channel, type Outcome } from '@jiedui/shared/notice/delivery.ts';
import { codeLetter, letterOf } from '@jiedui/shared/notice/digest.ts';
import { codeValidUntil } from '@jiedui/shared/notice/email.ts';
import { ROBOT_MESSAGES_A_MINUTE, robotBody, robotFreeAt, robotMessage } from '@jiedui/shared/notice/robot.ts';
import type { Hall } from '../../context.ts';
import {
  addresseeOf,
  itemsOf,
  lockRobot,
  noteRobotAnswer,
  noteRobotSpeaks,
  postpone,
  settle,
  type TakenDelivery,
  takeDelivery,
} from './delivery.store.ts';
import { type Outbound, wholeLink } from './outbound.ts';

/** Longer than any attempt may last. */
const LEASE_MS = 120_000;

type Courier = Pick<Hall, 'pool' | 'clock'> & { readonly outbound: Outbound };
type Send = () => Promise<Outcome>;
type Prepared = { readonly send: Send } | { readonly postponed: true };

/** False when nothing waits. */
export async function attemptOne(courier: Courier, channels: readonly Channel[]): Promise<boolean> {
  const at = courier.clock();
  const taken = await asRelay(courier, async (tx) => {
    const delivery = await takeDelivery(tx, channels, at, new Date(at.getTime() + LEASE_MS));
    return delivery && { delivery, prepared: await prepare(tx, courier.outbound, delivery, at) };
  });
  if (!taken) return false;
  const { delivery, prepared } = taken;
  if ('postponed' in prepared) return true;
  const outcome = await prepared.send();
  const now = courier.clock();
  await asRelay(courier, async (tx) => {
    const after = afterAttempt(delivery.id, delivery.attempts, outcome, now);
    await settle(tx, delivery, after, now);
    if (delivery.robotId) await noteRobotAnswer(tx, delivery.robotId, after.error, now);
  });
  return true;
}

const asRelay = <T>({ pool }: Courier, work: (tx: OpenTx) => Promise<T>) =>
  inTransaction(pool, { system: 'relay' }, 'write', work);

const nothing =
  (error: string): Send =>
  () =>
    Promise.resolve({ kind: 'dropped', error });

function prepare(tx: OpenTx, outbound: Outbound, delivery: TakenDelivery, at: Date): Promise<Prepared> {
  return delivery.channel === 'email'
    ? prepareEmail(tx, outbound, delivery, at)
    : prepareRobot(tx, outbound, delivery, at);
}

async function prepareEmail(tx: OpenTx, outbound: Outbound, delivery: TakenDelivery, at: Date): Promise<Prepared> {
  const { mailer } = outbound;
  const { id, createdAt: date } = delivery;
  const addressee = delivery.accountId ? await addresseeOf(tx, delivery.accountId) : null;
  if (!mailer || !addressee?.active) return { send: nothing('账号已停用，不再发送') };
  if (delivery.purpose === 'code') {
    const { pendingEmail, pendingCode, pendingSentAt } = addressee;
    if (!pendingEmail || !pendingCode || !pendingSentAt || codeValidUntil(pendingSentAt) < at)
      return { send: nothing('验证码已失效，不再发送') };
    const letter = codeLetter(addressee.name, pendingCode, codeValidUntil(pendingSentAt));
    return { send: () => mailer.send({ id, to: pendingEmail, letter, date }) };
  }
  const { email: to } = addressee;
  if (!to) return { send: nothing('本人已取消邮箱，不再发送') };
  const letter = letterOf({
    name: addressee.name,
    cadence: delivery.cadence,
    dueAt: delivery.dueAt,
    items: (await itemsOf(tx, id)).map((item) => ({ ...item, link: wholeLink(outbound, item.link) })),
    settingsLink: wholeLink(outbound, addressee.atDesk ? '/d/notice-settings' : '/m/notice-settings'),
  });
  return { send: () => mailer.send({ id, to, letter, date }) };
}

const TEST_TITLE = '这是一条测试消息，群机器人可以收到结对平台的通知';

async function prepareRobot(tx: OpenTx, outbound: Outbound, delivery: TakenDelivery, at: Date): Promise<Prepared> {
  const robot = delivery.robotId ? await lockRobot(tx, delivery.robotId) : null;
  if (!outbound.robots || !robot || (!robot.active && delivery.purpose === 'notices'))
    return { send: nothing('群机器人已停用，不再发送') };
  const freeAt = robotFreeAt(robot.sentAt, at);
  if (at < freeAt) {
    await postpone(tx, delivery.id, freeAt);
    return { postponed: true };
  }
  await noteRobotSpeaks(tx, robot.id, [...robot.sentAt, at].slice(-ROBOT_MESSAGES_A_MINUTE));
  const { sealing, caller } = outbound.robots;
  const items =
    delivery.purpose === 'test'
      ? [{ kind: 'other', title: TEST_TITLE, link: null, createdAt: delivery.createdAt }]
      : (await itemsOf(tx, delivery.id)).map((item) => ({ ...item, link: wholeLink(outbound, item.link) }));
  const body = robotBody(robot.kind, robotMessage(items));
  return {
    send: async () => {
      let address: string;
      let secret: string | null;
      try {
        address = sealing.open(robot.sealedAddress, robot.id);
        secret = robot.sealedSecret === null ? null : sealing.open(robot.sealedSecret, robot.id);
      } catch {
        return { kind: 'never', error: '机器人地址无法解密（SECRET_KEY 已更换），请重新填写机器人地址' };
      }
      return caller({ kind: robot.kind, address, secret, body, at });
    },
  };
}
