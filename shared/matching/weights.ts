/**
 * Weights of the parts: a versioned set that the bureau publishes. Each weight is a whole number of ten-thousandths,
 * all together 10,000, so that a score is a whole number from 0 to 1,000,000: exact in 32 bits, and what is shown is
 * what was compared. A score ranks those who passed every hard check; it never lets one in.
 */
import { PART_CODES, type PartCode, VALUE_MOST } from './part-values.ts';

/** What the weights of a set come to. */
export const WEIGHT_SUM = 10_000;
export const SCORE_MOST = WEIGHT_SUM * VALUE_MOST;

export type Weights = Readonly<Record<PartCode, number>>;
/** One value, 0 to 100, for each part. */
export type PartValues = Readonly<Record<PartCode, number>>;

export interface WeightSet {
  /** As people read it: `v1`. */
  readonly version: string;
  readonly weights: Weights;
}

/** The person's neighbour and partner first, then whether it fits, then how it did. */
export const WEIGHTS_V1: WeightSet = {
  version: 'v1',
  weights: {
    type_fit: 1_400,
    group_fit: 1_300,
    travel: 1_700,
    pairing: 1_800,
    satisfaction: 900,
    on_time: 500,
    acceptance: 300,
    rating: 400,
    load: 500,
    continuity: 500,
    mix: 200,
    waiting: 300,
    text_fit: 200,
  },
};

/** The weighted sum: a whole number from 0 to SCORE_MOST. */
export function weigh(values: PartValues, weights: Weights): number {
  let sum = 0;
  for (const code of PART_CODES) sum += weights[code] * values[code];
  return sum;
}

/** In the order of PART_CODES, for loops over typed arrays. */
export function weightList(weights: Weights): Int32Array {
  return Int32Array.from(PART_CODES, (code) => weights[code]);
}

export function weightSumOf(weights: Weights): number {
  return PART_CODES.reduce((sum, code) => sum + weights[code], 0);
}

/** Best first by the whole score; equal ones by id, by code unit and not by locale: the same on every machine. */
export function compareRanked(scoreA: number, idA: string, scoreB: number, idB: string): number {
  return scoreB - scoreA || (idA < idB ? -1 : idA === idB ? 0 : 1);
}
