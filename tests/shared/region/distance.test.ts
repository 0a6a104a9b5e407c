/** Distance between places: against known distances, and where a place is unknown. */
import { kmBetween, kmWords, type Place } from '@jiedui/shared/region/distance.ts';
import { expect, test } from 'vitest';

const at = (latitude: number, longitude: number, exact = true): Place => ({ latitude, longitude, exact });
const QINZHOU = at(34.58, 105.72);

test.each<[string, Place, Place, number]>([
  ['itself', QINZHOU, QINZHOU, 0],
  ['秦州区 to 麦积区', QINZHOU, at(34.57, 105.89), 16],
  ['a degree of latitude', at(34, 105), at(35, 105), 111],
  ['a degree of longitude at the equator', at(0, 105), at(0, 106), 111],
  ['北京 to 上海', at(39.9042, 116.4074), at(31.2304, 121.4737), 1067],
  ['across the date line', at(0, 179.5), at(0, -179.5), 111],
  ['to the other side', at(0, 0), at(0, 180), 20_015],
])('%s', (_what, a, b, km) => {
  expect(kmBetween(a, b)).toBe(km);
  expect(kmBetween(b, a)).toBe(km);
});

test('is unknown when a place is', () => {
  expect(kmBetween(QINZHOU, null)).toBeNull();
  expect(kmBetween(null, null)).toBeNull();
});

test('says when a place stands at its county’s seat', () => {
  expect(kmWords(16, QINZHOU, QINZHOU)).toBe('约 16 公里');
  expect(kmWords(16, QINZHOU, at(34.57, 105.89, false))).toBe('约 16 公里（按县区驻地估算）');
  expect(kmWords(0, QINZHOU, QINZHOU)).toBe('不到 1 公里');
  expect(kmWords(0, QINZHOU, at(34.57, 105.89, false))).toBe('按县区驻地估算为同一处');
});
