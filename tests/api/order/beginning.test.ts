/** How an order begins without typing it anew: copies, templates, and series. */
import { claimOrder } from '@jiedui/api/claim/claim.commands.ts';
import {
  copyOrder,
  retireOrderTemplate,
  saveOrderTemplate,
  startFromTemplate,
} from '@jiedui/api/order/beginning.commands.ts';
import { postOrder } from '@jiedui/api/order/order.commands.ts';
import { cancelSeries } from '@jiedui/api/order/series-cancel.commands.ts';
import { startSeries } from '@jiedui/api/order/series.commands.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE, type Who } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';

let world: World;
let acts: Acts;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
});
afterAll(() => world.close());

const station = () => world.stations.dacheng;
const heart = () => world.organizations.xinlianxin;
const other = () => world.organizations.nuanyang;

describe('copies and templates', () => {
  test('a copy is a draft without days, never an emergency, of an own order only', async () => {
    const order = await acts.posted(station(), { urgency: 'emergency' });
    const copy = must(await copyOrder(await acts.as(station()), { ...acts.key(), orderId: order.id }));
    expect(copy).toMatchObject({
      state: 'draft',
      title: WHOLE.title,
      urgency: 'normal',
      windowFrom: null,
      claimableUntil: null,
    });
    expect(await copyOrder(await acts.as(world.stations.shetang), { ...acts.key(), orderId: order.id })).toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
  });

  test('a template of a station is its own, one of the bureau is for all', async () => {
    const order = await acts.posted(station());
    const save = async (who: Who, name: string) =>
      saveOrderTemplate(await acts.as(who), { ...acts.key(), orderId: order.id, name });
    expect(await save(station(), '探')).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    const own = must(await save(station(), '冬季探访'));
    const ofBureau = must(await save(world.officer, '全市探访样本'));
    const names = async (login: string) =>
      (await world.ask(login, '{ orderTemplates { name } }')).data.orderTemplates.map(
        (each: { name: string }) => each.name,
      );
    expect(await names('dacheng')).toEqual(['冬季探访', '全市探访样本']);
    expect(await names('shetang')).toEqual(['全市探访样本']);
    const start = async (id: string) =>
      startFromTemplate(await acts.as(world.stations.shetang), { ...acts.key(), templateId: id });
    expect(must(await start(ofBureau.id))).toMatchObject({ title: WHOLE.title, windowFrom: null });
    expect(await start(own.id)).toMatchObject({ code: 'TEMPLATE_NOT_FOUND' });
    expect(
      await retireOrderTemplate(await acts.as(station()), { ...acts.key(), templateId: ofBureau.id }),
    ).toMatchObject({
      code: 'TEMPLATE_NOT_FOUND',
    });
    must(await retireOrderTemplate(await acts.as(station()), { ...acts.key(), templateId: own.id }));
    expect(await names('dacheng')).toEqual(['全市探访样本']);
  });
});

describe('a series', () => {
  const series = async () => {
    const draft = await acts.draft(station());
    return must(
      await startSeries(await acts.as(station()), {
        ...acts.ofOrder(draft),
        frequency: 'monthly',
        every: 1,
        times: 3,
        firstOn: '2026-12-31',
        restDays: 'keep',
      }),
    );
  };
  const ordersOf = (id: string) =>
    acts.sql<{
      id: string;
      version: number;
      state: string;
      window_from: string;
      window_to: string;
      cancel_reason_code: string | null;
    }>(
      'select id, version, state, window_from, window_to, cancel_reason_code from orders where series_id = $1 order by series_seq',
      [id],
    );

  test('makes single orders by the rule, each with its own life', async () => {
    const made = await series();
    const orders = await ordersOf(made.id);
    expect(orders.map((order) => [order.state, order.window_from, order.window_to])).toEqual([
      ['draft', '2026-12-31', '2027-01-19'],
      ['draft', '2027-01-31', '2027-02-19'],
      ['draft', '2027-02-28', '2027-03-19'],
    ]);
    const { data } = await world.ask(
      'dacheng',
      'query ($id: ID!) { order(id: $id) { seriesSeq series { words orders { id } } } }',
      { id: orders[1]!.id },
    );
    expect(data.order).toMatchObject({ seriesSeq: 2, series: { words: '每月 31 日（月短则在月末），共 3 次' } });
    expect(data.order.series.orders).toHaveLength(3);
  });

  test('this one alone, or this one and all after it, are taken back; what is under way stays', async () => {
    const made = await series();
    const [first, second, third] = await ordersOf(made.id);
    const posted = must(await postOrder(await acts.as(station()), acts.ofOrder(first!)));
    must(await acts.confirm(station(), must(await acts.claim(heart(), posted.id))));
    must(await acts.cancel(station(), second!, '这次不需要'));
    expect((await ordersOf(made.id)).map(({ state }) => state)).toEqual(['confirmed', 'cancelled', 'draft']);
    must(
      await cancelSeries(await acts.as(station()), {
        ...acts.key(),
        seriesId: made.id,
        expectedVersion: made.version,
        fromSeq: 1,
        reasonCode: 'no_longer_wanted',
        reason: '',
      }),
    );
    expect((await ordersOf(made.id)).map(({ state, cancel_reason_code }) => [state, cancel_reason_code])).toEqual([
      ['confirmed', null],
      ['cancelled', 'other'],
      ['cancelled', 'no_longer_wanted'],
    ]);
    expect(third!.state).toBe('draft');
    const again = {
      ...acts.key(),
      seriesId: made.id,
      expectedVersion: made.version,
      fromSeq: 1,
      reasonCode: 'duplicate',
      reason: '',
    } as const;
    expect(await cancelSeries(await acts.as(station()), again)).toMatchObject({
      code: 'STALE_VERSION',
      currentVersion: made.version + 1,
    });
    const foreign = { ...again, ...acts.key() };
    expect(await cancelSeries(await acts.as(world.stations.shetang), foreign)).toMatchObject({
      code: 'SERIES_NOT_FOUND',
    });
  });
});

describe('a series that is published as it is made', () => {
  const rule = { frequency: 'weekly', every: 1, times: 3, firstOn: '2026-12-08', restDays: 'keep' } as const;
  const made = (orderId: string) =>
    acts.sql<{ state: string; window_from: string; window_to: string; lines: number }>(
      `select state, window_from, window_to, (select count(*)::int from order_lines l where l.order_id = o.id) as lines
       from orders o where series_id = (select series_id from orders where id = $1) order by series_seq`,
      [orderId],
    );

  test('opens every one, with the lines of the draft, in one press', async () => {
    const draft = await acts.draft(station(), {
      windowFrom: '2026-12-08',
      windowTo: '2026-12-09',
      sharing: 'partial',
      lines: [
        {
          seq: 1,
          serviceType: null,
          what: '助浴',
          quantity: { value: 6, qualifier: 'exact', unit: 'person' },
          note: '',
        },
      ],
    });
    must(await startSeries(await acts.as(station()), { ...acts.ofOrder(draft), ...rule, post: true }));
    expect(await made(draft.id)).toEqual([
      { state: 'open', window_from: '2026-12-08', window_to: '2026-12-09', lines: 1 },
      { state: 'open', window_from: '2026-12-15', window_to: '2026-12-16', lines: 1 },
      { state: 'open', window_from: '2026-12-22', window_to: '2026-12-23', lines: 1 },
    ]);
  });

  test('makes none where one may not be published, and leaves the draft as it was', async () => {
    const counted = 'select count(*)::int as n from order_series';
    const before = await acts.sql(counted);
    const draft = await acts.draft(station(), { title: '短' });
    expect(await startSeries(await acts.as(station()), { ...acts.ofOrder(draft), ...rule, post: true })).toMatchObject({
      code: 'ORDER_INCOMPLETE',
    });
    const [left] = await acts.sql<{ state: string; version: number; series_id: string | null }>(
      'select state, version, series_id from orders where id = $1',
      [draft.id],
    );
    expect(left).toEqual({ state: 'draft', version: draft.version, series_id: null });
    expect(await acts.sql(counted)).toEqual(before);
  });

  test('is taken back but for the order of which a share is confirmed; who waited for a share is told', async () => {
    const line = { seq: 1, serviceType: null, what: '助浴', note: '' };
    const lines = [{ ...line, quantity: { value: 6, qualifier: 'exact', unit: 'person' } as const }];
    const draft = await acts.draft(station(), {
      windowFrom: '2026-12-08',
      windowTo: '2026-12-09',
      sharing: 'partial',
      lines,
    });
    const started = must(await startSeries(await acts.as(station()), { ...acts.ofOrder(draft), ...rule, post: true }));
    const [one, two] = await acts.sql<{ id: string }>(
      'select id from orders where series_id = $1 order by series_seq',
      [started.id],
    );
    const part = async (who: Who, orderId: string) =>
      must(await claimOrder(await acts.as(who), { ...acts.key(), orderId, portions: [{ seq: 1, value: 2 }] }));
    must(await acts.confirm(station(), await part(heart(), one!.id)));
    await part(other(), two!.id);
    const input = { seriesId: started.id, fromSeq: 1, reasonCode: 'no_longer_wanted', reason: '' } as const;
    must(await cancelSeries(await acts.as(station()), { ...acts.key(), ...input, expectedVersion: started.version }));
    expect((await made(draft.id)).map(({ state }) => state)).toEqual(['open', 'cancelled', 'cancelled']);
    const told = await acts.sql<{ payload: { organizationIds?: string[] } }>(
      `select payload from outbox where entity_id = $1 and topic = 'order.cancelled'`,
      [two!.id],
    );
    expect(told.map(({ payload }) => payload.organizationIds)).toEqual([[other().id]]);
  });

  test('is taken back with the order whose claim nobody began in time', async () => {
    const draft = await acts.draft(station(), { windowFrom: '2026-12-08', windowTo: '2026-12-09' });
    const started = must(await startSeries(await acts.as(station()), { ...acts.ofOrder(draft), ...rule, post: true }));
    const claim = must(await acts.confirm(station(), must(await acts.claim(heart(), draft.id))));
    const late = new Date(claim.startUntil!.getTime() + 1);
    const input = { seriesId: started.id, fromSeq: 1, reasonCode: 'no_longer_wanted', reason: '' } as const;
    must(
      await cancelSeries(await acts.as(station(), late), { ...acts.key(), ...input, expectedVersion: started.version }),
    );
    expect((await made(draft.id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });
});
