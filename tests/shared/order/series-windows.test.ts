/** The window of each order of a series: as long as the draft's, or the whole month, and until when it may be claimed. */
import { type Recurrence, windowsOf } from '@jiedui/shared/order/series.ts';
import { expect, test } from 'vitest';

const monthly: Recurrence = { frequency: 'monthly', every: 1, times: 3, firstOn: '2026-12-01', restDays: 'later' };

test('a month from its first to its last day is each whole month, and rest days do not move it', () => {
  expect(windowsOf(monthly, 30, '2026-11-24')).toEqual([
    { from: '2026-12-01', to: '2026-12-31', claimableOn: '2026-11-30' },
    { from: '2027-01-01', to: '2027-01-31', claimableOn: '2026-12-31' },
    { from: '2027-02-01', to: '2027-02-28', claimableOn: '2027-01-31' },
  ]);
});

test('a day short of the month is so many days, and begins on a working day where that was asked', () => {
  expect(windowsOf({ ...monthly, times: 2 }, 29, '2026-11-24')).toEqual([
    { from: '2026-12-01', to: '2026-12-30', claimableOn: '2026-11-30' },
    // 1 January 2027 is 元旦, a Friday; the next working day is the Monday.
    { from: '2027-01-04', to: '2027-02-02', claimableOn: '2027-01-03' },
  ]);
});

test('one that begins today is claimed until today ends', () => {
  const weekly: Recurrence = { frequency: 'weekly', every: 1, times: 2, firstOn: '2026-11-24', restDays: 'keep' };
  expect(windowsOf(weekly, 0, '2026-11-24')).toEqual([
    { from: '2026-11-24', to: '2026-11-24', claimableOn: '2026-11-24' },
    { from: '2026-12-01', to: '2026-12-01', claimableOn: '2026-11-30' },
  ]);
});
