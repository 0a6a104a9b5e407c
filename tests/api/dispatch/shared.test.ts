/**
 * Orders that several share, from their sessions to the month's sheet: each line counts the share of its organization, the
 * totals count the order once; a session delivers what its own side holds; past the deadline nobody has to act.
 */
import { randomUUID } from 'node:crypto';
import { claimOrder, confirmClaim } from '@jiedui/api/claim/claim.commands.ts';
import { answerJointOrder, askStations } from '@jiedui/api/order/member.commands.ts';
import { postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WHOLE } from '../../kit/acts.ts';
import { done, type PairedMonth, pairedMonth } from './paired-month.ts';

let world: PairedMonth;
const key = () => ({ clientMutationId: randomUUID() });
const line = (what: string, value: number) => ({
  seq: 0,
  serviceType: null,
  what,
  quantity: { value, qualifier: 'exact' as const, unit: 'person' as const },
  note: '',
});
const PARTIAL = { sharing: 'partial' as const, lines: [line('入户助浴', 20), line('上门理发', 6)] };

beforeAll(async () => {
  world = await pairedMonth();
  // 大城 has a second pairing, so that two organizations of one order stand in the same sheet.
  await world.pair(world.people.dacheng, world.people.nuanyang, '独居老人理发');
});
afterAll(() => world?.close());

type Person = keyof PairedMonth['people'];
async function holds(who: Person, orderId: string, portions: readonly Portion[] | null = null) {
  const { people, clock } = world;
  const claim = done(await claimOrder({ ...people[who], at: clock.now }, { ...key(), orderId, portions }));
  const input = { ...key(), claimId: claim.id, expectedVersion: claim.version };
  return done(await confirmClaim({ ...people.dacheng, at: clock.now }, input));
}
async function served(who: Person, orderId: string, stations: readonly Person[], completes: boolean, people = 20) {
  let session = await world.serve(world.people[who], {
    stationIds: stations.map((station) => world.stations[station as 'dacheng'].id),
    orders: [{ orderId, completes }],
    headcounts: [
      { role: 'beneficiary', quantity: { value: people, qualifier: 'exact', unit: 'person' }, targetGroup: null },
    ],
  });
  for (const station of stations) session = await world.endorse(world.people[station], session, null);
  return session;
}
const orderNow = async (id: string) =>
  (
    await world.ask(
      'dacheng',
      'query($id: ID!) { order(id: $id) { state isOverdue isClaimable commitment serviceStatus takers { organizationName deliveredAt } } }',
      { id },
    )
  ).data.order;

const MONTH = '2026-11';
/** The figures of a fresh look at the month: opened once, refreshed after. */
async function sheet() {
  const fields = `id version lines { station { name } organization { name } figures { key value } } totals { key value }`;
  const { data } = await world.ask(
    'bureau',
    `query($id: ID!) { dispatchMonths(programmeId: $id) { month round { ${fields} } } }`,
    { id: world.programme.id },
  );
  const known = data.dispatchMonths.find(({ month }: { month: string }) => month === MONTH).round;
  const [name, type, own] = known
    ? ['refreshDispatchRound', 'RefreshDispatchRoundInput', { roundId: known.id, expectedVersion: known.version }]
    : ['openDispatchRound', 'OpenDispatchRoundInput', { programmeId: world.programme.id, month: MONTH }];
  const answer = await world.ask(
    'bureau',
    `mutation($input: ${type}!) { it: ${name}(input: $input) { __typename ... on Refusal { message } ... on DispatchRound { ${fields} } } }`,
    { input: { ...key(), ...(own as object) } },
  );
  const round = answer.data.it;
  const by = (figures: { key: string; value: number }[]) => Object.fromEntries(figures.map((f) => [f.key, f.value]));
  const of = (organization: string, station = '大城街道社工站') =>
    by(
      round.lines.find((each: any) => each.station.name === station && each.organization.name.includes(organization))
        .figures,
    ) as Record<string, number>;
  return {
    first: of('心连心'),
    second: of('暖阳'),
    member: of('暖阳', '社棠镇社工站'),
    totals: by(round.totals) as Record<string, number>,
  };
}

describe('an order by lines', () => {
  test('counts in each line by its own share, and once in the totals; no attendance counts twice', async () => {
    const before = await sheet();
    const order = await world.post(world.people.dacheng, '助浴和理发', PARTIAL);
    await holds('xinlianxin', order.id, [{ seq: 1, value: 20 }]);
    await holds('nuanyang', order.id);
    expect(await orderNow(order.id)).toMatchObject({
      state: 'confirmed',
      commitment: 'complete',
      serviceStatus: 'awaiting',
    });

    await served('xinlianxin', order.id, ['dacheng'], true);
    expect(await orderNow(order.id)).toMatchObject({ state: 'confirmed', serviceStatus: 'partly_delivered' });
    const half = await sheet();
    expect(half.first.orders).toBe(before.first.orders! + 1);
    expect(half.second.orders).toBe(before.second.orders! + 1);
    expect(half.totals.orders).toBe(before.totals.orders! + 1);
    expect([half.first.completed, half.second.completed, half.totals.completed]).toEqual([
      before.first.completed! + 1,
      before.second.completed,
      before.totals.completed,
    ]);
    expect(half.totals.person_times).toBe(before.totals.person_times! + 20);

    // A session that both held, of the six: it stands in both lines, and its six people count once.
    const joint = await world.serve(world.people.nuanyang, {
      stationIds: [world.stations.dacheng.id],
      providerIds: [world.organizations.xinlianxin.id],
      orders: [{ orderId: order.id, completes: true }],
      headcounts: [
        { role: 'beneficiary', quantity: { value: 6, qualifier: 'exact', unit: 'person' }, targetGroup: null },
      ],
    });
    await world.endorse(world.people.dacheng, joint, null);
    expect(await orderNow(order.id)).toMatchObject({ state: 'completed', serviceStatus: 'completed' });
    const whole = await sheet();
    expect(whole.totals.completed).toBe(before.totals.completed! + 1);
    expect([whole.first.person_times, whole.second.person_times]).toEqual([
      half.first.person_times! + 6,
      half.second.person_times! + 6,
    ]);
    expect(whole.totals.person_times).toBe(half.totals.person_times! + 6);
  });

  test('a session delivers the share of its own side and nobody else’s', async () => {
    const order = await world.post(world.people.dacheng, '助浴和理发之二', PARTIAL);
    await holds('xinlianxin', order.id, [{ seq: 1, value: 20 }]);
    await holds('nuanyang', order.id);
    await served('nuanyang', order.id, ['dacheng'], true);
    const { takers, state } = await orderNow(order.id);
    expect(state).toBe('confirmed');
    expect(takers.map(({ deliveredAt }: any) => deliveredAt !== null)).toEqual([false, true]);
  });

  test('taken in part, is in service once its deadline has passed, without anybody’s act', async () => {
    const until = new Date(world.clock.now.getTime() + 3_600_000);
    const order = await world.post(world.people.dacheng, '助浴和理发之三', { ...PARTIAL, claimableUntil: until });
    await holds('xinlianxin', order.id, [{ seq: 1, value: 8 }]);
    expect(await orderNow(order.id)).toMatchObject({ state: 'open', commitment: 'partial', isClaimable: true });
    const others = (await sheet()).second.orders!;
    const started = world.clock.now;
    world.clock.now = until;
    expect(await orderNow(order.id)).toMatchObject({ state: 'open', isClaimable: true });
    world.clock.now = new Date(until.getTime() + 1);
    expect(await orderNow(order.id)).toMatchObject({ state: 'confirmed', commitment: 'partial', isClaimable: false });
    // It was everybody's while something was sought; now it is the line's of who holds a part.
    expect((await sheet()).second.orders).toBe(others - 1);
    world.clock.now = started;
  });
});

describe('an order of several stations', () => {
  test('is completed when each of them has confirmed a session, and one of these said that it is done', async () => {
    const { people, stations, clock } = world;
    const at = (who: Person) => ({ ...people[who], at: clock.now });
    const draft = done(await saveOrderDraft(at('dacheng'), { ...WHOLE, ...key(), title: '两站联合义诊' }));
    const asked = done(
      await askStations(at('dacheng'), {
        ...key(),
        orderId: draft.id,
        expectedVersion: draft.version,
        members: [{ stationId: stations.shetang.id, share: 10 }],
      }),
    );
    done(await answerJointOrder(at('shetang'), { ...key(), orderId: draft.id, joins: true, reason: '' }));
    const before = await sheet();
    const order = done(await postOrder(at('dacheng'), { ...key(), orderId: draft.id, expectedVersion: asked.version }));
    await holds('nuanyang', order.id);
    const posted = await sheet();
    expect([posted.second.orders, posted.member.orders, posted.totals.orders]).toEqual([
      before.second.orders! + 1,
      before.member.orders! + 1,
      before.totals.orders! + 1,
    ]);
    await served('nuanyang', order.id, ['dacheng'], true);
    expect((await orderNow(order.id)).state).toBe('confirmed');
    await served('nuanyang', order.id, ['shetang'], false);
    expect((await orderNow(order.id)).state).toBe('completed');
  });
});
