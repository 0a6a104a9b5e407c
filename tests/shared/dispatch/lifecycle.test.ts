/** Every step of a round from every state. */
import { issue, moveRound, ROUND_STEPS, type RoundStep } from '@jiedui/shared/dispatch/lifecycle.ts';
import { LinesUndecided, RoundNotIn } from '@jiedui/shared/dispatch/refusals.ts';
import { expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');

test.each([
  ['refresh', 'open'],
  ['decide', 'open'],
  ['issue', 'issued'],
] as const)('%s from open gives %s', (step, expected) => expect(moveRound('open', step)).toBe(expected));

test.each(Object.keys(ROUND_STEPS) as RoundStep[])('%s from issued is refused', (step) => {
  expect(moveRound('issued', step)).toMatchObject({ code: 'ROUND_NOT_IN', actual: 'issued' });
});

test('a round is issued once every line is decided', () => {
  const round = { state: 'open', issuedAt: null } as const;
  expect(issue(round, 0, at)).toEqual({ state: 'issued', issuedAt: at });
  expect(issue(round, 2, at)).toBeInstanceOf(LinesUndecided);
  expect(issue(round, 2, at)).toMatchObject({ count: 2 });
  expect(issue({ state: 'issued', issuedAt: at }, 2, at)).toBeInstanceOf(RoundNotIn);
});
