/** What the officer decides on a line, and when the decision outlives a refresh. */
import { decide, decisionAfterRefresh, UNDECIDED } from '@jiedui/shared/dispatch/deciding.ts';
import { type Decision, LIGHTS } from '@jiedui/shared/dispatch/round.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');

test.each<[Decision, boolean]>([
  ['urge', false],
  ['approve', false],
  ['reassign', true],
  ['coordinate', true],
  ['carry_over', true],
])('%s needs a note: %s', (decision, needsNote) => {
  const bare = decide(decision, ' ', 'officer', at);
  if (needsNote) expect(bare).toBeInstanceOf(ReasonMissing);
  else expect(bare).toEqual({ decision, note: '', decidedBy: 'officer', decidedAt: at });
  expect(decide(decision, ' 下周一回复 ', 'officer', at)).toMatchObject({ decision, note: '下周一回复' });
});

test('no note is longer than a reason may be', () => {
  expect(decide('urge', '字'.repeat(201), 'officer', at)).toBeInstanceOf(ReasonMissing);
});

test('taking it back leaves nothing', () => expect(decide(null, '下周一回复', 'officer', at)).toBe(UNDECIDED));

const decided = { decision: 'urge', note: '', decidedBy: 'officer', decidedAt: at } as const;
const lights = LIGHTS.flatMap((before, i) => LIGHTS.map((now, j) => [before, now, i <= j] as const));

test.each(lights)('from %s to %s the decision stays: %s', (before, now, stays) => {
  expect(decisionAfterRefresh({ ...decided, light: before }, now)).toEqual(stays ? decided : UNDECIDED);
});
