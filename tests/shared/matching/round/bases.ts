/** Random bases for the tests of the round, from a seed, and a wish that changes them. */
import { PART_CODES } from '@jiedui/shared/matching/part-values.ts';
import { type BasisNearMiss, ROUND_ENGINE, type RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { WEIGHTS_V1, weigh } from '@jiedui/shared/matching/weights.ts';
import { randomFrom } from '../../../bench/matching/random.ts';

export interface BasisSize {
  readonly orders: number;
  readonly providers: number;
  readonly slotsMost: number;
}

const two = (n: number) => String(n).padStart(2, '0');

export function randomBasis(seed: number, { orders, providers, slotsMost }: BasisSize): RoundBasis {
  const random = randomFrom(seed);
  const [start, provider, score, values]: number[][] = [[0], [], [], []];
  const nearMisses: BasisNearMiss[][] = [];
  for (let order = 0; order < orders; order += 1) {
    const near: BasisNearMiss[] = [];
    for (let j = 0; j < providers; j += 1) {
      const parts = PART_CODES.map(() => random.below(101));
      const points = weigh(
        Object.fromEntries(PART_CODES.map((code, i) => [code, parts[i]!])) as never,
        WEIGHTS_V1.weights,
      );
      const fate = random.below(10);
      if (fate < 4) {
        provider!.push(j);
        score!.push(points);
        values!.push(...parts);
      } else if (fate === 4)
        near.push({ provider: j, score: points, check: 'area', reason: '服务区域未覆盖该乡镇', remedy: '增加该乡镇' });
    }
    start!.push(provider!.length);
    nearMisses.push(near.sort((a, b) => b.score - a.score || a.provider - b.provider));
  }
  return {
    engine: ROUND_ENGINE,
    seed: 0,
    month: '2026-12',
    day: '2026-11-24',
    weights: WEIGHTS_V1,
    orders: Array.from({ length: orders }, (_, i) => ({
      id: `order-${two(i)}`,
      stationId: `station-${random.below(3)}`,
      regionCode: `62050310${random.below(2)}000`,
      townshipName: '社棠镇',
      tier: random.below(3),
      pairedOnlyUntil: null,
    })),
    providers: Array.from({ length: providers }, (_, j) => ({
      id: `provider-${two(j)}`,
      name: `第${j}组织`,
      slots: random.below(slotsMost + 1),
    })),
    start: start!,
    provider: provider!,
    score: score!,
    values: values!,
    nearMisses,
  };
}

/** Some pins, forbidden pairs and changed slots; some of them cannot be kept. */
export function randomWish(seed: number, basis: RoundBasis, objective: WhatIf['objective']): WhatIf {
  const random = randomFrom(seed);
  const pairs = basis.provider.map((j, e) => ({
    orderId: basis.orders[basis.start.findLastIndex((from) => from <= e)]!.id,
    organizationId: basis.providers[j]!.id,
  }));
  const some = (count: number) =>
    Array.from({ length: pairs.length === 0 ? 0 : count }, () => pairs[random.below(pairs.length)]!);
  return {
    objective,
    pins: some(random.below(4)),
    forbids: some(random.below(4)),
    capacities: basis.providers
      .filter(() => random.below(4) === 0)
      .map(({ id }) => ({ organizationId: id, slots: random.below(4) })),
    hours: null,
  };
}
