/**
 * The hard checks: an organization may be recommended for an order, and may claim it, when it passes all.
 * One named value each, in one list, so that a reader can count them. The four that look at an offer
 * look at one and the same offer: type from one and area from another would promise what nobody offers.
 */
import { formatDay } from '../calendar.ts';
import { LIST_STATUS_WORDS, ORGANIZATION_STATE_WORDS } from '../organization/organization.ts';
import { covers } from '../region/region.ts';
import { serviceTypeWords } from '../taxonomy/scheme.ts';
import { targetGroupWords } from '../taxonomy/target-groups.ts';
import type { Check, CheckCode } from './check.ts';
import { capacityLeft, type OfferFacts, type OrderFacts, type ProviderFacts } from './facts.ts';

/** `offer` is null when the organization has no listed offer at all. */
interface HardCheck {
  readonly code: CheckCode;
  readonly passes: (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => boolean;
  readonly words: (order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null) => Words;
}

/** What to say when it passes, when it fails, and what would change the failure. */
type Words = readonly [passed: string, failed: string, remedy: string];

const PROVIDER_ACTIVE: HardCheck = {
  code: 'provider_active',
  passes: (_order, provider) => provider.state === 'active',
  words: (_order, { state }) => [
    '单位状态正常',
    `单位现为“${ORGANIZATION_STATE_WORDS[state]}”`,
    '请联系主管单位恢复为正常状态',
  ],
};

/** 社会组织信用信息管理办法: either list bars government support. */
const NOT_ON_LIST: HardCheck = {
  code: 'not_on_list',
  passes: (_order, provider) => provider.listStatus === 'none',
  words: (_order, { listStatus }) => ['未列入失信名录', `已${LIST_STATUS_WORDS[listStatus]}`, '移出名录后可接单'],
};

const SERVICE_TYPE: HardCheck = {
  code: 'service_type',
  passes: (order, _provider, offer) => offer !== null && offer.serviceTypes.includes(order.serviceType),
  words: ({ serviceType }, _provider, offer) => {
    const type = `“${serviceTypeWords(serviceType)}”`;
    return [`提供${type}服务`, offer ? `供给中没有${type}` : '没有已上架的供给', `在供给中增加${type}`];
  },
};

const TARGET_GROUP: HardCheck = {
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

const AREA: HardCheck = {
  code: 'area',
  passes: (order, _provider, offer) => offer !== null && offer.areaCodes.some((area) => covers(area, order.regionCode)),
  words: () => ['服务区域覆盖该乡镇', '服务区域未覆盖该乡镇', '在供给的服务区域中增加该乡镇或其所在县区'],
};

const WINDOW: HardCheck = {
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

const CAPACITY: HardCheck = {
  code: 'capacity',
  passes: (_order, provider) => 0 < capacityLeft(provider),
  words: (_order, provider) => [
    `本月还可接 ${capacityLeft(provider)} 场`,
    `本月 ${provider.sessionsPerMonth} 场已接满`,
    '提高每月可服务场次，或下月再接',
  ],
};

export const HARD_CHECKS = [
  PROVIDER_ACTIVE,
  NOT_ON_LIST,
  SERVICE_TYPE,
  TARGET_GROUP,
  AREA,
  WINDOW,
  CAPACITY,
] as const satisfies HardCheck[];

/** The offer that matching judged by, and one bit for each failed check, in the order of HARD_CHECKS. */
export interface Verdict {
  readonly offer: OfferFacts | null;
  readonly failed: number;
}

/** The verdict by the organization's best offer: fewest failures; equal ones, the first handed in. */
export function judge(order: OrderFacts, provider: ProviderFacts): Verdict {
  let best: Verdict | null = null;
  for (const offer of provider.offers) {
    const failed = failedBits(order, provider, offer);
    if (best === null || bitCount(failed) < bitCount(best.failed)) best = { offer, failed };
    if (failed === 0) break;
  }
  return best ?? { offer: null, failed: failedBits(order, provider, null) };
}

/** Every check in words, passed or not, in the order of HARD_CHECKS. */
export function checksOf(order: OrderFacts, provider: ProviderFacts, verdict: Verdict): Check<CheckCode>[] {
  return HARD_CHECKS.map((check, i) => {
    const passed = (verdict.failed & (1 << i)) === 0;
    const [yes, no, remedy] = check.words(order, provider, verdict.offer);
    return { code: check.code, passed, reason: passed ? yes : no, remedy: passed ? null : remedy };
  });
}

/** True when the check of that code failed. */
export function failedCheck(verdict: Verdict, code: CheckCode): boolean {
  return (verdict.failed & (1 << HARD_CHECKS.findIndex((check) => check.code === code))) !== 0;
}

export function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

function failedBits(order: OrderFacts, provider: ProviderFacts, offer: OfferFacts | null): number {
  let bits = 0;
  for (let i = 0; i < HARD_CHECKS.length; i += 1) if (!HARD_CHECKS[i]!.passes(order, provider, offer)) bits |= 1 << i;
  return bits;
}
