/** The lease of a confirmed claim, take-overs and rulings on PostgreSQL: last instants on both sides, and who meets whom. */
import { inviteOrganization } from '@jiedui/api/claim/invite.commands.ts';
import { declineInvitation } from '@jiedui/api/claim/invitation.commands.ts';
import { claimOrder, releaseClaim, withdrawClaim } from '@jiedui/api/claim/claim.commands.ts';
import { beginClaims, extendClaim, planFirstSession } from '@jiedui/api/claim/lease.commands.ts';
import { ruleOnOrder } from '@jiedui/api/claim/ruling.commands.ts';
import {
  acceptTakeover,
  agreeTakeover,
  askTakeover,
  refuseTakeover,
  withdrawTakeover,
} from '@jiedui/api/claim/takeover.commands.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import type { Invitation } from '@jiedui/shared/claim/invitation.ts';
import { AlreadyClaimed, AlreadyExtended, ClaimLapsed, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { NoRulingNeeded, RulingNeeded } from '@jiedui/shared/claim/ruling-rules.ts';
import type { Takeover } from '@jiedui/shared/claim/takeover.ts';
import { NothingToTakeOver, TakeoverNotIn, TakeoverPending } from '@jiedui/shared/claim/takeover-refusals.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startRelay } from '@jiedui/api/hall/relay.ts';
import { noticeListener } from '@jiedui/api/report/notices.ts';
import { settleLease } from '@jiedui/api/claim/claim.store.ts';
import { providersByIds } from '@jiedui/api/matching/matching.store.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

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
  bureau = world.officer;
  await acts.sql('update organizations set sessions_per_month = 200');
});
afterAll(() => world.close());

const LONG = {
  claimableUntil: new Date('2026-12-25T10:00:00+08:00'),
  windowFrom: '2026-12-01',
  windowTo: '2027-01-20',
} as const;
const plus = (at: Date, ms: number) => new Date(at.getTime() + ms);
const confirmed = (): Promise<Claim> => acts.confirmedClaim(station, first, LONG);
const ofClaim = ({ id, version }: Claim) => ({ ...acts.key(), claimId: id, expectedVersion: version });
const ofTakeover = ({ id, version }: Takeover) => ({ ...acts.key(), takeoverId: id, expectedVersion: version });
const ask = async (who: Who, orderId: string, at?: Date) =>
  askTakeover(await acts.as(who, at), { ...acts.key(), orderId, reason: '离得更近' });
const stateOf = (orderId: string) =>
  acts.one<{ state: string; holder: string | null; lapses: Date | null }>(
    'select state, claimed_organization_id as holder, claim_lapses_at as lapses from orders where id = $1',
    [orderId],
  );
const claimState = async (id: string) =>
  await acts.one<{ state: string; at_fault: boolean }>('select state, at_fault from claims where id = $1', [id]);
const isDone = (outcome: unknown) => !(outcome instanceof Refusal);

describe('the lease', () => {
  test('stands to its last instant; one millisecond later the order is anybody’s, and the claim is broken', async () => {
    const claim = await confirmed();
    expect(claim.startUntil).toEqual(new Date('2026-12-08T15:59:59.999Z'));
    expect(await acts.claim(second, claim.orderId, claim.startUntil!)).toBeInstanceOf(AlreadyClaimed);
    const taken = must(await acts.claim(second, claim.orderId, plus(claim.startUntil!, 1)));
    expect(await claimState(claim.id)).toEqual({ state: 'lapsed', at_fault: true });
    expect(await stateOf(claim.orderId)).toMatchObject({ state: 'claimed', holder: second.id });
    expect(taken.state).toBe('pending');
  });

  test('ends with a plan for the first session', async () => {
    const claim = await confirmed();
    const planned = must(await planFirstSession(await acts.as(first), { ...ofClaim(claim), on: '2026-12-10' }));
    expect(planned).toMatchObject({ firstSessionOn: '2026-12-10' });
    expect(await stateOf(claim.orderId)).toMatchObject({ state: 'confirmed', lapses: null });
    const late = plus(claim.startUntil!, 1);
    expect(await acts.claim(second, claim.orderId, late)).toBeInstanceOf(AlreadyClaimed);
  });

  test('is extended once, within the term', async () => {
    const claim = await confirmed();
    const extend = async (of: Claim, at?: Date) =>
      extendClaim(await acts.as(first, at), { ...ofClaim(of), reason: '场地下周才能用' });
    expect(await extend(claim, plus(claim.startUntil!, 1))).toBeInstanceOf(ClaimLapsed);
    const extended = must(await extend(claim, claim.startUntil!));
    expect(extended.startUntil).toEqual(new Date('2026-12-22T15:59:59.999Z'));
    expect(await extend(extended, extended.startUntil!)).toBeInstanceOf(AlreadyExtended);
  });

  test('withdrawing counts from the first millisecond after the free days', async () => {
    const give = async (claim: Claim, at: Date) =>
      must(await withdrawClaim(await acts.as(first, at), { ...ofClaim(claim), endCode: 'people', reason: '' }));
    const [inTime, late] = [await confirmed(), await confirmed()];
    expect(await give(inTime, inTime.freeUntil!)).toMatchObject({ state: 'withdrawn', atFault: false });
    expect(await give(late, plus(late.freeUntil!, 1))).toMatchObject({ state: 'withdrawn', atFault: true });
  });

  test('a bureau releases, and that is not a withdrawal', async () => {
    const claim = await confirmed();
    const input = { ...ofClaim(claim), endCode: 'not_started', reason: '' } as const;
    expect(await releaseClaim(await acts.as(second), input)).toBeInstanceOf(Refusal);
    const released = must(await releaseClaim(await acts.as(bureau), { ...input, ...acts.key() }));
    expect(released).toMatchObject({ state: 'released', atFault: true });
    expect(await stateOf(claim.orderId)).toMatchObject({ state: 'open', holder: null });
  });

  test('extending at the last instant and claiming after it: the order has one holder', async () => {
    await acts.warm();
    for (let turn = 0; turn < 6; turn += 1) {
      const claim = await confirmed();
      const [extended, claimed] = await Promise.all([
        extendClaim(await acts.as(first, claim.startUntil!), { ...ofClaim(claim), reason: '场地未定' }),
        acts.claim(second, claim.orderId, plus(claim.startUntil!, 1)),
      ]);
      expect([isDone(extended), isDone(claimed)].filter(Boolean)).toHaveLength(1);
      expect((await stateOf(claim.orderId)).holder).toBe(isDone(claimed) ? second.id : first.id);
    }
  }, 60_000);
});

describe('a take-over', () => {
  test('by silence of the holder and the yes of the station changes the claims in one step', async () => {
    const claim = await confirmed();
    const asked = must(await ask(second, claim.orderId));
    expect(asked.holderUntil).toEqual(new Date('2026-11-26T15:59:59.999Z'));
    const accept = async (at: Date) => acceptTakeover(await acts.as(station, at), ofTakeover(asked));
    expect(await accept(asked.holderUntil)).toBeInstanceOf(TakeoverNotIn);
    const done = must(await accept(plus(asked.holderUntil, 1)));
    expect(done).toMatchObject({ state: 'done', holderAgreedAt: asked.holderUntil });
    expect(await claimState(claim.id)).toEqual({ state: 'handed_over', at_fault: false });
    expect(await claimState(done.newClaimId!)).toMatchObject({ state: 'confirmed' });
    expect(await stateOf(claim.orderId)).toMatchObject({ state: 'confirmed', holder: second.id });
  });

  test('is one at a time, of an order in another’s hands, by who could claim it', async () => {
    const claim = await confirmed();
    expect(await ask(first, claim.orderId)).toBeInstanceOf(NothingToTakeOver);
    const open = await acts.posted(station, LONG);
    expect(await ask(second, open.id)).toBeInstanceOf(NothingToTakeOver);
    must(await ask(second, claim.orderId));
    expect(await ask(second, claim.orderId)).toBeInstanceOf(TakeoverPending);
    await acts.sql("update organizations set state = 'suspended' where id = $1", [second.id]);
    const other = await confirmed();
    expect(await ask(second, other.orderId)).toBeInstanceOf(NotEligible);
    await acts.sql("update organizations set state = 'active' where id = $1", [second.id]);
  });

  test('refused by the holder leaves everything as it was; the station needs the holder’s turn to pass', async () => {
    const claim = await confirmed();
    const asked = must(await ask(second, claim.orderId));
    const refused = must(
      await refuseTakeover(await acts.as(first), { ...ofTakeover(asked), endCode: 'schedule', reason: '' }),
    );
    expect(refused.state).toBe('refused');
    expect(await stateOf(claim.orderId)).toMatchObject({ holder: first.id });
  });

  test('ends when its claim ends otherwise', async () => {
    const claim = await confirmed();
    const asked = must(await ask(second, claim.orderId));
    must(await withdrawClaim(await acts.as(first), { ...ofClaim(claim), endCode: 'people', reason: '' }));
    const [row] = await acts.sql<{ state: string }>('select state from takeovers where id = $1', [asked.id]);
    expect(row?.state).toBe('void');
  });

  test('ends when its order is taken back', async () => {
    const claim = await confirmed();
    const asked = must(await ask(second, claim.orderId));
    const order = await acts.one<{ id: string; version: number }>('select id, version from orders where id = $1', [
      claim.orderId,
    ]);
    must(await acts.cancel(station, order, '已由他人完成'));
    const [row] = await acts.sql<{ state: string }>('select state from takeovers where id = $1', [asked.id]);
    expect(row?.state).toBe('void');
  });

  test('accepting while the holder withdraws: one of them, and never two holders', async () => {
    await acts.warm();
    for (let turn = 0; turn < 6; turn += 1) {
      const claim = await confirmed();
      const asked = must(await ask(second, claim.orderId));
      const agreed = must(await agreeTakeover(await acts.as(first), ofTakeover(asked)));
      const [accepted, withdrawn] = await Promise.all([
        acceptTakeover(await acts.as(station), ofTakeover(agreed)),
        withdrawClaim(await acts.as(first), { ...ofClaim(claim), endCode: 'people', reason: '' }),
      ]);
      expect([isDone(accepted), isDone(withdrawn)].filter(Boolean)).toHaveLength(1);
      expect((await stateOf(claim.orderId)).holder).toBe(isDone(accepted) ? second.id : null);
    }
  }, 60_000);

  test('accepting while who asked withdraws: one of them', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      const claim = await confirmed();
      const agreed = must(
        await agreeTakeover(await acts.as(first), ofTakeover(must(await ask(second, claim.orderId)))),
      );
      const outcomes = await Promise.all([
        acceptTakeover(await acts.as(station), ofTakeover(agreed)),
        withdrawTakeover(await acts.as(second), ofTakeover(agreed)),
      ]);
      expect(outcomes.filter(isDone)).toHaveLength(1);
    }
  }, 60_000);
});

describe('a ruling', () => {
  const invite = async (orderId: string, organizationId: string, at?: Date) =>
    inviteOrganization(await acts.as(bureau, at), { ...acts.key(), orderId, organizationId });
  const decline = async (who: Who, { id, version }: Invitation) =>
    must(
      await declineInvitation(await acts.as(who), {
        ...acts.key(),
        invitationId: id,
        expectedVersion: version,
        reason: 'capacity',
        words: '',
      }),
    );
  const rule = async (orderId: string, choice: 'reopen' | 'unmet', at?: Date) =>
    ruleOnOrder(await acts.as(bureau, at), {
      ...acts.key(),
      orderId,
      choice,
      reason: '两家都已谢绝',
      claimableOn: null,
      windowTo: null,
      toAuthorityId: null,
    });
  /** An order that two organizations declined. */
  async function refusedTwice() {
    const order = await acts.posted(station, LONG);
    for (const who of [first, second]) await decline(who, must(await invite(order.id, who.id)));
    return order;
  }

  test('is needed after the second refusal, and no third invitation goes out before it', async () => {
    const order = await acts.posted(station, LONG);
    await decline(first, must(await invite(order.id, first.id)));
    expect(await rule(order.id, 'reopen')).toBeInstanceOf(NoRulingNeeded);
    await decline(second, must(await invite(order.id, second.id)));
    expect(await invite(order.id, first.id)).toBeInstanceOf(RulingNeeded);
    must(await rule(order.id, 'reopen', plus(world.clock.now, 1)));
    expect(isDone(await invite(order.id, first.id, plus(world.clock.now, 2)))).toBe(true);
  });

  test('counts one that lapsed, from one millisecond after its last instant', async () => {
    const order = await acts.posted(station, LONG);
    await decline(first, must(await invite(order.id, first.id)));
    const { respondUntil } = must(await invite(order.id, second.id));
    expect(await rule(order.id, 'reopen', respondUntil)).toBeInstanceOf(NoRulingNeeded);
    expect(isDone(await rule(order.id, 'reopen', plus(respondUntil, 1)))).toBe(true);
  });

  test('closes the order as unmet, and the station reads why', async () => {
    const order = await refusedTwice();
    must(await rule(order.id, 'unmet'));
    const row = await acts.one<{ state: string; cancel_reason: string }>(
      'select state, cancel_reason from orders where id = $1',
      [order.id],
    );
    expect(row).toEqual({ state: 'cancelled', cancel_reason: '未能对接：两家都已谢绝' });
    const relay = startRelay(world.hall, [noticeListener], pino({ level: 'fatal' }));
    await relay.drain();
    await relay.close();
    const notices = await acts.sql<{ title: string; body: string }>(
      "select title, body from notices where kind = 'ruling.made' and account_id = $1 and link like '%' || $2",
      [station.accountId, order.id],
    );
    expect(notices).toMatchObject([
      {
        title: `天水市民政局对“${order.title}”作出裁定：作未能对接办结`,
        body: expect.stringContaining('理由：两家都已谢绝。'),
      },
    ]);
    const { data } = await world.ask('dacheng', 'query ($id: ID!) { order(id: $id) { timeline { who what } } }', {
      id: order.id,
    });
    expect(data.order.timeline).toContainEqual({
      who: '天水市民政局',
      what: '裁定：作未能对接办结。两家都已谢绝',
    });
  });

  test('is one: of two at the same moment the second is told', async () => {
    await acts.warm();
    for (let turn = 0; turn < 6; turn += 1) {
      const order = await refusedTwice();
      const outcomes = await Promise.all([rule(order.id, 'reopen'), rule(order.id, 'unmet')]);
      expect(outcomes.filter(isDone)).toHaveLength(1);
    }
  }, 60_000);

  test('of an order in parts leaves those who hold one, and closes the rest', async () => {
    const line = (what: string, value: number) => ({
      seq: 0,
      serviceType: null,
      what,
      note: '',
      quantity: {
        value,
        qualifier: 'exact' as const,
        unit: 'person' as const,
      },
    });
    const order = await acts.posted(station, {
      ...LONG,
      sharing: 'partial',
      lines: [line('助浴', 20), line('理发', 6)],
    });
    // Each is asked once and declines; then one of them takes a part after all.
    for (const who of [first, second]) await decline(who, must(await invite(order.id, who.id)));
    const input = { ...acts.key(), orderId: order.id, portions: [{ seq: 1, value: 8 }] };
    const part = must(await claimOrder(await acts.as(first), input));
    must(await rule(order.id, 'unmet'));
    expect(await claimState(part.id)).toMatchObject({ state: 'pending' });
    expect(await stateOf(order.id)).toMatchObject({ state: 'claimed', lapses: part.confirmUntil });
    must(await acts.confirm(station, part));
    expect(await stateOf(order.id)).toMatchObject({ state: 'confirmed', lapses: new Date('2026-12-08T15:59:59.999Z') });
  });

  test('stands in the queue of its bureau and of nobody else, and on the list of next steps', async () => {
    const order = await refusedTwice();
    const { data, errors: none } = await world.ask(
      'bureau',
      '{ rulingCases(first: 25) { edges { node { id state dueAt refusals { organizationName words } } } } nextTasks(kinds: [ruling]) { page(first: 30) { edges { node { id mine what dueAt } } } } }',
    );
    expect(none).toBeUndefined();
    const found = data.rulingCases.edges.map((edge: { node: object }) => edge.node);
    expect(found).toContainEqual(
      expect.objectContaining({ id: order.id, state: 'waiting', dueAt: '2026-11-26T15:59:59.999Z' }),
    );
    expect(data.nextTasks.page.edges.map((edge: { node: object }) => edge.node)).toContainEqual(
      expect.objectContaining({ id: `ruling:${order.id}`, mine: true, what: '作出裁定' }),
    );
    const { errors } = await world.ask('dacheng', '{ rulingCases(first: 1) { totalCount } }');
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('the shares of one order', () => {
  const begun = async (orderId: string) =>
    (
      await acts.sql<{ organization_id: string }>(
        'select organization_id from claims where order_id = $1 and started_at is not null',
        [orderId],
      )
    ).map((row) => row.organization_id);
  const loadOf = async (who: World['organizations']['nuanyang']) =>
    inTransaction(world.hall.pool, { system: 'install' }, 'write', async (tx) => {
      await tx.client.query("select set_config('app.tenant_id', $1, true)", [world.tenantId]);
      return (await providersByIds(tx, [who.id], world.clock.now))[0]!.openClaims;
    });

  test('begin each for itself, lapse each by its own term, and count each for its organization', async () => {
    const before = [await loadOf(first), await loadOf(second)] as const;
    const order = await acts.posted(station, { ...LONG, sharing: 'joint', seats: 2 });
    for (const who of [first, second]) must(await acts.confirm(station, must(await acts.claim(who, order.id))));
    expect([await loadOf(first), await loadOf(second)]).toEqual([before[0] + 1, before[1] + 1]);

    const late = new Date('2027-01-19T10:00:00+08:00');
    await inTransaction(world.hall.pool, { system: 'install' }, 'write', async (tx) => {
      await tx.client.query("select set_config('app.tenant_id', $1, true)", [world.tenantId]);
      await settleLease(tx, order.id, late);
      await beginClaims(tx, [order.id], [first.id], world.clock.now);
    });
    const until = new Date('2026-12-08T15:59:59.999Z');
    expect(await stateOf(order.id)).toMatchObject({ state: 'confirmed', lapses: until });
    expect(await begun(order.id)).toEqual([first.id]);
    await inTransaction(world.hall.pool, { system: 'install' }, 'write', async (tx) => {
      await tx.client.query("select set_config('app.tenant_id', $1, true)", [world.tenantId]);
      await beginClaims(tx, [order.id], [second.id], plus(until, 1));
    });
    expect(await begun(order.id)).toEqual([first.id]);
  });
});

test('people are told of a take-over as it goes from hand to hand, and of a ruling', async () => {
  const relay = startRelay(world.hall, [noticeListener], pino({ level: 'fatal' }));
  const told = (orderId: string, claimId = orderId) =>
    acts.sql<{ kind: string; title: string; who: string }>(
      `select n.kind, n.title, n.account_id as who from notices n
       where (n.link like '%' || $1 or n.link like '%' || $2) and split_part(n.kind, '.', 1) in ('takeover', 'ruling') order by n.kind, n.title`,
      [orderId, claimId],
    );
  const claim = await confirmed();
  const agreed = must(await agreeTakeover(await acts.as(first), ofTakeover(must(await ask(second, claim.orderId)))));
  const done = must(await acceptTakeover(await acts.as(station), ofTakeover(agreed)));
  const other = await confirmed();
  const input = { ...ofTakeover(must(await ask(second, other.orderId))), endCode: 'schedule', reason: '' } as const;
  must(await refuseTakeover(await acts.as(first), input));
  await relay.drain();
  const of = (rows: Awaited<ReturnType<typeof told>>, kind: string) => rows.filter((row) => row.kind === kind);
  const handed = await told(claim.orderId, done.newClaimId!);
  expect(
    of(handed, 'takeover.asked')
      .map(({ who }) => who)
      .sort(),
  ).toEqual([first.accountId, station.accountId].sort());
  expect(
    of(handed, 'takeover.agreed')
      .map(({ who }) => who)
      .sort(),
  ).toEqual([second.accountId, station.accountId].sort());
  expect(
    of(handed, 'takeover.done')
      .map(({ who }) => who)
      .sort(),
  ).toEqual([first.accountId, second.accountId].sort());
  expect(of(await told(other.orderId), 'takeover.refused')).toMatchObject([
    { who: second.accountId, title: expect.stringMatching(/未同意转接“.+”$/) },
  ]);
  await relay.close();
});

test('a draft says when it would open to whom under each mode; once posted it says nothing of the kind', async () => {
  const query =
    'query ($id: ID!, $mode: ClaimMode) { order(id: $id) { openingIfPosted(claimMode: $mode) { countyOn allOn } } }';
  const ask = async (id: string, mode: string | null) =>
    (await world.ask('dacheng', query, { id, mode })).data.order.openingIfPosted;
  const draft = await acts.draft(station, LONG);
  // Nobody is paired with the station yet.
  expect(await ask(draft.id, 'paired_first')).toBeNull();
  const claim = await confirmed();
  const agreement = must(await acts.agree(first, claim.id));
  const signed = must(await acts.sign(first, agreement));
  must(await acts.sign(station, signed));
  // Of Tuesday the 24th: three working days for the paired, two for the county.
  expect(await ask(draft.id, 'paired_first')).toEqual({ countyOn: '2026-11-28', allOn: '2026-12-02' });
  expect(await ask(draft.id, 'open')).toBeNull();
  expect(await ask(claim.orderId, 'paired_first')).toBeNull();
});
