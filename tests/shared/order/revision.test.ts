/** What may change after an order left its drafts, by state; what counts as changed; and its words. */
import { ORDER_STATES, type OrderFields } from '@jiedui/shared/order/order.ts';
import { changesOf, changeWords, REVISABLE, revisableIn } from '@jiedui/shared/order/revision.ts';
import { expect, test } from 'vitest';

test.each(ORDER_STATES)('in %s', (state) => {
  const expected =
    state === 'submitted' || state === 'open' ? REVISABLE : state === 'claimed' ? ['description', 'place'] : [];
  expect(revisableIn(state)).toEqual(expected);
});

const order = { place: '西关', windowTo: '2026-12-08', budgetCapFen: null } as unknown as OrderFields;

test('only what differs is a change; what is left out stays', () => {
  expect(changesOf(order, { place: '西关', windowTo: '2026-12-09' })).toEqual([
    { field: 'windowTo', before: '2026-12-08', after: '2026-12-09' },
  ]);
  expect(changesOf(order, {})).toEqual([]);
  expect(changesOf(order, { budgetCapFen: 0 })).toEqual([{ field: 'budgetCapFen', before: null, after: 0 }]);
});

test('a value reads as people write it', () => {
  expect(changeWords('place', '')).toBe('未填');
  expect(changeWords('windowTo', '2026-12-08')).toBe('2026年12月8日 星期二');
  expect(changeWords('headcount', { value: 350, qualifier: 'over', unit: 'person' })).toBe('350 余人');
});
