/**
 * A plan that lives on, in a process of its own: changes one by one, each optimal again when it is measured, and at the
 * end as good as solving anew. The last orders of the instance are those that are inserted. Prints one line of JSON.
 *
 *   node live.ts FILE CHANGES_OF_A_KIND
 */
import type { Instance } from '@jiedui/shared/matching/assignment/instance.ts';
import { LivePlan } from '@jiedui/shared/matching/assignment/live.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { CHANGES, type Change, type LiveRun } from './changes.ts';
import { readInstance } from './instance-file.ts';
import { randomFrom } from './random.ts';

const [file = '', changes = '1000'] = process.argv.slice(2);
const whole = readInstance(file);
const count = Math.min(Number(changes), Math.floor(whole.orderCount / 4));
const random = randomFrom(20_260_101);
const first = whole.orderCount - count;
const capacity = whole.capacity.slice();
const cancelled = new Set<number>();
const plan = new LivePlan({ ...firstOrders(first, cancelled), capacity: whole.capacity.slice() }, 'total');
const millis: LiveRun['millis'] = { insert: [], cancel: [], capacity: [], pin: [], unpin: [] };
let last = first;

for (let turn = 0; turn < count; turn++) {
  const pairs = pairsOf(last);
  measured('insert', () => plan.insert({ seats: whole.seats[last]!, tier: whole.tier[last]!, pairs }));
  last++;

  const gone = standing();
  measured('cancel', () => plan.cancel(gone));
  cancelled.add(gone);

  const provider = random.below(whole.providerCount);
  const slots = Math.max(0, capacity[provider]! + (random.unit() < 0.5 ? -1 : 1));
  measured('capacity', () => plan.setCapacity(provider, slots));
  capacity[provider] = slots;

  const order = standing();
  const able = pairsOf(order).filter((pair) => 0 < capacity[pair.provider]!);
  if (able.length === 0) continue;
  const wanted = able[random.below(able.length)]!.provider;
  measured('pin', () => plan.pin(order, wanted));
  measured('unpin', () => plan.unpin(order, wanted));
}

const total = plan.total();
const now = firstOrders(last, cancelled);
for (const change of CHANGES) millis[change].sort((a, b) => a - b);
console.log(JSON.stringify({ millis, total, anew: solve(now, 'total').total } satisfies LiveRun));

function measured(change: Change, act: () => void): void {
  const began = performance.now();
  act();
  millis[change].push(performance.now() - began);
}

/** An order by chance that is there and not cancelled. */
function standing(): number {
  for (;;) {
    const order = random.below(last);
    if (!cancelled.has(order)) return order;
  }
}

function pairsOf(order: number): { provider: number; score: number }[] {
  const pairs = [];
  for (let e = whole.start[order]!; e < whole.start[order + 1]!; e++)
    pairs.push({ provider: whole.provider[e]!, score: whole.score[e]! });
  return pairs;
}

/** The first orders of the instance; those that are gone keep their number and have no pair. */
function firstOrders(orderCount: number, gone: ReadonlySet<number>): Instance {
  const start = new Int32Array(orderCount + 1);
  const kept: number[] = [];
  for (let order = 0; order < orderCount; order++) {
    if (!gone.has(order)) for (let e = whole.start[order]!; e < whole.start[order + 1]!; e++) kept.push(e);
    start[order + 1] = kept.length;
  }
  return {
    ...whole,
    orderCount,
    seats: whole.seats.slice(0, orderCount),
    tier: whole.tier.slice(0, orderCount),
    station: whole.station.slice(0, orderCount),
    capacity,
    start,
    provider: Int32Array.from(kept, (e) => whole.provider[e]!),
    score: Int32Array.from(kept, (e) => whole.score[e]!),
  };
}
