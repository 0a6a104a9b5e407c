/** First refusal: its last instant and the one after, over a weekend and a holiday, and for whom it stands. */
import { firstRefusalUntil, isHeldForPaired, isOpenTo } from '@jiedui/shared/matching/round/first-refusal.ts';
import { describe, expect, test } from 'vitest';

/** A Tuesday morning in Shanghai. */
const POSTED = new Date('2026-11-24T02:00:00.000Z');
const LAST = new Date('2026-11-27T15:59:59.999Z');

describe('first refusal', () => {
  test('lasts to the end of the third working day after posting', () => {
    expect(firstRefusalUntil(POSTED)).toEqual(LAST);
  });

  test('counts working days: posted on a Friday before a weekend, and before the National Day', () => {
    expect(firstRefusalUntil(new Date('2026-11-27T02:00:00.000Z'))).toEqual(new Date('2026-12-02T15:59:59.999Z'));
    expect(firstRefusalUntil(new Date('2026-09-30T02:00:00.000Z')).getTime()).toBeGreaterThan(
      new Date('2026-10-08T00:00:00.000Z').getTime(),
    );
  });

  test('holds at its last instant, and not one millisecond later', () => {
    expect(isOpenTo(POSTED, ['paired'], 'other', LAST)).toBe(false);
    expect(isOpenTo(POSTED, ['paired'], 'other', new Date(LAST.getTime() + 1))).toBe(true);
    expect(isHeldForPaired(POSTED, ['paired'], LAST)).toBe(true);
    expect(isHeldForPaired(POSTED, ['paired'], new Date(LAST.getTime() + 1))).toBe(false);
  });

  test('is for the paired organizations, at any time', () => {
    expect(isOpenTo(POSTED, ['one', 'paired'], 'paired', POSTED)).toBe(true);
    expect(isOpenTo(POSTED, ['paired'], 'paired', new Date(LAST.getTime() + 1))).toBe(true);
  });

  test('is nobody’s where the station has no pairing, or the order was never posted', () => {
    expect(isOpenTo(POSTED, [], 'other', POSTED)).toBe(true);
    expect(isOpenTo(null, ['paired'], 'other', POSTED)).toBe(true);
  });
});
