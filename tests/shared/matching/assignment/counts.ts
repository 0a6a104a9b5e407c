/** What a plan comes to, counted anew from the marks: seats by order, slots by provider, served seats by tier and station. */
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';

export interface Counts {
  readonly ofOrder: Int32Array;
  readonly ofProvider: Int32Array;
  readonly served: number;
  readonly total: number;
  /** Index of the station; an order without one has a number of its own after the others. */
  readonly stationOf: Int32Array;
  readonly ofStation: Int32Array;
  /** Seats that some provider could take; a pair each. */
  readonly seatsOfStation: Int32Array;
  readonly ofTier: ReadonlyMap<number, number>;
}

export function countsOf(instance: Instance, taken: Uint8Array): Counts {
  const { orderCount, stationCount, start, provider, score, station, seats, tier } = instance;
  const ofOrder = new Int32Array(orderCount);
  const ofProvider = new Int32Array(instance.providerCount);
  const stationOf = station.map((s, order) => (s < 0 ? stationCount + order : s));
  const ofStation = new Int32Array(stationCount + orderCount);
  const seatsOfStation = new Int32Array(stationCount + orderCount);
  const ofTier = new Map<number, number>();
  let total = 0;
  for (let order = 0; order < orderCount; order++) {
    for (let e = start[order]!; e < start[order + 1]!; e++) {
      if (taken[e] !== 1) continue;
      ofOrder[order]!++;
      ofProvider[provider[e]!]!++;
      total += score[e]!;
    }
    ofStation[stationOf[order]!]! += ofOrder[order]!;
    seatsOfStation[stationOf[order]!]! += Math.min(seats[order]!, start[order + 1]! - start[order]!);
    ofTier.set(tier[order]!, (ofTier.get(tier[order]!) ?? 0) + ofOrder[order]!);
  }
  const served = ofOrder.reduce((a, b) => a + b, 0);
  return { ofOrder, ofProvider, served, total, stationOf, ofStation, seatsOfStation, ofTier };
}

/**
 * The objective as a list to compare from the left, greater is better: served seats by tier, then those of the stations
 * from the worst served up, then the total.
 */
export function keyOf(instance: Instance, taken: Uint8Array, objective: 'total' | 'coverage' | 'fair'): number[] {
  const { ofTier, ofStation, stationOf, total } = countsOf(instance, taken);
  if (objective === 'total') return [total];
  const tiers = [...ofTier.keys()].sort((a, b) => a - b).map((tier) => ofTier.get(tier)!);
  if (objective === 'coverage') return [...tiers, total];
  const stations = [...new Set(stationOf)].map((station) => ofStation[station]!);
  return [...tiers, ...stations.sort((a, b) => a - b), total];
}

export function compareKeys(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}
