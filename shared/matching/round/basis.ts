/**
 * What a round is computed from: who may serve which order and how well, already judged. Plain JSON in canonical order
 * (ids by code unit), kept whole with a run, so that the run can be computed anew from it and from nothing else.
 */
import type { LocalDate, Month } from '../../calendar.ts';
import type { Urgency } from '../../order/order.ts';
import type { CheckCode } from '../check.ts';
import type { WeightSet } from '../weights.ts';

/** Changes when the same basis could give another answer: a run names the engine it was computed with. */
export const ROUND_ENGINE = 'round-1';

/** Most urgent first: emergencies are served before all else. */
export const TIER_OF_URGENCY: Record<Urgency, number> = { emergency: 0, urgent: 1, normal: 2 };
export const TIER_WORDS = ['紧急', '较急', '一般'] as const;

export interface RoundBasis {
  readonly engine: string;
  /** Nothing here is drawn by lot; kept so that a later engine that does must say so. */
  readonly seed: 0;
  readonly month: Month;
  /** The day on which orders and organizations were judged. */
  readonly day: LocalDate;
  readonly weights: WeightSet;
  readonly orders: readonly BasisOrder[];
  readonly providers: readonly BasisProvider[];
  /** The pairs of order i are start[i] to start[i + 1] - 1, its providers ascending. */
  readonly start: readonly number[];
  readonly provider: readonly number[];
  readonly score: readonly number[];
  /** The 13 part values of each pair, in the order of PART_CODES. */
  readonly values: readonly number[];
  /** By order: those that fail exactly one check, best score first, at most NEAR_MISSES_KEPT. */
  readonly nearMisses: readonly (readonly BasisNearMiss[])[];
}

export interface BasisOrder {
  readonly id: string;
  readonly stationId: string;
  readonly regionCode: string;
  readonly townshipName: string;
  readonly tier: number;
  /** The last day on which only paired organizations are proposed; null when everybody is. */
  readonly pairedOnlyUntil: LocalDate | null;
}

export interface BasisProvider {
  readonly id: string;
  readonly name: string;
  /** Sessions it can still take in the month: what it holds and was invited to is taken off. */
  readonly slots: number;
}

export interface BasisNearMiss {
  readonly provider: number;
  readonly score: number;
  readonly check: CheckCode;
  readonly reason: string;
  readonly remedy: string;
}

export const NEAR_MISSES_KEPT = 8;
