/** The index gives the answer of the rules: every recommendation and near miss equals brute force over plain facts. */
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { OrderFacts } from '@jiedui/shared/matching/facts.ts';
import { IndexBuild } from '@jiedui/shared/matching/online/index-build.ts';
import { LaterTerms } from '@jiedui/shared/matching/online/later-terms.ts';
import { ProviderIndex } from '@jiedui/shared/matching/online/provider-index.ts';
import { type ProviderRecord, providerFactsAt } from '@jiedui/shared/matching/online/records.ts';
import { sorted } from '@jiedui/shared/matching/rank.ts';
import type { Terms } from '@jiedui/shared/matching/text/terms.ts';
import { compareRanked, type WeightSet, WEIGHTS_V1 } from '@jiedui/shared/matching/weights.ts';
import { ancestorAt, covers } from '@jiedui/shared/region/region.ts';
import { meetingTypes } from '@jiedui/shared/taxonomy/crosswalk.ts';
import { describe, expect, test } from 'vitest';
import { nationOf, NOW } from './nation.ts';

const LIMIT = 20;
const NEAR = 10;
/** One prefecture's worth of providers, and some beyond it. */
const SMALL = { provinces: 2, prefectures: 2, counties: 2, townships: 3, providers: 200, types: 3, groups: 5 };
const OTHER_WEIGHTS: WeightSet = {
  version: 'v2',
  weights: { ...WEIGHTS_V1.weights, travel: 700, text_fit: 1_200, load: 900, pairing: 1_400 },
};

/** Of whom near misses are told: an offer covers the place, or is of the type and the organization sits in its prefecture. */
function isNear(order: OrderFacts, record: ProviderRecord): boolean {
  const meeting = meetingTypes(order.serviceType);
  const home = ancestorAt(order.regionCode, 'prefecture') === ancestorAt(record.regionCode, 'prefecture');
  return record.offers.some(
    (offer) =>
      offer.areaCodes.some((area) => covers(area, order.regionCode)) ||
      (home && offer.serviceTypes.some((type) => meeting.includes(type))),
  );
}

function bruteForce(order: OrderFacts, records: Iterable<ProviderRecord>, at: Date, weights: WeightSet) {
  const all = [...records];
  const facts = all.map((record) => providerFactsAt(record, order.stationId, at));
  const near = new Set(all.filter((record) => isNear(order, record)).map((record) => record.organizationId));
  const ranking = sorted(order, facts, weights);
  const { eligible } = ranking;
  return {
    best: eligible.slice(0, LIMIT).map(({ provider, score }) => ({ id: provider.organizationId, score })),
    nearMisses: ranking.near
      .filter(({ provider }) => near.has(provider.organizationId))
      .slice(0, NEAR)
      .map(({ provider: { organizationId: id }, score }) => ({
        id,
        score,
        wouldRank:
          1 +
          eligible.filter((other) => compareRanked(other.score, other.provider.organizationId, score, id) < 0).length,
      })),
    eligibleCount: eligible.length,
  };
}

function worldOf(seed: number) {
  const nation = nationOf({ ...SMALL, seed });
  const records = new Map<number, ProviderRecord>();
  const build = new IndexBuild(8);
  for (let n = 0; n < SMALL.providers; n += 1) {
    const record = nation.provider(n);
    records.set(n, record);
    build.add(n % 2 ? record : withLaterWords(record));
  }
  const index = build.done();
  const put = (n: number, revision: number) => {
    const record = nation.provider(n, revision);
    records.set(n, record);
    index.put(revision % 3 ? record : withLaterWords(record));
  };
  const remove = (n: number) => {
    const record = records.get(n);
    expect(index.remove(record?.organizationId ?? 'nobody')).toBe(record !== undefined);
    records.delete(n);
  };
  return { nation, records, index, put, remove };
}

/** The same, with words that are only cut when they are asked for. */
function withLaterWords(record: ProviderRecord): ProviderRecord {
  return { ...record, offers: record.offers.map((offer) => ({ ...offer, terms: later(offer.terms) })) };
}

const later = (terms: Terms) => new LaterTerms(terms, (same) => same);

describe('the online index', () => {
  test('answers 10,000 random questions as brute force does, while providers change, leave and come back', () => {
    let eligible = 0;
    let misses = 0;
    for (let seed = 1; seed <= 10; seed += 1) {
      const { nation, records, index, put, remove } = worldOf(seed);
      for (let n = 0; n < 1_000; n += 1) {
        const order = nation.order(n);
        if (n % 5 === 0) put((n * 7) % SMALL.providers, n);
        if (n % 11 === 0) remove((n * 3) % SMALL.providers);
        const weights = n % 2 ? WEIGHTS_V1 : OTHER_WEIGHTS;
        const expected = bruteForce(order, records.values(), NOW, weights);
        expect(index.top(order, NOW, weights.weights, LIMIT, NEAR), `seed ${seed} order ${n}`).toEqual(expected);
        // Without near misses the typed lists are walked, and lead to the same.
        const { best, eligibleCount } = index.top(order, NOW, weights.weights, LIMIT, 0);
        expect({ best, eligibleCount }).toEqual({ best: expected.best, eligibleCount: expected.eligibleCount });
        eligible += expected.eligibleCount;
        misses += expected.nearMisses.length;
      }
    }
    // A comparison of empty lists would prove nothing.
    expect(eligible).toBeGreaterThan(20_000);
    expect(misses).toBeGreaterThan(20_000);
  }, 180_000);

  test('judges by the day it is asked about: tomorrow, next month and after a claim has lapsed', () => {
    const { nation, records, index } = worldOf(99);
    let changed = 0;
    for (let n = 0; n < 100; n += 1) {
      const answers = [0, 1, 40, 400].map((days) => {
        const at = new Date(NOW.getTime() + days * 86_400_000);
        const order = { ...nation.order(n), today: localDateOf(at) };
        const found = index.top(order, at, WEIGHTS_V1.weights, LIMIT, NEAR);
        expect(found).toEqual(bruteForce(order, records.values(), at, WEIGHTS_V1));
        return JSON.stringify(found);
      });
      changed += new Set(answers).size - 1;
    }
    expect(changed).toBeGreaterThan(100);
  });

  test('frees the session of a claim at the millisecond after its last, without being told', () => {
    const { nation } = worldOf(5);
    const order: OrderFacts = {
      ...nation.order(1),
      requiredQualifications: [],
      budgetCapFen: null,
      targetGroups: ['dibao'],
      serviceType: 'SA01',
      windowFrom: '2026-12-01',
      windowTo: '2026-12-20',
    };
    const until = new Date('2026-11-26T10:00:00.000Z');
    const record: ProviderRecord = {
      ...nation.provider(1),
      state: 'active',
      listStatus: 'none',
      ratingUntil: null,
      sessionsPerMonth: 1,
      leaves: [],
      blocks: [],
      conflicts: [],
      held: [
        {
          windowFrom: order.windowFrom,
          windowTo: order.windowTo,
          confirmUntil: until,
          isLease: false,
          completedOn: null,
        },
      ],
      offers: [
        {
          ...nation.provider(1).offers[0]!,
          serviceTypes: ['SA01'],
          targetGroups: ['dibao'],
          areaCodes: [order.regionCode],
          windowFrom: '2026-01-01',
          windowTo: '2027-12-31',
          farthestKm: null,
          costMode: 'free',
          lastConfirmedOn: '2026-11-20',
        },
      ],
    };
    const index = new ProviderIndex();
    index.put(record);
    const count = (at: Date) => index.top(order, at, WEIGHTS_V1.weights, LIMIT, 0).eligibleCount;
    expect(count(until)).toBe(0);
    expect(count(new Date(until.getTime() + 1))).toBe(1);
  });

  test('is the same whatever the order in which providers came', () => {
    const nation = nationOf({ ...SMALL, seed: 3 });
    const numbers = Array.from({ length: SMALL.providers }, (_, n) => n);
    const [forwards, backwards] = [numbers, numbers.toReversed()].map((list) => {
      const index = new ProviderIndex();
      for (const n of list) index.put(nation.provider(n));
      return index;
    });
    for (let n = 0; n < 200; n += 1) {
      const order = nation.order(n);
      expect(backwards!.top(order, NOW, WEIGHTS_V1.weights, LIMIT, NEAR)).toEqual(
        forwards!.top(order, NOW, WEIGHTS_V1.weights, LIMIT, NEAR),
      );
    }
  });

  test('built at once is the one that was put together', () => {
    const nation = nationOf({ ...SMALL, seed: 8 });
    const build = new IndexBuild();
    const put = new ProviderIndex();
    for (let n = 0; n < SMALL.providers; n += 1) {
      build.add(nation.provider(n));
      put.put(nation.provider(n));
    }
    expect(() => build.add(nation.provider(3))).toThrow(nation.provider(3).organizationId);
    const built = build.done();
    expect(built.providers.count).toBe(SMALL.providers);
    for (let n = 0; n < 200; n += 1) {
      const order = nation.order(n);
      expect(built.top(order, NOW, WEIGHTS_V1.weights, LIMIT, NEAR)).toEqual(
        put.top(order, NOW, WEIGHTS_V1.weights, LIMIT, NEAR),
      );
    }
  });

  test('cuts no text before a question needs it, and each once', () => {
    const nation = nationOf({ ...SMALL, seed: 9 });
    const cut: Terms[] = [];
    const noted = (terms: Terms) => {
      cut.push(terms);
      return terms;
    };
    const build = new IndexBuild();
    let offers = 0;
    for (let n = 0; n < SMALL.providers; n += 1) {
      const record = nation.provider(n);
      offers += record.offers.length;
      build.add({
        ...record,
        offers: record.offers.map((offer) => ({ ...offer, terms: new LaterTerms(offer.terms, noted) })),
      });
    }
    const index = build.done();
    expect(cut).toHaveLength(0);
    const ask = () => {
      for (let n = 0; n < 50; n += 1) index.top(nation.order(n), NOW, WEIGHTS_V1.weights, LIMIT, 0);
    };
    ask();
    const asked = cut.length;
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThan(offers);
    ask();
    expect(cut).toHaveLength(asked);
    expect(index.cutTexts(10)).toBe(offers - asked - 10);
    expect(index.cutTexts(offers)).toBe(0);
    expect(new Set(cut).size).toBe(offers);
  });

  test('does not grow when the same providers change for ever', () => {
    const { index, put } = worldOf(4);
    const turn = (revision: number) => {
      for (let n = 0; n < SMALL.providers; n += 1) put(n, revision % 4);
    };
    for (let revision = 0; revision < 8; revision += 1) turn(revision);
    const { bytes } = index.providers;
    for (let revision = 0; revision < 40; revision += 1) turn(revision);
    expect(index.providers.bytes).toBeLessThan(1.3 * bytes);
  });

  test('refuses numbers that would rank wrongly, naming them', () => {
    const { index, nation } = worldOf(6);
    const record = nation.provider(0);
    expect(() => index.put({ ...record, sessionsPerMonth: -1 })).toThrow('sessionsPerMonth');
    expect(() => index.put({ ...record, satisfactionSum: 2.5 })).toThrow('2.5');
    expect(() => index.put({ ...record, asked: Number.NaN })).toThrow('NaN');
    expect(() => index.put({ ...record, offers: [{ ...record.offers[0]!, farthestKm: 0 }] })).toThrow('farthestKm');
    expect(() => index.top(nation.order(0), NOW, WEIGHTS_V1.weights, -1, 0)).toThrow('-1');
    expect(() => index.top(nation.order(0), new Date(Number.NaN), WEIGHTS_V1.weights, 20, 0)).toThrow(RangeError);
  });
});
