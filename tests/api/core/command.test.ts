/** One change, one transaction: the key, the effect and its traces are there together or not at all. */
import { randomUUID } from 'node:crypto';
import { cancelOrder, postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { OrderIncomplete, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
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

const DRAFT = `mutation ($input: OrderDraftInput!) { saveOrderDraft(input: $input) { __typename ... on Order { id number version title state } ... on Refusal { code } ... on StaleVersion { currentVersion } } }`;
const draftOverHttp = (login: string, input: Record<string, unknown>) => world.ask(login, DRAFT, { input });
/** As the page does: a busy server is asked again, under the same key. */
async function patiently(login: string, input: Record<string, unknown>) {
  for (let attempt = 1; ; attempt++) {
    const answer = await draftOverHttp(login, input);
    if (answer.errors?.[0]?.extensions.code !== 'SERVICE_UNAVAILABLE' || 5 < attempt) return answer;
    await new Promise((resolve) => setTimeout(resolve, 300 * attempt));
  }
}
const ordersTitled = (title: string) =>
  acts.sql<{ id: string; version: number }>('select id, version from orders where title = $1', [title]);
const outboxOf = (entityId: string) =>
  acts.sql('select topic, payload from outbox where entity_id = $1 order by id', [entityId]);
const keys = (key: string) => acts.sql('select operation, result from idempotency_keys where key = $1', [key]);

describe('the same key', () => {
  test('with the same input has one effect and the same answer', async () => {
    const input = { ...world.key(), title: '重复提交的草稿' };
    const first = await draftOverHttp('dacheng', input);
    const second = await draftOverHttp('dacheng', input);
    expect(first.data.saveOrderDraft).toMatchObject({ __typename: 'Order', version: 1 });
    expect(second).toEqual(first);
    expect(await ordersTitled('重复提交的草稿')).toHaveLength(1);
  });

  test('thirty-two times at once has one effect, and all get its answer', async () => {
    const input = { ...world.key(), title: '三十二次同时提交' };
    await world.cookieOf('dacheng');
    await acts.warm();
    const answers = await Promise.all(Array.from({ length: 32 }, () => patiently('dacheng', input)));
    const [made, ...more] = await ordersTitled('三十二次同时提交');
    expect(more).toEqual([]);
    for (const answer of answers) expect(answer.data?.saveOrderDraft).toMatchObject({ id: made?.id, version: 1 });
    expect(await acts.audit(made?.id ?? '')).toHaveLength(1);
    expect(await outboxOf(made?.id ?? '')).toHaveLength(1);
  });

  test('still answers after the thing has moved on, with the thing as it is now', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng);
    const input = { ...acts.key(), orderId: draft.id, expectedVersion: draft.version };
    must(await postOrder(await acts.as(dacheng), input));
    must(await acts.claim(world.organizations.nuanyang, draft.id));
    expect(must(await postOrder(await acts.as(dacheng), input))).toMatchObject({ id: draft.id, state: 'claimed' });
    expect((await acts.audit(draft.id)).filter((row) => row.operation === 'postOrder')).toHaveLength(1);
  });

  test('with other input is refused, and changes nothing', async () => {
    const key = world.key();
    await draftOverHttp('dacheng', { ...key, title: '原来的内容' });
    const reused = await draftOverHttp('dacheng', { ...key, title: '另外的内容' });
    expect(reused.errors?.[0]?.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(reused.errors?.[0]?.message).toContain(key.clientMutationId);
    expect(await ordersTitled('另外的内容')).toEqual([]);
  });

  test('for another operation is refused, even if the input looks the same', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng);
    const input = { ...acts.key(), orderId: draft.id, expectedVersion: 1 };
    const posted = must(await postOrder(await acts.as(dacheng), input));
    await expect(cancelOrder(await acts.as(dacheng), input as never)).rejects.toMatchObject({
      extensions: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await acts.one('select state from orders where id = $1', [posted.id])).toEqual({ state: 'open' });
  });

  test('belongs to its account: another person may have the same', async () => {
    const input = { ...world.key(), title: '两站同号' };
    await draftOverHttp('dacheng', input);
    await draftOverHttp('shetang', input);
    expect(await ordersTitled('两站同号')).toHaveLength(2);
  });

  test('may be tried again after a refusal, and then succeeds', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng, { place: '' });
    const input = { ...acts.key(), orderId: draft.id, expectedVersion: 2 };
    expect(await postOrder(await acts.as(dacheng), input)).toBeInstanceOf(StaleVersion);
    must(await saveOrderDraft(await acts.as(dacheng), { ...WHOLE, ...acts.key(), id: draft.id, expectedVersion: 1 }));
    expect(must(await postOrder(await acts.as(dacheng), input))).toMatchObject({ state: 'open' });
  });
});

describe('a refusal', () => {
  test('leaves no trace: no key, no audit, no outbox, no change', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng, { title: '缺很多', place: '' });
    const before = await acts.one('select o.*, xmin::text from orders o where id = $1', [draft.id]);
    const counts = () =>
      acts.one(`select (select count(*) from outbox) as outbox, (select count(*) from idempotency_keys) as keys`);
    const total = await counts();
    const input = { ...acts.key(), orderId: draft.id, expectedVersion: 1 };
    expect(await postOrder(await acts.as(dacheng), input)).toBeInstanceOf(OrderIncomplete);
    expect(await acts.one('select o.*, xmin::text from orders o where id = $1', [draft.id])).toEqual(before);
    expect(await keys(input.clientMutationId)).toEqual([]);
    expect(await counts()).toEqual(total);
    expect((await acts.audit(draft.id)).map((row) => row.operation)).toEqual(['saveOrderDraft']);
  });

  test('of a stale version names the current one, and the newer text stays', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng, { title: '第一版标题' });
    const save = async (title: string) =>
      saveOrderDraft(await acts.as(dacheng), { ...WHOLE, ...acts.key(), id: draft.id, expectedVersion: 1, title });
    expect(must(await save('第二版标题'))).toMatchObject({ version: 2 });
    const stale = await save('冲掉它的标题');
    expect(stale).toBeInstanceOf(StaleVersion);
    expect(stale).toMatchObject({ currentVersion: 2 });
    expect(await acts.one('select title, version from orders where id = $1', [draft.id])).toEqual({
      title: '第二版标题',
      version: 2,
    });
  });

  test('of twenty editors of one version spares exactly one', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng);
    const context = await acts.as(dacheng);
    await acts.warm();
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        saveOrderDraft(context, { ...WHOLE, ...acts.key(), id: draft.id, expectedVersion: 1, title: `第${i}人的标题` }),
      ),
    );
    const saved = outcomes.flatMap((outcome) => (outcome instanceof StaleVersion ? [] : [must(outcome).title]));
    expect(saved).toHaveLength(1);
    expect(await acts.one('select title, version from orders where id = $1', [draft.id])).toEqual({
      title: saved[0],
      version: 2,
    });
  });

  test('never comes as an error: its code and its words are in the answer', async () => {
    const { data, errors } = await draftOverHttp('dacheng', { ...world.key(), id: randomUUID(), expectedVersion: 1 });
    expect(errors).toBeUndefined();
    expect(data.saveOrderDraft).toEqual({ __typename: 'OrderNotFound', code: 'ORDER_NOT_FOUND' });
  });
});

describe('a change', () => {
  test('leaves exactly one audit row in its own transaction, saying who, what, which versions and which fields', async () => {
    const { dacheng } = world.stations;
    const context = await acts.as(dacheng);
    const draft = must(await saveOrderDraft(context, { ...WHOLE, ...acts.key() }));
    const changed = must(
      await saveOrderDraft(context, {
        ...WHOLE,
        ...acts.key(),
        id: draft.id,
        expectedVersion: 1,
        title: '改过的标题在这里',
        place: '社区活动室',
      }),
    );
    const rows = await acts.audit(draft.id);
    expect(rows).toHaveLength(2);
    expect(rows[1]).toMatchObject({
      tenant_id: world.tenantId,
      account_id: dacheng.accountId,
      session_id: context.sessionId,
      operation: 'saveOrderDraft',
      entity: 'order',
      version_before: 1,
      version_after: 2,
      changed: ['title', 'place'],
      outcome: 'done',
      request_id: 'acts',
    });
    const { xmin } = await acts.one<{ xmin: string }>('select xmin::text from orders where id = $1', [changed.id]);
    expect(rows[1].txid).toBe(xmin);
    expect(rows[0].txid).not.toBe(xmin);
  });

  test('keeps its key with the thing it made, in the same transaction', async () => {
    const input = { ...WHOLE, ...acts.key() };
    const draft = must(await saveOrderDraft(await acts.as(world.stations.dacheng), input));
    const row = await acts.one('select xmin::text, operation, result from idempotency_keys where key = $1', [
      input.clientMutationId,
    ]);
    expect(row).toMatchObject({ operation: 'saveOrderDraft', result: { entityId: draft.id } });
    expect(await acts.one('select xmin::text from orders where id = $1', [draft.id])).toEqual({ xmin: row.xmin });
  });

  test('tells of itself in the outbox, in the same transaction, by ids alone', async () => {
    const { dacheng } = world.stations;
    const order = await acts.posted(dacheng, { description: '无人照料的老人很多' });
    const rows = await outboxOf(order.id);
    expect(rows.map((row) => row.topic)).toEqual(['order.drafted', 'order.posted']);
    expect(rows[1]?.payload).toEqual({
      by: dacheng.accountId,
      market: 1,
      version: 2,
      stationId: dacheng.id,
      authorityId: world.authorityId,
      organizationId: null,
    });
    const { xmin } = await acts.one<{ xmin: string }>('select xmin::text from orders where id = $1', [order.id]);
    expect(await acts.sql(`select topic from outbox where xmin::text = $1`, [xmin])).toEqual([
      { topic: 'order.posted' },
    ]);
  });

  test('writes no personal value into the audit or the outbox', async () => {
    const { dacheng } = world.stations;
    const secret = '王桂兰 13812345678 110105194912310021';
    const draft = await acts.draft(dacheng, { title: `探访${secret}`, description: secret, place: secret });
    await acts.cancel(dacheng, draft, `不再需要 ${secret}`);
    const texts = [
      ...(await acts.audit(draft.id)).map((row) => row.text),
      JSON.stringify(await outboxOf(draft.id)),
    ].join();
    expect(texts).toContain(draft.id);
    for (const part of secret.split(' ')) expect(texts).not.toContain(part);
  });

  test('of two parties at once is one change: the claim, its order and their traces share one transaction', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const claim = must(await acts.claim(world.organizations.xinlianxin, order.id));
    const [audit, ...more] = await acts.audit(claim.id);
    expect(more).toEqual([]);
    const xmins = await acts.sql<{ xmin: string }>(
      `select xmin::text from orders where id = $1 union all select xmin::text from claims where id = $2
       union all select xmin::text from outbox where entity_id = $2`,
      [order.id, claim.id],
    );
    expect(xmins.map((row) => row.xmin)).toEqual([audit.txid, audit.txid, audit.txid]);
  });

  test('that breaks half-way leaves nothing', async () => {
    const { dacheng } = world.stations;
    const draft = await acts.draft(dacheng);
    const owner = world.database.openPool(null, 1);
    await owner.query(
      `create function broken() returns trigger language plpgsql as $$ begin raise exception 'broken'; end $$`,
    );
    await owner.query(`create trigger broken before insert on outbox for each row execute function broken()`);
    const input = { ...acts.key(), orderId: draft.id, expectedVersion: 1 };
    try {
      await expect(postOrder(await acts.as(dacheng), input)).rejects.toThrow();
    } finally {
      await owner.query('drop trigger broken on outbox');
    }
    expect(await acts.one('select state, version from orders where id = $1', [draft.id])).toEqual({
      state: 'draft',
      version: 1,
    });
    expect(await keys(input.clientMutationId)).toEqual([]);
    expect(await acts.audit(draft.id)).toHaveLength(1);
    expect(must(await postOrder(await acts.as(dacheng), input))).toMatchObject({ state: 'open' });
  });

  test('is refused once its thing has left the state, with the state it is in', async () => {
    const { dacheng } = world.stations;
    const order = await acts.posted(dacheng);
    const again = await saveOrderDraft(await acts.as(dacheng), {
      ...WHOLE,
      ...acts.key(),
      id: order.id,
      expectedVersion: order.version,
    });
    expect(again).toBeInstanceOf(OrderNotIn);
    expect(again).toMatchObject({ actual: 'open' });
  });
});
