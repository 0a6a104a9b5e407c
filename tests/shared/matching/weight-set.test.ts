/** A weight set's life: what a draft must come to, and every step from every state. */
import { PART_CODES } from '@jiedui/shared/matching/part-values.ts';
import { WeightSetNotIn, WeightsUnsound } from '@jiedui/shared/matching/refusals.ts';
import {
  activate,
  checkWeights,
  type StoredWeightSet,
  WEIGHT_SET_STATES,
  weightSetOf,
} from '@jiedui/shared/matching/weight-set.ts';
import { WEIGHTS_V1 } from '@jiedui/shared/matching/weights.ts';
import { expect, test } from 'vitest';

const AT = new Date('2026-11-24T02:00:00Z');
const given = PART_CODES.map((code) => ({ code: code as string, weight: WEIGHTS_V1.weights[code] }));
const changed = (code: string, weight: number) => given.map((each) => (each.code === code ? { code, weight } : each));

test('weights that come to 10,000 are taken, in any order', () => {
  expect(checkWeights(given)).toEqual(WEIGHTS_V1.weights);
  expect(checkWeights([...given].reverse())).toEqual(WEIGHTS_V1.weights);
});

test.each([
  ['too little', changed('mix', 199), 9_999, '各项权重合计为 9999，应为 10000，请再增加 1'],
  ['too much', changed('mix', 201), 10_001, '各项权重合计为 10001，应为 10000，请减少 1'],
  ['a part left out', given.filter(({ code }) => code !== 'mix'), 9_800, '请填写“输血造血经验”的权重'],
  ['a part twice', [...given, { code: 'mix', weight: 0 }], 10_000, '“输血造血经验”重复填写'],
  ['a negative weight', changed('mix', -1), 9_799, '“输血造血经验”的权重应为 0 至 10000 的整数'],
  ['half a weight', changed('mix', 200.5), 10_000.5, '“输血造血经验”的权重应为 0 至 10000 的整数'],
  ['an unknown part', [...given, { code: 'luck', weight: 0 }], 10_000, '没有“luck”这一项，请刷新页面后重新填写'],
])('%s is refused, naming the sum', (_what, weights, sum, message) => {
  const refused = checkWeights(weights);
  if (!(refused instanceof WeightsUnsound)) throw new Error('taken');
  expect(refused.sum).toBe(sum);
  expect(refused.problems.map((problem) => problem.message)).toEqual([message]);
  expect(refused.message).toContain(message);
});

test.each(WEIGHT_SET_STATES)('a set that is %s is put in force only as a draft', (state) => {
  const set: StoredWeightSet = {
    id: 'set',
    authorityId: 'bureau',
    number: 2,
    state,
    weights: WEIGHTS_V1.weights,
    note: '',
    savedAt: AT,
    activatedAt: null,
    version: 1,
  };
  const next = activate(set, AT);
  if (state === 'draft') expect(next).toMatchObject({ state: 'active', activatedAt: AT, number: 2 });
  else expect(next).toMatchObject({ code: 'WEIGHT_SET_NOT_IN', actual: state });
  expect(next instanceof WeightSetNotIn).toBe(state !== 'draft');
});

test('a ranking names a set by its number', () => {
  expect(weightSetOf({ number: 3, weights: WEIGHTS_V1.weights }).version).toBe('v3');
});
