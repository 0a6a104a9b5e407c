/** Until when organizations ask and the station answers, and what may stand in either. */
import {
  ANSWER_MAX,
  checkAnswer,
  checkQuestion,
  mayAnswer,
  mayAsk,
  QUESTION_MAX,
} from '@jiedui/shared/order/question.ts';
import { ORDER_STATES } from '@jiedui/shared/order/order.ts';
import { expect, test } from 'vitest';

const until = new Date('2026-11-30T15:59:59.999Z');
const later = new Date(until.getTime() + 1);
const life = (state: (typeof ORDER_STATES)[number]) => ({ state, claimLapsesAt: null, claimableUntil: until });

test.each(ORDER_STATES)('in %s', (state) => {
  expect(mayAsk(life(state), until)).toBe(state === 'open');
  expect(mayAnswer(life(state), until)).toBe(state === 'open' || state === 'claimed');
});

test('neither a millisecond after the deadline', () => {
  expect(mayAsk(life('open'), later)).toBe(false);
  expect(mayAnswer(life('open'), later)).toBe(false);
  expect(checkQuestion(life('open'), '能带孩子来吗', later)).toMatchObject({ code: 'QUESTIONS_CLOSED' });
});

test.each([
  ['问'.repeat(3), 'QUESTION_TEXT_WRONG'],
  ['问'.repeat(QUESTION_MAX + 1), 'QUESTION_TEXT_WRONG'],
  ['请打 13893812345 问', 'PERSONAL_DATA_FOUND'],
])('the question %s is refused', (text, code) => {
  expect(checkQuestion(life('open'), text, until)).toMatchObject({ code });
});

test('what is taken is trimmed', () => {
  expect(checkQuestion(life('open'), ' 能带孩子来吗 ', until)).toBe('能带孩子来吗');
  expect(checkAnswer(life('claimed'), '可以', until)).toBe('可以');
  expect(checkAnswer(life('claimed'), '答'.repeat(ANSWER_MAX + 1), until)).toMatchObject({
    code: 'QUESTION_TEXT_WRONG',
  });
});
