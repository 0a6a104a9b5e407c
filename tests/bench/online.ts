/**
 * `npm run bench:online`: the online index at 200,000 providers of a made-up China. Top-20 questions a second on one core,
 * the time of a question inside the index, near misses, a change in place, the feed of an organization, rebuild, memory;
 * and the ratio to brute force over the same facts in the same run. Times are of the processor (CPU time of the thread), so
 * that other work on the machine does not count; the wall's p99 is told beside. `--providers N`, `--seed N`.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { momentOf } from '@jiedui/shared/matching/online/moment.ts';
import { ProviderIndex } from '@jiedui/shared/matching/online/provider-index.ts';
import { type ProviderRecord, providerFactsAt } from '@jiedui/shared/matching/online/records.ts';
import { sorted } from '@jiedui/shared/matching/rank.ts';
import { WEIGHTS_V1, weightList } from '@jiedui/shared/matching/weights.ts';
import { CHINA, nationOf, NOW } from '../shared/matching/online/nation.ts';

const { values } = parseArgs({
  options: { providers: { type: 'string', default: '200000' }, seed: { type: 'string', default: '1' } },
});
const PROVIDERS = Number(values.providers);
const QUESTIONS = 10_000;
const ROUNDS = 3;
const LIMIT = 20;
const BRUTE_QUESTIONS = 5;
const BRUTE_PROVIDERS = Math.min(PROVIDERS, 10_000);
const BATCH = 5_000;

const nation = nationOf({ ...CHINA, providers: PROVIDERS, seed: Number(values.seed) });

/** Microseconds of this thread. */
function cpu(): number {
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

function heldMb(): number {
  // Twice: what the first finds free in one space may have held something in another.
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[list.length >> 1]!;
}

const show = (label: string, text: string) => console.log(label.padEnd(50), text);

/** Runs all of `0 to count` several times: questions a second of the processor, and the quantiles of each on the wall. */
function measure(label: string, count: number, ask: (n: number) => unknown): number {
  for (let n = 0; n < Math.min(count, 2_000); n += 1) ask(n);
  const rounds = Array.from({ length: ROUNDS }, () => {
    const times = new Float64Array(count);
    const from = cpu();
    for (let n = 0; n < count; n += 1) {
      const start = performance.now();
      ask(n);
      times[n] = performance.now() - start;
    }
    const rate = count / ((cpu() - from) / 1e6);
    times.sort();
    return { rate, p50: times[count >> 1]!, p99: times[Math.floor(0.99 * count)]! };
  });
  const rate = median(rounds.map((round) => round.rate));
  const p = (key: 'p50' | 'p99') => median(rounds.map((round) => round[key])).toFixed(3);
  show(label, `${Math.round(rate)}/s/core, p50 ${p('p50')} ms, p99 ${p('p99')} ms on the wall`);
  return rate;
}

/** Microseconds of putting one batch; its records are let go with the call. */
function putBatch(first: number): number {
  const batch: ProviderRecord[] = [];
  for (let n = first; n < Math.min(PROVIDERS, first + BATCH); n += 1) batch.push(nation.provider(n));
  const from = cpu();
  for (const record of batch) index.put(record);
  return cpu() - from;
}

/** Records are made in batches and let go, so that only the index is held and timed. */
const before = heldMb();
const index = new ProviderIndex(PROVIDERS);
let rebuild = 0;
for (let first = 0; first < PROVIDERS; first += BATCH) rebuild += putBatch(first);
const memory = heldMb() - before;

const weights = weightList(WEIGHTS_V1.weights);
const moment = momentOf(NOW);
const orders = Array.from({ length: QUESTIONS }, (_, n) => nation.order(n));
const numbers = orders.map((order) => index.numbersOf(order));
const top = (n: number, near: number) => index.topOf(numbers[n]!, moment, orders[n]!.waitedDays, weights, LIMIT, near);
const eligible = orders.reduce((sum, _, n) => sum + top(n, 0).eligibleCount, 0) / QUESTIONS;

console.log(`${PROVIDERS} providers, ${QUESTIONS} orders, ${eligible.toFixed(1)} pass on average\n`);
show('rebuild from records', `${(rebuild / 1e6).toFixed(2)} s of the processor`);
show(
  'memory (heap and buffers, after collecting)',
  `${memory.toFixed(0)} MB, of which arrays ${(index.providers.bytes / 1e6).toFixed(0)} MB`,
);
const rate = measure('top 20, order kept in numbers', QUESTIONS, (n) => top(n, 0));
measure('top 20, order given as facts', QUESTIONS, (n) => index.top(orders[n]!, NOW, WEIGHTS_V1.weights, LIMIT, 0));
measure('top 20 and 10 near misses', QUESTIONS / 5, (n) => top(n, 10));
const changed = Array.from({ length: 2_000 }, (_, n) => nation.provider(n, 1));
measure('a provider changed in place', changed.length, (n) => index.put(changed[n]!));

const facts = Array.from({ length: BRUTE_PROVIDERS }, (_, n) => providerFactsAt(nation.provider(n), '', NOW));
const brute = median(
  orders.slice(0, BRUTE_QUESTIONS).map((order) => {
    const from = cpu();
    sorted(order, facts, WEIGHTS_V1);
    return (cpu() - from) / 1e6;
  }),
);
const whole = (brute * PROVIDERS) / BRUTE_PROVIDERS;
show(
  'brute force by the rules, one order',
  `${whole.toFixed(2)} s (${BRUTE_PROVIDERS} measured): ${Math.round(whole * rate)} times the index`,
);
