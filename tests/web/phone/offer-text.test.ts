/** An offer as it is typed: an empty field is not stated, one that cannot be read is asked for again. */
import { localDate } from '@jiedui/shared/calendar.ts';
import { CHECK_CODES } from '@jiedui/shared/matching/check.ts';
import { describe, expect, it } from 'vitest';
import { MENDS } from '../../../web/phone/matching/mend.ts';
import { fieldsOf, type OfferText } from '../../../web/phone/offer/offer-text.ts';

const TYPED = {
  title: ' 进村义诊 ',
  content: '测血压',
  serviceTypes: ['EC03'],
  targetGroups: ['elder_80'],
  sessionsPerMonth: '4',
  personsPerSession: '',
  areaCodes: ['620502000000'],
  farthestKm: '',
  windowFrom: localDate('2026-12-01'),
  windowTo: localDate('2027-11-30'),
  costMode: 'free',
  unitPriceYuan: '',
} as const satisfies Record<keyof OfferText, unknown>;
const typed = (change: Partial<OfferText>) =>
  fieldsOf({
    ...TYPED,
    serviceTypes: ['EC03'],
    targetGroups: ['elder_80'],
    areaCodes: ['620502000000'],
    ...change,
  } as typeof TYPED & OfferText);

describe('an offer', () => {
  it('states neither distance nor price when neither is written', () => {
    expect(typed({})).toMatchObject({
      title: '进村义诊',
      farthestKm: null,
      unitPriceFen: null,
      personsPerSession: null,
    });
  });

  it('states them as whole kilometres and 分', () => {
    expect(typed({ farthestKm: '３０', costMode: 'purchased', unitPriceYuan: '120.5' })).toMatchObject({
      farthestKm: 30,
      unitPriceFen: 12_050,
    });
  });

  it('asks again for what it cannot read', () => {
    expect(typed({ farthestKm: '很远', costMode: 'purchased', unitPriceYuan: '面议' })).toEqual({
      problems: [
        { field: 'farthestKm', message: expect.stringContaining('整数公里') },
        { field: 'unitPriceFen', message: expect.stringContaining('金额') },
      ],
    });
  });

  it('has no price once it is free, whatever was typed before', () => {
    expect(typed({ unitPriceYuan: '面议' })).toMatchObject({ unitPriceFen: null });
  });
});

describe('what keeps an organization from claiming', () => {
  it('leads to a place for every check that it can mend itself', () => {
    const nowhere = CHECK_CODES.filter((code) => MENDS[code] === undefined);
    expect(nowhere).toEqual(['provider_active', 'not_on_list', 'first_refusal', 'open_load', 'one_share']);
  });
});
