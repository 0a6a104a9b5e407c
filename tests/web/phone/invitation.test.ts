/** How long is left to answer an invitation, in words. */
import { expect, test } from 'vitest';
import { leftWords } from '../../../web/phone/claim/invitation.ts';

const until = '2026-11-26T15:59:59.999Z';

test('counts days by the calendar until the last one, then hours', () => {
  expect(leftWords(until, new Date('2026-11-24T01:00:00Z'))).toBe('还有 2 天');
  expect(leftWords(until, new Date('2026-11-25T15:59:00Z'))).toBe('还有 1 天');
  expect(leftWords(until, new Date('2026-11-25T16:00:00Z'))).toBe('今天截止，还有 23 小时');
  expect(leftWords(until, new Date('2026-11-26T15:30:00Z'))).toBe('今天截止，不到 1 小时');
});

test('says nothing once it has passed', () => {
  expect(leftWords(until, new Date('2026-11-26T16:00:00Z'))).toBe('');
});
