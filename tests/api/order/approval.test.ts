/** Approval: the authority's rule decides whether an order is published or waits; who decides, and the races about it. */
import { openAccount } from '@jiedui/api/account/account.commands.ts';
import {
  approveOrder,
  lookAtOrder,
  recallOrder,
  rejectOrder,
  returnOrder,
  type SaveApprovalRuleInput,
} from '@jiedui/api/order/approval.commands.ts';
import { postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { registerAuthority } from '@jiedui/api/region/region.commands.ts';
import type { OrderSettingUnsound } from '@jiedui/shared/order/flow-refusals.ts';
import { isSampled } from '@jiedui/shared/order/approval.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../kit/acts.ts';
import { NOW, PASSWORD, startWorld, type World } from '../../kit/world.ts';
import { saveRule } from './approval-rule.ts';

let world: World;
let acts: Acts;
let officer: { accountId: string };
let second: { accountId: string };
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  officer = world.officer;
  second = { accountId: (await account('officer2', [{ role: 'bureau_officer', authorityId: world.authorityId }])).id };
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

const account = async (login: string, roles: Parameters<typeof openAccount>[1]['roles']) =>
  openAccount(await world.contextOf(officer.accountId), {
    ...acts.key(),
    login,
    name: login,
    password: PASSWORD,
    roles,
  });
const rule = (change: Partial<SaveApprovalRuleInput>) => saveRule(acts, officer, change);
const dacheng = () => world.stations.dacheng;
const submitted = async (changes: object = {}, who: { accountId: string } = dacheng()) => acts.posted(who, changes);
const approve = async (who: { accountId: string }, order: { id: string; version: number }, together = false) =>
  approveOrder(await acts.as(who), { ...acts.ofOrder(order), together });
const seenBy = async (login: string, id: string) =>
  (await world.ask(login, 'query ($id: ID!) { order(id: $id) { state } }', { id })).data.order?.state ?? null;

describe('the setting', () => {
  test('where nobody set one, posting publishes', async () => {
    expect(await submitted()).toMatchObject({ state: 'open' });
    expect(await acts.sql('select 1 from order_approvals')).toEqual([]);
  });

  test('names every problem at once', async () => {
    const refused = await rule({
      approver: 'centre',
      lowRiskTypes: ['ZZ9'],
      samplePercent: 101,
      effectiveOn: '2026-11-23',
    });
    expect(refused).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    expect((refused as OrderSettingUnsound).problems.map(({ field }) => field)).toEqual([
      'centreId',
      'lowRiskTypes',
      'samplePercent',
      'effectiveOn',
    ]);
  });

  test('holds from its day on, and versions stay', async () => {
    must(await rule({ effectiveOn: '2026-11-26' }));
    expect(await submitted()).toMatchObject({ state: 'open' });
    world.clock.now = new Date('2026-11-26T02:00:00Z');
    expect(await submitted()).toMatchObject({ state: 'submitted' });
    world.clock.now = NOW;
    const now = must(await rule({}));
    expect(now.number).toBe(2);
    await expect(acts.sql("update approval_rules set approver = 'none'")).rejects.toMatchObject({ code: '42501' });
  });

  test('of an authority above holds for those below that have none', async () => {
    const county = must(
      await registerAuthority(await acts.as(officer), {
        ...acts.key(),
        kind: 'civil_affairs',
        name: '麦积区民政局',
        regionCode: '620503000000',
        jurisdiction: ['620503102000'],
      }),
    );
    await acts.sql('update stations set authority_id = $1 where id = $2', [county.id, world.stations.shetang.id]);
    const order = await submitted({}, world.stations.shetang);
    expect(order).toMatchObject({ state: 'submitted' });
    // The city's officer decides for those below the city.
    expect(await approve(officer, order)).toMatchObject({ state: 'open' });
  });
});

describe('a submitted order', () => {
  beforeAll(async () => {
    must(await rule({}));
  });

  test('is seen by its station and its approver, by no organization and not in the market', async () => {
    const order = await submitted();
    expect(await seenBy('dacheng', order.id)).toBe('submitted');
    expect(await seenBy('bureau', order.id)).toBe('submitted');
    expect(await seenBy('xinlianxin', order.id)).toBeNull();
    expect(await acts.claim(world.organizations.xinlianxin, order.id)).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    const { data } = await world.ask('xinlianxin', '{ market(first: 30) { edges { node { id } } } }');
    expect(data.market.edges.length).toBeGreaterThan(0);
    expect(JSON.stringify(data)).not.toContain(order.id);
  });

  test('is returned, mended, submitted again, approved and claimed', async () => {
    const order = await submitted();
    const blank = await returnOrder(await acts.as(officer), { ...acts.ofOrder(order), reason: ' ' });
    expect(blank).toMatchObject({ code: 'REASON_MISSING' });
    const returned = must(
      await returnOrder(await acts.as(officer), { ...acts.ofOrder(order), reason: '请写明每周几次' }),
    );
    expect(returned.state).toBe('returned');
    const { id, version } = returned;
    const mended = must(
      await saveOrderDraft(await acts.as(dacheng()), {
        ...WHOLE,
        ...acts.key(),
        id,
        expectedVersion: version,
        description: '每周二上午。',
      }),
    );
    expect(mended.state).toBe('draft');
    const again = must(await postOrder(await acts.as(dacheng()), acts.ofOrder(mended)));
    const opened = must(await approve(second, again));
    expect(opened).toMatchObject({ state: 'open', postedAt: NOW });
    expect(must(await acts.claim(world.organizations.xinlianxin, id)).state).toBe('pending');
    const { data } = await world.ask(
      'dacheng',
      'query ($id: ID!) { order(id: $id) { approvals { outcome reason approverName } approval { mayDecide isOwn } timeline { who what } } }',
      { id },
    );
    expect(data.order.approvals).toEqual([
      { outcome: 'returned', reason: '请写明每周几次', approverName: '天水市民政局' },
      { outcome: 'approved', reason: null, approverName: '天水市民政局' },
    ]);
    expect(data.order.approval).toEqual({ mayDecide: false, isOwn: true });
    expect(data.order.timeline.map((entry: { what: string }) => entry.what)).toEqual([
      '提交审核',
      '退回修改：请写明每周几次',
      '提交审核',
      '同意发布',
      '发布点单',
      '接单',
      '确认或退回接单',
    ]);
  });

  test('is rejected for good, with a reason', async () => {
    const order = await submitted();
    const rejected = must(
      await rejectOrder(await acts.as(officer), { ...acts.ofOrder(order), reason: '不属于社工服务' }),
    );
    expect(rejected.state).toBe('rejected');
    expect(await seenBy('xinlianxin', order.id)).toBeNull();
    expect(await postOrder(await acts.as(dacheng()), acts.ofOrder(rejected))).toMatchObject({ code: 'ORDER_NOT_IN' });
  });

  test('may be taken back by its station alone, and then cancelled unseen', async () => {
    const order = await submitted();
    expect(await recallOrder(await acts.as(world.stations.shetang), acts.ofOrder(order))).toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
    expect(await recallOrder(await acts.as(dacheng()), acts.ofOrder(order))).toMatchObject({ state: 'draft' });
    const other = await submitted();
    expect(await acts.cancel(dacheng(), other, '不再需要了')).toMatchObject({ state: 'cancelled' });
    expect(await seenBy('xinlianxin', other.id)).toBeNull();
    const outcomes = await acts.sql<{ outcome: string }>(
      'select outcome from order_approvals where order_id = any($1) order by id',
      [[order.id, other.id]],
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['recalled', 'cancelled']);
  });

  test('whose days passed while it waited is not approved', async () => {
    const order = await submitted();
    world.clock.now = new Date('2026-12-01T02:00:00Z');
    expect(await approve(officer, order)).toMatchObject({ code: 'ORDER_INCOMPLETE' });
  });

  test('with something to be careful about is not approved in one go', async () => {
    const order = await submitted({ targetGroups: ['child_left_behind'] });
    expect(await approve(officer, order, true)).toMatchObject({
      code: 'ORDER_NEEDS_READING',
      cautions: ['服务对象有未成年人'],
    });
    const plain = await submitted();
    expect(await approve(officer, plain, true)).toMatchObject({ state: 'open' });
  });

  test('waits in the queue of its approver, oldest first, a page at a time', async () => {
    const first = await submitted();
    await submitted();
    const ask = (after: string | null, count: number) =>
      world.ask(
        'bureau',
        'query ($first: Int!, $after: String) { ordersToApprove(first: $first, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { first: count, after },
      );
    const whole = (await ask(null, 50)).data.ordersToApprove;
    const ids = whole.edges.map((edge: { node: { id: string } }) => edge.node.id);
    expect(ids).toContain(first.id);
    expect(whole.totalCount).toBe(ids.length);
    const paged: string[] = [];
    for (let after: string | null = null; ; ) {
      const {
        edges,
        pageInfo,
      }: { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = (
        await ask(after, 1)
      ).data.ordersToApprove;
      paged.push(...edges.map((edge) => edge.node.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(ids);
    const none = await world.ask('shetang', '{ ordersToApprove(first: 5) { totalCount } }');
    expect(none.data.ordersToApprove.totalCount).toBe(0);
  });
});

describe('what bypasses the queue', () => {
  test('an emergency opens at once and is on the list to look at; personal data never does', async () => {
    must(await rule({}));
    const order = await submitted({ urgency: 'emergency' });
    expect(order.state).toBe('open');
    const draft = await acts.draft(dacheng(), { urgency: 'emergency', description: '电话13812345678' });
    expect(await postOrder(await acts.as(dacheng()), acts.ofOrder(draft))).toMatchObject({
      code: 'PERSONAL_DATA_FOUND',
    });
    const { data } = await world.ask(
      'bureau',
      '{ ordersToLookAt(first: 50) { edges { node { id approval { bypass look } } } } }',
    );
    expect(data.ordersToLookAt.edges).toContainEqual({
      node: { id: order.id, approval: { bypass: 'emergency', look: 'waiting' } },
    });
  });

  test('low-risk types open at once; the sample is decided by the id', async () => {
    must(await rule({ lowRiskTypes: ['EC01'], samplePercent: 50 }));
    const orders = await Promise.all(Array.from({ length: 6 }, () => submitted()));
    const looks = await acts.sql<{ order_id: string; look: string | null }>(
      'select order_id, look from order_approvals where order_id = any($1)',
      [orders.map(({ id }) => id)],
    );
    expect(looks).toHaveLength(6);
    for (const { order_id, look } of looks) expect(look, order_id).toBe(isSampled(order_id, 50) ? 'waiting' : null);
  });

  test('a look says what it found once, and a problem needs words', async () => {
    must(await rule({ lowRiskTypes: ['EC01'], samplePercent: 100 }));
    const order = await submitted();
    const look = async (found: 'fine' | 'problem', reason: string) =>
      lookAtOrder(await acts.as(officer), { ...acts.key(), orderId: order.id, look: found, reason });
    expect(await look('problem', '')).toMatchObject({ code: 'REASON_MISSING' });
    expect(must(await look('problem', '人数与走访记录不符')).id).toBe(order.id);
    expect(await look('fine', '')).toMatchObject({ code: 'NOTHING_TO_LOOK_AT' });
  });
});

describe('who approves', () => {
  test('by delegation the lead of the station, who does not approve an own order while another lead can', async () => {
    must(await rule({ approver: 'station_lead' }));
    const stationId = dacheng().id;
    const worker = await account('worker1', [{ role: 'station_worker', stationId }]);
    const order = await submitted({}, { accountId: worker.id });
    expect(await approve({ accountId: worker.id }, order)).toMatchObject({ code: 'NOT_THE_APPROVER' });
    expect(await approve(officer, order)).toMatchObject({
      code: 'NOT_THE_APPROVER',
      approverName: '大城街道社工站负责人',
    });
    expect(await approve(dacheng(), order)).toMatchObject({ state: 'open' });
    // The only lead there is may approve an own order: nobody else could.
    expect(await approve(dacheng(), await submitted())).toMatchObject({ state: 'open' });
    const other = await account('lead2', [{ role: 'station_lead', stationId }]);
    const own = await submitted();
    const refused = await approve(dacheng(), own);
    expect(refused).toMatchObject({ code: 'APPROVER_IS_AUTHOR' });
    expect((refused as Refusal).message).toContain('不能由您本人审核');
    expect(await approve({ accountId: other.id }, own)).toMatchObject({ state: 'open' });
  });

  test('a centre that the bureau names, for orders that are not its own', async () => {
    const centre = must(
      await registerAuthority(await acts.as(officer), {
        ...acts.key(),
        kind: 'civil_affairs',
        name: '天水市社工总站',
        regionCode: '620500000000',
        jurisdiction: ['620502000000', '620503000000'],
      }),
    );
    const person = await account('centre', [{ role: 'bureau_officer', authorityId: centre.id }]);
    must(await rule({ approver: 'centre', centreId: centre.id }));
    const order = await submitted();
    expect(await seenBy('centre', order.id)).toBe('submitted');
    expect(await approve({ accountId: person.id }, order)).toMatchObject({ state: 'open' });
    expect(await approve({ accountId: person.id }, order)).toMatchObject({ code: 'ORDER_NOT_IN' });
  });
});

describe('at the same moment', () => {
  const warm = async () => {
    await Promise.all(Array.from({ length: 4 }, () => acts.sql('select pg_sleep(0.05)')));
  };
  const outcomesOf = (answers: readonly unknown[]) =>
    answers.map((answer) => (answer instanceof Refusal ? answer.code : (answer as { state: string }).state)).sort();
  beforeAll(async () => {
    must(await rule({}));
  });

  test.each(Array.from({ length: 5 }, (_, round) => round))('two approvers: one decides (%i)', async () => {
    const order = await submitted();
    const [a, b] = await Promise.all([acts.as(officer), acts.as(second)]);
    await warm();
    const answers = await Promise.all([
      approveOrder(a, { ...acts.ofOrder(order), together: false }),
      returnOrder(b, { ...acts.ofOrder(order), reason: '请补充说明' }),
    ]);
    const found = outcomesOf(answers);
    expect([
      ['ORDER_NOT_IN', 'open'],
      ['ORDER_NOT_IN', 'returned'],
    ]).toContainEqual(found);
    const rows = await acts.sql('select outcome from order_approvals where order_id = $1', [order.id]);
    expect(rows).toHaveLength(1);
  });

  test.each(Array.from({ length: 5 }, (_, round) => round))('approving and taking back: one holds (%i)', async () => {
    const order = await submitted();
    const [a, b] = await Promise.all([acts.as(officer), acts.as(dacheng())]);
    await warm();
    const answers = await Promise.all([
      approveOrder(a, { ...acts.ofOrder(order), together: false }),
      recallOrder(b, acts.ofOrder(order)),
    ]);
    const found = outcomesOf(answers);
    // The bureau no longer sees a draft.
    expect([
      ['ORDER_NOT_IN', 'open'],
      ['ORDER_NOT_FOUND', 'draft'],
      ['ORDER_NOT_IN', 'draft'],
    ]).toContainEqual(found);
  });

  test.each(Array.from({ length: 5 }, (_, round) => round))(
    'approving and cancelling: one holds, or cancelling comes second (%i)',
    async () => {
      const order = await submitted();
      const a = await acts.as(officer);
      await warm();
      const answers = await Promise.all([
        approveOrder(a, { ...acts.ofOrder(order), together: false }),
        acts.cancel(dacheng(), order, '不再需要了'),
      ]);
      expect([
        ['STALE_VERSION', 'open'],
        ['ORDER_NOT_IN', 'cancelled'],
      ]).toContainEqual(outcomesOf(answers));
    },
  );
});
