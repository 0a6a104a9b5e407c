/** The solver's state as an answer: what is taken, by the instance's own pairs, and the prices. */
import type { Assignment, Instance, Objective } from './instance.ts';
import type { Network } from './network.ts';
import { ExactSum } from './exact-sum.ts';

export function report(instance: Instance, objective: Objective, network: Network): Assignment {
  const { orderCount, providerCount, taken, price, profit, idleObject, idleValue, seats } = network;
  const takenByPair = new Uint8Array(instance.provider.length);
  const place = new Int32Array(providerCount);
  let total = 0;
  let served = 0;
  for (let i = 0; i < orderCount; i += 1) {
    const from = instance.start[i]!;
    const to = instance.start[i + 1]!;
    for (let e = from; e < to; e += 1) place[instance.provider[e]!] = e;
    for (let e = from; e < to; e += 1)
      if (taken[e] === 1) {
        takenByPair[place[network.provider[e]!]!] = 1;
        total += network.score[e]!;
        served += 1;
      }
  }
  const bonus = new Float64Array(orderCount);
  const orderPrices = new Float64Array(orderCount);
  for (let i = 0; i < orderCount; i += 1) {
    // Being left empty is worth 0: with stations, what an empty seat costs lies in the price of the station's idleness.
    bonus[i] = idleObject ? price[idleObject[i]!]! - idleValue[i]! : -network.floor[i]!;
    orderPrices[i] = profit[i]! + bonus[i]!;
  }
  const providerPrices = price.slice(0, providerCount);
  priceClosed(network, providerPrices);
  const primal = new ExactSum();
  const dual = new ExactSum();
  primal.add(total);
  for (let j = 0; j < providerCount; j += 1) dual.add(providerPrices[j]!, instance.capacity[j]!);
  for (let i = 0; i < orderCount; i += 1) {
    dual.add(orderPrices[i]!, seats[i]!);
    for (let e = network.start[i]!; e < network.end[i]!; e += 1)
      if (taken[e] === 1) {
        primal.add(bonus[i]!);
        dual.add(network.score[e]! + bonus[i]! - orderPrices[i]! - providerPrices[network.provider[e]!]!);
      }
  }
  return {
    objective,
    taken: takenByPair,
    total,
    served,
    primal: primal.value(),
    dual: dual.value(),
    providerPrices,
    orderPrices,
    bonus,
  };
}

/** A provider without a slot has no price while solving; the least that proves the plan is what a slot would be worth. */
function priceClosed(
  { orderCount, start, end, provider, score, profit, capacity }: Network,
  prices: Float64Array,
): void {
  for (let j = 0; j < prices.length; j += 1) if (capacity[j] === 0) prices[j] = 0;
  for (let i = 0; i < orderCount; i += 1)
    for (let e = start[i]!; e < end[i]!; e += 1) {
      const j = provider[e]!;
      if (capacity[j] === 0) prices[j] = Math.max(prices[j]!, score[e]! - profit[i]!);
    }
}
