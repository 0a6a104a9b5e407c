/** When a reminder (提醒) is due: which of its stages a thing has reached, counted back from the day or hour it ends. */
import { type LocalDate, daysBetween } from '../calendar.ts';

/** Days before a month's dispatch is due on which the bureau is reminded. */
export const DISPATCH_STAGES_DAYS = [7, 3, 1] as const;
/** Days before the month's cut-off on which whoever has not spoken is asked whether what is listed still holds. */
export const CONFIRM_LIST_STAGES_DAYS = [7, 3, 1] as const;
/** Days before an agreement ends on which both parties and their authority are reminded. */
export const AGREEMENT_STAGES_DAYS = [90, 60, 30, 15] as const;
/** Hours before a pending claim lapses at which the station is reminded. */
export const CONFIRM_STAGES_HOURS = [24] as const;
/** Hours before the claim deadline of an order that nobody holds at which its station is reminded. */
export const CLAIMABLE_STAGES_HOURS = [72, 24] as const;

/** Days before the last day of a licence, a rating or a check on which the organization and its bureau are reminded. */
export const EXPIRY_STAGES_DAYS = [60, 30, 7] as const;

/** Days after which a station with a plaque that does not operate is called to mind; two to six months are the practice. */
export const PLAQUE_STAGES_DAYS = [60, 90, 180] as const;

const HOUR_MS = 60 * 60 * 1000;

/**
 * The stage that holds when `left` units remain: the smallest stage not below it, so that a reminder which could not be
 * sent on its day is sent late rather than never, and an earlier one is not sent after a later one.
 *
 * @returns null when it is too early for the first stage, or the end has passed (`left` below 0)
 */
export function stageAt(left: number, stages: readonly number[]): number | null {
  if (left < 0) return null;
  const reached = stages.filter((stage) => left <= stage);
  return reached.length === 0 ? null : Math.min(...reached);
}

/** The stage that has been reached `passed` units after something began: the greatest not above it; null before the first. */
export function stageSince(passed: number, stages: readonly number[]): number | null {
  const reached = stages.filter((stage) => stage <= passed);
  return reached.length === 0 ? null : Math.max(...reached);
}

/** The stage in whole days before the last day; on the last day itself 0 days are left. */
export const dayStage = (on: LocalDate, lastDay: LocalDate, stages: readonly number[]): number | null =>
  stageAt(daysBetween(on, lastDay), stages);

/** The stage in hours before an instant that still counts. */
export const hourStage = (at: Date, until: Date, stages: readonly number[]): number | null =>
  stageAt((until.getTime() - at.getTime()) / HOUR_MS, stages);

/** `还有 3 天`, and `今天` on the last day. */
export const daysLeftWords = (days: number): string => (days === 0 ? '今天到期' : `还有 ${days} 天`);
