/** The live channel over PostgreSQL: NOTIFY from the pool, LISTEN on a connection of its own that comes back when cut. */
import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { FastifyBaseLogger } from 'fastify';
import { type Pool, inTransaction } from '@jiedui/db/connect.ts';
import { type Ears, type Live, type LiveEvent, liveEventsOf } from './live.ts';

const CHANNEL = 'jiedui_live';
const COALESCE_MS = 25;
/** PostgreSQL takes payloads below 8,000 bytes. */
const EVENTS_PER_NOTIFY = 20;
const RECONNECT_MS = 500;

export async function openLive(pool: Pool, listenUrl: string, log: FastifyBaseLogger): Promise<Live> {
  const ears: Ears = new EventEmitter();
  ears.setMaxListeners(0);
  let waiting: LiveEvent[] = [];
  let timer: NodeJS.Timeout | null = null;
  let closed = false;
  let client: pg.Client | null = null;

  async function connect(): Promise<void> {
    if (closed) return;
    const next = new pg.Client({ connectionString: listenUrl, keepAlive: true });
    next.on('notification', ({ payload }) => {
      for (const event of JSON.parse(payload ?? '[]') as LiveEvent[]) ears.emit('event', event);
    });
    const again = (error?: Error) => {
      next.removeAllListeners('end');
      client = null;
      if (error) log.warn({ reason: error.message }, 'live channel lost, connecting again');
      next.end().catch(() => {});
      if (!closed) setTimeout(() => connect().catch(() => {}), RECONNECT_MS).unref();
    };
    next.once('error', again);
    next.once('end', () => again());
    try {
      await next.connect();
      await next.query(`listen ${CHANNEL}`);
      client = next;
      // Pages that missed something while the channel was down are told to look again.
      ears.emit('event', { tenantId: '*', topic: 'live.reopened', id: '', version: 0, audience: [] });
    } catch (error) {
      again(error as Error);
    }
  }

  async function flush(): Promise<void> {
    timer = null;
    const batch = waiting;
    waiting = [];
    for (let from = 0; from < batch.length; from += EVENTS_PER_NOTIFY) {
      const payload = JSON.stringify(batch.slice(from, from + EVENTS_PER_NOTIFY));
      await inTransaction(pool, { system: 'relay' }, 'write', (tx) =>
        tx.named('live.notify', 'select pg_notify($1, $2)', [CHANNEL, payload]),
      );
    }
  }

  await connect();
  return {
    announce(tenantId, events) {
      if (events.length === 0 || closed) return;
      waiting.push(...liveEventsOf(tenantId, events));
      timer ??= setTimeout(
        () => flush().catch((error) => log.warn({ reason: String(error) }, 'live events not sent')),
        COALESCE_MS,
      );
    },
    listen(hear) {
      ears.on('event', hear);
      return () => ears.off('event', hear);
    },
    async close() {
      closed = true;
      // What was committed in the last moment is still told to the other processes.
      if (timer) {
        clearTimeout(timer);
        await flush().catch(() => {});
      }
      await client?.end().catch(() => {});
    },
  };
}
