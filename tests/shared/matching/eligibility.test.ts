/** The hard checks: each alone, each with its reason and its remedy, each at the last day that passes and the next. */
import { addDays } from '@jiedui/shared/calendar.ts';
import { CHECK_CODES, CHECK_WORDS, type CheckCode } from '@jiedui/shared/matching/check.ts';
import { HARD_CHECKS } from '@jiedui/shared/matching/eligibility.ts';
import type { OfferFacts, OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { fitOf } from '@jiedui/shared/matching/rank.ts';
import { describe, expect, test } from 'vitest';
import {
  booked,
  clinicOffer,
  clinicOrder,
  hospital,
  MAIJI_SEAT,
  QINZHOU,
  QINZHOU_SEAT,
  SHETANG,
  TIANSHUI,
} from './fixtures.ts';

const failedOf = (provider: ProviderFacts, order: OrderFacts = clinicOrder) =>
  fitOf(order, provider)
    .checks.filter((check) => !check.passed)
    .map((check) => check.code);
const offering = (...changes: Partial<OfferFacts>[]): ProviderFacts => ({
  ...hospital,
  offers: changes.map((change, i) => ({ ...clinicOffer, id: `offer-${i}`, ...change })),
});
const asking = (change: Partial<OrderFacts>): OrderFacts => ({ ...clinicOrder, ...change });

test('the list holds every code once, and every code has its words', () => {
  expect(HARD_CHECKS.map((check) => check.code)).toEqual(CHECK_CODES);
  expect(Object.keys(CHECK_WORDS)).toEqual([...CHECK_CODES]);
});

test('an organization that fits passes all, with a reason for each and no remedy', () => {
  const { mayClaim, checks } = fitOf(clinicOrder, hospital);
  expect(mayClaim).toBe(true);
  expect(checks.map((check) => check.reason)).toEqual([
    '单位状态正常',
    '未列入失信名录',
    '提供“义诊与健康服务”服务',
    '服务对象含独居老人、失能老人',
    '服务区域覆盖该乡镇',
    '供给未限路程',
    '服务时间相合',
    '服务期间不在休整',
    '12月还可接 2 场',
    '点单未要求资质',
    '服务对象不含未成年人',
    '点单未限费用',
    '与该社工站没有申报利益关系',
    '与该社工站没有对接限制',
    '已向贵单位开放接单',
    '在办 2 单，上限 20 单',
    '没有承接该点单的其他份额',
  ]);
  expect(checks.every((check) => check.remedy === null)).toBe(true);
});

const OF_CHILDREN = asking({ targetGroups: ['elder_alone', 'orphan'] });
const LICENSED = asking({ requiredQualifications: ['medical_practice'] });
const CAPPED = asking({ budgetCapFen: 10_000 });
const NEAR_MAIJI = asking({ place: MAIJI_SEAT });
const PAID = { costMode: 'purchased', unitPriceFen: 10_001 } as const;

test.each<[CheckCode, ProviderFacts, OrderFacts, string]>([
  ['provider_active', { ...hospital, state: 'suspended' }, clinicOrder, '单位现为“已暂停”'],
  ['not_on_list', { ...hospital, listStatus: 'abnormal' }, clinicOrder, '已列入活动异常名录'],
  ['not_on_list', { ...hospital, listStatus: 'serious_breach' }, clinicOrder, '已列入严重违法失信名单'],
  ['service_type', offering({ serviceTypes: ['EC01'] }), clinicOrder, '供给中没有“义诊与健康服务”'],
  ['target_group', offering({ targetGroups: ['orphan'] }), clinicOrder, '供给未面向独居老人、失能老人'],
  ['area', offering({ areaCodes: [QINZHOU] }), clinicOrder, '服务区域未覆盖该乡镇'],
  ['distance', { ...offering({ farthestKm: 15 }), place: QINZHOU_SEAT }, NEAR_MAIJI, '约 16 公里，超出供给的 15 公里'],
  [
    'window',
    offering({ windowTo: '2026-11-30' }),
    clinicOrder,
    '供给时间为2026年1月1日至2026年11月30日，与点单时间不相合',
  ],
  [
    'leave',
    { ...hospital, leaves: [{ fromOn: '2026-12-01', toOn: '2026-12-20' }] },
    clinicOrder,
    '2026年12月1日至2026年12月20日均在休整期内',
  ],
  ['capacity', { ...hospital, bookings: booked(4) }, clinicOrder, '12月 4 场已接满'],
  ['qualification', hospital, LICENSED, '没有登记医疗机构执业许可证'],
  [
    'qualification',
    { ...hospital, qualifications: [{ code: 'medical_practice', validUntil: '2026-12-19' }] },
    LICENSED,
    '医疗机构执业许可证有效至2026年12月19日',
  ],
  ['background_check', hospital, OF_CHILDREN, '没有登记从业人员背景核查'],
  [
    'background_check',
    { ...hospital, backgroundCheckedOn: '2025-12-19' },
    OF_CHILDREN,
    '从业人员背景核查有效至2026年12月19日',
  ],
  ['budget', offering(PAID), CAPPED, '每场 100.01 元，超出点单预算 100 元'],
  ['budget', offering({ ...PAID, unitPriceFen: null }), CAPPED, '供给为购买服务，未写明每场费用'],
  [
    'conflict_of_interest',
    { ...hospital, conflicts: [{ stationId: 'shetang', reason: '负责人系亲属' }] },
    clinicOrder,
    '已申报与该社工站有利益关系（负责人系亲属）',
  ],
  [
    'blocked_pair',
    { ...hospital, blocks: [{ stationId: 'shetang', reason: '两次未到场', untilOn: '2026-12-31' }] },
    clinicOrder,
    '已暂停与该社工站对接至2026年12月31日（两次未到场）',
  ],
  [
    'one_share',
    hospital,
    asking({ takers: [{ organizationId: hospital.organizationId, until: null }] }),
    '贵单位已承接该点单的一份',
  ],
])('%s alone fails, with its reason and a remedy', (code, provider, order, reason) => {
  const failed = fitOf(order, provider).checks.filter((check) => !check.passed);
  expect(failed).toHaveLength(1);
  expect(failed[0]).toMatchObject({ code, reason });
  expect(failed[0]?.remedy).toBeTruthy();
});

describe('edges: the last that passes, and the next', () => {
  test.each<[string, CheckCode, ProviderFacts, ProviderFacts, OrderFacts]>([
    [
      'a window that shares its first day',
      'window',
      offering({ windowTo: '2026-12-01' }),
      offering({ windowTo: '2026-11-30' }),
      clinicOrder,
    ],
    [
      'a window that shares its last day',
      'window',
      offering({ windowFrom: '2026-12-20' }),
      offering({ windowFrom: '2026-12-21' }),
      clinicOrder,
    ],
    [
      'one session left',
      'capacity',
      { ...hospital, bookings: booked(3) },
      { ...hospital, bookings: booked(4) },
      clinicOrder,
    ],
    [
      'as far as it goes',
      'distance',
      { ...offering({ farthestKm: 16 }), place: QINZHOU_SEAT },
      { ...offering({ farthestKm: 15 }), place: QINZHOU_SEAT },
      NEAR_MAIJI,
    ],
    [
      'a licence valid on the last day',
      'qualification',
      { ...hospital, qualifications: [{ code: 'medical_practice', validUntil: '2026-12-20' }] },
      { ...hospital, qualifications: [{ code: 'medical_practice', validUntil: '2026-12-19' }] },
      LICENSED,
    ],
    [
      'a staff check a year before the last day',
      'background_check',
      { ...hospital, backgroundCheckedOn: '2025-12-20' },
      { ...hospital, backgroundCheckedOn: '2025-12-19' },
      OF_CHILDREN,
    ],
    ['a price at the cap', 'budget', offering({ ...PAID, unitPriceFen: 10_000 }), offering(PAID), CAPPED],
    [
      'leave that leaves the last day',
      'leave',
      { ...hospital, leaves: [{ fromOn: '2026-11-01', toOn: '2026-12-19' }] },
      { ...hospital, leaves: [{ fromOn: '2026-11-01', toOn: '2026-12-20' }] },
      clinicOrder,
    ],
    [
      'leave that leaves the first day',
      'leave',
      { ...hospital, leaves: [{ fromOn: '2026-12-02', toOn: '2027-01-31' }] },
      { ...hospital, leaves: [{ fromOn: '2026-12-01', toOn: '2027-01-31' }] },
      clinicOrder,
    ],
    [
      'a block whose last day was yesterday',
      'blocked_pair',
      { ...hospital, blocks: [{ stationId: 'shetang', reason: '', untilOn: '2026-11-23' }] },
      { ...hospital, blocks: [{ stationId: 'shetang', reason: '', untilOn: '2026-11-24' }] },
      clinicOrder,
    ],
    [
      'a block with another station',
      'blocked_pair',
      { ...hospital, blocks: [{ stationId: 'other', reason: '', untilOn: null }] },
      { ...hospital, blocks: [{ stationId: 'shetang', reason: '', untilOn: null }] },
      clinicOrder,
    ],
    [
      'an interest in another station',
      'conflict_of_interest',
      { ...hospital, conflicts: [{ stationId: 'other', reason: '' }] },
      { ...hospital, conflicts: [{ stationId: 'shetang', reason: '' }] },
      clinicOrder,
    ],
  ])('%s', (_what, code, passing, failing, order) => {
    expect(failedOf(passing, order)).toEqual([]);
    expect(failedOf(failing, order)).toEqual([code]);
  });

  test('29 February is a year from the end of the next February', () => {
    const checked = { ...hospital, backgroundCheckedOn: '2028-02-29' } as const;
    const until = (windowTo: OrderFacts['windowTo']) =>
      failedOf(checked, asking({ ...OF_CHILDREN, windowFrom: windowTo, windowTo }));
    expect(until('2029-02-28')).not.toContain('background_check');
    expect(until('2029-03-01')).toContain('background_check');
  });

  test('one shared target group is enough', () => {
    expect(failedOf(offering({ targetGroups: ['orphan', 'elder_disabled'] }))).toEqual([]);
  });

  test.each([SHETANG, TIANSHUI])('the area %s covers the township', (area) => {
    expect(failedOf(offering({ areaCodes: [area] }))).toEqual([]);
  });
});

describe('the check of', () => {
  test('distance leaves it to the areas where a place is unknown, and says so', () => {
    const fit = fitOf(clinicOrder, { ...offering({ farthestKm: 1 }), place: QINZHOU_SEAT });
    expect(fit.checks.find((check) => check.code === 'distance')).toMatchObject({
      passed: true,
      reason: '坐标不详，按服务区域判断',
    });
  });

  test('distance says when a township stands at its county’s seat', () => {
    const place = { ...MAIJI_SEAT, exact: false };
    const fit = fitOf({ ...clinicOrder, place }, { ...offering({ farthestKm: 20 }), place: QINZHOU_SEAT });
    expect(fit.checks.find((check) => check.code === 'distance')?.reason).toBe(
      '约 16 公里（按县区驻地估算），在供给的 20 公里以内',
    );
  });

  test('service type meets another place’s scheme by the crosswalk, and says by which', () => {
    const fit = fitOf(clinicOrder, offering({ serviceTypes: ['TS02'] }));
    expect(fit.mayClaim).toBe(true);
    expect(fit.checks.find((check) => check.code === 'service_type')?.reason).toBe(
      '供给“养老服务”按分类对照包含“义诊与健康服务”',
    );
    expect(failedOf(offering({ serviceTypes: ['TS03'] }))).toEqual(['service_type']);
    expect(failedOf(hospital, asking({ serviceType: 'GC05' }))).toEqual([]);
  });

  test('staff asks of an order for children by its kind, whatever its groups', () => {
    const order = asking({ serviceType: 'CC05', targetGroups: ['elder_alone'] });
    expect(failedOf(offering({ serviceTypes: ['CC05'] }), order)).toEqual(['background_check']);
    expect(failedOf({ ...offering({ serviceTypes: ['CC05'] }), backgroundCheckedOn: '2026-11-01' }, order)).toEqual([]);
  });

  test('leave joins periods that touch or overlap, in any order', () => {
    const leaves = [
      { fromOn: '2026-12-11', toOn: '2026-12-25' },
      { fromOn: '2026-11-20', toOn: '2026-12-05' },
      { fromOn: '2026-12-06', toOn: '2026-12-10' },
    ] as const;
    expect(failedOf({ ...hospital, leaves })).toEqual(['leave']);
    expect(failedOf({ ...hospital, leaves: leaves.slice(0, 2) })).toEqual([]);
  });

  test('leave looks at the days on which the offer stands', () => {
    const leaves = [{ fromOn: '2026-12-01', toOn: '2026-12-10' }] as const;
    expect(failedOf({ ...offering({ windowTo: '2026-12-10' }), leaves })).toEqual(['leave']);
    expect(failedOf({ ...offering({ windowTo: '2026-12-11' }), leaves })).toEqual([]);
  });

  test('budget lets free offers through under any cap, and any offer without one', () => {
    expect(failedOf(hospital, asking({ budgetCapFen: 0 }))).toEqual([]);
    expect(failedOf(offering({ costMode: 'subsidised' }))).toEqual([]);
    expect(failedOf(offering(PAID), asking({ budgetCapFen: 0 }))).toEqual(['budget']);
  });

  test('qualification wants each of several, and one without an end is always valid', () => {
    const order = asking({ requiredQualifications: ['medical_practice', 'food_business'] });
    const one = { ...hospital, qualifications: [{ code: 'medical_practice', validUntil: null }] } as const;
    expect(failedOf(one, order)).toEqual(['qualification']);
    const both = [...one.qualifications, { code: 'food_business', validUntil: '2026-12-20' }] as const;
    expect(failedOf({ ...hospital, qualifications: both }, order)).toEqual([]);
  });
});

test('type from one offer and area from another do not make a fit', () => {
  const split = offering({ areaCodes: [QINZHOU] }, { serviceTypes: ['EC01'] });
  expect(failedOf(split)).toHaveLength(1);
  expect(failedOf(offering({ areaCodes: [QINZHOU] }, { serviceTypes: ['EC01'] }, {}))).toEqual([]);
});

test('of several offers that pass, the one worth most is judged by, whichever comes first', () => {
  const wide = { id: 'b', serviceTypes: ['EC03', 'EC01', 'EC02', 'EC04', 'EC05', 'EC06'] };
  const narrow = { id: 'c', serviceTypes: ['EC03'] };
  for (const offers of [
    [wide, narrow],
    [narrow, wide],
  ])
    expect(fitOf(clinicOrder, offering(...offers)).parts.find((part) => part.code === 'type_fit')?.value).toBe(100);
});

test('without an offer the checks of an offer fail, and say so', () => {
  const fit = fitOf(clinicOrder, { ...hospital, offers: [] });
  expect(failedOf({ ...hospital, offers: [] })).toEqual(['service_type', 'target_group', 'area', 'window']);
  expect(fit.sentence).toContain('没有已上架的供给');
});

test('everything that is wrong is told, not the first', () => {
  const bad: ProviderFacts = {
    ...offering({
      serviceTypes: ['EC01'],
      targetGroups: ['orphan'],
      areaCodes: [QINZHOU],
      windowTo: '2026-11-30',
      farthestKm: 1,
      ...PAID,
    }),
    state: 'suspended',
    listStatus: 'abnormal',
    place: QINZHOU_SEAT,
    leaves: [{ fromOn: '2026-12-01', toOn: '2026-12-20' }],
    bookings: booked(4),
    conflicts: [{ stationId: 'shetang', reason: '亲属' }],
    blocks: [{ stationId: 'shetang', reason: '未到场', untilOn: null }],
    pairedStationIds: [],
    openClaims: 20,
  };
  const order = asking({
    place: MAIJI_SEAT,
    opening: { countyOn: '2026-11-25', allOn: '2026-11-27' },
    requiredQualifications: ['medical_practice'],
    budgetCapFen: 0,
    targetGroups: ['child_disabled'],
    takers: [{ organizationId: hospital.organizationId, until: null }],
  });
  expect(failedOf(bad, order)).toEqual([...CHECK_CODES]);
});

test('a share that lapsed bars nobody, and neither does somebody else’s', () => {
  const { organizationId } = hospital;
  const lapsesOn = (day: string) => asking({ takers: [{ organizationId, until: new Date(`${day}T15:59:59.999Z`) }] });
  expect(failedOf(hospital, lapsesOn(clinicOrder.today))).toEqual(['one_share']);
  expect(failedOf(hospital, lapsesOn(addDays(clinicOrder.today, -1)))).toEqual([]);
  expect(failedOf(hospital, asking({ takers: [{ organizationId: 'another', until: null }] }))).toEqual([]);
});
