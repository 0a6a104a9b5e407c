/**
 * A weight set's life: the bureau saves a draft, sees what it would change, and puts it in force.
 *
 *     draft ──activate──▶ active ──(the next is activated)──▶ retired
 *
 * An authority has exactly one active set and at most one draft. A set that was in force is never changed again, so
 * that a ranking names the weights it used and can be computed anew.
 */
import type { FieldProblem } from '../refusal.ts';
import { PART_CODES, PART_WORDS, type PartCode } from './part-values.ts';
import { WeightSetNotIn, WeightsUnsound } from './refusals.ts';
import { WEIGHT_SUM, type WeightSet, type Weights } from './weights.ts';

export const WEIGHT_SET_STATES = ['draft', 'active', 'retired'] as const;
export type WeightSetState = (typeof WEIGHT_SET_STATES)[number];

export const WEIGHT_SET_STATE_WORDS: Record<WeightSetState, string> = {
  draft: '草稿',
  active: '使用中',
  retired: '已停用',
};

/** A set as it is kept: `number` counts up within the authority. */
export interface StoredWeightSet {
  readonly id: string;
  readonly authorityId: string;
  readonly number: number;
  readonly state: WeightSetState;
  readonly weights: Weights;
  readonly note: string;
  /** Null for the first set, which comes with the authority. */
  readonly savedAt: Date | null;
  readonly activatedAt: Date | null;
  readonly version: number;
}

export interface WeightInput {
  readonly code: string;
  readonly weight: number;
}

export const NOTE_MAX = 200;

/** `v1`: what people and rankings call it. */
export function versionWords(number: number): string {
  return `v${number}`;
}

export function weightSetOf({ number, weights }: Pick<StoredWeightSet, 'number' | 'weights'>): WeightSet {
  return { version: versionWords(number), weights };
}

/**
 * The weights, or everything that is wrong with them: each part once, whole numbers from 0 to 10,000, together 10,000.
 *
 * @returns `WeightsUnsound` with every problem, and the sum that the weights come to
 */
export function checkWeights(given: readonly WeightInput[]): Weights | WeightsUnsound {
  const problems: FieldProblem[] = [];
  for (const { code } of given)
    if (!isPartCode(code)) problems.push({ field: code, message: `没有“${code}”这一项，请刷新页面后重新填写` });
  for (const code of PART_CODES) {
    const found = given.filter((each) => each.code === code);
    const name = PART_WORDS[code];
    if (found.length !== 1) {
      problems.push({ field: code, message: found.length === 0 ? `请填写“${name}”的权重` : `“${name}”重复填写` });
    } else if (!isWeight(found[0]!.weight)) {
      problems.push({ field: code, message: `“${name}”的权重应为 0 至 ${WEIGHT_SUM} 的整数` });
    }
  }
  const sum = given.reduce((total, each) => total + each.weight, 0);
  if (problems.length === 0 && sum !== WEIGHT_SUM) {
    const change = sum < WEIGHT_SUM ? `请再增加 ${WEIGHT_SUM - sum}` : `请减少 ${sum - WEIGHT_SUM}`;
    problems.push({ field: 'weights', message: `各项权重合计为 ${sum}，应为 ${WEIGHT_SUM}，${change}` });
  }
  if (0 < problems.length) return new WeightsUnsound(sum, problems);
  return Object.fromEntries(given.map(({ code, weight }) => [code, weight])) as unknown as Weights;
}

/** The draft in force, or why not: a set is put in force once. */
export function activate(set: StoredWeightSet, at: Date): StoredWeightSet | WeightSetNotIn {
  if (set.state !== 'draft') return new WeightSetNotIn(set.state);
  return { ...set, state: 'active', activatedAt: at };
}

function isPartCode(code: string): code is PartCode {
  return (PART_CODES as readonly string[]).includes(code);
}

function isWeight(weight: number): boolean {
  return Number.isInteger(weight) && 0 <= weight && weight <= WEIGHT_SUM;
}
