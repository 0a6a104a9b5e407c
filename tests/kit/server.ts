/**
 * The API as a process of its own, for tests that need two of them. Forked with DATABASE_URL and NOW; says
 * `{ port }` once it listens. Messages: `warm` opens every connection of its pool; `unguarded` claims an order for each
 * claimant at once the way no product should, read then write; `end` stops it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '@jiedui/api/app.ts';
import { openLive } from '@jiedui/api/hall/live.store.ts';
import { inTransaction, openPool } from '@jiedui/db/connect.ts';
import { pino } from 'pino';

export interface Claimant {
  readonly organizationId: string;
  readonly accountId: string;
}
export type ServerMessage =
  | { readonly do: 'warm' }
  | { readonly do: 'unguarded'; readonly orderId: string; readonly claimants: readonly Claimant[] }
  | { readonly do: 'end' };

const POOL = 10;

async function serve(url: string, now: Date): Promise<void> {
  const log = pino({ level: 'fatal' });
  const dataDir = mkdtempSync(join(tmpdir(), 'jiedui-server-'));
  const pool = openPool({ url, role: 'jiedui_app', max: POOL });
  const publicPool = openPool({ url, role: 'jiedui_open', max: 1 });
  const live = await openLive(pool, url, log);
  const clock = () => now;
  const app = await buildApp({
    hall: { pool, openPool: publicPool, live, clock, dataDir },
    log,
    clock,
    production: true,
    persistedOnly: false,
    cookieSecure: false,
    trustProxy: false,
    webDist: null,
    documentsPath: '',
    rateLimitPerMinute: null,
  });

  /** Every connection at once: while one sleeps, the pool must open the next. */
  const warm = () =>
    Promise.all(
      Array.from({ length: POOL }, () =>
        inTransaction(pool, { system: 'install' }, 'read', (tx) => tx.client.query('select pg_sleep(0.3)')),
      ),
    );

  const claimUnguarded = (orderId: string, { organizationId, accountId }: Claimant) =>
    inTransaction(pool, { system: 'install' }, 'write', async (tx) => {
      const { rows } = await tx.client.query('select state from orders where id = $1', [orderId]);
      if (rows[0]?.state !== 'open') return false;
      await tx.client.query(
        `update orders set state = 'claimed', claimed_organization_id = $2, claimed_at = $3, claim_lapses_at = $3 where id = $1`,
        [orderId, organizationId, now],
      );
      await tx.client.query(
        `insert into claims (id, tenant_id, order_id, station_id, authority_id, organization_id, state, claimed_by, claimed_at, confirm_until, version)
         select gen_random_uuid(), tenant_id, id, station_id, authority_id, $2, 'pending', $3, $4, $4, 1 from orders where id = $1`,
        [orderId, organizationId, accountId, now],
      );
      return true;
    });

  // Also when the test that started it is gone.
  process.on('disconnect', () => process.exit());
  process.on('message', async (message: ServerMessage) => {
    if (message.do === 'warm') {
      await warm();
      process.send?.({ warmed: true });
    } else if (message.do === 'unguarded') {
      const won = await Promise.all(message.claimants.map((claimant) => claimUnguarded(message.orderId, claimant)));
      process.send?.({ won: won.filter(Boolean).length });
    } else {
      await app.close();
      await live.close();
      await Promise.all([pool.end(), publicPool.end()]);
      rmSync(dataDir, { recursive: true, force: true });
      process.disconnect();
    }
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const address = app.server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
}

const { DATABASE_URL, NOW } = process.env;
if (!DATABASE_URL || !NOW) throw new Error('DATABASE_URL and NOW are needed');
await serve(DATABASE_URL, new Date(NOW));
