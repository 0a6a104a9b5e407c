/**
 * `npm run bench:match`: our solver of the round beside LEMON's network simplex and cost scaling, on instances from seeds.
 * Runs are interleaved and ratios are medians, because one machine's figures vary by a third from minute to minute. Every
 * plan of ours is proven by the verifier of the tests, every optimum compared with LEMON's; what differs ends with 1.
 *
 *   npm run bench:match -- --sizes county,prefecture --kinds geographic --seeds 2 --rounds 1
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OBJECTIVES, type Objective } from '@jiedui/shared/matching/assignment/instance.ts';
import { writeInstance } from './instance-file.ts';
import { generate, KINDS, type Kind, SIZES, type Size } from './instances.ts';
import { buildLemon, LEMON_ALGORITHMS, type LemonAlgorithm, type LemonRun } from './lemon.ts';
import { median } from './median.ts';
import { CHANGES, type LiveRun } from './changes.ts';
import type { OurRun } from './ours.ts';
import { duration, memory, printTable, type Row, ratio } from './table.ts';

const { values: options } = parseArgs({
  options: {
    sizes: { type: 'string', default: Object.keys(SIZES).join() },
    kinds: { type: 'string', default: KINDS.join() },
    seeds: { type: 'string', default: '3' },
    'first-seed': { type: 'string', default: '7001' },
    rounds: { type: 'string', default: '3' },
    /** Leave LEMON out. */
    alone: { type: 'boolean', default: false },
    /** Leave coverage and fair out. */
    plain: { type: 'boolean', default: false },
    /** Changes of each kind to a plan that lives on. */
    changes: { type: 'string', default: '1000' },
    /** LEMON on the nation too: several minutes and 4 GB a run. */
    whole: { type: 'boolean', default: false },
  },
});
const sizes = options.sizes.split(',') as Size[];
const kinds = options.kinds.split(',') as Kind[];
const WARM_RUNS: Record<Size, number> = { county: 40, prefecture: 30, province: 3, nation: 0 };

const lemon = options.alone ? 'LEMON is left out, as asked.' : buildLemon();
if (typeof lemon === 'string') console.log(lemon);
const folder = mkdtempSync(join(tmpdir(), 'bench-match-'));
const wrong: string[] = [];
try {
  const pairs = sizes.flatMap((size) => kinds.map((kind) => [size, kind] as const));
  const plain = pairs.map(([size, kind]) => besideLemon(size, kind));
  const others = options.plain ? [] : pairs.flatMap(([size, kind]) => besideTotal(size, kind));
  const lively = pairs.flatMap(([size, kind]) => (size === 'province' ? [living(kind)] : []));
  printTable('total, beside LEMON; ratios are ours to theirs, of time alone unless CPU is said', plain);
  if (!options.plain)
    printTable('coverage and fair, beside our own total; three tiers, about ten orders to a station', others);
  if (0 < lively.length)
    printTable('a plan of a province that lives on: milliseconds a change, optimal after each', lively);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const sentence of wrong) console.log(`WRONG ${sentence}`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function besideLemon(size: Size, kind: Kind): Row {
  const ours: OurRun[] = [];
  const theirs: Record<LemonAlgorithm, LemonRun[]> = { 'network-simplex': [], 'cost-scaling': [] };
  const algorithms = size === 'nation' ? (options.whole ? (['cost-scaling'] as const) : []) : LEMON_ALGORITHMS;
  inTurns(size, kind, false, (file, round) => {
    const run = runOurs(file, 'total', WARM_RUNS[size], round === 0);
    ours.push(run);
    if (typeof lemon === 'string') return;
    for (const algorithm of algorithms) {
      const reference = lemon(algorithm, file);
      theirs[algorithm].push(reference);
      if (reference.total !== run.total) wrong.push(`${file}: ours ${run.total}, ${algorithm} ${reference.total}`);
    }
  });
  const simplex = theirs['network-simplex'];
  const scaling = theirs['cost-scaling'];
  return told({
    instance: `${size} ${kind}`,
    optimum: String(ours[0]!.total),
    gap: String(Math.max(...ours.map(({ gap }) => Math.abs(gap)))),
    cold: duration(median(ours.map(({ seconds }) => seconds))),
    warm: duration(ofAll(ours, ({ warmSeconds }) => warmSeconds)),
    'cold CPU': duration(median(ours.map(({ cpuSeconds }) => cpuSeconds))),
    peak: memory(median(ours.map(({ peakKib }) => peakKib))),
    simplex: duration(median(simplex.map(({ seconds }) => seconds))),
    'cold/simplex': ratio(ofAll(simplex, (run, k) => ours[k]!.seconds / run.seconds)),
    'warm/simplex': ratio(ofAll(simplex, (run, k) => quotient(ours[k]!.warmSeconds, run.seconds))),
    'CPU/simplex': ratio(ofAll(simplex, (run, k) => ours[k]!.cpuSeconds / run.cpuSeconds)),
    'warm CPU/simplex': ratio(ofAll(simplex, (run, k) => quotient(ours[k]!.warmCpuSeconds, run.cpuSeconds))),
    scaling: duration(median(scaling.map(({ seconds }) => seconds))),
    'cold/scaling': ratio(ofAll(scaling, (run, k) => ours[k]!.seconds / run.seconds)),
    'their peak': memory(median([...simplex, ...scaling].map(({ peakKib }) => peakKib))),
  });
}

function besideTotal(size: Size, kind: Kind): Row[] {
  const runs: Record<Objective, OurRun[]> = { total: [], coverage: [], fair: [] };
  inTurns(size, kind, true, (file, round) => {
    for (const objective of OBJECTIVES) runs[objective].push(runOurs(file, objective, WARM_RUNS[size], round === 0));
  });
  return OBJECTIVES.filter((objective) => objective !== 'total').map((objective) => {
    const ours = runs[objective];
    return told({
      instance: `${size} ${kind}`,
      objective,
      served: String(ours[0]!.served),
      'served by total': String(runs.total[0]!.served),
      total: String(ours[0]!.total),
      gap: String(Math.max(...ours.map(({ gap }) => Math.abs(gap)))),
      cold: duration(median(ours.map(({ seconds }) => seconds))),
      warm: duration(ofAll(ours, ({ warmSeconds }) => warmSeconds)),
      peak: memory(median(ours.map(({ peakKib }) => peakKib))),
      'cold/total': ratio(ofAll(ours, (run, k) => run.seconds / runs.total[k]!.seconds)),
      'warm/total': ratio(ofAll(ours, (run, k) => quotient(run.warmSeconds, runs.total[k]!.warmSeconds))),
      'CPU/total': ratio(ofAll(ours, (run, k) => run.cpuSeconds / runs.total[k]!.cpuSeconds)),
    });
  });
}

function living(kind: Kind): Row {
  const file = join(folder, `live-${kind}`);
  writeInstance(file, generate({ size: 'province', kind, seed: Number(options['first-seed']) }));
  const args = [join(import.meta.dirname, 'live.ts'), file, options.changes];
  const run = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })) as LiveRun;
  if (run.total !== run.anew) wrong.push(`live ${kind}: ${run.total}, but solved anew ${run.anew}`);
  const row: Record<string, string> = { instance: `province ${kind}` };
  for (const change of CHANGES) {
    const sorted = run.millis[change];
    row[`${change} p50`] = share(sorted, 0.5);
    row[`${change} p99`] = share(sorted, 0.99);
    row[`${change} most`] = share(sorted, 1);
  }
  return told(row);
}

function share(sorted: readonly number[], of: number): string {
  return (sorted[Math.ceil(of * sorted.length) - 1] ?? Number.NaN).toFixed(2);
}

/** Each round meets every seed once, so that a slow minute of the machine falls on all alike. */
function inTurns(size: Size, kind: Kind, round: boolean, meet: (file: string, round: number) => void): void {
  const once = size === 'nation';
  const seeds = once ? 1 : Number(options.seeds);
  const files = Array.from({ length: seeds }, (_, k) => {
    const file = join(folder, `${size}-${kind}-${Number(options['first-seed']) + k}`);
    const seed = Number(options['first-seed']) + k;
    writeInstance(file, generate({ size, kind, seed, tiers: round, stations: round }));
    return file;
  });
  for (let turn = 0; turn < (once ? 1 : Number(options.rounds)); turn++) for (const file of files) meet(file, turn);
  for (const file of files) rmSync(file);
}

function runOurs(file: string, objective: Objective, warmRuns: number, prove: boolean): OurRun {
  const args = [join(import.meta.dirname, 'ours.ts'), file, objective, String(warmRuns), ...(prove ? ['prove'] : [])];
  const run = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as OurRun;
  for (const sentence of run.wrong ?? []) wrong.push(`${file}, ${objective}: ${sentence}`);
  if (run.gap !== 0) wrong.push(`${file}, ${objective}: gap ${run.gap}`);
  return run;
}

/** The median over runs; null if there is none or one of them has no value. */
function ofAll<T>(runs: readonly T[], value: (run: T, index: number) => number | null): number | null {
  const values = runs.map(value);
  return values.includes(null) ? null : median(values as number[]);
}

function quotient(value: number | null, by: number | null): number | null {
  return value === null || by === null ? null : value / by;
}

/** Says a row as soon as it is there; the table comes at the end. */
function told(row: Row): Row {
  console.log(
    Object.entries(row)
      .map(([name, value]) => (name === 'instance' ? value : `${name} ${value}`))
      .join(', '),
  );
  return row;
}
