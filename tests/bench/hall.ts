/** The api on the bench's database, at the bench's instant: access rules, limits and row-level security on, no rate limit. */
import { buildApp } from '@jiedui/api/app.ts';
import type { Hall } from '@jiedui/api/context.ts';
import { openLive } from '@jiedui/api/hall/live.store.ts';
import type { Pool } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { NOW } from './town.ts';

/** @param dataDir where uploads go */
export async function openHall(pool: Pool, databaseUrl: string, dataDir: string) {
  const log = pino({ level: 'error' });
  const live = await openLive(pool, databaseUrl, log);
  const hall: Hall = { pool, openPool: pool, live, clock: () => NOW, dataDir };
  const app = await buildApp({
    hall,
    log,
    clock: hall.clock,
    production: false,
    persistedOnly: false,
    cookieSecure: false,
    trustProxy: false,
    webDist: null,
    documentsPath: '',
    rateLimitPerMinute: null,
  });
  return { app, live, hall };
}
