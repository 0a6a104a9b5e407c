/** Orders and organizations for the matching tests: one of each that fits, to be changed one fact at a time. */
import type { OfferFacts, OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';

export const SHETANG = '620503102000';
export const MAIJI = '620503000000';
export const QINZHOU = '620502000000';
export const TIANSHUI = '620500000000';

export const clinicOrder: OrderFacts = {
  id: 'order-1',
  stationId: 'shetang',
  regionCode: SHETANG,
  serviceType: 'EC03',
  targetGroups: ['elder_alone', 'elder_disabled'],
  windowFrom: '2026-12-01',
  windowTo: '2026-12-20',
  mode: 'relief',
  urgency: 'normal',
  claimableUntil: new Date('2026-11-30T15:59:59.999Z'),
};

export const clinicOffer: OfferFacts = {
  serviceTypes: ['EC03'],
  targetGroups: ['elder_alone', 'elder_disabled'],
  areaCodes: [MAIJI],
  windowFrom: '2026-01-01',
  windowTo: '2026-12-31',
};

export const hospital: ProviderFacts = {
  organizationId: 'hospital',
  name: '天水忠和中医骨伤医院',
  regionCode: SHETANG,
  state: 'active',
  listStatus: 'none',
  ratingGrade: 3,
  offers: [clinicOffer],
  sessionsPerMonth: 4,
  liveClaimsInMonth: 2,
  pairedStationIds: ['shetang'],
  completedWithStation: 6,
  satisfactionSum: 0,
  satisfactionCount: 0,
};
