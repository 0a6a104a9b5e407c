/** What a draft of weights would change: only the firsts, and the parts that moved them. */
import { gatherPreviews, previewOrder } from '@jiedui/shared/matching/preview.ts';
import { rank } from '@jiedui/shared/matching/rank.ts';
import { WEIGHTS_V1, type WeightSet } from '@jiedui/shared/matching/weights.ts';
import { expect, test } from 'vitest';
import { clinicOffer, clinicOrder, hospital, QINZHOU } from './fixtures.ts';

const paired = { ...hospital, organizationId: 'paired', name: '近处医院' };
const rated = {
  ...hospital,
  organizationId: 'rated',
  name: '五A协会',
  regionCode: QINZHOU,
  pairedStationIds: [],
  ratingGrade: 5,
};
const DRAFT: WeightSet = {
  version: 'v2',
  weights: { ...WEIGHTS_V1.weights, pairing: 300, travel: 200, rating: 3_400 },
};
const both = { order: clinicOrder, providers: [paired, rated] };

const previewWeights = (orders: readonly (typeof both)[], current: WeightSet, draft: WeightSet) =>
  gatherPreviews(orders.map(({ order, providers }) => previewOrder(order, providers, current, draft)));

test('an order whose first stays is not told', () => {
  expect(previewWeights([both], WEIGHTS_V1, WEIGHTS_V1)).toEqual({ orderCount: 1, rankedCount: 1, changed: [] });
});

test('an order that nobody may serve is looked at and not ranked', () => {
  const none = { ...both, providers: [{ ...paired, state: 'suspended' as const }] };
  expect(previewWeights([none], WEIGHTS_V1, DRAFT)).toEqual({ orderCount: 1, rankedCount: 0, changed: [] });
});

test('a changed first is told with the old, the new, and the parts that decide', () => {
  const { changed } = previewWeights([both, { ...both, providers: [paired] }], WEIGHTS_V1, DRAFT);
  expect(changed).toEqual([
    {
      orderId: 'order-1',
      oldFirstId: 'paired',
      newFirstId: 'rated',
      parts: [
        { code: 'pairing', name: '结对关系', oldValue: 100, newValue: 0, oldWeight: 1_800, newWeight: 300 },
        { code: 'rating', name: '评估等级', oldValue: 60, newValue: 100, oldWeight: 400, newWeight: 3_400 },
        { code: 'travel', name: '路程远近', oldValue: 100, newValue: 40, oldWeight: 1_700, newWeight: 200 },
      ],
      sentence:
        '首位由近处医院变为五A协会：“结对关系”权重 18% 改为 3%，五A协会 0 分、近处医院 100 分；“评估等级”权重 4% 改为 34%，五A协会 100 分、近处医院 60 分；“路程远近”权重 17% 改为 2%，五A协会 40 分、近处医院 100 分。',
    },
  ]);
});

test('of an organization’s offers the draft may choose another, and the ranking agrees', () => {
  const offers = [
    { ...clinicOffer, id: 'speciality', targetGroups: ['elder_alone'] },
    { ...clinicOffer, id: 'broad', serviceTypes: ['EC01', 'EC02', 'EC03', 'EC04', 'EC05', 'EC06'] },
  ];
  const two = { ...paired, offers };
  const one = { ...rated, pairedStationIds: ['shetang'], offers: [offers[1]!] };
  const toGroups = {
    version: 'v2',
    weights: { ...WEIGHTS_V1.weights, type_fit: 0, group_fit: 1_000, travel: 0, rating: 3_800 },
  };
  const providers = [two, one];
  const first = (weights: WeightSet) => rank(clinicOrder, providers, undefined, weights).candidates[0]?.organizationId;
  const { changed } = previewWeights([{ order: clinicOrder, providers }], WEIGHTS_V1, toGroups);
  expect(changed).toMatchObject([{ oldFirstId: first(WEIGHTS_V1), newFirstId: first(toGroups) }]);
  expect(first(WEIGHTS_V1)).not.toBe(first(toGroups));
});

test('what it foretells is what the ranking then says', () => {
  const first = (weights: WeightSet) => rank(clinicOrder, both.providers, undefined, weights).candidates[0];
  const [change] = previewWeights([both], WEIGHTS_V1, DRAFT).changed;
  expect(first(WEIGHTS_V1)?.organizationId).toBe(change?.oldFirstId);
  expect(first(DRAFT)?.organizationId).toBe(change?.newFirstId);
});
