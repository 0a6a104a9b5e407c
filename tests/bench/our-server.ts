/** Our server on the bench's database: sign-in, access rules, row-level security, limits, audit, idempotency and outbox all on. */
import { openHall } from './hall.ts';
import { openPool } from '@jiedui/db/connect.ts';

const began = performance.now();
const url = process.argv[2] ?? '';
const pool = openPool({ url, role: 'jiedui_app', max: 10 });
const { app } = await openHall(pool, url, '.');
await app.listen({ port: 0, host: '127.0.0.1' });
const address = app.server.address();
const memory = () => Math.round(process.memoryUsage().rss / 2 ** 20);
console.log(
  `listening ${typeof address === 'object' && address ? address.port : ''} ${Math.round(performance.now() - began)} ${memory()}`,
);
process.on('SIGUSR2', () => console.log(`memory ${memory()}`));
process.on('SIGTERM', () => app.close().then(() => process.exit(0)));
