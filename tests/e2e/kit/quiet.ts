/** When a page waits for no answer any more: its requests, counted from the moment it was opened. */
import type { Page, Request } from 'playwright-core';

/** So long nothing was asked: what an answer leads to is asked in the same turn or the next. */
const QUIET_MS = 120;
const MOST_MS = 45_000;

interface Asked {
  readonly open: Set<Request>;
  lastMs: number;
}
const asked = new WeakMap<Page, Asked>();

/** From now on `quiet` knows this page. A stream of events stays open and is not waited for. */
export function heed(page: Page): void {
  const of: Asked = { open: new Set(), lastMs: performance.now() };
  asked.set(page, of);
  page.on('request', (request) => {
    of.lastMs = performance.now();
    if (request.resourceType() !== 'eventsource') of.open.add(request);
  });
  const over = (request: Request) => {
    of.lastMs = performance.now();
    of.open.delete(request);
  };
  page.on('requestfinished', over);
  page.on('requestfailed', over);
  page.on('framenavigated', (frame) => {
    if (frame === page.mainFrame()) of.lastMs = performance.now();
  });
}

/** Resolves when the page has asked for nothing and waited for nothing for a moment. */
export async function quiet(page: Page): Promise<void> {
  const of = asked.get(page);
  if (of === undefined) throw new Error('this page was not heeded from its beginning');
  const deadlineMs = performance.now() + MOST_MS;
  for (;;) {
    const restMs = QUIET_MS - (performance.now() - of.lastMs);
    if (of.open.size === 0 && restMs <= 0) return;
    if (deadlineMs < performance.now())
      throw new Error(`still asking: ${[...of.open].map((request) => request.url()).join(' ')}`);
    await new Promise((resolve) => setTimeout(resolve, Math.max(restMs, 20)));
  }
}
