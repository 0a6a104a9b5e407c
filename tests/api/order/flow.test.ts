/** What surrounds an order: the menu, copies and templates, series, questions, changes, coded withdrawal, the agreed date. */
import { randomUUID } from 'node:crypto';
import { claimOrder } from '@jiedui/api/claim/claim.commands.ts';
import { acceptMenuOrder, declineMenuOrder } from '@jiedui/api/claim/menu.commands.ts';
import { returnOrder, approveOrder, saveApprovalRule } from '@jiedui/api/order/approval.commands.ts';
import {
  copyOrder,
  retireOrderTemplate,
  saveOrderTemplate,
  startFromOffer,
  startFromTemplate,
} from '@jiedui/api/order/beginning.commands.ts';
import { agreeOrderDate, proposeOrderDate } from '@jiedui/api/order/meeting.commands.ts';
import { cancelOrder, postOrder, saveOrderDraft } from '@jiedui/api/order/order.commands.ts';
import { answerQuestion, askAboutOrder } from '@jiedui/api/order/question.commands.ts';
import { reviseOrder } from '@jiedui/api/order/revision.commands.ts';
import { cancelSeries } from '@jiedui/api/order/series-cancel.commands.ts';
import { startSeries } from '@jiedui/api/order/series.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, WHOLE } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';

type Who = { accountId: string };
let world: World;
let acts: Acts;
let officer: Who;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  officer = world.officer;
});
afterAll(() => world.close());
beforeEach(() => {
  world.clock.now = NOW;
});

const key = () => ({ clientMutationId: randomUUID() });
const at = (order: { id: string; version: number }) => ({
  ...key(),
  orderId: order.id,
  expectedVersion: order.version,
});
const station = () => world.stations.dacheng;
const heart = () => world.organizations.xinlianxin;
const other = () => world.organizations.nuanyang;
const rule = async (approver: 'none' | 'bureau') =>
  must(
    await saveApprovalRule(await acts.as(officer), {
      ...key(),
      authorityId: null,
      approver,
      centreId: null,
      lowRiskTypes: [],
      samplePercent: 0,
      note: '',
      effectiveOn: '2026-11-24',
    }),
  );
const offerOf = async (organization: { id: string }) =>
  (await acts.one<{ id: string }>('select id from offers where organization_id = $1', [organization.id])).id;
/** A draft from the offer of 心连心, with what the offer cannot say. */
async function menuDraft() {
  const draft = must(await startFromOffer(await acts.as(station()), { ...key(), offerId: await offerOf(heart()) }));
  const { id, version } = draft;
  const rest = { place: '大城街道', needType: 'felt', mode: 'relief' } as const;
  return must(
    await saveOrderDraft(await acts.as(station()), { ...draft, ...key(), ...rest, id, expectedVersion: version }),
  );
}
const claimOf = (orderId: string) =>
  acts.one<{ id: string; version: number; state: string; awaits: string }>(
    'select id, version, state, awaits from claims where order_id = $1',
    [orderId],
  );
const decide = (claim: { id: string; version: number }) => ({
  ...key(),
  claimId: claim.id,
  expectedVersion: claim.version,
});

describe('menu mode', () => {
  test('fills a draft from the offer, and publishing it asks the organization in the same step', async () => {
    const draft = await menuDraft();
    expect(draft).toMatchObject({ title: '独居老人入户探访', serviceType: 'EC01', headcount: { value: 40 } });
    const posted = must(await postOrder(await acts.as(station()), at(draft)));
    expect(posted).toMatchObject({ state: 'claimed', version: draft.version + 2 });
    const claim = await claimOf(draft.id);
    expect(claim).toMatchObject({ state: 'pending', awaits: 'organization' });
    // The station has said yes by picking; nobody but the organization answers, and nobody else takes it meanwhile.
    expect(await acts.confirm(station(), claim as never)).toMatchObject({ code: 'CLAIM_NOT_FOUND' });
    expect(await acceptMenuOrder(await acts.as(other()), decide(claim))).toMatchObject({ code: 'CLAIM_NOT_FOUND' });
    expect(await acts.claim(other(), draft.id)).toMatchObject({ code: 'ALREADY_CLAIMED' });
    const accepted = must(await acceptMenuOrder(await acts.as(heart()), decide(claim)));
    expect(accepted.state).toBe('confirmed');
    const { data } = await world.ask(
      'dacheng',
      'query ($id: ID!) { order(id: $id) { state menu { organization { name } } timeline { what } } }',
      { id: draft.id },
    );
    expect(data.order).toMatchObject({ state: 'confirmed', menu: { organization: { name: '天水市心连心爱心协会' } } });
    expect(data.order.timeline.map((entry: { what: string }) => entry.what)).toContain('同意承接');
  });

  test('declined, the order is open to all, and is not asked for again', async () => {
    const draft = await menuDraft();
    must(await postOrder(await acts.as(station()), at(draft)));
    const claim = await claimOf(draft.id);
    expect(await declineMenuOrder(await acts.as(heart()), { ...decide(claim), reason: '' })).toMatchObject({
      code: 'REASON_MISSING',
    });
    must(await declineMenuOrder(await acts.as(heart()), { ...decide(claim), reason: '本月人手不足' }));
    expect(must(await acts.claim(other(), draft.id)).state).toBe('pending');
  });

  test('unanswered, it is open to all after the last instant', async () => {
    const draft = await menuDraft();
    must(await postOrder(await acts.as(station()), at(draft)));
    const claim = await claimOf(draft.id);
    world.clock.now = new Date('2026-11-26T16:00:00.000Z');
    expect(await acceptMenuOrder(await acts.as(heart()), decide(claim))).toMatchObject({ code: 'CLAIM_LAPSED' });
    expect(must(await acts.claim(other(), draft.id)).state).toBe('pending');
  });

  test('with approval, the asking follows on it', async () => {
    await rule('bureau');
    const draft = await menuDraft();
    const submitted = must(await postOrder(await acts.as(station()), at(draft)));
    expect(submitted.state).toBe('submitted');
    expect(await acts.sql('select 1 from claims where order_id = $1', [draft.id])).toEqual([]);
    const approved = must(await approveOrder(await acts.as(officer), { ...at(submitted), together: false }));
    expect(approved.state).toBe('claimed');
    must(await acceptMenuOrder(await acts.as(heart()), decide(await claimOf(draft.id))));
    await rule('none');
  });

  test('an offer that was taken off the list meanwhile is not asked', async () => {
    const draft = await menuDraft();
    await acts.sql("update offers set state = 'paused' where organization_id = $1", [heart().id]);
    expect(await postOrder(await acts.as(station()), at(draft))).toMatchObject({ code: 'OFFER_NOT_ON_MENU' });
    expect(await startFromOffer(await acts.as(station()), { ...key(), offerId: await offerOf(heart()) })).toMatchObject(
      { code: 'OFFER_NOT_ON_MENU' },
    );
    await acts.sql("update offers set state = 'listed' where organization_id = $1", [heart().id]);
  });
});

describe('copies and templates', () => {
  test('a copy is a draft without days, never an emergency, of an own order only', async () => {
    const order = await acts.posted(station(), { urgency: 'emergency' });
    const copy = must(await copyOrder(await acts.as(station()), { ...key(), orderId: order.id }));
    expect(copy).toMatchObject({
      state: 'draft',
      title: WHOLE.title,
      urgency: 'normal',
      windowFrom: null,
      claimableUntil: null,
    });
    expect(await copyOrder(await acts.as(world.stations.shetang), { ...key(), orderId: order.id })).toMatchObject({
      code: 'ORDER_NOT_FOUND',
    });
  });

  test('a template of a station is its own, one of the bureau is for all', async () => {
    const order = await acts.posted(station());
    const save = async (who: Who, name: string) =>
      saveOrderTemplate(await acts.as(who), { ...key(), orderId: order.id, name });
    expect(await save(station(), '探')).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    const own = must(await save(station(), '冬季探访'));
    const ofBureau = must(await save(officer, '全市探访样本'));
    const names = async (login: string) =>
      (await world.ask(login, '{ orderTemplates { name } }')).data.orderTemplates.map(
        (each: { name: string }) => each.name,
      );
    expect(await names('dacheng')).toEqual(['冬季探访', '全市探访样本']);
    expect(await names('shetang')).toEqual(['全市探访样本']);
    const start = async (id: string) =>
      startFromTemplate(await acts.as(world.stations.shetang), { ...key(), templateId: id });
    expect(must(await start(ofBureau.id))).toMatchObject({ title: WHOLE.title, windowFrom: null });
    expect(await start(own.id)).toMatchObject({ code: 'TEMPLATE_NOT_FOUND' });
    expect(await retireOrderTemplate(await acts.as(station()), { ...key(), templateId: ofBureau.id })).toMatchObject({
      code: 'TEMPLATE_NOT_FOUND',
    });
    must(await retireOrderTemplate(await acts.as(station()), { ...key(), templateId: own.id }));
    expect(await names('dacheng')).toEqual(['全市探访样本']);
  });
});

describe('a series', () => {
  const series = async () => {
    const draft = await acts.draft(station());
    return must(
      await startSeries(await acts.as(station()), {
        ...at(draft),
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
    const posted = must(await postOrder(await acts.as(station()), at(first!)));
    must(await acts.confirm(station(), must(await acts.claim(heart(), posted.id))));
    must(await acts.cancel(station(), second!, '这次不需要'));
    expect((await ordersOf(made.id)).map(({ state }) => state)).toEqual(['confirmed', 'cancelled', 'draft']);
    must(
      await cancelSeries(await acts.as(station()), {
        ...key(),
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
      ...key(),
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
    const foreign = { ...again, ...key() };
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
    must(await startSeries(await acts.as(station()), { ...at(draft), ...rule, post: true }));
    expect(await made(draft.id)).toEqual([
      { state: 'open', window_from: '2026-12-08', window_to: '2026-12-09', lines: 1 },
      { state: 'open', window_from: '2026-12-15', window_to: '2026-12-16', lines: 1 },
      { state: 'open', window_from: '2026-12-22', window_to: '2026-12-23', lines: 1 },
    ]);
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
    const started = must(await startSeries(await acts.as(station()), { ...at(draft), ...rule, post: true }));
    const [one, two] = await acts.sql<{ id: string }>(
      'select id from orders where series_id = $1 order by series_seq',
      [started.id],
    );
    const part = async (who: Who, orderId: string) =>
      must(await claimOrder(await acts.as(who), { ...key(), orderId, portions: [{ seq: 1, value: 2 }] }));
    must(await acts.confirm(station(), await part(heart(), one!.id)));
    await part(other(), two!.id);
    const input = { seriesId: started.id, fromSeq: 1, reasonCode: 'no_longer_wanted', reason: '' } as const;
    must(await cancelSeries(await acts.as(station()), { ...key(), ...input, expectedVersion: started.version }));
    expect((await made(draft.id)).map(({ state }) => state)).toEqual(['open', 'cancelled', 'cancelled']);
    const told = await acts.sql<{ payload: { organizationIds?: string[] } }>(
      `select payload from outbox where entity_id = $1 and topic = 'order.cancelled'`,
      [two!.id],
    );
    expect(told.map(({ payload }) => payload.organizationIds)).toEqual([[other().id]]);
  });

  test('is taken back with the order whose claim nobody began in time', async () => {
    const draft = await acts.draft(station(), { windowFrom: '2026-12-08', windowTo: '2026-12-09' });
    const started = must(await startSeries(await acts.as(station()), { ...at(draft), ...rule, post: true }));
    const claim = must(await acts.confirm(station(), must(await acts.claim(heart(), draft.id))));
    const late = new Date(claim.startUntil!.getTime() + 1);
    const input = { seriesId: started.id, fromSeq: 1, reasonCode: 'no_longer_wanted', reason: '' } as const;
    must(await cancelSeries(await acts.as(station(), late), { ...key(), ...input, expectedVersion: started.version }));
    expect((await made(draft.id)).map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
  });

  test('makes none where one may not be published, and leaves the draft as it was', async () => {
    const counted = 'select count(*)::int as n from order_series';
    const before = await acts.sql(counted);
    const draft = await acts.draft(station(), { title: '短' });
    expect(await startSeries(await acts.as(station()), { ...at(draft), ...rule, post: true })).toMatchObject({
      code: 'ORDER_INCOMPLETE',
    });
    const [left] = await acts.sql<{ state: string; version: number; series_id: string | null }>(
      'select state, version, series_id from orders where id = $1',
      [draft.id],
    );
    expect(left).toEqual({ state: 'draft', version: draft.version, series_id: null });
    expect(await acts.sql(counted)).toEqual(before);
  });
});

describe('questions', () => {
  const ask = async (who: Who, orderId: string, question: string) =>
    askAboutOrder(await acts.as(who), { ...key(), orderId, question });
  const answer = async (who: Who, questionId: string, text: string) =>
    answerQuestion(await acts.as(who), { ...key(), questionId, answer: text });
  const QUESTIONS =
    'query ($id: ID!) { order(id: $id) { mayAsk mayAnswer questions { question answer askerName isOwn } timeline { who what } } }';

  test('are read with their answer by everybody who sees the order, without the name of who asked', async () => {
    const order = await acts.posted(station());
    const asked = must(await ask(heart(), order.id, '现场有停车的地方吗？'));
    must(await answer(station(), asked.id, '有，院内可停两辆车。'));
    const read = async (login: string) => (await world.ask(login, QUESTIONS, { id: order.id })).data.order;
    const both = { question: '现场有停车的地方吗？', answer: '有，院内可停两辆车。' };
    expect((await read('nuanyang')).questions).toEqual([{ ...both, askerName: null, isOwn: false }]);
    expect((await read('xinlianxin')).questions).toEqual([{ ...both, askerName: '天水市心连心爱心协会', isOwn: true }]);
    expect((await read('dacheng')).questions).toEqual([{ ...both, askerName: '天水市心连心爱心协会', isOwn: false }]);
    const seen = await read('nuanyang');
    expect(JSON.stringify(seen)).not.toContain('心连心');
    expect(seen.timeline.map((entry: { what: string }) => entry.what)).toContain('答复提问');
  });

  test('hold no personal data, on either side, are answered once and by the station alone', async () => {
    const order = await acts.posted(station());
    expect(await ask(heart(), order.id, '请回电13812345678')).toMatchObject({ code: 'PERSONAL_DATA_FOUND' });
    expect(await ask(heart(), order.id, '多')).toMatchObject({ code: 'QUESTION_TEXT_WRONG' });
    const asked = must(await ask(heart(), order.id, '每次需要几个人？'));
    expect(await answer(world.stations.shetang, asked.id, '三个人')).toMatchObject({ code: 'QUESTION_NOT_FOUND' });
    expect(await answer(station(), asked.id, '请打13812345678问')).toMatchObject({ code: 'PERSONAL_DATA_FOUND' });
    must(await answer(station(), asked.id, '三个人'));
    expect(await answer(station(), asked.id, '四个人')).toMatchObject({ code: 'ALREADY_ANSWERED' });
  });

  test('are neither asked nor answered after closing', async () => {
    const order = await acts.posted(station());
    const asked = must(await ask(heart(), order.id, '每次需要几个人？'));
    world.clock.now = new Date('2026-11-30T10:00:00.000+08:00');
    must(await ask(other(), order.id, '最后一刻的提问'));
    world.clock.now = new Date('2026-11-30T10:00:00.001+08:00');
    expect(await ask(heart(), order.id, '过后一毫秒的提问')).toMatchObject({ code: 'QUESTIONS_CLOSED' });
    expect(await answer(station(), asked.id, '三个人')).toMatchObject({ code: 'QUESTIONS_CLOSED' });
  });

  test('about an order that is not published do not exist', async () => {
    await rule('bureau');
    const order = await acts.posted(station());
    expect(await ask(heart(), order.id, '每次需要几个人？')).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    await rule('none');
  });
});

describe('changing a published order', () => {
  const revise = async (order: { id: string; version: number }, wanted: object) =>
    reviseOrder(await acts.as(station()), { ...at(order), wanted });

  test('is kept as history and keeps what it was published for', async () => {
    const order = await acts.posted(station());
    const revised = must(
      await revise(order, { place: '大城街道便民中心', claimableUntil: new Date('2026-12-01T10:00:00+08:00') }),
    );
    expect(revised).toMatchObject({ state: 'open', place: '大城街道便民中心', version: order.version + 1 });
    expect(await revise(order, { place: '别处' })).toMatchObject({ code: 'STALE_VERSION' });
    expect(await revise(revised, { place: '大城街道便民中心' })).toMatchObject({ code: 'NOTHING_CHANGED' });
    expect(await revise(revised, { description: '电话13812345678' })).toMatchObject({ code: 'PERSONAL_DATA_FOUND' });
    expect(await revise(revised, { windowTo: '2026-11-01' })).toMatchObject({ code: 'ORDER_INCOMPLETE' });
    const { data } = await world.ask(
      'xinlianxin',
      'query ($id: ID!) { order(id: $id) { revisions { changes { name before after } } revisable } }',
      { id: order.id },
    );
    expect(data.order.revisions[0].changes).toEqual([
      { name: '服务地点', before: '大城街道', after: '大城街道便民中心' },
      { name: '接单截止时间', before: '2026年11月30日 10:00', after: '2026年12月1日 10:00' },
    ]);
    expect(data.order.revisable).toEqual([]);
  });

  test('once claimed, days and numbers stay; once confirmed, everything does', async () => {
    const order = await acts.posted(station());
    const claim = must(await acts.claim(heart(), order.id));
    const held = { id: order.id, version: order.version + 1 };
    expect(await revise(held, { windowTo: '2026-12-25' })).toMatchObject({ code: 'FIELDS_NOT_REVISABLE' });
    must(await revise(held, { description: '每周一次，带血压计。' }));
    must(await acts.confirm(station(), claim));
    expect(await revise({ id: order.id, version: order.version + 3 }, { description: '再改' })).toMatchObject({
      code: 'ORDER_NOT_IN',
    });
  });

  test.each(Array.from({ length: 4 }, (_, round) => round))(
    'approving and changing at once: nobody approves what was not read (%i)',
    async () => {
      await rule('bureau');
      const order = await acts.posted(station());
      const [a, b] = await Promise.all([acts.as(officer), acts.as(station())]);
      await Promise.all(Array.from({ length: 4 }, () => acts.sql('select pg_sleep(0.05)')));
      const [approved, revised] = await Promise.all([
        approveOrder(a, { ...at(order), together: false }),
        reviseOrder(b, { ...at(order), wanted: { description: '改过的说明' } }),
      ]);
      expect(
        [approved, revised].filter((each) => each instanceof Refusal).map((each) => (each as Refusal).code),
      ).toEqual(['STALE_VERSION']);
      await rule('none');
    },
  );
});

describe('taking an order back', () => {
  const cancel = async (
    order: { id: string; version: number },
    reasonCode: 'duplicate' | 'other' | null,
    reason: string,
  ) => cancelOrder(await acts.as(station()), { ...at(order), reasonCode, reason });

  test('with a coded reason; only other needs words', async () => {
    expect(must(await cancel(await acts.posted(station()), 'duplicate', ''))).toMatchObject({
      state: 'cancelled',
      cancelReason: '与其他点单重复',
      cancelReasonCode: 'duplicate',
    });
    const order = await acts.posted(station());
    expect(await cancel(order, 'other', '')).toMatchObject({ code: 'REASON_MISSING' });
    expect(must(await cancel(order, null, '家属另有安排'))).toMatchObject({
      cancelReason: '家属另有安排',
      cancelReasonCode: 'other',
    });
  });
});

describe('the agreed date', () => {
  test('is proposed by one side and agreed by the other', async () => {
    const order = await acts.posted(station(), { durationMinutes: 180 });
    const propose = async (who: Who, onDay: string, fromMinute = 870) =>
      proposeOrderDate(await acts.as(who), { ...key(), orderId: order.id, onDay: onDay as '2026-12-08', fromMinute });
    expect(await propose(station(), '2026-12-08')).toMatchObject({ code: 'ORDER_NOT_IN' });
    must(await acts.confirm(station(), must(await acts.claim(heart(), order.id))));
    expect(await propose(station(), '2026-12-21')).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    expect(await propose(station(), '2026-12-08', 1300)).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    expect(await propose(other(), '2026-12-08')).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    const proposed = must(await propose(station(), '2026-12-08'));
    expect(await agreeOrderDate(await acts.as(station()), at(proposed))).toMatchObject({ code: 'DATE_NOT_FOR_YOU' });
    must(await propose(heart(), '2026-12-09'));
    const agreed = must(await agreeOrderDate(await acts.as(station()), at(proposed)));
    expect(agreed).toMatchObject({ agreedOn: '2026-12-09', agreedMinute: 870 });
    expect(await returnOrder(await acts.as(officer), { ...at(agreed), reason: '不行' })).toMatchObject({
      code: 'ORDER_NOT_IN',
    });
  });
});
