/** What happens to an order after it was published: changes, taking it back with a coded reason, the agreed date. */
import { approveOrder, returnOrder } from '@jiedui/api/order/approval.commands.ts';
import { agreeOrderDate, proposeOrderDate } from '@jiedui/api/order/meeting.commands.ts';
import { cancelOrder } from '@jiedui/api/order/order.commands.ts';
import { reviseOrder } from '@jiedui/api/order/revision.commands.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, type Who } from '../../kit/acts.ts';
import { startWorld, type World } from '../../kit/world.ts';
import { saveRule } from './approval-rule.ts';

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
const rule = async (approver: 'none' | 'bureau') => must(await saveRule(acts, world.officer, { approver }));

describe('changing a published order', () => {
  const revise = async (order: { id: string; version: number }, wanted: object) =>
    reviseOrder(await acts.as(station()), { ...acts.ofOrder(order), wanted });

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
      const [a, b] = await Promise.all([acts.as(world.officer), acts.as(station())]);
      await Promise.all(Array.from({ length: 4 }, () => acts.sql('select pg_sleep(0.05)')));
      const [approved, revised] = await Promise.all([
        approveOrder(a, { ...acts.ofOrder(order), together: false }),
        reviseOrder(b, { ...acts.ofOrder(order), wanted: { description: '改过的说明' } }),
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
  ) => cancelOrder(await acts.as(station()), { ...acts.ofOrder(order), reasonCode, reason });

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
      proposeOrderDate(await acts.as(who), {
        ...acts.key(),
        orderId: order.id,
        onDay: onDay as '2026-12-08',
        fromMinute,
      });
    expect(await propose(station(), '2026-12-08')).toMatchObject({ code: 'ORDER_NOT_IN' });
    must(await acts.confirm(station(), must(await acts.claim(heart(), order.id))));
    expect(await propose(station(), '2026-12-21')).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    expect(await propose(station(), '2026-12-08', 1300)).toMatchObject({ code: 'ORDER_SETTING_UNSOUND' });
    expect(await propose(other(), '2026-12-08')).toMatchObject({ code: 'ORDER_NOT_FOUND' });
    const proposed = must(await propose(station(), '2026-12-08'));
    expect(await agreeOrderDate(await acts.as(station()), acts.ofOrder(proposed))).toMatchObject({
      code: 'DATE_NOT_FOR_YOU',
    });
    must(await propose(heart(), '2026-12-09'));
    const agreed = must(await agreeOrderDate(await acts.as(station()), acts.ofOrder(proposed)));
    expect(agreed).toMatchObject({ agreedOn: '2026-12-09', agreedMinute: 870 });
    expect(await returnOrder(await acts.as(world.officer), { ...acts.ofOrder(agreed), reason: '不行' })).toMatchObject({
      code: 'ORDER_NOT_IN',
    });
  });
});
