/** How an order comes to those who serve it, as each person hears of it: notices by the relay, and todos on the first page. */
import { startRelay } from '@jiedui/api/hall/relay.ts';
import { approveOrder, lookAtOrder, rejectOrder, returnOrder } from '@jiedui/api/order/approval.commands.ts';
import { answerQuestion, askAboutOrder } from '@jiedui/api/order/question.commands.ts';
import { reviseOrder } from '@jiedui/api/order/revision.commands.ts';
import { noticeListener } from '@jiedui/api/report/notices.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';
import { saveRule } from '../order/approval-rule.ts';

let world: World;
let acts: Acts;
let relay: ReturnType<typeof startRelay>;
beforeAll(async () => {
  world = await startWorld();
  acts = actsIn(world);
  must(await saveRule(acts, world.officer, {}));
  relay = startRelay(world.hall, [noticeListener], pino({ level: 'fatal' }));
});
afterAll(async () => {
  await relay.close();
  await world.close();
});

interface Heard {
  readonly title: string;
  readonly body: string;
  readonly link: string;
  readonly urgent: boolean;
}
/** What the person was told since the last time anybody listened, by title: notices of one instant have no order. */
const known = new Set<string>();
async function hears(login: string): Promise<Heard[]> {
  await relay.drain();
  const all = await acts.sql<Heard & { id: string }>(
    `select n.id, n.title, n.body, n.link, n.urgent from notices n join accounts a on a.id = n.account_id where a.login = $1 order by n.title`,
    [login],
  );
  const heard = all.filter(({ id }) => !known.has(id));
  for (const { id } of heard) known.add(id);
  return heard.map(({ id: _id, ...told }) => told);
}
interface Todo {
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly link: string;
  readonly dueAt: string | null;
}
const todos = async (login: string): Promise<Todo[]> => {
  const { data, errors } = await world.ask(login, '{ home { todos { kind title detail link dueAt } } }');
  expect(errors).toBeUndefined();
  return data.home.todos;
};
const kinds = async (login: string) => (await todos(login)).map(({ kind }) => kind);
const dacheng = () => world.stations.dacheng;

describe('an order that waits for approval', () => {
  test('is told to who approves, and stands on their page until it is decided; returned, on the station’s', async () => {
    const order = await acts.posted(dacheng(), { title: '等审核的一条点单' });
    expect(await hears('bureau')).toEqual([
      {
        title: '大城街道社工站提交了点单“等审核的一条点单”，请在2026年11月26日 24:00 前审核',
        body: '2026年11月24日 10:00 提交。可以同意发布、退回修改或不予发布，后两项请写明原因。',
        link: `/d/approvals?order=${order.id}`,
        urgent: false,
      },
    ]);
    expect(await todos('bureau')).toEqual([
      {
        kind: 'order_to_approve',
        title: '大城街道社工站的“等审核的一条点单”等您审核',
        detail: '大城街道社工站，2026年11月24日 10:00 提交。可以同意发布、退回修改或不予发布',
        link: '/d/approvals',
        dueAt: '2026-11-26T15:59:59.999Z',
      },
    ]);
    must(await returnOrder(await acts.as(world.officer), { ...acts.ofOrder(order), reason: '请写明每次几个人去' }));
    expect(await hears('dacheng')).toMatchObject([
      {
        title: '点单“等审核的一条点单”退回修改',
        body: '天水市民政局：请写明每次几个人去。请修改后重新提交。',
        link: `/m/orders/${order.id}`,
      },
    ]);
    expect(await kinds('bureau')).toEqual([]);
    expect(await todos('dacheng')).toContainEqual({
      kind: 'order_returned',
      title: '等审核的一条点单',
      detail: '天水市民政局于2026年11月24日 10:00 退回：请写明每次几个人去。请修改后重新提交',
      link: `/m/orders/${order.id}`,
      dueAt: null,
    });
    expect(await kinds('shetang')).not.toContain('order_returned');
  });

  test('is approved or not, and the station hears it', async () => {
    const good = await acts.posted(dacheng(), { title: '会同意的一条点单' });
    const bad = await acts.posted(dacheng(), { title: '不予发布的一条点单' });
    await hears('dacheng');
    await hears('bureau');
    must(await approveOrder(await acts.as(world.officer), { ...acts.ofOrder(good), together: false }));
    must(await rejectOrder(await acts.as(world.officer), { ...acts.ofOrder(bad), reason: '不在服务范围' }));
    expect(await hears('dacheng')).toMatchObject([
      { title: '点单“不予发布的一条点单”不予发布', body: expect.stringContaining('天水市民政局：不在服务范围。') },
      {
        title: '点单“会同意的一条点单”已同意发布',
        body: '天水市民政局同意发布，2026年11月30日 10:00 截止接单。有组织接单时会再通知您确认。',
      },
    ]);
  });
});

describe('an order that is open', () => {
  test('is asked about: the station is told and has it on its page until it answers, then who asked is told', async () => {
    const order = await acts.posted(dacheng(), { title: '有人提问的一条点单' });
    must(await approveOrder(await acts.as(world.officer), { ...acts.ofOrder(order), together: false }));
    await hears('dacheng');
    await hears('nuanyang');
    const { nuanyang } = world.organizations;
    const question = must(
      await askAboutOrder(await acts.as(nuanyang), {
        ...acts.key(),
        orderId: order.id,
        question: '有没有停车的地方？',
      }),
    );
    expect(await hears('dacheng')).toMatchObject([
      { title: '有组织就点单“有人提问的一条点单”提问，请在2026年11月30日 10:00 前答复', link: `/m/orders/${order.id}` },
    ]);
    expect(await todos('dacheng')).toContainEqual({
      kind: 'question_to_answer',
      title: '“有人提问的一条点单”有 1 个提问没有答复',
      detail: '“有没有停车的地方？”。答复所有能看到点单的组织都能看到',
      link: `/m/orders/${order.id}`,
      dueAt: '2026-11-30T02:00:00.000Z',
    });
    must(
      await answerQuestion(await acts.as(dacheng()), {
        ...acts.key(),
        questionId: question.id,
        answer: '有，院内可停两辆。',
      }),
    );
    expect(await hears('nuanyang')).toMatchObject([
      { title: '大城街道社工站答复了关于点单“有人提问的一条点单”的提问', link: `/m/orders/${order.id}` },
    ]);
    expect(await hears('tongxin')).toEqual([]);
    expect(await kinds('dacheng')).not.toContain('question_to_answer');
    // Who asked hears of a change, with what it was before.
    const now = await acts.one<{ id: string; version: number }>('select id, version from orders where id = $1', [
      order.id,
    ]);
    must(await reviseOrder(await acts.as(dacheng()), { ...acts.ofOrder(now), wanted: { place: '大城街道二楼' } }));
    expect(await hears('nuanyang')).toMatchObject([
      { title: '大城街道社工站修改了点单“有人提问的一条点单”', body: '服务地点由大城街道改为大城街道二楼。' },
    ]);
  });
});

describe('an emergency', () => {
  test('is told at night too, to the bureau and to those who offer the service; it stands first on their pages', async () => {
    for (const login of ['bureau', 'nuanyang', 'tongxin', 'dacheng']) await hears(login);
    const order = await acts.posted(dacheng(), {
      title: '今晚就要有人照看',
      urgency: 'emergency',
      claimableUntil: new Date('2026-11-25T02:00:00Z'),
      windowFrom: '2026-11-25',
      windowTo: '2026-11-26',
    } as never);
    expect(order.state).toBe('open');
    const told = { title: '大城街道社工站发布了紧急点单“今晚就要有人照看”，2026年11月25日 10:00 前接单', urgent: true };
    expect(await hears('bureau')).toMatchObject([{ ...told, link: `/d/orders?order=${order.id}` }]);
    expect(await hears('nuanyang')).toMatchObject([{ ...told, link: `/m/orders/${order.id}` }]);
    // It offers other services.
    expect(await hears('tongxin')).toEqual([]);
    const pressing = {
      kind: 'emergency_open',
      title: '大城街道社工站有紧急点单“今晚就要有人照看”还没有组织接',
      dueAt: '2026-11-25T02:00:00.000Z',
    };
    expect((await todos('bureau'))[0]).toMatchObject({ ...pressing, link: `/d/orders?order=${order.id}` });
    expect((await todos('nuanyang'))[0]).toMatchObject({ ...pressing, link: `/m/orders/${order.id}` });
    expect(await kinds('tongxin')).not.toContain('emergency_open');
    // Nobody looked before: somebody looks afterwards.
    expect(await todos('bureau')).toContainEqual(
      expect.objectContaining({
        kind: 'sample_to_check',
        title: '1 条先发布的点单等您抽查',
        link: '/d/approvals?show=looks',
      }),
    );
    const claim = must(await acts.claim(world.organizations.nuanyang, order.id));
    expect(await hears('dacheng')).toMatchObject([{ title: expect.stringContaining('接了'), urgent: true }]);
    expect(await kinds('bureau')).toEqual(['sample_to_check']);
    const { version } = await acts.one<{ version: number }>('select version from orders where id = $1', [order.id]);
    must(
      await lookAtOrder(await acts.as(world.officer), {
        ...acts.ofOrder({ id: order.id, version }),
        look: 'problem',
        reason: '不属于紧急情形',
      } as never),
    );
    expect(await hears('dacheng')).toMatchObject([
      { title: '抽查发现点单“今晚就要有人照看”有问题，请核对', body: expect.stringContaining('不属于紧急情形') },
    ]);
    expect(await kinds('bureau')).toEqual([]);
    must(await acts.confirm(dacheng(), claim));
    expect(await hears('nuanyang')).toMatchObject([{ urgent: true }]);
  });
});

test('what is delegated to a station’s lead waits for the lead alone', async () => {
  must(await saveRule(acts, world.officer, { approver: 'station_lead' }));
  world.clock.now = new Date(NOW.getTime() + 60_000);
  await acts.posted(dacheng(), { title: '委托负责人审核的一条' });
  expect(await todos('dacheng')).toContainEqual(
    expect.objectContaining({ kind: 'order_to_approve', link: '/m/approvals' }),
  );
  expect(await kinds('bureau')).not.toContain('order_to_approve');
});

test('an organization sees where it could come to serve, and not what it serves already', async () => {
  const wanted = async (login: string) => {
    const { data, errors } = await world.ask(
      login,
      '{ wantedSupply(first: 30) { serviceType placeName openOrders sessionsPerMonth isKnown light } }',
    );
    expect(errors).toBeUndefined();
    return data.wantedSupply;
  };
  must(await saveRule(acts, world.officer, { approver: 'none', effectiveOn: '2026-11-24' }));
  await acts.posted(dacheng(), { title: '没有人提供的助浴服务', serviceType: 'EC05' });
  expect(await wanted('nuanyang')).toContainEqual({
    serviceType: 'EC05',
    placeName: '大城街道',
    openOrders: 1,
    sessionsPerMonth: 0,
    isKnown: false,
    light: 'none',
  });
  // Elders are not its field.
  expect(await wanted('tongxin')).not.toContainEqual(expect.objectContaining({ serviceType: 'EC05' }));
  expect((await wanted('nuanyang')).map(({ serviceType }: { serviceType: string }) => serviceType)).not.toContain(
    'EC01',
  );
  expect((await world.ask('bureau', '{ wantedSupply(first: 1) { serviceType } }')).errors?.[0]?.extensions.code).toBe(
    'FORBIDDEN',
  );
});
