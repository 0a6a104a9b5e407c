/** Rounds by id for the tests: an instance in words, shuffled, and with pins and forbids. */
import type { Instance, Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import type { Round, RoundPair } from '@jiedui/shared/matching/assignment/round.ts';
import { type Random, randomFrom } from '../../../bench/matching/random.ts';

export interface Named {
  readonly round: Round;
  /** The pair of each of the instance's, in its order. */
  readonly pairs: readonly RoundPair[];
}

/** A provider has at least one slot here, because a round refuses one without. */
export function named(instance: Instance, objective: Objective): Named {
  const { orderCount, providerCount, seats, tier, station, capacity, start, provider, score } = instance;
  const order = (i: number) => `点单${i}`;
  const organization = (j: number) => `组织${j}`;
  const edges = [];
  for (let i = 0; i < orderCount; i++)
    for (let e = start[i]!; e < start[i + 1]!; e++)
      edges.push({ order: order(i), provider: organization(provider[e]!), score: score[e]! });
  const round: Round = {
    objective,
    orders: Array.from({ length: orderCount }, (_, i) => ({
      id: order(i),
      seats: seats[i]!,
      tier: tier[i]!,
      ...(station[i] === -1 ? {} : { station: `社工站${station[i]}` }),
    })),
    providers: Array.from({ length: providerCount }, (_, j) => ({ id: organization(j), capacity: capacity[j]! })),
    edges,
    pins: [],
    forbids: [],
  };
  return { round, pairs: edges.map(({ order, provider }) => ({ order, provider })) };
}

export function shuffled(round: Round, seed: number): Round {
  const random = randomFrom(seed);
  return {
    objective: round.objective,
    orders: shuffle(round.orders, random),
    providers: shuffle(round.providers, random),
    edges: shuffle(round.edges, random),
    pins: shuffle(round.pins, random),
    forbids: shuffle(round.forbids, random),
  };
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let k = mixed.length - 1; 0 < k; k--) {
    const other = random.below(k + 1);
    [mixed[k], mixed[other]] = [mixed[other]!, mixed[k]!];
  }
  return mixed;
}

/** Settles some pairs by chance: 1 pinned, -1 forbidden, 0 free; pins may be more than there is room for. */
export function settle(instance: Instance, seed: number): Int8Array {
  const random = randomFrom(seed);
  return Int8Array.from(instance.provider, () => {
    const chance = random.unit();
    return chance < 0.15 ? 1 : chance < 0.3 ? -1 : 0;
  });
}

export function withSettled({ round, pairs }: Named, settled: Int8Array): Round {
  return {
    ...round,
    pins: pairs.filter((_, e) => settled[e] === 1),
    forbids: pairs.filter((_, e) => settled[e] === -1),
  };
}
