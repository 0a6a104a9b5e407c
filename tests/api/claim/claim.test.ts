/** A claim's life: the last instants, the lapse, who decides, and what happens when two decide at once. */
import { randomUUID } from 'node:crypto';
import { claimOrder } from '@jiedui/api/claim/claim.commands.ts';
import {
  AlreadyClaimed,
  ClaimLapsed,
  ClaimNotFound,
  ClaimNotIn,
  ClaimTooLate,
  NotEligible,
} from '@jiedui/shared/claim/refusals.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
let station: World['stations']['dacheng'];
let first: World['organizations']['xinlianxin'];
let second: World['organizations']['nuanyang'];
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  station = world.stations.dacheng;
  first = world.organizations.xinlianxin;
  second = world.organizations.nuanyang;
  await acts.sql('update organizations set sessions_per_month = 200');
});
afterAll(() => world.close());

const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
/** Claimable for long enough that claims may lapse meanwhile. */
const LONG = { claimableUntil: new Date('2026-12-15T10:00:00+08:00') };
const orderOf = (id: string) =>
  acts.one<{ state: string; version: number; holder: string | null; lapses: Date | null }>(
    'select state, version, claimed_organization_id as holder, claim_lapses_at as lapses from orders where id = $1',
    [id],
  );
const claimRow = (id: string) =>
  acts.one<{
    state: string;
    version: number;
    reason: string | null;
    decided_at: Date | null;
    decided_by: string | null;
  }>('select state, version, reason, decided_at, decided_by from claims where id = $1', [id]);
const liveClaims = async (orderId: string) =>
  (await acts.sql(`select 1 from claims where order_id = $1 and state in ('pending', 'confirmed')`, [orderId])).length;

/** What must hold between an order and its claims, whatever happened to them (I1). */
async function agree(orderId: string) {
  const order = await orderOf(orderId);
  const live = await acts.sql<{ state: string; organization_id: string }>(
    `select state, organization_id from claims where order_id = $1 and state in ('pending', 'confirmed')`,
    [orderId],
  );
  expect(live.length).toBe(order.state === 'claimed' || order.state === 'confirmed' ? 1 : 0);
  if (live[0])
    expect({ state: live[0].state, by: live[0].organization_id }).toEqual({
      state: order.state === 'claimed' ? 'pending' : 'confirmed',
      by: order.holder,
    });
}

describe('claiming', () => {
  test('takes an open order, until the end of the second working day', async () => {
    const order = await acts.posted(station);
    const claim = must(await acts.claim(first, order.id));
    // Tuesday; Wednesday, Thursday.
    expect(claim).toMatchObject({
      state: 'pending',
      organizationId: first.id,
      claimedAt: NOW,
      confirmUntil: new Date('2026-11-26T15:59:59.999Z'),
    });
    expect(await orderOf(order.id)).toEqual({
      state: 'claimed',
      version: 3,
      holder: first.id,
      lapses: claim.confirmUntil,
    });
    await agree(order.id);
  });

  test('at the last claimable instant succeeds; one millisecond later it is too late, and says since when', async () => {
    const until = new Date('2026-11-30T10:00:00+08:00');
    const [inTime, tooLate] = [
      await acts.posted(station, { claimableUntil: until }),
      await acts.posted(station, { claimableUntil: until }),
    ];
    must(await acts.claim(first, inTime.id, until));
    const refused = await acts.claim(first, tooLate.id, plus(until, 1));
    expect(refused).toBeInstanceOf(ClaimTooLate);
    expect(refused).toMatchObject({ claimableUntil: until });
    expect(await liveClaims(tooLate.id)).toBe(0);
  });

  test('of a held order names the holder and the time, even to the holder itself', async () => {
    const order = await acts.posted(station);
    must(await acts.claim(first, order.id));
    for (const who of [second, first]) {
      const refused = await acts.claim(who, order.id);
      expect(refused).toBeInstanceOf(AlreadyClaimed);
      expect(refused).toMatchObject({ organizationName: '天水市心连心爱心协会', claimedAt: NOW });
    }
    expect(await liveClaims(order.id)).toBe(1);
  });

  test('of a draft, of nothing, of a cancelled order is refused by name', async () => {
    const draft = await acts.draft(station);
    const gone = await acts.posted(station);
    must(await acts.cancel(station, gone, '不再需要'));
    expect(await acts.claim(first, draft.id)).toBeInstanceOf(OrderNotFound);
    expect(await acts.claim(first, draft.id)).toEqual(await acts.claim(first, randomUUID()));
    expect(await acts.claim(first, gone.id)).toBeInstanceOf(OrderNotIn);
  });

  test('by one that does not serve the type is refused with every reason', async () => {
    const order = await acts.posted(station);
    const refused = await acts.claim(world.organizations.tongxin, order.id);
    expect(refused).toBeInstanceOf(NotEligible);
    expect((refused as NotEligible).checks.map((check) => check.code)).toEqual(
      expect.arrayContaining(['service_type', 'area']),
    );
  });

  test('by a suspended organization is refused', async () => {
    const order = await acts.posted(station);
    await acts.sql(`update organizations set state = 'suspended' where id = $1`, [second.id]);
    try {
      expect(await acts.claim(second, order.id)).toBeInstanceOf(NotEligible);
    } finally {
      await acts.sql(`update organizations set state = 'active' where id = $1`, [second.id]);
    }
  });
});

describe('a claim that nobody confirmed', () => {
  test('may be confirmed at its last instant, and has lapsed one millisecond later', async () => {
    const [early, late] = [await acts.posted(station, LONG), await acts.posted(station, LONG)];
    const [inTime, missed] = [must(await acts.claim(first, early.id)), must(await acts.claim(first, late.id))];
    expect(must(await acts.confirm(station, inTime, inTime.confirmUntil))).toMatchObject({
      state: 'confirmed',
      decidedAt: inTime.confirmUntil,
    });
    const after = plus(missed.confirmUntil, 1);
    const refused = await acts.confirm(station, missed, after);
    expect(refused).toBeInstanceOf(ClaimLapsed);
    expect(refused).toMatchObject({ lapsedAt: missed.confirmUntil });
    expect(await acts.decline(station, missed, '改日再约', after)).toBeInstanceOf(ClaimLapsed);
    expect(await acts.withdraw(first, missed, '人手不足', after)).toBeInstanceOf(ClaimNotIn);
    expect(await claimRow(missed.id)).toMatchObject({ state: 'pending', version: 1 });
  });

  test('once confirmed, stands beyond its first last instant: the lease has one of its own', async () => {
    const order = await acts.posted(station, LONG);
    const claim = must(await acts.confirm(station, must(await acts.claim(first, order.id))));
    expect(await orderOf(order.id)).toMatchObject({ state: 'confirmed', lapses: claim.startUntil });
    const refused = await acts.claim(second, order.id, plus(claim.confirmUntil, 1));
    expect(refused).toBeInstanceOf(AlreadyClaimed);
  });

  test('sets its order free for another, and is put away as lapsed at its last instant', async () => {
    const order = await acts.posted(station, LONG);
    const lapsed = must(await acts.claim(first, order.id));
    expect(await acts.claim(second, order.id, lapsed.confirmUntil)).toBeInstanceOf(AlreadyClaimed);
    const after = plus(lapsed.confirmUntil, 1);
    const next = must(await acts.claim(second, order.id, after));
    expect(next).toMatchObject({ state: 'pending', organizationId: second.id });
    expect(await claimRow(lapsed.id)).toEqual({
      state: 'lapsed',
      version: 2,
      reason: null,
      decided_at: lapsed.confirmUntil,
      decided_by: null,
    });
    await agree(order.id);
    // The one who was late is told so, and cannot take the order away again.
    expect(await acts.confirm(station, { ...lapsed, version: 2 }, after)).toBeInstanceOf(ClaimLapsed);
    expect(await acts.withdraw(first, { ...lapsed, version: 2 }, '人手不足', after)).toBeInstanceOf(ClaimNotIn);
    expect(await orderOf(order.id)).toMatchObject({ state: 'claimed', holder: second.id });
  });

  test('frees the order for its own organization too', async () => {
    const order = await acts.posted(station, LONG);
    const lapsed = must(await acts.claim(first, order.id));
    expect(must(await acts.claim(first, order.id, plus(lapsed.confirmUntil, 1)))).toMatchObject({
      organizationId: first.id,
    });
    await agree(order.id);
  });

  test('is taken over by exactly one of many who come at once', async () => {
    const order = await acts.posted(station, LONG);
    const lapsed = must(await acts.claim(first, order.id));
    const after = plus(lapsed.confirmUntil, 1);
    const [one, two] = [await acts.as(first, after), await acts.as(second, after)];
    await acts.warm();
    const outcomes = await Promise.all(
      Array.from({ length: 16 }, (_, i) => claimOrder(i % 2 ? one : two, { ...acts.key(), orderId: order.id })),
    );
    expect(outcomes.filter((outcome) => !(outcome instanceof Refusal))).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome instanceof AlreadyClaimed)).toHaveLength(15);
    await agree(order.id);
  });
});

describe('deciding', () => {
  test('is for the order’s own station: another station, the claimant and a stranger are answered like nobody’s claim', async () => {
    const order = await acts.posted(station);
    const claim = must(await acts.claim(first, order.id));
    const missing = { ...claim, id: randomUUID() };
    expect(await acts.confirm(world.stations.shetang, claim)).toEqual(
      await acts.confirm(world.stations.shetang, missing),
    );
    expect(await acts.confirm(first, claim)).toBeInstanceOf(ClaimNotFound);
    expect(await acts.withdraw(second, claim, '不是我的')).toBeInstanceOf(ClaimNotFound);
    expect(await acts.withdraw(station, claim, '不是我的')).toBeInstanceOf(ClaimNotFound);
    expect(await claimRow(claim.id)).toMatchObject({ state: 'pending', version: 1 });
  });

  test('no needs a reason, which the organization reads; the order is open again for all', async () => {
    const order = await acts.posted(station);
    const claim = must(await acts.claim(first, order.id));
    expect(await acts.decline(station, claim, ' ')).toBeInstanceOf(ReasonMissing);
    must(await acts.decline(station, claim, '时间对不上'));
    const { data } = await world.ask(
      'xinlianxin',
      'query ($id: ID!) { claim(id: $id) { state reason order { state claimedBy { name } timeline { what } } } }',
      { id: claim.id },
    );
    expect(data.claim).toMatchObject({
      state: 'declined',
      reason: '时间对不上',
      order: { state: 'open', claimedBy: null },
    });
    expect(JSON.stringify(data.claim.order.timeline)).toContain('时间对不上');
    expect(must(await acts.claim(second, order.id))).toMatchObject({ organizationId: second.id });
    await agree(order.id);
  });

  test('twice is refused with what it was decided to', async () => {
    const order = await acts.posted(station);
    const claim = must(await acts.claim(first, order.id));
    must(await acts.confirm(station, claim));
    expect(await acts.confirm(station, claim)).toBeInstanceOf(StaleVersion);
    const again = await acts.confirm(station, { ...claim, version: 2 });
    expect(again).toBeInstanceOf(ClaimNotIn);
    expect(again).toMatchObject({ actual: 'confirmed' });
    expect(await acts.decline(station, { ...claim, version: 2 }, '又不想要了')).toBeInstanceOf(ClaimNotIn);
  });

  test('giving back a confirmed claim opens its order again', async () => {
    const claim = await acts.confirmedClaim(station, first);
    must(await acts.withdraw(first, claim, '社工病了'));
    expect(await orderOf(claim.orderId)).toMatchObject({ state: 'open', holder: null, lapses: null });
    await agree(claim.orderId);
  });
});

describe('at the same moment', () => {
  /** Runs two acts at once, many times; each time exactly one must have its way, and the books must agree. */
  async function race(
    rounds: number,
    prepare: () => Promise<{ orderId: string; acts: readonly (() => Promise<unknown>)[] }>,
    judge: (outcomes: unknown[]) => void,
  ) {
    for (let round = 0; round < rounds; round++) {
      const { orderId, acts: rivals } = await prepare();
      if (round % 6 === 0) await acts.warm();
      const outcomes = await Promise.all((round % 2 ? [...rivals].reverse() : rivals).map((act) => act()));
      judge(round % 2 ? outcomes.reverse() : outcomes);
      await agree(orderId);
    }
  }
  const isDone = (outcome: unknown) => !(outcome instanceof Refusal);
  /** As the page does where a busy machine let the wait for a lock run out. */
  async function askedAgain<T>(ask: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await ask();
      } catch (error) {
        if (5 < attempt || (error as { code?: string }).code !== '55P03') throw error;
      }
    }
  }

  test('claiming and cancelling: either the order was taken and then cancelled with its claim, or it was gone', async () => {
    await race(
      12,
      async () => {
        const order = await acts.posted(station);
        return {
          orderId: order.id,
          acts: [() => acts.claim(first, order.id), () => acts.cancel(station, order, '不再需要')],
        };
      },
      ([claimed, cancelled]) => {
        // A claim that came first makes the canceller's version stale: it must look again.
        if (isDone(claimed)) expect(cancelled).toBeInstanceOf(StaleVersion);
        else {
          expect(isDone(cancelled)).toBe(true);
          expect(claimed).toBeInstanceOf(OrderNotIn);
        }
      },
    );
  }, 60_000);

  test('taking several orders: no more than the month still holds', async () => {
    const orders = [];
    for (let i = 0; i < 6; i++) orders.push(await acts.posted(station));
    await acts.sql(
      `update organizations set sessions_per_month = (select count(*) + 2 from claims where organization_id = $1 and state in ('pending', 'confirmed')) where id = $1`,
      [second.id],
    );
    try {
      // A session of its own for each: those of one session would wait for one another at its row.
      const contexts = await Promise.all(orders.map(() => acts.as(second)));
      await acts.warm();
      const outcomes = await Promise.all(
        orders.map((order, i) => askedAgain(() => claimOrder(contexts[i]!, { ...acts.key(), orderId: order.id }))),
      );
      expect(outcomes.filter(isDone)).toHaveLength(2);
      for (const outcome of outcomes.filter((one) => !isDone(one)))
        expect(outcome).toMatchObject({ checks: [{ code: 'capacity' }] });
    } finally {
      await acts.sql('update organizations set sessions_per_month = 200');
    }
  });

  test('confirming and withdrawing: one of them, and the other is told that the claim has moved on', async () => {
    await race(
      12,
      async () => {
        const order = await acts.posted(station);
        const claim = must(await acts.claim(first, order.id));
        return {
          orderId: order.id,
          acts: [() => acts.confirm(station, claim), () => acts.withdraw(first, claim, '人手不足')],
        };
      },
      (outcomes) => {
        expect(outcomes.filter(isDone)).toHaveLength(1);
        expect(outcomes.filter((outcome) => outcome instanceof StaleVersion)).toHaveLength(1);
      },
    );
  }, 60_000);

  test('confirming and cancelling: never a confirmed claim on a cancelled order', async () => {
    await race(
      12,
      async () => {
        const order = await acts.posted(station);
        const claim = must(await acts.claim(first, order.id));
        return {
          orderId: order.id,
          acts: [
            () => acts.confirm(station, claim),
            () => acts.cancel(station, { id: order.id, version: 3 }, '不再需要'),
          ],
        };
      },
      (outcomes) => expect(outcomes.filter(isDone)).toHaveLength(1),
    );
  }, 60_000);

  test('cancelling an order and taking over its lapsed claim: no deadlock, and one of them', async () => {
    await race(
      12,
      async () => {
        const order = await acts.posted(station, LONG);
        const lapsed = must(await acts.claim(first, order.id));
        const after = plus(lapsed.confirmUntil, 1);
        return {
          orderId: order.id,
          acts: [
            () => acts.claim(second, order.id, after),
            () => acts.cancel(station, { id: order.id, version: 3 }, '不再需要', after),
          ],
        };
      },
      (outcomes) => expect(outcomes.filter(isDone)).toHaveLength(1),
    );
  }, 60_000);

  test('confirming at the last instant and claiming one millisecond later: the order has one holder', async () => {
    await race(
      12,
      async () => {
        const order = await acts.posted(station, LONG);
        const held = must(await acts.claim(first, order.id));
        return {
          orderId: order.id,
          acts: [
            () => acts.confirm(station, held, held.confirmUntil),
            () => acts.claim(second, order.id, plus(held.confirmUntil, 1)),
          ],
        };
      },
      ([confirmed, claimed]) => {
        if (isDone(claimed)) expect(confirmed).toBeInstanceOf(Refusal);
        else expect(isDone(confirmed)).toBe(true);
      },
    );
  }, 60_000);
});

describe('reading claims', () => {
  const list = async (login: string, states: string[] | null = null) =>
    (
      await world.ask(
        login,
        'query ($states: [ClaimState!]) { claims(first: 100, states: $states) { totalCount edges { node { id state organization { name } } } } }',
        { states },
      )
    ).data.claims;

  test('is for the two parties and the bureau; an organization never sees another’s', async () => {
    const order = await acts.posted(station);
    const claim: Claim = must(await acts.claim(second, order.id));
    const has = async (login: string) =>
      (await list(login)).edges.some((edge: { node: { id: string } }) => edge.node.id === claim.id);
    expect(await Promise.all(['nuanyang', 'dacheng', 'bureau', 'xinlianxin', 'shetang', 'tongxin'].map(has))).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    const nested = await world.ask(
      'xinlianxin',
      'query ($id: ID!) { order(id: $id) { state claimedBy { name } claim { id } timeline { who what } } }',
      { id: order.id },
    );
    expect(nested.data.order).toMatchObject({
      state: 'claimed',
      claimedBy: { name: '暖阳社会工作服务中心' },
      claim: null,
    });
  });

  test('filters by the state that people see, and counts the same', async () => {
    for (const state of ['pending', 'confirmed', 'declined', 'withdrawn', 'lapsed']) {
      const { edges, totalCount } = await list('dacheng', [state]);
      expect(
        edges.every((edge: { node: { state: string } }) => edge.node.state === state),
        state,
      ).toBe(true);
      expect(edges.length, state).toBe(Math.min(totalCount, 100));
    }
  });
});
