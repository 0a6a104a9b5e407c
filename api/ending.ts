/**
 * The end of the process: what was opened is closed in the opposite order, each within its share of three seconds, on
 * SIGTERM, on Ctrl-C, and when the start fails. A second signal ends it at once.
 */
import { StartRefused } from '@jiedui/db/refused.ts';

interface Opened {
  readonly name: string;
  close(): Promise<unknown>;
}

const opened: Opened[] = [];
let begun: { readonly atMs: number; readonly done: Promise<void> } | null = null;

/** No single part may use up the time of those after it; the database, closed last, takes about one second at most. */
const PART_MS = 1_200;
/** All parts together; after it each of the rest gets only the least. */
const WHOLE_MS = 2_600;
const LEAST_MS = 100;
/** Ctrl-C reaches both us and the program that started us, which passes it on: that is one signal, not two. */
const SAME_SIGNAL_MS = 700;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!begun) {
      if (signal !== 'SIGTERM') console.log('\n正在停止……');
      void closeAll().then(() => process.exit(0));
    } else if (SAME_SIGNAL_MS < performance.now() - begun.atMs) {
      process.exit(1);
    }
  });
}

// Started by .runtime/run.mjs, which was killed: nobody is left to pass a signal on.
process.once('disconnect', () => void closeAll().then(() => process.exit(0)));
process.channel?.unref();

export const ending = {
  /** Closes `close` at the end, before everything that was added earlier. */
  add(name: string, close: () => Promise<unknown>): void {
    opened.push({ name, close });
    if (begun) void close(); // it was being opened when the signal came
  },

  /** Ends a start that failed: says why, closes what was opened, exits with 1. After a signal, the signal's end goes on. */
  async fail(error: unknown): Promise<void> {
    if (begun) return begun.done; // what was closed under its feet is no failure
    if (error instanceof StartRefused) console.error(error.message);
    else {
      console.error('启动失败，这是程序的缺陷，请把下面的内容报告给开发者。');
      console.error('The start failed through a fault of the program; please report the following.');
      console.error(error);
    }
    await closeAll();
    process.exit(1);
  },
};

function closeAll(): Promise<void> {
  begun ??= { atMs: performance.now(), done: closeEach() };
  return begun.done;
}

async function closeEach(): Promise<void> {
  const until = performance.now() + WHOLE_MS;
  for (let part = opened.pop(); part; part = opened.pop()) {
    const { name, close } = part;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(
        () => {
          console.error(`not closed in time: ${name}`);
          resolve();
        },
        Math.min(PART_MS, Math.max(LEAST_MS, until - performance.now())),
      );
    });
    await Promise.race([close().catch((error) => console.error(`not closed: ${name}:`, error)), late]);
    clearTimeout(timer);
  }
}
