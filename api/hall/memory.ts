/**
 * What one process remembers of callers, by a key, for the hall that it serves; up to a bound, beyond which the one that was
 * quiet longest is forgotten. Lost at a restart, and not shared with other processes: only for what may be.
 */
import type { Hall } from '../context.ts';

const REMEMBER_MOST = 10_000;

export interface Memory<Value> {
  get(hall: Hall, key: string): Value | undefined;
  set(hall: Hall, key: string, value: Value): void;
}

export function memoryOfCallers<Value>(): Memory<Value> {
  const halls = new WeakMap<Hall, Map<string, Value>>();
  return {
    get: (hall, key) => halls.get(hall)?.get(key),
    set(hall, key, value) {
      const memory = halls.get(hall) ?? new Map<string, Value>();
      halls.set(hall, memory);
      // A Map keeps the order of insertion: what is written anew goes to its end.
      memory.delete(key);
      const oldest = memory.keys().next();
      if (REMEMBER_MOST <= memory.size && !oldest.done) memory.delete(oldest.value);
      memory.set(key, value);
    },
  };
}

/** How often since when. */
export interface Counted {
  readonly sinceMs: number;
  readonly count: number;
}

/** Counts one more under the key, within the span that began with its first; false, uncounted, when there were enough. */
export function countsUpTo(
  memory: Memory<Counted>,
  hall: Hall,
  key: string,
  { spanMs, most }: { readonly spanMs: number; readonly most: number },
  at: Date,
): boolean {
  const known = memory.get(hall, key);
  const nowMs = at.getTime();
  const { sinceMs, count } = known && nowMs < known.sinceMs + spanMs ? known : { sinceMs: nowMs, count: 0 };
  if (most <= count) return false;
  memory.set(hall, key, { sinceMs, count: count + 1 });
  return true;
}
