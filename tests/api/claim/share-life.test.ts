/**
 * The life of a share on PostgreSQL: its own term to begin, extended once, ended by plan or session, lapsing by date; the
 * order that follows from all its shares, in lists too; and every pair of acts on one order at the same moment.
 */
import { claimOrder, releaseClaim, withdrawClaim } from '@jiedui/api/claim/claim.commands.ts';
import { beginClaims, extendClaim, planFirstSession } from '@jiedui/api/claim/lease.commands.ts';
import { closeOrderRest } from '@jiedui/api/order/member.commands.ts';
import type { SaveOrderDraftInput } from '@jiedui/api/order/order.commands.ts';
import { listOrders } from '@jiedui/api/order/order.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import { AlreadyExtended, AlreadyStarted, ClaimLapsed, NotEnoughLeft } from '@jiedui/shared/claim/refusals.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import { ORDER_STATES } from '@jiedui/shared/order/order.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let station: World['stations']['dacheng'];
let first: World['organizations']['xinlianxin'];
let second: World['organizations']['nuanyang'];
type Who = { readonly accountId: string };
let bureau: Who;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  station = world.stations.dacheng;
  first = world.organizations.xinlianxin;
  second = world.organizations.nuanyang;
  bureau = { accountId: (await acts.one<{ id: string }>("select id from accounts where login = 'bureau'")).id };
  await acts.sql('update organizations set sessions_per_month = 500');
});
afterAll(() => world.close());

const line = (what: string, value: number) => ({
  seq: 0,
  serviceType: null,
  what,
  quantity: { value, qualifier: 'exact' as const, unit: 'person' as const },
  note: '',
});
const PARTIAL: Partial<SaveOrderDraftInput> = {
  claimableUntil: new Date('2026-12-25T10:00:00+08:00'),
  windowFrom: '2026-12-01',
  windowTo: '2027-01-20',
  sharing: 'partial',
  lines: [line('入户助浴', 20), line('上门理发', 6)],
} as Partial<SaveOrderDraftInput>;
const HAIR: Portion[] = [{ seq: 2, value: 6 }];
const baths = (value: number): Portion[] => [{ seq: 1, value }];
/** The end of the tenth working day after the world's instant. */
const TERM = new Date('2026-12-08T15:59:59.999Z');
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
const isDone = (outcome: unknown) => !(outcome instanceof Refusal);

const take = async (who: Who, orderId: string, portions: readonly Portion[] | null, at?: Date) =>
  claimOrder(await acts.as(who, at), { ...acts.key(), orderId, portions });
const ofClaim = ({ id, version }: Claim) => ({ ...acts.key(), claimId: id, expectedVersion: version });
const extend = async (who: Who, claim: Claim, at?: Date) =>
  extendClaim(await acts.as(who, at), { ...ofClaim(claim), reason: '场地下周才能用' });
const plan = async (who: Who, claim: Claim, at?: Date) =>
  planFirstSession(await acts.as(who, at), { ...ofClaim(claim), on: '2026-12-10' });
const orderOf = (id: string) =>
  acts.one<{ state: string; version: number; holder: string | null; lapses: Date | null }>(
    'select state, version, claimed_organization_id as holder, claim_lapses_at as lapses from orders where id = $1',
    [id],
  );
const claimOf = (id: string) =>
  acts.one<{ state: string; at_fault: boolean }>('select state, at_fault from claims where id = $1', [id]);
const taken = async (id: string) =>
  (await acts.sql<{ taken: number }>('select taken from order_lines where order_id = $1 order by seq', [id])).map(
    (row) => row.taken,
  );
/** Baths held by the first, hair by the second, both confirmed: nothing is left. */
async function held() {
  const order = await acts.posted(station, PARTIAL);
  const claims = [must(await take(first, order.id, baths(20))), must(await take(second, order.id, HAIR))] as const;
  const [one, two] = [must(await acts.confirm(station, claims[0])), must(await acts.confirm(station, claims[1]))];
  return { order, one, two };
}

describe('the term of a confirmed share', () => {
  test('stands to its last instant; one millisecond later its part is anybody’s, and the claim is broken', async () => {
    const { order, one, two } = await held();
    expect([one.startUntil, two.startUntil]).toEqual([TERM, TERM]);
    must(await plan(second, two));
    expect(await take(second, order.id, baths(1), TERM)).toBeInstanceOf(Refusal);
    const third = must(await acts.withdraw(second, { ...two, version: two.version + 1 }, '人手不足', TERM));
    expect(third.state).toBe('withdrawn');
    expect(await take(second, order.id, baths(1), TERM)).toBeInstanceOf(NotEnoughLeft);
    must(await take(second, order.id, baths(20), plus(TERM, 1)));
    expect(await claimOf(one.id)).toEqual({ state: 'lapsed', at_fault: true });
    expect(await taken(order.id)).toEqual([20, 0]);
  });

  test('ends for each with a plan or a session of its own, and the order keeps the first that can still lapse', async () => {
    const { order, one, two } = await held();
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', holder: null, lapses: TERM });
    expect(must(await plan(first, one))).toMatchObject({ firstSessionOn: '2026-12-10' });
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', holder: null, lapses: TERM });
    await inTransaction(world.hall.pool, { system: 'install' }, 'write', async (tx) => {
      await tx.client.query("select set_config('app.tenant_id', $1, true)", [world.tenantId]);
      await beginClaims(tx, [order.id], [second.id], NOW);
    });
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', lapses: null });
    expect(await extend(second, { ...two, version: two.version + 1 })).toBeInstanceOf(AlreadyStarted);
    expect(await take(second, order.id, null, plus(TERM, 1))).toBeInstanceOf(Refusal);
  });

  test('is extended once, within it, and the order with it', async () => {
    const { order, one, two } = await held();
    expect(await extend(first, one, plus(TERM, 1))).toBeInstanceOf(ClaimLapsed);
    const extended = must(await extend(first, one, TERM));
    expect(extended.startUntil).toEqual(new Date('2026-12-22T15:59:59.999Z'));
    expect(await extend(first, extended)).toBeInstanceOf(AlreadyExtended);
    must(await plan(second, two));
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', holder: null, lapses: extended.startUntil });
    expect(await taken(order.id)).toEqual([20, 6]);
  });

  test('is over when the share is given back, or taken by the bureau, with a coded reason', async () => {
    const { order, one, two } = await held();
    const given = await withdrawClaim(await acts.as(first), { ...ofClaim(one), endCode: 'people', reason: '' });
    expect(must(given)).toMatchObject({ state: 'withdrawn', endCode: 'people', atFault: false });
    expect(await orderOf(order.id)).toMatchObject({ state: 'open', lapses: null });
    const freed = await releaseClaim(await acts.as(bureau), { ...ofClaim(two), endCode: 'not_started', reason: '' });
    expect(must(freed)).toMatchObject({ state: 'released', endCode: 'not_started', atFault: true });
    expect(await taken(order.id)).toEqual([0, 0]);
  });
});

test('a list finds a shared order by the state that it shows, past the deadline too, whoever asks', async () => {
  const none = await acts.posted(station, PARTIAL);
  const parts = await Promise.all([
    acts.posted(station, PARTIAL),
    acts.posted(station, PARTIAL),
    acts.posted(station, PARTIAL),
  ]);
  const claims: Claim[] = [];
  for (const { id } of parts) claims.push(must(await take(first, id, baths(8))));
  must(await acts.confirm(station, claims[1]!));
  must(await plan(first, must(await acts.confirm(station, claims[2]!))));
  const ids = [none.id, ...parts.map(({ id }) => id)];
  // Nothing is sought any more from the next instant on, though nobody acts.
  const deadline = plus(NOW, 1000);
  await acts.sql('update orders set claimable_until = $2 where id = any($1)', [ids, deadline]);
  const pendingUntil = claims[0]!.confirmUntil;
  const statesFor = async (who: Who, at: Date) => {
    const { sessionId } = await acts.as(who, at);
    return inTransaction(world.hall.pool, { session: sessionId, at }, 'read', async (tx) => {
      const found: Record<string, string> = {};
      for (const state of ORDER_STATES)
        for (const { id } of await listOrders(tx, { states: [state], heldBy: null }, null, 50, at)) found[id] = state;
      return ids.map((id) => found[id]);
    });
  };
  const seen = [];
  for (const at of [deadline, plus(deadline, 1), pendingUntil, plus(pendingUntil, 1), TERM, plus(TERM, 1)]) {
    const states = await statesFor(station, at);
    // Who may not read the claims of others finds the same.
    expect(await statesFor(second, at)).toEqual(states);
    expect(await statesFor(bureau, at)).toEqual(states);
    seen.push(states);
  }
  expect(seen).toEqual([
    ['open', 'open', 'open', 'open'],
    ['open', 'claimed', 'confirmed', 'confirmed'],
    ['open', 'claimed', 'confirmed', 'confirmed'],
    ['open', 'open', 'confirmed', 'confirmed'],
    ['open', 'open', 'confirmed', 'confirmed'],
    ['open', 'open', 'open', 'confirmed'],
  ]);
});

test('whose turn it is with a partly taken order, and by when, is on the list of each', async () => {
  const order = await acts.posted(station, PARTIAL);
  const one = must(await take(first, order.id, baths(8)));
  const confirmed = must(await acts.confirm(station, must(await take(second, order.id, HAIR))));
  const tasks = async (login: string) => {
    const { data } = await world.ask(
      login,
      '{ nextTasks { page(first: 100) { edges { node { id what mine dueAt } } } } }',
    );
    return data.nextTasks.page.edges.map(({ node }: { node: { id: string } }) => node);
  };
  const untilOf = (at: Date | null) => at!.toISOString();
  expect(await tasks('dacheng')).toContainEqual({
    id: `claim:${one.id}`,
    what: '确认或退回接单',
    mine: true,
    dueAt: untilOf(one.confirmUntil),
  });
  expect(await tasks('nuanyang')).toContainEqual({
    id: `claim:${confirmed.id}`,
    what: '安排首场服务',
    mine: true,
    dueAt: untilOf(TERM),
  });
});

describe('at the same moment', () => {
  const races = 6;
  const raced = <A, B>(one: () => Promise<A>, two: () => Promise<B>): Promise<[A, B]> => Promise.all([one(), two()]);
  /** Live portions never exceed what is asked, and the counts on the order are theirs. */
  async function sound(orderId: string) {
    const [row] = await acts.sql<{ state: string; counted: number; held: number; asked: number; live: number }>(
      `select o.state, sum(l.taken)::int as counted, sum(l.value)::int as asked,
         (select coalesce(sum(p.value), 0)::int from claim_lines p join claims c on c.id = p.claim_id where c.order_id = o.id and c.state in ('pending', 'confirmed')) as held,
         (select count(*)::int from claims c where c.order_id = o.id and c.state in ('pending', 'confirmed')) as live
       from orders o join order_lines l on l.order_id = o.id where o.id = $1 group by o.id`,
      [orderId],
    );
    expect(row!.held).toBeLessThanOrEqual(row!.asked);
    if (row!.state !== 'cancelled') expect(row!.counted).toBe(row!.held);
    return row!;
  }

  test.each(['extend', 'plan'] as const)('%s at the last instant and a claim after it: one of the two', async (act) => {
    await acts.warm();
    for (let turn = 0; turn < races; turn += 1) {
      const order = await acts.posted(station, PARTIAL);
      const one = must(await acts.confirm(station, must(await take(first, order.id, baths(20)))));
      const [kept, claimed] = await raced(
        async () => (act === 'extend' ? extend(first, one, TERM) : plan(first, one, TERM)),
        () => take(second, order.id, baths(20), plus(TERM, 1)),
      );
      expect([isDone(kept), isDone(claimed)].filter(Boolean)).toHaveLength(1);
      expect((await claimOf(one.id)).state).toBe(isDone(kept) ? 'confirmed' : 'lapsed');
      await sound(order.id);
    }
  });

  test('a confirmation and a withdrawal of one share: one of the two', async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const order = await acts.posted(station, PARTIAL);
      const one = must(await take(first, order.id, baths(20)));
      const [confirmed, withdrawn] = await raced(
        () => acts.confirm(station, one),
        () => acts.withdraw(first, one, '人手不足'),
      );
      expect([isDone(confirmed), isDone(withdrawn)].filter(Boolean)).toHaveLength(1);
      const { live } = await sound(order.id);
      expect(live).toBe(isDone(confirmed) ? 1 : 0);
    }
  });

  test('a confirmation and a cancellation: no confirmed share on a cancelled order', async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const order = await acts.posted(station, PARTIAL);
      const one = must(await take(first, order.id, baths(20)));
      const { version } = await orderOf(order.id);
      const [confirmed, cancelled] = await raced(
        () => acts.confirm(station, one),
        () => acts.cancel(station, { id: order.id, version }, '需求已解决'),
      );
      expect([isDone(confirmed), isDone(cancelled)].filter(Boolean)).toHaveLength(1);
      const { state, live } = await sound(order.id);
      expect([state, live]).toEqual(isDone(cancelled) ? ['cancelled', 0] : ['open', 1]);
    }
  });

  test('closing the rest and a claim of it: whoever comes second hears it', async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const order = await acts.posted(station, PARTIAL);
      must(await acts.confirm(station, must(await take(first, order.id, baths(20)))));
      const { version } = await orderOf(order.id);
      const [closed, claimed] = await raced(
        async () =>
          closeOrderRest(await acts.as(station), { ...acts.key(), orderId: order.id, expectedVersion: version }),
        () => take(second, order.id, HAIR),
      );
      expect([isDone(closed), isDone(claimed)].filter(Boolean)).toHaveLength(1);
      expect((await sound(order.id)).state).toBe(isDone(closed) ? 'confirmed' : 'claimed');
    }
  });

  test('two confirmations of two shares: both stand, and the order with them', async () => {
    for (let turn = 0; turn < races; turn += 1) {
      const order = await acts.posted(station, PARTIAL);
      const claims = [must(await take(first, order.id, baths(20))), must(await take(second, order.id, HAIR))] as const;
      const outcomes = await raced(
        () => acts.confirm(station, claims[0]),
        () => acts.confirm(station, claims[1]),
      );
      expect(outcomes.filter(isDone)).toHaveLength(2);
      expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', lapses: TERM });
    }
  });
});
