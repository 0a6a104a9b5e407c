/**
 * What a draft of weights would change: for each open order the first recommendation under the weights in force and under
 * the draft, and where the two differ, the parts that decide. The hard checks do not depend on weights.
 */
import { PART_WORDS, type PartCode } from './part-values.ts';
import { decisiveCode } from './explanation.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import { judge } from './eligibility.ts';
import { valuesOf } from './parts.ts';
import type { Scored } from './rank.ts';
import { compareRanked, type WeightSet, weigh } from './weights.ts';

/** A part that speaks for the new first one, under the draft, more than it did. */
export interface DecidingPart {
  readonly code: PartCode;
  readonly name: string;
  /** Its value for the old first and for the new first, 0 to 100. */
  readonly oldValue: number;
  readonly newValue: number;
  /** Its weight in force and in the draft, in ten-thousandths. */
  readonly oldWeight: number;
  readonly newWeight: number;
}

export interface ChangedOrder {
  readonly orderId: string;
  readonly oldFirstId: string;
  readonly newFirstId: string;
  /** The parts whose change of weight moved the new one past the old one, weightiest first, at most three. */
  readonly parts: readonly DecidingPart[];
  readonly sentence: string;
}

export interface WeightsPreview {
  /** Orders looked at, and of these the ones that anybody may be recommended for. */
  readonly orderCount: number;
  readonly rankedCount: number;
  readonly changed: readonly ChangedOrder[];
}

const PARTS_MOST = 3;

/** What the draft changes for one order: null when nobody may be recommended, `same` when the first stays. */
export type OrderPreview = ChangedOrder | 'same' | null;

export function gatherPreviews(previews: readonly OrderPreview[]): WeightsPreview {
  const ranked = previews.filter((preview) => preview !== null);
  return {
    orderCount: previews.length,
    rankedCount: ranked.length,
    changed: ranked.filter((preview) => preview !== 'same'),
  };
}

/**
 * The two firsts by one look at each provider: which checks fail does not depend on weights, only the choice between
 * offers that pass does.
 */
export function previewOrder(
  order: OrderFacts,
  providers: readonly ProviderFacts[],
  current: WeightSet,
  draft: WeightSet,
): OrderPreview {
  let before: Scored | null = null;
  let after: Scored | null = null;
  for (const provider of providers) {
    const verdict = judge(order, provider, current.weights);
    if (verdict.failed !== 0) continue;
    const values = valuesOf(order, provider, verdict.offer);
    before = better(before, { provider, verdict, values, score: weigh(values, current.weights) });
    const next = provider.offers.length === 1 ? verdict : judge(order, provider, draft.weights);
    const nextValues = next.offer === verdict.offer ? values : valuesOf(order, provider, next.offer);
    after = better(after, { provider, verdict: next, values: nextValues, score: weigh(nextValues, draft.weights) });
  }
  if (!before || !after) return null;
  const [oldFirstId, newFirstId] = [before.provider.organizationId, after.provider.organizationId];
  if (oldFirstId === newFirstId) return 'same';
  const parts = decidingParts(before, after, current, draft);
  return { orderId: order.id, oldFirstId, newFirstId, parts, sentence: changeSentence(before, after, parts) };
}

function better(best: Scored | null, other: Scored): Scored {
  if (best === null) return other;
  const { organizationId: bestId } = best.provider;
  return compareRanked(best.score, bestId, other.score, other.provider.organizationId) < 0 ? best : other;
}

/**
 * The change of the difference between the two, part by part: what the draft adds to the new one's lead over the old one.
 * When only the id decided before, no part may have changed it; the part that now leads is then told.
 */
function decidingParts(before: Scored, after: Scored, current: WeightSet, draft: WeightSet): DecidingPart[] {
  const gains = (Object.keys(PART_WORDS) as PartCode[])
    .map((code) => {
      const difference = after.values[code] - before.values[code];
      return { code, gain: (draft.weights[code] - current.weights[code]) * difference };
    })
    .filter(({ gain }) => 0 < gain)
    .sort((a, b) => b.gain - a.gain)
    .map(({ code }) => code);
  const lead = decisiveCode(after.values, before.values, draft.weights);
  return (0 < gains.length ? gains : lead ? [lead] : []).slice(0, PARTS_MOST).map((code) => ({
    code,
    name: PART_WORDS[code],
    oldValue: before.values[code],
    newValue: after.values[code],
    oldWeight: current.weights[code],
    newWeight: draft.weights[code],
  }));
}

function changeSentence(before: Scored, after: Scored, parts: readonly DecidingPart[]): string {
  const why = parts.map((part) => {
    const weight = `权重 ${part.oldWeight / 100}% 改为 ${part.newWeight / 100}%`;
    return `“${part.name}”${weight}，${after.provider.name} ${part.newValue} 分、${before.provider.name} ${part.oldValue} 分`;
  });
  const change = `首位由${before.provider.name}变为${after.provider.name}`;
  return why.length === 0 ? `${change}。` : `${change}：${why.join('；')}。`;
}
