/**
 * First refusal (先期开放): an order may be open to the organizations paired with its station first, for they know the
 * place and promised to serve it, then to those of the county, then to everyone. One rule for the feed, the button, the
 * claim, the ranking and the round. When each turn begins was settled when the order was posted (order/claim-terms.ts).
 */
import { formatDate, type LocalDate } from '../calendar.ts';
import type { Opening } from '../order/claim-terms.ts';
import { ancestorAt } from '../region/region.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import type { HardCheck } from './hard-check.ts';

/** Where an organization stands to an order: paired with its station, of its county, or neither. */
export type Standing = 'paired' | 'county' | 'other';

/** The first day on which the order is open to whom stands so; null when it is open to all at once. */
export function opensOn(opening: Opening | null, standing: Standing): LocalDate | null {
  if (opening === null || standing === 'paired') return null;
  return standing === 'county' ? opening.countyOn : opening.allOn;
}

export function standingOf(
  order: Pick<OrderFacts, 'stationId' | 'regionCode'>,
  provider: Pick<ProviderFacts, 'pairedStationIds' | 'regionCode'>,
): Standing {
  if (provider.pairedStationIds.includes(order.stationId)) return 'paired';
  return ancestorAt(order.regionCode, 'county') === ancestorAt(provider.regionCode, 'county') ? 'county' : 'other';
}

/** Who may take it on the day, in words. */
export function openToWords(opening: Opening | null, today: LocalDate): string {
  if (opening === null || opening.allOn <= today) return '向所有社会组织开放';
  return today < opening.countyOn ? '现由结对组织优先接单' : '现由结对组织和同县区组织接单';
}

/** What is still to come: `2026年11月28日 星期六 0:00 起向同县区组织开放`, one a turn. */
export function openingWords(opening: Opening | null, today: LocalDate): string[] {
  if (opening === null) return [];
  const turns = [
    [opening.countyOn, '同县区组织'],
    [opening.allOn, '所有社会组织'],
  ] as const;
  return turns.filter(([on]) => today < on).map(([on, whom]) => `${formatDate(on)} 0:00 起向${whom}开放`);
}

export const FIRST_REFUSAL: HardCheck = {
  code: 'first_refusal',
  passes: (order, provider) => {
    const on = opensOn(order.opening, standingOf(order, provider));
    return on === null || on <= order.today;
  },
  words: (order, provider) => {
    const on = opensOn(order.opening, standingOf(order, provider));
    return [
      '已向贵单位开放接单',
      openToWords(order.opening, order.today),
      on === null ? '' : `${formatDate(on)} 0:00 起可以接单`,
    ];
  },
};
