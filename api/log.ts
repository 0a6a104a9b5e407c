/** The log: one JSON object a line. A fault is written with its place and code, never with the values of a statement. */
import { type Logger, pino } from 'pino';

export function openLog(level: string): Logger {
  return pino({ level, serializers: { err: faultOf } });
}

interface Fault {
  readonly type: string;
  readonly message: string;
  readonly code?: unknown;
  readonly stack?: string;
  readonly cause?: Fault;
}

/** drizzle puts the values behind `params:`; PostgreSQL puts them into `detail`, which is left out. */
const withoutValues = (text: string) => text.replace(/\nparams:[\s\S]*?(?=\n {4}at |$)/, '');

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an Error' };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutValues(error.message),
    ...(code === undefined ? {} : { code }),
    ...(error.stack ? { stack: withoutValues(error.stack) } : {}),
    ...(error.cause instanceof Error ? { cause: faultOf(error.cause) } : {}),
  };
}
