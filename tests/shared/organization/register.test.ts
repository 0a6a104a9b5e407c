/** What of the register counts on a day: edges of ratings, lists, yearly checks, fitness and what runs out. */
import {
  backgroundCheckUntil,
  type ExpiryFacts,
  expiriesOn,
  expiringWithin,
} from '@jiedui/shared/organization/expiry.ts';
import {
  annualYearDueOn,
  checkAnnual,
  checkListing,
  checkRating,
  checkRemoval,
  type Fitness,
  fitnessProblem,
  gradeOn,
  type Listing,
  listStatusOn,
  type Rating,
  ratingOn,
} from '@jiedui/shared/organization/register.ts';
import { RegisterEntryUnsound } from '@jiedui/shared/organization/refusals.ts';
import { checkStaff, maskedName, type StaffFields } from '@jiedui/shared/organization/staff.ts';
import { describe, expect, test } from 'vitest';

const TODAY = '2026-11-24';
const NONE: ExpiryFacts = {
  isAssociation: false,
  qualifications: [],
  ratingUntil: null,
  staffLicences: [],
  backgroundChecks: [],
  checkedYears: [],
};
const rated = (grade: number, ratedOn: string, validUntil: string) =>
  ({ grade, ratedOn, validUntil, issuer: '市民政局' }) as Rating;

describe('a rating', () => {
  const five = rated(5, '2021-12-01', '2026-11-24');
  test.each([
    ['on its last day', [five], 5],
    ['the day after', [{ ...five, validUntil: '2026-11-23' } as Rating], null],
    ['none at all', [], null],
    ['given lower later', [five, rated(3, '2026-11-01', '2031-10-31')], 3],
    [
      'a later one that has run out does not bring back the one before',
      [rated(5, '2020-01-01', '2030-01-01'), rated(3, '2021-01-01', '2026-01-01')],
      null,
    ],
    ['one that is only given tomorrow', [rated(4, '2026-11-25', '2031-11-24')], null],
  ] as const)('%s', (_, ratings, grade) => expect(ratingOn(ratings, TODAY)).toBe(grade));

  test('kept beside its last day counts to the end of it', () => {
    expect(gradeOn(4, '2026-11-24', TODAY)).toBe(4);
    expect(gradeOn(4, '2026-11-23', TODAY)).toBeNull();
    expect(gradeOn(4, null, TODAY)).toBe(4);
  });
});

describe('a list', () => {
  const entry = (list: Listing['list'], listedOn: string, removedOn: string | null) =>
    ({ list, listedOn, removedOn, basis: '公告' }) as Listing;
  test.each([
    ['from its day', [entry('abnormal', TODAY, null)], 'abnormal'],
    ['not before', [entry('abnormal', '2026-11-25', null)], 'none'],
    ['not on the day of removal', [entry('abnormal', '2026-01-01', TODAY)], 'none'],
    ['still on the day before', [entry('abnormal', '2026-01-01', '2026-11-25')], 'abnormal'],
    [
      'the graver of two',
      [entry('serious_breach', '2025-01-01', null), entry('abnormal', '2026-01-01', null)],
      'serious_breach',
    ],
    [
      'the one that is left',
      [entry('serious_breach', '2025-01-01', '2026-02-01'), entry('abnormal', '2026-01-01', null)],
      'abnormal',
    ],
  ] as const)('is in force %s', (_, listings, status) => expect(listStatusOn(listings, TODAY)).toBe(status));
});

test.each([
  ['2026-06-30', 2024],
  ['2026-07-01', 2025],
  ['2026-12-31', 2025],
  ['2027-01-01', 2025],
] as const)('on %s the check of %i is the last that was due', (day, year) => expect(annualYearDueOn(day)).toBe(year));

const FIT: Fitness = {
  registrationStatus: 'normal',
  listStatus: 'none',
  lastAnnualResult: 'passed',
  staffCount: 1,
  serviceTypes: ['EC01'],
};
test.each([
  ['all met', {}, 0],
  ['never checked, as it is new', { lastAnnualResult: null }, 0],
  ['basically passed', { lastAnnualResult: 'basically_passed' }, 0],
  ['absent', { lastAnnualResult: 'absent' }, 0],
  ['failed', { lastAnnualResult: 'failed' }, 1],
  ['cancelled', { registrationStatus: 'cancelled' }, 1],
  ['on the lighter list', { listStatus: 'abnormal' }, 1],
  ['nobody works there', { staffCount: 0 }, 1],
  ['offers nothing', { serviceTypes: [] }, 1],
  [
    'all at once',
    {
      registrationStatus: 'revoked',
      listStatus: 'serious_breach',
      lastAnnualResult: 'failed',
      staffCount: 0,
      serviceTypes: [],
    },
    5,
  ],
] as const)('fitness: %s', (_, changes, missing) => {
  expect(fitnessProblem({ ...FIT, ...changes } as Fitness)?.missing.length ?? 0).toBe(missing);
});

test('entries are refused with the field and the remedy', () => {
  const fields = (outcome: unknown) =>
    outcome instanceof RegisterEntryUnsound ? outcome.problems.map(({ field }) => field) : [];
  expect(fields(checkRating(rated(6, '2026-11-25', '2026-01-01'), TODAY))).toEqual(['grade', 'ratedOn', 'validUntil']);
  expect(fields(checkRating(rated(5, TODAY, TODAY), TODAY))).toEqual([]);
  expect(fields(checkAnnual({ year: 2026, result: 'passed' }, TODAY))).toEqual(['year']);
  expect(fields(checkAnnual({ year: 2025, result: 'passed' }, TODAY))).toEqual([]);
  expect(fields(checkListing({ list: 'abnormal', listedOn: '2026-11-25', basis: ' ' }, TODAY))).toEqual([
    'listedOn',
    'basis',
  ]);
  const listed: Listing = { list: 'abnormal', listedOn: '2026-11-01', basis: '公告', removedOn: null };
  expect(fields(checkRemoval(listed, '2026-10-31', TODAY))).toEqual(['removedOn']);
  expect(fields(checkRemoval(listed, '2026-11-25', TODAY))).toEqual(['removedOn']);
  expect(checkRemoval(listed, '2026-11-01', TODAY)).toBe('2026-11-01');
});

describe('what runs out', () => {
  test.each([
    ['2027-01-24', 0],
    ['2027-01-23', 1],
    ['2026-11-24', 1],
    ['2026-11-23', 1],
  ] as const)('a rating until %s is called for from 60 days before', (until, count) => {
    expect(expiriesOn({ ...NONE, ratingUntil: until }, TODAY)).toHaveLength(count);
  });
  test('is expired only after its last day, and the most pressing comes first', () => {
    const found = expiriesOn({ ...NONE, ratingUntil: '2026-11-24', staffLicences: ['2026-11-23'] }, TODAY);
    expect(found.map(({ kind, state }) => [kind, state])).toEqual([
      ['staff_licence', 'expired'],
      ['rating', 'soon'],
    ]);
  });
  test.each([
    ['2025-11-25', '2026-11-24'],
    ['2024-02-29', '2025-02-28'],
    ['2023-02-28', '2024-02-27'],
  ] as const)('a background check of %s holds until %s', (on, until) => expect(backgroundCheckUntil(on)).toBe(until));
  test.each([
    ['2026-01-01', [], ['soon', 'soon']],
    ['2026-03-31', [], ['soon', 'soon']],
    ['2026-04-01', [], ['expired', 'soon']],
    ['2026-06-01', [], ['expired', 'expired']],
    ['2026-07-01', [], []],
    ['2026-04-01', [2025], []],
    ['2026-04-01', [2024], ['expired', 'soon']],
  ] as const)('on %s with checks of %j the yearly reports are %j', (day, checkedYears, states) => {
    const found = expiriesOn({ ...NONE, isAssociation: true, checkedYears }, day);
    expect(found.map(({ state }) => state)).toEqual(states);
  });
});

test.each([
  [29, []],
  [30, ['评估等级']],
  [60, ['评估等级']],
])('within %d days runs out %j: the last day of the span is within it', (days, names) => {
  const facts = { ...NONE, ratingUntil: '2026-12-24' as const, isAssociation: true, checkedYears: [2025] };
  expect(expiringWithin(facts, TODAY, days).map(({ what }) => what)).toEqual(names);
});

test('a yearly report is called for from the first of January and within a span only near its day', () => {
  const facts = { ...NONE, isAssociation: true };
  expect(expiringWithin(facts, '2026-03-01', 30).map(({ lastOn }) => lastOn)).toEqual(['2026-03-31']);
});

test('staff: every problem at once; the mobile kept as eleven digits; names with a dot and rare characters stand', () => {
  const good: StaffFields = {
    name: '买买提·艾力',
    post: '社工',
    mobile: '138 1234 5678',
    licenceLevel: 'none',
    licenceUntil: null,
    backgroundCheckedOn: null,
  };
  expect(checkStaff(good, TODAY)).toEqual({ ...good, mobile: '13812345678' });
  const outcome = checkStaff(
    {
      name: '王',
      post: '',
      mobile: '123',
      licenceLevel: 'assistant',
      licenceUntil: null,
      backgroundCheckedOn: '2026-11-25',
    },
    TODAY,
  );
  expect((outcome as { problems?: { field: string }[] }).problems?.map(({ field }) => field)).toEqual([
    'name',
    'post',
    'mobile',
    'licenceUntil',
    'backgroundCheckedOn',
  ]);
  expect(maskedName('王晓')).toBe('王*');
  expect(maskedName('𠮷田')).toBe('𠮷*');
});
