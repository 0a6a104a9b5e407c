/**
 * What `npm run match` does, apart from its process: reads a round, solves it and words the plan, or says in one line what
 * the person can mend, naming the item and its line. Nothing is told of a plan when the file cannot stand.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { type NumberedRound, numberRound } from '@jiedui/shared/matching/assignment/numbering.ts';
import { type Plan, planOf } from '@jiedui/shared/matching/assignment/plan.ts';
import { placeWords, readRound, RoundWrong } from '@jiedui/shared/matching/assignment/round.ts';
import { solve } from '@jiedui/shared/matching/assignment/solve.ts';
import { lineOfValue, syntaxFault } from './json-lines.ts';

/** How the command ends: what it says to each of the two streams, and its exit code. */
export interface MatchEnd {
  readonly stdout: string;
  readonly stderr: string;
  /** 2 for a file that cannot stand. */
  readonly status: 0 | 2;
}

/** What the person can mend, in one line. */
class CannotMatch extends Error {}

/**
 * @param args what was typed behind the command: the file, or `-` for stdin
 * @param caller the folder in which it was typed
 */
export async function matchCommand(
  args: readonly string[],
  caller: string,
  stdin: NodeJS.ReadableStream,
): Promise<MatchEnd> {
  try {
    const plan = planFor(numbered(await readInput(args, caller, stdin)));
    const stdout = `${JSON.stringify({ ...plan, elapsedMs: Math.round(performance.now()) })}\n`;
    return { stdout, stderr: '', status: 0 };
  } catch (error) {
    if (!(error instanceof CannotMatch)) throw error;
    return { stdout: '', stderr: `${error.message}\n`, status: 2 };
  }
}

async function readInput(args: readonly string[], caller: string, stdin: NodeJS.ReadableStream): Promise<string> {
  const [name] = args;
  if (!name || args.length !== 1)
    throw new CannotMatch('用法：npm run --silent match -- instance.json（从标准输入读取时写 -）');
  try {
    const text = name === '-' ? await textOf(stdin) : readFileSync(resolve(caller, name), 'utf8');
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
