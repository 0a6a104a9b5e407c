/** Programme (帮扶方案): what contains the pairings, the pilot stations and the monthly rounds of an authority. */
import type { LocalDate } from '../calendar.ts';

export interface Programme {
  readonly id: string;
  readonly authorityId: string;
  readonly name: string;
  /** The way of helping in the plan's own words, such as 融入式. */
  readonly mode: string;
  readonly fromOn: LocalDate;
  readonly toOn: LocalDate;
  /** The day of the month *before* which dispatch is due: 25 in 每月25日之前. */
  readonly dispatchDueDay: number;
  /** How many stations one organization may be paired with at a time; null for no limit. */
  readonly mostPairings: number | null;
  readonly version: number;
}

/** A limit on pairings lies from 1 to this. */
export const MOST_PAIRINGS_MAX = 1_000;

export const DEFAULT_DISPATCH_DUE_DAY = 25;
