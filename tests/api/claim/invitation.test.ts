/** 派单邀请 over HTTP: sent once for a run, answered once by whom it asks, lapsing by date, and open only to whom it concerns. */
import { startRelay } from '@jiedui/api/hall/relay.ts';
import { noticeListener } from '@jiedui/api/report/notices.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';
import { type Pair, type Rounds, roundsIn } from '../matching/rounds.ts';

let world: World;
let acts: Acts;
let rounds: Rounds;
let order: { id: string };
/** The only pair of a fresh round, the login of whom it asks, and of the other organization. */
let pair: Pair;
let asked: string;
let other: string;
let run: { id: string; version: number };

beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  rounds = roundsIn(world);
});
afterAll(() => world.close());

const loginOf = (organizationId: string) =>
  Object.entries(world.organizations).find(([, { id }]) => id === organizationId)?.[0] as 'xinlianxin' | 'nuanyang';

/** One open order, and a run that proposes somebody for it. */
beforeEach(async () => {
  if (world.clock.now.getTime() !== NOW.getTime()) later(NOW.toISOString());
  await acts.sql("update orders set state = 'cancelled', cancel_reason = '测试' where state in ('open', 'claimed')");
  order = await acts.posted(world.stations.dacheng);
  run = await rounds.saved();
  [pair] = rounds.pairsOf((await rounds.run(run.id)).plan) as [Pair];
  asked = loginOf(pair.organizationId);
  other = asked === 'xinlianxin' ? 'nuanyang' : 'xinlianxin';
});

async function sent() {
  const done = await rounds.send(run, [pair]);
  if (done.__typename !== 'MatchingRun') throw new Error(`not sent: ${JSON.stringify(done)}`);
  const [invitation] = await rounds.invitations(asked, ['pending']);
  return invitation as { id: string; version: number };
}
function later(at: string) {
  world.clock.now = new Date(at);
  world.forgetCookies();
}
const whose = (login: string) => world.organizations[login as 'nuanyang'];

describe('sending', () => {
  test('asks the organization, until the end of the second working day, and decides every pair of the run', async () => {
    const second = await acts.posted(world.stations.shetang);
    const third = await acts.posted(world.stations.shetang);
    run = await rounds.saved();
    const pairs = rounds.pairsOf((await rounds.run(run.id)).plan);
    expect(pairs).toHaveLength(3);
    const of = (orderId: string) => pairs.find((each) => each.orderId === orderId) as Pair;
    const done = await rounds.send(run, [of(order.id)], [{ ...of(second.id), reason: '该站已自行联系' }]);
    expect(done).toMatchObject({ state: 'sent', version: 2, decisions: { taken: 1, overridden: 1, ignored: 1 } });
    const proposals = rounds.proposals((await rounds.run(run.id)).plan);
    const decided = Object.fromEntries(
      proposals.map(({ id, decision, decisionReason }) => [id, [decision, decisionReason]]),
    );
    expect(decided).toEqual({
      [order.id]: ['taken', null],
      [second.id]: ['overridden', '该站已自行联系'],
      [third.id]: ['ignored', null],
    });
    expect(proposals.find(({ id }) => id === order.id).invitation).toMatchObject({ state: 'pending' });
    const [invitation] = await rounds.invitations(loginOf(of(order.id).organizationId), ['pending']);
    expect(invitation).toMatchObject({
      respondUntil: '2026-11-26T15:59:59.999Z',
      order: { id: order.id },
      sentence: expect.stringContaining('12月'),
    });
  });

  test('is done once, on the version that was seen, by the bureau', async () => {
    expect(await rounds.send({ ...run, version: 7 }, [pair])).toMatchObject({ code: 'STALE_VERSION' });
    expect(await rounds.send(run, [pair], [], 'dacheng')).toMatchObject({ __typename: 'FORBIDDEN' });
    await sent();
    expect(await rounds.send({ ...run, version: 2 }, [pair])).toMatchObject({ code: 'RUN_NOT_IN' });
    expect(await rounds.send({ id: '01900000-0000-7000-8000-00000000dead', version: 1 }, [pair])).toMatchObject({
      code: 'RUN_NOT_FOUND',
    });
  });

  test('leaves no trace when one pair cannot be asked', async () => {
    must(await acts.claim(whose(other), order.id));
    expect(await rounds.send(run, [pair])).toMatchObject({
      code: 'INVITATIONS_NOT_POSSIBLE',
      problems: [{ orderId: order.id, message: expect.stringContaining('已被接单、撤销或截止接单') }],
    });
    expect(await rounds.send(run, [{ ...pair, organizationId: whose('tongxin').id }])).toMatchObject({
      problems: [{ message: expect.stringContaining('不在本次匹配的方案中') }],
    });
    expect(await rounds.send(run, [], [{ ...pair, reason: '' }])).toMatchObject({ code: 'REASON_MISSING' });
    expect(await rounds.run(run.id)).toMatchObject({ state: 'saved', version: 1, decisions: { taken: 0, ignored: 0 } });
    const { n } = await acts.one<{ n: number }>('select count(*)::int as n from invitations where run_id = $1', [
      run.id,
    ]);
    expect(n).toBe(0);
  });

  test('holds the order and a slot while it waits, and frees both when it lapses', async () => {
    const before = await rounds.preview();
    await sent();
    const held = await rounds.preview();
    expect(held).toMatchObject({
      heldBackCount: 1,
      heldBack: [{ order: { id: order.id }, organization: { id: pair.organizationId } }],
      plan: { orders: 0 },
    });
    const again = await rounds.saved();
    expect(again).toMatchObject({ orders: 0 });
    const slots = (preview: {
      plan: { organizations: { edges: { node: { organization: { id: string }; slots: number } }[] } };
    }) => preview.plan.organizations.edges.find(({ node }) => node.organization.id === pair.organizationId)?.node.slots;
    await acts.posted(world.stations.shetang);
    expect(slots(await rounds.preview())).toBe((slots(before) ?? 0) - 1);
    later('2026-11-26T16:00:00.000Z');
    expect(await rounds.preview()).toMatchObject({ heldBackCount: 0, plan: { orders: 2 } });
    expect(await rounds.invitations('bureau', ['lapsed'])).toContainEqual(
      expect.objectContaining({ state: 'lapsed', order: { id: order.id } }),
    );
    const next = await rounds.saved();
    expect(await rounds.send(next, null)).toMatchObject({ decisions: { taken: 2 } });
  });
});

describe('accepting', () => {
  test('makes a claim that the station confirms as any other', async () => {
    const accepted = await rounds.answer('accept', asked, await sent());
    expect(accepted).toMatchObject({
      __typename: 'Invitation',
      state: 'accepted',
      version: 2,
      claim: { state: 'pending' },
    });
    const claim = await acts.one<{ id: string; organization_id: string; state: string; version: number }>(
      'select * from claims where id = $1',
      [accepted.claim.id],
    );
    expect(claim).toMatchObject({ organization_id: pair.organizationId, state: 'pending' });
    must(await acts.confirm(world.stations.dacheng, claim as never));
    expect((await rounds.run(run.id)).success).toMatchObject({ published: 1, confirmed: 1, rate: 1 });
    const [entry] = (await acts.audit(accepted.id)).slice(-1);
    expect(entry).toMatchObject({ operation: 'acceptInvitation', version_before: 1, version_after: 2 });
  });

  test('after somebody else was faster tells who and when, and the invitation waits on', async () => {
    const invitation = await sent();
    must(await acts.claim(whose(other), order.id));
    expect(await rounds.answer('accept', asked, invitation)).toMatchObject({
      __typename: 'AlreadyClaimed',
      organizationName: expect.any(String),
    });
    expect(await rounds.invitations(asked, ['pending'])).toHaveLength(1);
  });

  test('at the same moment as a claim, one wins and the other hears it', async () => {
    const invitation = await sent();
    await acts.warm();
    const [accepted, claimed] = await Promise.all([
      rounds.answer('accept', asked, invitation),
      acts.claim(whose(other), order.id),
    ]);
    const won = [accepted.__typename === 'Invitation', !(claimed instanceof Error)];
    expect(won.filter(Boolean)).toHaveLength(1);
    const { n } = await acts.one<{ n: number }>(
      "select count(*)::int as n from claims where order_id = $1 and state = 'pending'",
      [order.id],
    );
    expect(n).toBe(1);
  });

  test('is refused for every reason against a claim', async () => {
    const invitation = await sent();
    await acts.sql("update organizations set state = 'suspended' where id = $1", [pair.organizationId]);
    expect(await rounds.answer('accept', asked, invitation)).toMatchObject({
      code: 'NOT_ELIGIBLE',
      message: expect.stringContaining('单位现为'),
    });
    await acts.sql("update organizations set state = 'active' where id = $1", [pair.organizationId]);
  });

  test('holds at the last instant, and not one millisecond later', async () => {
    const invitation = await sent();
    later('2026-11-26T16:00:00.000Z');
    expect(await rounds.answer('accept', asked, invitation)).toMatchObject({ code: 'INVITATION_LAPSED' });
    later('2026-11-26T15:59:59.999Z');
    expect(await rounds.answer('accept', asked, invitation)).toMatchObject({ state: 'accepted' });
  });
});

describe('declining', () => {
  test('keeps the reason, and the pair is not proposed again in the month, but in the next', async () => {
    const declined = await rounds.answer('decline', asked, await sent(), { reason: 'capacity' });
    expect(declined).toMatchObject({
      state: 'declined',
      declineReason: 'capacity',
      declineReasonWords: '名额已满',
      reason: null,
    });
    const { plan } = await rounds.preview();
    expect(rounds.pairsOf(plan)).toEqual([{ orderId: order.id, organizationId: whose(other).id }]);
    await acts.sql('update orders set window_to = $2 where id = $1', [order.id, '2027-01-20']);
    await acts.sql("update offers set window_to = '2027-12-31'");
    const next = await rounds.preview({
      month: '2027-01',
      forbids: [{ orderId: order.id, organizationId: whose(other).id }],
    });
    expect(rounds.pairsOf(next.plan)).toEqual([pair]);
  });

  test('for another reason needs words', async () => {
    const invitation = await sent();
    expect(await rounds.answer('decline', asked, invitation, { reason: 'other' })).toMatchObject({
      code: 'REASON_MISSING',
    });
    expect(
      await rounds.answer('decline', asked, invitation, { reason: 'other', words: '骨干人员正在休假' }),
    ).toMatchObject({ reason: '骨干人员正在休假' });
    expect(await rounds.answer('accept', asked, { ...invitation, version: 2 })).toMatchObject({
      code: 'INVITATION_NOT_IN',
    });
  });
});

test('withdrawing is the bureau’s, with a reason; the order is free for the next round', async () => {
  const invitation = await sent();
  expect(await rounds.answer('withdraw', asked, invitation, { reason: '改为本站自办' })).toMatchObject({
    __typename: 'FORBIDDEN',
  });
  expect(await rounds.answer('withdraw', 'bureau', invitation, { reason: '' })).toMatchObject({
    code: 'REASON_MISSING',
  });
  expect(await rounds.answer('withdraw', 'bureau', invitation, { reason: '改为本站自办' })).toMatchObject({
    state: 'withdrawn',
    reason: '改为本站自办',
  });
  expect(await rounds.answer('accept', asked, { ...invitation, version: 2 })).toMatchObject({
    code: 'INVITATION_NOT_IN',
  });
  expect(await rounds.preview()).toMatchObject({ heldBackCount: 0, plan: { served: 1 } });
});

describe('who sees what', () => {
  test('the one asked, the station whose order it is, and the bureau; nobody else answers it', async () => {
    const invitation = await sent();
    const seen = async (login: string) => ((await rounds.invitations(login)) as { id: string }[]).map(({ id }) => id);
    for (const login of [asked, 'dacheng', 'bureau']) expect(await seen(login)).toContain(invitation.id);
    for (const login of [other, 'shetang', 'tongxin']) expect(await seen(login)).not.toContain(invitation.id);
    expect(await rounds.answer('accept', other, invitation)).toMatchObject({ code: 'INVITATION_NOT_FOUND' });
    expect(await rounds.answer('decline', other, invitation, { reason: 'area' })).toMatchObject({
      code: 'INVITATION_NOT_FOUND',
    });
  });

  test('the database holds it without the api: no run for a station, no answer for another, no answer twice', async () => {
    const invitation = await sent();
    const as = async <T>(who: { accountId: string }, sql: string, values: unknown[] = []) => {
      const { pool, sessionId, at } = await acts.as(who);
      return inTransaction(
        pool,
        { session: sessionId, at },
        'write',
        async (tx) => (await tx.client.query(sql, values)).rows as T[],
      );
    };
    for (const who of [world.stations.dacheng, whose(asked)]) {
      expect(await as(who, 'select id from matching_runs')).toEqual([]);
      expect(await as(who, 'select run_id from matching_run_pairs')).toEqual([]);
    }
    const decline = "update invitations set state = 'declined', decline_reason = 'area' where id = $1 returning id";
    expect(await as(whose(other), decline, [invitation.id])).toEqual([]);
    await expect(
      as(whose(asked), "update invitations set state = 'withdrawn' where id = $1", [invitation.id]),
    ).rejects.toMatchObject({ code: '42501' });
    expect(await as(whose(asked), decline, [invitation.id])).toHaveLength(1);
    await expect(as(whose(asked), decline, [invitation.id])).rejects.toMatchObject({ code: 'JD004' });
    await expect(
      acts.sql("update matching_runs set result_hash = repeat('0', 64) where id = $1", [run.id]),
    ).rejects.toMatchObject({ code: 'JD003' });
    await expect(
      acts.sql("update matching_run_pairs set decision = 'ignored' where run_id = $1", [run.id]),
    ).rejects.toMatchObject({ code: 'JD003' });
  });
});

test('an order that waits for a ruling is not sent out, and the refusal says what to do first', async () => {
  await acts.sql(
    `insert into invitations (id, tenant_id, version, run_id, month, order_id, station_id, authority_id, organization_id, state, sentence, sent_by, sent_at, respond_until)
     select gen_random_uuid(), tenant_id, 1, null, '2026-11', id, station_id, authority_id, $2, 'lapsed', '直接邀请', $3, $4::timestamptz - interval '9 days', $4::timestamptz - n * interval '1 day'
     from orders, generate_series(1, 2) n where id = $1`,
    [order.id, pair.organizationId, whose(asked).accountId, world.clock.now],
  );
  const done = await rounds.send(run, [pair]);
  expect(done).toMatchObject({ code: 'INVITATIONS_NOT_POSSIBLE', message: expect.stringContaining('请先在“裁定”中') });
  expect((await rounds.run(run.id)).state).not.toBe('sent');
});

test('people are told: who is asked, and the bureau of the answer', async () => {
  const relay = startRelay(world.hall, [noticeListener], pino({ level: 'fatal' }));
  await relay.drain();
  const invitation = await sent();
  await rounds.answer('decline', asked, invitation, { reason: 'other', words: '骨干人员正在休假' });
  await relay.drain();
  await relay.close();
  const notices = await acts.sql<{ kind: string; title: string; body: string; account_id: string }>(
    "select * from notices where link like '%' || $1 or link like '%' || $2 order by kind",
    [invitation.id, run.id],
  );
  expect(notices).toMatchObject([
    {
      kind: 'invitation.declined',
      title: expect.stringMatching(/谢绝了“.+”的邀请$/),
      body: expect.stringContaining('原因：其他原因（骨干人员正在休假）'),
    },
    {
      kind: 'invitation.sent',
      account_id: whose(asked).accountId,
      title: expect.stringMatching(/^天水市民政局邀请贵单位承接“.+”，请在2026年11月26日 24:00 前答复$/),
    },
  ]);
});
