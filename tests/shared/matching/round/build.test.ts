/** From facts to the basis of a round: who becomes a pair, who a near miss, who neither, and how many slots are left. */
import { buildBasis, type RoundFacts, type RoundProviderFacts } from '@jiedui/shared/matching/round/build.ts';
import { RoundDesk } from '@jiedui/shared/matching/round/desk.ts';
import { fitOf } from '@jiedui/shared/matching/rank.ts';
import { pairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { WEIGHTS_V1 } from '@jiedui/shared/matching/weights.ts';
import { describe, expect, test } from 'vitest';
import { booked, clinicOffer, clinicOrder, hospital, QINZHOU } from '../fixtures.ts';

const AT = new Date('2026-11-24T02:00:00.000Z');
const COVERAGE: WhatIf = { objective: 'coverage', pins: [], forbids: [], capacities: [], hours: null };
const { completedWithStation, ...bare } = hospital;
const able: RoundProviderFacts = { ...bare, completedByStation: { shetang: completedWithStation } };
const other: RoundProviderFacts = {
  ...able,
  organizationId: 'nuanyang',
  name: '暖阳社会工作服务中心',
  pairedStationIds: [],
  completedByStation: {},
  offers: [{ ...clinicOffer, id: 'offer-2' }],
};
const order = { ...clinicOrder, townshipName: '社棠镇', postedAt: new Date('2026-11-10T02:00:00.000Z') };

const facts = (change: Partial<RoundFacts> = {}): RoundFacts => ({
  month: '2026-12',
  at: AT,
  weights: WEIGHTS_V1,
  orders: [order],
  providers: [able, other],
  declined: [],
  invited: {},
  ...change,
});
const pairsOf = (change: Partial<RoundFacts>) => {
  const basis = buildBasis(facts(change));
  return basis.provider.map((j) => basis.providers[j]!.id);
};

describe('the basis', () => {
  test('has every pair that passes the one evaluator, with its score', () => {
    const basis = buildBasis(facts());
    expect(basis.providers.map(({ id }) => id)).toEqual(['hospital', 'nuanyang']);
    expect(basis.provider).toEqual([0, 1]);
    expect(basis.score).toEqual([
      fitOf(order, hospital).score,
      fitOf(order, { ...other, completedWithStation: 0 }).score,
    ]);
    expect(basis).toMatchObject({ engine: 'round-1', seed: 0, day: '2026-11-24', start: [0, 2] });
  });

  test('is the same for facts in another order', () => {
    const two = { ...order, id: 'order-2' };
    const one = buildBasis(facts({ orders: [order, two] }));
    expect(buildBasis(facts({ orders: [two, order], providers: [other, able] }))).toEqual(one);
  });

  test('counts slots of the month alone, less invitations that wait', () => {
    expect(buildBasis(facts()).providers[0]).toMatchObject({ slots: 2 });
    expect(buildBasis(facts({ invited: { hospital: 1 } })).providers[0]).toMatchObject({ slots: 1 });
    expect(buildBasis(facts({ month: '2027-01' })).providers[0]).toMatchObject({ slots: 4 });
  });

  test('keeps a pair that fails nothing but capacity, without a slot', () => {
    const full = { ...able, bookings: booked(4) };
    const basis = buildBasis(facts({ providers: [full] }));
    expect(basis.provider).toEqual([0]);
    expect(basis.providers[0]).toMatchObject({ slots: 0 });
    const desk = new RoundDesk(basis);
    expect(desk.whole(COVERAGE).unserved[0]).toMatchObject({
      reason: 'no_slots',
      sentence: '能服务的 1 家组织，本月名额都已用满。',
      changes: [
        { kind: 'one_more_slot', servedGain: 1, sentence: '请天水忠和中医骨伤医院增加 1 场名额，即可服务此单。' },
      ],
    });
    const more = desk.whole({ ...COVERAGE, capacities: [{ organizationId: 'hospital', slots: 1 }] });
    expect(more.pairs).toMatchObject([{ orderId: 'order-1', organizationId: 'hospital' }]);
  });

  test('leaves out a pair that was declined in the month', () => {
    expect(pairsOf({ declined: [{ orderId: 'order-1', organizationId: 'hospital' }] })).toEqual(['nuanyang']);
  });

  test('has only paired organizations while they come first, and everybody after', () => {
    const opening = { countyOn: '2026-11-25', allOn: '2026-11-27' } as const;
    const fresh = { ...order, opening };
    expect(pairsOf({ orders: [fresh] })).toEqual(['hospital']);
    expect(pairsOf({ orders: [{ ...fresh, today: opening.countyOn }] })).toEqual(['hospital', 'nuanyang']);
    const far = { ...other, regionCode: '620502000000' };
    expect(pairsOf({ orders: [{ ...fresh, today: '2026-11-26' }], providers: [able, far] })).toEqual(['hospital']);
    expect(pairsOf({ orders: [{ ...fresh, today: opening.allOn }], providers: [able, far] })).toHaveLength(2);
    const held = new RoundDesk(buildBasis(facts({ orders: [fresh], providers: [other] })));
    expect(held.whole(COVERAGE).unserved[0]).toMatchObject({
      reason: 'paired_only',
      sentence: '11月24日前由结对组织优先，结对组织中没有能够服务的；期满后面向全部组织。',
    });
  });
});

describe('a near miss', () => {
  const elsewhere = { ...other, offers: [{ ...clinicOffer, id: 'offer-2', areaCodes: [QINZHOU] }] };

  test('fails exactly one check, and says what would serve the order', () => {
    const desk = new RoundDesk(buildBasis(facts({ providers: [elsewhere] })));
    expect(desk.basis.nearMisses[0]).toMatchObject([{ check: 'area' }]);
    expect(desk.whole(COVERAGE).unserved[0]).toMatchObject({
      reason: 'nobody_eligible',
      sentence: '没有组织符合全部条件，其中 1 家只差一项。',
      changes: [
        {
          kind: 'mend_check',
          check: 'area',
          servedGain: 1,
          sentence: '请暖阳社会工作服务中心把服务区域扩大到社棠镇，即可服务此单。',
        },
      ],
    });
  });

  test('does not fail two', () => {
    const idle = { ...elsewhere, state: 'suspended' as const };
    expect(buildBasis(facts({ providers: [idle] })).nearMisses).toEqual([[]]);
  });
});

test('a pair is told with its runner-up, the margin, and the part that decides', () => {
  const [pair] = new RoundDesk(buildBasis(facts())).whole(COVERAGE).pairs;
  expect(pair).toMatchObject({
    organizationId: 'hospital',
    pinned: false,
    runnerUp: { organizationId: 'nuanyang', decisive: 'pairing' },
  });
  expect(pair?.runnerUp?.sentence).toMatch(/^领先暖阳社会工作服务中心 [\d.]+ 分，主要在“结对关系”（100 比 0）。$/);
  expect(pairWords(facts(), [pair!])).toMatchObject([
    { orderId: 'order-1', sentence: expect.stringContaining('做过 6 次') },
  ]);
});

test('a pin that costs an order says so, one that cannot be kept says why', () => {
  const two = { ...order, id: 'order-2' };
  const single = { ...able, bookings: booked(3) };
  const far = { ...order, id: 'order-3', stationId: 'else' };
  const desk = new RoundDesk(buildBasis(facts({ orders: [order, two, far], providers: [single] })));
  const pin = (orderId: string) => ({ orderId, organizationId: 'hospital' });
  const { pins } = desk.whole({
    ...COVERAGE,
    pins: [pin('order-3'), pin('order-1'), { orderId: 'gone', organizationId: 'hospital' }],
  });
  expect(pins).toMatchObject([
    { orderId: 'gone', problem: 'not_in_round', sentence: expect.stringMatching(/^该点单不在本轮/) },
    { orderId: 'order-1', problem: null, servedCost: 0 },
    { orderId: 'order-3', problem: 'no_slot' },
  ]);
  const alone = desk.whole({ ...COVERAGE, pins: [pin('order-3')] }).pins[0];
  expect(alone).toMatchObject({ problem: null, servedCost: 0 });
  expect(alone?.sentence).toMatch(/^代价：总匹配分减少 [\d.]+ 分，服务单数不变。$/);
});

test('hours beside slots: who is left out for want of hours is told so', () => {
  const two = { ...order, id: 'order-2' };
  const desk = new RoundDesk(buildBasis(facts({ orders: [order, two], providers: [able] })));
  const hours = { perOrder: 3, orders: [], organizations: [{ organizationId: 'hospital', hours: 5 }] };
  const { figures, unserved } = desk.whole({ ...COVERAGE, hours });
  expect(figures).toMatchObject({ orders: 2, served: 1 });
  expect(unserved).toMatchObject([
    { reason: 'hours_used', sentence: expect.stringContaining('工时已用满'), changes: [] },
  ]);
  expect(
    desk.whole({ ...COVERAGE, hours: { ...hours, organizations: [{ organizationId: 'hospital', hours: 6 }] } })
      .unserved,
  ).toEqual([]);
});
