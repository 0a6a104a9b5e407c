/**
 * The reference: successive shortest paths with Bellman-Ford (Ford and Fulkerson; Jewell, 1958), O(seats x nodes x pairs),
 * with prices from the last shortest paths. Lexicographic objectives by weights that outweigh everything below them,
 * hence for instances of a few hundred seats: the sums have to stay below 2^53, and it throws where they might not.
 */
import {
  type Assignment,
  type Instance,
  type Objective,
  SCORE_MOST,
} from '@jiedui/shared/matching/assignment/instance.ts';
import { countsOf } from './counts.ts';
import { addArc, cheapest, emptyNetwork } from './network.ts';

export function solveSlowly(instance: Instance, objective: Objective): Assignment {
  const { orderCount, providerCount, seats, capacity, start, provider, score, tier } = instance;
  const { stationOf, seatsOfStation, ofTier } = countsOf(instance, new Uint8Array(provider.length));
  const seatCount = seats.reduce((a, b) => a + b, 0);
  const tiers = [...ofTier.keys()].sort((a, b) => a - b);
  const mostOfStation = seatsOfStation.reduce((a, b) => Math.max(a, b), 0);
  // No path changes the scores by more than one step; none the stations' steps by more than the next.
  const step = objective === 'fair' ? (seatCount + 1) * SCORE_MOST : 0;
  const tierStep = objective === 'total' ? 0 : (seatCount + 1) * SCORE_MOST + step * (mostOfStation + 1);
  if (Number.MAX_SAFE_INTEGER < 2 * seatCount * tierStep * (tiers.length + 1)) throw new Error('too large to be exact');
  const bonusOf = new Map(tiers.map((t, rank) => [t, tierStep * (tiers.length - rank)]));

  const [source, sink] = [0, 1];
  const order = (i: number) => 2 + i;
  const provide = (j: number) => 2 + orderCount + j;
  const station = (s: number) => 2 + orderCount + providerCount + s;
  const net = emptyNetwork(station(seatsOfStation.length));
  for (const s of new Set(stationOf))
    for (let k = 0; k < seatsOfStation[s]!; k++) addArc(net, source, station(s), step * k, 1);
  const pair = new Int32Array(provider.length);
  for (let i = 0; i < orderCount; i++) {
    // Only fairness knows stations; otherwise an order has its own way from the source.
    const above = objective === 'fair' ? station(stationOf[i]!) : source;
    addArc(net, above, order(i), -bonusOf.get(tier[i]!)!, seats[i]!);
    for (let e = start[i]!; e < start[i + 1]!; e++)
      pair[e] = addArc(net, order(i), provide(provider[e]!), -score[e]!, 1);
  }
  for (let j = 0; j < providerCount; j++) addArc(net, provide(j), sink, 0, capacity[j]!);

  for (;;) {
    const paths = cheapest(net, source);
    if (!paths) throw new Error('a negative cycle');
    if (!(paths.distance[sink]! < 0)) break;
    for (let node = sink; node !== source; ) {
      const arc = paths.by[node]!;
      net.left[arc]!--;
      net.left[arc ^ 1]!++;
      node = net.from[arc]!;
    }
  }

  const taken = Uint8Array.from(pair, (arc) => net.left[arc ^ 1]!);
  const { served, total } = countsOf(instance, taken);
  addArc(net, sink, source, 0, Infinity, served);
  const { distance } = cheapest(net, null)!;
  const height = (node: number) => distance[node]! - distance[source]!;
  const bonus = Float64Array.from({ length: orderCount }, (_, i) => {
    return bonusOf.get(tier[i]!)! - (objective === 'fair' ? height(station(stationOf[i]!)) : 0);
  });
  const orderPrices = bonus.map((b, i) => Math.max(0, b + height(order(i))));
  const providerPrices = Float64Array.from({ length: providerCount }, (_, j) => Math.max(0, -height(provide(j))));
  let primal = 0;
  let dual = 0;
  for (let j = 0; j < providerCount; j++) dual += capacity[j]! * providerPrices[j]!;
  for (let i = 0; i < orderCount; i++) {
    dual += seats[i]! * orderPrices[i]!;
    for (let e = start[i]!; e < start[i + 1]!; e++) {
      if (taken[e] !== 1) continue;
      primal += score[e]! + bonus[i]!;
      dual += Math.max(0, score[e]! + bonus[i]! - orderPrices[i]! - providerPrices[provider[e]!]!);
    }
  }
  return { objective, taken, total, served, primal, dual, providerPrices, orderPrices, bonus };
}
