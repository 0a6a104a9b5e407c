/**
 * A round solved: the plan for a basis and what an officer changed about it, with its proof.
 *
 *     total, coverage   the plan of the bare basis, solved once and kept; on a copy of it the changes, one by one,
 *                       each mended exactly (assignment/live.ts): a few milliseconds in a prefecture
 *     fair              solved anew, pins first
 *     with hours        bound and repair (assignment/hours.ts), with its true gap
 *
 * Changes always start from the bare plan and come in canonical order. So the answer depends on the basis and the wish
 * alone, not on what was asked before: a run is computed anew to the byte by whoever holds its basis.
 */
import { ExactSum } from '../assignment/exact-sum.ts';
import { solveWithHours } from '../assignment/hours.ts';
import type { Instance } from '../assignment/instance.ts';
import { LivePlan } from '../assignment/live.ts';
import type { Network } from '../assignment/network.ts';
import { pairsLeft, withPinnedSeats } from '../assignment/pins.ts';
import { report } from '../assignment/report.ts';
import { solveNetwork } from '../assignment/solve.ts';
import type { RoundBasis } from './basis.ts';
import { copyPlan } from './copied-plan.ts';
import { type CheckedPin, checkPins } from './pins.ts';
import type { NumberedWhatIf } from './what-if.ts';

/** The pairs of the basis on typed arrays. */
export interface RoundRows {
  readonly orderCount: number;
  readonly providerCount: number;
  readonly tier: Int32Array;
  readonly station: Int32Array;
  readonly stationCount: number;
  readonly slots: Int32Array;
  readonly degree: Int32Array;
  readonly start: Int32Array;
  readonly provider: Int32Array;
  readonly score: Int32Array;
}

export interface Solved {
  /** By order: the provider proposed, or -1. */
  readonly providerOf: Int32Array;
  /** Slots by provider, pins and changes included. */
  readonly slots: Int32Array;
  /** Orders proposed to each provider. */
  readonly used: Int32Array;
  readonly pins: readonly CheckedPin[];
  /** Sum of the scores; what no plan of the same counts passes; and the distance between the two, 0 when proven best. */
  readonly total: number;
  readonly bound: number;
  readonly gap: number;
  /** The prices that prove it, for questions; with hours those of the round without them. */
  readonly network: Network;
  /** The order in the network: another one when a forbidden pair was taken out of it. */
  readonly placeOf: (order: number) => number;
}

export function rowsOfBasis(basis: RoundBasis): RoundRows {
  const stations = [...new Set(basis.orders.map(({ stationId }) => stationId))].sort();
  const stationIndex = new Map(stations.map((id, index) => [id, index]));
  const provider = Int32Array.from(basis.provider);
  const degree = new Int32Array(basis.providers.length);
  for (const j of provider) degree[j]! += 1;
  return {
    orderCount: basis.orders.length,
    providerCount: basis.providers.length,
    tier: Int32Array.from(basis.orders, ({ tier }) => tier),
    station: Int32Array.from(basis.orders, ({ stationId }) => stationIndex.get(stationId)!),
    stationCount: stations.length,
    slots: Int32Array.from(basis.providers, ({ slots }) => slots),
    degree,
    start: Int32Array.from(basis.start),
    provider,
    score: Int32Array.from(basis.score),
  };
}

/** The plan of the bare basis, before any change. */
export function barePlan(rows: RoundRows, objective: 'total' | 'coverage'): LivePlan {
  return new LivePlan(instanceOf(rows, rows.slots), objective);
}

/** @param bare of the same rows and objective; null makes one */
export function solveRound(rows: RoundRows, wish: NumberedWhatIf, bare: LivePlan | null): Solved {
  const slots = rows.slots.slice();
  for (const [provider, count] of wish.slots) slots[provider] = count;
  const pins = checkPins(rows, slots, wish);
  if (wish.objective === 'fair' || wish.hours) return solveAnew(rows, wish, slots, pins);
  return changeBare(rows, wish, slots, pins, bare ?? barePlan(rows, wish.objective));
}

function changeBare(
  rows: RoundRows,
  wish: NumberedWhatIf,
  slots: Int32Array,
  pins: CheckedPin[],
  bare: LivePlan,
): Solved {
  const plan = copyPlan(bare);
  for (const [provider, count] of wish.slots) plan.setCapacity(provider, clamped(rows, provider, count));
  const moved = new Map<number, number>();
  for (const [order, forbidden] of [...wish.forbids].sort(([a], [b]) => a - b)) {
    const pairs = pairsOf(rows, order).filter(({ provider }) => !forbidden.has(provider));
    plan.cancel(order);
    moved.set(order, plan.insert({ seats: 1, tier: rows.tier[order]!, pairs }));
  }
  const placeOf = (order: number) => moved.get(order) ?? order;
  let pinnedTotal = 0;
  const kept = pins.filter(({ problem }) => problem === null);
  for (const { order, provider, score } of kept) {
    plan.pin(placeOf(order), provider);
    pinnedTotal += score;
  }
  const { network } = plan;
  const providerOf = new Int32Array(rows.orderCount).fill(-1);
  const { total, gap } = proofOf(network);
  for (let order = 0; order < rows.orderCount; order += 1) {
    const at = placeOf(order);
    for (let e = network.start[at]!; e < network.end[at]!; e += 1)
      if (network.taken[e] === 1) providerOf[order] = network.provider[e]!;
  }
  for (const { order, provider } of kept) providerOf[order] = provider;
  const sum = total + pinnedTotal;
  const used = usedBy(providerOf, rows.providerCount);
  return { providerOf, slots, used, pins, total: sum, bound: sum + gap, gap, network, placeOf };
}

function solveAnew(rows: RoundRows, wish: NumberedWhatIf, slots: Int32Array, pins: CheckedPin[]): Solved {
  const kept = pins.filter(({ problem }) => problem === null);
  const left = slots.slice();
  const seats = new Int32Array(rows.orderCount).fill(1);
  const settled = new Set<number>();
  for (const [order, forbidden] of wish.forbids)
    for (const provider of forbidden) settled.add(order * rows.providerCount + provider);
  for (const { order, provider } of kept) {
    seats[order] = 0;
    left[provider]! -= 1;
    settled.add(order * rows.providerCount + provider);
  }
  const bare = instanceOf({ ...rows, ...pairsLeft(rows, seats, settled, rows.providerCount) }, left);
  const instance = wish.objective === 'fair' ? withPinnedSeats(bare, kept) : bare;
  const network = solveNetwork(instance, wish.objective);
  const { taken, total, dual, primal } = report(instance, wish.objective, network);
  const hours = wish.hours && solveWithHours(bare, hoursLeft(wish.hours, kept), wish.objective);
  const chosen = hours ? hours.taken : taken;
  const providerOf = new Int32Array(rows.orderCount).fill(-1);
  let pinnedTotal = 0;
  for (let order = 0; order < rows.orderCount; order += 1)
    for (let e = bare.start[order]!; e < bare.start[order + 1]!; e += 1)
      if (chosen[e] === 1) providerOf[order] = bare.provider[e]!;
  for (const { order, provider, score } of kept) {
    providerOf[order] = provider;
    pinnedTotal += score;
  }
  const sum = (hours ? hours.total : total) + pinnedTotal;
  const gap = hours ? hours.gap : dual - primal;
  const used = usedBy(providerOf, rows.providerCount);
  return { providerOf, slots, used, pins, total: sum, bound: sum + gap, gap, network, placeOf: (order) => order };
}

function usedBy(providerOf: Int32Array, providerCount: number): Int32Array {
  const used = new Int32Array(providerCount);
  for (const provider of providerOf) if (provider !== -1) used[provider]! += 1;
  return used;
}

/** What pins have used of the hours is gone; a provider that they overdraw has none left. */
function hoursLeft(hours: NonNullable<NumberedWhatIf['hours']>, pins: readonly CheckedPin[]) {
  const ofProvider = hours.ofProvider.slice();
  for (const { order, provider } of pins)
    if (0 <= ofProvider[provider]!) ofProvider[provider] = Math.max(0, ofProvider[provider]! - hours.ofOrder[order]!);
  return { ofOrder: hours.ofOrder, ofProvider };
}

function instanceOf(rows: Omit<RoundRows, 'slots'>, slots: Int32Array): Instance {
  const { orderCount, providerCount, tier, station, stationCount, start, provider, score } = rows;
  const capacity = slots.map((count, j) => clamped(rows, j, count));
  const seats = new Int32Array(orderCount).fill(1);
  return { orderCount, providerCount, seats, tier, station, stationCount, capacity, start, provider, score };
}

/** One slot more than pairs never fills, so that its floor keeps the price down. */
function clamped({ degree }: Pick<RoundRows, 'degree'>, provider: number, slots: number): number {
  return Math.max(0, Math.min(slots, degree[provider]! + 1));
}

function pairsOf({ start, provider, score }: RoundRows, order: number) {
  const pairs: { provider: number; score: number }[] = [];
  for (let e = start[order]!; e < start[order + 1]!; e += 1) pairs.push({ provider: provider[e]!, score: score[e]! });
  return pairs;
}

/** Primal and dual of a plan that lives on, by its own prices (as assignment/report.ts for one that does not). */
function proofOf(network: Network): { readonly total: number; readonly gap: number } {
  const { orderCount, providerCount, start, end, provider, score, taken, price, profit, floor, seats, capacity } =
    network;
  const primal = new ExactSum();
  const dual = new ExactSum();
  let total = 0;
  for (let j = 0; j < providerCount; j += 1) if (0 < capacity[j]!) dual.add(price[j]!, capacity[j]!);
  for (let i = 0; i < orderCount; i += 1) {
    dual.add(profit[i]! - floor[i]!, seats[i]!);
    for (let e = start[i]!; e < end[i]!; e += 1) {
      if (taken[e] !== 1) continue;
      total += score[e]!;
      primal.add(score[e]! - floor[i]!);
      dual.add(score[e]! - profit[i]! - price[provider[e]!]!);
    }
  }
  return { total, gap: dual.value() - primal.value() };
}
