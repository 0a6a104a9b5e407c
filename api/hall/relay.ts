/**
 * The relay: takes what changes left in the outbox and tells people. At least once, and every effect is keyed,
 * so that twice is once. Each process runs one; SKIP LOCKED shares the work among them.
 */
import { type Tx, inTransaction } from '@jiedui/db/connect.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { Hall } from '../context.ts';
import { startPolling } from './polling.ts';
import { type OutboxRow, failOutbox, finishOutbox, inSavepoint, takeOutbox } from './notice.store.ts';

const POLL_MS = 2_000;
const BATCH = 50;

/** What a room does with an event: writes notices or a read model, within the relay's transaction. */
export type Listener = (tx: Tx, row: OutboxRow) => Promise<void>;

export interface Relay {
  /** Works until the outbox is empty; for tests and for the demo loader. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export function startRelay(hall: Hall, listeners: readonly Listener[], log: FastifyBaseLogger): Relay {
  const polling = startPolling(
    async (self) => {
      while (!self.isClosed && (await relayBatch(hall, listeners, log)) === BATCH);
    },
    POLL_MS,
    (error) => log.warn({ reason: String(error) }, 'relay waits for the database'),
  );
  const stopListening = hall.live.listen(() => void polling.run());
  return {
    drain: polling.run,
    async close() {
      stopListening();
      await polling.close();
    },
  };
}

async function relayBatch(hall: Hall, listeners: readonly Listener[], log: FastifyBaseLogger): Promise<number> {
  return inTransaction(hall.pool, { system: 'relay' }, 'write', async (tx) => {
    const rows = await takeOutbox(tx, BATCH);
    const done: number[] = [];
    for (const row of rows) {
      try {
        await inSavepoint(tx, async () => {
          for (const listener of listeners) await listener(tx, row);
        });
        done.push(row.id);
      } catch (error) {
        await failOutbox(tx, row.id, String(error).slice(0, 500));
        log.error({ err: error, topic: row.topic, outboxId: row.id }, 'relay could not tell of an event');
      }
    }
    if (done.length > 0) await finishOutbox(tx, done, hall.clock());
    return rows.length;
  });
}
