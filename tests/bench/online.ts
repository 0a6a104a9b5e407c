/**
 * `npm run bench:online`: the online index at 200,000 providers from a seed. Top-20 questions a second on one core, the
 * time of a question inside the index, the near misses' second pass, rebuild, memory, changes in place; and the ratio to
 * brute force over the same facts in the same run. `--providers N` and `--seed N` for another size and country.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { momentOf, ProviderIndex } from '@jiedui/shared/matching/online/provider-index.ts';
import { type ProviderRecord, providerFactsAt } from '@jiedui/shared/matching/online/records.ts';
import { sorted } from '@jiedui/shared/matching/rank.ts';
import { WEIGHTS_V1, weightList } from '@jiedui/shared/matching/weights.ts';
import { CHINA, nationOf, NOW } from '../shared/matching/online/nation.ts';

const { values } = parseArgs({
  options: { providers: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
});
const PROVIDERS = Number(values.providers);
const SEED = Number(values.seed);
const QUESTIONS = 20_000;
const ROUNDS = 5;
const BRUTE_QUESTIONS = 5;
const LIMIT = 20;

const nation = nationOf({ ...CHINA, providers: PROVIDERS, seed: SEED });
const collect = () => globalThis.gc?.();
const heldMb = () => {
  collect();
  const { heapUsed, external, arrayBuffers } = process.memoryUsage();
  return (heapUsed + external + 0 * arrayBuffers) / 1e6;
};
const ms = (work: () => void): number => {
  const from = performance.now();
  work();
  return performance.now() - from;
};
const at = (sorted: Float64Array, share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
const show = (label: string, text: string) => console.log(label.padEnd(56), text);

/** Records are made in batches and let go, so that only the index is held. */
const BATCH = 5_000;
const before = heldMb();
const index = new ProviderIndex(PROVIDERS);
let rebuildMs = 0;
for (let from = 0; from < PROVIDERS; from += BATCH) {
  const batch: ProviderRecord[] = [];
  for (let n = from; n < Math.min(PROVIDERS, from + BATCH); n += 1) batch.push(nation.provider(n));
  rebuildMs += ms(() => {
    for (const record of batch) index.put(record);
  });
}
const memory = heldMb() - before;

const orders = Array.from({ length: QUESTIONS }, (_, n) => nation.order(n));
const weights = weightList(WEIGHTS_V1.weights);
const moment = momentOf(NOW);
const numbers = orders.map((order) => index.numbersOf(order));

console.log(`${PROVIDERS} providers, seed ${SEED}, ${QUESTIONS} orders, median of ${ROUNDS} rounds\n`);
show('rebuild from records', `${(rebuildMs / 1_000).toFixed(2)} s`);
show('memory of the index (heap and buffers, after collecting)', `${memory.toFixed(0)} MB`);

measure('top 20, order kept in numbers', (n) =>
  index.topOf(numbers[n]!, moment, orders[n]!.waitedDays, weights, LIMIT, 0),
);
measure('top 20, order given as facts', (n) => index.top(orders[n]!, NOW, WEIGHTS_V1.weights, LIMIT, 0));
measure('top 20 and 10 near misses', (n) =>
  index.topOf(numbers[n]!, moment, orders[n]!.waitedDays, weights, LIMIT, 10),
);
measure(
  'a provider changed in place',
  (n) => index.put(nation.provider(n, 1)),
  (n) => nation.provider(n, 1),
);

const records = Array.from({ length: Math.min(PROVIDERS, 20_000) }, (_, n) => nation.provider(n));
const facts = records.map((record) => providerFactsAt(record, '', NOW));
const brute = median(
  Array.from({ length: BRUTE_QUESTIONS }, (_, n) => ms(() => sorted(orders[n]!, facts, WEIGHTS_V1))),
);
const whole = (brute * PROVIDERS) / facts.length;
const ours = median(
  Array.from({ length: ROUNDS }, () =>
    ms(() => {
      for (let n = 0; n < 2_000; n += 1) index.topOf(numbers[n]!, moment, orders[n]!.waitedDays, weights, LIMIT, 0);
    }),
  ),
);
show('brute force over all providers, one question', `${whole.toFixed(0)} ms (${facts.length} measured)`);
show('ratio of brute force to the index', `${Math.round(whole / (ours / 2_000))}`);

/** @param prepare runs outside the time; its cost is taken off by making the work take it */
function measure(label: string, ask: (n: number) => unknown, prepare?: (n: number) => ProviderRecord): void {
  const times = new Float64Array(QUESTIONS);
  for (let n = 0; n < 3_000; n += 1) ask(n);
  const rates: number[] = [];
  const rounds: Float64Array[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let sum = 0;
    for (let n = 0; n < QUESTIONS; n += 1) {
      const given = prepare?.(n);
      const from = performance.now();
      if (given) index.put(given);
      else ask(n);
      times[n] = performance.now() - from;
      sum += times[n]!;
    }
    rates.push(QUESTIONS / (sum / 1_000));
    rounds.push(times.slice().sort());
  }
  const p = (share: number) => median(rounds.map((round) => at(round, share))).toFixed(4);
  show(label, `${Math.round(median(rates))}/s, p50 ${p(0.5)} ms, p99 ${p(0.99)} ms, p99.9 ${p(0.999)} ms`);
}

function median(list: number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1]!;
}
