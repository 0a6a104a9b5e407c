/** From notice to mailbox and group: who gets what when, once in effect, whatever breaks on the way. */
import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { startCourier } from '@jiedui/api/hall/courier/courier.ts';
import { openMailer } from '@jiedui/api/hall/courier/mailer.ts';
import { NOTHING_OUTBOUND, type Outbound } from '@jiedui/api/hall/courier/outbound.ts';
import { robotCaller } from '@jiedui/api/hall/courier/robot-call.ts';
import { sealingWith } from '@jiedui/api/hall/courier/sealing.ts';
import { insertNotices } from '@jiedui/api/hall/notice.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { MOST_ATTEMPTS } from '@jiedui/shared/notice/delivery.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWorld, type World } from '../../kit/world.ts';
import { ROOT } from '../../kit/sources.ts';
import { type MailServer, mailServer, readMail } from './mail-server.ts';
import { type Receiver, receiver } from './receiver.ts';

let world: World;
let mail: MailServer;
let robot: Receiver;
let outbound: Outbound;
const sealing = sealingWith([randomBytes(32)]);
const log = pino({ level: 'silent' });

beforeAll(async () => {
  world = await startWorld();
  mail = await mailServer();
  robot = await receiver();
  outbound = {
    mailer: openMailer(mail.settings),
    robots: { sealing, caller: robotCaller([robot.origin]), origins: [robot.origin] },
    publicUrl: 'https://jiedui.example.cn',
  };
});
afterAll(async () => {
  outbound?.mailer?.close();
  await mail?.close();
  await robot?.close();
  await world?.close();
});
beforeEach(async () => {
  await sql('delete from delivery_items');
  await sql('delete from deliveries');
  await asInstall('update robots set active = false');
  await asInstall('update notice_settings set email = null, email_verified_at = null');
  await sql('update notices set routed = true');
  mail.taken.length = 0;
  mail.behave(async () => null);
  robot.received.length = 0;
  robot.answer({});
});

const as = (system: 'relay' | 'install', text: string, values: unknown[]) =>
  inTransaction(world.database.pool, { system }, 'write', async (tx) => (await tx.client.query(text, values)).rows);
const sql = (text: string, values: unknown[] = []) => as('relay', text, values);
const asInstall = (text: string, values: unknown[] = []) => as('install', text, values);
/** An instant written in Shanghai. */
const clockAt = (text: string) => {
  world.clock.now = new Date(`${text}+08:00`);
  return world.clock.now;
};
async function settings(accountId: string, choices: object = {}, quiet = [1260, 480]) {
  await asInstall(
    `insert into notice_settings (account_id, tenant_id, quiet_from, quiet_to, choices, email, email_verified_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, now(), now())
     on conflict (account_id) do update set choices = excluded.choices, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, email = excluded.email, email_verified_at = now()`,
    [accountId, world.tenantId, quiet[0], quiet[1], JSON.stringify(choices), `${accountId.slice(-6)}@example.cn`],
  );
}
async function tell(
  accountId: string,
  kind: string,
  title: string,
  more: { urgent?: boolean; authority?: boolean } = {},
) {
  await inTransaction(world.database.pool, { system: 'relay' }, 'write', (tx) =>
    insertNotices(
      tx,
      { tenantId: world.tenantId, at: world.clock.now, by: null },
      { accountIds: [accountId], authorityIds: more.authority ? [world.authorityId] : [] },
      { kind, title, body: '请尽快办理。', link: '/m/orders/1', urgent: more.urgent, dedupe: randomUUID() },
    ),
  );
}
async function carry(with_: Outbound = outbound) {
  const courier = startCourier(
    world.hall,
    { ...with_, mailer: with_.mailer && { ...with_.mailer, close: () => {} } },
    log,
    3_600_000,
  );
  await courier.run();
  await courier.close();
}
const dacheng = () => world.stations.dacheng.accountId;
const subjects = () => mail.taken.map(({ raw }) => readMail(raw).subject);

describe('an e-mail', () => {
  test('goes at once, with the whole link, to whom the notice is for', async () => {
    clockAt('2026-11-24T10:00:00');
    await settings(dacheng());
    await tell(dacheng(), 'claim.made', '有人接了“入户量血压”');
    await carry();
    await carry();
    expect(subjects()).toEqual(['有人接了“入户量血压”']);
    expect(mail.taken[0]?.to).toEqual([`${dacheng().slice(-6)}@example.cn`]);
    expect(readMail(mail.taken[0]?.raw ?? '').text).toContain('前往办理：https://jiedui.example.cn/m/orders/1');
  });

  test('does not go without a verified address, without a mail server, or when its group is chosen away', async () => {
    clockAt('2026-11-24T10:00:00');
    await tell(dacheng(), 'claim.made', '没有邮箱');
    await settings(world.stations.shetang.accountId, { claim: 'none' });
    await tell(world.stations.shetang.accountId, 'claim.made', '选择不发');
    await carry();
    await settings(dacheng());
    await tell(dacheng(), 'claim.made', '没有发信服务器');
    await carry(NOTHING_OUTBOUND);
    await carry();
    expect(mail.taken).toEqual([]);
  });

  test('waits through the night and then tells all at once; what is urgent does not wait', async () => {
    clockAt('2026-11-24T21:00:00');
    await settings(dacheng());
    await tell(dacheng(), 'claim.made', '夜里第一件');
    clockAt('2026-11-24T23:30:00');
    await tell(dacheng(), 'claim.withdrawn', '夜里第二件');
    await tell(dacheng(), 'order.emergency', '紧急', { urgent: true });
    await carry();
    expect(subjects()).toEqual(['紧急']);
    clockAt('2026-11-25T07:59:59.999');
    await carry();
    expect(mail.taken).toHaveLength(1);
    clockAt('2026-11-25T08:00:00');
    await carry();
    expect(subjects()).toEqual(['紧急', '结对平台通知：2 条']);
  });

  test('of a day’s and a week’s digest tells each notice once and names its period', async () => {
    await settings(dacheng(), { session: 'daily', order: 'weekly' });
    for (const day of [
      '2026-11-23T10:00:00',
      '2026-11-24T08:29:59.999',
      '2026-11-24T08:30:00',
      '2026-11-24T20:00:00',
    ]) {
      clockAt(day);
      await tell(dacheng(), 'session.submitted', `记录 ${day}`);
      await tell(dacheng(), 'order.cancelled', `点单 ${day}`);
      await carry();
    }
    clockAt('2026-11-25T08:30:00');
    await carry();
    clockAt('2026-11-30T08:30:00');
    await carry();
    await carry();
    expect(subjects()).toEqual([
      '结对平台每日汇总（2026年11月24日 星期二）：2 条',
      '结对平台每日汇总（2026年11月25日 星期三）：2 条',
      '结对平台每周汇总（2026年11月30日 星期一）：4 条',
    ]);
    expect(readMail(mail.taken[1]?.raw ?? '').text).toContain(
      '2026年11月24日 08:30 至 2026年11月25日 08:29，与您有关的事共 2 件',
    );
  });

  test('that fails waits longer each time, with the same id and words, and is dead after the last attempt', async () => {
    clockAt('2026-11-24T10:00:00');
    await settings(dacheng());
    await tell(dacheng(), 'claim.made', '送不到');
    const seen: { messageId: string; raw: string }[] = [];
    mail.behave(async (mailTaken) => {
      seen.push(mailTaken);
      return Object.assign(new Error('later'), { responseCode: 451 });
    });
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await carry();
      await carry();
      expect(seen).toHaveLength(attempt);
      world.clock.now = new Date(world.clock.now.getTime() + 3 * 60 * 60 * 1000);
    }
    await carry();
    const boundary = /boundary="?([^";\r\n]+)/.exec(seen[0]?.raw ?? '')?.[1] ?? '';
    expect(new Set(seen.map(({ messageId }) => messageId)).size).toBe(1);
    expect(boundary).not.toBe('');
    expect(new Set(seen.map(({ raw }) => readMail(raw).text)).size).toBe(1);
    expect(await sql('select state, attempts, last_error from deliveries')).toEqual([
      { state: 'dead', attempts: MOST_ATTEMPTS, last_error: '发信服务器暂时不受理（451）' },
    ]);
    expect(mail.taken).toEqual([]);
  });

  test('is sent once by eight couriers at the same moment', async () => {
    clockAt('2026-11-24T10:00:00');
    const people = [dacheng(), world.stations.shetang.accountId, world.organizations.nuanyang.accountId];
    for (const person of people) {
      await settings(person);
      for (let n = 0; n < 5; n++) await tell(person, 'claim.made', `第 ${n} 件`);
    }
    await Promise.all(Array.from({ length: 8 }, () => carry()));
    await carry();
    expect(mail.taken.map(({ to }) => to[0]).sort()).toEqual(people.map((id) => `${id.slice(-6)}@example.cn`).sort());
    expect(subjects()).toEqual(['结对平台通知：5 条', '结对平台通知：5 条', '结对平台通知：5 条']);
  });
});

/** Another process that carries what is due. */
function courierProcess(now: Date) {
  const argument = JSON.stringify({ url: world.database.url, mail: mail.settings, now: now.toISOString() });
  const child = spawn(process.execPath, [join(ROOT, 'tests/api/courier/courier-process.ts'), argument], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return { child, ended: new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code))) };
}

describe('a process', () => {
  test('killed after the server took the letter and before it was noted has it sent again with the same id', async () => {
    const now = clockAt('2026-11-24T10:00:00');
    await settings(dacheng());
    await tell(dacheng(), 'claim.made', '半路被杀');
    const first: { messageId: string; raw: string }[] = [];
    let child: ReturnType<typeof courierProcess> | undefined;
    mail.behave(async (letter) => {
      first.push(letter);
      child?.child.kill('SIGKILL');
      await child?.ended;
      return null;
    });
    child = courierProcess(now);
    expect(await child.ended).toBeNull();
    mail.behave(async () => null);
    expect(await sql('select state, attempts from deliveries')).toEqual([{ state: 'waiting', attempts: 1 }]);
    await carry();
    expect(mail.taken.filter(({ messageId }) => messageId !== first[0]?.messageId)).toEqual([]);
    const before = mail.taken.length;
    world.clock.now = new Date(now.getTime() + 121_000);
    await carry();
    expect(mail.taken).toHaveLength(before + 1);
    const again = mail.taken.at(-1);
    expect(again?.messageId).toBe(first[0]?.messageId);
    expect(readMail(again?.raw ?? '').text).toBe(readMail(first[0]?.raw ?? '').text);
    expect(await sql('select state from deliveries')).toEqual([{ state: 'sent' }]);
  }, 60_000);

  test('beside another that runs the schedule and the courier at the same moment sends nothing twice', async () => {
    // The month's dispatch is due on this very day: the bureau is reminded.
    const now = clockAt('2026-12-24T10:00:00');
    await settings(world.officer.accountId);
    const both = [courierProcess(now), courierProcess(now)];
    expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
    await carry();
    expect(subjects()).toEqual(['2026年12月调度最迟2026年12月24日 星期四签发，今天到期']);
    expect(await asInstall("select count(*)::int as n from notices where title like '2026年12月调度%'")).toEqual([
      { n: 1 },
    ]);
  }, 60_000);
});

async function robotOf(kind: 'wecom' | 'dingtalk', groups: string[], secret: string | null = null) {
  const id = randomUUID();
  const address =
    kind === 'wecom'
      ? `${robot.origin}/cgi-bin/webhook/send?key=0123456789abcdef`
      : `${robot.origin}/robot/send?access_token=0123456789abcdef`;
  await asInstall(
    `insert into robots (id, tenant_id, authority_id, kind, name, sealed_address, sealed_secret, shown_address, groups, created_by, created_at, updated_at)
     values ($1, $2, $3, $4, '工作群', $5, $6, 'x', $7, $8, now(), now())`,
    [
      id,
      world.tenantId,
      world.authorityId,
      kind,
      sealing.seal(address, id),
      secret && sealing.seal(secret, id),
      groups,
      world.officer.accountId,
    ],
  );
  return id;
}

describe('a robot', () => {
  test('speaks of its groups only, once for an event however many people are told, with title and link alone', async () => {
    clockAt('2026-11-24T10:00:00');
    await robotOf('wecom', ['dispatch']);
    await tell(dacheng(), 'dispatch.issued', '月调度已签发', { authority: true });
    await tell(dacheng(), 'claim.made', '接单', { authority: true });
    await carry();
    await carry();
    expect(robot.received.map(({ body }) => body)).toEqual([
      {
        msgtype: 'markdown',
        markdown: {
          content: '**结对平台：月调度**\n\n> [11月24日 10:00 月调度已签发](https://jiedui.example.cn/m/orders/1)',
        },
      },
    ]);
  });

  test('is quiet at night, and says in the morning what happened in one message', async () => {
    clockAt('2026-11-24T21:30:00');
    await robotOf('dingtalk', ['claim'], 'SECabc');
    for (let n = 0; n < 3; n++) await tell(dacheng(), 'claim.made', `夜里第 ${n} 件`, { authority: true });
    await carry();
    expect(robot.received).toEqual([]);
    clockAt('2026-11-25T08:00:00');
    await carry();
    expect(robot.received).toHaveLength(1);
    expect(robot.received[0]?.body.markdown.title).toBe('结对平台：3 条通知');
    expect(robot.received[0]?.url.searchParams.get('sign')).toBeTruthy();
  });

  test('speaks twenty times in a minute, whoever carries, and then tells the rest in one', async () => {
    const start = clockAt('2026-11-24T10:00:00');
    await robotOf('wecom', ['claim']);
    for (let n = 0; n < 20; n++) {
      world.clock.now = new Date(start.getTime() + n * 1_000);
      await tell(dacheng(), 'claim.made', `第 ${n} 件`, { authority: true });
      await Promise.all([carry(), carry()]);
    }
    expect(robot.received).toHaveLength(20);
    for (let n = 20; n < 30; n++) {
      world.clock.now = new Date(start.getTime() + n * 1_000);
      await tell(dacheng(), 'claim.made', `第 ${n} 件`, { authority: true });
      await Promise.all([carry(), carry()]);
    }
    expect(robot.received).toHaveLength(20);
    world.clock.now = new Date(start.getTime() + 59_999);
    await carry();
    expect(robot.received).toHaveLength(20);
    world.clock.now = new Date(start.getTime() + 60_000);
    await carry();
    world.clock.now = new Date(start.getTime() + 62_000);
    await carry();
    const told = robot.received.map(({ body }) => body.markdown.content).join('\n');
    for (let n = 0; n < 30; n++) expect(told.split(`第 ${n} 件`)).toHaveLength(2);
    expect(robot.received.length).toBeLessThanOrEqual(22);
  }, 60_000);

  test('whose service refuses for good is dead at once, and says why; one that is busy is asked again', async () => {
    clockAt('2026-11-24T10:00:00');
    const id = await robotOf('wecom', ['claim']);
    robot.answer({ body: '{"errcode":45009,"errmsg":"api freq out of limit"}' });
    await tell(dacheng(), 'claim.made', '接单', { authority: true });
    await carry();
    expect(await sql('select state, last_error from deliveries')).toEqual([
      { state: 'waiting', last_error: '发送过于频繁（每分钟最多 20 条）（errcode 45009）' },
    ]);
    robot.answer({ body: '{"errcode":93000,"errmsg":"invalid webhook url"}' });
    world.clock.now = new Date(world.clock.now.getTime() + 60_000);
    await carry();
    const error = '机器人地址无效或机器人已被移除，请在群里重新添加并更新地址（errcode 93000）';
    expect(await sql('select state, last_error from deliveries')).toEqual([{ state: 'dead', last_error: error }]);
    expect(await sql('select last_error from robots where id = $1', [id])).toEqual([{ last_error: error }]);
  });

  test('whose address no key here opens is dead, not a fault', async () => {
    clockAt('2026-11-24T10:00:00');
    await robotOf('wecom', ['claim']);
    await tell(dacheng(), 'claim.made', '接单', { authority: true });
    await carry({
      ...outbound,
      robots: outbound.robots && { ...outbound.robots, sealing: sealingWith([randomBytes(32)]) },
    });
    expect(await sql('select state, last_error from deliveries')).toMatchObject([
      { state: 'dead', last_error: expect.stringContaining('SECRET_KEY') },
    ]);
  });
});
