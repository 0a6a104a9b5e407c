/**
 * The index in memory keeps in step with PostgreSQL: two processes on one database, changes committed out of order, a
 * claim that takes a session, a log that was pruned, another tenant beside.
 */
import { randomUUID } from 'node:crypto';
import { casesOf } from '@jiedui/api/matching/fit.ts';
import { factsFor, providersByIds } from '@jiedui/api/matching/matching.store.ts';
import { buildIndexes, indexUpToDate } from '@jiedui/api/matching/online.ts';
import { pruneChanges } from '@jiedui/api/matching/online-changes.store.ts';
import { ordersById } from '@jiedui/api/order/order.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { NEXT_ROW, ROW_FIELDS } from '@jiedui/shared/matching/online/fact-rows.ts';
import { NEXT, OFFER_FIELDS } from '@jiedui/shared/matching/online/offer-table.ts';
import { FIRST_OFFER, PER_MONTH, PROVIDER_FIELDS } from '@jiedui/shared/matching/online/provider-table.ts';
import { sorted } from '@jiedui/shared/matching/rank.ts';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
/** Another process: a pool of its own, and so an index of its own. */
let other: pg.Pool;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  other = world.database.openPool('jiedui_app');
});
afterAll(() => world.close());

async function indexIn(pool: pg.Pool, who = world.stations.dacheng) {
  const { sessionId } = await acts.as(who);
  return inTransaction(pool, { session: sessionId, at: NOW }, 'read', async (tx) =>
    indexUpToDate(pool, tx, world.tenantId, NOW),
  );
}
const perMonthIn = async (pool: pg.Pool, id: string) => {
  const { providers } = await indexIn(pool);
  return providers.fields[PROVIDER_FIELDS * providers.slots.find(id) + PER_MONTH];
};

async function join(id: string, name = '新来的单位') {
  await acts.sql(
    `insert into organizations (id, tenant_id, name, provider_kind, state, region_code, sessions_per_month, created_at)
     values ($1, $2, $3, 'social_organization', 'active', '620502001000', 5, $4)`,
    [id, world.tenantId, name, NOW],
  );
}

describe('a change that was acknowledged', () => {
  test('by one process is in the next answer of another, a hundred times over', async () => {
    const { id } = world.organizations.nuanyang;
    for (let n = 1; n <= 100; n += 1) {
      const [changer, asker] = n % 2 ? [world.hall.pool, other] : [other, world.hall.pool];
      await inTransaction(changer, { system: 'install' }, 'write', async (tx) =>
        tx.named('test.perMonth', 'update organizations set sessions_per_month = $2 where id = $1', [id, n]),
      );
      expect(await perMonthIn(asker, id)).toBe(n);
    }
    await acts.sql('update organizations set sessions_per_month = 30 where id = $1', [id]);
  });

  test('is seen though its transaction began before others that were seen already', async () => {
    const early = randomUUID();
    await join(early);
    for (let round = 0; round < 10; round += 1) {
      const client = await other.connect();
      try {
        // It takes its number and its note now, and commits after later transactions have been caught up with.
        await client.query("begin; select app.enter_system('install')");
        await client.query('update organizations set sessions_per_month = $2 where id = $1', [early, 100 + round]);
        for (let later = 0; later < 3; later += 1) {
          await acts.sql('update organizations set sessions_per_month = $2 where id = $1', [
            world.organizations.tongxin.id,
            1 + later + round,
          ]);
          expect(await perMonthIn(world.hall.pool, world.organizations.tongxin.id)).toBe(1 + later + round);
        }
        expect(await perMonthIn(world.hall.pool, early)).not.toBe(100 + round);
        await client.query('commit');
      } finally {
        client.release();
      }
      expect(await perMonthIn(world.hall.pool, early)).toBe(100 + round);
    }
  });

  test('that was rolled back is never seen', async () => {
    const { id } = world.organizations.tongxin;
    const before = await perMonthIn(world.hall.pool, id);
    const client = await other.connect();
    await client.query("begin; select app.enter_system('install')");
    await client.query('update organizations set sessions_per_month = 77 where id = $1', [id]);
    expect(await perMonthIn(world.hall.pool, id)).toBe(before);
    await client.query('rollback');
    client.release();
    expect(await perMonthIn(world.hall.pool, id)).toBe(before);
  });

  test('by many at once is in every answer that begins after it', async () => {
    const ids = Array.from({ length: 8 }, () => randomUUID());
    for (const id of ids) await join(id);
    await Promise.all(
      ids.map(async (id, i) => {
        for (let n = 1; n <= 12; n += 1) {
          await acts.sql('update organizations set sessions_per_month = $2 where id = $1', [id, 1_000 + n]);
          expect(await perMonthIn(i % 2 ? other : world.hall.pool, id)).toBe(1_000 + n);
        }
      }),
    );
  });
});

describe('the index', () => {
  test('takes in every kind of fact that ranking turns on', async () => {
    const { id } = world.organizations.nuanyang;
    const { id: stationId } = world.stations.shetang;
    const rowsOf = async () => {
      const { providers } = await indexIn(other);
      const slot = providers.slots.find(id);
      const count = (rows: typeof providers.own) => {
        let found = 0;
        for (let row = rows.firstOf(slot); 0 <= row; row = rows.fields[ROW_FIELDS * row + NEXT_ROW]!) found += 1;
        return found;
      };
      let offers = 0;
      const first = providers.fields[PROVIDER_FIELDS * slot + FIRST_OFFER]!;
      for (let offer = first; 0 <= offer; offer = providers.offers.fields[OFFER_FIELDS * offer + NEXT]!) offers += 1;
      return { own: count(providers.own), withStation: count(providers.withStation), offers };
    };
    const before = await rowsOf();
    const values = [randomUUID(), world.tenantId, id];
    await acts.sql(
      `insert into organization_leaves (id, tenant_id, organization_id, from_on, to_on, created_at)
       values ($1, $2, $3, '2027-01-01', '2027-01-05', $4)`,
      [...values, NOW],
    );
    expect(await rowsOf()).toEqual({ ...before, own: before.own + 1 });
    await acts.sql(
      `insert into organization_qualifications (tenant_id, organization_id, code) values ($1, $2, 'social_work')`,
      values.slice(1),
    );
    expect(await rowsOf()).toEqual({ ...before, own: before.own + 2 });
    await acts.sql('delete from organization_qualifications where organization_id = $1', [id]);
    await acts.sql(`update organization_leaves set cancelled_at = $2 where organization_id = $1`, [id, NOW]);
    expect(await rowsOf()).toEqual(before);
    await acts.sql(
      `insert into conflicts_of_interest (id, tenant_id, organization_id, station_id, authority_id, reason, declared_by, declared_at)
       values ($1, $2, $3, $4, $5, '亲属任职', $6, $7)`,
      [...values, stationId, world.authorityId, world.stations.shetang.accountId, NOW],
    );
    expect(await rowsOf()).toEqual({ ...before, withStation: before.withStation + 1 });
    await acts.sql('update conflicts_of_interest set ended_at = $2 where organization_id = $1', [id, NOW]);
    expect(await rowsOf()).toEqual(before);
    await acts.sql(`update offers set state = 'paused' where organization_id = $1`, [id]);
    expect(await rowsOf()).toEqual({ ...before, offers: before.offers - 1 });
    await acts.sql(`update offers set state = 'listed' where organization_id = $1`, [id]);
    expect(await rowsOf()).toEqual(before);
  });

  test('has one session less from the moment of a claim, and has it back when the claim is declined', async () => {
    const { nuanyang } = world.organizations;
    const held = async () => {
      const { providers } = await indexIn(other);
      let found = 0;
      const first = providers.own.firstOf(providers.slots.find(nuanyang.id));
      for (let row = first; 0 <= row; row = providers.own.fields[ROW_FIELDS * row + NEXT_ROW]!) found += 1;
      return found;
    };
    const before = await held();
    const order = await acts.posted(world.stations.dacheng);
    const claim = must(await acts.claim(nuanyang, order.id));
    expect(await held()).toBe(before + 1);
    must(await acts.decline(world.stations.dacheng, claim, '时间不合适'));
    expect(await held()).toBe(before);
  });

  test('loads everything anew after the log was pruned beyond what it saw', async () => {
    const { id } = world.organizations.xinlianxin;
    await indexIn(other);
    await acts.sql('update organizations set sessions_per_month = 44 where id = $1', [id]);
    await pruneChanges(world.hall.pool, new Date('2100-01-01T00:00:00Z'));
    expect(await acts.sql('select count(*)::int as count from matching_changes')).toEqual([{ count: 0 }]);
    expect(await perMonthIn(other, id)).toBe(44);
  });

  test('is there before the first question, for each tenant its own', async () => {
    const fresh = world.database.openPool('jiedui_app');
    await buildIndexes(fresh, NOW);
    const { providers, orders } = await indexIn(fresh);
    const sql = (text: string) => acts.sql<{ count: number }>(text, [world.tenantId]);
    const [counted] = await sql('select count(*)::int as count from organizations where tenant_id = $1');
    const [open] = await sql(
      `select count(*)::int as count from orders where tenant_id = $1 and state in ('open', 'claimed')`,
    );
    expect({ providers: providers.count, orders: orders.slots.count }).toEqual({
      providers: counted?.count,
      orders: open?.count,
    });
  });

  test('judges by the facts that the rules are given: the same best, scores and near misses as from rows', async () => {
    const { nuanyang, xinlianxin } = world.organizations;
    const done = await acts.confirmedClaim(world.stations.dacheng, nuanyang);
    await acts.sql(`update orders set state = 'completed', completed_at = $2 where id = $1`, [done.orderId, NOW]);
    must(await acts.claim(xinlianxin, (await acts.posted(world.stations.shetang)).id));
    let named = 0;
    for (const [serviceType, targetGroups] of [
      ['EC01', ['elder_alone']],
      ['EC03', ['elder_alone', 'disabled']],
      ['CC05', ['child_left_behind']],
    ] as const) {
      const { id } = await acts.posted(world.stations.dacheng, { serviceType, targetGroups: [...targetGroups] });
      const { sessionId } = await acts.as(world.stations.dacheng);
      await inTransaction(other, { session: sessionId, at: NOW }, 'read', async (tx) => {
        const [found] = await casesOf(tx, await ordersById(tx, [id]), NOW);
        const all = await acts.sql<{ id: string }>('select id from organizations where tenant_id = $1', [
          world.tenantId,
        ]);
        const rows = await providersByIds(
          tx,
          all.map((row) => row.id),
          NOW,
        );
        const facts = rows.map((row) => factsFor(row, found!.facts.stationId));
        const { eligible, near } = sorted(found!.facts, facts, found!.weights);
        const index = await indexUpToDate(other, tx, world.tenantId, NOW);
        const top = index.top(found!.facts, NOW, found!.weights.weights, 20, 20);
        const told = (list: typeof eligible) =>
          list.map(({ provider, score }) => ({ id: provider.organizationId, score })).slice(0, 20);
        expect(top.best).toEqual(told(eligible));
        expect(top.nearMisses.map((miss) => ({ id: miss.id, score: miss.score }))).toEqual(told(near));
        named += top.best.length + top.nearMisses.length;
      });
    }
    expect(named).toBeGreaterThan(3);
  });

  test('of one tenant holds nobody of another', async () => {
    const [tenant, stranger] = [randomUUID(), randomUUID()];
    await acts.sql(`insert into tenants (id, name, created_at) values ($1, '别的市', $2)`, [tenant, NOW]);
    await acts.sql(
      `insert into organizations (id, tenant_id, name, provider_kind, state, region_code, sessions_per_month, created_at)
       values ($1, $2, '别市的单位', 'social_organization', 'active', '620502001000', 5, $3)`,
      [stranger, tenant, NOW],
    );
    const { providers } = await indexIn(world.hall.pool);
    expect(providers.slots.find(stranger)).toBe(-1);
    expect(providers.slots.find(world.organizations.nuanyang.id)).not.toBe(-1);
    const fresh = world.database.openPool('jiedui_app');
    expect((await indexIn(fresh)).providers.slots.find(stranger)).toBe(-1);
  });
});
