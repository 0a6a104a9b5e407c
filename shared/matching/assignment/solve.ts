/**
 * The round's solver: the best plan for an objective, with the prices that prove it.
 *
 *     rows sorted ─▶ prices of the bonus (bonus.ts) ─▶ auction (auction.ts) ─▶ seats (seat.ts) ─▶ slots (fill.ts)
 *
 * Exact: primal and dual meet, and anybody can check them. Deterministic: the same instance gives the same answer, on
 * every machine, since all amounts are whole numbers.
 */
import { runAuction } from './auction.ts';
import { bonusOf, bonusPrices } from './bonus.ts';
import { fill } from './fill.ts';
import type { Assignment, Instance, Objective } from './instance.ts';
import { Network, rowsOf } from './network.ts';
import { report } from './report.ts';
import { seat } from './seat.ts';

export function solve(instance: Instance, objective: Objective): Assignment {
  return report(instance, objective, solveNetwork(instance, objective));
}

/** The same, kept open for changes (live.ts) and questions (explain.ts). */
export function solveNetwork(instance: Instance, objective: Objective): Network {
  let scoreMost = 0;
  for (let e = 0; e < instance.score.length; e += 1) scoreMost = Math.max(scoreMost, instance.score[e]!);
  const rows = rowsOf(instance);
  const bonus = bonusOf(instance, objective, scoreMost);
  const network = new Network(instance, rows, bonus, 1);
  if (bonus) {
    const prices = bonusPrices(instance, rows, bonus);
    for (let k = 0; k < prices.length; k += 1) network.price[k] = prices[k]! * bonus.unit;
  }
  for (const order of runAuction(network, scoreMost)) while (0 < network.empty[order]! && seat(network, order));
  for (let k = 0; k < network.objectCount; k += 1) fill(network, k);
  return network;
}
