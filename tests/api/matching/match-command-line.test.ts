/**
 * The command: its plan, its refusals, and nothing else on stdout. As a child process with real files where the process is
 * what is tested, otherwise as the process calls it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { matchCommand } from '@jiedui/api/matching/match-command.ts';
import type { Plan } from '@jiedui/shared/matching/assignment/plan.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROOT } from '../../kit/sources.ts';
import { named, shuffled } from '../../shared/matching/assignment/rounds.ts';
import { small } from '../../shared/matching/assignment/tiny.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'match-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm run match` runs it, without npm. */
function matchProcess(args: readonly string[], input = '') {
  const program = join(ROOT, 'api', 'matching', 'match-command-line.ts');
  const env = { ...process.env, INIT_CWD: folder };
  return spawnSync(process.execPath, [program, ...args], { cwd: ROOT, env, input, encoding: 'utf8' });
}

const match = (args: readonly string[], input = '') => matchCommand(args, folder, Readable.from([Buffer.from(input)]));

async function plan(text: string): Promise<Plan & { elapsedMs: number }> {
  const { status, stdout, stderr } = await match(['-'], text);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Plan & { elapsedMs: number };
}

const LINES = [
  '{ "objective": "coverage",',
  '  "orders": [',
  '    { "id": "o1", "station": "s1", "seats": 2, "tier": 1 },',
  '    { "id": "o2" },',
  '    { "id": "o3" }',
  '  ],',
  '  "providers": [',
  '    { "id": "p1", "capacity": 1 },',
  '    { "id": "p2", "capacity": 1 }',
  '  ],',
  '  "edges": [',
  '    { "order": "o1", "provider": "p1", "score": 900000 },',
  '    { "order": "o2", "provider": "p1", "score": 5 },',
  '    { "order": "o1", "provider": "p2", "score": 7 }',
  '  ],',
  '  "pins": [],',
  '  "forbids": [{ "order": "o3", "provider": "p1" }] }',
];
const FILE = LINES.join('\n');

describe('a file that stands', () => {
  const PAIRS = [
    { order: 'o1', provider: 'p2', score: 7 },
    { order: 'o2', provider: 'p1', score: 5 },
  ];

  test('through npm, by a path as it was typed: the plan and nothing else', () => {
    writeFileSync(join(folder, '方案 1.json'), FILE);
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
    const args = ['--prefix', ROOT, 'run', '--silent', 'match', '--', '方案 1.json'];
    const { INIT_CWD: _ours, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(npm, args, { cwd: folder, env, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    const found = JSON.parse(stdout) as Plan;
    expect(Object.keys(found)).toEqual(['pairs', 'unserved', 'objective', 'prices', 'elapsedMs']);
    expect(found.pairs).toEqual(PAIRS);
    expect(found.objective).toEqual({ served: 2, total: 12, dual: 12, gap: 0 });
    expect(found.unserved).toMatchObject([
      { order: 'o1', seats: 1, cheapest: { provider: 'p1', change: 'one_more_slot', gain: 900_000 } },
      { order: 'o3', seats: 1, cheapest: null },
    ]);
  });

  test('from stdin, with the mark that some editors put first', async () => {
    const { status, stdout, stderr } = matchProcess(['-'], `\uFEFF${FILE}`);
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as Plan).pairs).toEqual(PAIRS);
    expect((await plan(`\uFEFF${FILE}`)).pairs).toEqual(PAIRS);
  });

  test('pins are kept and counted', async () => {
    const found = await plan(FILE.replace('"pins": []', '"pins": [{ "order": "o1", "provider": "p1" }]'));
    expect(found.pairs).toEqual([
      { order: 'o1', provider: 'p1', score: 900_000 },
      { order: 'o1', provider: 'p2', score: 7 },
    ]);
    expect(found.objective).toEqual({ served: 2, total: 900_007, dual: 900_007, gap: 0 });
  });

  test('shuffled, it gives the same bytes but for the time', async () => {
    const instance = small(5, { orders: 30, providers: 12, density: 0.3, scoreMost: 3 });
    const capacity = instance.capacity.map((slots) => slots + 1);
    const { round } = named({ ...instance, capacity }, 'fair');
    const bytes = new Set<string>();
    for (const each of [round, shuffled(round, 1), shuffled(round, 2)]) {
      const { status, stdout } = await match(['-'], JSON.stringify(each));
      expect(status).toBe(0);
      bytes.add(stdout.replace(/"elapsedMs":\d+/, ''));
    }
    expect(bytes.size).toBe(1);
    expect([...bytes][0]).toContain('"pairs":[{');
  });
});

describe('a file that cannot stand ends with 2, one line with the item and its line, and no plan:', () => {
  const changed = (line: number, from: string, to: string) => {
    expect(LINES[line - 1]).toContain(from);
    return LINES.with(line - 1, LINES[line - 1]!.replace(from, to)).join('\n');
  };
  test.each<[string, number, string, string, RegExp]>([
    ['an order not known', 14, '"o1"', '"o9"', /edges 第 3 项.*"o9"/],
    ['a provider not known', 14, '"p2"', '"p9"', /edges 第 3 项.*"p9"/],
    ['an edge twice', 14, '"p2"', '"p1"', /edges 第 3 项（"o1"、"p1"）与第 1 项重复/],
    ['an order twice', 5, '"o3"', '"o1"', /orders 第 3 项.*"o1".*第 1 项重复/],
    ['a provider twice', 9, '"p2"', '"p1"', /providers 第 2 项.*"p1".*第 1 项重复/],
    ['a score below 0', 13, '5', '-5', /edges 第 2 项（"o2"、"p1"）的 score 是 -5/],
    ['a fractional score', 13, '5', '0.5', /edges 第 2 项.*0\.5/],
    ['a score above the most', 13, '5', '1000001', /edges 第 2 项.*1000001/],
    ['a score that is no number', 13, '5', 'NaN', /edges 第 2 项的 score NaN/],
    ['a score too large for any number', 13, '5', '1e999', /edges 第 2 项.*Infinity/],
    ['a score in text', 13, '5', '"5"', /edges 第 2 项.*"5"/],
    ['capacity 0', 8, '1 }', '0 }', /providers 第 1 项（"p1"）的 capacity 是 0/],
    ['seats that are none', 3, '2', '0', /orders 第 1 项（"o1"）的 seats 是 0/],
    ['a tier below 0', 3, '"tier": 1', '"tier": -1', /orders 第 1 项（"o1"）的 tier 是 -1/],
    ['an objective that there is not', 1, 'coverage', 'best', /objective 是 "best"/],
    [
      'a pin that is forbidden',
      16,
      '[]',
      '[{ "order": "o3", "provider": "p1" }]',
      /pins 第 1 项（"o3"、"p1"）.*forbids/,
    ],
    [
      'a pin without an edge',
      16,
      '[]',
      '[{ "order": "o2", "provider": "p2" }]',
      /pins 第 1 项（"o2"、"p2"）不在 edges/,
    ],
    [
      'more pins than slots',
      16,
      '[]',
      '[{ "order": "o1", "provider": "p1" }, { "order": "o2", "provider": "p1" }]',
      /pins 第 2 项（"o2"、"p1"）不能满足/,
    ],
    ['a comma too few', 13, '},', '}', /edges.*不是合法的 JSON/],
  ])('%s', async (name, line, from, to, sentence) => {
    const { status, stdout, stderr } = await match(['-'], changed(line, from, to));
    expect(stderr).toMatch(sentence);
    // A comma that is missing is noticed where the next item begins.
    expect(stderr).toMatch(new RegExp(`^第 ${name === 'a comma too few' ? line + 1 : line} 行：[^\n]*。\n$`));
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test.each([
    ['no file named', [], /^用法/],
    ['a file that is not there', ['nowhere.json'], /nowhere\.json/],
    ['a folder', ['.'], /EISDIR/],
    ['two files', ['a.json', 'b.json'], /^用法/],
  ])('%s', async (_name, args, sentence) => {
    const { status, stdout, stderr } = await match(args);
    expect(stderr).toMatch(sentence);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stdout).toBe('');
    expect(status).toBe(2);
  });

  test('as a process it ends so too', () => {
    const text = changed(14, '"o1"', '"o9"');
    const { status, stdout, stderr } = matchProcess(['-'], text);
    expect(stderr).toMatch(/^第 14 行：[^\n]*edges 第 3 项.*"o9"[^\n]*\n$/);
    expect(stdout).toBe('');
    expect(status).toBe(2);
    expect(matchProcess(['nowhere.json'])).toMatchObject({ status: 2, stdout: '' });
  });
});
