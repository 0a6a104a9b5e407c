/** How a store asks: prepared statements by name and drizzle, on whatever sends them. What is asked in one turn travels together. */
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type pg from 'pg';
import type { Answer, Answers, Statement } from './batch.ts';
import { parameterOf } from './values.ts';

/** What a store needs: statements of one transaction. Those asked in one turn of the event loop travel together. */
export interface Tx {
  readonly db: NodePgDatabase;
  /** Runs a prepared statement; `name` is unique for its text and shows in the server's log. */
  named<R extends pg.QueryResultRow>(name: string, text: string, values?: readonly unknown[]): Promise<R[]>;
  /** The same, with the rights of a purpose within the viewer's tenant for this one statement. */
  namedFor<R extends pg.QueryResultRow>(
    purpose: 'matching' | 'settle' | 'take_back' | 'sign_in',
    name: string,
    text: string,
    values?: readonly unknown[],
  ): Promise<R[]>;
}

export const ENTER_SYSTEM = 'select app.enter_system($1)';

/** What each name stands for; PostgreSQL keeps a prepared statement under it. */
const texts = new Map<string, { readonly text: string; readonly commented: string }>();

export function named(name: string, text: string, values: readonly unknown[] = []): Statement {
  let known = texts.get(name);
  if (!known) {
    known = { text, commented: `/* ${name} */ ${text}` };
    texts.set(name, known);
  }
  if (known.text !== text) throw new Error(`the name ${name} already stands for another statement`);
  return { name, text: known.commented, values: values.map(parameterOf) };
}

export type Ask = (statement: Statement) => Promise<Answer>;

export function statementsOf(ask: Ask): Tx {
  const run: Tx['named'] = async (name, text, values) => (await ask(named(name, text, values))).rows as never;
  let db: NodePgDatabase | null = null;
  return {
    get db() {
      const query = (config: { text: string }, values: readonly unknown[] = []) =>
        ask({ ...config, values: values.map(parameterOf) });
      db ??= drizzle({ query } as unknown as pg.PoolClient);
      return db;
    },
    named: run,
    // The three are asked in one turn, so that no other statement of this transaction runs between them.
    namedFor: async (purpose, name, text, values) => {
      const [, rows] = await Promise.all([
        ask(named('enter.system', ENTER_SYSTEM, [purpose])),
        run<never>(name, text, values),
        ask(named('enter.system', ENTER_SYSTEM, [''])),
      ]);
      return rows;
    },
  };
}

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/** Collects what is asked until the turn ends, or until the flush before it is answered, and sends it together. */
export function asker(flush: (statements: readonly Statement[]) => Promise<Answers>): Ask {
  let waiting: Waiting[] = [];
  let busy = false;
  async function run(): Promise<void> {
    const sent = waiting;
    waiting = [];
    const { answers, error } = await flush(sent.map(({ statement }) => statement)).catch((fault: Error) => ({
      answers: [],
      error: fault,
    }));
    for (const [at, { resolve, reject }] of sent.entries()) {
      const answer = answers[at];
      if (answer) resolve(answer);
      else reject(error);
    }
    busy = false;
    if (0 < waiting.length) start();
  }
  function start(): void {
    busy = true;
    process.nextTick(run);
  }
  return (statement) =>
    new Promise((resolve, reject) => {
      waiting.push({ statement, resolve, reject });
      if (!busy) start();
    });
}
