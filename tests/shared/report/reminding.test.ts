/** When a reminder is due: each stage from both sides, late runs, and the end. */
import {
  stageSince,
  AGREEMENT_STAGES_DAYS,
  DISPATCH_STAGES_DAYS,
  dayStage,
  daysLeftWords,
  hourStage,
  stageAt,
} from '@jiedui/shared/report/reminding.ts';
import { expect, test } from 'vitest';

test.each([
  [8, null],
  [7, 7],
  [6, 7],
  [4, 7],
  [3, 3],
  [2, 3],
  [1, 1],
  [0, 1],
  [-1, null],
])('with %i days left the stage of a dispatch is %s', (left, stage) => {
  expect(stageAt(left, DISPATCH_STAGES_DAYS)).toBe(stage);
});

test.each([
  ['2026-11-23', '2026-11-24', 1],
  ['2026-11-24', '2026-11-24', 1],
  ['2026-11-25', '2026-11-24', null],
  ['2026-11-17', '2026-11-24', 7],
  ['2026-11-16', '2026-11-24', null],
  ['2026-02-22', '2026-03-01', 7],
  ['2024-02-23', '2024-03-01', 7],
  ['2024-02-22', '2024-03-01', null],
] as const)('on %s a dispatch due on %s is at stage %s', (on, due, stage) => {
  expect(dayStage(on, due, DISPATCH_STAGES_DAYS)).toBe(stage);
});

test('an agreement that ends with the year is told of 90, 60, 30 and 15 days before', () => {
  const first = ['2026-10-02', '2026-11-01', '2026-12-01', '2026-12-16'] as const;
  expect(first.map((on) => dayStage(on, '2026-12-31', AGREEMENT_STAGES_DAYS))).toEqual([90, 60, 30, 15]);
  const before = ['2026-10-01', '2026-10-31', '2026-11-30', '2026-12-15'] as const;
  expect(before.map((on) => dayStage(on, '2026-12-31', AGREEMENT_STAGES_DAYS))).toEqual([null, 90, 60, 30]);
});

test('hours count to the millisecond, the last instant included', () => {
  const until = new Date('2026-11-26T15:59:59.999Z');
  const at = (text: string) => hourStage(new Date(text), until, [24]);
  expect(at('2026-11-25T15:59:59.998Z')).toBeNull();
  expect(at('2026-11-25T15:59:59.999Z')).toBe(24);
  expect(at('2026-11-26T15:59:59.999Z')).toBe(24);
  expect(at('2026-11-26T16:00:00.000Z')).toBeNull();
});

test('days left are said as people say them', () => {
  expect([0, 1, 90].map(daysLeftWords)).toEqual(['今天到期', '还有 1 天', '还有 90 天']);
});

test.each([
  [59, null],
  [60, 60],
  [89, 60],
  [90, 90],
  [400, 180],
])('%d days after it began, the stage that has been reached is %s', (passed, stage) => {
  expect(stageSince(passed, [60, 90, 180])).toBe(stage);
});
