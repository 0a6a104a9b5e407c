/** The hard checks: each alone, each with its reason and its remedy. */
import type { CheckCode } from '@jiedui/shared/matching/check.ts';
import { CHECK_CODES } from '@jiedui/shared/matching/check.ts';
import { HARD_CHECKS } from '@jiedui/shared/matching/eligibility.ts';
import type { OfferFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { fitOf } from '@jiedui/shared/matching/rank.ts';
import { describe, expect, test } from 'vitest';
import { clinicOffer, clinicOrder, hospital, QINZHOU, SHETANG, TIANSHUI } from './fixtures.ts';

const failedOf = (provider: ProviderFacts) =>
  fitOf(clinicOrder, provider)
    .checks.filter((check) => !check.passed)
    .map((check) => check.code);
const offering = (...changes: Partial<OfferFacts>[]): ProviderFacts => ({
  ...hospital,
  offers: changes.map((change) => ({ ...clinicOffer, ...change })),
});

test('the list holds every code once', () => expect(HARD_CHECKS.map((check) => check.code)).toEqual(CHECK_CODES));

test('an organization that fits passes all, with a reason for each and no remedy', () => {
  const { mayClaim, checks } = fitOf(clinicOrder, hospital);
  expect(mayClaim).toBe(true);
  expect(checks.map((check) => check.reason)).toEqual([
    '单位状态正常',
    '未列入失信名录',
    '提供“义诊与健康服务”服务',
    '服务对象含独居老人、失能老人',
    '服务区域覆盖该乡镇',
    '服务时间相合',
    '本月还可接 2 场',
  ]);
  expect(checks.every((check) => check.remedy === null)).toBe(true);
});

test.each<[CheckCode, ProviderFacts, string]>([
  ['provider_active', { ...hospital, state: 'suspended' }, '单位现为“已暂停”'],
  ['not_on_list', { ...hospital, listStatus: 'abnormal' }, '已列入活动异常名录'],
  ['not_on_list', { ...hospital, listStatus: 'serious_breach' }, '已列入严重违法失信名单'],
  ['service_type', offering({ serviceTypes: ['EC01'] }), '供给中没有“义诊与健康服务”'],
  ['target_group', offering({ targetGroups: ['orphan'] }), '供给未面向独居老人、失能老人'],
  ['area', offering({ areaCodes: [QINZHOU] }), '服务区域未覆盖该乡镇'],
  ['window', offering({ windowTo: '2026-11-30' }), '供给时间为2026年1月1日至2026年11月30日，与点单时间不相合'],
  ['capacity', { ...hospital, liveClaimsInMonth: 4 }, '本月 4 场已接满'],
])('%s alone fails, with its reason and a remedy', (code, provider, reason) => {
  const failed = fitOf(clinicOrder, provider).checks.filter((check) => !check.passed);
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatchObject({ code, reason });
  expect(failed[0]?.remedy).not.toBe(null);
});

describe('edges', () => {
  test('windows that share one day overlap; the day after they do not', () => {
    expect(failedOf(offering({ windowTo: '2026-12-01' }))).toEqual([]);
    expect(failedOf(offering({ windowTo: '2026-11-30' }))).toEqual(['window']);
    expect(failedOf(offering({ windowFrom: '2026-12-20' }))).toEqual([]);
    expect(failedOf(offering({ windowFrom: '2026-12-21' }))).toEqual(['window']);
  });

  test('one free session is enough, none is not', () => {
    expect(failedOf({ ...hospital, liveClaimsInMonth: 3 })).toEqual([]);
    expect(failedOf({ ...hospital, liveClaimsInMonth: 5 })).toEqual(['capacity']);
  });

  test('one shared target group is enough', () => {
    expect(failedOf(offering({ targetGroups: ['orphan', 'elder_disabled'] }))).toEqual([]);
  });

  test.each([SHETANG, TIANSHUI])('the area %s covers the township', (area) => {
    expect(failedOf(offering({ areaCodes: [area] }))).toEqual([]);
  });
});

test('type from one offer and area from another do not make a fit', () => {
  const split = offering({ areaCodes: [QINZHOU] }, { serviceTypes: ['EC01'] });
  expect(failedOf(split)).toHaveLength(1);
  expect(failedOf(offering({ areaCodes: [QINZHOU] }, { serviceTypes: ['EC01'] }, {}))).toEqual([]);
});

test('without an offer the four checks of an offer fail, and say so', () => {
  const fit = fitOf(clinicOrder, { ...hospital, offers: [] });
  expect(failedOf({ ...hospital, offers: [] })).toEqual(['service_type', 'target_group', 'area', 'window']);
  expect(fit.sentence).toContain('没有已上架的供给');
});
