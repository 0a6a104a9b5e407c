/** The live stream across two processes: who hears what, how soon, and what a cut connection costs. */
import { type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildApp } from '@jiedui/api/app.ts';
import type { Hall } from '@jiedui/api/context.ts';
import { openLive } from '@jiedui/api/hall/live.store.ts';
import { installFirstAuthority } from '@jiedui/api/install.ts';
import { saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { openPool } from '@jiedui/db/connect.ts';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../kit/acts.ts';
import { type Server, startServer } from '../../kit/servers.ts';
import { NOW, PASSWORD, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
/** Process B; this test's own process is A. */
let other: Server;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  other = await startServer(world.database.url, NOW);
  await acts.sql('update organizations set sessions_per_month = 200');
}, 120_000);
afterAll(async () => {
  for (const ear of ears) ear.close();
  await other?.close();
  await world.close();
});

const PREFECTURE = {
  code: '620500000000',
  name: '天水市',
  level: 'prefecture',
  parentCode: '620000000000',
  aliases: [],
  validFrom: null,
  validTo: null,
} as const;

interface Event {
  readonly topic: string;
  readonly id: string;
  readonly version: number;
  readonly atMs: number;
}
interface Ear {
  readonly events: Event[];
  readonly response: IncomingMessage;
  /** Waits until an event of this topic (and id) has come. */
  hear(topic: string, id?: string, withinMs?: number): Promise<Event>;
  close(): void;
}
const ears = new Set<Ear>();
afterEach(() => {
  for (const ear of ears) ear.close();
  ears.clear();
});

function listen(url: string, cookie: string): Promise<Ear> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/live`, { headers: { cookie, accept: 'text/event-stream' } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`the stream answered ${response.statusCode}`));
      const events: Event[] = [];
      let rest = '';
      const ear: Ear = {
        events,
        response,
        close: () => asked.destroy(),
        async hear(topic, id, withinMs = 1_000) {
          for (const end = performance.now() + withinMs; performance.now() < end; ) {
            const found = events.find((event) => event.topic === topic && (id === undefined || event.id === id));
            if (found) return found;
            await new Promise((go) => setTimeout(go, 5));
          }
          throw new Error(`no ${topic} within ${withinMs} ms; heard ${JSON.stringify(events)}`);
        },
      };
      response.setEncoding('utf8').on('data', (text: string) => {
        const blocks = (rest + text).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          if (block.includes('event: open')) resolve(ear);
          const data = /^event: change\ndata: (.*)$/m.exec(block);
          if (data) events.push({ ...JSON.parse(data[1] ?? ''), atMs: performance.now() });
        }
      });
      response.on('error', () => {});
      ears.add(ear);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const listenAtOther = async (login: string) => listen(other.url, await world.cookieOf(login));
const quiet = () => new Promise((go) => setTimeout(go, 400));

describe('a stream', () => {
  test('of the other process tells of a claim within a second, thinly', async () => {
    const order = await acts.posted(world.stations.dacheng);
    const ear = await listenAtOther('dacheng');
    const claim = must(await acts.claim(world.organizations.xinlianxin, order.id));
    const done = performance.now();
    const event = await ear.hear('claim.made', claim.id);
    expect(event.atMs - done).toBeLessThan(1_000);
    const { atMs: _at, ...thin } = event;
    expect(thin).toEqual({ topic: 'claim.made', id: claim.id, version: 1 });
  });

  test('of the same process hears too, and a refused change tells nobody', async () => {
    await world.app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = world.app.server.address() as AddressInfo;
    const ear = await listen(`http://127.0.0.1:${port}`, await world.cookieOf('dacheng'));
    const order = await acts.posted(world.stations.dacheng);
    const { atMs } = await ear.hear('order.posted', order.id);
    expect(atMs).toBeGreaterThan(0);
    const heard = ear.events.length;
    expect(await acts.cancel(world.stations.dacheng, order, '')).toMatchObject({ code: 'REASON_MISSING' });
    await quiet();
    expect(ear.events).toHaveLength(heard);
  });

  test('brings many changes of one moment all, each once', async () => {
    const ear = await listenAtOther('shetang');
    const context = await acts.as(world.stations.shetang);
    const drafts = [];
    for (let round = 0; round < 5; round++) {
      const some = Array.from({ length: 9 }, () => saveOrderDraft(context, { ...WHOLE, ...acts.key() }));
      drafts.push(...(await Promise.all(some)).map(must));
    }
    for (const { id } of drafts) await ear.hear('order.drafted', id, 3_000);
    await quiet();
    expect(ear.events.filter((event) => event.topic === 'order.drafted')).toHaveLength(45);
  });

  test('is for the signed-in', async () => {
    await expect(listen(other.url, '')).rejects.toThrow('401');
    await expect(listen(other.url, `jiedui=${'A'.repeat(43)}`)).rejects.toThrow('401');
  });
});

describe('what concerns one station only', () => {
  test('is heard by that station, and by no other station or organization', async () => {
    const [own, station, organization] = [
      await listenAtOther('dacheng'),
      await listenAtOther('shetang'),
      await listenAtOther('xinlianxin'),
    ];
    const draft = await acts.draft(world.stations.dacheng);
    await own.hear('order.drafted', draft.id);
    await quiet();
    expect(station.events).toEqual([]);
    expect(organization.events).toEqual([]);
  });

  test('of the two parties to an agreement is heard by both and the bureau, not by others', async () => {
    const claim = await acts.confirmedClaim(world.stations.dacheng, world.organizations.xinlianxin);
    const [station, organization, bureau] = [
      await listenAtOther('dacheng'),
      await listenAtOther('xinlianxin'),
      await listenAtOther('bureau'),
    ];
    const strangers = [await listenAtOther('shetang'), await listenAtOther('nuanyang')];
    const agreement = must(await acts.agree(world.stations.dacheng, claim.id));
    for (const ear of [station, organization, bureau]) await ear.hear('agreement.drafted', agreement.id);
    await quiet();
    for (const ear of strangers) expect(ear.events.map((event) => event.topic)).not.toContain('agreement.drafted');
  });

  test('never leaves its tenant, not even what every page of the tenant hears', async () => {
    const foreign = await installFirstAuthority(
      world.hall.pool,
      {
        tenantName: '陇南市',
        regions: [PREFECTURE],
        kind: 'civil_affairs',
        name: '陇南市民政局',
        regionCode: '620500000000',
        jurisdiction: [],
        login: 'foreign',
        officerName: '外地经办人',
        password: PASSWORD,
      },
      NOW,
    );
    expect(foreign.tenantId).not.toBe(world.tenantId);
    const [stranger, own] = [await listenAtOther('foreign'), await listenAtOther('shetang')];
    const order = await acts.posted(world.stations.dacheng);
    await own.hear('order.posted', order.id);
    await quiet();
    expect(stranger.events).toEqual([]);
  });
});

describe('when the listening connection is cut', () => {
  const cut = async () => {
    const owner = world.database.openPool(null, 1);
    const { rowCount } = await owner.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen jiedui_live%' and pid <> pg_backend_pid()`,
    );
    return rowCount;
  };

  test('every process lives on, tells its pages to look again, and brings the next event', async () => {
    const ear = await listenAtOther('dacheng');
    expect(await cut()).toBe(2);
    await ear.hear('live.reopened', '', 5_000);
    const order = await acts.posted(world.stations.dacheng);
    await ear.hear('order.posted', order.id, 2_000);
  });

  test('twice in a row, it still comes back', async () => {
    const ear = await listenAtOther('dacheng');
    await cut();
    await ear.hear('live.reopened', '', 5_000);
    ear.events.length = 0;
    expect(await cut()).toBeGreaterThan(0);
    await ear.hear('live.reopened', '', 5_000);
    const order = await acts.posted(world.stations.dacheng);
    await ear.hear('order.posted', order.id, 2_000);
  });
});

test('a server with open streams closes within a second, and the streams end', async () => {
  const log = pino({ level: 'fatal' });
  const pool = openPool({ url: world.database.url, role: 'jiedui_app', max: 2 });
  const live = await openLive(pool, world.database.url, log);
  const hall: Hall = { ...world.hall, pool, live };
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
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const streams = [];
  for (const login of ['dacheng', 'xinlianxin', 'bureau'])
    streams.push(await listen(`http://127.0.0.1:${port}`, await world.cookieOf(login)));
  const ended = Promise.all(streams.map(({ response }) => new Promise((resolve) => response.on('close', resolve))));
  const begin = performance.now();
  await app.close();
  expect(performance.now() - begin).toBeLessThan(1_000);
  await ended;
  await live.close();
  await pool.end();
});

test('a change announced just before the process stops still reaches the others', async () => {
  const ear = await listenAtOther('dacheng');
  const live = await openLive(world.hall.pool, world.database.url, pino({ level: 'fatal' }));
  live.announce(world.tenantId, [
    {
      topic: 'order.lastWord',
      entityId: world.stations.dacheng.id,
      version: 1,
      payload: { stationId: world.stations.dacheng.id },
    },
  ]);
  await live.close();
  await ear.hear('order.lastWord');
});
