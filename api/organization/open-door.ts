/**
 * What people without an account may do here, and how often: applications and looks at one, by the address they come
 * from. Kept in memory, by the process that saw them, up to a bound; the store bounds what all addresses do together.
 */
import type { Hall } from '../context.ts';

const HOUR_MS = 3_600_000;
const REMEMBER_MOST = 10_000;
/** A township office helps several groups to apply from one address. */
const MOST = { apply: 10, look: 120 } as const;
type Door = keyof typeof MOST;

interface Passed {
  readonly sinceMs: number;
  readonly count: number;
}
const memories = new WeakMap<Hall, Map<string, Passed>>();

/** Whether one more may pass within the hour; it is counted if so. */
export function mayPass(hall: Hall, door: Door, address: string, at: Date): boolean {
  const memory = memories.get(hall) ?? new Map<string, Passed>();
  memories.set(hall, memory);
  const key = `${door} ${address}`;
  const known = memory.get(key);
  const now = at.getTime();
  const passed = known && now < known.sinceMs + HOUR_MS ? known : { sinceMs: now, count: 0 };
  if (MOST[door] <= passed.count) return false;
  // A Map keeps the order of insertion: the one that was quiet longest is forgotten.
  memory.delete(key);
  const oldest = memory.keys().next();
  if (REMEMBER_MOST <= memory.size && !oldest.done) memory.delete(oldest.value);
  memory.set(key, { ...passed, count: passed.count + 1 });
  return true;
}
