/** Ranking: its order, its reasons, its near misses, its properties. */
import type { OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { PART_CODES, VALUE_MOST } from '@jiedui/shared/matching/part-values.ts';
import { compareInMarket, fitOf, rank } from '@jiedui/shared/matching/rank.ts';
import { NO_TERMS, termsOf } from '@jiedui/shared/matching/text/terms.ts';
import { SCORE_MOST, type Weights } from '@jiedui/shared/matching/weights.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  booked,
  clinicOffer,
  clinicOrder,
  hospital,
  MAIJI,
  MAIJI_SEAT,
  QINZHOU,
  QINZHOU_SEAT,
  SHETANG,
  TIANSHUI,
} from './fixtures.ts';

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const offers = fc.record({
  id: fc.uuid(),
  serviceTypes: fc.subarray(['EC01', 'EC03', 'SA04', 'CC05', 'TS02'], { minLength: 1 }),
  targetGroups: fc.subarray(['elder_alone', 'elder_disabled', 'orphan'], { minLength: 1 }),
  areaCodes: fc.subarray([SHETANG, MAIJI, QINZHOU, TIANSHUI], { minLength: 1 }),
  windowFrom: some('2026-01-01', '2026-12-20', '2026-12-21' as const),
  windowTo: some('2026-11-30', '2026-12-01', '2026-12-31' as const),
  costMode: some('free', 'purchased' as const),
  unitPriceFen: some(null, 5_000, 20_000),
  farthestKm: some(null, 10, 20),
  terms: some(NO_TERMS, termsOf('独居老人义诊', '上门测血压')),
});
const providers: fc.Arbitrary<ProviderFacts[]> = fc.uniqueArray(
  fc.record({
    organizationId: fc.uuid(),
    name: fc.constant('某组织'),
    regionCode: some(SHETANG, MAIJI, QINZHOU, TIANSHUI),
    place: some(null, QINZHOU_SEAT, MAIJI_SEAT),
    state: some('active', 'active', 'suspended' as const),
    listStatus: some('none', 'none', 'abnormal' as const),
    ratingGrade: some(null, 1, 3, 5),
    offers: fc.array(offers, { maxLength: 3 }),
    sessionsPerMonth: fc.nat(3),
    bookings: fc.nat(3).map(booked),
    leaves: some([], [{ fromOn: '2026-12-01', toOn: '2026-12-20' }]),
    qualifications: some([], [{ code: 'medical_practice', validUntil: null }]),
    backgroundCheckedOn: some(null, '2026-11-01'),
    conflicts: some([], [], [{ stationId: 'shetang', reason: '亲属' }]),
    blocks: some([], [], [{ stationId: 'shetang', reason: '未到场', untilOn: null }]),
    pairedStationIds: some<string[]>([], ['shetang']),
    completedWithStation: fc.nat(8),
    completed: fc.constant(8),
    completedCapacity: fc.nat(8),
    openClaims: fc.nat(22),
    broken: fc.nat(8),
    due: fc.constant(8),
    onTime: fc.nat(8),
    asked: fc.constant(8),
    accepted: fc.nat(8),
    satisfactionSum: fc.integer({ min: 1, max: 5 }),
    satisfactionCount: fc.constant(1),
  }),
  { selector: (provider) => provider.organizationId, maxLength: 30 },
) as fc.Arbitrary<ProviderFacts[]>;
const order: OrderFacts = {
  ...clinicOrder,
  place: MAIJI_SEAT,
  budgetCapFen: 10_000,
  terms: termsOf('为独居老人义诊', '测血压'),
};

describe('always', () => {
  test('nobody is recommended who fails a check or has no capacity, and nobody who passes is left out', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates, eligibleCount } = rank(order, list, { candidates: 99, nearMisses: 99 });
        const byId = new Map(list.map((provider) => [provider.organizationId, provider]));
        for (const candidate of candidates) {
          const provider = byId.get(candidate.organizationId)!;
          expect(fitOf(order, provider).mayClaim).toBe(true);
          expect(provider.bookings[0]!.count).toBeLessThan(provider.sessionsPerMonth);
        }
        expect(candidates).toHaveLength(list.filter((provider) => fitOf(order, provider).mayClaim).length);
        expect(eligibleCount).toBe(candidates.length);
      }),
    );
  });

  test('shuffled input gives the same ranking, whatever the order of providers and of their offers', () => {
    const shuffled = providers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        const turned = other.map((provider) => ({ ...provider, offers: [...provider.offers].reverse() }));
        expect(rank(order, turned)).toEqual(rank(order, list));
      }),
    );
  });

  /** Each makes one fact better, and leaves the rest. */
  const BETTER: readonly ((provider: ProviderFacts) => ProviderFacts)[] = [
    (provider) => ({ ...provider, pairedStationIds: ['shetang'] }),
    (provider) => ({ ...provider, satisfactionSum: 5 }),
    (provider) => ({ ...provider, onTime: 8 }),
    (provider) => ({ ...provider, accepted: 8 }),
    (provider) => ({ ...provider, ratingGrade: 5 }),
    (provider) => ({ ...provider, bookings: [] }),
    (provider) => ({ ...provider, completedWithStation: provider.completedWithStation + 3 }),
    (provider) => ({ ...provider, completedCapacity: 0 }),
    (provider) => ({ ...provider, regionCode: SHETANG, place: MAIJI_SEAT }),
  ];

  test('raising one part never lowers the rank', () => {
    const picked = fc.tuple(providers, fc.nat(29), fc.constantFrom(...BETTER));
    fc.assert(
      fc.property(picked, ([list, at, better]) => {
        const before = rank(order, list, { candidates: 99, nearMisses: 0 }).candidates;
        fc.pre(0 < before.length);
        const { organizationId: id, rank: old } = before[at % before.length]!;
        const raised = list.map((provider) => (provider.organizationId === id ? better(provider) : provider));
        const after = rank(order, raised, { candidates: 99, nearMisses: 0 }).candidates;
        expect(after.find((candidate) => candidate.organizationId === id)?.rank).toBeLessThanOrEqual(old);
      }),
    );
  });

  test('each names the next as its runner-up, the margin is the difference, and the part that decides leads it', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates } = rank(order, list, { candidates: 99, nearMisses: 0 });
        candidates.forEach(({ score, parts, runnerUp }, i) => {
          const next = candidates[i + 1];
          expect(runnerUp?.organizationId).toBe(next?.organizationId);
          if (!runnerUp || !next) return;
          expect(runnerUp.margin).toBe(score - next.score);
          const leads = parts.map((part, p) => part.weight * (part.value - next.parts[p]!.value));
          expect(runnerUp.decisive?.points ?? 0).toBe(Math.max(0, ...leads));
          if (0 < runnerUp.margin) expect(runnerUp.decisive).not.toBeNull();
        });
      }),
    );
  });

  test('ranks run from 1, scores fall, parts stay within 0 and 100, scores within 0 and 1,000,000', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates } = rank(order, list);
        candidates.forEach((candidate, i) => {
          expect(candidate.rank).toBe(i + 1);
          if (0 < i) expect(candidate.score).toBeLessThanOrEqual(candidates[i - 1]!.score);
          expect(candidate.score).toBeLessThanOrEqual(SCORE_MOST);
          for (const { value } of candidate.parts) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(VALUE_MOST);
          }
        });
      }),
    );
  });

  test('a near miss fails one or two checks, not type and area both, and is no candidate', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates, nearMisses } = rank(order, list, { candidates: 99, nearMisses: 99 });
        for (const { organizationId, failed } of nearMisses) {
          const codes = failed.map((check) => check.code);
          expect([1, 2]).toContain(codes.length);
          expect(codes.includes('service_type') && codes.includes('area')).toBe(false);
          expect(candidates.some((candidate) => candidate.organizationId === organizationId)).toBe(false);
        }
      }),
    );
  });
});

describe('a ranking', () => {
  const near = { ...hospital, organizationId: 'a-near' };
  const far = { ...hospital, organizationId: 'b-far', name: '远处医院', regionCode: QINZHOU, pairedStationIds: [] };

  test('puts the paired neighbour first and says by how much, over whom, and why', () => {
    const { candidates, weightsVersion } = rank(clinicOrder, [far, near]);
    expect(candidates.map((candidate) => candidate.organizationId)).toEqual(['a-near', 'b-far']);
    expect(candidates[0]?.runnerUp).toEqual({
      organizationId: 'b-far',
      name: '远处医院',
      // 1800 × 100 for the pairing and 1700 × 60 for the road.
      margin: 282_000,
      decisive: { code: 'pairing', name: '结对关系', points: 180_000, words: '已结对', otherWords: '未结对' },
      sentence: '领先远处医院 28.2 分，主要在“结对关系”：已结对，对方未结对。',
    });
    expect(candidates[1]?.runnerUp).toBeNull();
    expect(weightsVersion).toBe('v1');
  });

  test('explains by the numbers: one changed fact, and another part decides', () => {
    const sentenceOf = (change: Partial<ProviderFacts>) =>
      rank(clinicOrder, [{ ...near, ...change }, far]).candidates[0]?.runnerUp?.sentence;
    expect(sentenceOf({ pairedStationIds: [] })).toBe('领先远处医院 10.2 分，主要在“路程远近”：同镇，对方同市。');
    expect(sentenceOf({ pairedStationIds: [], regionCode: QINZHOU })).toBe('与远处医院得分相同，按编号先后排列。');
    expect(sentenceOf({ pairedStationIds: [], regionCode: QINZHOU, ratingGrade: 5 })).toBe(
      '领先远处医院 1.6 分，主要在“评估等级”：5A，对方3A。',
    );
  });

  test('weighs by the set it is given', () => {
    const rated = { ...far, ratingGrade: 5 };
    const onlyRating = { version: 'v2', weights: { ...zeroWeights(), rating: 10_000 } };
    const { candidates, weightsVersion } = rank(clinicOrder, [near, rated], undefined, onlyRating);
    expect(candidates.map((candidate) => [candidate.organizationId, candidate.score])).toEqual([
      ['b-far', 1_000_000],
      ['a-near', 600_000],
    ]);
    expect(weightsVersion).toBe('v2');
  });

  test('breaks ties by id', () => {
    const twins = ['c', 'a', 'b'].map((organizationId) => ({ ...hospital, organizationId }));
    expect(rank(clinicOrder, twins).candidates.map((candidate) => candidate.organizationId)).toEqual(['a', 'b', 'c']);
  });

  test('keeps to its limits, and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ ...hospital, organizationId: `h-${i}` }));
    expect(rank(clinicOrder, many)).toMatchObject({ eligibleCount: 30 });
    expect(rank(clinicOrder, many).candidates).toHaveLength(20);
    expect(rank(clinicOrder, many).candidates[19]?.runnerUp?.margin).toBe(0);
  });

  test('tells 为什么没有推荐, the nearest miss first', () => {
    const full = { ...hospital, organizationId: 'full', bookings: booked(4), regionCode: QINZHOU };
    const two = {
      ...hospital,
      organizationId: 'two',
      bookings: booked(4),
      offers: [{ ...clinicOffer, areaCodes: [QINZHOU] }],
    };
    const both = {
      ...hospital,
      organizationId: 'both',
      offers: [{ ...clinicOffer, areaCodes: [QINZHOU], serviceTypes: ['EC01'] }],
    };
    const { nearMisses } = rank(clinicOrder, [both, two, full, near]);
    expect(nearMisses.map((miss) => [miss.organizationId, miss.sentence])).toEqual([
      ['full', '仅差一项：12月 4 场已接满（提高每月可服务场次，或请社工站调整服务时间）。补齐后可排第 2 位。'],
      [
        'two',
        '差 2 项：服务区域未覆盖该乡镇（在供给的服务区域中增加该乡镇或其所在县区）；12月 4 场已接满（提高每月可服务场次，或请社工站调整服务时间）。补齐后可排第 2 位。',
      ],
    ]);
  });
});

test('the market shows what one may claim first, then score, urgency, deadline, id', () => {
  const place = (id: string, change: Partial<OrderFacts>, mayClaim: boolean, score: number) => ({
    order: { ...clinicOrder, id, ...change },
    fit: { mayClaim, score },
  });
  const places = [
    place('z', {}, false, 0.9),
    place('f', {}, true, 0.5),
    place('e', {}, true, 0.5),
    place('d', { claimableUntil: new Date(0) }, true, 0.5),
    place('c', { urgency: 'urgent' }, true, 0.5),
    place('b', { urgency: 'emergency' }, true, 0.5),
    place('a', {}, true, 0.7),
  ];
  expect(places.sort(compareInMarket).map(({ order }) => order.id)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'z']);
});

function zeroWeights() {
  return Object.fromEntries(PART_CODES.map((code) => [code, 0])) as unknown as Weights;
}
