/**
 * What a round answers, as plain JSON by id: the pairs proposed, the orders left out, the organizations, the pins. Made
 * from the basis and the solved plan alone, so that a run computed anew gives the same bytes.
 */
import type { Objective } from '../assignment/instance.ts';
import type { CheckCode } from '../check.ts';
import type { PartCode } from '../part-values.ts';
import type { PinProblem } from './pins.ts';

/** What a plan comes to. `total`, `dual` and `gap` in points of 1,000,000 for a pair. */
export interface RoundFigures {
  readonly objective: Objective;
  readonly orders: number;
  readonly served: number;
  /** By tier, most urgent first. */
  readonly servedByTier: readonly number[];
  readonly ordersByTier: readonly number[];
  readonly total: number;
  /** No plan with the same counts of orders served has a greater total. */
  readonly dual: number;
  /** 0: the plan is proven best. */
  readonly gap: number;
}

export interface RoundCount {
  /** A station's id, or a township's code. */
  readonly key: string;
  readonly orders: number;
  readonly served: number;
}

export interface ProposedPair {
  readonly orderId: string;
  readonly organizationId: string;
  readonly score: number;
  readonly pinned: boolean;
  /** In the order of PART_CODES, 0 to 100. */
  readonly values: readonly number[];
  readonly runnerUp: RoundRunnerUp | null;
}

/** The best other organization for the order. Behind it by `margin`; below 0 when it would score more but serves elsewhere. */
export interface RoundRunnerUp {
  readonly organizationId: string;
  readonly margin: number;
  readonly decisive: PartCode | null;
  readonly sentence: string;
}

export const CHANGE_KINDS = ['one_more_slot', 'mend_check'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Something that would serve an order that is left out. */
export interface ServingChange {
  readonly kind: ChangeKind;
  readonly organizationId: string;
  /** The only failed check; null for one more slot. */
  readonly check: CheckCode | null;
  /** What the whole round gains: orders served (0 under `total`, where only scores count), and points. */
  readonly servedGain: number;
  readonly scoreGain: number;
  readonly sentence: string;
}

export const UNSERVED_REASONS = [
  'paired_only',
  'nobody_eligible',
  'no_slots',
  'hours_used',
  'slots_used_elsewhere',
] as const;
export type UnservedReason = (typeof UNSERVED_REASONS)[number];

export interface UnservedOrder {
  readonly orderId: string;
  readonly reason: UnservedReason;
  readonly sentence: string;
  /** Cheapest first, at most three; empty when nothing of the kind would serve it. */
  readonly changes: readonly ServingChange[];
}

export interface RoundOrganization {
  readonly organizationId: string;
  readonly slots: number;
  readonly used: number;
  /** What one more slot would bring to the whole round. */
  readonly servedGain: number;
  readonly scoreGain: number;
  readonly sentence: string;
}

export interface RoundPin {
  readonly orderId: string;
  readonly organizationId: string;
  /** Null when it is kept. */
  readonly problem: PinProblem | null;
  /** What the round would gain without it; 0 and 0 when it costs nothing. */
  readonly servedCost: number;
  readonly scoreCost: number;
  readonly sentence: string;
}

export interface RoundResult {
  readonly figures: RoundFigures;
  readonly stations: readonly RoundCount[];
  readonly townships: readonly RoundCount[];
  readonly pairs: readonly ProposedPair[];
  readonly unserved: readonly UnservedOrder[];
  readonly organizations: readonly RoundOrganization[];
  readonly pins: readonly RoundPin[];
  readonly forbids: readonly RoundPin[];
  readonly prices: {
    readonly organizations: Readonly<Record<string, number>>;
    readonly orders: Readonly<Record<string, number>>;
  };
}
