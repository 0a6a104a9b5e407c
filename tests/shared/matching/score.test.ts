/** The score: bounded parts, weights that sum to 1, and the words of each. */
import { SCORE_CODES } from '@jiedui/shared/matching/check.ts';
import type { ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { fitOf } from '@jiedui/shared/matching/rank.ts';
import { nearnessWords, shrunkSatisfaction, WEIGHTS_V1 } from '@jiedui/shared/matching/score.ts';
import { expect, test } from 'vitest';
import { clinicOffer, clinicOrder, hospital, MAIJI, QINZHOU, TIANSHUI } from './fixtures.ts';

const part = (provider: ProviderFacts, code: (typeof SCORE_CODES)[number]) =>
  fitOf(clinicOrder, provider).parts.find((each) => each.code === code)!;

test('the weights of a version sum to 1, and cover every part', () => {
  const sum = SCORE_CODES.reduce((total, code) => total + WEIGHTS_V1.of[code], 0);
  expect(sum).toBeCloseTo(1, 12);
  expect(Object.keys(WEIGHTS_V1.of)).toEqual([...SCORE_CODES]);
});

test('the sentence tells what speaks for it', () => {
  expect(fitOf(clinicOrder, hospital).sentence).toBe('同镇 · 已结对 · 做过 6 次 · 本月还可接 2 场');
});

test('the score is the weighted sum of its parts', () => {
  const { parts, score } = fitOf(clinicOrder, hospital);
  expect(score).toBeCloseTo(
    parts.reduce((sum, each) => sum + each.value * each.weight, 0),
    4,
  );
});

test.each([
  [clinicOrder.regionCode, 1, '同镇'],
  [MAIJI, 0.7, '同县区'],
  [QINZHOU, 0.4, '同市'],
  [TIANSHUI, 0.4, '同市'],
  ['620600000000', 0.1, '外地'],
])('an organization at %s is worth %f of nearness: %s', (regionCode, value, words) => {
  expect(part({ ...hospital, regionCode }, 'nearness')).toMatchObject({ value, words });
});

test('the kind of township gives the word', () => {
  const at = (regionCode: string) => nearnessWords({ ...clinicOrder, regionCode }, { ...hospital, regionCode });
  expect(['620502001000', '620503102000', '620521201000', '620502400000'].map(at)).toEqual([
    '同街道',
    '同镇',
    '同乡',
    '同辖区',
  ]);
});

test('satisfaction is shrunk: one 5 counts less than twenty of 4.8, and the words say how many answered', () => {
  const one = { ...hospital, satisfactionSum: 5, satisfactionCount: 1 };
  const twenty = { ...hospital, satisfactionSum: 96, satisfactionCount: 20 };
  expect(shrunkSatisfaction(hospital)).toBe(4);
  expect(part(one, 'satisfaction').value).toBeLessThan(part(twenty, 'satisfaction').value);
  expect(part(one, 'satisfaction').words).toBe('满意度 5.0（1 份评价）');
  expect(part(hospital, 'satisfaction').words).toBe('暂无评价');
});

test('a speciality beats one type among many', () => {
  const many = { ...clinicOffer, serviceTypes: ['EC01', 'EC02', 'EC03', 'EC04', 'EC05', 'EC06'] };
  expect(part(hospital, 'type_fit')).toMatchObject({ value: 1, words: '专长服务' });
  expect(part({ ...hospital, offers: [many] }, 'type_fit')).toMatchObject({ value: 0.5, words: '可做此类服务' });
});

test('the rest of the parts', () => {
  expect(part({ ...hospital, offers: [{ ...clinicOffer, targetGroups: ['elder_alone'] }] }, 'group_fit')).toMatchObject(
    {
      value: 0.5,
      words: '服务对象 1/2 类相符',
    },
  );
  expect(part({ ...hospital, pairedStationIds: [] }, 'pairing')).toMatchObject({ value: 0, words: '未结对' });
  expect(part({ ...hospital, completedWithStation: 3 }, 'record')).toMatchObject({ value: 0.5, words: '做过 3 次' });
  expect(part({ ...hospital, completedWithStation: 0 }, 'record').words).toBe('未合作过');
  expect(part(hospital, 'load').value).toBe(0.5);
  expect(part({ ...hospital, sessionsPerMonth: 0 }, 'load').value).toBe(0);
  expect(part({ ...hospital, ratingGrade: null }, 'rating')).toMatchObject({ value: 0, words: '未评级' });
});
