/** Reminders and clearing on the clock: each told once, whoever runs them and however often; what is old goes, what is not stays. */
import { CLEARING } from '@jiedui/api/hall/clearing.ts';
import { startSchedule } from '@jiedui/api/hall/schedule.ts';
import { remindingTasks } from '@jiedui/api/report/reminders.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PairedMonth, pairedMonth } from '../dispatch/paired-month.ts';

let world: PairedMonth;
let orderId: string;
let claimedOrderId: string;
const log = pino({ level: 'fatal' });
const NOON = new Date('2026-11-24T04:00:00.000Z');

beforeAll(async () => {
  world = await pairedMonth();
  world.clock.now = NOON;
  orderId = (await world.post(world.people.dacheng, '冬季取暖安全走访')).id;
  claimedOrderId = (await world.post(world.people.dacheng, '入户量血压')).id;
  await world.claim(world.people.nuanyang, claimedOrderId);
});
afterAll(() => world?.close());
beforeEach(() => sql('update notices set dedupe_key = id::text, kind = $1', ['before']));

const sql = (text: string, values: unknown[] = []) =>
  inTransaction(
    world.database.pool,
    { system: 'install' },
    'write',
    async (tx) => (await tx.client.query(text, values)).rows,
  );
const reminded = () =>
  sql(
    `select n.kind, a.login, n.title, n.body, n.link from notices n join accounts a on a.id = n.account_id
     where n.kind <> 'before' order by n.kind, a.login`,
  );
const at = (text: string) => {
  world.clock.now = new Date(text);
};
async function remind(limit = 200) {
  const schedule = startSchedule(world.hall, remindingTasks(undefined, limit), log);
  await schedule.run();
  await schedule.close();
}
const kinds = async () => (await reminded()).map(({ kind, login }) => `${kind} ${login}`);

describe('a reminder', () => {
  test('of a claim comes a day before it lapses, to the station, with the full date', async () => {
    at('2026-11-25T15:59:59.998Z');
    await remind();
    expect(await kinds()).not.toContain('claim.to_confirm dacheng');
    at('2026-11-25T15:59:59.999Z');
    await remind();
    expect(await reminded()).toContainEqual({
      kind: 'claim.to_confirm',
      login: 'dacheng',
      title: '暖阳社会工作服务中心对“入户量血压”的接单将于2026年11月26日 星期四 24:00 失效，请尽快确认',
      body: '逾期未确认则接单失效，点单重新开放。请打开点单，确认或说明原因后不予接受。',
      link: `/m/orders/${claimedOrderId}`,
    });
  });

  test('of an order that nobody holds comes 72 and 24 hours before its deadline', async () => {
    at('2026-12-07T09:59:59.999Z');
    await remind();
    expect(await kinds()).not.toContain('order.unclaimed dacheng');
    for (const instant of ['2026-12-07T10:00:00.000Z', '2026-12-09T10:00:00.000Z', '2026-12-10T10:00:00.000Z']) {
      at(instant);
      await remind();
    }
    const rows = (await reminded()).filter(({ kind, link }) => kind === 'order.unclaimed' && link.endsWith(orderId));
    expect(rows.map(({ title }) => title)).toEqual([
      '“冬季取暖安全走访”还没有组织接单，2026年12月10日 星期四 18:00 截止接单',
      '“冬季取暖安全走访”还没有组织接单，2026年12月10日 星期四 18:00 截止接单',
    ]);
    at('2026-12-10T10:00:00.001Z');
    await sql('update notices set dedupe_key = id::text, kind = $1', ['before']);
    await remind();
    expect(await kinds()).not.toContain('order.unclaimed dacheng');
  });

  test('of the month’s dispatch comes to the bureau at T-7, T-3 and T-1, and not once it is issued', async () => {
    // Due on the last working day before 25 December 2026, a Friday.
    const seen: number[] = [];
    for (const day of ['16', '17', '18', '21', '22', '23', '24', '25']) {
      at(`2026-12-${day}T02:00:00.000Z`);
      await remind();
      seen.push((await kinds()).filter((kind) => kind === 'dispatch.due bureau').length);
    }
    expect(seen).toEqual([0, 1, 1, 2, 2, 3, 3, 3]);
    expect((await reminded()).filter(({ kind }) => kind === 'dispatch.due')).toContainEqual(
      expect.objectContaining({
        title: '2026年12月调度最迟2026年12月24日 星期四签发，还有 7 天',
        link: '/d/dispatch/2026-12',
      }),
    );
  });

  test('of the month’s word on offers comes to their organization at T-7, T-3 and T-1, and not once it is given', async () => {
    const asked = async () => (await kinds()).filter((kind) => kind === 'offer.to_confirm nuanyang').length;
    const seen: number[] = [];
    for (const day of ['16', '17', '21', '23', '25']) {
      at(`2026-12-${day}T02:00:00.000Z`);
      await remind();
      seen.push(await asked());
    }
    expect(seen).toEqual([0, 1, 2, 3, 3]);
    await sql(`update offers set last_confirmed_on = '2027-01-04'`);
    at('2027-01-21T02:00:00.000Z');
    await remind();
    expect(await asked()).toBe(3);
    await sql(`update offers set last_confirmed_on = '2026-11-24'`);
  });

  test('of an agreement’s end comes to both parties and their authority at each stage', async () => {
    at('2026-12-01T02:00:00.000Z');
    await remind();
    await remind();
    const ending = (await kinds()).filter((kind) => kind.startsWith('agreement.ending'));
    const each = ['bureau', 'bureau', 'dacheng', 'nuanyang', 'shetang', 'xinlianxin'];
    expect(ending).toEqual(each.map((login) => `agreement.ending ${login}`));
    at('2026-12-16T02:00:00.000Z');
    await remind();
    expect((await kinds()).filter((kind) => kind.startsWith('agreement.ending'))).toHaveLength(12);
  });

  test('is told once when several schedules run at the same moment, and with pages of one', async () => {
    at('2026-12-16T02:00:00.000Z');
    await Promise.all([remind(), remind(1), remind(), remind(1)]);
    await remind(1);
    const [{ count, people }] = await sql(
      `select count(*)::int as count, count(distinct (account_id, link, title))::int as people from notices where kind <> 'before'`,
    );
    expect(count).toBe(people);
    expect((await kinds()).filter((kind) => kind.startsWith('agreement.ending'))).toHaveLength(6);
  });
});

describe('the schedule', () => {
  test('lets one process run a task while another holds its turn', async () => {
    at('2026-12-16T02:00:00.000Z');
    await inTransaction(world.database.pool, { system: 'relay' }, 'write', async (tx) => {
      await tx.client.query(
        "select pg_advisory_xact_lock(hashtextextended('jiedui.schedule:remind.agreement.ending', 0))",
      );
      await remind();
      expect((await kinds()).some((kind) => kind.startsWith('agreement.ending'))).toBe(false);
    });
    await remind();
    expect((await kinds()).some((kind) => kind.startsWith('agreement.ending'))).toBe(true);
  });

  test('goes on with the other tasks when one fails, and has it told', async () => {
    const told: unknown[] = [];
    const ran: string[] = [];
    const failing = {
      name: 'failing',
      run: () => Promise.reject(new Error('a fault')),
    };
    const after = {
      name: 'after',
      run: async () => {
        ran.push('after');
        return ran.length < 3;
      },
    };
    const listening = { warn: () => {}, error: (line: unknown) => told.push(line) };
    const schedule = startSchedule(world.hall, [failing, after], listening as never);
    await schedule.run();
    await schedule.close();
    await schedule.run();
    expect(told).toMatchObject([{ task: 'failing' }]);
    expect(ran).toEqual(['after', 'after', 'after']);
  });

  test('clears old keys, told outbox rows and dead sessions, and nothing else', async () => {
    at('2027-01-15T02:00:00.000Z');
    const old = "timestamptz '2027-01-07T01:59:59Z'";
    const young = "timestamptz '2027-01-14T02:00:00Z'";
    await sql(`insert into idempotency_keys (account_id, key, tenant_id, operation, request_hash, created_at)
      select id, gen_random_uuid(), tenant_id, 'test', '', case when n = 1 then ${young} else ${old} end
      from accounts, generate_series(1, 1200) n where login = 'bureau'`);
    await sql(`update outbox set done_at = case when id % 3 = 0 then ${old} when id % 3 = 1 then ${young} end`);
    const [waiting] = await sql('select count(*)::int as n from outbox where done_at is null or done_at > $1', [
      new Date('2027-01-08T02:00:00.000Z'),
    ]);
    await sql(`update sign_in_sessions set expires_at = ${young}
      where id in (select id from sign_in_sessions order by id limit 1)`);
    const schedule = startSchedule(world.hall, CLEARING, log);
    await schedule.run();
    await schedule.close();
    expect(await sql('select count(*)::int as n from idempotency_keys')).toEqual([{ n: 1 }]);
    expect(await sql('select count(*)::int as n from outbox')).toEqual([waiting]);
    expect(await sql('select count(*)::int as n from sign_in_sessions')).toEqual([{ n: 1 }]);
  });
});
