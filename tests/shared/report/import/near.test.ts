/** Names that are nearly right are asked about; only an exact one is taken. */
import { editDistance, findName, type Named } from '@jiedui/shared/report/import/near.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const TOWNSHIPS: readonly Named[] = [
  { code: '620503102000', name: '社棠镇', where: '麦积区' },
  { code: '620502001000', name: '大城街道', where: '秦州区' },
  { code: '620502101000', name: '太京镇', where: '秦州区' },
  { code: '620503103000', name: '马跑泉镇', aliases: ['马泡泉镇'], where: '麦积区' },
  { code: '620522100000', name: '城关镇', where: '秦安县' },
  { code: '620523100000', name: '城关镇', where: '甘谷县' },
];
const near = (text: string, among = TOWNSHIPS) => {
  const naming = findName(text, among);
  return 'near' in naming ? naming.near.map(({ name }) => name) : naming;
};

test.each(['社棠镇', ' 社 棠 镇 ', '620503102000'])('%j is taken', (text) =>
  expect(findName(text, TOWNSHIPS)).toMatchObject({ found: { code: '620503102000' } }),
);

test.each<[string, string[]]>([
  ['社堂镇', ['社棠镇']],
  ['社棠', ['社棠镇']],
  ['大城', ['大城街道']],
  ['大城街道办事处', ['大城街道']],
  ['马泡泉镇', ['马跑泉镇']],
  ['太京乡', ['太京镇']],
])('%s is asked: %j?', (text, names) => expect(near(text)).toEqual(names));

test('two that bear the name are asked, never the first taken', () =>
  expect(findName('城关镇', TOWNSHIPS)).toMatchObject({ near: [{ where: '秦安县' }, { where: '甘谷县' }] }));

test.each(['西关街道办', '北京市', '', ' ', '、'])('%j is unknown', (text) =>
  expect(findName(text, TOWNSHIPS)).toEqual({ unknown: true }),
);

test('part of a long name, and brackets of either width', () => {
  const organizations = [{ code: 'a', name: '天水市心连心爱心协会' }];
  const types = [{ code: 'EC01', name: '探访关爱（助老敲门）' }];
  expect(near('心连心爱心协会', organizations)).toEqual(['天水市心连心爱心协会']);
  expect(near('助老敲门', types)).toEqual(['探访关爱（助老敲门）']);
  expect(findName('探访关爱(助老敲门)', types)).toMatchObject({ found: { code: 'EC01' } });
});

test('three at most, the nearest first', () => {
  const many = ['甲一镇', '甲二镇', '甲三镇', '甲四镇'].map((name) => ({ code: name, name }));
  expect(near('甲五镇', many)).toHaveLength(3);
});

describe('the distance of two names', () => {
  test.each<[string, string, number]>([
    ['社堂镇', '社棠镇', 1],
    ['社棠', '社棠镇', 1],
    ['棠社镇', '社棠镇', 1],
    ['', '镇', 1],
    ['同', '同', 0],
    ['𠮷野镇', '吉野镇', 1],
  ])('of %j and %j is %i', (left, right, distance) => expect(editDistance(left, right)).toBe(distance));

  test('is the same both ways, 0 for the same alone, and never past the longer', () => {
    const word = fc.string({ unit: fc.constantFrom('社', '棠', '镇', '街'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (left, right) => {
        const distance = editDistance(left, right);
        expect(editDistance(right, left)).toBe(distance);
        expect(distance === 0).toBe(left === right);
        expect(distance).toBeLessThanOrEqual(Math.max(left.length, right.length));
      }),
    );
  });
  test('stops where it is not wanted any more', () => expect(editDistance('社棠镇', '马跑泉镇', 1)).toBe(2));
});
