/** Our server on the bench's database: sign-in, access rules, row-level security, limits, audit, idempotency and outbox all on. */
import { buildApp } from '@jiedui/api/app.ts';
import type { Hall } from '@jiedui/api/context.ts';
import { openLive } from '@jiedui/api/hall/live.store.ts';
import { openPool } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { NOW } from './town.ts';

const began = performance.now();
const url = process.argv[2] ?? '';
const log = pino({ level: 'error' });
const pool = openPool({ url, role: 'jiedui_app', max: 10 });
const live = await openLive(pool, url, log);
const hall: Hall = { pool, openPool: pool, live, clock: () => NOW, dataDir: '.' };
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
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const memory = () => Math.round(process.memoryUsage().rss / 2 ** 20);
console.log(
  `listening ${typeof address === 'object' && address ? address.port : ''} ${Math.round(performance.now() - began)} ${memory()}`,
);
process.on('SIGUSR2', () => console.log(`memory ${memory()}`));
process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
