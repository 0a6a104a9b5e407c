/**
 * Weighing: the weights as they are being changed. The parts and what is not given out yet always come to 100%, so a
 * part can only grow by what another one has given up. In ten-thousandths, as they are kept.
 */
import { PART_CODES, type PartCode } from '@jiedui/shared/matching/part-values.ts';
import { WEIGHT_SUM, type Weights, weightSumOf } from '@jiedui/shared/matching/weights.ts';

/** One press of ＋ or −: one percent. */
export const STEP = 100;

/** What is not given out yet; never below 0. */
export function remainderOf(weights: Weights): number {
  return WEIGHT_SUM - weightSumOf(weights);
}

/** The most that a part may have: what it has, and all that is not given out. */
export function mostOf(weights: Weights, code: PartCode): number {
  return weights[code] + remainderOf(weights);
}

/** The part at `weight`, or at the nearest that keeps the whole at 100%. */
export function withWeight(weights: Weights, code: PartCode, weight: number): Weights {
  return { ...weights, [code]: Math.min(Math.max(0, Math.round(weight)), mostOf(weights, code)) };
}

/**
 * What is left, given to the parts by their weight, whole percents as far as they go; what cannot be divided goes to the
 * weightiest first. Parts at 0 stay at 0: somebody has taken them out. With all at 0 there is nothing to go by.
 */
export function spread(weights: Weights): Weights {
  const left = remainderOf(weights);
  const parts = PART_CODES.filter((code) => 0 < weights[code]).sort((a, b) => weights[b] - weights[a]);
  const sum = weightSumOf(weights);
  if (parts.length === 0) return weights;
  const next: Record<PartCode, number> = { ...weights };
  let rest = left;
  for (const code of parts) {
    const share = Math.floor((left * weights[code]) / sum / STEP) * STEP;
    next[code] += share;
    rest -= share;
  }
  for (let i = 0; 0 < rest; i = (i + 1) % parts.length) {
    const code = parts[i];
    if (code === undefined) break;
    const more = Math.min(STEP, rest);
    next[code] += more;
    rest -= more;
  }
  return next;
}

export function isSameWeights(a: Weights, b: Weights): boolean {
  return PART_CODES.every((code) => a[code] === b[code]);
}

/** `17%`, `12.5%` of ten-thousandths. */
export function percentWords(weight: number): string {
  return `${weight / 100}%`;
}

/** `多 3%`, `少 2%`, `不变`. */
export function changeWords(from: number, to: number): string {
  if (from === to) return '不变';
  return from < to ? `多 ${percentWords(to - from)}` : `少 ${percentWords(from - to)}`;
}

/** What is typed as percent, in ten-thousandths; null while it is no percentage of at most two decimals. */
export function readPercent(text: string): number | null {
  const plain = text.trim().replace(/[%％]$/, '');
  return /^\d{1,3}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : null;
}

/** From the graph's list; a part that it does not name has no weight. */
export function weightsOf(list: readonly { readonly code: string; readonly weight: number }[]): Weights {
  return Object.fromEntries(
    PART_CODES.map((code) => [code, list.find((each) => each.code === code)?.weight ?? 0]),
  ) as unknown as Weights;
}
