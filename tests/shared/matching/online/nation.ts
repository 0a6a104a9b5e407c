/**
 * Providers and orders of a made-up country, each from its number and a seed alone: provinces of prefectures of counties
 * of townships, some far fuller than others, organizations that cover a few townships, a county, a prefecture or a
 * province, with claims, leave, licences, pairings and blocks. For the tests (a few) and the bench (200,000).
 */
import { addDays, type LocalDate, localDateOf } from '@jiedui/shared/calendar.ts';
import type { OrderFacts } from '@jiedui/shared/matching/facts.ts';
import type { HeldOrder, OfferRecord, ProviderRecord } from '@jiedui/shared/matching/online/records.ts';
import type { Terms } from '@jiedui/shared/matching/text/terms.ts';
import { wordsOf } from '@jiedui/shared/matching/text/terms.ts';
import { QUALIFICATION_CODES } from '@jiedui/shared/organization/qualification.ts';
import type { Place } from '@jiedui/shared/region/distance.ts';
import { ALTERNATE_TYPES } from '@jiedui/shared/taxonomy/alternates.ts';
import { SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import { TARGET_GROUPS } from '@jiedui/shared/taxonomy/target-groups.ts';
import { type Random, randomFrom } from '../../../bench/matching/random.ts';

export const NOW = new Date('2026-11-24T02:00:00.000Z');
const TODAY = localDateOf(NOW);

export interface Shape {
  readonly seed: number;
  readonly provinces: number;
  readonly prefectures: number;
  readonly counties: number;
  readonly townships: number;
  readonly providers: number;
  /** How many types and groups are in use: few of them make many meet. */
  readonly types: number;
  readonly groups: number;
}

/** China's own numbers, about: 31 provinces, 340 prefectures, 2,800 counties, 38,000 townships. */
export const CHINA: Omit<Shape, 'seed'> = {
  provinces: 31,
  prefectures: 11,
  counties: 8,
  townships: 14,
  providers: 200_000,
  types: SERVICE_TYPES.length,
  groups: 12,
};

const ALTERNATES = ALTERNATE_TYPES.map((type) => type.code);
const GRADES = [null, null, null, 1, 2, 3, 3, 4, 5];
/** Real words of the field, with real concepts among them, and many that nobody shares. */
const WORDS = [
  ...new Set(
    wordsOf(
      '入户探访独居老人 义诊 健康讲座 血压 助餐 送餐 心理疏导 亲子活动 家庭教育 学业辅导 安全教育 防溺水 反诈 移风易俗 议事 调解 志愿服务 邻里 互助 残疾人 康复 精神障碍 就业 手工 慰问 物资 政策宣传 培训 督导 理发 端午 重阳 春节 流浪 返乡 妇女 退役军人 档案 走访 助浴 书法 舞蹈 合唱 戏曲 广场 广播 院落 楼栋 村民 居民 干部 医生 护士 教师 律师',
    ),
  ),
  ...Array.from({ length: 1_500 }, (_, i) => `词${String.fromCharCode(0x4e00 + i)}`),
];

export function nationOf(shape: Shape) {
  const types = SERVICE_TYPES.slice(0, shape.types).map((type) => type.code);
  const groups = TARGET_GROUPS.slice(0, shape.groups);
  const pick = <T>(random: Random, list: readonly T[]): T => list[random.below(list.length)]!;
  const two = (n: number) => String(n).padStart(2, '0');
  const some = <T>(random: Random, list: readonly T[], most: number): T[] => {
    const found = new Set<T>();
    for (let n = 1 + random.below(most); 0 < n; n -= 1) found.add(pick(random, list));
    return [...found];
  };
  /** Squaring crowds the first of each level: a capital holds several times as many as a border prefecture. */
  const crowded = (random: Random, count: number) => Math.floor(random.unit() ** 1.25 * count);
  const townshipOf = (random: Random): string => {
    const province = 11 + crowded(random, shape.provinces);
    const prefecture = 1 + crowded(random, shape.prefectures);
    const county = 1 + crowded(random, shape.counties);
    return `${province}${two(prefecture)}${two(county)}${100 + random.below(shape.townships)}000`;
  };
  const near = (random: Random, township: string) => `${township.slice(0, 6)}${100 + random.below(shape.townships)}000`;
  /** Half of the townships have a coordinate; the others stand at their county's seat, and some counties have none. */
  const placeOf = (code: string): Place | null => {
    const county = randomFrom(Number(code.slice(0, 6)) ^ shape.seed);
    const latitude = 22 + 25 * randomFrom(Number(code.slice(0, 4))).unit() + county.unit();
    const longitude = 85 + 40 * randomFrom(Number(code.slice(0, 4)) + 7).unit() + county.unit();
    if (county.unit() < 0.05) return null;
    const exact = Number(code.slice(6, 9)) % 2 === 0;
    const shift = exact ? Number(code.slice(6, 9)) / 1_000 : 0;
    return { latitude: latitude + shift, longitude: longitude - shift, exact };
  };
  const stationOf = (township: string) => `station-${township}`;
  const day = (random: Random, from: number, to: number): LocalDate =>
    addDays(TODAY, from + random.below(to - from + 1));
  const termsFrom = (random: Random, most: number): Terms => {
    const counts = new Map<string, number>();
    for (let n = random.below(most + 1); 0 < n; n -= 1) {
      // The front of the list is common, the rest is rare.
      const word = WORDS[Math.floor(random.unit() ** 3 * WORDS.length)]!;
      counts.set(word, (counts.get(word) ?? 0) + 1 + random.below(2));
    }
    let length = 0;
    for (const count of counts.values()) length += count;
    return { counts, length };
  };
  const typesOf = (random: Random) =>
    random.unit() < 0.08 ? [pick(random, ALTERNATES)] : some(random, types, random.unit() < 0.2 ? 6 : 3);

  const areasOf = (random: Random, township: string): string[] => {
    const kind = random.unit();
    if (kind < 0.03) return [`${township.slice(0, 2)}0000000000`];
    if (kind < 0.18) return [`${township.slice(0, 4)}00000000`];
    if (kind < 0.55) return [`${township.slice(0, 6)}000000`];
    return [...new Set([township, ...Array.from({ length: random.below(5) }, () => near(random, township))])];
  };
  const offerOf = (random: Random, id: string, township: string): OfferRecord => {
    const windowFrom = day(random, -300, 30);
    const costMode = pick(random, ['free', 'free', 'subsidised', 'purchased'] as const);
    return {
      id,
      serviceTypes: typesOf(random),
      targetGroups: some(random, groups, 8),
      areaCodes: areasOf(random, township),
      windowFrom,
      windowTo: addDays(windowFrom, random.below(500)),
      costMode,
      unitPriceFen: costMode === 'free' || random.unit() < 0.1 ? null : 1_000 * random.below(80),
      farthestKm: random.unit() < 0.2 ? 1 + random.below(80) : null,
      terms: termsFrom(random, 24),
      lastConfirmedOn: random.unit() < 0.03 ? null : day(random, random.unit() < 0.1 ? -90 : -40, 0),
    };
  };
  const heldOf = (random: Random): HeldOrder => {
    const windowFrom = day(random, -60, 40);
    const confirmUntil = random.unit() < 0.7 ? null : new Date(NOW.getTime() + (random.below(96) - 48) * 3_600_000);
    const completedOn = random.unit() < 0.2 ? day(random, -40, 0) : null;
    const isLease = confirmUntil !== null && random.unit() < 0.5;
    return { windowFrom, windowTo: addDays(windowFrom, random.below(45)), confirmUntil, isLease, completedOn };
  };
  const many = <T>(random: Random, share: number, most: number, make: () => T): T[] =>
    random.unit() < share ? Array.from({ length: 1 + random.below(most) }, make) : [];

  /** @param revision another answer for the same provider: what it looks like after a change */
  function provider(n: number, revision = 0): ProviderRecord {
    const random = randomFrom(Math.imul(n + 1, 0x9e3779b1) ^ shape.seed ^ Math.imul(revision, 0x85ebca6b));
    const home = townshipOf(random);
    const level = random.unit();
    const regionCode = level < 0.7 ? home : level < 0.95 ? `${home.slice(0, 6)}000000` : `${home.slice(0, 4)}00000000`;
    const completed = random.below(40);
    const completedCapacity = random.below(completed + 1);
    const asked = random.below(60);
    const satisfactionCount = random.below(30);
    const station = () => stationOf(near(random, home));
    return {
      organizationId: `${String(Math.imul(n, 0x5bd1e995) >>> 0).padStart(10, '0')}-${n}`,
      name: `第${n}家`,
      regionCode,
      place: placeOf(home),
      state: random.unit() < 0.96 ? 'active' : 'suspended',
      listStatus: random.unit() < 0.98 ? 'none' : 'abnormal',
      ratingGrade: pick(random, GRADES),
      offers: Array.from({ length: random.unit() < 0.6 ? 1 : 1 + random.below(3) }, (_, i) =>
        offerOf(random, `offer-${n}-${(i * 7) % 5}`, home),
      ),
      sessionsPerMonth: random.below(10),
      held: many(random, 0.5, 4, () => heldOf(random)),
      leaves: many(random, 0.1, 2, () => {
        const fromOn = day(random, -10, 30);
        return { fromOn, toOn: addDays(fromOn, random.below(40)) };
      }),
      qualifications: some(random, QUALIFICATION_CODES, 3)
        .filter(() => random.unit() < 0.4)
        .map((code) => ({ code, validUntil: random.unit() < 0.5 ? null : day(random, -100, 300) })),
      backgroundCheckedOn: random.unit() < 0.3 ? null : day(random, -500, -1),
      conflicts: many(random, 0.02, 1, () => ({ stationId: station(), reason: '亲属任职' })),
      blocks: many(random, 0.03, 2, () => ({
        stationId: station(),
        reason: '服务争议',
        untilOn: random.unit() < 0.5 ? null : day(random, -20, 40),
      })),
      pairings: many(random, 0.3, 2, () => {
        const fromOn = day(random, -200, 10);
        return { stationId: station(), fromOn, toOn: addDays(fromOn, random.below(400)) };
      }),
      completedByStation: Object.fromEntries(
        many(random, 0.4, 3, () => [station(), 1 + random.below(9)] as [string, number]),
      ),
      completed,
      completedCapacity,
      broken: random.unit() < 0.3 ? random.below(30) : 0,
      onTime: random.below(completed + 1),
      asked,
      accepted: random.below(asked + 1),
      satisfactionSum: satisfactionCount * (2 + random.below(4)),
      satisfactionCount,
      ratingUntil: random.unit() < 0.4 ? null : day(random, -30, 60),
    };
  }

  /** Mostly open to all; else some turn may have come already. */
  const openingFrom = (random: Random) => {
    if (random.unit() < 0.6) return null;
    const countyOn = day(random, -3, 4);
    return { countyOn, allOn: addDays(countyOn, random.below(4)) };
  };
  function order(n: number): OrderFacts {
    const random = randomFrom(Math.imul(n + 1, 0xc2b2ae35) ^ shape.seed);
    const township = townshipOf(random);
    const windowFrom = day(random, -20, 60);
    return {
      id: `order-${n}`,
      stationId: stationOf(township),
      regionCode: township,
      place: placeOf(township),
      serviceType: random.unit() < 0.05 ? pick(random, ALTERNATES) : pick(random, types),
      targetGroups: some(random, groups, 4),
      windowFrom,
      windowTo: addDays(windowFrom, random.below(70)),
      mode: random.unit() < 0.7 ? 'relief' : 'capacity',
      urgency: pick(random, ['normal', 'urgent', 'emergency'] as const),
      claimableUntil: new Date(NOW.getTime() + random.below(40) * 86_400_000),
      requiredQualifications: random.unit() < 0.15 ? some(random, QUALIFICATION_CODES, 2) : [],
      budgetCapFen: random.unit() < 0.7 ? null : 1_000 * random.below(60),
      opening: openingFrom(random),
      load: { mostOpen: 1 + random.below(6), endedFrom: 5, closePercent: 60 },
      terms: termsFrom(random, 30),
      waitedDays: random.below(45),
      today: TODAY,
    };
  }
  return { provider, order };
}
