/**
 * `npm run bench:search`: how long a search of 100,000 orders takes, asked over HTTP one after the other, by a bureau
 * officer, an organization and a station worker: for words that many orders hold, few, none, for initials, for two words
 * that never meet, for conditions. The aim is 150 ms at the 95th percentile. Beside it the cost of writing an order's text.
 */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LookedThrough, makeMissingTexts } from '@jiedui/api/hall/search/order-texts.store.ts';
import { inTransaction, openPool } from '@jiedui/db/connect.ts';
import { startEmbedded } from '@jiedui/db/embedded.ts';
import { migrate } from '@jiedui/db/migrate.ts';
import { SERVICE_TYPES } from '@jiedui/shared/taxonomy/scheme.ts';
import pg from 'pg';
import { openHall } from './hall.ts';
import { fillTown, NOW, tokenFor } from './town.ts';

const ORDERS = Number(process.env.BENCH_ORDERS ?? 100_000);
const TIMES = Number(process.env.BENCH_TIMES ?? 40);

/** The first of each list is the commonest: it is drawn twice as often as the next, and so on. */
const WHO = ['独居老人', '留守儿童', '残疾人', '困境儿童', '失能老人', '退役军人', '困难家庭', '外来务工人员'];
const WHAT = [
  '入户探访',
  '冬季送温暖',
  '助浴助洁',
  '健康义诊',
  '作业辅导',
  '心理疏导',
  '防诈骗宣讲',
  '书法课堂',
  '法律咨询',
  '戏曲进村',
  '剪纸体验',
  '皮影戏展演',
];
const WHERE = '甲乙丙丁戊己庚辛壬癸东西南北上下前后大小'
  .split('')
  .flatMap((a) => ['河', '坪', '湾', '岭', '沟'].map((b) => `${a}${b}村`));

/** What is asked, and why. */
const ASKED = [
  { name: 'often (独居老人)', search: { q: '独居老人' } },
  { name: 'sometimes (书法)', search: { q: '书法' } },
  { name: 'rarely (皮影戏)', search: { q: '皮影戏' } },
  { name: 'never (龙舟赛)', search: { q: '龙舟赛' } },
  { name: 'one character (影)', search: { q: '影' } },
  { name: 'initials, often (djlr)', search: { q: 'djlr' } },
  { name: 'initials, rarely (pyx)', search: { q: 'pyx' } },
  { name: 'initials, never (qzzq)', search: { q: 'qzzq' } },
  { name: 'pinyin (piying)', search: { q: 'piying' } },
  { name: 'place (癸沟村)', search: { q: '癸沟村' } },
  { name: 'two that meet (老人 探访)', search: { q: '老人 探访' } },
  { name: 'two that never meet (独居 戏曲)', search: { q: '独居 戏曲' } },
  { name: 'an organization (第777服务)', search: { q: '第777服务中心' } },
  { name: 'a number', search: { q: 'DD-2026-000777' } },
  { name: 'often, open', search: { q: '独居老人', state: 'open' } },
  { name: 'often, of a rare type', search: { q: '独居老人', type: SERVICE_TYPES.at(-1)?.code } },
  { name: 'no word, of a rare type', search: { type: SERVICE_TYPES.at(-1)?.code } },
  { name: 'no word, none such', search: { urgency: 'emergency' } },
];
const QUERY = `query ($search: OrderSearchInput!) { searchOrders(search: $search, first: 30) { problem { code }
  edges { node { id number title state serviceType station { name } claimedBy { name } } marks { field from to } } pageInfo { hasNextPage endCursor } } }`;

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
  // A hash of the number draws; each third draw of a word falls on a later one of its list.
  await superuser.query(
    `update orders o set title = '为' || w.place || w.who || '开展' || w.what, place = w.place || '文化广场', service_type = w.type
     from (select id,
         ($1::text[])[1 + least(cardinality($1::text[]) - 1, floor(-ln(1 - (hashtextextended(number, 1) & 65535) / 65536.0) / ln(2)))::int] as who,
         ($2::text[])[1 + least(cardinality($2::text[]) - 1, floor(-ln(1 - (hashtextextended(number, 2) & 65535) / 65536.0) / ln(2)))::int] as what,
         ($3::text[])[1 + (hashtextextended(number, 3) & 65535)::int % cardinality($3::text[])] as place,
         ($4::text[])[1 + least(cardinality($4::text[]) - 1, floor(-2 * ln(1 - (hashtextextended(number, 4) & 65535) / 65536.0) / ln(2)))::int] as type
       from orders) w where w.id = o.id`,
    [WHO, WHAT, WHERE, SERVICE_TYPES.map(({ code }) => code)],
  );
  await superuser.query("update orders set title = replace(title, '独居老人', '老年人') where title like '%戏曲%'");
  // All but the last in bulk, as no installation gets so many at once; the last as they are written day by day.
  const LAST = 500;
  const makeTexts = async (most: number) => {
    let before: string | null = null;
    for (let looked = 0; looked < most; looked += LAST) {
      const from: string | null = before;
      const page: LookedThrough = await inTransaction(pool, { system: 'relay' }, 'write', (tx) =>
        makeMissingTexts(tx, from, LAST),
      );
      before = page.lastId;
    }
  };
  await superuser.query('alter table order_texts disable trigger order_texts_posted');
  await makeTexts(ORDERS);
  await superuser.query('alter table order_texts enable trigger order_texts_posted');
  const { rows: index } = await superuser.query<{ made: string }>(
    "select indexdef as made from pg_indexes where indexname = 'order_grams_gram'",
  );
  await superuser.query('drop index order_grams_gram');
  await superuser.query(
    `insert into order_grams (tenant_id, gram, order_id, authority_id)
     select o.tenant_id, held.gram, o.id, o.authority_id from orders o join order_texts t on t.order_id = o.id, unnest(t.grams) as held (gram)`,
  );
  await superuser.query(index[0]?.made ?? '');
  const { rows: sizes } = await superuser.query<{ postings: number; mb: number }>(
    `select count(*)::int as postings, (pg_total_relation_size('order_grams') / 1048576)::int as mb from order_grams`,
  );
  console.log(`${sizes[0]?.postings} postings in ${sizes[0]?.mb} MB`);
  const clearLast = (what: string) =>
    superuser.query(`delete from ${what} where order_id in (select id from orders order by id desc limit ${LAST})`);
  await clearLast('order_grams');
  await clearLast('order_texts');
  const began = performance.now();
  await makeTexts(LAST);
  console.log(`one text with its postings written in ${((performance.now() - began) / LAST).toFixed(2)} ms`);
  await superuser.query('vacuum analyze');

  const worker = randomUUID();
  await superuser.query(
    `with made as (insert into accounts (id, tenant_id, login, name, password_hash, state, failed_count, must_change_password, created_at)
       select $1::uuid, id, 'worker', '站点社工', '-', 'active', 0, false, $2 from tenants returning id, tenant_id)
     insert into role_grants (id, tenant_id, account_id, role, station_id, valid_from)
     select gen_random_uuid(), tenant_id, id, 'station_worker', (select id from stations order by id limit 1), '2026-01-01' from made`,
    [worker, NOW],
  );
  const { app, live } = await openHall(pool, database.url, folder);
  const people = {
    'bureau officer': town.bureauToken,
    organization: town.organizationTokens[0] as string,
    'station worker': await tokenFor(pool, superuser, worker, town.tenantId),
  };
  const ask = async (token: string, search: object) => {
    const start = performance.now();
    const answer = await app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'x-jiedui': '1', cookie: `jiedui=${token}`, 'content-type': 'application/json' },
      payload: { query: QUERY, variables: { search } },
    });
    const took = performance.now() - start;
    const { data, errors } = answer.json();
    if (errors) throw new Error(JSON.stringify(errors));
    return { took, hits: data.searchOrders.edges.length as number };
  };
  const share = (sorted: readonly number[], part: number) => sorted[Math.ceil(sorted.length * part) - 1] as number;
  console.log(`\n${ORDERS} orders, a page of 30, ${TIMES} times each: median and 95th percentile in ms (aim 150)`);
  for (const [who, token] of Object.entries(people)) {
    const all: number[] = [];
    console.log(`\n${who}`);
    for (const { name, search } of ASKED) {
      for (let i = 0; i < 4; i++) await ask(token, search);
      const times: number[] = [];
      let hits = 0;
      for (let i = 0; i < TIMES; i++) {
        const answer = await ask(token, search);
        hits = answer.hits;
        times.push(answer.took);
      }
      times.sort((a, b) => a - b);
      all.push(...times);
      console.log(
        `  ${name} (${hits} found)`.padEnd(56),
        share(times, 0.5).toFixed(1).padStart(8),
        share(times, 0.95).toFixed(1).padStart(8),
      );
    }
    all.sort((a, b) => a - b);
    console.log('  all'.padEnd(56), share(all, 0.5).toFixed(1).padStart(8), share(all, 0.95).toFixed(1).padStart(8));
  }
  await app.close();
  await live.close();
  await superuser.end();
  await pool.end();
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}
