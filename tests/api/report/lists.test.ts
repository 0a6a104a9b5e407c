/** Both lists kept alive: what was kept does not change, the monthly word, what changed, and the gap board over HTTP. */
import { changesBetween } from '@jiedui/api/report/lists/changes.ts';
import { confirmAllNeeds, confirmOneNeed } from '@jiedui/api/order/confirming.commands.ts';
import { confirmAllOffers } from '@jiedui/api/offer/confirming.commands.ts';
import { openUpload } from '@jiedui/api/hall/sheet/open-upload.ts';
import { inTransaction } from '@jiedui/db/connect.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

describe('what was kept', () => {
  const run = (enter: Parameters<typeof inTransaction>[1], sql: string, values: unknown[] = []) =>
    inTransaction(world.hall.pool, enter, 'write', (tx) => tx.client.query(sql, values)).then(
      ({ rowCount }) => rowCount,
      (error: { code?: string }) => error.code,
    );

  test('does not change, not even for the machine, and nobody writes it by hand', async () => {
    const order = await acts.posted(world.stations.dacheng, { title: '写下就不再改的一条' });
    const install = { system: 'install' } as const;
    const of = 'where order_id = $1';
    expect(await run(install, `update order_versions set facts = '{}' ${of}`, [order.id])).toBe('JD013');
    expect(
      await run(install, `update order_versions set valid_from = valid_from - interval '1 day' ${of}`, [order.id]),
    ).toBe('JD013');
    expect(await run(install, `delete from order_versions ${of}`, [order.id])).toBe('42501');
    const { sessionId } = await acts.as(world.stations.dacheng);
    const station = { session: sessionId, at: NOW };
    expect(await run(station, `update order_versions set valid_to = now() ${of}`, [order.id])).toBe(0);
    const copy = `insert into order_versions (tenant_id, order_id, seq, version, station_id, authority_id, state, valid_from, valid_to, facts)
      select tenant_id, order_id, 99, version, station_id, authority_id, state, valid_from, valid_from, facts from order_versions ${of}`;
    expect(await run(station, copy, [order.id])).toBe('42501');
    await acts.sql(`update orders set place = '别处', updated_at = $2 where id = $1`, [
      order.id,
      new Date(NOW.getTime() + 9000),
    ]);
    expect(await run(install, `update order_versions set valid_to = null ${of} and seq = 1`, [order.id])).toBe('JD013');
  });

  test('is seen by whom the thing is: the history of a station by the station, its bureau and organizations', async () => {
    const order = await acts.posted(world.stations.dacheng, { title: '谁看得见的一条' });
    const offer = await acts.one<{ id: string }>(`select id from offers where organization_id = $1 limit 1`, [
      world.organizations.tongxin.id,
    ]);
    await acts.sql(`update offers set state = 'paused', updated_at = $2 where id = $1`, [offer.id, NOW]);
    const seen = async (who: { accountId: string }, sql: string, id: string) => {
      const { sessionId } = await acts.as(who);
      return run({ session: sessionId, at: NOW }, sql, [id]);
    };
    const orders = 'select from order_versions where order_id = $1';
    expect(await seen(world.stations.dacheng, orders, order.id)).toBe(1);
    expect(await seen(world.organizations.nuanyang, orders, order.id)).toBe(1);
    expect(await seen(world.stations.shetang, orders, order.id)).toBe(0);
    // Of an offer, stations see the states in which it was listed.
    const offers = 'select from offer_versions where offer_id = $1';
    expect(await seen(world.organizations.tongxin, offers, offer.id)).toBe(2);
    expect(await seen(world.organizations.nuanyang, offers, offer.id)).toBe(0);
    expect(await seen(world.stations.shetang, offers, offer.id)).toBe(1);
    await acts.sql(`update offers set state = 'listed' where id = $1`, [offer.id]);
  });
});

const JANUARY = new Date('2027-01-05T02:00:00Z');
const AFTER_CUT_OFF = new Date('2026-12-25T02:00:00Z');

describe('the monthly word', () => {
  const deadline = {
    claimableUntil: new Date('2027-02-26T10:00:00+08:00'),
    windowFrom: '2027-02-27',
    windowTo: '2027-03-10',
  };

  test('an order without it rests after the cut-off and is not claimed; one tap lists it again', async () => {
    const { dacheng, shetang } = world.stations;
    await acts.sql(`update offers set last_confirmed_on = '2027-01-02', window_to = '2027-12-31'`);
    const order = await acts.posted(shetang, { title: '冬天里一直需要的陪伴', ...deadline } as never, NOW);
    expect(await acts.claim(world.organizations.nuanyang, order.id, AFTER_CUT_OFF)).toMatchObject({
      code: 'CLAIM_TOO_LATE',
      message: expect.stringContaining('等社工站确认仍需要'),
    });
    expect(
      await confirmOneNeed(await acts.as(dacheng, AFTER_CUT_OFF), { ...acts.key(), orderId: order.id }),
    ).toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
    const confirmed = must(
      await confirmOneNeed(await acts.as(shetang, AFTER_CUT_OFF), { ...acts.key(), orderId: order.id }),
    );
    expect(confirmed).toMatchObject({ lastConfirmedOn: '2026-12-25', version: order.version });
    must(await acts.claim(world.organizations.nuanyang, order.id, AFTER_CUT_OFF));
    expect(
      await confirmOneNeed(await acts.as(shetang, AFTER_CUT_OFF), { ...acts.key(), orderId: order.id }),
    ).toMatchObject({
      code: 'ORDER_NOT_IN',
    });
  });

  test('全部仍需要 confirms what waits at once, and the second tap finds nothing', async () => {
    const { shetang } = world.stations;
    await acts.posted(shetang, { title: '等着确认的第一条', ...deadline } as never, NOW);
    await acts.posted(shetang, { title: '等着确认的第二条', ...deadline } as never, NOW);
    const waiting = await acts.sql(
      `select from orders where station_id = $1 and (state = 'open' or state = 'claimed' and claim_lapses_at < $2)`,
      [shetang.id, JANUARY],
    );
    const first = await confirmAllNeeds(await acts.as(shetang, JANUARY), acts.key());
    expect(first).toMatchObject({ confirmed: waiting.length, left: 0 });
    expect(1).toBeLessThan(first.confirmed);
    expect(await confirmAllNeeds(await acts.as(shetang, JANUARY), acts.key())).toMatchObject({ confirmed: 0, left: 0 });
  });

  test('of offers too', async () => {
    const { xinlianxin } = world.organizations;
    await acts.sql(`update offers set last_confirmed_on = '2026-12-02' where organization_id = $1`, [xinlianxin.id]);
    expect(await confirmAllOffers(await acts.as(xinlianxin, JANUARY), acts.key())).toMatchObject({
      confirmed: 1,
      left: 0,
    });
    expect(await confirmAllOffers(await acts.as(xinlianxin, JANUARY), acts.key())).toMatchObject({ confirmed: 0 });
  });
});

describe('what changed between two instants', () => {
  test('is told once for each thing, by what became of it', async () => {
    await acts.sql(`update offers set last_confirmed_on = '2026-11-24', window_to = '2026-12-31'`);
    const { dacheng } = world.stations;
    const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
    const cancelled = await acts.posted(dacheng, { title: '先有后撤的一条点单' }, NOW);
    const claimed = await acts.posted(dacheng, { title: '先有后接的一条点单' }, NOW);
    const from = later(200);
    const added = await acts.posted(dacheng, { title: '后来新增的一条点单' }, later(201));
    must(await acts.cancel(dacheng, cancelled, '不再需要', later(202)));
    must(await acts.claim(world.organizations.nuanyang, claimed.id, later(203)));
    const { sessionId } = await acts.as(world.officer);
    const changes = await inTransaction(world.hall.pool, { session: sessionId, at: NOW }, 'read', (tx) =>
      changesBetween(tx, from, later(240), null),
    );
    const kindOf = (id: string) => changes.lines.find((line) => line.id === id)?.kind;
    expect(kindOf(added.id)).toBe('added');
    expect(kindOf(cancelled.id)).toBe('withdrawn');
    expect(kindOf(claimed.id)).toBe('claimed');
    // Two working days later, nobody having confirmed, the claim has lapsed: nothing was written, and it is told all the same.
    const lapsed = await inTransaction(world.hall.pool, { session: sessionId, at: NOW }, 'read', (tx) =>
      changesBetween(tx, later(240), new Date('2026-12-01T02:00:00Z'), null),
    );
    expect(lapsed.lines.find((line) => line.id === claimed.id)?.kind).toBe('reopened');
    expect(changes.sentence).toMatch(/^需求清单新增 \d+ 条、/);
  });
});

describe('the gap board', () => {
  const BOARD = `query ($days: Int) { gapBoard(days: $days) { level days cells { serviceType placeCode openOrders people { text } unmetOrders offers sessionsPerMonth light } } }`;

  test('sets need against what reaches the place, and every number opens to its rows', async () => {
    await acts.sql(`update offers set last_confirmed_on = '2026-11-24', window_to = '2026-12-31', state = 'listed'`);
    await acts.posted(world.stations.shetang, { title: '没有人提供的一种服务', serviceType: 'SF01' as never }, NOW);
    const { data, errors } = await world.ask('bureau', BOARD, { days: 7 });
    expect(errors).toBeUndefined();
    const { cells, level } = data.gapBoard;
    expect(level).toBe('township');
    const cell = (type: string, place: string) =>
      cells.find(
        (each: { serviceType: string; placeCode: string }) => each.serviceType === type && each.placeCode === place,
      );
    expect(cell('SF01', '620503102000')).toMatchObject({
      openOrders: 1,
      offers: 0,
      sessionsPerMonth: 0,
      light: 'none',
      people: { text: '35 人' },
    });
    // Two offers of the whole prefecture, ten sessions each.
    expect(cell('EC01', '620502001000')).toMatchObject({ offers: 2, sessionsPerMonth: 20 });
    expect(cell('EC03', '620503102000')).toMatchObject({ openOrders: 0, offers: 1, light: 'idle' });
    expect(cell('CC05', '620503102000')).toMatchObject({ offers: 1, light: 'idle' });
    expect(cell('CC05', '620502001000')).toBeUndefined();
    for (const { serviceType, placeCode, openOrders, offers } of cells) {
      const rows = await world.ask(
        'bureau',
        `query ($serviceType: String, $place: String) {
          gapOrders(first: 50, serviceType: $serviceType, place: $place, days: 0) { totalCount edges { node { id waitedDays } } }
          gapOffers(first: 50, serviceType: $serviceType, place: $place) { totalCount edges { node { id title areas } } }
        }`,
        { serviceType, place: placeCode },
      );
      expect(rows.errors).toBeUndefined();
      expect(
        [rows.data.gapOrders.edges.length, rows.data.gapOffers.edges.length],
        `${serviceType} ${placeCode}`,
      ).toEqual([openOrders, offers]);
    }
  });

  test('says why nobody took an order, what would change it, and the next step', async () => {
    const { data, errors } = await world.ask(
      'bureau',
      `query { gapOrders(first: 10, serviceType: "SF01", days: 0) { edges { node { order { title } reason { why change step } } } } }`,
    );
    expect(errors).toBeUndefined();
    const [{ node }] = data.gapOrders.edges;
    expect(node.order.title).toBe('没有人提供的一种服务');
    expect(node.reason.step).toBe('coordinate');
    expect(node.reason.why).not.toBe('');
  });

  test('an organization sees of the unasked offers its own only', async () => {
    const query = `query { gapOffers(first: 10, unaskedDays: 0) { edges { node { organizationName } } } }`;
    const own = await world.ask('tongxin', query);
    expect(own.errors).toBeUndefined();
    expect(own.data.gapOffers.edges).toEqual([{ node: { organizationName: '童心教育服务中心' } }]);
    expect((await world.ask('dacheng', query)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('the list of a day and its workbook have the rows of that day', async () => {
  const query = `query ($on: LocalDate!, $list: ListName!) { listAsOf(list: $list, on: $on, first: 50) { totalCount edges { node { title stateWord owner place amount } } } }`;
  const today = await world.ask('bureau', query, { on: '2026-11-24', list: 'orders' });
  expect(today.errors).toBeUndefined();
  expect(0).toBeLessThan(today.data.listAsOf.totalCount);
  const before = await world.ask('bureau', query, { on: '2026-11-20', list: 'orders' });
  expect(before.data.listAsOf).toEqual({ totalCount: 0, edges: [] });
  const sheet = await world.app.inject({
    url: '/exports/orders.xlsx?layout=official&asOf=2026-11-24&states=open,claimed,confirmed',
    headers: { cookie: await world.cookieOf('bureau') },
  });
  expect(sheet.statusCode).toBe(200);
  expect(sheet.headers['content-disposition']).toContain(encodeURIComponent('需求清单2026-11-24'));
});

const rowsOf = async (login: string, url: string) => {
  const response = await world.app.inject({ url, headers: { cookie: await world.cookieOf(login) } });
  expect(response.statusCode, response.body.slice(0, 200)).toBe(200);
  return openUpload(response.rawPayload).sheets[0]!.rows.map(({ cells }) => cells.map((cell) => cell?.text ?? ''));
};

test('what changed since a day is told kind by kind, and the workbook has what stood before and stands now', async () => {
  const { dacheng } = world.stations;
  const moved = await acts.posted(dacheng, { title: '换了地点的一条点单' }, NOW);
  const kept = await acts.posted(dacheng, { title: '又被确认的一条点单' }, NOW);
  const next = new Date('2026-11-25T02:00:00Z');
  world.clock.now = next;
  world.forgetCookies();
  await acts.sql(`update orders set place = '新址', updated_at = $2 where id = $1`, [moved.id, next]);
  must(await confirmOneNeed(await acts.as(dacheng, next), { ...acts.key(), orderId: kept.id }));
  const query = `query ($kind: String) { listChanges(since: "2026-11-24") { sentence counts { list kind word count }
    lines(first: 100, kind: $kind) { totalCount edges { node { title word differences { name before after } } } } } }`;
  const changed = await world.ask('bureau', query, { kind: 'changed' });
  expect(changed.errors).toBeUndefined();
  const { counts, lines } = changed.data.listChanges;
  expect(lines.edges).toContainEqual({
    node: {
      title: '换了地点的一条点单',
      word: '内容有改动',
      differences: [{ name: '地点', before: '大城街道', after: '新址' }],
    },
  });
  expect(counts).toContainEqual({ list: 'orders', kind: 'confirmed', word: '再次确认仍需要', count: 1 });
  expect(lines.totalCount).toBe(counts.find(({ kind }: { kind: string }) => kind === 'changed').count);
  const sheet = await rowsOf('bureau', '/exports/changes.xlsx?since=2026-11-24');
  expect(sheet.map((row) => row.slice(2, 3).concat(row.slice(4, 5), row.slice(7, 10)))).toContainEqual([
    '内容有改动',
    '换了地点的一条点单',
    '地点',
    '大城街道',
    '新址',
  ]);
  const refused = await world.app.inject({
    url: '/exports/changes.xlsx?since=2026-11-24',
    headers: { cookie: await world.cookieOf('dacheng') },
  });
  expect([refused.statusCode, refused.body.includes('手机端')]).toEqual([403, true]);
  const none = await world.app.inject({
    url: '/exports/changes.xlsx',
    headers: { cookie: await world.cookieOf('bureau') },
  });
  expect([none.statusCode, none.body.includes('还没有签发过月调度')]).toEqual([404, true]);
  world.forgetCookies();
});

test('an offer paused by date is so on the page, in the workbook, and not among the listed', async () => {
  const { tongxin } = world.organizations;
  await acts.sql(`update offers set last_confirmed_on = '2026-09-30', updated_at = $2 where organization_id = $1`, [
    tongxin.id,
    NOW,
  ]);
  const page = await world.ask(
    'bureau',
    `query { listAsOf(list: offers, on: "2026-11-24", first: 50) { edges { node { owner isResting stateWord } } } }`,
  );
  expect(page.data.listAsOf.edges).toContainEqual({
    node: { owner: '童心教育服务中心', isResting: true, stateWord: '自动暂停（未按月确认）' },
  });
  const all = await rowsOf('bureau', '/exports/offers.xlsx');
  expect(all.find((row) => row.includes('童心教育服务中心'))?.at(-1)).toBe('自动暂停（未按月确认）');
  const listed = await rowsOf('bureau', '/exports/offers.xlsx?states=listed');
  expect(listed.flat()).not.toContain('童心教育服务中心');
  expect(listed.length).toBeLessThan(all.length);
});

describe('a station’s own history', () => {
  const query = `query ($of: ID, $after: String, $first: Int!) { listHistory(first: $first, of: $of, after: $after) { id title what by differences { name before after } } }`;

  test('says when, who and what; of one order alone; not of another’s', async () => {
    const order = await acts.posted(world.stations.dacheng, { title: '写进历史的一条点单' }, NOW);
    const later = new Date(NOW.getTime() + 60_000);
    await acts.sql(`update orders set place = '搬到楼下', updated_at = $2 where id = $1`, [order.id, later]);
    const own = await world.ask('dacheng', query, { first: 20 });
    expect(own.errors).toBeUndefined();
    const added = { title: '写进历史的一条点单', what: '新增', by: '大城街道社工站负责人', differences: [] };
    expect(own.data.listHistory).toContainEqual(expect.objectContaining(added));
    const one = await world.ask('dacheng', query, { first: 20, of: order.id });
    expect(one.data.listHistory).toEqual([
      expect.objectContaining({
        what: '内容有改动',
        differences: [{ name: '地点', before: '大城街道', after: '搬到楼下' }],
      }),
      expect.objectContaining(added),
    ]);
    const other = await world.ask('shetang', query, { first: 20, of: order.id });
    expect(other.data.listHistory).toEqual([]);
  });

  test('is read page by page without losing what happened at one instant', async () => {
    for (const n of [1, 2, 3]) await acts.posted(world.stations.shetang, { title: `同一时刻的第${n}条点单` }, NOW);
    const whole = await world.ask('shetang', query, { first: 100 });
    const read: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = await world.ask('shetang', query, { first: 2, after });
      const ids = page.data.listHistory.map(({ id }: { id: string }) => id);
      read.push(...ids);
      if (ids.length < 2) break;
      after = ids.at(-1);
    }
    expect(read).toEqual(whole.data.listHistory.map(({ id }: { id: string }) => id));
    expect(3).toBeLessThan(read.length);
  });
});
