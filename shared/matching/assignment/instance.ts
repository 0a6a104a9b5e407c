/**
 * An instance of the round: orders with seats, providers with slots, and an integer score for each pair that may serve.
 * Everything is an index into typed arrays; names live outside (numbering.ts). Rows are in compressed sparse form: the
 * pairs of order i are start[i] to start[i + 1] - 1, its providers ascending and different from one another.
 */

/** Scores are whole numbers from 0 to this. */
export const SCORE_MOST = 1_000_000;

/**
 * `total`: the greatest sum of scores. `coverage`: the most seats served, the lowest tier first, then the greatest sum.
 * `fair`: as coverage, then leximin of the seats served over the stations, then the greatest sum.
 */
export const OBJECTIVES = ['total', 'coverage', 'fair'] as const;
export type Objective = (typeof OBJECTIVES)[number];

export interface Instance {
  readonly orderCount: number;
  readonly providerCount: number;
  /** Providers that an order can take at once, one seat each; 1 or more. */
  readonly seats: Int32Array;
  /** Urgency: 0 is served first. */
  readonly tier: Int32Array;
  /** Index of the station; -1 for an order that counts as a station of its own. */
  readonly station: Int32Array;
  readonly stationCount: number;
  /** Orders that a provider can still take; 0 or more (pins have taken theirs already). */
  readonly capacity: Int32Array;
  readonly start: Int32Array;
  readonly provider: Int32Array;
  readonly score: Int32Array;
}

/**
 * What a solver answers. Prices and bonuses stay below 2^53, or the instance is refused; `primal` and `dual` can pass it,
 * and are then rounded once, so that they are equal if they are equal (exact-sum.ts).
 */
export interface Assignment {
  readonly objective: Objective;
  /** 1 for each pair that is taken, in the order of `provider` and `score`. */
  readonly taken: Uint8Array;
  /** Sum of the scores taken. */
  readonly total: number;
  readonly served: number;
  /** What the objective adds up, bonuses of coverage and fairness included; equals `dual` when optimal. */
  readonly primal: number;
  readonly dual: number;
  /** Price of a slot: what one more is worth at most. */
  readonly providerPrices: Float64Array;
  /** Profit of a seat: what its order brings above the slot's price. */
  readonly orderPrices: Float64Array;
  /** What a served seat of the order brings beside its score: 0 for `total`; the bonus of its tier, and of its station. */
  readonly bonus: Float64Array;
}
