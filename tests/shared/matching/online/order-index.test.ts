/** The feed gives the answer of the rules: what an organization may claim, and in which order, by brute force over facts. */
import { addDays, localDateOf } from '@jiedui/shared/calendar.ts';
import type { OrderFacts } from '@jiedui/shared/matching/facts.ts';
import { LaterTerms } from '@jiedui/shared/matching/online/later-terms.ts';
import { momentOf } from '@jiedui/shared/matching/online/moment.ts';
import { ProviderIndex } from '@jiedui/shared/matching/online/provider-index.ts';
import { type OrderRecord, providerFactsAt } from '@jiedui/shared/matching/online/records.ts';
import { compareInMarket, fitOf } from '@jiedui/shared/matching/rank.ts';
import { type WeightSet, WEIGHTS_V1, weightList } from '@jiedui/shared/matching/weights.ts';
import { describe, expect, test } from 'vitest';
import { nationOf, NOW } from './nation.ts';

const SHAPE = { provinces: 2, prefectures: 2, counties: 2, townships: 3, providers: 60, types: 3, groups: 5, seed: 11 };
const ORDERS = 150;
const OTHERS = 30;
const OTHER_WEIGHTS: WeightSet = {
  version: 'v2',
  weights: { ...WEIGHTS_V1.weights, travel: 700, text_fit: 1_200, load: 900, pairing: 1_400 },
};
const SETS = new Map([
  ['authority-a', WEIGHTS_V1],
  ['authority-b', OTHER_WEIGHTS],
]);
const setOf = (authorityId: string) => SETS.get(authorityId)!;

const nation = nationOf(SHAPE);

function orderRecord(n: number): OrderRecord {
  const { waitedDays, today, ...facts } = nation.order(n);
  return {
    ...facts,
    authorityId: n % 3 ? 'authority-a' : 'authority-b',
    postedAt: new Date(`${addDays(today, -waitedDays)}T04:00:00.000Z`),
    takers: n % 5 ? [] : takersOf(n),
    claimLapsesAt: n % 7 ? null : new Date(NOW.getTime() + ((n % 5) - 2) * 3_600_000),
  };
}

/** Shares that some provider holds: confirmed, still pending, or lapsed some days ago. */
function takersOf(n: number): OrderRecord['takers'] {
  const until = [null, new Date(NOW.getTime() + 86_400_000), new Date(NOW.getTime() - 3 * 86_400_000)][n % 3] ?? null;
  return [1, 2, 3].map((k) => ({
    organizationId: nation.provider((n + 7 * k) % SHAPE.providers).organizationId,
    until,
  }));
}

function factsAt(record: OrderRecord, at: Date): OrderFacts {
  const today = localDateOf(at);
  const days = (Date.parse(today) - Date.parse(localDateOf(record.postedAt))) / 86_400_000;
  return { ...record, today, waitedDays: Math.max(0, days) };
}

function bruteForce(provider: number, records: Iterable<OrderRecord>, at: Date, type: string | null, prefix: string) {
  const facts = nation.provider(provider);
  const places = [...records]
    .filter(
      ({ claimableUntil, claimLapsesAt, serviceType, regionCode }) =>
        at <= claimableUntil &&
        (claimLapsesAt === null || claimLapsesAt < at) &&
        (type === null || serviceType === type) &&
        regionCode.startsWith(prefix),
    )
    .map((record) => {
      const order = factsAt(record, at);
      const fit = fitOf(order, providerFactsAt(facts, order.stationId, at), setOf(record.authorityId));
      return { record, order, fit };
    });
  const told = ({ record, fit }: (typeof places)[number]) => ({ id: record.id, score: fit.score });
  const newest = places
    .filter(({ fit }) => !fit.mayClaim)
    .sort((a, b) => b.record.postedAt.getTime() - a.record.postedAt.getTime() || (a.record.id < b.record.id ? -1 : 1))
    .slice(0, OTHERS);
  return {
    mayClaim: places
      .filter(({ fit }) => fit.mayClaim)
      .sort(compareInMarket)
      .map(told),
    others: newest.sort(compareInMarket).map(told),
  };
}

describe('the feed of an organization', () => {
  test('is what brute force finds, while orders come, change and go, today and later', () => {
    const index = new ProviderIndex();
    const orders = new Map<number, OrderRecord>();
    for (let n = 0; n < SHAPE.providers; n += 1) index.put(nation.provider(n));
    const put = (n: number, from = n) => {
      const record = { ...orderRecord(from), id: `order-${n}` };
      orders.set(n, record);
      // Every second one has words that are only cut when they are asked for.
      const terms = n % 2 ? record.terms : new LaterTerms(record.terms, (same) => same);
      index.orders.put({ ...record, terms });
    };
    for (let n = 0; n < ORDERS; n += 1) put(n);
    let claimable = 0;
    for (let round = 0; round < 240; round += 1) {
      const provider = round % SHAPE.providers;
      const at = new Date(NOW.getTime() + (round % 4) * 5 * 86_400_000);
      if (round % 3 === 0) put(round % ORDERS, 1_000 + round / 3);
      if (round % 5 === 0) {
        expect(index.orders.remove(`order-${(round * 7) % ORDERS}`)).toBe(orders.delete((round * 7) % ORDERS));
      }
      const type = round % 6 ? null : 'SA01';
      const prefix = round % 4 ? '' : '1101';
      const expected = bruteForce(provider, orders.values(), at, type, prefix);
      const { organizationId } = nation.provider(provider);
      const weights = (authorityId: string) => weightList(setOf(authorityId).weights);
      const feed = index.orders.feed(
        organizationId,
        momentOf(at),
        weights,
        { serviceType: type, regionPrefix: prefix },
        OTHERS,
      );
      expect(feed, `round ${round}`).toEqual(expected);
      claimable += expected.mayClaim.length;
    }
    expect([...index.orders.authorityIds].sort()).toEqual(['authority-a', 'authority-b']);
    expect(claimable).toBeGreaterThan(200);
  }, 60_000);

  test('is refused for a provider that is not there, by its id', () => {
    const index = new ProviderIndex();
    const ask = () =>
      index.orders.feed(
        'nobody',
        momentOf(NOW),
        () => weightList(WEIGHTS_V1.weights),
        { serviceType: null, regionPrefix: '' },
        5,
      );
    expect(ask).toThrow('nobody');
  });
});
