/**
 * The schedule: what is done by the clock rather than by a person. Once a minute each task runs in transactions of its
 * own, entered as the relay, under an advisory lock by its name: of several processes one runs it, the others pass over.
 * A task stores no state that a date implies; it tells people, or clears away.
 */
import { type Tx, inTransaction } from '@jiedui/db/connect.ts';
import type { FastifyBaseLogger } from 'fastify';
import type { Hall } from '../context.ts';
import { type Polling, startPolling } from './polling.ts';
import { takeTurn } from './schedule.store.ts';

const EVERY_MS = 60_000;
/** Batches of one task in one run; what is left waits for the next minute, so that no task keeps the others waiting. */
const MOST_BATCHES = 20;

export interface ScheduledTask {
  readonly name: string;
  /** One bounded batch. True when more waits. Safe to repeat: a crash before the commit has it done again. */
  run(tx: Tx, at: Date): Promise<boolean>;
}

export function startSchedule(
  hall: Pick<Hall, 'pool' | 'clock'>,
  tasks: readonly ScheduledTask[],
  log: Pick<FastifyBaseLogger, 'warn' | 'error'>,
  everyMs = EVERY_MS,
): Polling {
  const runBatch = (task: ScheduledTask) =>
    inTransaction(hall.pool, { system: 'relay' }, 'write', async (tx) =>
      (await takeTurn(tx, task.name)) ? task.run(tx, hall.clock()) : false,
    );
  return startPolling(
    async (self) => {
      for (const task of tasks) {
        try {
          for (let batch = 0; batch < MOST_BATCHES && !self.isClosed; batch++) if (!(await runBatch(task))) break;
        } catch (error) {
          log.error({ err: error, task: task.name }, 'a scheduled task failed; it is tried again in a minute');
        }
      }
    },
    everyMs,
    (error) => log.error({ err: error }, 'the schedule failed; it is tried again in a minute'),
  );
}
