/** The totals of a programme, on the numbers of the Tianshui article; and small cells. */
import { programmeTotals, type TotalsRows } from '@jiedui/shared/report/programme-totals.ts';
import { suppressSmall } from '@jiedui/shared/report/suppression.ts';
import type { Quantity } from '@jiedui/shared/quantity.ts';
import { expect, test } from 'vitest';

const q = (value: number, qualifier: Quantity['qualifier'], unit: Quantity['unit']): Quantity => ({
  value,
  qualifier,
  unit,
});
const session = (id: string, change: Partial<TotalsRows['sessions'][number]> = {}): TotalsRows['sessions'][number] => ({
  id,
  state: 'confirmed',
  category: 'elder_warmth',
  headcounts: [],
  goods: [],
  ...change,
});
const ids = (count: number) => Array.from({ length: count }, (_, i) => `station-${i}`);

test('Tianshui: 10 of 10 pilots paired, activities by category, 26 medics, 350 余 and 近 190, 158 套', () => {
  const totals = programmeTotals({
    pilotStationIds: ids(10),
    pairedStationIds: [...ids(10), 'station-0', 'not-a-pilot'],
    sessions: [
      session('clinic', {
        category: 'free_clinic',
        headcounts: [
          { role: 'medic', quantity: q(26, 'exact', 'person') },
          { role: 'beneficiary', quantity: q(350, 'over', 'person') },
        ],
      }),
      session('mother', {
        category: 'left_behind_care',
        headcounts: [{ role: 'beneficiary', quantity: q(190, 'nearly', 'person') }],
      }),
      session('visits', { headcounts: [{ role: 'beneficiary', quantity: q(40, 'exact', 'person_time') }] }),
      session('books', {
        category: 'talent_training',
        goods: [{ quantity: q(32, 'exact', 'set') }, { quantity: q(126, 'exact', 'set') }],
      }),
      session('other', { category: null, goods: [{ quantity: q(5, 'exact', 'piece') }] }),
      session('waiting', { state: 'submitted', headcounts: [{ role: 'medic', quantity: q(99, 'exact', 'person') }] }),
    ],
  });
  expect(totals).toEqual({
    pilotStations: 10,
    pairedPilotStations: 10,
    activities: 5,
    activitiesByCategory: [
      { category: 'free_clinic', count: 1 },
      { category: 'talent_training', count: 1 },
      { category: 'left_behind_care', count: 1 },
      { category: 'elder_warmth', count: 1 },
    ],
    goods: [q(158, 'exact', 'set'), q(5, 'exact', 'piece')],
    headcounts: [
      { role: 'beneficiary', quantity: q(540, 'about', 'person') },
      { role: 'beneficiary', quantity: q(40, 'exact', 'person_time') },
      { role: 'medic', quantity: q(26, 'exact', 'person') },
    ],
  });
});

test('a session handed in twice counts once', () => {
  const rows = { pilotStationIds: [], pairedStationIds: [], sessions: [session('a'), session('a')] };
  expect(programmeTotals(rows).activities).toBe(1);
});

test.each([
  [0, '0'],
  [1, '<5'],
  [4, '<5'],
  [5, '5'],
  [120, '120'],
])('a public cell of %i prints %s', (count, text) => expect(suppressSmall(count)).toBe(text));
