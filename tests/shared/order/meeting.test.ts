/** The agreed date: in the window, not before today, over before midnight. */
import { meetingProblems, meetingWords } from '@jiedui/shared/order/meeting.ts';
import { expect, test } from 'vitest';

const order = { windowFrom: '2026-12-01', windowTo: '2026-12-31', durationMinutes: 180 } as const;
const fields = (day: Parameters<typeof meetingProblems>[1], minute: number, today: typeof day = '2026-11-24') =>
  meetingProblems(order, day, minute, today).map(({ field }) => field);

test.each([
  ['2026-11-30', 600, ['onDay']],
  ['2026-12-01', 600, []],
  ['2026-12-31', 600, []],
  ['2027-01-01', 600, ['onDay']],
  ['2026-12-08', -1, ['fromMinute']],
  ['2026-12-08', 0, []],
  ['2026-12-08', 21 * 60, []],
  ['2026-12-08', 21 * 60 + 1, ['fromMinute']],
  ['2026-12-08', 0.5, ['fromMinute']],
] as const)('%s from minute %d has problems %o', (day, minute, expected) => {
  expect(fields(day, minute)).toEqual(expected);
});

test('today may be agreed, yesterday not', () => {
  expect(fields('2026-12-08', 600, '2026-12-08')).toEqual([]);
  expect(fields('2026-12-08', 600, '2026-12-09')).toEqual(['onDay']);
});

test('the words name the weekday', () => {
  expect(meetingWords('2026-12-08', 14 * 60 + 30)).toBe('2026年12月8日 星期二 14:30');
});
