/** The parts from the facts: their words, and the score that they add up to. */
import type { OfferFacts, OrderFacts, ProviderFacts } from '@jiedui/shared/matching/facts.ts';
import { PART_CODES, type PartCode } from '@jiedui/shared/matching/part-values.ts';
import { nearnessWords } from '@jiedui/shared/matching/parts.ts';
import { fitOf } from '@jiedui/shared/matching/rank.ts';
import { termsOf } from '@jiedui/shared/matching/text/terms.ts';
import { expect, test } from 'vitest';
import { clinicOffer, clinicOrder, hospital, MAIJI, MAIJI_SEAT, QINZHOU, QINZHOU_SEAT, TIANSHUI } from './fixtures.ts';

const part = (code: PartCode, provider: Partial<ProviderFacts>, order: Partial<OrderFacts> = {}) =>
  fitOf({ ...clinicOrder, ...order }, { ...hospital, ...provider }).parts.find((each) => each.code === code);
const offering = (change: Partial<OfferFacts>) => ({ offers: [{ ...clinicOffer, ...change }] });

test('the sentence tells what speaks for it', () => {
  expect(fitOf(clinicOrder, hospital).sentence).toBe('同镇 · 已结对 · 做过 6 次 · 12月还可接 2 场');
});

test('the score is the weighted sum of its parts, exactly', () => {
  const { parts, score } = fitOf(clinicOrder, hospital);
  expect(parts.map((each) => each.code)).toEqual([...PART_CODES]);
  expect(score).toBe(parts.reduce((sum, each) => sum + each.value * each.weight, 0));
  expect(Number.isInteger(score)).toBe(true);
});

const MANY = { serviceTypes: ['EC01', 'EC02', 'EC03', 'EC04', 'EC05', 'EC06'] };
test.each<[PartCode, Partial<ProviderFacts>, Partial<OrderFacts>, number, string]>([
  ['type_fit', {}, {}, 100, '专长服务'],
  ['type_fit', offering(MANY), {}, 50, '可做此类服务'],
  ['type_fit', offering({ serviceTypes: ['TS02'] }), {}, 60, '按分类对照可做此类服务'],
  ['type_fit', offering({ serviceTypes: ['EC01'] }), {}, 0, '供给中没有此类服务'],
  ['group_fit', offering({ targetGroups: ['elder_alone'] }), {}, 50, '服务对象 1/2 类相符'],
  ['travel', {}, {}, 100, '同镇'],
  ['travel', { regionCode: MAIJI }, {}, 70, '同县区'],
  ['travel', { regionCode: QINZHOU }, {}, 40, '同市'],
  ['travel', { regionCode: TIANSHUI }, {}, 40, '同市'],
  ['travel', { regionCode: '620600000000' }, {}, 10, '外地'],
  ['travel', { regionCode: QINZHOU, place: QINZHOU_SEAT }, { place: MAIJI_SEAT }, 55, '同市，约 16 公里'],
  ['pairing', { pairedStationIds: [] }, {}, 0, '未结对'],
  ['satisfaction', {}, {}, 75, '暂无评价'],
  ['satisfaction', { satisfactionSum: 96, satisfactionCount: 20 }, {}, 91, '满意度 4.8（20 份评价）'],
  ['satisfaction', { satisfactionSum: 5, satisfactionCount: 1 }, {}, 79, '满意度 5.0（1 份评价）'],
  ['on_time', {}, {}, 90, '按时完成 6/6 单'],
  ['on_time', { due: 6, onTime: 3 }, {}, 63, '按时完成 3/6 单'],
  ['on_time', { due: 0, onTime: 0 }, {}, 80, '暂无到期点单'],
  ['acceptance', { asked: 8, accepted: 6 }, {}, 76, '接单获确认 6/8 次'],
  ['acceptance', { asked: 0, accepted: 0 }, {}, 80, '暂无接单记录'],
  ['rating', {}, {}, 60, '3A'],
  ['rating', { ratingGrade: 2 }, {}, 0, '2A'],
  ['rating', { ratingGrade: null }, {}, 0, '未评级'],
  ['load', {}, {}, 50, '12月还可接 2 场'],
  ['load', { sessionsPerMonth: 0 }, {}, 0, '12月还可接 0 场'],
  ['continuity', { completedWithStation: 3 }, {}, 50, '做过 3 次'],
  ['continuity', { completedWithStation: 0 }, {}, 0, '未合作过'],
  ['mix', { completed: 4, completedCapacity: 3 }, { mode: 'capacity' }, 62, '完成输血 1 单、造血 3 单'],
  ['mix', { completed: 0 }, {}, 50, '暂无完成记录'],
  ['waiting', {}, {}, 10, '已等待 3 天'],
  ['waiting', {}, { waitedDays: 0 }, 0, '今日发布'],
  ['text_fit', {}, {}, 0, '描述没有共同用语'],
  [
    'text_fit',
    offering({ terms: termsOf('老人义诊', '') }),
    { terms: termsOf('为老年人体检', '') },
    100,
    '描述都提到“老人”“义诊”',
  ],
])('%s: %o', (code, provider, order, value, words) => {
  expect(part(code, provider, order)).toMatchObject({ value, words });
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
