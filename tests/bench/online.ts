/**
 * `npm run bench:online`: the online index at 200,000 providers of a made-up China. Top-20 questions a second on one core,
 * the time of a question inside the index, near misses, a change in place, the feed of an organization, rebuild, memory;
 * and the ratio to brute force over the same facts in the same run. Times are of the processor (CPU time of the thread), so
 * that other work on the machine counts only by the caches and cores it shares; the wall's p99 and the load are told beside. `--providers N`, `--seed N`.
 */
import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { addDays, startOfDay } from '@jiedui/shared/calendar.ts';
import { IndexBuild } from '@jiedui/shared/matching/online/index-build.ts';
import { LaterTerms } from '@jiedui/shared/matching/online/later-terms.ts';
import { momentOf } from '@jiedui/shared/matching/online/moment.ts';
import { type OrderRecord, type ProviderRecord, providerFactsAt } from '@jiedui/shared/matching/online/records.ts';
import { sorted } from '@jiedui/shared/matching/rank.ts';
import type { Terms } from '@jiedui/shared/matching/text/terms.ts';
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
/** As they come from the database. */
const BATCH = 1_000;
/** For the p99 after everything is warm. */
const LONG_ROUNDS = 20;
const LISTED = Math.min(10_000, PROVIDERS);
const FEEDS = Math.min(1_000, PROVIDERS);

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

/** Runs all of `0 to count` several times: questions a second of the processor, and the quantiles of each. */
function measure(label: string, count: number, ask: (n: number) => unknown): number {
  for (let n = 0; n < Math.min(count, 2_000); n += 1) ask(n);
  const rates = Array.from({ length: ROUNDS }, () => {
    const from = cpu();
    for (let n = 0; n < count; n += 1) ask(n);
    return count / ((cpu() - from) / 1e6);
  });
  const rate = median(rates);
  show(label, `${Math.round(rate)}/s/core, ${quantiles(count, ask)}`);
  return rate;
}

/**
 * Each question by itself, on the wall: the clock of the processor is too coarse. Asked in rounds, so that caches are as
 * cold as between strangers, and the least of a question's times is what it takes when nobody else is served meanwhile.
 */
function quantiles(count: number, ask: (n: number) => unknown, rounds = ROUNDS): string {
  const all = new Float64Array(rounds * count);
  const least = new Float64Array(count).fill(Infinity);
  for (let i = 0; i < all.length; i += 1) {
    const n = i % count;
    const start = performance.now();
    ask(n);
    const took = performance.now() - start;
    all[i] = took;
    least[n] = Math.min(least[n]!, took);
  }
  const at = (list: Float64Array, share: number) => list.sort()[Math.floor(share * list.length)]!.toFixed(3);
  return `p50 ${at(least, 0.5)} ms, p99 ${at(least, 0.99)} ms undisturbed (${at(all, 0.99)} with all else)`;
}

/** As the database gives it: its texts are cut when they are asked for. */
function recordOf(n: number): ProviderRecord {
  const record = nation.provider(n);
  const later = (terms: Terms) => new LaterTerms(terms, (same) => same);
  return { ...record, offers: record.offers.map((offer) => ({ ...offer, terms: later(offer.terms) })) };
}

/** Microseconds of adding one batch; its records are let go with the call. */
function addBatch(first: number): number {
  const batch: ProviderRecord[] = [];
  for (let n = first; n < Math.min(PROVIDERS, first + BATCH); n += 1) batch.push(recordOf(n));
  const from = cpu();
  for (const record of batch) build.add(record);
  return cpu() - from;
}

function timed<T>(run: () => T): [T, number] {
  const from = cpu();
  const result = run();
  return [result, cpu() - from];
}

function orderRecordOf(n: number): OrderRecord {
  const { waitedDays, today, ...order } = nation.order(n);
  return { ...order, authorityId: 'authority', postedAt: startOfDay(addDays(today, -waitedDays)), claimLapsesAt: null };
}

/** Records are made in batches and let go, so that only the index is held and timed. */
const before = heldMb();
const build = new IndexBuild(PROVIDERS);
let rebuild = 0;
for (let first = 0; first < PROVIDERS; first += BATCH) rebuild += addBatch(first);
const [index, settling] = timed(() => build.done());
rebuild += settling;
const [, words] = timed(() => index.cutTexts(Infinity));
const memory = heldMb() - before;

const weights = weightList(WEIGHTS_V1.weights);
const moment = momentOf(NOW);
const orders = Array.from({ length: QUESTIONS }, (_, n) => nation.order(n));
const numbers = orders.map((order) => index.numbersOf(order));
const top = (n: number, near: number) => index.topOf(numbers[n]!, moment, orders[n]!.waitedDays, weights, LIMIT, near);
const eligible = orders.reduce((sum, _, n) => sum + top(n, 0).eligibleCount, 0) / QUESTIONS;

console.log(`${PROVIDERS} providers, ${QUESTIONS} orders, ${eligible.toFixed(1)} pass on average\n`);
show('load of the machine (1 minute, cores)', `${loadavg()[0]!.toFixed(1)} on ${availableParallelism()}`);
show('rebuild from records', `${(rebuild / 1e6).toFixed(2)} s of the processor`);
show('their words numbered, when first needed', `${(words / 1e6).toFixed(2)} s of the processor`);
show(
  'memory (heap and buffers, after collecting)',
  `${memory.toFixed(0)} MB, of which arrays ${(index.providers.bytes / 1e6).toFixed(0)} MB`,
);
const rate = measure('top 20, order kept in numbers', QUESTIONS, (n) => top(n, 0));
measure('top 20, order given as facts', QUESTIONS, (n) => index.top(orders[n]!, NOW, WEIGHTS_V1.weights, LIMIT, 0));
measure('top 20 and 10 near misses', QUESTIONS / 5, (n) => top(n, 10));
const changed = Array.from({ length: 2_000 }, (_, n) => nation.provider(n, 1));
show(
  `top 20, ${LONG_ROUNDS} times each of ${QUESTIONS} questions`,
  quantiles(QUESTIONS, (n) => top(n, 0), LONG_ROUNDS),
);
const listed = Array.from({ length: LISTED }, (_, n) => orderRecordOf(n));
for (const record of listed) index.orders.put(record);
const organizations = Array.from({ length: FEEDS }, (_, n) => nation.provider(n).organizationId);
const everything = { serviceType: null, regionPrefix: '' };
const feed = (n: number) => index.orders.feed(organizations[n]!, moment, () => weights, everything, LIMIT);
const claimable = organizations.reduce((sum, _, n) => sum + feed(n).mayClaim.length, 0) / FEEDS;
measure(`feed of an organization, ${LISTED} orders, ${claimable.toFixed(1)} its own`, FEEDS, feed);
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
