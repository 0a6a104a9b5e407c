/**
 * The parts of a score, each a pure function of plain numbers to a whole number from 0 to 100. Whole, so that sums are
 * exact and the same on every machine; of plain numbers, so that an index in memory asks the same functions as the
 * ranking does. Each rises with what speaks for the provider: a better fact never lowers a value.
 * Source: DECISIONS.md 0037.
 */
import type { OrderMode } from '../order/order.ts';

/** In the order in which people read them; weights and values in arrays follow it. */
export const PART_CODES = [
  'type_fit',
  'group_fit',
  'travel',
  'pairing',
  'satisfaction',
  'on_time',
  'acceptance',
  'rating',
  'load',
  'continuity',
  'mix',
  'waiting',
  'text_fit',
] as const;
export type PartCode = (typeof PART_CODES)[number];

export const PART_WORDS: Record<PartCode, string> = {
  type_fit: '类型契合',
  group_fit: '对象契合',
  travel: '路程远近',
  pairing: '结对关系',
  satisfaction: '满意度',
  on_time: '按时完成',
  acceptance: '接单成功',
  rating: '评估等级',
  load: '任务均衡',
  continuity: '合作延续',
  mix: '输血造血经验',
  waiting: '点单等待',
  text_fit: '描述相近',
};

/** Every part lies between 0 and this. */
export const VALUE_MOST = 100;

/** How an offer names the order's type: itself, by the crosswalk between schemes, or not at all. */
export const TYPE_MATCHES = ['exact', 'crosswalk', 'none'] as const;
export type TypeMatch = (typeof TYPE_MATCHES)[number];

/** Where the organization is, seen from the township. */
export const NEARNESSES = ['township', 'county', 'prefecture', 'elsewhere'] as const;
export type Nearness = (typeof NEARNESSES)[number];

/** An offer of this many types or fewer counts as a speciality. */
export const SPECIALITY_TYPES = 3;
/** A type met by the crosswalk is worth this share of the same type met by its own code, in hundredths. */
const CROSSWALK_SHARE = 60;
const NEARNESS_VALUES: Record<Nearness, number> = { township: 100, county: 70, prefecture: 40, elsewhere: 10 };
/** At this distance a journey is worth half: about an hour on county roads. */
const HALF_KM = 40;
/** Satisfaction (1 to 5) is shrunk as if this many answers of this mean had come before (Bayesian average). */
const PRIOR_ANSWERS = 5;
const PRIOR_MEAN = 4;
/** Rates are shrunk as if 4 of 5 had gone well before: one late session does not sink a newcomer. */
const PRIOR_GOOD = 4;
const PRIOR_ALL = 5;
/** 3A: the lowest grade that earns anything (社会组织评估管理办法). */
export const RATING_LEAST = 3;
/** Completed orders at which continuity is worth half. */
const CONTINUITY_HALF = 3;
/** The mix is shrunk as if this many orders of each mode had been done before. */
const PRIOR_MIX = 2;
/** An order that has waited this many days weighs in full. */
export const WAITING_FULL_DAYS = 30;
/** The text room's whole score. */
export const TEXT_FIT_MOST = 1_000;

/** @param typesInOffer how many types the offer names; one that names many is no speciality */
export function typeFitValue(match: TypeMatch, typesInOffer: number): number {
  if (match === 'none' || typesInOffer < 1) return 0;
  const whole = Math.min(VALUE_MOST, share(SPECIALITY_TYPES, typesInOffer));
  return match === 'exact' ? whole : Math.floor((whole * CROSSWALK_SHARE) / VALUE_MOST);
}

/** @param met how many of the order's target groups the offer serves, of `asked` */
export function groupFitValue(met: number, asked: number): number {
  return asked < 1 ? 0 : share(met, asked);
}

/**
 * The mean of the administrative level and of the road, or the level alone where no road is known: townships without a
 * coordinate stand at their county seat, and kilometres alone would call all of them next door.
 */
export function travelValue(nearness: Nearness, km: number | null): number {
  const level = NEARNESS_VALUES[nearness];
  return km === null ? level : Math.floor((level + Math.floor((VALUE_MOST * HALF_KM) / (HALF_KM + km))) / 2);
}

export function pairingValue(paired: boolean): number {
  return paired ? VALUE_MOST : 0;
}

/** @param sum of the answers, 1 to 5 each; twenty good answers outrank one enthusiastic one */
export function satisfactionValue(sum: number, count: number): number {
  const answers = count + PRIOR_ANSWERS;
  return Math.floor((25 * (sum + PRIOR_MEAN * PRIOR_ANSWERS - answers)) / answers);
}

/** @param onTime confirmed orders completed within their window, of those that are `due` */
export function onTimeValue(onTime: number, due: number): number {
  return share(onTime + PRIOR_GOOD, due + PRIOR_ALL);
}

/** @param accepted claims that led to service, of all that the stations answered or it let go */
export function acceptanceValue(accepted: number, asked: number): number {
  return share(accepted + PRIOR_GOOD, asked + PRIOR_ALL);
}

/** 3A and above count, as the county rewards them; below, and no grade, is 0. */
export function ratingValue(grade: number | null): number {
  return grade === null || grade < RATING_LEAST ? 0 : grade * 20;
}

/** @param left sessions still free in the month of the order, of `capacity` */
export function loadValue(left: number, capacity: number): number {
  return capacity < 1 ? 0 : Math.min(VALUE_MOST, share(Math.max(0, left), capacity));
}

/** @param completed orders of this station that it completed */
export function continuityValue(completed: number): number {
  return share(completed, completed + CONTINUITY_HALF);
}

/** Experience in the order's own mode: 造血 orders go first to those who have built capacity before. */
export function mixValue(mode: OrderMode, capacityDone: number, allDone: number): number {
  const sameMode = mode === 'capacity' ? capacityDone : allDone - capacityDone;
  return share(sameMode + PRIOR_MIX, allDone + 2 * PRIOR_MIX);
}

/** The same for every provider of an order: it lifts an old order in a feed and in a round, never one provider. */
export function waitingValue(days: number): number {
  return share(Math.min(Math.max(0, days), WAITING_FULL_DAYS), WAITING_FULL_DAYS);
}

/** @param fit of the two descriptions, 0 to 1000, from the text room */
export function textFitValue(fit: number): number {
  return share(fit, TEXT_FIT_MOST);
}

/** Hundredths, rounded down. */
function share(part: number, whole: number): number {
  return Math.floor((VALUE_MOST * part) / whole);
}
