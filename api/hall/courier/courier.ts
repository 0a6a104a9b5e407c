/**
 * The courier (投递): carries notices out of the house by e-mail and by group robots. Every two seconds it looks at new
 * notices, makes messages of what is due, and sends what waits, a few at a time. Several processes share the work by
 * locks; without a setting that opens a channel it carries nothing.
 */
import { inTransaction } from '@jiedui/db/connect.ts';
import type { Channel } from '@jiedui/shared/notice/delivery.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { Hall } from '../../context.ts';
import { startPolling } from '../polling.ts';
import { attemptOne } from './attempt.ts';
import type { Outbound } from './outbound.ts';
import { formDeliveries, routeNotices } from './route.ts';

const POLL_MS = 2_000;
/** Messages in hand at once: a server that hangs keeps one of them. */
const HANDS = 4;
/** Messages of one hand in one run. */
const MOST_EACH = 50;

export interface Courier {
  /** Carries all that is due now, after the run in hand; for tests. */
  run(): Promise<void>;
  /** Takes nothing more and returns when what is in hand is noted, or after its lease. */
  close(): Promise<void>;
}

export function startCourier(
  hall: Pick<Hall, 'pool' | 'clock'>,
  outbound: Outbound,
  log: Pick<FastifyBaseLogger, 'warn'>,
  everyMs = POLL_MS,
): Courier {
  const channels: Channel[] = [
    ...(outbound.mailer ? (['email'] as const) : []),
    ...(outbound.robots ? (['robot'] as const) : []),
  ];
  const courier = { ...hall, outbound };
  const asRelay = (work: Parameters<typeof inTransaction<boolean>>[3]) =>
    inTransaction(hall.pool, { system: 'relay' }, 'write', work);
  const polling = startPolling(
    async (self) => {
      while (!self.isClosed && (await asRelay((tx) => routeNotices(tx, outbound.mailer !== null))));
      if (channels.length === 0) return;
      while (!self.isClosed && (await asRelay((tx) => formDeliveries(tx, channels, hall.clock()))));
      await Promise.all(
        Array.from({ length: HANDS }, async () => {
          for (let done = 0; done < MOST_EACH && !self.isClosed; done++)
            if (!(await attemptOne(courier, channels))) return;
        }),
      );
    },
    everyMs,
    (error) => log.warn({ err: error }, 'the courier waits'),
  );
  return {
    run: polling.run,
    async close() {
      await polling.close();
      outbound.mailer?.close();
    },
  };
}
