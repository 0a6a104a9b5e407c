/** Ranking: its order, its near misses, its properties, its speed. */
import type { OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { compareInMarket, fitOf, rank } from '@jiedui/shared/matching/rank.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clinicOffer, clinicOrder, hospital, MAIJI, QINZHOU, SHETANG, TIANSHUI } from './fixtures.ts';

const some = <T>(...values: T[]) => fc.constantFrom(...values);
const offers = fc.record({
  serviceTypes: fc.subarray(['EC01', 'EC03', 'SA04', 'CC05'], { minLength: 1 }),
  targetGroups: fc.subarray(['elder_alone', 'elder_disabled', 'orphan'], { minLength: 1 }),
  areaCodes: fc.subarray([SHETANG, MAIJI, QINZHOU, TIANSHUI], { minLength: 1 }),
  windowFrom: some('2026-01-01', '2026-12-20', '2026-12-21' as const),
  windowTo: some('2026-11-30', '2026-12-01', '2026-12-31' as const),
});
const providers: fc.Arbitrary<ProviderFacts[]> = fc.uniqueArray(
  fc.record({
    organizationId: fc.uuid(),
    name: fc.constant('某组织'),
    regionCode: some(SHETANG, MAIJI, QINZHOU, TIANSHUI),
    state: some('active', 'active', 'suspended' as const),
    listStatus: some('none', 'none', 'abnormal' as const),
    ratingGrade: some(null, 1, 3, 5),
    offers: fc.array(offers, { maxLength: 3 }),
    sessionsPerMonth: fc.nat(3),
    liveClaimsInMonth: fc.nat(3),
    pairedStationIds: some<string[]>([], ['shetang']),
    completedWithStation: fc.nat(8),
    satisfactionSum: fc.nat(5),
    satisfactionCount: fc.constant(1),
  }),
  { selector: (provider) => provider.organizationId, maxLength: 30 },
) as fc.Arbitrary<ProviderFacts[]>;

describe('always', () => {
  test('nobody is recommended who fails a check or has no capacity, and nobody who passes is left out', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates, eligibleCount } = rank(clinicOrder, list, { candidates: 99, nearMisses: 99 });
        const byId = new Map(list.map((provider) => [provider.organizationId, provider]));
        for (const candidate of candidates) {
          const provider = byId.get(candidate.organizationId)!;
          expect(fitOf(clinicOrder, provider).mayClaim).toBe(true);
          expect(provider.liveClaimsInMonth).toBeLessThan(provider.sessionsPerMonth);
        }
        expect(candidates).toHaveLength(list.filter((provider) => fitOf(clinicOrder, provider).mayClaim).length);
        expect(eligibleCount).toBe(candidates.length);
      }),
    );
  });

  test('shuffled input gives the same ranking', () => {
    const shuffled = providers.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, ([list, other]) => {
        expect(rank(clinicOrder, other)).toEqual(rank(clinicOrder, list));
      }),
    );
  });

  test('ranks run from 1, scores fall, parts and scores stay within 0 and 1', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates } = rank(clinicOrder, list);
        candidates.forEach((candidate, i) => {
          expect(candidate.rank).toBe(i + 1);
          if (0 < i) expect(candidate.score).toBeLessThanOrEqual(candidates[i - 1]!.score);
          for (const { value } of [...candidate.parts, { value: candidate.score }]) {
            expect(value).toBeGreaterThanOrEqual(0);
            expect(value).toBeLessThanOrEqual(1);
          }
        });
      }),
    );
  });

  test('a near miss fails one or two checks, not type and area both, and is no candidate', () => {
    fc.assert(
      fc.property(providers, (list) => {
        const { candidates, nearMisses } = rank(clinicOrder, list, { candidates: 99, nearMisses: 99 });
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
  const far = { ...hospital, organizationId: 'b-far', regionCode: QINZHOU, pairedStationIds: [] };

  test('puts the paired neighbour first and says by how much', () => {
    const { candidates, weightsVersion } = rank(clinicOrder, [far, near]);
    expect(candidates.map((candidate) => candidate.organizationId)).toEqual(['a-near', 'b-far']);
    expect(candidates[0]?.marginToNext).toBeCloseTo(0.32, 4);
    expect(candidates[1]?.marginToNext).toBeNull();
    expect(weightsVersion).toBe('v1');
  });

  test('breaks ties by id', () => {
    const twins = ['c', 'a', 'b'].map((organizationId) => ({ ...hospital, organizationId }));
    expect(rank(clinicOrder, twins).candidates.map((candidate) => candidate.organizationId)).toEqual(['a', 'b', 'c']);
  });

  test('keeps to its limits, and counts the rest', () => {
    const many = Array.from({ length: 30 }, (_, i) => ({ ...hospital, organizationId: `h-${i}` }));
    expect(rank(clinicOrder, many)).toMatchObject({ eligibleCount: 30 });
    expect(rank(clinicOrder, many).candidates).toHaveLength(20);
    expect(rank(clinicOrder, many).candidates[19]?.marginToNext).toBe(0);
  });

  test('tells 为什么没有推荐, the nearest miss first', () => {
    const full = { ...hospital, organizationId: 'full', liveClaimsInMonth: 4, regionCode: QINZHOU };
    const two = {
      ...hospital,
      organizationId: 'two',
      liveClaimsInMonth: 4,
      offers: [{ ...clinicOffer, areaCodes: [QINZHOU] }],
    };
    const both = {
      ...hospital,
      organizationId: 'both',
      offers: [{ ...clinicOffer, areaCodes: [QINZHOU], serviceTypes: ['EC01'] }],
    };
    const { nearMisses } = rank(clinicOrder, [both, two, full]);
    expect(nearMisses.map((miss) => [miss.organizationId, miss.sentence])).toEqual([
      ['full', '仅差一项：本月 4 场已接满（提高每月可服务场次，或下月再接）。'],
      [
        'two',
        '差 2 项：服务区域未覆盖该乡镇（在供给的服务区域中增加该乡镇或其所在县区）；本月 4 场已接满（提高每月可服务场次，或下月再接）。',
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

test('a prefecture’s 3000 organizations are ranked in well under 50 ms', () => {
  const list = Array.from({ length: 3000 }, (_, i) => ({
    ...hospital,
    organizationId: `h-${i}`,
    completedWithStation: i % 7,
    offers: [clinicOffer, { ...clinicOffer, areaCodes: [i % 2 ? QINZHOU : MAIJI] }],
  }));
  rank(clinicOrder, list);
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    rank(clinicOrder, list);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(50);
});
