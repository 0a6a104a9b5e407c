/**
 * Is there a plan with better counts of served seats, scores aside? A plan is a flow hub -> station -> order -> provider
 * -> hub, and another is better exactly if a cycle of negative cost is left in it, with these costs:
 *
 * - a served seat of tier t brings M (number of tiers - rank of t). The served seats that can be had together form a
 *   polymatroid, so any falling row of weights is served best by the same plans as the lexicographic order (the greedy
 *   algorithm: Edmonds, 1970).
 * - for `fair` a station's k-th seat costs k - 1. Over the plans with the best counts by tier the stations' counts form an
 *   M-convex set, where leximin and least sum of squares are the same (Frank and Murota, Decreasing minimization on
 *   M-convex sets, 2022).
 * - a cycle meets the hub once, so M above the greatest count of a station puts tiers before stations.
 */
import type { Assignment, Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { countsOf } from './counts.ts';
import { addArc, cheapest, emptyNetwork } from './network.ts';

export function betterCounts(instance: Instance, { objective, taken }: Assignment): boolean {
  const { orderCount, providerCount, seats, capacity, start, provider } = instance;
  const { ofOrder, ofProvider, ofStation, seatsOfStation, stationOf, ofTier } = countsOf(instance, taken);
  const hub = 0;
  const order = (i: number) => 1 + i;
  const provide = (j: number) => 1 + orderCount + j;
  const station = (s: number) => 1 + orderCount + providerCount + s;
  const net = emptyNetwork(station(ofStation.length));
  const tiers = [...ofTier.keys()].sort((a, b) => a - b);
  const weight = new Map(tiers.map((tier, rank) => [tier, tiers.length - rank]));
  const much = 1 + ofStation.reduce((a, b) => Math.max(a, b), 0);
  for (const s of new Set(stationOf)) {
    if (objective === 'fair') {
      const [n, most] = [ofStation[s]!, seatsOfStation[s]!];
      // Only the last seat served and the next one can move first.
      if (0 < n) addArc(net, hub, station(s), n - 1, 1, 1);
      if (n < most) addArc(net, hub, station(s), n, 1);
    } else addArc(net, hub, station(s), 0, Infinity, ofStation[s]!);
  }
  for (let i = 0; i < orderCount; i++) {
    addArc(net, station(stationOf[i]!), order(i), -much * weight.get(instance.tier[i]!)!, seats[i]!, ofOrder[i]!);
    for (let e = start[i]!; e < start[i + 1]!; e++) addArc(net, order(i), provide(provider[e]!), 0, 1, taken[e]!);
  }
  for (let j = 0; j < providerCount; j++) addArc(net, provide(j), hub, 0, capacity[j]!, ofProvider[j]!);
  return cheapest(net, null) === null;
}
