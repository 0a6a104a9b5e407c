/**
 * `npm run bench`: how close the product comes to a bare server, as ratios of requests a second in one run. Rounds are
 * interleaved and the median is taken, because one machine's figures vary by a third from minute to minute.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPool } from '@jiedui/db/connect.ts';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import autocannon from 'autocannon';
import pg from 'pg';
import { type BenchTown, fillTown } from './town.ts';

const ORDERS = Number(process.env.BENCH_ORDERS ?? 100_000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 5);
const CONNECTIONS = 16;
/** Each round of both servers takes its claims from the tenth of the orders that is open; the warm-up is a round too. */
const CLAIMS_A_ROUND = Math.min(1_200, Math.floor(ORDERS / 10 / (2 * (ROUNDS + 1))));

interface Server {
  readonly process: ChildProcess;
  readonly url: string;
  readonly words: readonly string[];
}

function start(file: string, databaseUrl: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, file), databaseUrl], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      const words = String(chunk).trim().split(' ');
      if (words[0] === 'listening') resolve({ process: child, url: `http://127.0.0.1:${words[1]}`, words });
    });
  });
}

/** An error of GraphQL, a refusal's code, or a claim that the bare server lost. */
const BAD = /"errors"|"code":"[A-Z]+_|"lost"/;

/**
 * Requests a second; every answer must be 200 and free of errors. Timed by the answers themselves: autocannon looks at its
 * clock once a second, and a round of claims takes but a few.
 */
async function load(
  url: string,
  requests: autocannon.Request[],
  stop: { duration: number } | { amount: number },
): Promise<number> {
  let bad = 0;
  let answers = 0;
  let lastAt = 0;
  const checked = requests.map((request) => ({
    ...request,
    onResponse: (status: number, body: string) => {
      if (status !== 200 || BAD.test(body)) bad += 1;
      answers += 1;
      lastAt = performance.now();
    },
  }));
  const began = performance.now();
  const result = await autocannon({ url, connections: CONNECTIONS, requests: checked, ...stop });
  if (0 < bad || 0 < result.non2xx) throw new Error(`${bad} bad answers, ${result.non2xx} not 2xx from ${url}`);
  return answers / ((lastAt - began) / 1_000);
}

const FIELDS =
  'id number state title serviceType windowFrom windowTo claimableUntil station { id name code } claimedBy { id name }';

function graphql(token: () => string, query: string, variables: () => unknown): autocannon.Request {
  return {
    method: 'POST',
    path: '/graphql',
    setupRequest: (request) => ({
      ...request,
      headers: { 'content-type': 'application/json', 'x-jiedui': '1', cookie: `jiedui=${token()}` },
      body: JSON.stringify({ query, variables: variables() }),
    }),
  };
}

function inTurn<T>(items: readonly T[]): () => T {
  let at = 0;
  return () => items[at++ % items.length] as T;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;

async function measure(raw: Server, ours: Server, town: BenchTown): Promise<void> {
  const bureau = () => town.bureauToken;
  const organization = inTurn(town.organizationTokens);
  const order = inTurn(town.anyOrderIds);
  const open = inTurn(town.openOrderIds);
  const { id: organizationId } = (await (await fetch(`${raw.url}/organization`)).json()) as { id: string };
  const rawOrder = inTurn(town.anyOrderIds);
  const timed = { duration: SECONDS };
  const cases = [
    {
      name: '(a) list of 50 orders with two nested objects',
      aim: 0.65,
      raw: () => load(raw.url, [{ method: 'GET', path: '/orders' }], timed),
      ours: () =>
        load(ours.url, [graphql(bureau, `{ orders(first: 50) { edges { node { ${FIELDS} } } } }`, () => ({}))], timed),
    },
    {
      name: '(b) one order',
      aim: 0.35,
      raw: () =>
        load(
          raw.url,
          [{ method: 'GET', setupRequest: (request) => ({ ...request, path: `/orders/${rawOrder()}` }) }],
          timed,
        ),
      ours: () =>
        load(
          ours.url,
          [graphql(bureau, `query($id: ID!) { order(id: $id) { ${FIELDS} } }`, () => ({ id: order() }))],
          timed,
        ),
    },
    {
      name: '(c) a claim',
      aim: 0.5,
      raw: () =>
        load(
          raw.url,
          [
            {
              method: 'POST',
              path: '/claims',
              headers: { 'content-type': 'application/json' },
              setupRequest: (request) => ({ ...request, body: JSON.stringify({ orderId: open(), organizationId }) }),
            },
          ],
          { amount: CLAIMS_A_ROUND },
        ),
      ours: () =>
        load(
          ours.url,
          [
            graphql(
              organization,
              'mutation($input: ClaimOrderInput!) { claimOrder(input: $input) { __typename ... on Claim { id state } ... on Refusal { code } } }',
              () => ({ input: { clientMutationId: randomUUID(), orderId: open() } }),
            ),
          ],
          { amount: CLAIMS_A_ROUND },
        ),
    },
  ];
  console.log(`\n${ORDERS} orders, ${CONNECTIONS} connections, median of ${ROUNDS} interleaved rounds`);
  console.log('case'.padEnd(48), 'raw/s'.padStart(8), 'ours/s'.padStart(8), 'ratio'.padStart(7), 'aim'.padStart(6));
  for (const { name, aim, ...pair } of cases) {
    await pair.raw();
    await pair.ours();
    const rounds: { raw: number; ours: number }[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push({ raw: await pair.raw(), ours: await pair.ours() });
    const ratio = median(rounds.map((round) => round.ours / round.raw));
    const shown = [median(rounds.map((r) => r.raw)), median(rounds.map((r) => r.ours))].map((value) =>
      String(Math.round(value)).padStart(8),
    );
    console.log(name.padEnd(48), ...shown, ratio.toFixed(2).padStart(7), aim.toFixed(2).padStart(6));
  }
}

const folder = await mkdtemp(join(tmpdir(), 'jiedui-bench-'));
const database = await startEmbedded(folder);
const servers: Server[] = [];
try {
  await migrate(database.url);
  const pool = openPool({ url: database.url, role: 'jiedui_app', max: 4 });
  // A superuser has no row-level security to pass: for filling the tables, and for the bare server.
  const superuserUrl = new URL(database.superuserUrl);
  superuserUrl.pathname = new URL(database.url).pathname;
  const superuser = new pg.Client({ connectionString: superuserUrl.href });
  superuser.on('error', () => {});
  await superuser.connect();
  const town = await fillTown(pool, superuser, ORDERS);
  await superuser.query('vacuum analyze');
  await superuser.end();
  await pool.end();
  const raw = await start('raw-server.ts', superuserUrl.href);
  servers.push(raw);
  const ours = await start('our-server.ts', database.url);
  servers.push(ours);
  console.log(`our server: ready in ${ours.words[2]} ms, ${ours.words[3]} MB at rest`);
  await measure(raw, ours, town);
  ours.process.stdout?.on('data', (chunk: Buffer) => {
    if (String(chunk).startsWith('memory'))
      console.log(`our server: ${String(chunk).trim().split(' ')[1]} MB after the load`);
  });
  ours.process.kill('SIGUSR2');
  await new Promise((resolve) => setTimeout(resolve, 500));
} finally {
  for (const { process: child } of servers) {
    child.removeAllListeners('exit');
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
