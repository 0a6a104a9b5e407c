/** What ends on a day stands through that day, and is called for in time. */
import { localDate } from '@jiedui/shared/calendar.ts';
import { expect, it } from 'vitest';
import { validityOf } from '../../../web/kit/validity.ts';

const today = localDate('2026-11-24');

it.each([
  [null, 'done', '长期有效'],
  ['2026-11-23', 'late', '已过期'],
  ['2026-11-24', 'decide', '今天到期'],
  ['2026-11-25', 'decide', '1 天后到期'],
  ['2027-01-23', 'decide', '60 天后到期'],
  ['2027-01-24', 'done', '有效'],
] as const)('until %s is %s', (until, tone, word) => {
  expect(validityOf(until === null ? null : localDate(until), today)).toEqual({ tone, word });
});
