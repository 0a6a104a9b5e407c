/** What a template keeps and what it never does. */
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { draftFrom, templateOf, templateProblems } from '@jiedui/shared/order/template.ts';
import { expect, test } from 'vitest';

const line = {
  seq: 1,
  serviceType: null,
  what: '助浴',
  quantity: { value: 6, qualifier: 'exact', unit: 'person' },
  note: '',
} as const;
const order: OrderFields = {
  title: '冬季入户探访',
  description: '',
  serviceType: 'EC01',
  targetGroups: ['living_alone_elder'],
  headcount: { value: 35, qualifier: 'exact', unit: 'person' },
  place: '西关街道',
  windowFrom: '2026-12-01',
  windowTo: '2026-12-08',
  needType: 'felt',
  mode: 'relief',
  leg: 'service',
  urgency: 'emergency',
  claimableUntil: new Date('2026-11-30T15:59:59Z'),
  sharing: 'partial',
  lines: [line],
};

test('a template keeps no day and no closing instant, but the lines', () => {
  const kept = templateOf(order);
  expect(kept).not.toHaveProperty('windowFrom');
  expect(kept).not.toHaveProperty('windowTo');
  expect(kept).not.toHaveProperty('claimableUntil');
  expect(kept).toMatchObject({
    title: '冬季入户探访',
    sharing: 'partial',
    lines: [line],
    requiredQualifications: null,
  });
});

test('a draft from it has no day, and an emergency is said anew', () => {
  expect(draftFrom(templateOf(order))).toMatchObject({ windowFrom: null, claimableUntil: null, urgency: 'normal' });
  expect(draftFrom(templateOf({ ...order, urgency: 'urgent' })).urgency).toBe('urgent');
});

test.each([
  ['探', 1],
  [' 探 ', 1],
  ['探访', 0],
  ['探'.repeat(30), 0],
  ['探'.repeat(31), 1],
])('the name %s has %d problems', (name, count) => {
  expect(templateProblems(name)).toHaveLength(count);
});
