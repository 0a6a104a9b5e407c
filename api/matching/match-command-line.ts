/**
 * `npm run --silent match -- instance.json`, or `-` for stdin: solves a round from a file, without a server or a database,
 * and prints the plan as JSON. Exit code 2 and one line on stderr for a file that cannot stand, naming the item and its
 * line; then nothing is on stdout.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { type NumberedRound, numberRound } from '@jiedui/shared/matching/assignment/numbering.ts';
import { type Plan, planOf } from '@jiedui/shared/matching/assignment/plan.ts';
import { placeWords, readRound, RoundWrong } from '@jiedui/shared/matching/assignment/round.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { callerFolder } from '../env.ts';
import { lineOfValue, syntaxFault } from './json-lines.ts';

/** What the person can mend, in one line. */
class CannotMatch extends Error {}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads has seen enough, as `head` does.
  if (error.code !== 'EPIPE') throw error;
});

try {
  const plan = planFor(numbered(await readInput(process.argv.slice(2))));
  process.stdout.write(`${JSON.stringify({ ...plan, elapsedMs: Math.round(performance.now()) })}\n`);
} catch (error) {
  if (!(error instanceof CannotMatch)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function readInput(args: readonly string[]): Promise<string> {
  const [name] = args;
  if (!name || args.length !== 1)
    throw new CannotMatch('用法：npm run --silent match -- instance.json（从标准输入读取时写 -）');
  try {
    const text = name === '-' ? await textOf(process.stdin) : readFileSync(resolve(callerFolder(), name), 'utf8');
    return text.replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new CannotMatch(`没有找到文件 ${name}，请核对路径。`);
    throw new CannotMatch(`无法读取 ${name}：${code ?? error}`);
  }
}

/** The text and what was read from it are let go here: solving needs the memory. */
function numbered(text: string): NumberedRound {
  const round = readRound(parsed(text));
  const found = round instanceof RoundWrong ? round : numberRound(round);
  if (found instanceof RoundWrong) throw new CannotMatch(`第 ${lineOfValue(text, found.place)} 行：${found.message}。`);
  return found;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const fault = syntaxFault(text);
    if (!fault) throw error;
    const where = `第 ${fault.line} 行：${placeWords(fault.path)}`;
    if (fault.word === '') throw new CannotMatch(`${where}处内容提前结束，请补全后重试。`);
    throw new CannotMatch(`${where}${fault.word} 处不是合法的 JSON，请改正后重试。`);
  }
}

function planFor(round: NumberedRound): Plan {
  return planOf(round, solve(round.instance, round.objective));
}
