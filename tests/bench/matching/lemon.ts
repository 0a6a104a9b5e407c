/** Builds and runs our driver of LEMON, where the library and a C++ compiler are installed. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export const LEMON_ALGORITHMS = ['network-simplex', 'cost-scaling'] as const;
export type LemonAlgorithm = (typeof LEMON_ALGORITHMS)[number];

export interface LemonRun {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly buildSeconds: number;
  readonly total: number;
  readonly peakKib: number;
}

export type Lemon = (algorithm: LemonAlgorithm, file: string) => LemonRun;

/** @returns a sentence on what is missing, where it cannot be built */
export function buildLemon(): Lemon | string {
  const folder = join(import.meta.dirname, '..', '..', '..', '.artifacts', 'bench');
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'lemon');
  const source = join(import.meta.dirname, 'lemon.cpp');
  const built = spawnSync('c++', ['-O3', '-march=native', '-DNDEBUG', '-std=c++17', '-o', program, source], {
    encoding: 'utf8',
  });
  if (built.error) return 'LEMON is left out: no C++ compiler (Debian: apt-get install g++ liblemon-dev).';
  if (/lemon\/.*(No such file|file not found)/.test(built.stderr))
    return 'LEMON is left out: the library is not installed (Debian: apt-get install liblemon-dev).';
  if (built.status !== 0) throw new Error(built.stderr);
  return (algorithm, file) => JSON.parse(execFileSync(program, [algorithm, file], { encoding: 'utf8' })) as LemonRun;
}
