/** What an offer must say, and how long its listing stands. */
import { checkOffer, effectiveOfferState, needsConfirmation, setOfferState } from '@jiedui/shared/offer/listing.ts';
import { OFFER_STATES, type OfferFields } from '@jiedui/shared/offer/offer.ts';
import { OfferIncomplete } from '@jiedui/shared/offer/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { expect, test } from 'vitest';

const clinic: OfferFields = {
  title: '中医义诊下乡',
  content: '量血压、推拿、健康讲座',
  serviceTypes: ['EC03'],
  targetGroups: ['elder_alone'],
  sessionsPerMonth: 4,
  personsPerSession: null,
  areaCodes: ['620503000000'],
  windowFrom: '2026-01-01',
  windowTo: '2026-12-31',
  costMode: 'free',
};

test('a whole offer is listed', () => expect(checkOffer(clinic, '2026-11-24')).toBe(clinic));

test.each<[string, Partial<OfferFields>]>([
  ['title', { title: '义诊' }],
  ['content', { content: ' ' }],
  ['serviceTypes', { serviceTypes: [] }],
  ['serviceTypes', { serviceTypes: ['XX01'] }],
  ['targetGroups', { targetGroups: [] }],
  ['areaCodes', { areaCodes: ['6205'] }],
  ['sessionsPerMonth', { sessionsPerMonth: 0 }],
  ['sessionsPerMonth', { sessionsPerMonth: 201 }],
  ['personsPerSession', { personsPerSession: 0 }],
  ['windowTo', { windowTo: '2025-12-31' }],
  ['windowTo', { windowTo: '2026-11-23' }],
  ['unitPriceFen', { unitPriceFen: 0 }],
  ['unitPriceFen', { costMode: 'purchased', unitPriceFen: -1 }],
  ['unitPriceFen', { costMode: 'purchased', unitPriceFen: 100_000_001 }],
  ['farthestKm', { farthestKm: 0 }],
  ['farthestKm', { farthestKm: 1001 }],
])('a wrong %s is told: %j', (field, change) => {
  const refusal = checkOffer({ ...clinic, ...change }, '2026-11-24');
  expect(refusal).toBeInstanceOf(OfferIncomplete);
  expect((refusal as OfferIncomplete).problems.map((p) => p.field)).toEqual([field]);
});

test.each<[string, Partial<OfferFields>]>([
  ['a price', { costMode: 'purchased', unitPriceFen: 0 }],
  ['the highest price', { costMode: 'subsidised', unitPriceFen: 100_000_000 }],
  ['no price', { costMode: 'purchased', unitPriceFen: null }],
  ['the shortest way', { farthestKm: 1 }],
  ['the longest way', { farthestKm: 1000 }],
])('it may state %s', (_what, change) => {
  expect(checkOffer({ ...clinic, ...change }, '2026-11-24')).not.toBeInstanceOf(Error);
});

test('its last day may be today', () => {
  expect(checkOffer({ ...clinic, windowTo: '2026-11-24' }, '2026-11-24')).not.toBeInstanceOf(Error);
});

test('a telephone number in it is refused', () => {
  expect(checkOffer({ ...clinic, content: '联系13812345678' }, '2026-11-24')).toBeInstanceOf(PersonalDataFound);
});

test.each(OFFER_STATES)('from %s it may be listed, paused and delisted; only listing confirms it', (state) => {
  const offer = { state, lastConfirmedOn: null };
  expect(setOfferState(offer, 'listed', '2026-11-24')).toEqual({ state: 'listed', lastConfirmedOn: '2026-11-24' });
  expect(setOfferState(offer, 'paused', '2026-11-24')).toEqual({ state: 'paused', lastConfirmedOn: null });
  expect(setOfferState(offer, 'delisted', '2026-11-24')).toEqual({ state: 'delisted', lastConfirmedOn: null });
});

test('a listing confirmed in October is asked about in November, and rests after the cut-off of November', () => {
  const offer = { state: 'listed', lastConfirmedOn: '2026-10-02' } as const;
  expect(needsConfirmation(offer, '2026-10-31')).toBe(false);
  expect(needsConfirmation(offer, '2026-11-01')).toBe(true);
  expect(effectiveOfferState(offer, '2026-11-24')).toBe('listed');
  expect(effectiveOfferState(offer, '2026-11-25')).toBe('paused');
});

test('a paused offer is not asked about', () => {
  expect(needsConfirmation({ state: 'paused', lastConfirmedOn: '2026-01-01' }, '2026-11-24')).toBe(false);
  expect(effectiveOfferState({ state: 'delisted', lastConfirmedOn: null }, '2026-11-24')).toBe('delisted');
});
