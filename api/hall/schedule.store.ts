/** SQL of the schedule: whose turn it is, and the clearing of what has served its purpose. */
import type { Tx } from '@jiedui/db/connect.ts';

/** Whether this transaction is the one that runs the task now; given back when it ends, however it ends. */
export async function takeTurn(tx: Tx, task: string): Promise<boolean> {
  const [row] = await tx.named<{ mine: boolean }>(
    'schedule.takeTurn',
    "select pg_try_advisory_xact_lock(hashtextextended('jiedui.schedule:' || $1, 0)) as mine",
    [task],
  );
  return row?.mine ?? false;
}

/** Keys of requests that nobody can still be repeating. */
export const clearIdempotencyKeys = (tx: Tx, before: Date, limit: number) =>
  tx.named<{ key: string }>(
    'schedule.clearKeys',
    `delete from idempotency_keys where (account_id, key) in (
       select account_id, key from idempotency_keys where created_at < $1 order by created_at limit $2 for update skip locked)
     returning key`,
    [before, limit],
  );

/** Rows of which everybody has been told; what failed for good stays, for somebody to look at. */
export const clearOutbox = (tx: Tx, before: Date, limit: number) =>
  tx.named<{ id: number }>(
    'schedule.clearOutbox',
    `delete from outbox where id in (
       select id from outbox where done_at < $1 order by done_at limit $2 for update skip locked)
     returning id`,
    [before, limit],
  );

/** Sessions that can never enter again. */
export const clearSessions = (tx: Tx, before: Date, limit: number) =>
  tx.named<{ id: string }>(
    'schedule.clearSessions',
    `delete from sign_in_sessions where id in (
       select id from sign_in_sessions where expires_at < $1 order by expires_at limit $2 for update skip locked)
     returning id`,
    [before, limit],
  );
