/**
 * How long a process reads a large tenant into its online index when it starts: rows from PostgreSQL, without cutting
 * texts into words, and what cutting them all takes afterwards, between other work. Run it by
 * `node .runtime/run.mjs tests/bench/online-load.ts`; `--each N` offers for each of a thousand organizations, `--orders N`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { enterTenant } from '@jiedui/api/matching/online.store.ts';
import { indexUpToDate } from '@jiedui/api/matching/online.ts';
import { inTransaction, openPool } from '@jiedui/db/connect.ts';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import pg from 'pg';
import { fillTown, NOW } from './town.ts';

const { values } = parseArgs({
  options: { each: { type: 'string', default: '20' }, orders: { type: 'string', default: '20000' } },
});

const MORE_OFFERS = `insert into offers (id, tenant_id, number, organization_id, title, content, service_types, target_groups,
    sessions_per_month, area_codes, window_from, window_to, cost_mode, state, last_confirmed_on, version, created_at, updated_at)
  select gen_random_uuid(), tenant_id, 'GG-' || n || '-' || organization_id, organization_id, n || '号村独居老人入户探访',
    '每周上门一次，检查用电用气安全，测血压，陪老人聊天，形成需求清单交社工站，发现情况当天联系家属。' || n, service_types, target_groups,
    sessions_per_month, area_codes, window_from, window_to, cost_mode, state, last_confirmed_on, version, created_at, updated_at
  from offers, generate_series(2, $1::int) n`;

const folder = await mkdtemp(join(tmpdir(), 'jiedui-bench-'));
const database = await startEmbedded(folder);
try {
  await migrate(database.url);
  const pool = openPool({ url: database.url, role: 'jiedui_app', max: 4 });
  const superuserUrl = new URL(database.superuserUrl);
  superuserUrl.pathname = new URL(database.url).pathname;
  const superuser = new pg.Client({ connectionString: superuserUrl.href });
  await superuser.connect();
  await fillTown(pool, superuser, Number(values.orders));
  await superuser.query(MORE_OFFERS, [Number(values.each)]);
  await superuser.query('vacuum analyze');
  const tenants = await superuser.query<{ id: string }>('select id from tenants');
  await superuser.end();
  const tenantId = tenants.rows[0]!.id;
  const cpu = process.cpuUsage();
  const start = performance.now();
  const index = await inTransaction(pool, { system: 'relay' }, 'read', async (tx) => {
    await enterTenant(tx, tenantId);
    return indexUpToDate(pool, tx, tenantId, NOW);
  });
  const loaded = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const before = performance.now();
  index.cutTexts(Infinity);
  const cutting = performance.now() - before;
  const ms = (time: number) => `${time.toFixed(0)} ms`;
  console.log(
    `${index.providers.count} organizations, ${values.each} offers each, ${index.orders.slots.count} open orders`,
  );
  console.log(`load of the machine ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} cores`);
  console.log(`rows into the index: ${ms(loaded)}, of which ${ms((user + system) / 1e3)} of our processor time`);
  console.log(`cutting what texts are left: ${ms(cutting)}`);
  await pool.end();
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
