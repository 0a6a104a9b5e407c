/**
 * The first step: an auction. Each order with an empty seat bids for the slot that profits it most, by as much as it
 * would still profit more than elsewhere, and so displaces the slot's cheapest holder, who bids in turn. It seats most
 * orders in a few bids each, and leaves prices under which what is seated is seated best (complementary slackness);
 * what is left is for seat.ts and fill.ts.
 *
 * Reference: Bertsekas & Castañón 1989, The auction algorithm for the transportation problem (similar objects: a price
 * for each slot). Bids are exact (ε = 0), so a tie displaces nobody: its order is left over. Before it a coarse auction
 * (ε > 0, started from the same prices) finds the height of the prices in few bids; its seats are thrown away, and its
 * prices, lowered by a few ε, are where the exact one starts. Cost: O(bids × row), rows cut short by their sorting.
 */
import type { Network } from './network.ts';

/** Displacements after one order's first bid, before the last displaced is left over: longer chains are rarer cheap. */
const CHAIN_MOST = 60;
/** Bids for each order in the coarse auction, on average, before it stops where it stands. */
const COARSE_BIDS = 40;

interface Auction {
  readonly network: Network;
  /** What a free slot costs at least: the price at which the auction began. */
  readonly base: Float64Array;
  /** By slot; a heap by price in each object. */
  readonly slotPrice: Float64Array;
  readonly epsilon: number;
  readonly displaced: number[];
  bids: number;
}

/**
 * Seats what it can from the network's prices on.
 *
 * @param steps ε of each coarse auction before the exact one, falling; `back` of them are taken off its prices
 * @param turns the orders, in the order in which they first bid; by number when left out
 * @returns the orders with empty seats that might still be seated
 */
export function runAuction(
  network: Network,
  steps: readonly number[],
  back: number,
  turns: Int32Array | null = null,
): number[] {
  for (const epsilon of steps) coarse(network, epsilon, back);
  const auction = begin(network, 0);
  const left: number[] = [];
  for (let i = 0; i < network.orderCount; i += 1) {
    auction.displaced.length = 0;
    auction.displaced.push(turns ? turns[i]! : i);
    for (let bids = 0; auction.displaced.length !== 0; bids += 1) {
      const order = auction.displaced.pop()!;
      if (CHAIN_MOST < bids || !bid(auction, order)) left.push(order);
    }
  }
  settle(network);
  return left;
}

function coarse(network: Network, epsilon: number, back: number): void {
  if (epsilon < 1) return;
  const { price, used, empty, seats, taken } = network;
  const auction = begin(network, epsilon);
  const most = COARSE_BIDS * network.orderCount;
  for (let i = 0; i < network.orderCount && auction.bids < most; i += 1) {
    auction.displaced.push(i);
    while (auction.displaced.length !== 0 && auction.bids < most) bid(auction, auction.displaced.pop()!);
  }
  for (let k = 0; k < price.length; k += 1)
    price[k] = Math.max(auction.base[k]!, Math.floor(price[k]! - back * epsilon));
  used.fill(0);
  empty.set(seats);
  taken.fill(0);
}

function begin(network: Network, epsilon: number): Auction {
  const base = network.price.slice();
  return { network, base, slotPrice: new Float64Array(network.holder.length), epsilon, displaced: [], bids: 0 };
}

/** False when a tie, or a seat that nothing better fills, keeps a seat empty that might be filled by an exchange. */
function bid(auction: Auction, order: number): boolean {
  return auction.network.seats[order] === 1 ? bidForSeat(auction, order) : bidForSeats(auction, order);
}

function bidForSeat(auction: Auction, order: number): boolean {
  const { network, epsilon } = auction;
  const { start, end, provider, score, price, floor, scale, idleObject } = network;
  let second = floor[order]!;
  let best = -Infinity;
  let pair = -1;
  const to = end[order]!;
  /** Whole amounts: a value below `second + ahead` is no better; without scores an equal one may have the free slot. */
  const ahead = scale;
  for (let e = start[order]!; e < to; e += 1) {
    const value = score[e]! * scale;
    if (value < second + ahead) break;
    const profit = value - price[provider[e]!]!;
    if (second < profit) {
      if (best < profit) {
        if (second < best) second = best;
        best = profit;
        pair = e;
      } else {
        second = profit;
        // Without scores ties are the rule: a slot that is free is as good as one that is fought for.
        if (scale === 0 && profit === best && isFull(network, provider[pair]!)) pair = e;
      }
    } else if (scale === 0 && profit === best && isFull(network, provider[pair]!)) pair = e;
  }
  if (idleObject) {
    const profit = network.idleValue[order]! - price[idleObject[order]!]!;
    if (best < profit) {
      if (second < best) second = best;
      best = profit;
      pair = network.idlePair;
    } else if (second < profit) second = profit;
  }
  if (pair < 0) return true;
  return take(auction, order, pair, best - second + epsilon);
}

function isFull({ used, capacity }: Network, object: number): boolean {
  return capacity[object]! <= used[object]!;
}

const topPair = new Int32Array(66);
const topProfit = new Float64Array(66);

/** All empty seats at once: the best pairs not held, each up to what the first one left out would bring. */
function bidForSeats(auction: Auction, order: number): boolean {
  const { network, epsilon } = auction;
  const { start, end, provider, score, price, floor, scale, taken, empty } = network;
  const wanted = Math.min(empty[order]!, 64);
  let count = 0;
  const consider = (pair: number, profit: number) => {
    let at = wanted < count ? wanted : count++;
    for (; 0 < at && topProfit[at - 1]! < profit; at -= 1) {
      topProfit[at] = topProfit[at - 1]!;
      topPair[at] = topPair[at - 1]!;
    }
    topProfit[at] = profit;
    topPair[at] = pair;
  };
  const least = () => (wanted < count ? topProfit[wanted]! : floor[order]!);
  for (let e = start[order]!; e < end[order]!; e += 1) {
    const value = score[e]! * scale;
    if (value <= least()) break;
    if (taken[e] !== 0) continue;
    const profit = value - price[provider[e]!]!;
    if (least() < profit) consider(e, profit);
  }
  // An idle seat may be taken for each seat that is empty, all at one price.
  if (network.idleObject) {
    const profit = network.idleValue[order]! - price[network.idleObject[order]!]!;
    for (let seat = 0; seat <= wanted && least() < profit; seat += 1) consider(network.idlePair, profit);
  }
  const second = least();
  let whole = true;
  for (let at = 0; at < Math.min(count, wanted); at += 1) {
    const pair = topPair[at]!;
    const raise = topProfit[at]! - second + epsilon;
    const now = network.valueOf(pair, order) - price[network.objectOf(pair, order)]!;
    // Idle seats of one order share an object: the second of them sees the price that the first has made.
    const still = now < topProfit[at]! ? raise - (topProfit[at]! - now) : raise;
    if (still < 0 || !take(auction, order, pair, still)) whole = false;
  }
  return whole;
}

/** Takes a slot at its price and `raise`; false when the slot is held and the bid is not above its price. */
function take(auction: Auction, order: number, pair: number, raise: number): boolean {
  const { network, base, slotPrice, displaced } = auction;
  const { price, used, capacity, slotStart, holder, pair: held, empty, taken, seats } = network;
  const object = network.objectOf(pair, order);
  const offset = slotStart[object]!;
  const count = used[object]!;
  const offered = price[object]! + raise;
  auction.bids += 1;
  const isFree =
    count < capacity[object]! && Math.max(base[object]!, network.slotFloor(object, count)) <= price[object]!;
  if (!isFree && raise <= 0) return false;
  if (isFree) {
    siftUp(network, slotPrice, offset, count, order, pair, offered);
    used[object] = count + 1;
  } else {
    const out = holder[offset]!;
    const outPair = held[offset]!;
    if (seats[out] !== 1 && outPair < network.idlePair) taken[outPair] = 0;
    empty[out]! += 1;
    if (empty[out] === 1 || displaced.at(-1) !== out) displaced.push(out);
    siftDown(network, slotPrice, offset, count, order, pair, offered);
  }
  if (seats[order] !== 1 && pair < network.idlePair) taken[pair] = 1;
  empty[order]! -= 1;
  const now = used[object]!;
  const cheapest = slotPrice[offset]!;
  price[object] =
    now < capacity[object]! ? Math.min(cheapest, Math.max(base[object]!, network.slotFloor(object, now))) : cheapest;
  return true;
}

function siftUp(
  { holder, pair: held }: Network,
  slotPrice: Float64Array,
  offset: number,
  from: number,
  order: number,
  pair: number,
  price: number,
): void {
  let at = from;
  while (0 < at) {
    const up = (at - 1) >> 1;
    if (slotPrice[offset + up]! <= price) break;
    holder[offset + at] = holder[offset + up]!;
    held[offset + at] = held[offset + up]!;
    slotPrice[offset + at] = slotPrice[offset + up]!;
    at = up;
  }
  holder[offset + at] = order;
  held[offset + at] = pair;
  slotPrice[offset + at] = price;
}

function siftDown(
  { holder, pair: held }: Network,
  slotPrice: Float64Array,
  offset: number,
  count: number,
  order: number,
  pair: number,
  price: number,
): void {
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (count <= down) break;
    if (down + 1 < count && slotPrice[offset + down + 1]! < slotPrice[offset + down]!) down += 1;
    if (price <= slotPrice[offset + down]!) break;
    holder[offset + at] = holder[offset + down]!;
    held[offset + at] = held[offset + down]!;
    slotPrice[offset + at] = slotPrice[offset + down]!;
    at = down;
  }
  holder[offset + at] = order;
  held[offset + at] = pair;
  slotPrice[offset + at] = price;
}

/** Marks what is taken, gives back what an order with an empty seat would not choose again, and sets the profits. */
function settle(network: Network): void {
  const { orderCount, objectCount, taken, slotStart, used, holder, pair, profit, empty, price, seats } = network;
  taken.fill(0);
  profit.fill(Infinity);
  for (let k = 0; k < objectCount; k += 1)
    for (let slot = slotStart[k]!; slot < slotStart[k]! + used[k]!; slot += 1) {
      const order = holder[slot]!;
      if (pair[slot]! < network.idlePair) taken[pair[slot]!] = 1;
      profit[order] = Math.min(profit[order]!, network.valueOf(pair[slot]!, order) - price[k]!);
    }
  for (let i = 0; i < orderCount; i += 1) {
    if (empty[i] === 0) continue;
    const least = profit[i]!;
    profit[i] = bestUnheld(network, i);
    if (seats[i] !== 1 && least < profit[i]!) giveBack(network, i);
  }
}

/** The most that one more seat of the order could bring, its floor at least. */
export function bestUnheld(network: Network, order: number): number {
  const { start, end, provider, score, scale, price, taken, floor, idleObject, idleValue } = network;
  let best = floor[order]!;
  for (let e = start[order]!; e < end[order]!; e += 1) {
    const value = score[e]! * scale;
    if (value <= best) break;
    if (taken[e] !== 0) continue;
    const profit = value - price[provider[e]!]!;
    if (best < profit) best = profit;
  }
  if (!idleObject) return best;
  return Math.max(best, idleValue[order]! - price[idleObject[order]!]!);
}

/**
 * An order with an empty seat gives back the pairs that bring less than the best it does not hold.
 *
 * @returns the providers where a slot is now empty
 */
export function giveBack(network: Network, order: number): number[] {
  const { start, end, provider, score, scale, price, taken, profit } = network;
  const freed: number[] = [];
  for (let e = start[order]!; e < end[order]!; e += 1)
    if (taken[e] === 1 && score[e]! * scale - price[provider[e]!]! < profit[order]!) {
      release(network, order, e);
      freed.push(provider[e]!);
    }
  return freed;
}

/** Takes an order off the slot that it holds through this pair. */
export function release(network: Network, order: number, pair: number): void {
  const { slotStart, used, holder, pair: held, taken, empty } = network;
  const object = network.objectOf(pair, order);
  const last = slotStart[object]! + used[object]! - 1;
  for (let slot = slotStart[object]!; slot <= last; slot += 1) {
    if (holder[slot] !== order || held[slot] !== pair) continue;
    holder[slot] = holder[last]!;
    held[slot] = held[last]!;
    used[object]! -= 1;
    if (pair < network.idlePair) taken[pair] = 0;
    empty[order]! += 1;
    return;
  }
  throw new Error(`order ${order} does not hold pair ${pair}`);
}
