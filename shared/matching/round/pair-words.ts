/**
 * What the facts say of a pair, in words: its sentence, and the words of each part of its score. A basis keeps numbers
 * only; the words are made while the facts are at hand, and kept beside a run.
 */
import { judge } from '../eligibility.ts';
import { partsOf, valuesOf } from '../parts.ts';
import { fitSentence } from '../sentence.ts';
import { type RoundFacts, seenFrom } from './build.ts';

export interface PairWords {
  readonly orderId: string;
  readonly sentence: string;
  /** In the order of PART_CODES. */
  readonly parts: readonly string[];
}

/** @param pairs of the facts; others are passed over */
export function pairWords(
  { orders, providers, weights }: RoundFacts,
  pairs: readonly { readonly orderId: string; readonly organizationId: string }[],
): PairWords[] {
  const orderOf = new Map(orders.map((order) => [order.id, order]));
  const providerOf = new Map(providers.map((provider) => [provider.organizationId, provider]));
  return pairs.flatMap(({ orderId, organizationId }) => {
    const [order, row] = [orderOf.get(orderId), providerOf.get(organizationId)];
    if (!order || !row) return [];
    const provider = seenFrom(row, order.stationId);
    const { offer } = judge(order, provider, weights.weights);
    const parts = partsOf(order, provider, offer, valuesOf(order, provider, offer), weights.weights);
    return [{ orderId, sentence: fitSentence(order, provider), parts: parts.map(({ words }) => words) }];
  });
}
