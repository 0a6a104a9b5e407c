/** Weights being changed: the parts and what is not given out come to 100% at every step. */
import { PART_CODES } from '@jiedui/shared/matching/part-values.ts';
import { checkWeights } from '@jiedui/shared/matching/weight-set.ts';
import { WEIGHT_SUM, WEIGHTS_V1, type Weights, weightSumOf } from '@jiedui/shared/matching/weights.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeWords,
  mostOf,
  readPercent,
  remainderOf,
  spread,
  weightsOf,
  withWeight,
} from '../../../web/desk/matching/weighing.ts';

const { weights } = WEIGHTS_V1;

describe('a weight', () => {
  it('cannot grow while nothing is left', () => {
    expect(withWeight(weights, 'travel', 1_800)).toEqual(weights);
  });

  it('grows by what another one gave up, and no further', () => {
    const freed = withWeight(weights, 'pairing', 1_500);
    expect(remainderOf(freed)).toBe(300);
    expect(mostOf(freed, 'travel')).toBe(2_000);
    expect(withWeight(freed, 'travel', 2_001).travel).toBe(2_000);
    expect(remainderOf(withWeight(freed, 'travel', 2_000))).toBe(0);
  });

  it('does not fall below nothing', () => {
    expect(withWeight(weights, 'mix', -100).mix).toBe(0);
  });
});

describe('what is left', () => {
  it('is given out by weight in whole percents, and none to a part that was taken out', () => {
    const next = spread(withWeight(weights, 'pairing', 0));
    expect(next.pairing).toBe(0);
    expect(weightSumOf(next)).toBe(WEIGHT_SUM);
    expect(next.travel - weights.travel).toBeLessThanOrEqual(500);
    expect(PART_CODES.filter((code) => next[code] % 100 !== 0)).toEqual([]);
  });

  it('stays when every part is at nothing: there is no weight to go by', () => {
    const none = PART_CODES.reduce<Weights>((now, code) => withWeight(now, code, 0), weights);
    expect(spread(none)).toEqual(none);
  });

  it('comes, given out, to a set that the server takes, whatever was changed', () => {
    const change = fc.tuple(fc.constantFrom(...PART_CODES), fc.integer({ min: -500, max: 12_000 }));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 12 }), (changes) => {
        const changed = changes.reduce((now, [code, weight]) => withWeight(now, code, weight), weights);
        expect(remainderOf(changed)).toBeGreaterThanOrEqual(0);
        if (weightSumOf(changed) === 0) return;
        const whole = spread(changed);
        expect(checkWeights(PART_CODES.map((code) => ({ code, weight: whole[code] })))).toEqual(whole);
      }),
    );
  });
});

describe('the words', () => {
  it('say what changed', () => {
    expect([changeWords(1_700, 2_000), changeWords(1_800, 1_750), changeWords(300, 300)]).toEqual([
      '多 3%',
      '少 0.5%',
      '不变',
    ]);
  });

  it('read a percentage as people write it, and nothing else', () => {
    expect(['17', '12.5', '8％', ' 3% '].map(readPercent)).toEqual([1_700, 1_250, 800, 300]);
    expect(['', '一成', '1.234', '-2'].map(readPercent)).toEqual([null, null, null, null]);
  });

  it('are of every part, one that the server leaves out with no weight', () => {
    expect(weightsOf([{ code: 'travel', weight: 10_000 }])).toMatchObject({ travel: 10_000, pairing: 0 });
  });
});
