/** Both lists as of any instant: exactly the tables that stood then, whatever commands were given. */
import { confirmOneNeed } from '@jiedui/api/order/confirming.commands.ts';
import { changeOfferState } from '@jiedui/api/offer/offer.commands.ts';
import { offersAsOf, ordersAsOf } from '@jiedui/api/report/lists/lists.store.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

/** mulberry32: the same commands in every run. */
function randomOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ORDERS_NOW = `orders where posted_at is not null and state not in ('draft', 'submitted', 'returned', 'rejected')`;
const OFFERS_NOW = `offers where state <> 'draft'`;
const bothNow = async () => ({
  orders: (
    await acts.sql<{ row: object }>(`select to_jsonb(o) as row from (select * from ${ORDERS_NOW}) o order by id`)
  ).map(({ row }) => row),
  offers: (
    await acts.sql<{ row: object }>(`select to_jsonb(o) as row from (select * from ${OFFERS_NOW}) o order by id`)
  ).map(({ row }) => row),
});
const bothAt = async (at: Date) => ({
  orders: (await acts.sql<{ row: object }>(`select to_jsonb(o) as row from ${ordersAsOf()} order by o.id`, [at])).map(
    ({ row }) => row,
  ),
  offers: (await acts.sql<{ row: object }>(`select to_jsonb(o) as row from ${offersAsOf()} order by o.id`, [at])).map(
    ({ row }) => row,
  ),
});

describe('the lists as of any instant', () => {
  test.each([1, 2])('are exactly the tables that stood then, whatever was done (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const { dacheng, shetang } = world.stations;
    const { xinlianxin, nuanyang } = world.organizations;
    const stations = [dacheng, shetang];
    const organizations = [xinlianxin, nuanyang];
    const recorded: { at: Date; lists: Awaited<ReturnType<typeof bothNow>> }[] = [];
    let at = new Date(NOW.getTime() + (seed * 48 - 47) * 3_600_000);
    let done = 0;
    for (let step = 0; step < 45; step += 1) {
      at = new Date(at.getTime() + 1 + random(90 * 60_000));
      const outcome = await act(step);
      if (outcome && !(outcome instanceof Refusal)) done += 1;
      recorded.push({ at, lists: await bothNow() });
    }
    async function act(step: number) {
      const station = stations[random(2)]!;
      const organization = organizations[random(2)]!;
      const orders = await acts.sql<{ id: string; version: number; state: string; station_id: string }>(
        `select id, version, state, station_id from orders where state in ('open', 'claimed', 'confirmed') order by id desc limit 6`,
      );
      const order = orders[random(Math.max(orders.length, 1))];
      const claims = await acts.sql<{ id: string; version: number; station_id: string; organization_id: string }>(
        `select id, version, station_id, organization_id from claims where state in ('pending', 'confirmed') order by id desc limit 4`,
      );
      const claim = claims[random(Math.max(claims.length, 1))];
      const owner = (id: string) => stations.find((each) => each.id === id)!;
      switch (step < 3 ? 0 : random(8)) {
        case 0:
          return acts.posted(station, { title: `第${step}条点单需要帮助` }, at);
        case 1:
          return order && acts.claim(organization, order.id, at);
        case 2:
          return claim && acts.confirm(owner(claim.station_id), claim as never, at);
        case 3:
          return claim && acts.decline(owner(claim.station_id), claim as never, '时间不合适', at);
        case 4:
          return order && acts.cancel(owner(order.station_id), order, '已由家属解决', at);
        case 5:
          return (
            order && confirmOneNeed(await acts.as(owner(order.station_id), at), { ...acts.key(), orderId: order.id })
          );
        case 6: {
          const offer = await acts.one<{ id: string; version: number }>(
            `select id, version from offers where organization_id = $1 order by id limit 1`,
            [organization.id],
          );
          const state = (['listed', 'paused', 'delisted'] as const)[random(3)]!;
          return changeOfferState(await acts.as(organization, at), {
            ...acts.key(),
            offerId: offer.id,
            expectedVersion: offer.version,
            state,
          });
        }
        default:
          return acts.draft(station, { title: '只是一份草稿' }, at);
      }
    }
    expect(15).toBeLessThan(done);
    for (const { at: then, lists } of recorded) expect(await bothAt(then), then.toISOString()).toEqual(lists);
    await acts.sql(`update offers set state = 'listed', last_confirmed_on = '2026-11-24', updated_at = $1`, [
      new Date(at.getTime() + 1),
    ]);
  });

  test('a change that overtook another begins with it, and time never runs backwards', async () => {
    const order = await acts.posted(world.stations.dacheng, { title: '先后颠倒的两次改动' }, NOW);
    await acts.sql(`update orders set place = '甲', updated_at = $2 where id = $1`, [
      order.id,
      new Date(NOW.getTime() + 5000),
    ]);
    await acts.sql(`update orders set place = '乙', updated_at = $2 where id = $1`, [
      order.id,
      new Date(NOW.getTime() + 2000),
    ]);
    const rows = await acts.sql<{ valid_from: Date; valid_to: Date | null; place: string }>(
      `select valid_from, valid_to, facts ->> 'place' as place from order_versions where order_id = $1 order by seq`,
      [order.id],
    );
    const end = new Date(NOW.getTime() + 5000);
    expect(rows).toEqual([
      { valid_from: NOW, valid_to: end, place: '大城街道' },
      { valid_from: end, valid_to: end, place: '甲' },
      { valid_from: end, valid_to: null, place: '乙' },
    ]);
  });
});
