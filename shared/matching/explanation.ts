/**
 * Why this one and not the next: the runner-up, by how much, and the part that decides. All of it is computed from the
 * values that were ranked, so that a changed value changes the words.
 */
import type { ScorePart } from './check.ts';
import { PART_CODES, type PartCode } from './part-values.ts';
import type { PartValues, Weights } from './weights.ts';

/** The next in the ranking, seen from the one before it. */
export interface RunnerUp {
  readonly organizationId: string;
  readonly name: string;
  /** Points of 1,000,000 by which it is behind; 0 when only the id decides. */
  readonly margin: number;
  /** The part by which the better one gains most; null when no part differs in its favour. */
  readonly decisive: DecisivePart | null;
  readonly sentence: string;
}

export interface DecisivePart {
  readonly code: PartCode;
  readonly name: string;
  /** Points of 1,000,000 that the part gives the better one over the other. */
  readonly points: number;
  /** What the part says of the better one, and of the other. */
  readonly words: string;
  readonly otherWords: string;
}

/** The part with the greatest weighted lead of `a` over `b`; of equal ones the first in the list. Null when none leads. */
export function decisiveCode(a: PartValues, b: PartValues, weights: Weights): PartCode | null {
  let best: PartCode | null = null;
  for (const code of PART_CODES) {
    const lead = weights[code] * (a[code] - b[code]);
    if (0 < lead && (best === null || weights[best] * (a[best] - b[best]) < lead)) best = code;
  }
  return best;
}

/** What decides between two lists of parts, in the better one's favour. */
export function decisivePart(parts: readonly ScorePart[], others: readonly ScorePart[]): DecisivePart | null {
  let best: DecisivePart | null = null;
  parts.forEach(({ code, name, value, weight, words }, i) => {
    const other = others[i]!;
    const points = weight * (value - other.value);
    if (0 < points && (best === null || best.points < points))
      best = { code, name, points, words, otherWords: other.words };
  });
  return best;
}

/** `领先暖阳社会工作服务中心 3.6 分，主要在“结对关系”：已结对，对方未结对。` A point is a hundredth of the whole. */
export function runnerUpSentence(name: string, margin: number, decisive: DecisivePart | null): string {
  if (margin === 0) return `与${name}得分相同，按编号先后排列。`;
  const lead = `领先${name} ${pointsWords(margin)} 分`;
  if (decisive === null) return `${lead}。`;
  return `${lead}，主要在“${decisive.name}”：${decisive.words}，对方${decisive.otherWords}。`;
}

/** Of 100, as people count, as precisely as needed: 36,000 of 1,000,000 is 3.6. */
export function pointsWords(points: number): string {
  return String(points / 10_000);
}
