/**
 * Proves an assignment optimal, without the solver: what is wrong with it, in sentences; nothing if it is right.
 *
 * Let b_i be the bonus of order i, p_j and u_i the prices. For any other plan x', capacity and seats give
 *
 *     sum of (score + b) x'  <=  sum capacity p + sum seats u + sum over pairs of max(0, score + b - u - p) = dual
 *
 * and the plan reaches it exactly if: a price is only where slots or seats are used up; a pair not taken has
 * score + b <= u + p; a pair taken has score + b >= u + p (linear programming duality, complementary slackness).
 *
 * `total`: b = 0, and this is the whole proof.
 *
 * `coverage`: b depends on the tier alone. Plans with the same number of served seats in each tier get the same bonus, so
 * none of them has a greater total, however small the bonuses are: they are multipliers of the counts, nothing more. That
 * no plan has better counts is shown apart, in verify-counts.ts.
 *
 * `fair`: b_i = B(tier) + W(station). Let r_1 >= r_2 >= ... be the rewards of a station's first, second, ... served seat,
 * the same for all stations. If r_(n+1) <= W <= r_n for each station with n served seats (no upper bound at n = 0, no
 * lower bound where no seat is left), then W is a supergradient of the concave sum of rewards, and the plan is best in
 * rewards + scores among those with its counts by tier. Plans whose stations have the same counts in another order have
 * the same rewards, so none has a greater total. Such rewards exist exactly if W(s) >= W(t) wherever station s has fewer
 * served seats than t and has a seat left: that is what is checked. The counts themselves: verify-counts.ts.
 */
import type { Assignment, Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { countsOf } from './counts.ts';
import { betterCounts } from './verify-counts.ts';

const MOST = 20;

/** Everything; the check of the counts takes longer than linear time, but not for `total`. */
export function verify(instance: Instance, assignment: Assignment): string[] {
  const wrong = verifyPrices(instance, assignment);
  if (wrong.length === 0 && assignment.objective !== 'total' && betterCounts(instance, assignment))
    wrong.push(`another plan serves better for ${assignment.objective}`);
  return wrong;
}

/** The plan keeps to the instance, its figures are true, and its prices prove it best among those with its counts. */
export function verifyPrices(instance: Instance, assignment: Assignment): string[] {
  const wrong: string[] = [];
  const say = (sentence: string) => wrong.length < MOST && wrong.push(sentence);
  const { orderCount, providerCount, seats, capacity, start, provider, score } = instance;
  const { taken, providerPrices, orderPrices, bonus } = assignment;
  if (taken.length !== provider.length) return [`${taken.length} marks for ${provider.length} pairs`];
  const { ofOrder, ofProvider, served } = countsOf(instance, taken);

  let total = 0;
  // Bonuses over a province add up to more than 2^53.
  let primal = 0n;
  let dual = 0n;
  for (let order = 0; order < orderCount; order++) {
    const price = orderPrices[order]!;
    if (!Number.isSafeInteger(bonus[order]!)) say(`order ${order}: bonus ${bonus[order]}`);
    if (!(Number.isSafeInteger(price) && 0 <= price)) say(`order ${order}: price ${price}`);
    if (seats[order]! < ofOrder[order]!) say(`order ${order}: ${ofOrder[order]} of ${seats[order]} seats`);
    if (0 < price && ofOrder[order] !== seats[order]) say(`order ${order}: price ${price}, yet a seat is free`);
    if (Number.isSafeInteger(price)) dual += BigInt(seats[order]!) * BigInt(price);
    for (let e = start[order]!; e < start[order + 1]!; e++) {
      const worth = score[e]! + bonus[order]!;
      const over = worth - price - providerPrices[provider[e]!]!;
      const pair = `pair ${order}-${provider[e]}`;
      if (taken[e] === 1) {
        total += score[e]!;
        if (Number.isSafeInteger(over)) [primal, dual] = [primal + BigInt(worth), dual + BigInt(over)];
        else say(`${pair}: ${over} is not whole`);
        if (over < 0) say(`${pair}: taken at ${-over} above its worth`);
      } else if (taken[e] !== 0) say(`${pair}: marked ${taken[e]}`);
      else if (0 < over) say(`${pair}: left, though worth ${over} more than its prices`);
    }
  }
  for (let j = 0; j < providerCount; j++) {
    const price = providerPrices[j]!;
    if (!(Number.isSafeInteger(price) && 0 <= price)) say(`provider ${j}: price ${price}`);
    if (capacity[j]! < ofProvider[j]!) say(`provider ${j}: ${ofProvider[j]} of ${capacity[j]} slots`);
    if (0 < price && ofProvider[j] !== capacity[j]) say(`provider ${j}: price ${price}, yet a slot is free`);
    if (Number.isSafeInteger(price)) dual += BigInt(capacity[j]!) * BigInt(price);
  }
  if (assignment.total !== total) say(`total ${assignment.total}, but the scores add up to ${total}`);
  if (assignment.served !== served) say(`served ${assignment.served}, but ${served} are`);
  if (assignment.primal !== Number(primal)) say(`primal ${assignment.primal}, but it is ${primal}`);
  if (assignment.dual !== Number(dual)) say(`dual ${assignment.dual}, but it is ${dual}`);
  if (primal !== dual) say(`gap ${dual - primal}`);
  verifyBonus(instance, assignment, say);
  return wrong;
}

/** Bonuses of the form that the objective allows (see the top). Orders that no provider may serve have none. */
function verifyBonus(instance: Instance, { objective, taken, bonus }: Assignment, say: (sentence: string) => void) {
  const { orderCount, tier, start } = instance;
  const able = (order: number) => start[order]! < start[order + 1]!;
  if (objective === 'fair') {
    const reason = unfairBonus(instance, taken, bonus, able);
    if (reason) say(reason);
    return;
  }
  const ofTier = new Map<number, number>();
  for (let order = 0; order < orderCount; order++) {
    if (!able(order)) continue;
    const expected = objective === 'total' ? 0 : (ofTier.get(tier[order]!) ?? bonus[order]!);
    ofTier.set(tier[order]!, expected);
    if (bonus[order] !== expected) say(`order ${order}: bonus ${bonus[order]}, others of its tier have ${expected}`);
  }
}

/**
 * Parts each bonus into tier and station: along orders from tier to station and back, which fixes them up to a constant
 * in each group of tiers that share stations; then looks for constants under which the rewards fall (Floyd-Warshall).
 */
function unfairBonus(
  instance: Instance,
  taken: Uint8Array,
  bonus: Float64Array,
  able: (order: number) => boolean,
): string | null {
  const { ofStation, seatsOfStation, stationOf } = countsOf(instance, taken);
  const ordersOf = { tier: new Map<number, number[]>(), station: new Map<number, number[]>() };
  for (let order = 0; order < instance.orderCount; order++) {
    if (!able(order)) continue;
    push(ordersOf.tier, instance.tier[order]!, order);
    push(ordersOf.station, stationOf[order]!, order);
  }
  const part = { tier: new Map<number, number>(), station: new Map<number, number>() };
  const group = new Map<number, number>(); // of a station
  let groups = 0;
  for (const first of ordersOf.tier.keys()) {
    if (part.tier.has(first)) continue;
    part.tier.set(first, 0);
    const queue: { kind: 'tier' | 'station'; index: number }[] = [{ kind: 'tier', index: first }];
    for (const { kind, index } of queue) {
      const other = kind === 'tier' ? 'station' : 'tier';
      const neighbour = other === 'tier' ? instance.tier : stationOf;
      for (const order of ordersOf[kind].get(index)!) {
        const expected = bonus[order]! - part[kind].get(index)!;
        const found = part[other].get(neighbour[order]!);
        if (found !== undefined && found !== expected)
          return `order ${order}: its bonus is not a tier's and a station's`;
        if (found !== undefined) continue;
        part[other].set(neighbour[order]!, expected);
        if (other === 'station') group.set(neighbour[order]!, groups);
        queue.push({ kind: other, index: neighbour[order]! });
      }
    }
    groups++;
  }

  // slack[a][b]: constant(b) - constant(a) is at most this: least W of group a that must not be below, less W of b.
  const slack = Array.from({ length: groups }, () => Array<number>(groups).fill(Infinity));
  const levels = Map.groupBy([...part.station.keys()], (station) => ofStation[station]!);
  const least = Array<number>(groups).fill(Infinity);
  for (const level of [...levels.keys()].sort((a, b) => a - b)) {
    for (const station of levels.get(level)!) {
      const b = group.get(station)!;
      for (let a = 0; a < groups; a++) slack[a]![b] = Math.min(slack[a]![b]!, least[a]! - part.station.get(station)!);
    }
    for (const station of levels.get(level)!) {
      if (seatsOfStation[station]! <= level) continue;
      const a = group.get(station)!;
      least[a] = Math.min(least[a]!, part.station.get(station)!);
    }
  }
  for (let k = 0; k < groups; k++)
    for (let a = 0; a < groups; a++)
      for (let b = 0; b < groups; b++) slack[a]![b] = Math.min(slack[a]![b]!, slack[a]![k]! + slack[k]![b]!);
  return slack.some((row, a) => row[a]! < 0) ? 'a station with fewer served seats has the lower bonus' : null;
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
