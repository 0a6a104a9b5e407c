/**
 * Instances of the round, made from a seed. Only the four operations and the square root are used, so a seed makes the
 * same instance on every machine. Indices say nothing about places: locality is the solver's own work.
 */
import { type Instance, SCORE_MOST } from '@jiedui/shared/matching/assignment/instance.ts';
import { nearestIn, type Points, scatter, squares } from './places.ts';
import { type Random, randomFrom } from './random.ts';

export const SIZES = {
  county: { orders: 200, providers: 50, edges: 12 },
  prefecture: { orders: 5_000, providers: 1_000, edges: 30 },
  province: { orders: 50_000, providers: 10_000, edges: 30 },
  nation: { orders: 1_000_000, providers: 200_000, edges: 30 },
} as const;
export type Size = keyof typeof SIZES;

/**
 * `geographic`: towns and the land between them; an order's pairs are its nearest providers, scores fall with distance.
 * `random`: providers and scores uniform. `scarce`: geographic, with slots for 0.62 of the orders.
 */
export const KINDS = ['geographic', 'random', 'scarce'] as const;
export type Kind = (typeof KINDS)[number];

export interface Recipe {
  readonly size: Size | { readonly orders: number; readonly providers: number; readonly edges: number };
  readonly kind: Kind;
  readonly seed: number;
  /** Three tiers: a tenth of the orders in 0, three tenths in 1, the rest in 2. */
  readonly tiers?: boolean;
  /** About ten orders to a station, neighbours where there are places. */
  readonly stations?: boolean;
  /** Joint services: most orders have one seat, a fifth have two or three. */
  readonly joint?: boolean;
}

const SLOTS_MOST = 10;
const SCARCE = 0.62;
const ORDERS_A_STATION = 10;
/** How much of a score is distance; the rest is chance. */
const DISTANCE_PART = 0.7;

export function generate(recipe: Recipe): Instance {
  const { orders: orderCount, providers: providerCount, edges } = measures(recipe);
  const random = randomFrom(recipe.seed);
  const start = Int32Array.from({ length: orderCount + 1 }, (_, order) => order * edges);
  const provider = new Int32Array(orderCount * edges);
  const score = new Int32Array(orderCount * edges);
  const places = recipe.kind === 'random' ? null : scatter(random, orderCount, providerCount);
  if (places) fillNear(random, places.orders, places.providers, edges, provider, score);
  else fillUniform(random, orderCount, providerCount, edges, provider, score);
  const capacity = slots(random, providerCount, recipe.kind === 'scarce' ? Math.round(SCARCE * orderCount) : Infinity);
  return {
    orderCount,
    providerCount,
    seats: fill(orderCount, () => (recipe.joint && random.unit() < 0.2 ? 2 + random.below(2) : 1)),
    tier: fill(orderCount, () => (recipe.tiers ? tierOf(random.unit()) : 0)),
    ...stationsOf(random, recipe, orderCount, places?.orders),
    capacity,
    start,
    provider,
    score,
  };
}

function measures({ size }: Recipe) {
  const found = typeof size === 'string' ? SIZES[size] : size;
  if (found.providers < found.edges) throw new Error(`${found.edges} edges an order, but ${found.providers} providers`);
  return found;
}

function fill(length: number, value: () => number): Int32Array {
  const filled = new Int32Array(length);
  for (let i = 0; i < length; i++) filled[i] = value();
  return filled;
}

const tierOf = (unit: number): number => (unit < 0.1 ? 0 : unit < 0.4 ? 1 : 2);

/** Slots from 1 to 10; where they are to be few, one is taken from a random provider until the sum fits. */
function slots(random: Random, providerCount: number, most: number): Int32Array {
  const capacity = fill(providerCount, () => 1 + random.below(SLOTS_MOST));
  let sum = capacity.reduce((a, b) => a + b, 0);
  while (Math.max(most, providerCount) < sum) {
    const provider = random.below(providerCount);
    if (capacity[provider]! <= 1) continue;
    capacity[provider]!--;
    sum--;
  }
  return capacity;
}

function stationsOf(random: Random, recipe: Recipe, orderCount: number, orders: Points | undefined) {
  if (!recipe.stations) return { station: new Int32Array(orderCount).fill(-1), stationCount: 0 };
  const about = Math.max(1, Math.round(orderCount / ORDERS_A_STATION));
  const square = orders ? squares(orders, about) : fill(orderCount, () => random.below(about));
  const names = new Map<number, number>();
  for (const place of square) if (!names.has(place)) names.set(place, names.size);
  return { station: square.map((place) => names.get(place)!), stationCount: names.size };
}

function fillUniform(
  random: Random,
  orderCount: number,
  providerCount: number,
  edges: number,
  provider: Int32Array,
  score: Int32Array,
): void {
  const lastOrder = new Int32Array(providerCount).fill(-1);
  for (let order = 0; order < orderCount; order++) {
    const from = order * edges;
    for (let e = from; e < from + edges; ) {
      const candidate = random.below(providerCount);
      if (lastOrder[candidate] === order) continue;
      lastOrder[candidate] = order;
      provider[e++] = candidate;
    }
    provider.subarray(from, from + edges).sort();
  }
  for (let e = 0; e < score.length; e++) score[e] = random.below(SCORE_MOST + 1);
}

function fillNear(
  random: Random,
  orders: Points,
  providers: Points,
  edges: number,
  provider: Int32Array,
  score: Int32Array,
): void {
  const nearest = nearestIn(providers, edges);
  // At this distance half of the distance's part is left: about the way to the providers in the middle of a row.
  const half = Math.sqrt(edges / 2 / (Math.PI * providers.x.length));
  for (let order = 0; order < orders.x.length; order++) {
    const from = order * edges;
    const row = provider.subarray(from, from + edges);
    nearest(orders.x[order]!, orders.y[order]!, row);
    row.sort();
    for (let e = 0; e < edges; e++) {
      const dx = providers.x[row[e]!]! - orders.x[order]!;
      const dy = providers.y[row[e]!]! - orders.y[order]!;
      const near = half / (half + Math.sqrt(dx * dx + dy * dy));
      score[from + e] = Math.round(SCORE_MOST * (DISTANCE_PART * near + (1 - DISTANCE_PART) * random.unit()));
    }
  }
}
