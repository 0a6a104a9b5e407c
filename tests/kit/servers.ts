/** Starts the API as processes of their own (server.ts) and speaks to them. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Claimant, ServerMessage } from './server.ts';

export interface Server {
  readonly url: string;
  warm(): Promise<void>;
  /** How many of the claimants were told that they had won. */
  claimUnguarded(orderId: string, claimants: readonly Claimant[]): Promise<number>;
  close(): Promise<void>;
}

export async function startServer(databaseUrl: string, now: Date): Promise<Server> {
  const child = fork(join(import.meta.dirname, 'server.ts'), [], {
    env: { ...process.env, DATABASE_URL: databaseUrl, NOW: now.toISOString() },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const { port } = await answerOf<{ port: number }>(child);
  const ask = <T>(message: ServerMessage): Promise<T> => {
    const answer = answerOf<T>(child);
    child.send(message);
    return answer;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    warm: async () => void (await ask({ do: 'warm' })),
    claimUnguarded: async (orderId, claimants) =>
      (await ask<{ won: number }>({ do: 'unguarded', orderId, claimants })).won,
    async close() {
      const exited = once(child, 'exit');
      child.send({ do: 'end' } satisfies ServerMessage);
      await exited;
    },
  };
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`the server ended with ${code}`));
    child.once('exit', died);
    child.once('message', (message) => {
      child.off('exit', died);
      resolve(message as T);
    });
  });
}
