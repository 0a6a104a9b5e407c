/**
 * The cap of open claims (接单上限), by load and by close ratio: who holds many unfinished orders, or broke many, first
 * finishes some. The counts are of all its claims; the terms are those of the order's authority (order/claim-terms.ts).
 */
import type { LoadTerms } from '../order/claim-terms.ts';
import type { HardCheck } from './hard-check.ts';

export interface Load {
  /** Claims that stand and are not completed. */
  readonly openClaims: number;
  /** Orders that it completed. */
  readonly completed: number;
  /** Claims that ended by its own fault: not begun in time, or given back after the free days. */
  readonly broken: number;
}

/** How many claims it may hold: half, rounded up, when its close ratio is under the line. In whole numbers. */
export function mostOpenFor({ mostOpen, endedFrom, closePercent }: LoadTerms, load: Omit<Load, 'openClaims'>): number {
  return isSlow(load.completed, load.broken, endedFrom, closePercent) ? (mostOpen + 1) >> 1 : mostOpen;
}

/** Whether the close ratio counts already and is under the line. */
export function isSlow(completed: number, broken: number, endedFrom: number, closePercent: number): boolean {
  const ended = completed + broken;
  return endedFrom <= ended && 100 * completed < closePercent * ended;
}

export const OPEN_LOAD: HardCheck = {
  code: 'open_load',
  passes: ({ load }, provider) => provider.openClaims < mostOpenFor(load, provider),
  words: ({ load }, provider) => {
    const most = mostOpenFor(load, provider);
    const slow = isSlow(provider.completed, provider.broken, load.endedFrom, load.closePercent);
    const ended = provider.completed + provider.broken;
    const why = slow
      ? `，因办结率 ${Math.floor((100 * provider.completed) / ended)}% 低于 ${load.closePercent}%，上限减半`
      : '';
    return [
      `在办 ${provider.openClaims} 单，上限 ${most} 单`,
      `在办 ${provider.openClaims} 单，已达上限 ${most} 单${why}`,
      '请先完成在办点单，再接新单',
    ];
  },
};
