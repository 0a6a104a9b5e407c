/** Small instances from a seed, full of corner cases: joint services, tiers, stations, zeros, ties, empty rows, no slots. */
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { randomFrom } from '../../../bench/matching/random.ts';

export interface Measures {
  readonly orders: number;
  readonly providers: number;
  /** Share of the pairs that exist. */
  readonly density: number;
  readonly scoreMost: number;
}

export function tiny(seed: number): Instance {
  const random = randomFrom(seed);
  return small(seed, {
    orders: 1 + random.below(4),
    providers: 1 + random.below(4),
    density: 0.3 + 0.6 * random.unit(),
    scoreMost: [1, 3, 10, 1_000_000][random.below(4)]!,
  });
}

export function small(seed: number, { orders, providers, density, scoreMost }: Measures): Instance {
  const random = randomFrom(seed);
  const start = new Int32Array(orders + 1);
  const provider: number[] = [];
  const score: number[] = [];
  for (let order = 0; order < orders; order++) {
    for (let j = 0; j < providers; j++) {
      if (density <= random.unit()) continue;
      provider.push(j);
      score.push(random.unit() < 0.15 ? 0 : random.below(scoreMost + 1));
    }
    start[order + 1] = provider.length;
  }
  const stationCount = 1 + random.below(Math.max(1, Math.ceil(orders / 2)));
  const draw = (length: number, value: () => number) => Int32Array.from({ length }, value);
  return {
    orderCount: orders,
    providerCount: providers,
    seats: draw(orders, () => (random.unit() < 0.6 ? 1 : 1 + random.below(3))),
    tier: draw(orders, () => random.below(3)),
    station: draw(orders, () => random.below(stationCount + 1) - 1),
    stationCount,
    capacity: draw(providers, () => random.below(4)),
    start,
    provider: Int32Array.from(provider),
    score: Int32Array.from(score),
  };
}
