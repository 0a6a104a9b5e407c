/**
 * Needs that may be one need written down twice (疑似重复). Pure and the same for any order of input. It only proposes, with
 * the reason in words; a person confirms.
 *
 * Two needs are compared when they are of one station, their types meet, they share a group, and no two different villages
 * stand against it. Then points are given: likeness of the texts (up to 60), same type (15) or one by the crosswalk (10),
 * each shared group (10, at most two), same village (5). `ENOUGH` points make a proposal, but never below `ALIKE_LEAST`.
 */
import { meetsByCrosswalk } from '../taxonomy/crosswalk.ts';
import { serviceTypeWords } from '../taxonomy/scheme.ts';
import { targetGroupWords } from '../taxonomy/target-groups.ts';
import { likeness, type Pairs, pairsOf } from './need-text.ts';

export interface NeedFacts {
  /** UUID v7: the earlier one is the smaller. */
  readonly id: string;
  readonly stationId: string;
  readonly title: string;
  readonly description: string;
  readonly serviceType: string | null;
  readonly targetGroups: readonly string[];
  readonly village: string;
}

export interface DuplicateProposal {
  /** The earlier one, which stays. */
  readonly keepId: string;
  readonly mergeId: string;
  /** 0 to 100. */
  readonly points: number;
  /** For people: why the two may be one. */
  readonly reason: string;
}

export const ENOUGH = 55;
/** Texts less alike than this are two needs, however much the rest agrees; in percent. */
export const ALIKE_LEAST = 40;
export const PROPOSALS_MOST = 20;

/**
 * Each pair that may be one need, most alike first; a need that was proposed to be merged is not proposed again.
 *
 * @param apart pairs that a person has said are two, each by `apartKey`
 * @cost n²/2 comparisons of the texts: the caller bounds n
 */
export function findDuplicates(needs: readonly NeedFacts[], apart: ReadonlySet<string>): DuplicateProposal[] {
  const sorted = [...needs].sort((a, b) => (a.id < b.id ? -1 : 1));
  const pairs = sorted.map((need) => ({
    title: pairsOf(need.title),
    all: pairsOf(`${need.title}。${need.description}`),
  }));
  const found: DuplicateProposal[] = [];
  for (let i = 0; i < sorted.length; i++) {
    for (let j = i + 1; j < sorted.length; j++) {
      const [keep, merge] = [sorted[i]!, sorted[j]!];
      if (apart.has(apartKey(keep.id, merge.id))) continue;
      const proposal = compare(keep, merge, alikeness(pairs[i]!, pairs[j]!));
      if (proposal) found.push(proposal);
    }
  }
  found.sort((a, b) => b.points - a.points || (a.keepId + a.mergeId < b.keepId + b.mergeId ? -1 : 1));
  const taken = new Set<string>();
  const proposals = found.filter(({ keepId, mergeId }) => {
    if (taken.has(mergeId) || taken.has(keepId)) return false;
    taken.add(mergeId).add(keepId);
    return true;
  });
  return proposals.slice(0, PROPOSALS_MOST);
}

/** The same for both orders of the two. */
export const apartKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

interface Texts {
  readonly title: Pairs;
  readonly all: Pairs;
}

/** A title says it in short: two that say the same in the title, or at length, are alike. */
const alikeness = (a: Texts, b: Texts): number => Math.max(likeness(a.title, b.title), likeness(a.all, b.all));

function compare(keep: NeedFacts, merge: NeedFacts, alike: number): DuplicateProposal | null {
  if (keep.stationId !== merge.stationId || alike < ALIKE_LEAST) return null;
  if (keep.serviceType === null || merge.serviceType === null) return null;
  const sameType = keep.serviceType === merge.serviceType;
  if (!sameType && !meetsByCrosswalk(keep.serviceType, merge.serviceType)) return null;
  const groups = keep.targetGroups.filter((group) => merge.targetGroups.includes(group));
  if (groups.length === 0) return null;
  const villages = [keep.village.trim(), merge.village.trim()];
  const sameVillage = villages[0] !== '' && villages[0] === villages[1];
  if (!sameVillage && !villages.includes('')) return null;
  const points =
    Math.floor((alike * 60) / 100) + (sameType ? 15 : 10) + Math.min(groups.length, 2) * 10 + (sameVillage ? 5 : 0);
  if (points < ENOUGH) return null;
  const reasons = [
    sameVillage ? `同在${villages[0]}` : '同一社工站',
    sameType ? `同为“${serviceTypeWords(keep.serviceType)}”` : '服务类型对照相通',
    `都为${groups.slice(0, 3).map(targetGroupWords).join('、')}`,
    `写法相近（${alike}%）`,
  ];
  return { keepId: keep.id, mergeId: merge.id, points, reason: `${reasons.join('，')}。` };
}
