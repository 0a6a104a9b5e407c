/**
 * What people without an account may do here, and how often: applications and looks at one, by the address they come
 * from. Kept in memory, by the process that saw them, up to a bound; the store bounds what all addresses do together.
 */
import type { Hall } from '../context.ts';
import { type Counted, countsUpTo, memoryOfCallers } from '../hall/memory.ts';

const HOUR_MS = 3_600_000;
/** A township office helps several groups to apply from one address. */
const MOST = { apply: 10, look: 120 } as const;
type Door = keyof typeof MOST;

const passed = memoryOfCallers<Counted>();

/** Whether one more may pass within the hour; it is counted if so. */
export const mayPass = (hall: Hall, door: Door, address: string, at: Date): boolean =>
  countsUpTo(passed, hall, `${door} ${address}`, { spanMs: HOUR_MS, most: MOST[door] }, at);
