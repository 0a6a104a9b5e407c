/**
 * Ranking: for one order, the organizations that pass every hard check, best first, and those that just miss.
 * Filter, score, sort; scores are whole numbers and ties break by id, so the same input in any order gives the same output.
 * Cost: O(n·offers) checks and one O(n log n) sort; words are made only for what is returned.
 */
import type { Check, CheckCode, ScorePart } from './check.ts';
import { bitCount, checksOf, failedCheck, judge, type Verdict } from './eligibility.ts';
import { decisivePart, type RunnerUp, runnerUpSentence } from './explanation.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import { partsOf, valuesOf } from './parts.ts';
import { fitSentence, nearMissSentence, unfitSentence } from './sentence.ts';
import { compareRanked, type PartValues, type WeightSet, WEIGHTS_V1, weigh } from './weights.ts';

/** One order and one organization: what the feed, the button and the claim all ask. */
export interface Fit {
  readonly mayClaim: boolean;
  readonly sentence: string;
  /** The offer that it was judged by, and that one would mend; null when none is listed. */
  readonly offerId: string | null;
  /** Points of 1,000,000. */
  readonly score: number;
  readonly checks: readonly Check<CheckCode>[];
  readonly parts: readonly ScorePart[];
}

export interface RankedProvider {
  readonly organizationId: string;
  /** 1 is best. */
  readonly rank: number;
  readonly score: number;
  /** The next one, and what decides between the two; null for the last. */
  readonly runnerUp: RunnerUp | null;
  readonly sentence: string;
  readonly parts: readonly ScorePart[];
  readonly checks: readonly Check<CheckCode>[];
}

export interface NearMiss {
  readonly organizationId: string;
  readonly failed: readonly Check<CheckCode>[];
  /** Its place among the recommended once every failed check is mended. */
  readonly wouldRank: number;
  readonly sentence: string;
}

export interface Ranking {
  readonly candidates: readonly RankedProvider[];
  readonly nearMisses: readonly NearMiss[];
  /** How many passed every check, returned or not. */
  readonly eligibleCount: number;
  readonly weightsVersion: string;
}

export interface RankLimits {
  readonly candidates: number;
  readonly nearMisses: number;
}

export const DEFAULT_LIMITS: RankLimits = { candidates: 20, nearMisses: 10 };

/** Failing more checks than this is not a near miss. */
export const NEAR_MISS_FAILURES = 2;

/** A provider judged and valued, before it is put in words. */
export interface Scored {
  readonly provider: ProviderFacts;
  readonly verdict: Verdict;
  readonly values: PartValues;
  readonly score: number;
}

/** The organizations for an order. Each provider is handed in once. */
export function rank(
  order: OrderFacts,
  providers: readonly ProviderFacts[],
  limits: RankLimits = DEFAULT_LIMITS,
  weights: WeightSet = WEIGHTS_V1,
): Ranking {
  const { eligible, near } = sorted(order, providers, weights);
  return {
    candidates: inWords(order, eligible.slice(0, limits.candidates + 1), weights).slice(0, limits.candidates),
    nearMisses: near.slice(0, limits.nearMisses).map((scored) => nearMissOf(order, scored, eligible)),
    eligibleCount: eligible.length,
    weightsVersion: weights.version,
  };
}

/** The same without words: those who pass, best first, and the near misses, nearest first. */
export function sorted(order: OrderFacts, providers: readonly ProviderFacts[], weights: WeightSet) {
  const eligible: Scored[] = [];
  const near: Scored[] = [];
  for (const provider of providers) {
    const verdict = judge(order, provider, weights.weights);
    const list = verdict.failed === 0 ? eligible : isNearMiss(verdict) ? near : null;
    list?.push(scored(order, provider, verdict, weights));
  }
  eligible.sort(byScore);
  near.sort((a, b) => bitCount(a.verdict.failed) - bitCount(b.verdict.failed) || byScore(a, b));
  return { eligible, near };
}

/** How one organization fits one order, with every reason. */
export function fitOf(order: OrderFacts, provider: ProviderFacts, weights: WeightSet = WEIGHTS_V1): Fit {
  const verdict = judge(order, provider, weights.weights);
  const { values, score } = scored(order, provider, verdict, weights);
  const checks = checksOf(order, provider, verdict);
  const failed = checks.filter((check) => !check.passed);
  return {
    mayClaim: failed.length === 0,
    sentence: failed.length === 0 ? fitSentence(order, provider) : unfitSentence(failed),
    offerId: verdict.offer?.id ?? null,
    score,
    checks,
    parts: partsOf(order, provider, verdict.offer, values, weights.weights),
  };
}

/** The market's order for one organization: what it may claim first, then score, urgency, deadline, id. */
export function compareInMarket(left: MarketPlace, right: MarketPlace): number {
  return (
    Number(right.fit.mayClaim) - Number(left.fit.mayClaim) ||
    right.fit.score - left.fit.score ||
    URGENCY_RANKS[left.order.urgency] - URGENCY_RANKS[right.order.urgency] ||
    left.order.claimableUntil.getTime() - right.order.claimableUntil.getTime() ||
    compareRanked(0, left.order.id, 0, right.order.id)
  );
}

export interface MarketPlace {
  readonly order: Pick<OrderFacts, 'id' | 'urgency' | 'claimableUntil'>;
  readonly fit: Pick<Fit, 'mayClaim' | 'score'>;
}

/** The most urgent first. */
export const URGENCY_RANKS: Record<OrderFacts['urgency'], number> = { emergency: 0, urgent: 1, normal: 2 };

function scored(order: OrderFacts, provider: ProviderFacts, verdict: Verdict, weights: WeightSet): Scored {
  const values = valuesOf(order, provider, verdict.offer);
  return { provider, verdict, values, score: weigh(values, weights.weights) };
}

function isNearMiss(verdict: Verdict): boolean {
  if (NEAR_MISS_FAILURES < bitCount(verdict.failed)) return false;
  return !(failedCheck(verdict, 'service_type') && failedCheck(verdict, 'area'));
}

function byScore(a: Scored, b: Scored): number {
  return compareRanked(a.score, a.provider.organizationId, b.score, b.provider.organizationId);
}

/** Each beside the next, so that its margin can be told. */
function inWords(order: OrderFacts, list: readonly Scored[], weights: WeightSet): RankedProvider[] {
  const parts = list.map(({ provider, verdict, values }) =>
    partsOf(order, provider, verdict.offer, values, weights.weights),
  );
  return list.map((scored, i) => {
    const next = list[i + 1];
    return {
      organizationId: scored.provider.organizationId,
      rank: i + 1,
      score: scored.score,
      runnerUp: next ? runnerUpOf(scored, parts[i]!, next, parts[i + 1]!) : null,
      sentence: fitSentence(order, scored.provider),
      parts: parts[i]!,
      checks: checksOf(order, scored.provider, scored.verdict),
    };
  });
}

function runnerUpOf(
  scored: Scored,
  parts: readonly ScorePart[],
  next: Scored,
  nextParts: readonly ScorePart[],
): RunnerUp {
  const { organizationId, name } = next.provider;
  const margin = scored.score - next.score;
  const decisive = decisivePart(parts, nextParts);
  return { organizationId, name, margin, decisive, sentence: runnerUpSentence(name, margin, decisive) };
}

function nearMissOf(order: OrderFacts, miss: Scored, eligible: readonly Scored[]): NearMiss {
  const failed = checksOf(order, miss.provider, miss.verdict).filter((check) => !check.passed);
  const wouldRank = 1 + eligible.filter((other) => byScore(other, miss) < 0).length;
  return {
    organizationId: miss.provider.organizationId,
    failed,
    wouldRank,
    sentence: nearMissSentence(failed, wouldRank),
  };
}
