/** The round over HTTP: what is previewed is what the solver says, wishes are kept, a run is whole and can be computed anew. */
import { buildBasis } from '@jiedui/shared/matching/round/build.ts';
import { RoundDesk } from '@jiedui/shared/matching/round/desk.ts';
import { loadRound } from '@jiedui/api/matching/round-facts.ts';
import { roundWorker } from '@jiedui/api/matching/worker.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { MONTH, type Rounds, roundsIn } from './rounds.ts';

let world: World;
let acts: Acts;
let rounds: Rounds;
let orders: { id: string }[];
const COVERAGE = { objective: 'coverage', pins: [], forbids: [], capacities: [], hours: null } as const;

beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  rounds = roundsIn(world);
  const { dacheng, shetang } = world.stations;
  orders = [
    await acts.posted(dacheng),
    await acts.posted(dacheng, { urgency: 'urgent' }),
    await acts.posted(shetang),
    await acts.posted(shetang, { serviceType: 'CG01' }),
  ];
});
afterAll(() => world.close());

const facts = async () => {
  const { sessionId, at } = await acts.as(world.officer);
  const loaded = await inTransaction(world.hall.pool, { session: sessionId, at }, 'read', (tx) =>
    loadRound(tx, { authorityId: world.authorityId, month: MONTH, weightSetId: null }, at),
  );
  if (!loaded) throw new Error('no round');
  return loaded.facts;
};

describe('the preview', () => {
  test('is what the solver says on the same facts', async () => {
    const { plan } = await rounds.preview();
    const expected = new RoundDesk(buildBasis(await facts())).whole(COVERAGE);
    expect(rounds.pairsOf(plan)).toEqual(
      expected.pairs.map(({ orderId, organizationId }) => ({ orderId, organizationId })),
    );
    expect(plan).toMatchObject({
      orders: 4,
      served: 3,
      unservedCount: 1,
      gap: 0,
      sentence: '4 单中可服务 3 单，已证明没有更好的方案。',
    });
    expect(plan.total).toBeCloseTo(expected.figures.total / 1_000_000, 12);
    expect(plan.tiers).toEqual([
      { urgency: 'emergency', orders: 0, served: 0 },
      { urgency: 'urgent', orders: 1, served: 1 },
      { urgency: 'normal', orders: 3, served: 2 },
    ]);
    expect(plan.townships).toEqual([
      { township: { name: '大城街道' }, orders: 2, served: 2 },
      { township: { name: '社棠镇' }, orders: 2, served: 1 },
    ]);
  });

  test('tells each pair with its parts, its sentence and its runner-up', async () => {
    const [first] = rounds.proposals((await rounds.preview()).plan);
    expect(first.order.id).toBe(orders[1]?.id);
    expect(first.parts).toHaveLength(13);
    expect(first.score).toBeCloseTo(
      first.parts.reduce((sum: number, part: { value: number; weight: number }) => sum + part.value * part.weight, 0),
      12,
    );
    expect(first.sentence).toContain('12月还可接');
    expect(first.runnerUp.sentence).toMatch(/分|得分相同/);
    expect(first.decision).toBeNull();
  });

  test('says why an order is left out', async () => {
    const { plan } = await rounds.preview();
    expect(plan.unserved.edges).toMatchObject([
      {
        node: {
          id: orders[3]?.id,
          reason: 'nobody_eligible',
          sentence: expect.stringContaining('没有组织符合全部条件'),
        },
      },
    ]);
  });

  test('keeps pins and forbidden pairs, tells their cost, and names those that cannot be kept', async () => {
    const { plan: plain } = await rounds.preview();
    const [{ orderId, organizationId }] = rounds.pairsOf(plain) as [{ orderId: string; organizationId: string }];
    const { xinlianxin, nuanyang, tongxin } = world.organizations;
    const other = organizationId === xinlianxin.id ? nuanyang.id : xinlianxin.id;
    const pins = [
      { orderId, organizationId: other },
      { orderId: orders[2]?.id, organizationId: tongxin.id },
    ];
    const { plan } = await rounds.preview({ pins });
    expect(rounds.proposals(plan).find(({ id }) => id === orderId)).toMatchObject({
      organization: { id: other },
      pinned: true,
    });
    expect(plan.pins).toMatchObject(
      [
        { orderId, problem: null, servedCost: 0, sentence: expect.stringMatching(/代价/) },
        { orderId: orders[2]?.id, problem: 'not_eligible' },
      ].sort((a, b) => ((a.orderId ?? '') < (b.orderId ?? '') ? -1 : 1)),
    );
    const { plan: without } = await rounds.preview({ forbids: [{ orderId, organizationId }] });
    expect(rounds.pairsOf(without)).not.toContainEqual({ orderId, organizationId });
    expect(without.forbids).toMatchObject([{ orderId, problem: null }]);
  });

  test('counts slots as if, and says what one more is worth', async () => {
    const ids = [world.organizations.xinlianxin.id, world.organizations.nuanyang.id];
    const { plan } = await rounds.preview({
      capacities: [
        { organizationId: ids[0], slots: 1 },
        { organizationId: ids[1], slots: 1 },
      ],
    });
    expect(plan).toMatchObject({ served: 2 });
    expect(plan.unserved.totalCount).toBe(2);
    expect(plan.organizations.edges[0].node).toMatchObject({
      slots: 1,
      used: 1,
      servedGain: 1,
      sentence: expect.stringContaining('可多服务 1 单'),
    });
  });

  test('answers a wish on the facts of before by its key, and on those of now without', async () => {
    const first = await rounds.preview();
    const late = await acts.posted(world.stations.dacheng, { title: '后来的一单入户探访' });
    const again = await rounds.preview({ key: first.key, objective: 'total' });
    expect(again).toMatchObject({ key: first.key, factsAt: first.factsAt, plan: { orders: 4, objective: 'total' } });
    expect(await rounds.preview()).toMatchObject({ plan: { orders: 5 } });
    await acts.cancel(world.stations.dacheng, late, '登记重复');
  });

  test('keeps hours when they are given, and tells its gap', async () => {
    const organizations = [world.organizations.xinlianxin, world.organizations.nuanyang].map(({ id }) => ({
      organizationId: id,
      hours: 2,
    }));
    const { plan } = await rounds.preview({ hours: { perOrder: 2, organizations } });
    expect(plan.served).toBe(2);
  });

  test('is the bureau’s, of its own jurisdiction, for a month to come', async () => {
    for (const login of ['dacheng', 'xinlianxin'])
      expect(await rounds.preview({}, login)).toMatchObject({ __typename: 'FORBIDDEN' });
    expect(await rounds.preview({ authorityId: '01900000-0000-7000-8000-00000000dead' })).toBeNull();
    expect(await rounds.preview({ month: '2026-10' })).toMatchObject({ __typename: 'BAD_USER_INPUT' });
  });

  test('is answered all the same when the thread dies under it', async () => {
    const calm = await rounds.preview();
    const asked = Promise.all([
      rounds.preview({ key: calm.key, objective: 'fair' }),
      rounds.preview({ objective: 'total' }),
    ]);
    await roundWorker.thread?.terminate();
    const [fair, total] = await asked;
    expect(fair).toMatchObject({ hash: (await rounds.preview({ key: calm.key, objective: 'fair' })).hash });
    expect(total).toMatchObject({ plan: { objective: 'total', gap: 0 } });
    expect((await rounds.preview()).hash).toBe(calm.hash);
  });
});

describe('a run', () => {
  test('is what was seen, whole, and computed anew gives the same bytes', async () => {
    const seen = await rounds.preview();
    const run = await rounds.save({ key: seen.key }, seen.hash);
    expect(run).toMatchObject({
      __typename: 'MatchingRun',
      name: '2026年12月第 1 次',
      state: 'saved',
      orders: 4,
      served: 3,
      engine: 'round-1',
      seed: 0,
      day: '2026-11-24',
    });
    const read = await rounds.run(run.id);
    expect(rounds.pairsOf(read.plan)).toEqual(rounds.pairsOf(seen.plan));
    expect(read.plan.proposals.edges[0].node).toEqual({ ...seen.plan.proposals.edges[0].node, decision: null });
    expect(await rounds.replay(run.id)).toEqual({
      same: true,
      storedHash: run.resultHash,
      hash: run.resultHash,
      sentence: '已按保存的数据重新计算，结果与保存时完全一致。',
    });
    const [entry] = await acts.audit(run.id);
    expect(entry).toMatchObject({ operation: 'saveMatchingRun', entity: 'matching_run' });
  });

  test('whose kept inputs were not these would be found out', async () => {
    const { id } = await rounds.saved();
    const [kept] = await acts.sql<{ basis: { score: number[] } }>('select basis from matching_runs where id = $1', [
      id,
    ]);
    const owner = world.database.openPool(null, 1);
    await owner.query('alter table matching_runs no force row level security');
    await owner.query('alter table matching_runs disable trigger frozen');
    await owner.query('update matching_runs set basis = $2 where id = $1', [
      id,
      JSON.stringify({ ...kept?.basis, score: kept?.basis.score.map((score) => score - 1) }),
    ]);
    await owner.query('alter table matching_runs enable trigger frozen');
    await owner.query('alter table matching_runs force row level security');
    expect(await rounds.replay(id)).toMatchObject({ same: false });
  });

  test('is not saved when what comes out is not what was seen, nor with a pin that cannot be kept', async () => {
    const seen = await rounds.preview();
    expect(await rounds.save({ key: seen.key, objective: 'total' }, seen.hash)).toMatchObject({
      code: 'ROUND_CHANGED',
    });
    const pins = [{ orderId: orders[0]?.id, organizationId: world.organizations.tongxin.id }];
    const pinned = await rounds.preview({ pins });
    expect(await rounds.save({ key: pinned.key, pins }, pinned.hash)).toMatchObject({
      code: 'PIN_NOT_POSSIBLE',
      message: expect.stringContaining('尚不符合此单的条件'),
    });
    expect(await rounds.save({}, seen.hash, 'dacheng')).toMatchObject({ __typename: 'FORBIDDEN' });
  });

  test('counts up in its month, and the next month is compared with the last of them', async () => {
    const names = [await rounds.saved(), await rounds.saved({ objective: 'fair' })].map(({ name }) => name);
    expect(names).toEqual(['2026年12月第 3 次', '2026年12月第 4 次']);
    const long = await acts.posted(world.stations.dacheng, { windowTo: '2027-01-20' } as never);
    await rounds.saved();
    const { comparison } = await rounds.preview({ month: '2027-01' });
    expect(comparison).toMatchObject({
      run: { name: '2026年12月第 5 次' },
      commonCount: 1,
      movedCount: 0,
      sentence: '与上月共有 1 单，安排不变。',
    });
    expect((await rounds.preview()).comparison).toBeNull();
    await acts.cancel(world.stations.dacheng, long, '登记重复');
  });

  test('tells its success as of now', async () => {
    const run = await rounds.saved();
    expect((await rounds.run(run.id)).success).toMatchObject({ published: 4, confirmed: 0, rate: 0 });
    const claim = await acts.claim(world.organizations.nuanyang, orders[2]?.id ?? '');
    await acts.confirm(world.stations.shetang, claim as never);
    expect((await rounds.run(run.id)).success).toEqual({
      published: 4,
      confirmed: 1,
      rate: 0.25,
      sentence: '4 单中 1 单对接成功，成功率 25%。',
    });
    await acts.withdraw(
      world.organizations.nuanyang,
      { ...(claim as { id: string; version: number }), version: 2 } as never,
      '人手不足',
    );
  });

  test('is listed for the bureau, and is nobody else’s', async () => {
    const list = `{ matchingRuns(first: 2) { totalCount edges { node { id name } } } }`;
    const { data } = await world.ask('bureau', list);
    expect(data.matchingRuns.edges).toHaveLength(2);
    const [{ node }] = data.matchingRuns.edges;
    for (const login of ['dacheng', 'xinlianxin']) {
      expect((await world.ask(login, list)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      expect(await rounds.replay(node.id, login)).toMatchObject({ __typename: 'FORBIDDEN' });
    }
  });
});
