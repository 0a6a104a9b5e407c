/**
 * Orders that several organizations share, on a real database: by line and quantity, by seat, by several stations. What
 * is committed never exceeds what was asked, whoever comes at the same moment; and every conflicting pair of acts.
 */
import { randomUUID } from 'node:crypto';
import { claimOrder } from '@jiedui/api/claim/claim.commands.ts';
import { askTakeover } from '@jiedui/api/claim/takeover.commands.ts';
import { answerJointOrder, askStations, closeOrderRest } from '@jiedui/api/order/member.commands.ts';
import { postOrder, type SaveOrderDraftInput } from '@jiedui/api/order/order.commands.ts';
import { cancelledOrderFacts } from '@jiedui/api/report/notices.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import {
  ClaimLapsed,
  ClaimNotFound,
  ClaimNotIn,
  NotEligible,
  NotEnoughLeft,
  ShareUnclear,
} from '@jiedui/shared/claim/refusals.ts';
import { NothingToTakeOver } from '@jiedui/shared/claim/takeover-refusals.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import {
  StationAnswered,
  MembersUnsettled,
  NoRestToClose,
  OrderNotFound,
  OrderNotIn,
} from '@jiedui/shared/order/refusals.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let station: World['stations']['dacheng'];
let other: World['stations']['shetang'];
let first: World['organizations']['xinlianxin'];
let second: World['organizations']['nuanyang'];
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  station = world.stations.dacheng;
  other = world.stations.shetang;
  first = world.organizations.xinlianxin;
  second = world.organizations.nuanyang;
  await acts.sql('update organizations set sessions_per_month = 500');
});
afterAll(() => world.close());

type Changes = Partial<SaveOrderDraftInput>;
const LONG = { claimableUntil: new Date('2026-12-15T10:00:00+08:00') };
const line = (what: string, value: number) => ({
  seq: 0,
  serviceType: null,
  what,
  quantity: { value, qualifier: 'exact' as const, unit: 'person' as const },
  note: '',
});
const PARTIAL: Changes = { ...LONG, sharing: 'partial', lines: [line('入户助浴', 20), line('上门理发', 6)] };
const JOINT: Changes = { ...LONG, sharing: 'joint', seats: 2 };

type Who = { readonly accountId: string };
const take = async (who: Who, orderId: string, portions: readonly Portion[] | null = null, at?: Date) =>
  claimOrder(await acts.as(who, at), { ...acts.key(), orderId, portions });
const baths = (value: number): Portion[] => [{ seq: 1, value }];
const orderOf = (id: string) =>
  acts.one<{ state: string; version: number; holder: string | null; lapses: Date | null; seats: number }>(
    'select state, version, claimed_organization_id as holder, claim_lapses_at as lapses, seats_taken as seats from orders where id = $1',
    [id],
  );
const taken = async (id: string) =>
  (await acts.sql<{ taken: number }>('select taken from order_lines where order_id = $1 order by seq', [id])).map(
    (row) => row.taken,
  );

describe('an order with lines', () => {
  test('is taken in part by two, stays in the market until all is, and names what is left', async () => {
    const order = await acts.posted(station, PARTIAL);
    expect(order).toMatchObject({ sharing: 'partial', lines: [{ seq: 1, what: '入户助浴' }, { seq: 2 }] });
    const eight = must(await take(first, order.id, baths(8)));
    expect(eight).toMatchObject({ exclusive: false, portions: [{ seq: 1, value: 8 }] });
    expect(await orderOf(order.id)).toMatchObject({ state: 'open', holder: null, lapses: null });
    expect(await taken(order.id)).toEqual([8, 0]);

    const refused = (await take(second, order.id, baths(13))) as NotEnoughLeft;
    expect(refused).toBeInstanceOf(NotEnoughLeft);
    expect(refused.left).toEqual([
      { seq: 1, value: 12 },
      { seq: 2, value: 6 },
    ]);
    expect(await take(second, order.id, [{ seq: 9, value: 1 }])).toBeInstanceOf(ShareUnclear);
    expect(await take(first, order.id, baths(1))).toBeInstanceOf(NotEligible);

    const rest = must(await take(second, order.id));
    expect(rest.portions).toEqual(refused.left);
    expect(await orderOf(order.id)).toMatchObject({ state: 'claimed', lapses: eight.confirmUntil });
    expect(await taken(order.id)).toEqual([20, 6]);

    must(await acts.confirm(station, eight));
    expect((await orderOf(order.id)).state).toBe('claimed');
    must(await acts.confirm(station, rest));
    const lapses = new Date('2026-12-08T15:59:59.999Z');
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', lapses, holder: null });
  });

  test('has no holder to take it over from, though each part of it is confirmed', async () => {
    const order = await acts.posted(station, PARTIAL);
    must(await acts.confirm(station, must(await take(first, order.id))));
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed' });
    const input = { ...acts.key(), orderId: order.id, reason: '离得更近' };
    expect(await askTakeover(await acts.as(second), input)).toBeInstanceOf(NothingToTakeOver);
  });

  test('has the next step of a share on the list while it is open for the rest, and none once the share is delivered', async () => {
    const order = await acts.posted(station, PARTIAL);
    const eight = must(await take(first, order.id, baths(8)));
    const steps = async (login: string) => {
      const asked = '{ nextTasks(kinds: [claim]) { page(first: 50) { edges { node { id mine what } } } } }';
      const { data } = await world.ask(login, asked);
      return data.nextTasks.page.edges
        .map(({ node }: { node: { id: string } }) => node)
        .filter(({ id }: { id: string }) => id === `claim:${eight.id}`);
    };
    expect(await steps('dacheng')).toEqual([{ id: `claim:${eight.id}`, mine: true, what: '确认或退回接单' }]);
    must(await acts.confirm(station, eight));
    expect(await steps('dacheng')).toEqual([{ id: `claim:${eight.id}`, mine: false, what: '安排首场服务' }]);
    await acts.sql('update claims set started_at = $2, start_until = null where id = $1', [eight.id, NOW]);
    expect(await steps('dacheng')).toEqual([{ id: `claim:${eight.id}`, mine: false, what: '开展服务并填报服务记录' }]);
    await acts.sql('update claims set delivered_at = $2 where id = $1', [eight.id, NOW]);
    expect(await steps('dacheng')).toEqual([]);
  });

  test('is open again for exactly what is given back or declined', async () => {
    const order = await acts.posted(station, PARTIAL);
    const [eight, rest] = [must(await take(first, order.id, baths(8))), must(await take(second, order.id))];
    must(await acts.decline(station, eight, '请贵单位调整时间'));
    expect(await orderOf(order.id)).toMatchObject({ state: 'open', lapses: null });
    expect(await taken(order.id)).toEqual([12, 6]);
    must(await take(first, order.id, baths(8)));
    must(await acts.withdraw(second, rest, '人手不足'));
    expect(await taken(order.id)).toEqual([8, 0]);
  });

  test('counts a claim to its last instant; then what it held is left, and written down by the next', async () => {
    const order = await acts.posted(station, PARTIAL);
    const all = must(await take(first, order.id));
    const late = new Date(all.confirmUntil.getTime() + 1);
    expect(await take(second, order.id, baths(1), all.confirmUntil)).toBeInstanceOf(NotEnoughLeft);
    must(await take(second, order.id, baths(20), late));
    expect(await taken(order.id)).toEqual([20, 0]);
    expect((await acts.one<{ state: string }>('select state from claims where id = $1', [all.id])).state).toBe(
      'lapsed',
    );
    expect(await acts.confirm(station, { ...all, version: 2 }, late)).toBeInstanceOf(ClaimLapsed);
  });

  test('goes on with who holds a part once the station closes the rest', async () => {
    const order = await acts.posted(station, PARTIAL);
    const close = async (version: number) =>
      closeOrderRest(await acts.as(station), { ...acts.key(), orderId: order.id, expectedVersion: version });
    expect(await close(order.version)).toBeInstanceOf(NoRestToClose);
    const eight = must(await take(first, order.id, baths(8)));
    must(await acts.confirm(station, eight));
    const { version } = await orderOf(order.id);
    expect(must(await close(version)).state).toBe('confirmed');
    expect(await take(second, order.id, baths(1), new Date(NOW.getTime() + 1))).toMatchObject({
      code: 'CLAIM_TOO_LATE',
    });
  });

  test('keeps its draft as it is written, line by line', async () => {
    const draft = await acts.draft(station, PARTIAL);
    expect(draft.lines.map(({ what }) => what)).toEqual(['入户助浴', '上门理发']);
    const again = await acts.draft(station, {
      ...PARTIAL,
      id: draft.id,
      expectedVersion: draft.version,
      lines: [line('送餐', 3)],
    });
    expect(again.lines).toMatchObject([{ seq: 1, what: '送餐', quantity: { value: 3 } }]);
    const whole = await acts.draft(station, { id: draft.id, expectedVersion: again.version });
    expect(whole).toMatchObject({ sharing: 'exclusive', lines: [] });
  });
});

describe('a joint order', () => {
  test('takes n organizations, each once', async () => {
    const order = await acts.posted(station, JOINT);
    const one = must(await take(first, order.id));
    expect(await orderOf(order.id)).toMatchObject({ state: 'open', seats: 1 });
    const again = (await take(first, order.id)) as NotEligible;
    expect(again.checks.map(({ code }) => code)).toEqual(['one_share']);
    const two = must(await take(second, order.id));
    expect(await orderOf(order.id)).toMatchObject({ state: 'claimed', seats: 2 });
    must(await acts.confirm(station, one));
    must(await acts.confirm(station, two));
    expect((await orderOf(order.id)).state).toBe('confirmed');
    must(await acts.withdraw(first, { ...one, version: 2 }, '人手不足'));
    expect(await orderOf(order.id)).toMatchObject({ state: 'open', seats: 1 });
  });

  test('ends with all its claims when the station cancels', async () => {
    const order = await acts.posted(station, JOINT);
    const [one, two] = [must(await take(first, order.id)), must(await take(second, order.id))];
    const { version } = await orderOf(order.id);
    must(await acts.cancel(station, { id: order.id, version }, '需求已解决'));
    const states = await acts.sql<{ state: string }>('select state from claims where order_id = $1', [order.id]);
    expect(states.map(({ state }) => state)).toEqual(['declined', 'declined']);
    const told = await inTransaction(world.hall.pool, { system: 'relay' }, 'write', (tx) =>
      cancelledOrderFacts(tx, order.id),
    );
    expect(told?.organizationIds).toEqual([first.id, second.id].sort());
    expect(await acts.confirm(station, { ...one, version: 2 })).toBeInstanceOf(ClaimNotIn);
    expect(await acts.withdraw(second, { ...two, version: 2 }, '人手不足')).toBeInstanceOf(ClaimNotIn);
    expect(await take(first, order.id)).toBeInstanceOf(OrderNotIn);
  });
});

describe('at the same moment', () => {
  const isOne = (outcome: unknown) => !(outcome instanceof Refusal);
  async function raced<A, B>(one: () => Promise<A>, two: () => Promise<B>): Promise<[A, B]> {
    return Promise.all([one(), two()]);
  }

  test('two organizations take the last quantity: one has it, the other hears what is left', async () => {
    await acts.warm();
    for (let round = 0; round < 12; round++) {
      const order = await acts.posted(station, PARTIAL);
      const outcomes = await raced(
        () => take(first, order.id, baths(15)),
        () => take(second, order.id, baths(15)),
      );
      expect(outcomes.filter(isOne)).toHaveLength(1);
      const [lost] = outcomes.filter((outcome) => outcome instanceof NotEnoughLeft);
      expect(lost?.left).toEqual([
        { seq: 1, value: 5 },
        { seq: 2, value: 6 },
      ]);
      expect(await taken(order.id)).toEqual([15, 0]);
    }
  });

  test('one organization takes two shares at once: it has one', async () => {
    for (let round = 0; round < 6; round++) {
      const order = await acts.posted(station, PARTIAL);
      const outcomes = await raced(
        () => take(first, order.id, baths(2)),
        () => take(first, order.id, baths(3)),
      );
      expect(outcomes.filter(isOne)).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome instanceof NotEligible)).toHaveLength(1);
    }
  });

  test('a claim and a cancellation: no claim is left on a cancelled order', async () => {
    for (let round = 0; round < 8; round++) {
      const order = await acts.posted(station, JOINT);
      must(await take(first, order.id));
      const { version } = await orderOf(order.id);
      const [claimed, cancelled] = await raced(
        () => take(second, order.id),
        () => acts.cancel(station, { id: order.id, version }, '需求已解决'),
      );
      const { state } = await orderOf(order.id);
      const live = await acts.sql(`select 1 from claims where order_id = $1 and state in ('pending', 'confirmed')`, [
        order.id,
      ]);
      if (isOne(cancelled)) expect([state, live.length, isOne(claimed)]).toEqual(['cancelled', 0, false]);
      else expect([state, live.length, isOne(claimed)]).toEqual(['claimed', 2, true]);
    }
  });

  test('a confirmation and the lapse that another claim writes down: one of the two', async () => {
    for (let round = 0; round < 8; round++) {
      const order = await acts.posted(station, JOINT);
      const [one] = [must(await take(first, order.id)), must(await take(second, order.id))];
      const third = await thirdOrganization();
      const late = new Date(one.confirmUntil.getTime() + 1);
      const [confirmed, claimed] = await raced(
        () => acts.confirm(station, one, one.confirmUntil),
        () => take(third, order.id, null, late),
      );
      const { state } = await acts.one<{ state: string }>('select state from claims where id = $1', [one.id]);
      expect(['confirmed', 'lapsed']).toContain(state);
      expect(isOne(confirmed)).toBe(state === 'confirmed');
      expect(isOne(claimed)).toBe(true);
      const { seats } = await orderOf(order.id);
      expect(seats).toBeLessThanOrEqual(2);
    }
  });

  test('the database itself refuses more than was asked, without the lock', async () => {
    const order = await acts.posted(station, PARTIAL);
    await expect(
      acts.sql('update order_lines set taken = 21 where order_id = $1 and seq = 1', [order.id]),
    ).rejects.toMatchObject({ code: '23514', constraint: 'order_lines_taken' });
    const joint = await acts.posted(station, JOINT);
    await expect(acts.sql('update orders set seats_taken = 3 where id = $1', [joint.id])).rejects.toMatchObject({
      code: '23514',
      constraint: 'orders_seats_taken',
    });
    must(await take(first, joint.id));
    await expect(
      acts.sql(
        `insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version, exclusive)
         select $2, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, 1, false
         from claims where order_id = $1`,
        [joint.id, randomUUID()],
      ),
    ).rejects.toMatchObject({ code: '23505', constraint: 'claims_one_seat' });
  });
});

/** One that may serve the same, with one person. */
async function thirdOrganization(): Promise<Who> {
  const [organizationId, accountId] = [randomUUID(), randomUUID()];
  await acts.sql(
    `insert into organizations (id, tenant_id, name, provider_kind, state, region_code, sessions_per_month, created_at)
     values ($1, $2, '第三家社工机构', 'social_organization', 'active', '620502001000', 30, $3)`,
    [organizationId, world.tenantId, NOW],
  );
  await acts.sql(
    `insert into accounts (id, tenant_id, login, name, password_hash, created_at) values ($1, $2, $3, '联络员', '', $4)`,
    [accountId, world.tenantId, accountId, NOW],
  );
  await acts.sql(
    `insert into role_grants (id, tenant_id, account_id, role, organization_id, valid_from)
     values (gen_random_uuid(), $3, $1, 'organization_coordinator', $2, '2026-01-01')`,
    [accountId, organizationId, world.tenantId],
  );
  await acts.sql(
    `insert into offers (id, tenant_id, number, organization_id, title, content, service_types, target_groups, sessions_per_month,
       area_codes, window_from, window_to, cost_mode, state, last_confirmed_on, created_at, updated_at)
     values (gen_random_uuid(), $1, 'GG-' || $2::uuid, $2::uuid, '探访', '', '{EC01}', '{elder_alone}', 30, '{620500000000}',
       '2026-01-01', '2026-12-31', 'free', 'listed', '2026-11-01', $3, $3)`,
    [world.tenantId, organizationId, NOW],
  );
  return { accountId };
}

describe('an order of several stations', () => {
  const draftAsked = async (share = 10) => {
    const draft = await acts.draft(station, LONG);
    const asked = must(
      await askStations(await acts.as(station), {
        ...acts.key(),
        orderId: draft.id,
        expectedVersion: draft.version,
        members: [{ stationId: other.id, share }],
      }),
    );
    return asked;
  };
  const says = async (who: Who, orderId: string, joins: boolean, reason = '') =>
    answerJointOrder(await acts.as(who), { ...acts.key(), orderId, joins, reason });
  const post = async (order: { id: string; version: number }) =>
    postOrder(await acts.as(station), { ...acts.key(), orderId: order.id, expectedVersion: order.version });
  const seenBy = async (who: World['stations']['dacheng'], id: string) =>
    (
      await world.ask(
        who.code,
        `query ($id: ID!) { order(id: $id) { state members { stationName share answer reason } leadShare } orders(first: 50) { edges { node { id } } } }`,
        { id },
      )
    ).data;

  test('waits for the answer of each, which is recorded; then it may be posted', async () => {
    const order = await draftAsked();
    const theirs = await seenBy(other, order.id);
    expect(theirs.order).toMatchObject({ state: 'draft', leadShare: 25, members: [{ answer: 'asked', share: 10 }] });
    expect(theirs.orders.edges.map(({ node }: { node: { id: string } }) => node.id)).toContain(order.id);
    expect(await post(order)).toBeInstanceOf(MembersUnsettled);
    must(await says(other, order.id, true));
    expect(await says(other, order.id, false, '改主意了')).toBeInstanceOf(StationAnswered);
    expect(must(await post(order)).memberStationIds).toEqual([other.id]);
    expect((await seenBy(other, order.id)).order.state).toBe('open');
    const claim = must(await acts.claim(first, order.id)) as Claim;
    // The lead decides on claims, for all.
    expect(await acts.confirm(other, claim)).toBeInstanceOf(ClaimNotFound);
    must(await acts.confirm(station, claim));
  });

  test('is the lead’s alone when the others stay out, and nobody else’s to answer', async () => {
    const order = await draftAsked();
    expect(await says(station, order.id, true)).toBeInstanceOf(OrderNotFound);
    expect(await says(other, order.id, false)).toMatchObject({ code: 'REASON_MISSING' });
    must(await says(other, order.id, false, '本月活动已排满'));
    expect((await seenBy(station, order.id)).order.members).toMatchObject([
      { answer: 'stays_out', reason: '本月活动已排满' },
    ]);
    expect(must(await post(order)).memberStationIds).toEqual([]);
  });

  test('asks anew whoever had agreed when the draft changes', async () => {
    const order = await draftAsked();
    must(await says(other, order.id, true));
    await acts.draft(station, {
      ...LONG,
      id: order.id,
      expectedVersion: order.version,
      title: '为四十位独居老人入户探访',
    });
    expect((await seenBy(station, order.id)).order.members).toMatchObject([{ answer: 'asked' }]);
  });

  test('is not seen by a station that was not asked', async () => {
    const draft = await acts.draft(station, LONG);
    expect((await seenBy(other, draft.id)).order).toBeNull();
  });
});
