/** A plan as the graph shows it, page by page: of a round being looked at, or of a run that was saved. */
import type { Month } from '@jiedui/shared/calendar.ts';
import { PART_CODES, PART_WORDS } from '@jiedui/shared/matching/part-values.ts';
import type { ScorePart } from '@jiedui/shared/matching/check.ts';
import type { PairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type {
  ProposedPair,
  RoundCount,
  RoundFigures,
  RoundOrganization,
  RoundPin,
  UnservedOrder,
} from '@jiedui/shared/matching/round/result.ts';
import type { PairDecision } from '@jiedui/shared/matching/round/run.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { askRound, type OpenRound, type planHash } from './rounds.ts';
import type { PlanAnswer } from './round-questions.ts';
import type { RunPair, RunWhole } from './run.store.ts';

export interface Proposal extends ProposedPair {
  /** The order's: one organization serves it. */
  readonly id: string;
  /** Null for a round that is only looked at. */
  readonly runId: string | null;
  readonly sentence: string;
  readonly parts: readonly ScorePart[];
  readonly decision: PairDecision | null;
  readonly decisionReason: string | null;
}

export interface PlanView {
  readonly figures: RoundFigures;
  readonly stations: readonly RoundCount[];
  readonly townships: readonly RoundCount[];
  /** Orders that are proposed to somebody, and those left out, in the order of the list. */
  readonly servedIds: readonly string[];
  readonly unservedIds: readonly string[];
  readonly proposals: (orderIds: readonly string[]) => Promise<Proposal[]>;
  readonly unserved: (orderIds: readonly string[]) => Promise<readonly UnservedOrder[]>;
  readonly organizations: () => Promise<readonly RoundOrganization[]>;
  readonly wishes: () => Promise<{ readonly pins: readonly RoundPin[]; readonly forbids: readonly RoundPin[] }>;
}

export interface PreviewView {
  readonly round: OpenRound;
  readonly month: Month;
  readonly whatIf: WhatIf;
  readonly plan: PlanAnswer;
  readonly hash: ReturnType<typeof planHash>;
}

export function viewOfPreview({ round, whatIf, plan }: PreviewView): PlanView {
  const { weights } = round.facts.weights;
  return {
    ...plan,
    servedIds: plan.served.map(({ orderId }) => orderId),
    unservedIds: plan.unserved,
    proposals: async (orderIds) => {
      const { pairs, words } = await askRound(round, 'pairs', whatIf, orderIds);
      return proposalsOf(pairs, words, weights, null, []);
    },
    unserved: (orderIds) => askRound(round, 'unserved', whatIf, orderIds),
    organizations: () => askRound(round, 'organizations', whatIf),
    wishes: () => askRound(round, 'wishes', whatIf),
  };
}

export function viewOfRun({ id, result, words, weights }: RunWhole, decided: readonly RunPair[]): PlanView {
  const only = <T extends { readonly orderId: string }>(list: readonly T[], orderIds: readonly string[]) => {
    const byId = new Map(list.map((item) => [item.orderId, item]));
    return orderIds.flatMap((orderId) => byId.get(orderId) ?? []);
  };
  return {
    ...result,
    servedIds: result.pairs.map(({ orderId }) => orderId),
    unservedIds: result.unserved.map(({ orderId }) => orderId),
    proposals: (orderIds) =>
      Promise.resolve(proposalsOf(only(result.pairs, orderIds), words, weights.weights, id, decided)),
    unserved: (orderIds) => Promise.resolve(only(result.unserved, orderIds)),
    organizations: () => Promise.resolve(result.organizations),
    wishes: () => Promise.resolve(result),
  };
}

function proposalsOf(
  pairs: readonly ProposedPair[],
  words: readonly PairWords[],
  weights: Weights,
  runId: string | null,
  decided: readonly RunPair[],
): Proposal[] {
  const wordsOf = new Map(words.map((each) => [each.orderId, each]));
  const decisionOf = new Map(decided.map((each) => [each.orderId, each]));
  return pairs.map((pair) => {
    const said = wordsOf.get(pair.orderId);
    const decision = decisionOf.get(pair.orderId);
    return {
      ...pair,
      id: pair.orderId,
      runId,
      sentence: said?.sentence ?? '',
      parts: PART_CODES.map((code, i) => ({
        code,
        name: PART_WORDS[code],
        value: pair.values[i] ?? 0,
        weight: weights[code],
        words: said?.parts[i] ?? '',
      })),
      decision: decision?.decision ?? null,
      decisionReason: decision?.reason ?? null,
    };
  });
}
