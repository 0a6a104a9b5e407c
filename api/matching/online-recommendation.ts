/**
 * The recommendation for an order: the index in memory says who, the rules say why. The few that it names are loaded as
 * rows and ranked once more by shared/matching, so what is shown is judged by the very facts that stand beside it.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import { DEFAULT_LIMITS, type NearMiss, type Ranking, rank } from '@jiedui/shared/matching/rank.ts';
import { nearMissSentence } from '@jiedui/shared/matching/sentence.ts';
import { type Context, viewerOf } from '../context.ts';
import type { OrderCase } from './fit.ts';
import { type ProviderRow, factsFor, providersByIds } from './matching.store.ts';
import { indexUpToDate } from './online.ts';

export interface Recommended extends Ranking {
  /** The rows of everybody named in it. */
  readonly providers: readonly ProviderRow[];
}

export async function recommend(context: Context, tx: Tx, { facts, weights }: OrderCase): Promise<Recommended> {
  const { hall, at } = context;
  const index = await indexUpToDate(hall.pool, tx, viewerOf(context).tenantId, at);
  // One more than is shown: the last one's runner-up.
  const top = index.top(facts, at, weights.weights, DEFAULT_LIMITS.candidates + 1, DEFAULT_LIMITS.nearMisses);
  const places = new Map(top.nearMisses.map(({ id, wouldRank }) => [id, wouldRank]));
  const providers = await providersByIds(tx, [...top.best.map(({ id }) => id), ...places.keys()], at);
  const ranking = rank(
    facts,
    providers.map((row) => factsFor(row, facts.stationId)),
    DEFAULT_LIMITS,
    weights,
  );
  return {
    ...ranking,
    nearMisses: ranking.nearMisses.map((miss) => placedAmongAll(miss, places)),
    eligibleCount: top.eligibleCount,
    providers,
  };
}

/** Its place among all who pass, of whom only the best were loaded. */
function placedAmongAll(miss: NearMiss, places: ReadonlyMap<string, number>): NearMiss {
  const wouldRank = places.get(miss.organizationId) ?? miss.wouldRank;
  return { ...miss, wouldRank, sentence: nearMissSentence(miss.failed, wouldRank) };
}
