/** The days of a series: month ends, the 31st, 调休 weekends; and the words of a fuzzy window. */
import {
  datesOf,
  durationWords,
  fuzzyWords,
  type Recurrence,
  recurrenceProblems,
  recurrenceWords,
} from '@jiedui/shared/order/series.ts';
import { describe, expect, test } from 'vitest';

const rule = (change: Partial<Recurrence>): Recurrence => ({
  frequency: 'weekly',
  every: 1,
  times: 3,
  firstOn: '2026-11-24',
  restDays: 'keep',
  ...change,
});

describe('the dates', () => {
  test('weekly keep their weekday over the turn of the year', () => {
    expect(datesOf(rule({ every: 2, times: 4, firstOn: '2026-12-08' }))).toEqual([
      '2026-12-08',
      '2026-12-22',
      '2027-01-05',
      '2027-01-19',
    ]);
  });

  test('monthly on the 31st fall on the last day of shorter months, and come back to the 31st', () => {
    expect(datesOf(rule({ frequency: 'monthly', times: 6, firstOn: '2026-12-31' }))).toEqual([
      '2026-12-31',
      '2027-01-31',
      '2027-02-28',
      '2027-03-31',
      '2027-04-30',
      '2027-05-31',
    ]);
  });

  test('monthly on the 30th and 29th know the leap year', () => {
    expect(datesOf(rule({ frequency: 'monthly', times: 3, firstOn: '2027-12-30' }))[2]).toBe('2028-02-29');
    expect(datesOf(rule({ frequency: 'monthly', times: 3, firstOn: '2026-12-29' }))[2]).toBe('2027-02-28');
  });

  test('every three months end with the quarter', () => {
    expect(datesOf(rule({ frequency: 'monthly', every: 3, times: 4, firstOn: '2026-11-30' }))).toEqual([
      '2026-11-30',
      '2027-02-28',
      '2027-05-30',
      '2027-08-30',
    ]);
  });

  test('every so many days', () => {
    expect(datesOf(rule({ frequency: 'series', every: 10, times: 3, firstOn: '2026-02-20' }))).toEqual([
      '2026-02-20',
      '2026-03-02',
      '2026-03-12',
    ]);
  });

  // 2026: 国庆 1 to 7 October; Saturday 10 October is a working day in its stead, as is Sunday 20 September.
  test('a rest day moves to the next or the last working day, and does not move those after it', () => {
    const october = { frequency: 'weekly', times: 3, firstOn: '2026-09-24' } as const;
    expect(datesOf(rule({ ...october, restDays: 'keep' }))).toEqual(['2026-09-24', '2026-10-01', '2026-10-08']);
    expect(datesOf(rule({ ...october, restDays: 'later' }))).toEqual(['2026-09-24', '2026-10-08', '2026-10-08']);
    expect(datesOf(rule({ ...october, restDays: 'earlier' }))).toEqual(['2026-09-24', '2026-09-30', '2026-10-08']);
  });

  test('a weekend that is worked in exchange (调休) is no rest day', () => {
    const saturdays = { frequency: 'weekly', times: 2, firstOn: '2026-10-10', restDays: 'later' } as const;
    expect(datesOf(rule(saturdays))).toEqual(['2026-10-10', '2026-10-19']);
  });
});

test('the rule in words', () => {
  expect(recurrenceWords(rule({ every: 2, times: 6 }))).toBe('每 2 周一次（星期二），共 6 次');
  expect(recurrenceWords(rule({}))).toBe('每周一次（星期二），共 3 次');
  expect(recurrenceWords(rule({ frequency: 'monthly', firstOn: '2026-12-31', times: 12, restDays: 'earlier' }))).toBe(
    '每月 31 日（月短则在月末），共 12 次，遇休息日提前到上一个工作日',
  );
  expect(recurrenceWords(rule({ frequency: 'series', every: 10 }))).toBe('每隔 10 天一次，共 3 次');
});

test.each([
  [{ every: 0 }, ['every']],
  [{ every: 91 }, ['every']],
  [{ times: 1 }, ['times']],
  [{ times: 54 }, ['times']],
  [{ firstOn: '2026-11-23' as const }, ['firstOn']],
  [{ every: 90, times: 53, firstOn: '2026-11-24' as const }, []],
])('%o has problems %o', (change, fields) => {
  expect(recurrenceProblems(rule(change), '2026-11-24').map(({ field }) => field)).toEqual(fields);
});

test('a fuzzy window says how long and between which days', () => {
  expect(durationWords(180)).toBe('3 小时');
  expect(durationWords(90)).toBe('1 小时 30 分');
  expect(durationWords(45)).toBe('45 分钟');
  expect(fuzzyWords({ durationMinutes: 180, from: '2026-12-01', to: '2026-12-31' })).toBe(
    '3 小时，12月内，具体时间双方商定',
  );
  expect(fuzzyWords({ durationMinutes: 180, from: '2026-12-02', to: '2026-12-31' })).toBe(
    '3 小时，12月2日至12月31日之间，具体时间双方商定',
  );
});
