/** The thread in which rounds are judged and solved, so that requests do not wait for them. Started by worker.ts. */
import { parentPort } from 'node:worker_threads';
import { type Question, RoundAnswerer } from './round-questions.ts';

export interface Asked {
  readonly id: number;
  readonly question: Question;
}
/** What comes back: the answer, or what was thrown. Bytes are handed over, not copied. */
export type Answered =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly error: string };

const answerer = new RoundAnswerer();

parentPort?.on('message', ({ id, question }: Asked) => {
  try {
    const answer = answerer.answer(question);
    const handed = typeof answer === 'object' && 'bytes' in answer ? [answer.bytes.buffer] : [];
    parentPort?.postMessage({ id, answer } satisfies Answered, handed);
  } catch (error) {
    parentPort?.postMessage({ id, error: String((error as Error).stack ?? error) } satisfies Answered);
  }
});
