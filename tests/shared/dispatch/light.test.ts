/** Red, yellow, green: each rule alone, the heaviest first, in words. */
import type { Figure } from '@jiedui/shared/dispatch/figures.ts';
import { compareLights, lightOf, type Standing, standingOf } from '@jiedui/shared/dispatch/light.ts';
import type { FigureKey, Light } from '@jiedui/shared/dispatch/round.ts';
import { expect, test } from 'vitest';

const calm: Standing = { unclaimedPastDeadline: 0, inService: 0, claimsPending: 0, sessionsUnconfirmed: 0 };
const figures = (values: Partial<Record<FigureKey, number>>): Figure[] =>
  Object.entries({ orders: 1, sessions: 1, ...values }).map(([key, value]) => ({
    key: key as FigureKey,
    value,
    qualifier: 'exact',
    responses: key === 'satisfaction' ? 3 : null,
    rowIds: [],
  }));

test.each<[Light, string, string, Partial<Record<FigureKey, number>>, Partial<Standing>]>([
  ['red', '2 单逾期未完成', 'urge', { overdue: 2 }, {}],
  ['red', '1 单过了截止时间无人接单', 'coordinate', {}, { unclaimedPastDeadline: 1 }],
  ['red', '有 3 单在服务中，本期没有已确认的活动', 'urge', { sessions: 0 }, { inService: 3 }],
  ['yellow', '1 次接单待社工站确认', 'urge', {}, { claimsPending: 1 }],
  ['yellow', '2 条服务记录待社工站确认', 'urge', {}, { sessionsUnconfirmed: 2 }],
  ['yellow', '满意度 3.9 分（3 份评价），低于 4 分', 'coordinate', { satisfaction: 3.9 }, {}],
  ['yellow', '本期没有点单，也没有活动', 'coordinate', { orders: 0, sessions: 0 }, {}],
  ['green', '进展正常：完成 2 单，活动 1 场', 'approve', { completed: 2, satisfaction: 4 }, { inService: 1 }],
])('%s: %s, so %s', (light, reason, proposedDecision, values, standing) => {
  expect(lightOf(figures(values), { ...calm, ...standing })).toEqual({ light, reason, proposedDecision });
});

test('the heaviest light wins, with all its reasons and the decision of its first', () => {
  const standing = { ...calm, unclaimedPastDeadline: 1, claimsPending: 4 };
  expect(lightOf(figures({ overdue: 1 }), standing)).toEqual({
    light: 'red',
    reason: '1 单逾期未完成；1 单过了截止时间无人接单',
    proposedDecision: 'urge',
  });
});

test('lines sort red, yellow, green', () => {
  expect((['green', 'red', 'yellow'] as Light[]).sort(compareLights)).toEqual(['red', 'yellow', 'green']);
});

test('the standing is read from the rows at the cut-off, to the millisecond', () => {
  const cutOff = new Date('2026-11-24T06:00:00Z');
  const before = new Date(cutOff.getTime() - 1);
  const order = (
    id: string,
    state: 'open' | 'claimed' | 'confirmed',
    claimableUntil: Date,
    claimLapsesAt: Date | null = null,
  ) => ({
    id,
    state,
    windowTo: null,
    claimableUntil,
    claimLapsesAt,
    postedAt: null,
    completedAt: null,
  });
  const rows = {
    orders: [
      order('late', 'open', before),
      order('just in time', 'open', cutOff),
      order('lapsed', 'claimed', before, before),
      order('held', 'claimed', before, cutOff),
      order('served', 'confirmed', before),
    ],
    claims: [
      { id: 'c1', pending: true, claimedAt: before },
      { id: 'c2', pending: false, claimedAt: before },
    ],
    sessions: [
      { id: 's1', state: 'submitted' as const, confirmedAt: null, headcounts: [], satisfactions: [] },
      { id: 's2', state: 'draft' as const, confirmedAt: null, headcounts: [], satisfactions: [] },
    ],
  };
  expect(standingOf(rows, cutOff)).toEqual({
    unclaimedPastDeadline: 2,
    inService: 1,
    claimsPending: 1,
    sessionsUnconfirmed: 1,
  });
});
