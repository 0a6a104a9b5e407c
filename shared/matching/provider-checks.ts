/** The hard checks of the organization itself: its standing, its licences, its calendar, and what stands between the two. */
import { addDays, formatDay, type LocalDate, localDate, localDateOf } from '../calendar.ts';
import { LIST_STATUS_WORDS, PROVIDER_STATE_WORDS } from '../organization/organization.ts';
import { type LeavePeriod, qualificationWords } from '../organization/qualification.ts';
import { serviceTypeArea } from '../taxonomy/scheme.ts';
import { MINOR_GROUPS } from '../taxonomy/target-groups.ts';
import { monthsOfWindow, monthsWords, sessionsIn, sessionsLeft } from './capacity.ts';
import type { Block, OrderFacts, ProviderFacts } from './facts.ts';
import { type HardCheck, serviceDays } from './hard-check.ts';

export const PROVIDER_ACTIVE: HardCheck = {
  code: 'provider_active',
  passes: (_order, provider) => provider.state === 'active',
  words: (_order, { state }) => [
    '单位状态正常',
    `单位现为“${PROVIDER_STATE_WORDS[state]}”`,
    '请联系主管单位恢复为正常状态',
  ],
};

/** 社会组织信用信息管理办法: either list bars government support. */
export const NOT_ON_LIST: HardCheck = {
  code: 'not_on_list',
  passes: (_order, provider) => provider.listStatus === 'none',
  words: (_order, { listStatus }) => ['未列入失信名录', `已${LIST_STATUS_WORDS[listStatus]}`, '移出名录后可接单'],
};

/** One day outside the leave is enough: then it may be served. */
export const LEAVE: HardCheck = {
  code: 'leave',
  passes: (order, provider, offer) => {
    const { from, to } = serviceDays(order, offer);
    return !covered(from, to, provider.leaves);
  },
  words: (order, provider, offer) => {
    const { from, to } = serviceDays(order, offer);
    return [
      '服务期间不在休整',
      `${formatDay(from)}至${formatDay(to)}均在休整期内`,
      provider.leaves.length === 0 ? '' : '缩短休整期，或请社工站调整服务时间',
    ];
  },
};

/** What is left in the months of the order's window, whatever today's month holds. */
export const CAPACITY: HardCheck = {
  code: 'capacity',
  passes: (order, provider) => 0 < capacityLeft(order, provider),
  words: (order, provider) => {
    const [from, to] = monthsOfWindow(order.windowFrom, order.windowTo, order.today);
    const months = monthsWords(from, to, order.today);
    return [
      `${months}还可接 ${capacityLeft(order, provider)} 场`,
      `${months} ${sessionsIn(provider.sessionsPerMonth, from, to)} 场已接满`,
      '提高每月可服务场次，或请社工站调整服务时间',
    ];
  },
};

/** Each licence that the order asks for, valid on every day of its window. 慈善法 §64. */
export const QUALIFICATION: HardCheck = {
  code: 'qualification',
  passes: (order, provider) => missingQualifications(order, provider).length === 0,
  words: (order, provider) => {
    const missing = missingQualifications(order, provider);
    const failed = missing.map((code) => {
      const held = provider.qualifications.find((qualification) => qualification.code === code);
      return held?.validUntil
        ? `${qualificationWords(code)}有效至${formatDay(held.validUntil)}`
        : `没有登记${qualificationWords(code)}`;
    });
    return [
      order.requiredQualifications.length === 0
        ? '点单未要求资质'
        : `具备${order.requiredQualifications.map(qualificationWords).join('、')}`,
      failed.join('，'),
      '请向主管单位登记在服务期间有效的证照',
    ];
  },
};

/**
 * Whoever serves minors has their staff checked once a year (未成年人保护法 §62): the last day of the window is at most
 * one year after the day of the check.
 */
export const BACKGROUND_CHECK: HardCheck = {
  code: 'background_check',
  passes: (order, { backgroundCheckedOn }) =>
    !servesMinors(order) || (backgroundCheckedOn !== null && order.windowTo <= yearAfter(backgroundCheckedOn)),
  words: (order, { backgroundCheckedOn }) => [
    servesMinors(order) ? '从业人员背景核查在一年以内' : '服务对象不含未成年人',
    backgroundCheckedOn === null
      ? '没有登记从业人员背景核查'
      : `从业人员背景核查有效至${formatDay(yearAfter(backgroundCheckedOn))}`,
    '完成本年度从业人员违法犯罪记录查询，并报主管单位登记',
  ],
};

/** 利益回避: whoever gains from an order does not take it. */
export const CONFLICT_OF_INTEREST: HardCheck = {
  code: 'conflict_of_interest',
  passes: (order, provider) => !provider.conflicts.some((conflict) => conflict.stationId === order.stationId),
  words: (order, provider) => {
    const found = provider.conflicts.find((conflict) => conflict.stationId === order.stationId);
    return [
      '与该社工站没有申报利益关系',
      `已申报与该社工站有利益关系（${found?.reason ?? ''}）`,
      '利益关系解除后，请申报方撤销申报',
    ];
  },
};

export const BLOCKED_PAIR: HardCheck = {
  code: 'blocked_pair',
  passes: (order, provider) => blockOf(order, provider) === undefined,
  words: (order, provider) => {
    const block = blockOf(order, provider);
    const until = block?.untilOn ? `至${formatDay(block.untilOn)}` : '';
    return [
      '与该社工站没有对接限制',
      `已暂停与该社工站对接${until}（${block?.reason ?? ''}）`,
      block?.untilOn ? '期满后可接单，或请社工站、主管单位提前解除' : '请社工站或主管单位解除限制',
    ];
  },
};

/** Of an order that several organizations share, each holds at most one share. */
export const ONE_SHARE: HardCheck = {
  code: 'one_share',
  passes: ({ takers = [], today }, { organizationId }) =>
    !takers.some(
      (taker) => taker.organizationId === organizationId && (taker.until === null || today <= localDateOf(taker.until)),
    ),
  words: () => ['没有承接该点单的其他份额', '贵单位已承接该点单的一份', '如需调整数量，请先撤回原接单再重新接单'],
};

/** Sessions it can still take in the months of the order's window; 0 when full. */
export function capacityLeft(
  order: Pick<OrderFacts, 'windowFrom' | 'windowTo' | 'today'>,
  provider: Pick<ProviderFacts, 'sessionsPerMonth' | 'bookings'>,
): number {
  const [from, to] = monthsOfWindow(order.windowFrom, order.windowTo, order.today);
  return sessionsLeft(provider.sessionsPerMonth, provider.bookings, from, to);
}

/** An order for minors: by its groups, or by its kind (儿童关爱). */
export function servesMinors({ targetGroups, serviceType }: Pick<OrderFacts, 'targetGroups' | 'serviceType'>): boolean {
  return serviceTypeArea(serviceType) === 'CC' || MINOR_GROUPS.some((group) => targetGroups.includes(group));
}

/** The same day of the next year; 29 February counts to the end of February. */
export function yearAfter(day: LocalDate): LocalDate {
  const rest = day.slice(5);
  return localDate(`${Number(day.slice(0, 4)) + 1}-${rest === '02-29' ? '02-28' : rest}`);
}

/** Whether the leave periods leave no day free; both ends of a period are included, in any order, overlapping or not. */
function covered(from: LocalDate, to: LocalDate, leaves: readonly LeavePeriod[]): boolean {
  let firstFree = from;
  for (const { fromOn, toOn } of [...leaves].sort((a, b) => (a.fromOn < b.fromOn ? -1 : 1))) {
    if (firstFree < fromOn) return false;
    if (firstFree <= toOn) firstFree = addDays(toOn, 1);
    if (to < firstFree) return true;
  }
  return to < firstFree;
}

function missingQualifications(order: OrderFacts, provider: ProviderFacts): string[] {
  return order.requiredQualifications.filter(
    (code) =>
      !provider.qualifications.some(
        (held) => held.code === code && (held.validUntil === null || order.windowTo <= held.validUntil),
      ),
  );
}

/** The block that stands today, the longest one first. */
function blockOf({ stationId, today }: OrderFacts, { blocks }: ProviderFacts): Block | undefined {
  const standing = blocks.filter(
    (block) => block.stationId === stationId && (block.untilOn === null || today <= block.untilOn),
  );
  const until = (block: Block) => block.untilOn ?? '9999';
  return standing.sort((a, b) => (until(a) < until(b) ? 1 : -1))[0];
}
