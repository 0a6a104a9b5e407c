/**
 * Ranking: for one order, the organizations that pass every hard check, best first, and those that just miss.
 * Filter, score, sort; ties break by id, so the same input in any order gives the same output.
 * Cost: O(n·offers) checks and one O(n log n) sort; words are made only for what is returned.
 */
import type { Check, CheckCode, ScorePart } from './check.ts';
import { bitCount, checksOf, failedCheck, judge, type Verdict } from './eligibility.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import { partsOf, scoreOf, WEIGHTS_V1, type Weights } from './score.ts';
import { fitSentence, nearMissSentence, unfitSentence } from './sentence.ts';

/** One order and one organization: what the feed, the button and the claim all ask. */
export interface Fit {
  readonly mayClaim: boolean;
  readonly sentence: string;
  readonly score: number;
  readonly checks: readonly Check<CheckCode>[];
  readonly parts: readonly ScorePart[];
}

export interface RankedProvider {
  readonly organizationId: string;
  /** 1 is best. */
  readonly rank: number;
  readonly score: number;
  /** How far ahead of the next one; null for the last. */
  readonly marginToNext: number | null;
  readonly sentence: string;
  readonly parts: readonly ScorePart[];
  readonly checks: readonly Check<CheckCode>[];
}

export interface NearMiss {
  readonly organizationId: string;
  readonly failed: readonly Check<CheckCode>[];
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
const NEAR_MISS_FAILURES = 2;

interface Scored {
  readonly provider: ProviderFacts;
  readonly verdict: Verdict;
  readonly score: number;
}

/** The organizations for an order. Each provider is handed in once. */
export function rank(
  order: OrderFacts,
  providers: readonly ProviderFacts[],
  limits: RankLimits = DEFAULT_LIMITS,
  weights: Weights = WEIGHTS_V1,
): Ranking {
  const eligible: Scored[] = [];
  const near: Scored[] = [];
  for (const provider of providers) {
    const verdict = judge(order, provider);
    const list = verdict.failed === 0 ? eligible : isNearMiss(verdict) ? near : null;
    list?.push({ provider, verdict, score: scoreOf(order, provider, verdict.offer, weights) });
  }
  eligible.sort(byScore);
  near.sort((a, b) => bitCount(a.verdict.failed) - bitCount(b.verdict.failed) || byScore(a, b));
  return {
    candidates: eligible
      .slice(0, limits.candidates)
      .map((scored, i) => rankedOf(order, scored, i, eligible[i + 1], weights)),
    nearMisses: near.slice(0, limits.nearMisses).map((scored) => nearMissOf(order, scored)),
    eligibleCount: eligible.length,
    weightsVersion: weights.version,
  };
}

/** How one organization fits one order, with every reason. */
export function fitOf(order: OrderFacts, provider: ProviderFacts, weights: Weights = WEIGHTS_V1): Fit {
  const verdict = judge(order, provider);
  const checks = checksOf(order, provider, verdict);
  const failed = checks.filter((check) => !check.passed);
  return {
    mayClaim: failed.length === 0,
    sentence: failed.length === 0 ? fitSentence(order, provider) : unfitSentence(failed),
    score: scoreOf(order, provider, verdict.offer, weights),
    checks,
    parts: partsOf(order, provider, verdict.offer, weights),
  };
}

/** The market's order for one organization: what it may claim first, then score, urgency, deadline, id. */
export function compareInMarket(left: MarketPlace, right: MarketPlace): number {
  return (
    Number(right.fit.mayClaim) - Number(left.fit.mayClaim) ||
    right.fit.score - left.fit.score ||
    URGENCY_RANKS[left.order.urgency] - URGENCY_RANKS[right.order.urgency] ||
    left.order.claimableUntil.getTime() - right.order.claimableUntil.getTime() ||
    compareIds(left.order.id, right.order.id)
  );
}

export interface MarketPlace {
  readonly order: OrderFacts;
  readonly fit: Pick<Fit, 'mayClaim' | 'score'>;
}

const URGENCY_RANKS: Record<OrderFacts['urgency'], number> = { emergency: 0, urgent: 1, normal: 2 };

function isNearMiss(verdict: Verdict): boolean {
  if (NEAR_MISS_FAILURES < bitCount(verdict.failed)) return false;
  return !(failedCheck(verdict, 'service_type') && failedCheck(verdict, 'area'));
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || compareIds(a.provider.organizationId, b.provider.organizationId);
}

/** By code unit, not by locale: the same on every machine. */
function compareIds(a: string, b: string): number {
  return a < b ? -1 : a === b ? 0 : 1;
}

function rankedOf(
  order: OrderFacts,
  scored: Scored,
  i: number,
  next: Scored | undefined,
  weights: Weights,
): RankedProvider {
  const { provider, verdict, score } = scored;
  return {
    organizationId: provider.organizationId,
    rank: i + 1,
    score,
    marginToNext: next ? Math.round((score - next.score) * 10_000) / 10_000 : null,
    sentence: fitSentence(order, provider),
    parts: partsOf(order, provider, verdict.offer, weights),
    checks: checksOf(order, provider, verdict),
  };
}

function nearMissOf(order: OrderFacts, { provider, verdict }: Scored): NearMiss {
  const failed = checksOf(order, provider, verdict).filter((check) => !check.passed);
  return { organizationId: provider.organizationId, failed, sentence: nearMissSentence(failed) };
}
