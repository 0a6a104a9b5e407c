/** What an order must say before it is published. */
import type { OrderFields } from '@jiedui/shared/order/order.ts';
import { checkPosting } from '@jiedui/shared/order/posting.ts';
import { OrderIncomplete } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');

const motherDay: OrderFields = {
  title: '母亲节亲子活动',
  description: '面向儿童及家属，约两小时',
  serviceType: 'CC05',
  targetGroups: ['child_left_behind'],
  headcount: { value: 190, qualifier: 'nearly', unit: 'person' },
  place: '玉泉镇社工站',
  windowFrom: '2026-11-24',
  windowTo: '2026-11-30',
  needType: 'felt',
  mode: 'capacity',
  leg: 'service',
  urgency: 'normal',
  claimableUntil: new Date('2026-11-30T15:59:59.999Z'),
};

const problemsOf = (change: Partial<OrderFields>) => {
  const result = checkPosting({ ...motherDay, ...change }, at);
  return result instanceof OrderIncomplete ? result.problems.map((p) => p.field) : result;
};

test('a whole order may be posted', () => expect(checkPosting(motherDay, at)).toBe(motherDay));

test.each<[string, Partial<OrderFields>]>([
  ['title', { title: '活动节' }],
  ['title', { title: '长'.repeat(41) }],
  ['place', { place: '  ' }],
  ['place', { place: '地'.repeat(61) }],
  ['description', { description: '话'.repeat(1001) }],
  ['serviceType', { serviceType: null }],
  ['serviceType', { serviceType: 'CC99' }],
  ['targetGroups', { targetGroups: [] }],
  ['targetGroups', { targetGroups: ['everyone'] }],
  ['headcount', { headcount: null }],
  ['headcount', { headcount: { value: 0, qualifier: 'exact', unit: 'person' } }],
  ['needType', { needType: null }],
  ['mode', { mode: null }],
  ['leg', { leg: null }],
  ['urgency', { urgency: null }],
  ['windowFrom', { windowFrom: null }],
  ['windowTo', { windowTo: null }],
  ['claimableUntil', { claimableUntil: null }],
  ['requiredQualifications', { requiredQualifications: ['medical_practice', 'wings'] }],
  ['budgetCapFen', { budgetCapFen: -1 }],
  ['budgetCapFen', { budgetCapFen: 100_000_001 }],
])('%s is told when it is wrong: %j', (field, change) => expect(problemsOf(change)).toEqual([field]));

test.each<[string, Partial<OrderFields>]>([
  ['4 characters', { title: '四字标题' }],
  ['40 characters', { title: '长'.repeat(40) }],
  ['astral characters, counted once', { title: '𠮷'.repeat(40) }],
])('a title of %s stands', (_what, change) => expect(problemsOf(change)).not.toBeInstanceOf(Array));

test.each<[string, Partial<OrderFields>]>([
  ['a licence', { requiredQualifications: ['medical_practice'] }],
  ['free offers only', { budgetCapFen: 0 }],
  ['the greatest cap', { budgetCapFen: 100_000_000 }],
  ['no cap', { budgetCapFen: null }],
])('it may ask for %s', (_what, change) => expect(problemsOf(change)).not.toBeInstanceOf(Array));

describe('times', () => {
  test('the window may end today, not yesterday', () => {
    const today = {
      windowFrom: '2026-11-20',
      windowTo: '2026-11-24',
      claimableUntil: new Date('2026-11-24T15:59:59.999Z'),
    } as const;
    expect(problemsOf(today)).not.toBeInstanceOf(Array);
    expect(problemsOf({ ...today, windowTo: '2026-11-23', claimableUntil: new Date(at.getTime() + 1) })).toContain(
      'windowTo',
    );
  });

  test('the window does not end before it begins', () => {
    expect(problemsOf({ windowFrom: '2026-12-01' })).toEqual(['windowTo']);
  });

  test('the deadline is after now', () => {
    expect(problemsOf({ claimableUntil: at })).toEqual(['claimableUntil']);
    expect(problemsOf({ claimableUntil: new Date(at.getTime() + 1) })).not.toBeInstanceOf(Array);
  });

  test('the deadline is not after the last day of the window', () => {
    expect(problemsOf({ claimableUntil: new Date('2026-11-30T16:00:00.000Z') })).toEqual(['claimableUntil']);
  });
});

test('an empty draft is told everything at once', () => {
  const empty: OrderFields = {
    title: '',
    description: '',
    serviceType: null,
    targetGroups: [],
    headcount: null,
    place: '',
    windowFrom: null,
    windowTo: null,
    needType: null,
    mode: null,
    leg: null,
    urgency: null,
    claimableUntil: null,
  };
  const refusal = checkPosting(empty, at) as OrderIncomplete;
  expect(refusal.problems).toHaveLength(12);
  expect(refusal.message).toMatch(/^请补充或改正 12 处：标题应为 4 至 40 字，现为 0 字；/);
});

test('a person named in it is refused with the exact spot', () => {
  const refusal = checkPosting({ ...motherDay, description: '联系王老师138-1234-5678' }, at);
  expect(refusal).toBeInstanceOf(PersonalDataFound);
  expect((refusal as PersonalDataFound).spots).toEqual([
    { field: 'description', kind: 'mobile', from: 5, to: 18, excerpt: '138****5678' },
  ]);
});
