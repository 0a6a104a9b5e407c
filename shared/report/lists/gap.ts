/**
 * 供需缺口: need against supply, by service type and place. Need is the open orders; supply is the sessions a month of the
 * standing offers that serve the type and reach the place. One offer reaches many places with the same sessions, so supply
 * is what could be asked for there, and is never added over places.
 */
import { addDays, type LocalDate } from '../../calendar.ts';
import { isWorkingDay, workingDaysUntil } from '../../working-calendar.ts';

/** 满几个工作日无人接单，算作久无人接; also the days without an order after which an offer counts as unasked. */
export const UNMET_DAYS_DEFAULT = 7;
export const UNMET_DAYS_CHOICES = [3, 5, 7, 10, 20] as const;

/** none: nobody offers it; short: fewer sessions a month than orders; enough; idle: offered, and nobody asks. */
export const GAP_LIGHTS = ['none', 'short', 'enough', 'idle'] as const;
export type GapLight = (typeof GAP_LIGHTS)[number];
export const GAP_LIGHT_WORDS: Record<GapLight, string> = {
  none: '无供给',
  short: '供给不足',
  enough: '可满足',
  idle: '有供给无需求',
};

/** An order asks for one session at least: more orders than sessions a month cannot all be met within one. */
export function gapLight(openOrders: number, sessionsPerMonth: number): GapLight {
  if (openOrders === 0) return 'idle';
  if (sessionsPerMonth === 0) return 'none';
  return sessionsPerMonth < openOrders ? 'short' : 'enough';
}

/** Townships are shown one by one up to so many; beyond, the counties are, and one county opens to its townships. */
export const PLACES_MOST = 40;

/** The last day such that what was posted on it has waited `days` working days on `today`. */
export function waitedSince(today: LocalDate, days: number): LocalDate {
  let day = today;
  for (let left = days; 0 < left; day = addDays(day, -1)) if (isWorkingDay(day)) left -= 1;
  return day;
}

/** Working days that an order posted on the day has waited. */
export const waitedDays = (postedOn: LocalDate, today: LocalDate): number => workingDaysUntil(postedOn, today);

/** 邀请: somebody could take it; 扩大范围: nobody reaches it or its terms keep them away; 协调: nobody offers it at all. */
export const GAP_STEPS = ['invite', 'widen', 'coordinate'] as const;
export type GapStep = (typeof GAP_STEPS)[number];
export const GAP_STEP_WORDS: Record<GapStep, string> = {
  invite: '邀请组织承接',
  widen: '扩大范围',
  coordinate: '协调承接',
};

/** A near miss as matching tells it: what failed, and what would change it. */
export interface Missed {
  readonly organizationName: string;
  readonly failed: readonly { readonly code: string; readonly name: string; readonly remedy: string | null }[];
}

export interface UnmetReason {
  readonly why: string;
  readonly change: string | null;
  readonly step: GapStep;
}

/** What keeps people away that the station or its bureau can change for the order. */
const WIDENING = ['area', 'distance', 'window', 'budget', 'qualification', 'first_refusal', 'target_group'];

/**
 * 为什么没有人接: from who could take the order and who nearly could. The remedy told is that of the most frequent reason,
 * of equals the one met first.
 * @param isClaimable false when its deadline passed or it rests: then nobody may, whoever fits
 */
export function unmetReason(eligibleCount: number, misses: readonly Missed[], isClaimable: boolean): UnmetReason {
  if (!isClaimable && 0 < eligibleCount) {
    return {
      why: `有 ${eligibleCount} 家组织符合条件，但接单已截止或暂停`,
      change: '请社工站确认仍需要，或延长接单截止日期',
      step: 'coordinate',
    };
  }
  if (0 < eligibleCount)
    return {
      why: `有 ${eligibleCount} 家组织符合条件，还没有一家接单`,
      change: '可直接邀请排在前面的组织',
      step: 'invite',
    };
  const counts = new Map<string, { name: string; count: number; remedy: string | null }>();
  for (const { failed } of misses)
    for (const { code, name, remedy } of failed) {
      const known = counts.get(code);
      counts.set(code, { name, count: (known?.count ?? 0) + 1, remedy: known?.remedy ?? remedy });
    }
  const reasons = [...counts.entries()].sort(([, a], [, b]) => b.count - a.count);
  const first = reasons[0];
  if (!first) return { why: '没有组织提供这类服务', change: '请联系组织补充供给，或跨区协调', step: 'coordinate' };
  const told = reasons.slice(0, 3).map(([, { name, count }]) => `“${name}”不符 ${count} 家`);
  return {
    why: `没有组织全部符合：${told.join('、')}`,
    change: first[1].remedy,
    step: WIDENING.includes(first[0]) ? 'widen' : 'coordinate',
  };
}
