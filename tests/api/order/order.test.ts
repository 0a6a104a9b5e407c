/** A station's orders over HTTP: drafts that forgive, a posting that names everything at once, lists without loss. */
import { randomUUID } from 'node:crypto';
import { saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { countOrders, listOrders } from '@jiedui/api/order/order.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../kit/acts.ts';
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

const FIELDS = `id number version state title description serviceType targetGroups headcount { value qualifier unit text } place windowFrom windowTo
  needType mode leg urgency claimableUntil isClaimable isOverdue scheme schemeVersion postedAt cancelReason claimedBy { name } claim { id state } station { name }`;
const REFUSAL = `... on Refusal { code message } ... on StaleVersion { currentVersion } ... on OrderNotIn { actual }
  ... on OrderIncomplete { problems { field message } } ... on PersonalDataFound { spots { field kind from to excerpt } }`;

const act = async (login: string, name: string, inputType: string, input: object) => {
  const refusals =
    name === 'postOrder' ? REFUSAL : REFUSAL.replace(/\.\.\. on (OrderIncomplete|PersonalDataFound) \{.*?\} \}/g, '');
  const { data, errors } = await world.ask(
    login,
    `mutation ($input: ${inputType}!) { ${name}(input: $input) { __typename ... on Order { ${FIELDS} } ${refusals} } }`,
    { input: { ...world.key(), ...input } },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data[name];
};
const save = (input: object, login = 'dacheng') => act(login, 'saveOrderDraft', 'OrderDraftInput', input);
const post = (order: { id: string; version: number }, login = 'dacheng') =>
  act(login, 'postOrder', 'PostOrderInput', { orderId: order.id, expectedVersion: order.version });
const cancel = (order: { id: string; version: number }, reason: string, login = 'dacheng') =>
  act(login, 'cancelOrder', 'CancelOrderInput', { orderId: order.id, expectedVersion: order.version, reason });
const seen = async (login: string, id: string) =>
  (await world.ask(login, `query ($id: ID!) { order(id: $id) { ${FIELDS} } }`, { id })).data?.order;

const { id: _id, expectedVersion: _version, claimableUntil, ...TYPED } = WHOLE;
const WHOLE_INPUT = { ...TYPED, claimableUntil: claimableUntil?.toISOString() };

describe('a draft', () => {
  test('of nothing is a draft', async () => {
    const draft = await save({});
    expect(draft).toMatchObject({
      state: 'draft',
      version: 1,
      title: '',
      headcount: null,
      targetGroups: [],
      isClaimable: false,
    });
    expect(draft.number).toMatch(/^DD-2026-\d{4}$/);
  });

  test('keeps exactly what was typed, whole or half', async () => {
    const half = {
      title: '为独',
      headcount: { value: 350, qualifier: 'over', unit: 'person_time' },
      windowTo: '2026-12-20',
    };
    const draft = await save(half);
    expect(await seen('dacheng', draft.id)).toMatchObject({
      ...half,
      headcount: { ...half.headcount, text: '350 余人次' },
      windowFrom: null,
    });
    const whole = await save({ ...WHOLE_INPUT, id: draft.id, expectedVersion: 1 });
    expect(await seen('dacheng', draft.id)).toMatchObject({
      ...WHOLE_INPUT,
      headcount: { ...WHOLE.headcount, text: '35 人' },
      version: 2,
    });
    expect(whole.number).toBe(draft.number);
  });

  test('takes what is not yet right: a window that ends before it begins, a title too long, an ID number', async () => {
    const wrong = {
      title: '长'.repeat(300),
      windowFrom: '2026-12-20',
      windowTo: '2026-12-01',
      description: '110105194912310021',
    };
    expect(await save(wrong)).toMatchObject({ state: 'draft', ...wrong });
  });

  test('forgets what was cleared', async () => {
    const draft = await save(WHOLE_INPUT);
    await save({ id: draft.id, expectedVersion: 1, title: '只留标题' });
    expect(await seen('dacheng', draft.id)).toMatchObject({
      title: '只留标题',
      place: '',
      headcount: null,
      targetGroups: [],
      mode: null,
    });
  });

  test('is seen by its station alone: not by the other station, an organization or the bureau', async () => {
    const draft = await save(WHOLE_INPUT);
    expect(await seen('dacheng', draft.id)).toMatchObject({ id: draft.id });
    for (const login of ['shetang', 'xinlianxin', 'bureau']) expect(await seen(login, draft.id), login).toBeNull();
  });

  test('numbers of drafts made at once are all different', async () => {
    const drafts = await Promise.all(Array.from({ length: 12 }, (_, i) => save({}, i % 2 ? 'dacheng' : 'shetang')));
    expect(new Set(drafts.map((draft) => draft.number)).size).toBe(12);
  });
});

describe('posting', () => {
  test('opens a whole draft to everybody, with the scheme of its type', async () => {
    const draft = await save(WHOLE_INPUT);
    expect(await post(draft)).toMatchObject({
      state: 'open',
      version: 2,
      scheme: 'default-5x29',
      schemeVersion: 1,
      postedAt: NOW.toISOString(),
      isClaimable: true,
    });
    for (const login of ['xinlianxin', 'bureau'])
      expect(await seen(login, draft.id), login).toMatchObject({ state: 'open' });
    expect(await seen('shetang', draft.id)).toBeNull();
  });

  test('names every problem at once', async () => {
    const { problems, code } = await post(await save({}));
    expect(code).toBe('ORDER_INCOMPLETE');
    expect(problems.map((problem: { field: string }) => problem.field).sort()).toEqual([
      'claimableUntil',
      'headcount',
      'leg',
      'mode',
      'needType',
      'place',
      'serviceType',
      'targetGroups',
      'title',
      'urgency',
      'windowFrom',
      'windowTo',
    ]);
    for (const { message } of problems) expect(message).toMatch(/[\u4e00-\u9fff]/);
  });

  test.each([
    ['title', { title: '短' }],
    ['headcount', { headcount: { value: 0, qualifier: 'exact', unit: 'person' } }],
    ['serviceType', { serviceType: 'ZZ99' }],
    ['targetGroups', { targetGroups: ['elder_alone', 'no_such_group'] }],
    ['windowTo', { windowFrom: '2026-12-20', windowTo: '2026-12-01' }],
    ['claimableUntil', { claimableUntil: NOW.toISOString() }],
    ['claimableUntil', { claimableUntil: '2026-12-21T00:00:00+08:00' }],
  ])('names %s alone when that is all that is wrong: %j', async (field, change) => {
    const answer = await post(await save({ ...WHOLE_INPUT, ...change }));
    expect(answer.code).toBe('ORDER_INCOMPLETE');
    expect(new Set(answer.problems.map((problem: { field: string }) => problem.field))).toEqual(new Set([field]));
  });

  test('does not take a window that ended yesterday', async () => {
    const { code, problems } = await post(
      await save({ ...WHOLE_INPUT, windowFrom: '2026-11-01', windowTo: '2026-11-23' }),
    );
    expect(code).toBe('ORDER_INCOMPLETE');
    expect(problems[0]).toMatchObject({ field: 'windowTo', message: expect.stringContaining('2026年11月24日') });
  });

  test('takes the last day and the last instant that it may', async () => {
    const last = {
      ...WHOLE_INPUT,
      windowFrom: '2026-11-24',
      windowTo: '2026-11-24',
      claimableUntil: '2026-11-24T23:59:59.999+08:00',
    };
    expect(await post(await save(last))).toMatchObject({ state: 'open' });
  });

  test('points at personal data by field and place, and shows none of it', async () => {
    const description = '𠮷先生，电话13812345678，身份证110105194912310021。';
    const answer = await post(await save({ ...WHOLE_INPUT, title: '联系13987654321安排探访', description }));
    expect(answer.code).toBe('PERSONAL_DATA_FOUND');
    const points = [...description];
    const spots = answer.spots as { field: string; kind: string; from: number; to: number; excerpt: string }[];
    expect(spots.map((spot) => [spot.field, spot.kind])).toEqual([
      ['title', 'mobile'],
      ['description', 'mobile'],
      ['description', 'id_number'],
    ]);
    const at = (spot: (typeof spots)[number] | undefined) => points.slice(spot?.from, spot?.to).join('');
    expect(at(spots[1])).toBe('13812345678');
    expect(at(spots[2])).toBe('110105194912310021');
    expect(JSON.stringify(answer)).not.toMatch(/13812345678|110105194912310021|13987654321/);
    for (const spot of spots) expect(spot.excerpt).toContain('*');
  });

  test('happens once', async () => {
    const draft = await save(WHOLE_INPUT);
    await post(draft);
    expect(await post(draft)).toMatchObject({ code: 'STALE_VERSION', currentVersion: 2 });
    expect(await post({ ...draft, version: 2 })).toMatchObject({ code: 'ORDER_NOT_IN', actual: 'open' });
  });
});

describe('an order of another station', () => {
  test('and one that never was get the same answer, byte for byte', async () => {
    const foreign = await acts.posted(world.stations.shetang);
    const bodies = async (id: string) => {
      const cookie = await world.cookieOf('dacheng');
      const send = async (query: string, variables: object) => (await world.post({ query, variables }, cookie)).body;
      const mutation = (name: string, type: string) =>
        `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Refusal { code message } } }`;
      const one = { clientMutationId: randomUUID(), orderId: id, expectedVersion: 1 };
      return [
        await send('query ($id: ID!) { order(id: $id) { id title } }', { id }),
        await send(mutation('saveOrderDraft', 'OrderDraftInput'), {
          input: { clientMutationId: randomUUID(), id, expectedVersion: 1, title: '夺取' },
        }),
        await send(mutation('postOrder', 'PostOrderInput'), { input: { ...one, clientMutationId: randomUUID() } }),
        await send(mutation('cancelOrder', 'CancelOrderInput'), {
          input: { ...one, clientMutationId: randomUUID(), reason: '不再需要' },
        }),
      ];
    };
    const strange = await bodies(foreign.id);
    expect(strange).toEqual(await bodies(randomUUID()));
    expect(strange[3]).toContain('ORDER_NOT_FOUND');
    expect(await acts.one('select state, version, title from orders where id = $1', [foreign.id])).toEqual({
      state: 'open',
      version: 2,
      title: foreign.title,
    });
  });

  test('is in no list, page or count of this one', async () => {
    const foreign = await acts.posted(world.stations.shetang);
    const { data } = await world.ask('dacheng', '{ orders(first: 100) { edges { node { id station { name } } } } }');
    expect(data.orders.edges.map((edge: { node: { id: string } }) => edge.node.id)).not.toContain(foreign.id);
    const after = Buffer.from(foreign.id).toString('base64url');
    const page = await world.ask(
      'dacheng',
      'query ($after: String) { orders(first: 100, after: $after) { edges { node { station { name } } } } }',
      { after },
    );
    for (const edge of page.data.orders.edges) expect(edge.node.station.name).toBe('大城街道社工站');
  });
});

describe('cancelling', () => {
  test('needs a reason, and keeps it', async () => {
    const order = await acts.posted(world.stations.dacheng);
    for (const reason of ['', ' ', '无', 'x'.repeat(201)])
      expect(await cancel(order, reason), reason).toMatchObject({ code: 'REASON_MISSING' });
    expect(await cancel(order, ' 老人已由家属接走 ')).toMatchObject({
      state: 'cancelled',
      cancelReason: '老人已由家属接走',
      isClaimable: false,
    });
    expect(await cancel({ ...order, version: 3 }, '再次撤销')).toMatchObject({
      code: 'ORDER_NOT_IN',
      actual: 'cancelled',
    });
  });

  test.each(['pending', 'confirmed'] as const)(
    'ends a %s claim with the same reason, and tells its organization',
    async (state) => {
      const { dacheng } = world.stations;
      const order = await acts.posted(dacheng);
      const claim = must(await acts.claim(world.organizations.xinlianxin, order.id));
      if (state === 'confirmed') must(await acts.confirm(dacheng, claim));
      const { version } = await seen('dacheng', order.id);
      expect(await cancel({ id: order.id, version }, '场地临时关闭')).toMatchObject({
        state: 'cancelled',
        claim: null,
      });
      const { data } = await world.ask('xinlianxin', 'query ($id: ID!) { claim(id: $id) { state reason decidedAt } }', {
        id: claim.id,
      });
      expect(data.claim).toEqual({ state: 'declined', reason: '场地临时关闭', decidedAt: NOW.toISOString() });
      const rows = await acts.sql<{ payload: { organizationId: string } }>(
        `select payload from outbox where entity_id = $1 and topic = 'order.cancelled'`,
        [order.id],
      );
      expect(rows[0]?.payload.organizationId).toBe(world.organizations.xinlianxin.id);
      expect(await acts.claim(world.organizations.nuanyang, order.id)).toMatchObject({
        code: 'ORDER_NOT_IN',
        actual: 'cancelled',
      });
    },
  );

  test('leaves a lapsed claim lapsed: it was over before', async () => {
    const { dacheng } = world.stations;
    const order = await acts.posted(dacheng);
    const claim = must(await acts.claim(world.organizations.xinlianxin, order.id));
    const later = new Date(claim.confirmUntil.getTime() + 1);
    must(await acts.cancel(dacheng, { id: order.id, version: 3 }, '不再需要', later));
    expect(await acts.one('select state, reason, decided_at from claims where id = $1', [claim.id])).toEqual({
      state: 'lapsed',
      reason: null,
      decided_at: claim.confirmUntil,
    });
  });

  test('of a draft is the station’s own affair: nobody hears of it', async () => {
    const draft = await save(WHOLE_INPUT);
    expect(await cancel(draft, '填写有误')).toMatchObject({ state: 'cancelled' });
    const [event] = await acts.sql<{ payload: { market: number } }>(
      `select payload from outbox where entity_id = $1 and topic = 'order.cancelled'`,
      [draft.id],
    );
    expect(event?.payload.market).toBe(0);
  });

  test('is for its own station, whoever holds the order', async () => {
    const order = await acts.posted(world.stations.dacheng);
    expect(await acts.cancel(world.stations.shetang, order, '不再需要')).toBeInstanceOf(OrderNotFound);
  });
});

describe('a list', () => {
  const page = async (login: string, first: number, after: string | null, states: string[] | null = null) => {
    const query = `query ($first: Int!, $after: String, $states: [OrderState!]) { orders(first: $first, after: $after, states: $states) {
      totalCount edges { cursor node { id state } } pageInfo { hasNextPage endCursor } } }`;
    return (await world.ask(login, query, { first, after, states })).data.orders;
  };
  async function readAll(login: string, first: number, states: string[] | null = null) {
    const ids: string[] = [];
    for (let after: string | null = null; ; ) {
      const { edges, pageInfo, totalCount } = await page(login, first, after, states);
      ids.push(...edges.map((edge: { node: { id: string } }) => edge.node.id));
      expect(ids.length).toBeLessThanOrEqual(totalCount);
      if (!pageInfo.hasNextPage) return { ids, totalCount };
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      after = pageInfo.endCursor;
    }
  }

  test('of thirty orders made within one millisecond loses and repeats none, at any page size', async () => {
    const { shetang } = world.stations;
    const context = await acts.as(shetang);
    const made: string[] = [];
    for (let i = 0; i < 30; i++)
      made.push(must(await saveOrderDraft(context, { ...WHOLE, ...acts.key(), title: `同一毫秒第${i}单` })).id);
    const created = await acts.one('select count(distinct created_at)::int from orders where id = any($1)', [made]);
    expect(created.count).toBe(1);
    for (const size of [1, 7, 10, 29, 30, 31]) {
      const { ids, totalCount } = await readAll('shetang', size);
      expect(ids).toHaveLength(totalCount);
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.slice(0, 30)).toEqual([...made].reverse());
    }
  }, 60_000);

  test('does not move under a reader: what is made meanwhile appears on top, not in the next page', async () => {
    const first = await page('shetang', 5, null);
    const fresh = await acts.draft(world.stations.shetang);
    const second = await page('shetang', 5, first.pageInfo.endCursor);
    const seenIds = [...first.edges, ...second.edges].map((edge) => edge.node.id);
    expect(new Set(seenIds).size).toBe(10);
    expect(seenIds).not.toContain(fresh.id);
    expect((await page('shetang', 1, null)).edges[0].node.id).toBe(fresh.id);
  });

  test('filters by the state that people see: a lapsed claim has set its order free', async () => {
    const { dacheng } = world.stations;
    const order = await acts.posted(dacheng, { claimableUntil: new Date('2026-12-15T10:00:00+08:00') });
    const claim = must(await acts.claim(world.organizations.xinlianxin, order.id));
    const has = async (state: string) => (await readAll('dacheng', 100, [state])).ids.includes(order.id);
    expect([await has('claimed'), await has('open')]).toEqual([true, false]);
    const later = new Date(claim.confirmUntil.getTime() + 1);
    const { sessionId } = await acts.as(dacheng, later);
    await inTransaction(world.hall.pool, { session: sessionId, at: later }, 'read', async (tx) => {
      const open = { states: ['open' as const], heldBy: null };
      const rows = await listOrders(tx, open, null, 100, later);
      expect(rows.map((row) => row.id)).toContain(order.id);
      expect(await countOrders(tx, open, later)).toBe(rows.length);
    });
  });

  test('of an organization holds the orders that it holds, and only those', async () => {
    const { dacheng } = world.stations;
    const mine = await acts.posted(dacheng);
    const other = await acts.posted(dacheng);
    must(await acts.claim(world.organizations.nuanyang, mine.id));
    must(await acts.claim(world.organizations.xinlianxin, other.id));
    const { ids } = await readAll('nuanyang', 100);
    expect(ids).toContain(mine.id);
    expect(ids).not.toContain(other.id);
  });

  test('of the bureau holds every posted order, of both stations, and no draft', async () => {
    const query = '{ orders(first: 100) { edges { node { state station { name } } } } }';
    const { data } = await world.ask('bureau', query);
    const nodes = data.orders.edges.map((edge: { node: object }) => edge.node);
    expect(new Set(nodes.map((node: { station: { name: string } }) => node.station.name)).size).toBe(2);
    expect(nodes.map((node: { state: string }) => node.state)).not.toContain('draft');
  });
});
