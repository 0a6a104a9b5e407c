/**
 * Forbidden commands leave a row in the audit: who asked for which operation. Bounded, so that nobody fills the audit by
 * asking: one row a minute for an account and operation, and sixty an hour for an account. Kept in memory, by the process.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import type { Hall } from '../context.ts';
import { type Counted, countsUpTo, memoryOfCallers } from '../hall/memory.ts';
import type { Viewer } from '../viewer.ts';
import { auditSignIn } from './account.store.ts';

const MINUTE_MS = 60_000;
const ONE_A_MINUTE = { spanMs: MINUTE_MS, most: 1 };
const SIXTY_AN_HOUR = { spanMs: 60 * MINUTE_MS, most: 60 };

const denied = memoryOfCallers<Counted>();

/** Writes the row, or nothing when there were enough of them. Never fails the answer that it is about. */
export async function auditDenial(
  hall: Hall,
  viewer: Viewer,
  operation: string,
  at: Date,
  requestId: string,
): Promise<void> {
  if (!countsUpTo(denied, hall, `${viewer.accountId} ${operation}`, ONE_A_MINUTE, at)) return;
  if (!countsUpTo(denied, hall, viewer.accountId, SIXTY_AN_HOUR, at)) return;
  const { tenantId, accountId, sessionId } = viewer;
  await inTransaction(hall.pool, { system: 'sign_in' }, 'write', (tx) =>
    auditSignIn(tx, { tenantId, accountId, sessionId, operation, outcome: 'denied', requestId }),
  );
}
