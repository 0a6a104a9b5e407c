/**
 * What `coverage` and `fair` add to the scores, and the prices that follow from it alone.
 *
 * Which seats can be served together is a polymatroid (flows in a network), so an optimal set is one that no single
 * exchange betters. Hence small whole numbers suffice as bonuses: a seat of a lower tier brings one step more, whatever
 * the counts are; and with the k-th served seat of a station worth 2k - 1 less, the sum of squares of the stations'
 * counts is least, which on such sets is the same as leximin. A step of the tier is more than any such difference.
 *
 * Scores come last: a unit of bonus outweighs any exchange of scores, which passes each provider at most once. The
 * bonus is solved first, alone, with scores of 0 (a matching with few levels, quick); its prices tell which pairs an
 * optimal plan can use, and the scores are then solved from there, without a fight over units.
 *
 * Reference: Edmonds 1970 (greedy on polymatroids); Frank & Murota 2022, Decreasing minimization on M-convex sets
 * (least squares and leximin are one).
 */
import { runAuction } from './auction.ts';
import type { Instance, Objective } from './instance.ts';
import { type Bonus, Network, type Rows } from './network.ts';
import { rest } from './rest.ts';

/** Amounts beyond this are no longer whole in a double. */
const WHOLE_MOST = 2 ** 52;

/** How large scores are, and through how many providers an exchange can pass: a unit outweighs them. */
export interface Outlook {
  readonly scoreMost: number;
  readonly exchangeMost: number;
}

/** The bonus of an objective, in units; null for `total`. Throws a RangeError when amounts could leave 2^52. */
export function bonusOf(instance: Instance, objective: Objective, outlook: Outlook): Bonus | null {
  if (objective === 'total') return null;
  const { orderCount, tier } = instance;
  const rankOf = tierRanks(tier);
  const tiers = rankOf.size;
  const stations = objective === 'fair' ? stationsOf(instance) : null;
  const seatsMost = stations ? stations.seats.reduce((most, seats) => Math.max(most, seats), 0) : 0;
  const step = stations ? 2 * seatsMost + 1 : 1;
  const unit = 4 * (outlook.scoreMost + 1) * (outlook.exchangeMost + 1);
  const most = (tiers * step + 2 * seatsMost + 2) * unit;
  if (WHOLE_MOST < most)
    throw new RangeError(
      `${tiers} tiers and ${seatsMost} seats of one station need amounts of ${most}, above ${WHOLE_MOST}`,
    );
  const ofOrder = new Int32Array(orderCount);
  for (let i = 0; i < orderCount; i += 1) ofOrder[i] = (tiers - rankOf.get(tier[i]!)!) * step;
  return { unit, ofOrder, stations };
}

/** Only the order of the tiers matters, not their numbers. */
function tierRanks(tier: Int32Array): Map<number, number> {
  const tiers = [...new Set(tier)].sort((a, b) => a - b);
  return new Map(tiers.map((value, rank) => [value, rank]));
}

function stationsOf({ orderCount, station, stationCount, seats }: Instance): NonNullable<Bonus['stations']> {
  const ofOrder = new Int32Array(orderCount);
  let count = stationCount;
  for (let i = 0; i < orderCount; i += 1) ofOrder[i] = station[i]! < 0 ? count++ : station[i]!;
  const seatsOf = new Int32Array(count);
  for (let i = 0; i < orderCount; i += 1) seatsOf[ofOrder[i]!]! += seats[i]!;
  return { ofOrder, seats: seatsOf };
}

/**
 * Prices at which the solving with scores begins: those of the bonus alone, lowered by a few scores. Of pairs that tie in
 * units each provider's price comes to lie some scores below or above them; where it begins too high the provider stays
 * empty, and a search over much of the network fills it (fill.ts), while from below the coarse auction climbs cheaply.
 * The idleness of a station begins lower still, which draws to it the seats that must be left empty.
 */
export function bonusPrices(instance: Instance, rows: Rows, bonus: Bonus, scoreMost: number): Float64Array {
  const network = new Network(instance, rows, { ...bonus, unit: 1 }, 0);
  const seatsMost = bonus.stations ? bonus.stations.seats.reduce((most, seats) => Math.max(most, seats), 0) : 0;
  const steps: number[] = [];
  for (let step = seatsMost >> 1; 1 < step; step >>= 2) steps.push(step);
  if (bonus.stations) steps.push(1);
  rest(network, runAuction(network, steps, BACK, turnsOf(network, bonus)));
  const low = (bonus.stations ? LOWER.fair : LOWER.coverage) * scoreMost;
  return network.price.map((price, k) =>
    Math.max(
      network.slotFloor(k, 0) * bonus.unit,
      price * bonus.unit - low - (k < network.providerCount ? 0 : scoreMost),
    ),
  );
}

/**
 * By so many greatest scores the prices of the bonus are lowered: measured. With stations most of a province ties, and
 * prices there spread over six scores.
 */
const LOWER = { coverage: 1, fair: 6 };

/** By so many steps the coarse prices of the bonus are lowered: measured. With 2 a province can be left 200 to fill. */
const BACK = 3;

/** The most urgent first, of one tier a first seat of each station before a second: few have to be displaced later. */
function turnsOf({ orderCount }: Network, { ofOrder, stations }: Bonus): Int32Array {
  const nth = new Int32Array(orderCount);
  if (stations) {
    const seen = new Int32Array(stations.seats.length);
    for (let i = 0; i < orderCount; i += 1) nth[i] = seen[stations.ofOrder[i]!]!++;
  }
  const turns = Int32Array.from({ length: orderCount }, (_, i) => i);
  return turns.sort((a, b) => ofOrder[b]! - ofOrder[a]! || nth[a]! - nth[b]! || a - b);
}
