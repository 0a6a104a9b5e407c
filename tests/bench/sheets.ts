/**
 * `npm run bench:sheets`: how long a list of 5,000 needs takes from upload to drafts (the aim is 30 s), and how long an
 * export of 50,000 orders holds the event loop at most. The rows are checked, so that nothing quick but empty is measured.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { xlsxOf } from '@jiedui/api/hall/sheet/write-xlsx.ts';
import { jobsDone } from '@jiedui/api/report/import/jobs.ts';
import { openPool } from '@jiedui/db/connect.ts';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import pg from 'pg';
import { openHall } from './hall.ts';
import { fillTown } from './town.ts';

const ROWS = Number(process.env.BENCH_ROWS ?? 5_000);
const ORDERS = Number(process.env.BENCH_ORDERS ?? 50_000);

const folder = await mkdtemp(join(tmpdir(), 'jiedui-bench-'));
const database = await startEmbedded(folder);
try {
  await migrate(database.url);
  const pool = openPool({ url: database.url, role: 'jiedui_app', max: 10 });
  const superuserUrl = new URL(database.superuserUrl);
  superuserUrl.pathname = new URL(database.url).pathname;
  const superuser = new pg.Client({ connectionString: superuserUrl.href });
  superuser.on('error', () => {});
  await superuser.connect();
  const town = await fillTown(pool, superuser, ORDERS);
  // The town's orders bear numbers that no counter gave.
  await superuser.query(
    `insert into order_counters (tenant_id, year, kind, last) select id, 2026, 'order', $1 from tenants
     on conflict (tenant_id, year, kind) do update set last = excluded.last`,
    [ORDERS],
  );
  const station = (await superuser.query<{ name: string }>('select name from stations order by id limit 1')).rows[0]!;
  const { app, live, hall } = await openHall(pool, database.url, folder);
  const headers = { 'x-jiedui': '1', cookie: `jiedui=${town.bureauToken}` };
  const ask = async (query: string, variables: object) => {
    const { data, errors } = (
      await app.inject({
        method: 'POST',
        url: '/graphql',
        headers: { ...headers, 'content-type': 'application/json' },
        payload: { query, variables },
      })
    ).json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const heads = ['编号', '社工站', '需求名称', '预计人数', '期望开始时间', '期望结束时间'];
  const lines = Array.from({ length: ROWS }, (_, i) => [
    `L${i}`,
    station.name,
    `冬季入户探访第${i}组`,
    '近190人',
    '2026-12-01',
    '2026年12月20日',
  ]);
  const chunks: Buffer[] = [];
  const cells = (values: readonly string[]) => ({ cells: values.map((value) => ({ value, style: 'plain' as const })) });
  for await (const chunk of xlsxOf([{ name: '需求', widths: heads.map(() => 12), rows: [heads, ...lines].map(cells) }]))
    chunks.push(chunk);

  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(1);
  const upload = await app.inject({
    method: 'POST',
    url: '/imports?kind=needs',
    headers: { ...headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.concat(chunks),
  });
  const { id } = upload.json() as { id: string };
  await jobsDone(hall);
  const read = seconds();
  await ask('mutation($input: CommitImportInput!) { commitImport(input: $input) { ... on Refusal { code } } }', {
    input: { clientMutationId: randomUUID(), importId: id, mode: 'valid_rows' },
  });
  await jobsDone(hall);
  const { import: job } = await ask('query($id: ID!) { import(id: $id) { state counts { imported } } }', { id });
  if (job?.counts.imported !== ROWS) throw new Error(`taken in: ${JSON.stringify(job)}`);
  console.log(`import of ${ROWS} needs: read after ${read} s, taken in after ${seconds()} s (aim 30 s)`);

  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const start = performance.now();
  const sheet = await app.inject({ url: '/exports/orders.xlsx', headers });
  delay.disable();
  if (sheet.statusCode !== 200) throw new Error(`export: ${sheet.statusCode} ${sheet.body.slice(0, 200)}`);
  console.log(
    `export of ${ORDERS} orders: ${((performance.now() - start) / 1_000).toFixed(1)} s, ${(sheet.rawPayload.length / 2 ** 20).toFixed(1)} MB, longest stall ${Math.round(delay.max / 1e6)} ms`,
  );
  await app.close();
  await live.close();
  await superuser.end();
  await pool.end();
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
