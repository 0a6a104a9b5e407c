/**
 * Forbidden commands leave a row in the audit: who asked for which operation. Bounded, so that nobody fills the audit by
 * asking: one row a minute for an account and operation, and sixty an hour for an account. Kept in memory, by the process.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import type { Hall } from '../context.ts';
import type { Viewer } from '../viewer.ts';
import { auditSignIn } from './account.store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const AN_HOUR_MOST = 60;
const REMEMBER_MOST = 10_000;

interface Counted {
  readonly sinceMs: number;
  readonly count: number;
}
const memories = new WeakMap<Hall, Map<string, Counted>>();

/** Counts one more under the key within the span; false when there were enough. */
function counts(memory: Map<string, Counted>, key: string, spanMs: number, most: number, nowMs: number): boolean {
  const known = memory.get(key);
  const counted = known && nowMs < known.sinceMs + spanMs ? known : { sinceMs: nowMs, count: 0 };
  if (most <= counted.count) return false;
  memory.delete(key);
  const oldest = memory.keys().next();
  if (REMEMBER_MOST <= memory.size && !oldest.done) memory.delete(oldest.value);
  memory.set(key, { ...counted, count: counted.count + 1 });
  return true;
}

/** Writes the row, or nothing when there were enough of them. Never fails the answer that it is about. */
export async function auditDenial(
  hall: Hall,
  viewer: Viewer,
  operation: string,
  at: Date,
  requestId: string,
): Promise<void> {
  const memory = memories.get(hall) ?? new Map<string, Counted>();
  memories.set(hall, memory);
  const now = at.getTime();
  if (!counts(memory, `${viewer.accountId} ${operation}`, MINUTE_MS, 1, now)) return;
  if (!counts(memory, viewer.accountId, HOUR_MS, AN_HOUR_MOST, now)) return;
  const { tenantId, accountId, sessionId } = viewer;
  await inTransaction(hall.pool, { system: 'sign_in' }, 'write', (tx) =>
    auditSignIn(tx, { tenantId, accountId, sessionId, operation, outcome: 'denied', requestId }),
  );
}
