/** Work done again and again, and when somebody asks: one run after another, never two at once. */

export interface Polling {
  /** After the run in hand. */
  run(): Promise<void>;
  readonly isClosed: boolean;
  /** Begins no run any more; returns when the one in hand has ended. */
  close(): Promise<void>;
}

/**
 * @param work sees `isClosed` between its steps, and stops; what it throws goes to `failed`
 * @param everyMs between the end of a run and the beginning of the next; it keeps no process alive
 */
export function startPolling(
  work: (polling: Pick<Polling, 'isClosed'>) => Promise<void>,
  everyMs: number,
  failed: (error: unknown) => void,
): Polling {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout;
  const polling: Polling = {
    get isClosed() {
      return closed;
    },
    run() {
      running = running.then(() => work(polling)).catch(failed);
      return running;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
  const next = () => {
    timer = setTimeout(() => polling.run().finally(() => !closed && next()), everyMs);
    timer.unref();
  };
  next();
  return polling;
}
