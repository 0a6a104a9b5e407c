/** Entering a transaction: who is known, what is opened, and that nothing stays behind on a pooled connection. */
import { inTransaction, reader, SessionGone, type Tx } from '@jiedui/db/connect.ts';
import { orders } from '@jiedui/db/schema/order.ts';
import { IDLE_HOURS } from '@jiedui/shared/account/sign-in.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testDatabase, type TestDatabase } from '../kit/database.ts';
import { seedTown, type Town } from '../kit/town.ts';

const AT = new Date('2026-11-10T02:00:00Z');
let database: TestDatabase;
let town: Town;

beforeAll(async () => {
  database = await testDatabase();
  town = await seedTown(database.pool);
});
afterAll(() => database.close());

const countOrders = async (session: string, at = AT) =>
  inTransaction(database.pool, { session, at }, 'read', async (tx) => {
    const rows = await tx.named<{ n: number }>('count_orders', 'select count(*) as n from orders');
    return rows[0]?.n;
  });

describe('entering as a person', () => {
  it('says who it is and which roles are valid that day', async () => {
    const viewer = await inTransaction(
      database.pool,
      { session: town.stationA.session, at: AT },
      'read',
      async (_, v) => v,
    );
    expect(viewer).toMatchObject({
      accountId: town.stationA.account,
      tenantId: town.tenant,
      login: 'station-a',
      sessionId: town.stationA.session,
      roles: [{ role: 'station_worker', stationId: town.stationA.id, organizationId: null, authorityId: null }],
    });
  });

  it('opens the authorities below it, not those beside or above it', async () => {
    const seen = (session: string) =>
      inTransaction(database.pool, { session, at: AT }, 'read', async (tx) => {
        const rows = await tx.named<{ ids: string[] }>('authority_ids', 'select app.authority_ids() as ids');
        return rows[0]?.ids;
      });
    expect(new Set(await seen(town.bureau.session))).toEqual(
      new Set([town.bureau.id, town.countyBureau.id, town.besideBureau.id]),
    );
    expect(await seen(town.countyBureau.session)).toEqual([town.countyBureau.id]);
  });

  it.each(['ended', 'expired', 'disabled', 'unknown', 'malformed'] as const)(
    'refuses a session that is %s',
    async (kind) => {
      const session = {
        ...town.refused,
        unknown: '018f0000-0000-7000-8000-0000000000ff',
        malformed: "x'; drop table orders",
      };
      await expect(countOrders(session[kind])).rejects.toBeInstanceOf(SessionGone);
    },
  );

  it('lets a session in until the very instant of its expiry', async () => {
    const expiry = town.stationA.expiresAt;
    await expect(countOrders(town.stationA.session, new Date(expiry.getTime() - 1))).resolves.toBe(1);
    await expect(countOrders(town.stationA.session, expiry)).rejects.toBeInstanceOf(SessionGone);
  });

  it('lets a session in for two hours after it was last seen, to the very instant', async () => {
    const seen = new Date('2026-11-10T00:00:00Z');
    const session = town.organizationA.session;
    await inTransaction(database.pool, { system: 'sign_in' }, 'write', (tx) =>
      tx.client.query('update sign_in_sessions set seen_at = $2 where id = $1', [session, seen]),
    );
    const limit = seen.getTime() + IDLE_HOURS * 3_600_000;
    await expect(countOrders(session, new Date(limit))).resolves.toBeTypeOf('number');
    await expect(countOrders(session, new Date(limit + 1))).rejects.toBeInstanceOf(SessionGone);
  });

  it('counts a role from its first to its last day in Asia/Shanghai', async () => {
    const roles = (at: string) =>
      inTransaction(
        database.pool,
        { session: town.temporary.session, at: new Date(at) },
        'read',
        async (_, v) => v?.roles.length,
      );
    expect(await roles('2026-11-30T15:59:59.999Z')).toBe(0);
    expect(await roles('2026-11-30T16:00:00Z')).toBe(1); // 2026-12-01 begins in Shanghai
    expect(await roles('2026-12-10T15:59:59.999Z')).toBe(1);
    expect(await roles('2026-12-10T16:00:00Z')).toBe(0);
  });
});

describe('what stays behind', () => {
  it('is nothing: the next transaction of the same connection knows nobody', async () => {
    const pool = database.openPool('jiedui_app', 1);
    const pid = async (enter: Parameters<typeof inTransaction>[1]) =>
      inTransaction(pool, enter, 'read', async (tx) => {
        const rows = await tx.named<{ pid: number; account: string | null; n: number }>(
          'who',
          'select pg_backend_pid() as pid, app.account_id() as account, (select count(*) from orders) as n',
        );
        return rows[0];
      });
    const known = await pid({ session: town.stationA.session, at: AT });
    const unknown = await pid('public');
    expect(known).toMatchObject({ account: town.stationA.account, n: 1 });
    expect(unknown).toEqual({ pid: known?.pid, account: null, n: 0 });
  });

  it('is nothing after a purpose taken for one statement either', async () => {
    const counted = await inTransaction(
      database.pool,
      { session: town.organizationB.session, at: AT },
      'read',
      async (tx) => {
        const count = 'select count(*) as n from claims';
        const [wide, narrow] = await Promise.all([
          tx.namedFor<{ n: number }>('matching', 'count_claims', count),
          tx.named<{ n: number }>('count_claims', count),
        ]);
        return [wide[0]?.n, narrow[0]?.n];
      },
    );
    expect(counted).toEqual([1, 0]);
  });

  it('is nothing after a rollback', async () => {
    const fail = inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'write', async (tx) => {
      await tx.named('enter.retitle', "update orders set title = 'x' where id = $1", [town.order]);
      throw new Error('changed my mind');
    });
    await expect(fail).rejects.toThrow('changed my mind');
    const title = await inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'read', async (tx) =>
      tx.named<{ title: string }>('title', 'select title from orders where id = $1', [town.order]),
    );
    expect(title).toEqual([{ title: '为老人义诊' }]);
  });
});

describe('a reader', () => {
  const reading = (session: string, at = AT) => reader(database.pool, { session, at });
  const count = (tx: Tx) => tx.named<{ n: number }>('count_orders', 'select count(*) as n from orders');

  it('sees what its session may see, whenever it asks', async () => {
    const tx = reading(town.stationA.session);
    expect(await count(tx)).toEqual([{ n: 1 }]);
    expect(await Promise.all([count(tx), tx.db.select({ id: orders.id }).from(orders)])).toEqual([
      [{ n: 1 }],
      [{ id: town.order }],
    ]);
  });

  it.each(['ended', 'expired', 'disabled'] as const)('answers nothing to a session that is %s', async (kind) => {
    await expect(count(reading(town.refused[kind]))).rejects.toBeInstanceOf(SessionGone);
  });

  it('writes nothing', async () => {
    const write = reading(town.stationA.session).named('enter.retitle', "update orders set title = 'x' where id = $1", [
      town.order,
    ]);
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('leaves nothing behind on its connection, and holds none', async () => {
    const pool = database.openPool('jiedui_app', 1);
    const tx = reader(pool, { session: town.stationA.session, at: AT });
    await tx.named('enter.count_orders', 'select count(*) as n from orders');
    expect(pool.idleCount).toBe(1);
    const left = await inTransaction(pool, 'public', 'read', (next) =>
      next.named('enter.left', "select app.account_id() as account, current_setting('transaction_read_only') as only"),
    );
    expect(left).toEqual([{ account: null, only: 'on' }]);
    const { rows } = await pool.query("select current_setting('transaction_read_only') as only");
    expect(rows).toEqual([{ only: 'off' }]);
  });

  it('gives a purpose to one statement, beside others', async () => {
    const tx = reading(town.organizationB.session);
    const claims = 'select count(*) as n from claims';
    const [wide, narrow] = await Promise.all([
      tx.namedFor<{ n: number }>('matching', 'count_claims', claims),
      tx.named<{ n: number }>('count_claims', claims),
    ]);
    expect([wide[0]?.n, narrow[0]?.n]).toEqual([1, 0]);
  });

  it('goes on after an error, with the next thing that it is asked', async () => {
    const tx = reading(town.stationA.session);
    await expect(tx.named('enter.halve', 'select 1 / $1::int as half', [0])).rejects.toMatchObject({ code: '22012' });
    expect(await tx.named('enter.halve', 'select 1 / $1::int as half', [1])).toEqual([{ half: 1 }]);
  });
});

describe('transactions', () => {
  it('refuse writes when they are reads', async () => {
    const write = inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'read', (tx) =>
      tx.named('enter.retitle', "update orders set title = 'x' where id = $1", [town.order]),
    );
    await expect(write).rejects.toMatchObject({ code: '25006' });
  });

  it('return days as text and counts as numbers', async () => {
    const rows = await inTransaction(database.pool, 'public', 'read', (tx) =>
      tx.named(
        'enter.types',
        "select '2026-11-24'::date as day, 7::bigint as n, '2026-11-24T00:00:00Z'::timestamptz as at",
      ),
    );
    expect(rows).toEqual([{ day: '2026-11-24', n: 7, at: new Date('2026-11-24T00:00:00Z') }]);
  });

  it('answer drizzle and prepared statements asked side by side', async () => {
    const answers = await inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'read', (tx) =>
      Promise.all([
        tx.db.select({ windowFrom: orders.windowFrom, claimedAt: orders.claimedAt }).from(orders),
        tx.named<{ n: number }>('one', 'select 1::bigint as n'),
      ]),
    );
    expect(answers).toEqual([[{ windowFrom: '2026-11-01', claimedAt: new Date('2026-11-01T00:00:00Z') }], [{ n: 1 }]]);
  });

  it('are repeated whole after a serialization failure, at most three times', async () => {
    let runs = 0;
    const flaky = (failures: number) =>
      inTransaction(database.pool, 'public', 'write', async (tx) => {
        if (++runs <= failures) await tx.client.query("do $$ begin raise 'again' using errcode = '40001'; end $$");
        return runs;
      });
    expect(await flaky(3)).toBe(4);
    runs = 0;
    await expect(flaky(4)).rejects.toMatchObject({ code: '40001' });
    expect(runs).toBe(4);
  });

  it('fail when what travels with their commit fails, and leave nothing', async () => {
    const write = inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'write', async (tx) => {
      await tx.named('enter.retitle', "update orders set title = 'x' where id = $1", [town.order]);
      tx.atCommit('halve', 'select 1 / $1::int as half', [0]);
    });
    await expect(write).rejects.toMatchObject({ code: '22012' });
    const title = await inTransaction(database.pool, { session: town.stationA.session, at: AT }, 'read', async (tx) =>
      tx.named<{ title: string }>('title', 'select title from orders where id = $1', [town.order]),
    );
    expect(title).toEqual([{ title: '为老人义诊' }]);
  });

  it('take parameters of every kind as they are', async () => {
    const [row] = await inTransaction(database.pool, 'public', 'read', (tx) =>
      tx.named(
        'kinds',
        'select $1::text[] as texts, $2::jsonb as json, $3::bytea as bytes, $4::timestamptz as at, $5::text as long, $6::uuid[] as none',
        [['a"b', '\\', '{},', '天水', null], { a: ['"'] }, Buffer.from([0, 255]), AT, '天'.repeat(5_000), []],
      ),
    );
    expect(row).toEqual({
      texts: ['a"b', '\\', '{},', '天水', null],
      json: { a: ['"'] },
      bytes: Buffer.from([0, 255]),
      at: AT,
      long: '天'.repeat(5_000),
      none: [],
    });
  });

  it('do not claim to have committed what an unheeded error aborted', async () => {
    const swallowed = inTransaction(database.pool, 'public', 'write', async (tx) => {
      await tx.client.query('select 1 / 0').catch(() => {});
      return 'done';
    });
    await expect(swallowed).rejects.toThrow('aborted');
  });
});
