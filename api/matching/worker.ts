/**
 * The one worker thread of this process that computes rounds. It lives on between questions and keeps the rounds that it
 * was told, so that a what-if travels as a wish and not as a jurisdiction. If it dies, what it was asked is answered here
 * instead, to the same byte but holding up the process while it lasts, and the next question starts another.
 */
import { Worker } from 'node:worker_threads';
import {
  type Question,
  type QuestionName,
  type Questions,
  RoundAnswerer,
  type RoundSource,
  UNKNOWN_ROUND,
} from './round-questions.ts';
import type { Answered, Asked } from './worker-thread.ts';

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The thread ended before it answered. */
class ThreadGone extends Error {}

export class RoundWorker {
  #thread: Worker | null = null;
  #lastId = 0;
  #waiting = new Map<number, Waiting>();
  readonly #here = new RoundAnswerer();

  /** @param source asked for only when nobody on the other side knows the round */
  async ask<Name extends QuestionName>(question: Question<Name>, source: RoundSource): Promise<Questions[Name]> {
    try {
      const first = await this.#post(question);
      return (first === UNKNOWN_ROUND ? await this.#post({ ...question, source }) : first) as Questions[Name];
    } catch (error) {
      if (!(error instanceof ThreadGone)) throw error;
      return this.#here.answer({ ...question, source }) as Questions[Name];
    }
  }

  /** For tests: the thread as it stands, to be ended under the feet of those who wait. */
  get thread(): Worker | null {
    return this.#thread;
  }

  async close(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    await thread?.terminate();
  }

  #post(question: Question): Promise<unknown> {
    const thread = this.#started();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      thread.postMessage({ id, question } satisfies Asked);
    });
  }

  #started(): Worker {
    if (this.#thread) return this.#thread;
    const thread = new Worker(new URL('./worker-thread.ts', import.meta.url));
    const asked = new Map<number, Waiting>();
    // A process that has nothing else to do may end.
    thread.unref();
    thread.on('message', (answered: Answered) => {
      const waiting = asked.get(answered.id);
      asked.delete(answered.id);
      if ('error' in answered) waiting?.reject(new Error(`round: ${answered.error}`));
      else waiting?.resolve(answered.answer);
    });
    // An error ends the thread: `exit` follows it.
    thread.on('error', () => {});
    thread.on('exit', () => {
      if (this.#thread === thread) this.#thread = null;
      for (const { reject } of asked.values()) reject(new ThreadGone('the worker thread ended'));
      asked.clear();
    });
    this.#waiting = asked;
    this.#thread = thread;
    return thread;
  }
}

/** One for the process. */
export const roundWorker = new RoundWorker();
