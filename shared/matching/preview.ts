/**
 * What a draft of weights would change: for each open order the first recommendation under the weights in force and under
 * the draft, and where the two differ, the parts that decide. The hard checks do not depend on weights.
 */
import { PART_WORDS, type PartCode } from './part-values.ts';
import { decisiveCode } from './explanation.ts';
import type { OrderFacts, ProviderFacts } from './facts.ts';
import { type Scored, sorted } from './rank.ts';
import type { WeightSet } from './weights.ts';

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

/** @param orders each with the providers near it */
export function previewWeights(
  orders: readonly { readonly order: OrderFacts; readonly providers: readonly ProviderFacts[] }[],
  current: WeightSet,
  draft: WeightSet,
): WeightsPreview {
  const changed: ChangedOrder[] = [];
  let rankedCount = 0;
  for (const { order, providers } of orders) {
    const before = sorted(order, providers, current).eligible[0];
    const after = sorted(order, providers, draft).eligible[0];
    if (!before || !after) continue;
    rankedCount += 1;
    const [oldFirstId, newFirstId] = [before.provider.organizationId, after.provider.organizationId];
    if (oldFirstId === newFirstId) continue;
    const parts = decidingParts(before, after, current, draft);
    const sentence = changeSentence(before, after, parts);
    changed.push({ orderId: order.id, oldFirstId, newFirstId, parts, sentence });
  }
  return { orderCount: orders.length, rankedCount, changed };
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
