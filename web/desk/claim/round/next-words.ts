/** How far ahead of the next one a proposed pair is, in words. */
import type { Proposal } from './use-round.ts';

/** As the plan says it; one that the officer chose before a better one says that it was chosen. */
export function nextWords({ runnerUp, pinned }: Pick<Proposal, 'runnerUp' | 'pinned'>): string {
  if (!runnerUp) return '符合条件的只有这一家。';
  if (!pinned || 0 <= runnerUp.margin) return runnerUp.sentence;
  return `照您指定；${runnerUp.organization.name}匹配分高 ${Math.round(-runnerUp.margin * 10_000) / 100} 分。`;
}
