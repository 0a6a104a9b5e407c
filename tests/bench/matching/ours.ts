/**
 * One run of our solver in a process of its own, so that cold times and memory are its own: reads an instance, solves it
 * once cold and then some times warm, and prints one line of JSON.
 *
 *   node ours.ts FILE total|coverage|fair WARM_RUNS [prove]
 */
import type { Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { verify, verifyPrices } from '../../shared/matching/assignment/verify.ts';
import { readInstance } from './instance-file.ts';
import { median } from './median.ts';

export interface OurRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** Null without warm runs. */
  readonly warmSeconds: number | null;
  readonly warmCpuSeconds: number | null;
  readonly total: number;
  readonly served: number;
  readonly gap: number;
  /** Of the whole process after the cold run, the instance and Node itself included. */
  readonly peakKib: number;
  /** What the verifier says; null if it was not asked. */
  readonly wrong: readonly string[] | null;
}

/** Above this the check of the counts, by Bellman-Ford, takes longer than it is worth; the prices are always checked. */
const PROVEN_WHOLE = 50_000;

const [file = '', objective = 'total', warmRuns = '0', prove] = process.argv.slice(2);
const instance = readInstance(file);
const cold = timed();
const peakKib = process.resourceUsage().maxRSS;
const warm = Array.from({ length: Number(warmRuns) }, timed);
const { total, served, primal, dual } = cold.found;
const run: OurRun = {
  seconds: cold.seconds,
  cpuSeconds: cold.cpuSeconds,
  warmSeconds: median(warm.map(({ seconds }) => seconds)),
  warmCpuSeconds: median(warm.map(({ cpuSeconds }) => cpuSeconds)),
  total,
  served,
  gap: dual - primal,
  peakKib,
  wrong: prove ? (instance.orderCount <= PROVEN_WHOLE ? verify : verifyPrices)(instance, cold.found) : null,
};
console.log(JSON.stringify(run));

function timed() {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const found = solve(instance, objective as Objective);
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  return { found, seconds, cpuSeconds: (user + system) / 1e6 };
}
