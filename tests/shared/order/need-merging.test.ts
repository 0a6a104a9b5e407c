/** Merging and screening: people are added only when a person says so, units never mix, and a draft order says only what is agreed. */
import type { NeedFields } from '@jiedui/shared/order/need.ts';
import { mergedPeople, peopleOf } from '@jiedui/shared/order/need-merging.ts';
import { checkNeed } from '@jiedui/shared/order/need-recording.ts';
import { checkScreeningOut, orderFrom, type ScreenedNeed } from '@jiedui/shared/order/need-screening.ts';
import { checkSurvey } from '@jiedui/shared/order/survey-submitting.ts';
import type { SurveyFields } from '@jiedui/shared/order/survey.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { Quantity, Unit } from '@jiedui/shared/quantity.ts';
import { describe, expect, test } from 'vitest';

const count = (value: number, unit: Unit = 'person', qualifier: Quantity['qualifier'] = 'exact') => ({
  value,
  unit,
  qualifier,
});
const one = (id: string, people: Quantity | null, stationId = 's') => ({ id, stationId, people });

describe('merging', () => {
  test.each([
    ['the same people: nothing is added', one('a', count(5)), one('b', count(3)), false, null],
    ['different people', one('a', count(5)), one('b', count(3)), true, count(5)],
    ['people of one side unknown', one('a', null), one('b', count(3)), true, 'no_people'],
    ['persons and households', one('a', count(5)), one('b', count(3, 'household')), true, 'units_differ'],
    ['persons and times', one('a', count(5)), one('b', count(3, 'person_time')), true, 'units_differ'],
    ['the same units differ, same people', one('a', count(5)), one('b', count(3, 'household')), false, null],
    ['with itself', one('a', count(5)), one('a', count(5)), false, 'same_need'],
    ['of another station', one('a', count(5), 'x'), one('b', count(3)), false, 'other_station'],
  ])('%s', (_, source, target, different, expected) => {
    const added = mergedPeople(source, target, different);
    if (typeof expected === 'string') expect(added).toMatchObject({ code: 'NEEDS_NOT_MERGEABLE', why: expected });
    else expect(added).toEqual(expected);
  });

  test('a sum carries the doubt of its parts, and is not said when the units no longer agree', () => {
    expect(peopleOf(count(26), [])).toEqual(count(26));
    expect(peopleOf(count(26), [count(350, 'person', 'over')])).toEqual(count(376, 'person', 'over'));
    expect(peopleOf(null, [count(3)])).toBeNull();
    expect(peopleOf(count(26, 'household'), [count(3)])).toBeNull();
  });
});

const WHOLE: NeedFields = {
  title: '独居老人冬季入户探访',
  description: '每周一次',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  needType: 'felt',
  mode: 'relief',
  headcount: count(12),
  urgency: 'normal',
  village: '桥南村',
  place: '村活动室',
  wantedFrom: '2026-12-01' as LocalDate,
  wantedTo: '2026-12-20' as LocalDate,
};
const screened = (more: Partial<ScreenedNeed> = {}): ScreenedNeed => ({ ...WHOLE, people: WHOLE.headcount, ...more });

describe('screening into an order', () => {
  test('one need fills the draft; the village stays behind', () => {
    const order = orderFrom([screened({ people: count(20) })], false);
    expect(order).toMatchObject({ title: WHOLE.title, headcount: count(20), place: '村活动室', serviceType: 'EC01' });
    expect(JSON.stringify(order)).not.toContain('桥南村');
  });

  test('several: what they disagree on is left open, the window covers all, the most urgent counts', () => {
    const other = screened({
      title: '独居老人助餐',
      serviceType: 'EC02',
      targetGroups: ['elder_80'],
      urgency: 'urgent',
      place: '敬老院',
      wantedFrom: '2026-11-25' as LocalDate,
      wantedTo: null,
    });
    expect(orderFrom([screened(), other], false)).toMatchObject({
      title: '独居老人冬季入户探访等 2 项',
      serviceType: null,
      targetGroups: ['elder_alone', 'elder_80'],
      headcount: null,
      place: '',
      urgency: 'urgent',
      windowFrom: '2026-11-25',
      windowTo: '2026-12-20',
      mode: 'relief',
      leg: null,
      claimableUntil: null,
    });
  });

  test('people are added only when a person says that they are different, and never of two units', () => {
    const two = [screened(), screened({ people: count(8, 'person', 'about') })];
    expect(orderFrom(two, true)).toMatchObject({ headcount: count(20, 'person', 'about') });
    expect(orderFrom(two, false)).toMatchObject({ headcount: null });
    const mixed = [screened(), screened({ people: count(8, 'household') })];
    expect(orderFrom(mixed, true)).toMatchObject({ code: 'NEEDS_NOT_MERGEABLE', why: 'units_differ' });
    expect(orderFrom([screened(), screened({ people: null })], true)).toMatchObject({ why: 'no_people' });
  });

  test('a title of 40 and a description of 1000 characters stay within what an order takes', () => {
    const long = screened({ title: '字'.repeat(40), description: '字'.repeat(1000) });
    const order = orderFrom([long, long], false);
    if ('code' in order) throw order;
    expect([...order.title].length).toBeLessThanOrEqual(40);
    expect([...order.description].length).toBeLessThanOrEqual(1000);
  });
});

test.each([
  ['referred', '', 'REFERRAL_MISSING'],
  ['referred', '民', 'REFERRAL_MISSING'],
  ['referred', '县残联', '县残联'],
  ['out_of_scope', '', ''],
  ['duplicate', '字'.repeat(201), 'REASON_MISSING'],
  ['already_served', ' 心连心每周探访 ', '心连心每周探访'],
] as const)('screened out as %s with “%s”', (reason, note, expected) => {
  const checked = checkScreeningOut(reason, note);
  expect(typeof checked === 'string' ? checked : checked.code).toBe(expected);
});

describe('what stands on the list', () => {
  test('is whole; people, place and time may be open', () => {
    expect(checkNeed({ ...WHOLE, headcount: null, place: '', wantedFrom: null, wantedTo: null })).not.toHaveProperty(
      'code',
    );
  });
  test.each([
    [{ title: '短' }, 'title'],
    [{ serviceType: 'XX99' }, 'serviceType'],
    [{ targetGroups: [] }, 'targetGroups'],
    [{ needType: null }, 'needType'],
    [{ mode: null }, 'mode'],
    [{ urgency: null }, 'urgency'],
    [{ headcount: count(0) }, 'headcount'],
    [{ wantedTo: '2026-11-30' as LocalDate }, 'wantedTo'],
  ] as [Partial<NeedFields>, string][])('%o names %s', (change, field) => {
    expect(checkNeed({ ...WHOLE, ...change })).toMatchObject({ code: 'NEED_INCOMPLETE', problems: [{ field }] });
  });
  test('holds no personal data, and says where it stands', () => {
    const found = checkNeed({ ...WHOLE, description: '联系 13812345678' });
    expect(found).toMatchObject({ code: 'PERSONAL_DATA_FOUND', spots: [{ field: 'description', from: 3, to: 14 }] });
  });
});

describe('a survey', () => {
  const at = new Date('2026-11-24T10:00:00+08:00');
  const survey: SurveyFields = {
    method: 'household_visit',
    heldOn: '2026-11-24' as LocalDate,
    workers: ['李文娟'],
    organizationIds: [],
    population: count(60, 'household', 'about'),
    village: '桥南村',
    findings: '独居老人缺少探访。',
  };
  test('of today is submitted, of tomorrow not', () => {
    expect(checkSurvey(survey, at)).toEqual(survey);
    expect(checkSurvey({ ...survey, heldOn: '2026-11-25' as LocalDate }, at)).toMatchObject({
      problems: [{ field: 'heldOn' }],
    });
  });
  test('says every gap at once', () => {
    const blank = { ...survey, method: null, heldOn: null, workers: [' '], population: null, findings: '' };
    expect(checkSurvey(blank, at)).toMatchObject({
      code: 'SURVEY_INCOMPLETE',
      problems: ['method', 'heldOn', 'workers', 'population', 'findings'].map((field) => ({ field })),
    });
  });
  test('is scanned', () => {
    expect(checkSurvey({ ...survey, findings: '王某，电话 13812345678，需要探访' }, at)).toMatchObject({
      code: 'PERSONAL_DATA_FOUND',
      spots: [{ field: 'findings', kind: 'mobile' }],
    });
  });
});
