/** Dates, instants and months in Asia/Shanghai. */
import {
  addDays,
  addMonths,
  daysBetween,
  endOfDay,
  firstDayOf,
  formatDate,
  formatInstant,
  formatMoment,
  formatMonth,
  isLocalDate,
  isMonth,
  lastDayOf,
  localDate,
  localDateOf,
  monthOf,
  nextMonth,
  previousMonth,
  startOfDay,
} from '@jiedui/shared/calendar.ts';
import { describe, expect, test } from 'vitest';

describe('a day in Shanghai', () => {
  test('begins at 16:00 UTC of the day before, and ends one millisecond before the next', () => {
    expect(startOfDay('2026-11-24').toISOString()).toBe('2026-11-23T16:00:00.000Z');
    expect(endOfDay('2026-11-24').toISOString()).toBe('2026-11-24T15:59:59.999Z');
  });

  test('holds its last instant, and not one millisecond later', () => {
    expect(localDateOf(endOfDay('2026-11-24'))).toBe('2026-11-24');
    expect(localDateOf(new Date(endOfDay('2026-11-24').getTime() + 1))).toBe('2026-11-25');
  });

  test('is shown in full, with its weekday', () => {
    expect(formatDate('2026-11-24')).toBe('2026年11月24日 星期二');
    expect(formatDate('2026-02-01')).toBe('2026年2月1日 星期日');
  });

  test('shows a time in 24 hours', () => {
    const at = new Date('2026-11-24T06:02:00Z');
    expect(formatInstant(at)).toBe('2026年11月24日 14:02');
    expect(formatMoment(at)).toBe('11月24日 14:02');
  });
});

test.each([
  ['2026-02-28', true],
  ['2026-02-29', false],
  ['2028-02-29', true],
  ['2026-13-01', false],
  ['2026-1-1', false],
  ['20260101', false],
  ['2026-11-24T00:00:00Z', false],
])('%s is a date: %s', (text, expected) => expect(isLocalDate(text)).toBe(expected));

test('text that is not a date is a fault', () => expect(() => localDate('明天')).toThrow('not a date: "明天"'));

test('days are added and counted over month and year ends', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  expect(daysBetween('2026-12-31', '2027-01-02')).toBe(2);
  expect(daysBetween('2027-01-02', '2026-12-31')).toBe(-2);
});

test('months are named, counted and bounded', () => {
  expect(isMonth('2026-11')).toBe(true);
  expect(isMonth('2026-13')).toBe(false);
  expect(monthOf('2026-11-24')).toBe('2026-11');
  expect(nextMonth('2026-12')).toBe('2027-01');
  expect(previousMonth('2026-01')).toBe('2025-12');
  expect(addMonths('2026-11', -23)).toBe('2024-12');
  expect(firstDayOf('2026-02')).toBe('2026-02-01');
  expect(lastDayOf('2026-02')).toBe('2026-02-28');
  expect(formatMonth('2026-02')).toBe('2026年2月');
});
