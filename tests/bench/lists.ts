/**
 * `npm run bench:lists`: the gap board, a list as of a past day and what changed since then, for 254 stations and 100,000
 * orders with three states each, over HTTP. Each answer is checked, so that nothing quick but empty is measured.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '@jiedui/db/connect.ts';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import { SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import pg from 'pg';
import { openHall } from './hall.ts';
import { fillTown } from './town.ts';

const ORDERS = Number(process.env.BENCH_ORDERS ?? 100_000);
const STATIONS = 254;
const COUNTIES = 7;
const TIMES = Number(process.env.BENCH_TIMES ?? 20);
/** The two changes of every order, and a day between them. */
const POSTED = '2026-10-09T02:00:00Z';
const TAKEN = '2026-10-28T02:00:00Z';
const PAST_DAY = '2026-10-20';
const RECENT_DAY = '2026-11-20';

/** From one township to a township for each station, from one type to all, and a history for each order. */
async function spread(superuser: pg.Client): Promise<void> {
  const run = (text: string, values: unknown[] = []) => superuser.query(text, values);
  await run(
    `insert into regions (code, name, level, parent_code, aliases) select '6205' || (10 + i) || '000000', '第' || i || '区', 'county', '620500000000', '{}' from generate_series(0, $1::int - 1) i`,
    [COUNTIES],
  );
  await run(
    `insert into regions (code, name, level, parent_code, aliases) select '6205' || (10 + i % $2::int) || lpad((200 + i)::text, 3, '0') || '000', '第' || i || '镇', 'township', '6205' || (10 + i % $2::int) || '000000', '{}'
     from generate_series(1, $1::int) i`,
    [STATIONS, COUNTIES],
  );
  await run('set session_replication_role = replica');
  await run(
    `insert into stations (id, tenant_id, code, name, region_code, authority_id, state, version, created_at)
     select gen_random_uuid(), s.tenant_id, 'T' || i, '第' || (100 + i) || '社工站', s.region_code, s.authority_id, s.state, 1, s.created_at
     from generate_series(1, $1::int - (select count(*)::int from stations)) i, (select * from stations limit 1) s`,
    [STATIONS],
  );
  await run(
    `update stations s set region_code = '6205' || (10 + n.i % $1::int) || lpad((200 + n.i)::text, 3, '0') || '000'
     from (select id, row_number() over (order by id) as i from stations) n where n.id = s.id`,
    [COUNTIES],
  );
  const types = SERVICE_TYPES.map(({ code }) => code);
  // A fifth of what is open waits since October; of the rest most was posted in the last days.
  await run(
    `update orders o set service_type = ($1::text[])[1 + n.i % array_length($1::text[], 1)], station_id = s.ids[1 + n.i % $2::int], region_code = s.codes[1 + n.i % $2::int],
       state = 'open', claimed_organization_id = null, claimed_at = null, completed_at = null, posted_at = $3::timestamptz + n.i % 40 * interval '1 day', updated_at = $3
     from (select id, row_number() over (order by id)::int as i from orders) n,
       (select array_agg(id order by id) as ids, array_agg(region_code order by id) as codes from stations) s where n.id = o.id`,
    [types, STATIONS, POSTED],
  );
  await run(
    `update offers f set service_types = array[($1::text[])[1 + n.i % array_length($1::text[], 1)], ($1::text[])[1 + (n.i * 7) % array_length($1::text[], 1)]],
       area_codes = case when n.i % 3 = 0 then array['6205' || (10 + n.i % $2::int) || '000000'] else s.codes[1 + n.i % 200 : 3 + n.i % 200] end
     from (select id, row_number() over (order by id)::int as i from offers) n, (select array_agg(region_code order by id) as codes from stations) s where n.id = f.id`,
    [types, COUNTIES],
  );
  await run('truncate order_versions');
  await run('set session_replication_role = origin');
  // Each of these writes a state, as in life.
  await run("update orders set updated_at = updated_at + interval '1 minute'");
  await run(
    `update orders o set state = 'completed', claimed_organization_id = g.ids[1 + n.i % array_length(g.ids, 1)], claimed_at = $1, completed_at = $1, updated_at = $1
     from (select id, row_number() over (order by id)::int as i from orders) n, (select array_agg(id order by id) as ids from organizations) g
     where n.id = o.id and n.i % 10 <> 0`,
    [TAKEN],
  );
  await run(
    `update orders set place = '新的活动室', updated_at = '2026-11-23T02:00:00Z' where state = 'open' and right(number, 2) = '10'`,
  );
  await run('vacuum analyze');
}

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
  await spread(superuser);
  const { app, live } = await openHall(pool, database.url, folder);
  const headers = { 'x-jiedui': '1', cookie: `jiedui=${town.bureauToken}` };
  // biome-ignore lint/suspicious/noExplicitAny: what is asked is read below
  const ask = async (query: string): Promise<any> => {
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...headers, 'content-type': 'application/json' },
      payload: { query },
    });
    const { data, errors } = response.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };

  const PAGE = 'totalCount pageInfo { hasNextPage } edges { node';
  const cases: readonly { name: string; query: string; count: (data: never) => number; least: number }[] = [
    {
      name: 'gap board of the townships of a county',
      query:
        '{ gapBoard(county: "620510000000") { cells { serviceType placeCode openOrders unmetOrders sessionsPerMonth light } } }',
      count: ({ gapBoard }: { gapBoard: { cells: unknown[] } }) => gapBoard.cells.length,
      least: 500,
    },
    {
      name: 'gap board by county',
      query: '{ gapBoard { cells { serviceType placeCode openOrders unmetOrders sessionsPerMonth light } } }',
      count: ({ gapBoard }: { gapBoard: { cells: unknown[] } }) => gapBoard.cells.length,
      least: 100,
    },
    {
      name: 'orders long unmet, first page',
      query: `{ gapOrders(first: 25) { ${PAGE} { id waitedDays } } } }`,
      count: ({ gapOrders }: { gapOrders: { totalCount: number } }) => gapOrders.totalCount,
      least: 1_000,
    },
    {
      name: 'offers nobody asked for, first page',
      query: `{ gapOffers(first: 25, unaskedDays: 5) { ${PAGE} { id } } } }`,
      count: ({ gapOffers }: { gapOffers: { totalCount: number } }) => gapOffers.totalCount,
      least: 0,
    },
    {
      name: 'need list as of a past day, first page and count',
      query: `{ listAsOf(list: orders, on: "${PAST_DAY}", first: 25) { ${PAGE} { id title stateWord owner } } } }`,
      count: ({ listAsOf }: { listAsOf: { totalCount: number } }) => listAsOf.totalCount,
      least: ORDERS,
    },
    {
      name: 'need list as of today, first page and count',
      query: `{ listAsOf(list: orders, on: "2026-11-24", first: 25) { ${PAGE} { id title stateWord owner } } } }`,
      count: ({ listAsOf }: { listAsOf: { totalCount: number } }) => listAsOf.totalCount,
      least: ORDERS / 10,
    },
    {
      name: 'what changed in the last days, 25 of them',
      query: `{ listChanges(since: "${RECENT_DAY}") { sentence counts { kind count } lines(first: 25) { ${PAGE} { id kind } } } } }`,
      count: ({ listChanges }: { listChanges: { lines: { totalCount: number } } }) => listChanges.lines.totalCount,
      least: ORDERS / 100,
    },
  ];
  console.log(`\n${ORDERS} orders in three states each, ${STATIONS} stations, ${TIMES} times each, in ms`);
  console.log('answer'.padEnd(52), 'rows'.padStart(8), 'median'.padStart(8), 'p95'.padStart(8));
  for (const { name, query, count, least } of cases) {
    const rows = count((await ask(query)) as never);
    if (rows < least) throw new Error(`${name}: ${rows} rows, at least ${least} lie there`);
    const taken: number[] = [];
    for (let n = 0; n < TIMES; n += 1) {
      const began = performance.now();
      await ask(query);
      taken.push(performance.now() - began);
    }
    taken.sort((a, b) => a - b);
    const at = (share: number) => String(Math.round(taken[Math.floor((taken.length - 1) * share)]!)).padStart(8);
    console.log(name.padEnd(52), String(rows).padStart(8), at(0.5), at(0.95));
  }
  const began = performance.now();
  const sheet = await app.inject({
    url: `/exports/orders.xlsx?layout=official&states=open,claimed,confirmed&asOf=${PAST_DAY}`,
    headers,
  });
  if (sheet.statusCode !== 200 || sheet.rawPayload.length < ORDERS) throw new Error(`export: ${sheet.statusCode}`);
  console.log(
    `export of the past day: ${((performance.now() - began) / 1_000).toFixed(1)} s, ${(sheet.rawPayload.length / 2 ** 20).toFixed(1)} MB`,
  );
  await app.close();
  await live.close();
  await superuser.end();
  await pool.end();
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
