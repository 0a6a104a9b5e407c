/** Questions about a published order: who reads, asks and answers them, and until when. */
import { answerQuestion, askAboutOrder } from '@jiedui/api/order/question.commands.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Acts, actsIn, must, type Who } from '../../kit/acts.ts';
import { NOW, startWorld, type World } from '../../kit/world.ts';
import { saveRule } from './approval-rule.ts';

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

const station = () => world.stations.dacheng;
const heart = () => world.organizations.xinlianxin;
const other = () => world.organizations.nuanyang;
const rule = async (approver: 'none' | 'bureau') => must(await saveRule(acts, world.officer, { approver }));

describe('questions', () => {
  const ask = async (who: Who, orderId: string, question: string) =>
    askAboutOrder(await acts.as(who), { ...acts.key(), orderId, question });
  const answer = async (who: Who, questionId: string, text: string) =>
    answerQuestion(await acts.as(who), { ...acts.key(), questionId, answer: text });
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
