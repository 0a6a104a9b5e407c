/** Division codes: levels, ancestors, and what an area covers. */
import { ancestorAt, covers, isRegionCode, levelOf, placeOf, selfAndAncestors } from '@jiedui/shared/region/region.ts';
import { expect, test } from 'vitest';

test.each([
  ['620000000000', 'province'],
  ['620500000000', 'prefecture'],
  ['620503000000', 'county'],
  ['620503102000', 'township'],
  ['620503102201', 'village'],
])('%s is a %s', (code, level) => expect(levelOf(code)).toBe(level));

test('a code has 12 digits and no leading 00', () => {
  expect(isRegionCode('620503102000')).toBe(true);
  expect(isRegionCode('000503102000')).toBe(false);
  expect(isRegionCode('620503')).toBe(false);
});

test('an area covers itself and what lies in it, nothing beside it', () => {
  const township = '620503102000';
  for (const area of ['620000000000', '620500000000', '620503000000', township])
    expect(covers(area, township)).toBe(true);
  for (const area of ['620502000000', '620503103000', '620600000000', '620503102201']) {
    expect(covers(area, township)).toBe(false);
  }
});

test('a code knows what it lies in, nearest first', () => {
  expect(ancestorAt('620503102000', 'county')).toBe('620503000000');
  expect(selfAndAncestors('620503102000')).toEqual(['620503102000', '620503000000', '620500000000', '620000000000']);
});

test('a place is named from the county down', () => {
  const names = new Map([
    ['620503000000', { name: '麦积区' }],
    ['620503102000', { name: '社棠镇' }],
  ]);
  expect(placeOf('620503102000', names)).toBe('麦积区社棠镇');
  expect(placeOf('620503000000', names)).toBe('麦积区');
});
