/** Orders and organizations for the matching tests: one of each that fits, to be changed one fact at a time. */
import type { OfferFacts, OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { NO_TERMS } from '@jiedui/shared/matching/text/terms.ts';

export const SHETANG = '620503102000';
export const MAIJI = '620503000000';
export const QINZHOU = '620502000000';
export const TIANSHUI = '620500000000';

/** The seats of 麦积区 and 秦州区, about 16 km apart. */
export const MAIJI_SEAT = { latitude: 34.57, longitude: 105.89, exact: true };
export const QINZHOU_SEAT = { latitude: 34.58, longitude: 105.72, exact: true };

export const clinicOrder: OrderFacts = {
  id: 'order-1',
  stationId: 'shetang',
  regionCode: SHETANG,
  place: null,
  serviceType: 'EC03',
  targetGroups: ['elder_alone', 'elder_disabled'],
  windowFrom: '2026-12-01',
  windowTo: '2026-12-20',
  mode: 'relief',
  urgency: 'normal',
  claimableUntil: new Date('2026-11-30T15:59:59.999Z'),
  requiredQualifications: [],
  budgetCapFen: null,
  opening: null,
  load: { mostOpen: 20, endedFrom: 5, closePercent: 60 },
  terms: NO_TERMS,
  waitedDays: 3,
  today: '2026-11-24',
};

export const clinicOffer: OfferFacts = {
  id: 'offer-1',
  serviceTypes: ['EC03'],
  targetGroups: ['elder_alone', 'elder_disabled'],
  areaCodes: [MAIJI],
  windowFrom: '2026-01-01',
  windowTo: '2026-12-31',
  costMode: 'free',
  unitPriceFen: null,
  farthestKm: null,
  terms: NO_TERMS,
};

export const hospital: ProviderFacts = {
  organizationId: 'hospital',
  name: '天水忠和中医骨伤医院',
  regionCode: SHETANG,
  place: null,
  state: 'active',
  listStatus: 'none',
  ratingGrade: 3,
  offers: [clinicOffer],
  sessionsPerMonth: 4,
  bookings: [{ fromMonth: '2026-12', toMonth: '2026-12', count: 2 }],
  leaves: [],
  qualifications: [],
  backgroundCheckedOn: null,
  conflicts: [],
  blocks: [],
  pairedStationIds: ['shetang'],
  completedWithStation: 6,
  completed: 6,
  completedCapacity: 0,
  openClaims: 2,
  broken: 0,
  due: 6,
  onTime: 6,
  asked: 6,
  accepted: 6,
  satisfactionSum: 0,
  satisfactionCount: 0,
};

/** So many live orders in December. */
export const booked = (count: number) => [{ fromMonth: '2026-12', toMonth: '2026-12', count }] as const;
