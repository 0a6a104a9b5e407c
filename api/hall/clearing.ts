/** Clearing away (清理): what has served its purpose goes in batches, so that these tables stay as small as the work in hand. */
import type { Tx } from '@jiedui/db/connect.ts';
import { clearDeliveries } from './courier/delivery.store.ts';
import { clearIdempotencyKeys, clearOutbox, clearSessions } from './schedule.store.ts';
import type { ScheduledTask } from './schedule.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** A week for retries: a phone that lay in a drawer over a holiday may still send what it had begun. */
export const KEEP_KEYS_DAYS = 8;
/** A week in which one can still ask what was told of a change. */
export const KEEP_OUTBOX_DAYS = 7;
/** Enough to answer who was signed in last week. */
export const KEEP_SESSIONS_DAYS = 7;

/** Longer than the longest stage of a reminder, whose robot items are known from these rows. */
export const KEEP_DELIVERIES_DAYS = 100;

const BATCH = 500;

type Clear = (tx: Tx, before: Date, limit: number) => Promise<readonly unknown[]>;

const clearing = (name: string, keepDays: number, clear: Clear): ScheduledTask => ({
  name,
  run: async (tx, at) => (await clear(tx, new Date(at.getTime() - keepDays * DAY_MS), BATCH)).length === BATCH,
});

export const CLEARING: readonly ScheduledTask[] = [
  clearing('clear.keys', KEEP_KEYS_DAYS, clearIdempotencyKeys),
  clearing('clear.outbox', KEEP_OUTBOX_DAYS, clearOutbox),
  clearing('clear.sessions', KEEP_SESSIONS_DAYS, clearSessions),
  clearing('clear.deliveries', KEEP_DELIVERIES_DAYS, clearDeliveries),
];
