/** The parts of a score for one order, one provider and one of its offers: their values from the facts, and their words. */
import { kmBetween, kmWords } from '../region/distance.ts';
import { ancestorAt } from '../region/region.ts';
import { ratingWords } from '../organization/organization.ts';
import { monthsOfWindow, monthsWords, sessionsIn } from './capacity.ts';
import type { ScorePart } from './check.ts';
import type { OfferFacts, OrderFacts, ProviderFacts } from './facts.ts';
import { typeMatchOf } from './offer-checks.ts';
import {
  acceptanceValue,
  continuityValue,
  groupFitValue,
  loadValue,
  mixValue,
  type Nearness,
  onTimeValue,
  PART_CODES,
  PART_WORDS,
  type PartCode,
  pairingValue,
  ratingValue,
  SPECIALITY_TYPES,
  satisfactionValue,
  textFitValue,
  travelValue,
  typeFitValue,
  waitingValue,
} from './part-values.ts';
import { capacityLeft } from './provider-checks.ts';
import { sharedWords, textFit } from './text/fit.ts';
import type { PartValues, Weights } from './weights.ts';

/** The value of each part, 0 to 100. */
export function valuesOf(order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null): PartValues {
  const [from, to] = monthsOfWindow(order.windowFrom, order.windowTo, order.today);
  return {
    ...offerValues(order, offer),
    travel: travelValue(nearnessOf(order, provider), kmBetween(order.place, provider.place)),
    pairing: pairingValue(isPaired(order, provider)),
    satisfaction: satisfactionValue(provider.satisfactionSum, provider.satisfactionCount),
    on_time: onTimeValue(provider.onTime, provider.due),
    acceptance: acceptanceValue(provider.accepted, provider.asked),
    rating: ratingValue(provider.ratingGrade),
    load: loadValue(capacityLeft(order, provider), sessionsIn(provider.sessionsPerMonth, from, to)),
    continuity: continuityValue(provider.completedWithStation),
    mix: mixValue(order.mode, provider.completedCapacity, provider.completed),
    waiting: waitingValue(order.waitedDays),
  };
}

/** What an offer adds to the score: how one chooses between two offers of the same organization. */
export function offerWorth(order: OrderFacts, offer: OfferFacts, weights: Weights): number {
  const values = offerValues(order, offer);
  return weights.type_fit * values.type_fit + weights.group_fit * values.group_fit + weights.text_fit * values.text_fit;
}

/** The values with their weights and the words of each. */
export function partsOf(
  order: OrderFacts,
  provider: ProviderFacts,
  offer: OfferFacts | null,
  values: PartValues,
  weights: Weights,
): ScorePart[] {
  return PART_CODES.map((code) => ({
    code,
    name: PART_WORDS[code],
    value: values[code],
    weight: weights[code],
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

export function isPaired(order: OrderFacts, provider: ProviderFacts): boolean {
  return provider.pairedStationIds.includes(order.stationId);
}

/** `满意度 4.8（20 份评价）`. */
export function satisfactionWords({ satisfactionSum, satisfactionCount }: ProviderFacts): string {
  if (satisfactionCount === 0) return '暂无评价';
  return `满意度 ${(satisfactionSum / satisfactionCount).toFixed(1)}（${satisfactionCount} 份评价）`;
}

/** `12月还可接 2 场`. */
export function capacityWords(order: OrderFacts, provider: ProviderFacts): string {
  const [from, to] = monthsOfWindow(order.windowFrom, order.windowTo, order.today);
  return `${monthsWords(from, to, order.today)}还可接 ${capacityLeft(order, provider)} 场`;
}

function offerValues(order: OrderFacts, offer: OfferFacts | null) {
  return {
    type_fit: typeFitValue(typeMatchOf(order, offer), offer?.serviceTypes.length ?? 0),
    group_fit: groupFitValue(groupsMet(order, offer), order.targetGroups.length),
    text_fit: offer === null ? 0 : textFitValue(textFit(order.terms, offer.terms)),
  };
}

type PartWordsOf = (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => string;

const WORDS: Record<PartCode, PartWordsOf> = {
  type_fit: (order, _provider, offer) => {
    const match = typeMatchOf(order, offer);
    if (match === 'none') return '供给中没有此类服务';
    if (match === 'crosswalk') return '按分类对照可做此类服务';
    return (offer?.serviceTypes.length ?? 0) <= SPECIALITY_TYPES ? '专长服务' : '可做此类服务';
  },
  group_fit: (order, _provider, offer) => `服务对象 ${groupsMet(order, offer)}/${order.targetGroups.length} 类相符`,
  travel: (order, provider) => {
    const km = kmBetween(order.place, provider.place);
    const nearness = nearnessWords(order, provider);
    return km === null ? nearness : `${nearness}，${kmWords(km, order.place, provider.place)}`;
  },
  pairing: (order, provider) => (isPaired(order, provider) ? '已结对' : '未结对'),
  satisfaction: (_order, provider) => satisfactionWords(provider),
  on_time: (_order, { onTime, due }) => (due === 0 ? '暂无到期点单' : `按时完成 ${onTime}/${due} 单`),
  acceptance: (_order, { accepted, asked }) => (asked === 0 ? '暂无接单记录' : `接单获确认 ${accepted}/${asked} 次`),
  rating: (_order, { ratingGrade }) => ratingWords(ratingGrade),
  load: capacityWords,
  continuity: (_order, { completedWithStation: n }) => (n === 0 ? '未合作过' : `做过 ${n} 次`),
  mix: (_order, { completed, completedCapacity }) =>
    completed === 0 ? '暂无完成记录' : `完成输血 ${completed - completedCapacity} 单、造血 ${completedCapacity} 单`,
  waiting: ({ waitedDays }) => (waitedDays < 1 ? '今日发布' : `已等待 ${waitedDays} 天`),
  text_fit: (order, _provider, offer) => {
    const shared = offer === null ? [] : sharedWords(order.terms, offer.terms, 3);
    return shared.length === 0 ? '描述没有共同用语' : `描述都提到${shared.map((word) => `“${word}”`).join('')}`;
  },
};

function groupsMet(order: OrderFacts, offer: OfferFacts | null): number {
  let met = 0;
  for (const group of order.targetGroups) if (offer?.targetGroups.includes(group)) met += 1;
  return met;
}
