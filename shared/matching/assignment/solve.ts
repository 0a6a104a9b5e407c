/**
 * The round's solver: the best plan for an objective, with the prices that prove it.
 *
 *     rows sorted ─▶ prices of the bonus (bonus.ts) ─▶ auction (auction.ts) ─▶ seats (seat.ts) ─▶ slots (fill.ts)
 *
 * Exact: primal and dual meet, and anybody can check them. Deterministic: the same instance gives the same answer, on
 * every machine, since all amounts are whole numbers.
 *
 * Indices are not renumbered for locality: a nation of a million orders with random indices is solved in 13 s of CPU
 * (`npm run bench:match`).
 */
import { runAuction } from './auction.ts';
import { type Outlook, bonusOf, bonusPrices } from './bonus.ts';
import type { Assignment, Instance, Objective } from './instance.ts';
import { Network, rowsOf } from './network.ts';
import { report } from './report.ts';
import { rest } from './rest.ts';

/**
 * Each coarse auction goes in so many steps to the greatest score, and its prices are lowered by `back` of them: measured.
 * `fair` begins some scores lower (bonus.ts) and climbs in great steps first; its last are small, because an order that
 * is left over there looks far for the station that can best do without.
 */
const COARSE = { steps: { total: [20], coverage: [20], fair: [2, 10, 40] }, back: 3 };

export function solve(instance: Instance, objective: Objective): Assignment {
  return report(instance, objective, solveNetwork(instance, objective));
}

/** The same, kept open for changes (live.ts) and questions (explain.ts). */
export function solveNetwork(instance: Instance, objective: Objective, outlook = outlookOf(instance)): Network {
  const { scoreMost } = outlook;
  const rows = rowsOf(instance);
  const bonus = bonusOf(instance, objective, outlook);
  const network = new Network(instance, rows, bonus, 1);
  if (bonus) network.price.set(bonusPrices(instance, rows, bonus, scoreMost));
  const { steps, back } = COARSE;
  const coarse = steps[objective].map((count) => Math.floor(scoreMost / count));
  rest(network, runAuction(network, coarse, back));
  return network;
}

function outlookOf({ score, orderCount, providerCount }: Instance): Outlook {
  let scoreMost = 0;
  for (let e = 0; e < score.length; e += 1) if (scoreMost < score[e]!) scoreMost = score[e]!;
  return { scoreMost, exchangeMost: Math.min(orderCount, providerCount) };
}
