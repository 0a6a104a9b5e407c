/**
 * A round in which providers also have hours. With them the problem is a generalized assignment, NP-hard, so the answer
 * is a plan that keeps the hours, a bound that no plan can pass, and the true gap between the two.
 *
 * Bound: Lagrangian relaxation of the hours. An hour of provider j costs λ[j]; what is left is the round without hours,
 * solved exactly; its optimum plus λ × hours bounds every plan. λ goes up where hours are overdrawn and down where not
 * (subgradient steps of falling size). Repair: each relaxed plan gives up, at overdrawn providers, the pairs that bring
 * least for an hour, and then takes what still fits, best first.
 * Reference: Fisher 1981, The Lagrangian relaxation method; Martello & Toth 1990, ch. 7. Cost: ROUNDS solves.
 */
import type { Assignment, Instance, Objective } from './instance.ts';
import { solve } from './solve.ts';

export interface Hours {
  /** Hours that a seat of each order takes; 1 or more. */
  readonly ofOrder: Int32Array;
  /** Hours that each provider has; a negative number for no limit. */
  readonly ofProvider: Int32Array;
}

export interface HoursPlan {
  /** 1 for each pair that is taken. */
  readonly taken: Uint8Array;
  readonly total: number;
  readonly served: number;
  /** No plan that keeps the hours scores above this. For `coverage` and `fair`: none that serves what could be served without them. */
  readonly bound: number;
  readonly gap: number;
  /** The relaxed plan of the last round: its prices explain slots; hours are explained by `hourPrices`. */
  readonly relaxed: Assignment;
  readonly hourPrices: Float64Array;
}

const ROUNDS = 25;

/** @throws RangeError naming the order whose hours are not a whole number of 1 or more */
export function solveWithHours(instance: Instance, hours: Hours, objective: Objective): HoursPlan {
  hours.ofOrder.forEach((value, order) => {
    if (value < 1) throw new RangeError(`order ${order} takes ${value} hours; expected 1 or more`);
  });
  const prices = new Float64Array(instance.providerCount);
  let relaxed = solve(instance, objective);
  let bound = relaxed.total;
  let best = repair(instance, hours, relaxed);
  // Prices on hours would trade seats for scores; where seats come first the bound is the round without hours.
  const rounds = objective === 'total' ? ROUNDS : 0;
  for (let round = 0; round < rounds && best.total < bound; round += 1) {
    if (!step(instance, hours, relaxed.taken, prices, bound - best.total, 2 / (1 + round / 4))) break;
    relaxed = solve({ ...instance, score: priced(instance, hours, prices) }, objective);
    let reached = relaxed.total;
    for (let j = 0; j < prices.length; j += 1) reached += prices[j]! * Math.max(0, hours.ofProvider[j]!);
    bound = Math.min(bound, Math.floor(reached));
    const found = repair(instance, hours, relaxed);
    if (best.total < found.total) best = found;
  }
  return { ...best, bound, gap: Math.max(0, bound - best.total), relaxed, hourPrices: prices };
}

/** Whole prices keep every amount whole. False when no hour is overdrawn or left over at a price: the bound is reached. */
function step(
  instance: Instance,
  hours: Hours,
  taken: Uint8Array,
  prices: Float64Array,
  gap: number,
  size: number,
): boolean {
  const spent = spentHours(instance, hours, taken);
  let norm = 0;
  for (let j = 0; j < prices.length; j += 1) {
    const over = hours.ofProvider[j]! < 0 ? 0 : spent[j]! - hours.ofProvider[j]!;
    spent[j] = over < 0 && prices[j] === 0 ? 0 : over;
    norm += spent[j]! * spent[j]!;
  }
  if (norm === 0) return false;
  for (let j = 0; j < prices.length; j += 1)
    prices[j] = Math.max(0, Math.round(prices[j]! + (size * gap * spent[j]!) / norm));
  return true;
}

/** Scores less the price of their hours; a pair that would lose stays, at 0, which is never more than leaving it out. */
function priced(
  { orderCount, start, provider, score }: Instance,
  { ofOrder, ofProvider }: Hours,
  prices: Float64Array,
) {
  const left = score.slice();
  for (let i = 0; i < orderCount; i += 1)
    for (let e = start[i]!; e < start[i + 1]!; e += 1) {
      const price = ofProvider[provider[e]!]! < 0 ? 0 : prices[provider[e]!]!;
      left[e] = Math.max(0, score[e]! - price * ofOrder[i]!);
    }
  return left;
}

function spentHours({ orderCount, providerCount, start, provider }: Instance, { ofOrder }: Hours, taken: Uint8Array) {
  const spent = new Float64Array(providerCount);
  for (let i = 0; i < orderCount; i += 1)
    for (let e = start[i]!; e < start[i + 1]!; e += 1) if (taken[e] === 1) spent[provider[e]!]! += ofOrder[i]!;
  return spent;
}

/** A plan that keeps the hours, from one that may not. Lower tiers are given up last and taken first. */
function repair(
  instance: Instance,
  hours: Hours,
  relaxed: Assignment,
): { taken: Uint8Array; total: number; served: number } {
  const { orderCount, start, provider, score, seats, tier, capacity } = instance;
  const taken = relaxed.taken.slice();
  const spent = spentHours(instance, hours, taken);
  const slots = capacity.slice();
  const empty = seats.slice();
  const orderOf = new Int32Array(provider.length);
  for (let i = 0; i < orderCount; i += 1)
    for (let e = start[i]!; e < start[i + 1]!; e += 1) {
      orderOf[e] = i;
      if (taken[e] !== 1) continue;
      slots[provider[e]!]! -= 1;
      empty[i]! -= 1;
    }
  const tiered = relaxed.objective !== 'total';
  const worst = (a: number, b: number) =>
    (tiered ? tier[orderOf[b]!]! - tier[orderOf[a]!]! : 0) ||
    score[a]! / hours.ofOrder[orderOf[a]!]! - score[b]! / hours.ofOrder[orderOf[b]!]! ||
    a - b;
  const overdrawn = (j: number) => 0 <= hours.ofProvider[j]! && hours.ofProvider[j]! < spent[j]!;
  const pairs = Array.from(provider.keys()).sort(worst);
  for (const e of pairs) {
    if (taken[e] !== 1 || !overdrawn(provider[e]!)) continue;
    taken[e] = 0;
    spent[provider[e]!]! -= hours.ofOrder[orderOf[e]!]!;
    slots[provider[e]!]! += 1;
    empty[orderOf[e]!]! += 1;
  }
  for (const e of pairs.reverse()) {
    const i = orderOf[e]!;
    const j = provider[e]!;
    const fits = hours.ofProvider[j]! < 0 || spent[j]! + hours.ofOrder[i]! <= hours.ofProvider[j]!;
    if (taken[e] === 1 || empty[i] === 0 || slots[j] === 0 || !fits) continue;
    taken[e] = 1;
    spent[j]! += hours.ofOrder[i]!;
    slots[j]! -= 1;
    empty[i]! -= 1;
  }
  let total = 0;
  let served = 0;
  for (let e = 0; e < taken.length; e += 1)
    if (taken[e] === 1) {
      total += score[e]!;
      served += 1;
    }
  return { taken, total, served };
}
