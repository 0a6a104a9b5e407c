/** Money as it is typed becomes whole 分, or nothing. */
import { expect, it } from 'vitest';
import { readFen, yuanText } from '../../../web/kit/money.ts';

it.each([
  ['300', 30_000],
  ['120.5', 12_050],
  ['0.07', 7],
  ['0', 0],
  [' ８０．５０ 元 ', 8_050],
  ['1234567.89', 123_456_789],
])('reads %s', (text, fen) => {
  expect(readFen(text)).toBe(fen);
});

it.each(['', '面议', '12.345', '-5', '1,200', '12345678'])('does not guess at %j', (text) => {
  expect(readFen(text)).toBeNull();
});

it('writes back what it read', () => {
  for (const text of ['300', '120.5', '0.07', '0']) expect(yuanText(readFen(text))).toBe(text);
  expect(yuanText(null)).toBe('');
});
