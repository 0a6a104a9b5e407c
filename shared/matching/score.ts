/**
 * The score: named parts, each 0 to 1, each with a fixed weight; the weights of a version sum to 1.
 * A score ranks organizations that passed every hard check; it never lets one in.
 */
import { ratingWords } from '../organization/organization.ts';
import { ancestorAt } from '../region/region.ts';
import { SCORE_CODES, SCORE_WORDS, type ScoreCode, type ScorePart } from './check.ts';
import { capacityLeft, type OfferFacts, type OrderFacts, type ProviderFacts } from './facts.ts';

export interface Weights {
  readonly version: string;
  readonly of: Readonly<Record<ScoreCode, number>>;
}

/** The person's neighbour and partner first, then whether it fits, then how it did. */
export const WEIGHTS_V1: Weights = {
  version: 'v1',
  of: {
    type_fit: 0.15,
    group_fit: 0.15,
    nearness: 0.2,
    pairing: 0.2,
    record: 0.1,
    satisfaction: 0.1,
    load: 0.05,
    rating: 0.05,
  },
};

/** An offer of this many types or fewer counts as a speciality. */
const SPECIALITY_TYPES = 3;
/** Completed orders at which the record is worth half. */
const RECORD_HALF = 3;
/** Satisfaction is shrunk towards this mean as if this many answers had given it (Bayesian average). */
const PRIOR_MEAN = 4;
const PRIOR_COUNT = 5;

/** Where the organization is, seen from the township. */
export const NEARNESSES = ['township', 'county', 'prefecture', 'elsewhere'] as const;
export type Nearness = (typeof NEARNESSES)[number];
const NEARNESS_VALUES: Record<Nearness, number> = { township: 1, county: 0.7, prefecture: 0.4, elsewhere: 0.1 };

type Value = (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => number;

const VALUES: Record<ScoreCode, Value> = {
  type_fit: (order, _provider, offer) =>
    offer?.serviceTypes.includes(order.serviceType) ? Math.min(1, SPECIALITY_TYPES / offer.serviceTypes.length) : 0,
  group_fit: (order, _provider, offer) =>
    order.targetGroups.length === 0 ? 0 : groupsMet(order, offer) / order.targetGroups.length,
  nearness: (order, provider) => NEARNESS_VALUES[nearnessOf(order, provider)],
  pairing: (order, provider) => (provider.pairedStationIds.includes(order.stationId) ? 1 : 0),
  record: (_order, { completedWithStation: n }) => n / (n + RECORD_HALF),
  satisfaction: (_order, provider) => (shrunkSatisfaction(provider) - 1) / 4,
  load: (_order, provider) =>
    provider.sessionsPerMonth === 0 ? 0 : Math.min(1, capacityLeft(provider) / provider.sessionsPerMonth),
  rating: (_order, { ratingGrade }) => (ratingGrade === null ? 0 : ratingGrade / 5),
};

type PartWords = (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => string;

const WORDS: Record<ScoreCode, PartWords> = {
  type_fit: (_order, _provider, offer) =>
    (offer?.serviceTypes.length ?? 0) <= SPECIALITY_TYPES ? '专长服务' : '可做此类服务',
  group_fit: (order, _provider, offer) => `服务对象 ${groupsMet(order, offer)}/${order.targetGroups.length} 类相符`,
  nearness: (order, provider) => nearnessWords(order, provider),
  pairing: (order, provider) => (provider.pairedStationIds.includes(order.stationId) ? '已结对' : '未结对'),
  record: (_order, { completedWithStation: n }) => (n === 0 ? '未合作过' : `做过 ${n} 次`),
  satisfaction: (_order, provider) => satisfactionWords(provider),
  load: (_order, provider) => `本月还可接 ${capacityLeft(provider)} 场`,
  rating: (_order, { ratingGrade }) => ratingWords(ratingGrade),
};

/** The weighted sum, 0 to 1, to four decimals: what is shown is what was compared. */
export function scoreOf(
  order: OrderFacts,
  provider: ProviderFacts,
  offer: OfferFacts | null,
  weights = WEIGHTS_V1,
): number {
  let sum = 0;
  for (const code of SCORE_CODES) sum += VALUES[code](order, provider, offer) * weights.of[code];
  return Math.round(sum * 10_000) / 10_000;
}

/** The parts of the same sum, with the words of each. */
export function partsOf(
  order: OrderFacts,
  provider: ProviderFacts,
  offer: OfferFacts | null,
  weights = WEIGHTS_V1,
): ScorePart[] {
  return SCORE_CODES.map((code) => ({
    code,
    name: SCORE_WORDS[code],
    value: VALUES[code](order, provider, offer),
    weight: weights.of[code],
    words: WORDS[code](order, provider, offer),
  }));
}

/** A county's own organization is in no township of it, so it is at most in the same county. */
export function nearnessOf(order: OrderFacts, provider: ProviderFacts): Nearness {
  for (const level of ['township', 'county', 'prefecture'] as const) {
    if (ancestorAt(order.regionCode, level) === ancestorAt(provider.regionCode, level)) return level;
  }
  return 'elsewhere';
}

/** 同镇, 同乡 or 同街道 by the township's kind (positions 7 to 9 of its code), then 同县区, 同市, 外地. */
export function nearnessWords(order: OrderFacts, provider: ProviderFacts): string {
  const nearness = nearnessOf(order, provider);
  if (nearness === 'county') return '同县区';
  if (nearness === 'prefecture') return '同市';
  if (nearness === 'elsewhere') return '外地';
  const kind = Number(order.regionCode.slice(6, 9));
  return kind < 100 ? '同街道' : kind < 200 ? '同镇' : kind < 400 ? '同乡' : '同辖区';
}

/** The mean as if 5 stations had said 4: one enthusiastic answer does not outrank twenty good ones. */
export function shrunkSatisfaction({ satisfactionSum, satisfactionCount }: ProviderFacts): number {
  return (satisfactionSum + PRIOR_MEAN * PRIOR_COUNT) / (satisfactionCount + PRIOR_COUNT);
}

function satisfactionWords({ satisfactionSum, satisfactionCount }: ProviderFacts): string {
  if (satisfactionCount === 0) return '暂无评价';
  return `满意度 ${(satisfactionSum / satisfactionCount).toFixed(1)}（${satisfactionCount} 份评价）`;
}

function groupsMet(order: OrderFacts, offer: OfferFacts | null): number {
  let met = 0;
  for (const group of order.targetGroups) if (offer?.targetGroups.includes(group)) met += 1;
  return met;
}
