/**
 * What `npm test` runs: the checks of the source (types, lint, format), then every test, then one line that counts them.
 * `npm run check` is the same without the browser. A check that fails does not stop those after it.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findChromium, browserHint, hasChineseFont, installBrowser } from './kit/chromium.ts';

const root = join(import.meta.dirname, '..');
const bin = join(root, 'node_modules', '.bin');
const withoutBrowser = process.argv[2] === 'check';
/**
 * Rules that cry at what is meant: code points of a string by spread, methods that use no `this`, errors put into text,
 * strings sorted as strings, control characters looked for.
 */
const ALLOWED = [
  'typescript/no-misused-spread',
  'typescript/unbound-method',
  'typescript/no-base-to-string',
  'typescript/restrict-template-expressions',
  'typescript/require-array-sort-compare',
  'no-control-regex',
].map((rule) => `--allow=${rule}`);
const count = { passed: 0, failed: 0 };
const failures: string[] = [];

if (!withoutBrowser) prepareBrowser();

step('generated code', process.execPath, [
  '--input-type=module',
  '-e',
  "await (await import('./web/codegen.ts')).generateDocuments()",
]);
// What tests have to do with db and api is most of them: one program reads all three (tests/tsconfig.json).
for (const [name, folder] of [
  ['shared', 'shared'],
  ['web', 'web'],
  ['db, api and tests', 'tests'],
] as const)
  step(`types of ${name}`, join(bin, 'tsc'), ['-p', `${folder}/tsconfig.json`]);
step('lint', join(bin, 'oxlint'), ['--type-aware', '--deny-warnings', '--ignore-pattern=web/gql', ...ALLOWED]);
step('format', join(bin, 'biome'), ['check', '--max-diagnostics=20']);
runTests();

if (0 < failures.length) console.log(`\nFailed: ${failures.join(', ')}`);
console.log(`\n${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed === 0 ? 0 : 1);

function step(name: string, command: string, args: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  record(name, status === 0);
  console.log(`${status === 0 ? 'ok' : 'FAILED'}  ${name}`);
  if (status !== 0) console.log(`${stdout}${stderr}`);
}

/** The counts come from vitest's own report; one that is missing means that vitest itself did not get to the end. */
function runTests(): void {
  const report = join(root, '.artifacts', 'tests.json');
  mkdirSync(join(root, '.artifacts'), { recursive: true });
  rmSync(report, { force: true });
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  if (withoutBrowser) args.push('--exclude=tests/e2e/**');
  const { status } = spawnSync(join(bin, 'vitest'), args, { cwd: root, stdio: 'inherit' });
  if (!existsSync(report)) return record('vitest', false);
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
  count.passed += numPassedTests;
  count.failed += numFailedTests;
  for (const file of testResults) {
    const failed = file.assertionResults.filter((test: { status: string }) => test.status === 'failed');
    if (file.status === 'failed') failures.push(`${file.name.replace(`${root}/`, '')} (${failed.length})`);
    // A file that could not be loaded holds no test that could fail.
    if (file.status === 'failed' && failed.length === 0) count.failed++;
  }
  if (status !== 0 && count.failed === 0) record('vitest', false);
}

function record(name: string, passed: boolean): void {
  if (passed) count.passed++;
  else {
    count.failed++;
    failures.push(stripVTControlCharacters(name));
  }
}

/** The tests in the browser need Chromium and a Chinese font; where they cannot be had, they fail and this says why. */
function prepareBrowser(): void {
  if (findChromium() && hasChineseFont()) return;
  if (installBrowser()) return;
  console.log(browserHint);
}
