/** The gap board's rules: when supply falls short, how long an order has waited, and why nobody took it. */
import { GAP_LIGHTS, gapLight, unmetReason, waitedDays, waitedSince } from '@jiedui/shared/report/lists/gap.ts';
import { addDays, type LocalDate } from '@jiedui/shared/calendar.ts';
import { describe, expect, test } from 'vitest';

describe('the light of a cell', () => {
  test.each([
    [0, 0, 'idle'],
    [0, 4, 'idle'],
    [1, 0, 'none'],
    [3, 2, 'short'],
    [3, 3, 'enough'],
    [1, 9, 'enough'],
  ] as const)('%i orders against %i sessions a month', (orders, sessions, light) => {
    expect(gapLight(orders, sessions)).toBe(light);
  });

  test('is each of its values for some cell', () => {
    const seen = new Set([0, 1, 2].flatMap((orders) => [0, 1, 2].map((sessions) => gapLight(orders, sessions))));
    expect([...seen].sort()).toEqual([...GAP_LIGHTS].sort());
  });
});

describe('waiting', () => {
  test('counts working days over a weekend and over 春节 with its 调休', () => {
    expect(waitedDays('2026-11-20', '2026-11-24')).toBe(2);
    // 14 February 2026 is worked, 15 to 23 are free, 28 is worked.
    expect(waitedDays('2026-02-13', '2026-02-24')).toBe(2);
  });

  test('since which day is exactly how long: one day later has not waited so long', () => {
    for (const today of ['2026-11-24', '2026-11-22', '2026-02-24', '2026-03-01', '2026-10-08'] as LocalDate[])
      for (const days of [0, 1, 3, 7, 20]) {
        const since = waitedSince(today, days);
        expect(days, `${days} days until ${today}`).toBeLessThanOrEqual(waitedDays(since, today));
        if (0 < days) expect(waitedDays(addDays(since, 1), today), `after ${since}`).toBeLessThan(days);
      }
  });
});

describe('why nobody took it', () => {
  const miss = (name: string, ...codes: string[]) => ({
    organizationName: name,
    failed: codes.map((code) => ({ code, name: `条件${code}`, remedy: `请改${code}` })),
  });

  test('somebody could: invite; but not when it is closed or rests', () => {
    expect(unmetReason(3, [], true)).toMatchObject({
      why: '有 3 家组织符合条件，还没有一家接单',
      step: 'invite',
    });
    expect(unmetReason(3, [], false)).toMatchObject({ step: 'coordinate' });
  });

  test('nobody offers it at all: coordinate', () => {
    expect(unmetReason(0, [], true)).toEqual({
      why: '没有组织提供这类服务',
      change: '请联系组织补充供给，或跨区协调',
      step: 'coordinate',
    });
  });

  test('the commonest reason comes first, of equals the one met first, and its remedy is told', () => {
    const reason = unmetReason(0, [miss('甲', 'rating', 'area'), miss('乙', 'area'), miss('丙', 'capacity')], true);
    expect(reason.why).toBe('没有组织全部符合：“条件area”不符 2 家、“条件rating”不符 1 家、“条件capacity”不符 1 家');
    expect(reason).toMatchObject({ change: '请改area', step: 'widen' });
    expect(unmetReason(0, [miss('甲', 'capacity')], true).step).toBe('coordinate');
  });
});
