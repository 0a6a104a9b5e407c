/**
 * The hard checks that look at an offer. All of them look at one and the same offer: type from one and area from another
 * would promise what nobody offers.
 */
import { formatDay } from '../calendar.ts';
import { fenWords } from '../money.ts';
import { COST_MODE_WORDS } from '../offer/offer.ts';
import { kmBetween, kmWords } from '../region/distance.ts';
import { covers } from '../region/region.ts';
import { meetingTypes, meetsByCrosswalk } from '../taxonomy/crosswalk.ts';
import { serviceTypeWords } from '../taxonomy/scheme.ts';
import { targetGroupWords } from '../taxonomy/target-groups.ts';
import type { OfferFacts, OrderFacts } from './facts.ts';
import type { HardCheck } from './hard-check.ts';
import type { TypeMatch } from './part-values.ts';

/** How the offer names the order's type: by its own code, by the crosswalk between schemes, or not at all. */
export function typeMatchOf({ serviceType }: OrderFacts, offer: OfferFacts | null): TypeMatch {
  if (offer === null) return 'none';
  if (offer.serviceTypes.includes(serviceType)) return 'exact';
  // An order of our own scheme meets another scheme's code only where the crosswalk says so.
  return meetingTypes(serviceType).some((code) => offer.serviceTypes.includes(code)) ? 'crosswalk' : 'none';
}

export const SERVICE_TYPE: HardCheck = {
  code: 'service_type',
  passes: (order, _provider, offer) => typeMatchOf(order, offer) !== 'none',
  words: ({ serviceType }, _provider, offer) => {
    const type = `“${serviceTypeWords(serviceType)}”`;
    const met = offer?.serviceTypes.find((code) => meetsByCrosswalk(serviceType, code));
    const exact = offer?.serviceTypes.includes(serviceType) || met === undefined;
    return [
      exact ? `提供${type}服务` : `供给“${serviceTypeWords(met)}”按分类对照包含${type}`,
      offer ? `供给中没有${type}` : '没有已上架的供给',
      `在供给中增加${type}`,
    ];
  },
};

export const TARGET_GROUP: HardCheck = {
  code: 'target_group',
  passes: (order, _provider, offer) => offer !== null && order.targetGroups.some((g) => offer.targetGroups.includes(g)),
  words: ({ targetGroups }, _provider, offer) => {
    const wanted = targetGroups.map(targetGroupWords).join('、');
    const met = targetGroups
      .filter((g) => offer?.targetGroups.includes(g))
      .map(targetGroupWords)
      .join('、');
    return [`服务对象含${met}`, `供给未面向${wanted}`, `在供给中增加服务对象${wanted}`];
  },
};

export const AREA: HardCheck = {
  code: 'area',
  passes: (order, _provider, offer) => offer !== null && offer.areaCodes.some((area) => covers(area, order.regionCode)),
  words: () => ['服务区域覆盖该乡镇', '服务区域未覆盖该乡镇', '在供给的服务区域中增加该乡镇或其所在县区'],
};

/** Where either place is unknown the areas alone decide. */
export const DISTANCE: HardCheck = {
  code: 'distance',
  passes: (order, provider, offer) => {
    if (offer === null || offer.farthestKm === null) return true;
    const km = kmBetween(order.place, provider.place);
    return km === null || km <= offer.farthestKm;
  },
  words: (order, provider, offer) => {
    const km = kmBetween(order.place, provider.place);
    const far = km === null ? '' : kmWords(km, order.place, provider.place);
    const most = offer?.farthestKm ?? null;
    const passed =
      most === null ? '供给未限路程' : km === null ? '坐标不详，按服务区域判断' : `${far}，在供给的 ${most} 公里以内`;
    return [passed, `${far}，超出供给的 ${most} 公里`, `把供给的最远路程放宽到 ${km} 公里`];
  },
};

export const WINDOW: HardCheck = {
  code: 'window',
  passes: (order, _provider, offer) =>
    offer !== null && offer.windowFrom <= order.windowTo && order.windowFrom <= offer.windowTo,
  words: (_order, _provider, offer) => [
    '服务时间相合',
    offer
      ? `供给时间为${formatDay(offer.windowFrom)}至${formatDay(offer.windowTo)}，与点单时间不相合`
      : '没有可用的服务时间',
    '调整供给的起止日期',
  ],
};

/** The cap is for one session, as the price is. A price that is not stated cannot be under a cap. */
export const BUDGET: HardCheck = {
  code: 'budget',
  passes: ({ budgetCapFen }, _provider, offer) =>
    budgetCapFen === null ||
    offer === null ||
    offer.costMode === 'free' ||
    (offer.unitPriceFen !== null && offer.unitPriceFen <= budgetCapFen),
  words: ({ budgetCapFen }, _provider, offer) => {
    const cap = budgetCapFen === null ? '' : fenWords(budgetCapFen);
    const price = offer?.unitPriceFen ?? null;
    const free = offer === null || offer.costMode === 'free';
    const passed =
      budgetCapFen === null
        ? '点单未限费用'
        : free || price === null
          ? '供给免费'
          : `每场 ${fenWords(price)}，在预算内`;
    const mode = offer ? COST_MODE_WORDS[offer.costMode] : '';
    if (price === null) return [passed, `供给为${mode}，未写明每场费用`, '在供给中写明每场费用'];
    const remedy =
      budgetCapFen === 0 ? '改为免费供给，或请社工站安排经费' : `把每场费用降到 ${cap}，或请社工站提高预算`;
    return [passed, `每场 ${fenWords(price)}，超出点单预算 ${cap}`, remedy];
  },
};
