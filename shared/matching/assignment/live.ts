/**
 * The plan that lives on: after each change of an order, a capacity or a pin it is optimal again, proven as before.
 *
 * A change leaves one empty seat or one empty slot somewhere, and one search (seat.ts, fill.ts) each mends it: the
 * sensitivity of a linear programme, with the prices kept. Cost: the part of the network that the change reaches.
 * For `total` and `coverage`; under `fair` a change of one station's seats moves all rewards of that station, and the
 * round is solved anew. Under `coverage` a new order's tier is one that the instance already knows.
 */
import { bestUnheld, giveBack, release } from './auction.ts';
import { fill, valueOfSlot } from './fill.ts';
import { appendOrder, reserve, roomForSlots } from './grow.ts';
import { type Instance, type Objective, SCORE_MOST } from './instance.ts';
import type { Network } from './network.ts';
import { seat } from './seat.ts';
import { solveNetwork } from './solve.ts';

export interface NewOrder {
  readonly seats: number;
  readonly tier: number;
  /** Each provider once. */
  readonly pairs: readonly { readonly provider: number; readonly score: number }[];
}

export class LivePlan {
  readonly network: Network;
  private readonly floorOfTier = new Map<number, number>();
  private pinnedTotal = 0;

  constructor(instance: Instance, objective: Exclude<Objective, 'fair'>) {
    // Orders may come that score higher than any does now.
    const outlook = { scoreMost: SCORE_MOST, exchangeMost: instance.providerCount };
    this.network = solveNetwork({ ...instance, seats: instance.seats.slice() }, objective, outlook);
    for (let i = 0; i < instance.orderCount; i += 1) this.floorOfTier.set(instance.tier[i]!, this.network.floor[i]!);
    if (objective === 'total') this.floorOfTier.clear();
    reserve(this.network);
  }

  /** Sum of the scores taken, pinned ones included. */
  total(): number {
    const { orderCount, start, end, taken, score } = this.network;
    let total = this.pinnedTotal;
    for (let i = 0; i < orderCount; i += 1)
      for (let e = start[i]!; e < end[i]!; e += 1) if (taken[e] === 1) total += score[e]!;
    return total;
  }

  /** The providers that serve the order now, pinned ones included. */
  providersOf(order: number): number[] {
    const { start, end, taken, provider } = this.network;
    const found: number[] = [];
    for (let e = start[order]!; e < end[order]!; e += 1)
      if (taken[e] === 1 || this.pinned.has(e)) found.push(provider[e]!);
    return found.sort((a, b) => a - b);
  }

  /** A new order. @returns its index */
  insert({ seats, tier, pairs }: NewOrder): number {
    const { network } = this;
    const floor = this.floorOfTier.size === 0 ? 0 : this.floorOfTier.get(tier);
    if (floor === undefined) throw new RangeError(`tier ${tier} is not one of the plan's`);
    const sorted = [...pairs].sort((a, b) => b.score - a.score || a.provider - b.provider);
    const order = appendOrder(network, sorted);
    network.floor[order] = floor;
    network.seats[order] = seats;
    network.empty[order] = seats;
    network.profit[order] = floor;
    this.seatAll(order);
    return order;
  }

  /** The order is gone, with its seats and pins. */
  cancel(order: number): void {
    const { network } = this;
    const freed = this.releaseAll(order);
    network.seats[order] = 0;
    network.empty[order] = 0;
    for (let e = network.start[order]!; e < network.end[order]!; e += 1) if (this.pinned.has(e)) this.forget(e);
    for (const provider of freed) fill(network, provider);
  }

  /** Slots of a provider besides its pins; those above it that are held are given up, and their orders seated elsewhere. */
  setCapacity(provider: number, capacity: number): void {
    const { network } = this;
    const before = network.capacity[provider]!;
    roomForSlots(network, provider, capacity);
    const evicted: number[] = [];
    while (capacity < network.used[provider]!) {
      const slot = network.slotStart[provider]! + network.used[provider]! - 1;
      const order = network.holder[slot]!;
      release(network, order, network.pair[slot]!);
      evicted.push(order);
    }
    network.capacity[provider] = capacity;
    if (before === 0 && 0 < capacity) network.price[provider] = valueOfSlot(network, provider);
    if (capacity === 0) network.price[provider] = Infinity;
    for (const order of evicted) this.seatAll(order);
    fill(network, provider);
  }

  /** This provider serves this order, whatever it costs. Throws a RangeError when they are no pair, or it is pinned. */
  pin(order: number, provider: number): void {
    const { network } = this;
    const pair = this.pairOf(order, provider);
    if (this.pinned.has(pair)) throw new RangeError(`order ${order} is pinned to provider ${provider} already`);
    if (network.seats[order] === 0) throw new RangeError(`order ${order} has no seat left to pin`);
    const holds = network.taken[pair] === 1;
    if (!holds && network.capacity[provider] === 0)
      throw new RangeError(`provider ${provider} has no slot left to pin`);
    let freed = -1;
    if (holds) release(network, order, pair);
    else if (network.empty[order] === 0) freed = this.releaseLeast(order);
    network.taken[pair] = 2;
    network.seats[order]! -= 1;
    network.empty[order]! -= 1;
    this.pinned.add(pair);
    this.pinnedTotal += network.score[pair]!;
    this.setCapacity(provider, network.capacity[provider]! - 1);
    if (0 <= freed) fill(network, freed);
  }

  unpin(order: number, provider: number): void {
    const { network } = this;
    const pair = this.pairOf(order, provider);
    if (!this.pinned.has(pair)) throw new RangeError(`order ${order} is not pinned to provider ${provider}`);
    network.seats[order]! += 1;
    network.empty[order]! += 1;
    network.taken[pair] = 0;
    this.seatAll(order);
    this.forget(pair);
  }

  private readonly pinned = new Set<number>();

  /** The pair is free again, and so is its slot. */
  private forget(pair: number): void {
    const { network } = this;
    this.pinned.delete(pair);
    this.pinnedTotal -= network.score[pair]!;
    if (network.taken[pair] === 2) network.taken[pair] = 0;
    const provider = network.provider[pair]!;
    this.setCapacity(provider, network.capacity[provider]! + 1);
  }

  /** Fills the empty seats. The order may have to leave what it holds for better that has become free. */
  private seatAll(order: number): void {
    const { network } = this;
    if (network.empty[order] === 0) return;
    network.profit[order] = bestUnheld(network, order);
    const freed = giveBack(network, order);
    while (0 < network.empty[order]! && seat(network, order));
    for (const provider of freed) fill(network, provider);
  }

  private releaseAll(order: number): number[] {
    const { network } = this;
    const freed: number[] = [];
    for (let e = network.start[order]!; e < network.end[order]!; e += 1)
      if (network.taken[e] === 1) {
        release(network, order, e);
        freed.push(network.provider[e]!);
      }
    return freed;
  }

  /** Gives up the pair that profits the order least; its seats then hold what is best. @returns the provider freed */
  private releaseLeast(order: number): number {
    const { network } = this;
    let least = Infinity;
    let pair = -1;
    for (let e = network.start[order]!; e < network.end[order]!; e += 1) {
      const profit = network.score[e]! - network.price[network.provider[e]!]!;
      if (network.taken[e] === 1 && profit < least) {
        least = profit;
        pair = e;
      }
    }
    release(network, order, pair);
    network.profit[order] = Math.max(network.floor[order]!, least);
    return network.provider[pair]!;
  }

  private pairOf(order: number, provider: number): number {
    const { network } = this;
    for (let e = network.start[order]!; e < network.end[order]!; e += 1) if (network.provider[e] === provider) return e;
    throw new RangeError(`provider ${provider} may not serve order ${order}`);
  }
}
