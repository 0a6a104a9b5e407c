/** Words for dates: full, Chinese, with the weekday, and the year only where it is needed. */
import { describe, expect, it } from 'vitest';
import { dayWords, deadlineWords, momentWords, shortWords, untilWords, windowWords } from '../../../web/kit/format.ts';

describe('dates in words', () => {
  it('say the weekday', () => {
    expect(dayWords('2026-11-24')).toBe('11月24日 星期二');
    expect(momentWords('2026-11-24T06:02:00.000Z')).toBe('11月24日 星期二 14:02');
  });

  it('say the end of a day as 24:00, and any other time as it is', () => {
    const today = '2026-11-24';
    expect(deadlineWords('2026-11-26T15:59:59.999Z', today)).toBe('11月26日 星期四 24:00 前');
    expect(deadlineWords('2026-11-26T10:00:00.000Z', today)).toBe('11月26日 星期四 18:00 前');
    expect(untilWords('2026-11-26T10:00:00.000Z', today)).toBe('11月26日 星期四 18:00 前办理');
    // The last instant of the year in Shanghai, and the first of the next.
    expect(deadlineWords('2026-12-31T15:59:59.999Z', today)).toBe('12月31日 星期四 24:00 前');
    expect(deadlineWords('2026-12-31T16:00:00.000Z', today)).toBe('2027年1月1日 星期五 00:00 前');
  });

  it('leave out this year, and say both years when they differ', () => {
    expect(windowWords('2026-12-01', '2026-12-08', '2026-11-24')).toBe('12月1日 至 12月8日');
    expect(windowWords('2026-12-20', '2027-01-08', '2026-11-24')).toBe('2026年12月20日 至 2027年1月8日');
    expect(windowWords('2027-01-08', '2027-01-08', '2026-11-24')).toBe('2027年1月8日');
  });

  it('drop a remark in brackets inside a sentence', () => {
    expect(shortWords('高龄（80 岁以上）')).toBe('高龄');
    expect(shortWords('探访关爱（助老敲门）')).toBe('探访关爱');
  });
});
