/** The program as its users start it, in a process of its own: for tests of its start and its end. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { ROOT } from './sources.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  /** All that it printed, both ways. */
  readonly words: string;
}

export interface Program {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Its address once it says that it is ready. Rejects if it ends before. */
  readonly ready: Promise<string>;
}

/** @param env added to a bare environment: nothing of the developer's own settings comes in */
export function startProgram(env: Record<string, string>): Program {
  const child = spawn(process.execPath, ['api/start.ts'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, LOG_LEVEL: 'warn', DEMO: 'none', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, signal, words })),
  );
  const ready = new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      words += chunk;
      const address = /http:\/\/\S+?:\d+\//.exec(words)?.[0];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then((end) => reject(new Error(`ended before it was ready: ${JSON.stringify(end)}`)));
  });
  ready.catch(() => {}); // a test of a failing start does not wait for it
  return { process: child, ended, ready };
}

/** A port that is taken until `free` is called. */
export function takePort(): Promise<{ port: number; free: () => void }> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ port: typeof address === 'object' && address ? address.port : 0, free: () => server.close() });
    });
  });
}
