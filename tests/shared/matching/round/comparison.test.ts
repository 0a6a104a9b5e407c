/** A plan against last month's: who moved, who is newly served, who no longer. */
import { compareRuns } from '@jiedui/shared/matching/round/comparison.ts';
import { expect, test } from 'vitest';

const pair = (orderId: string, organizationId: string) => ({ orderId, organizationId });

test('only orders of both are compared', () => {
  const before = { pairs: [pair('a', 'x'), pair('b', 'x'), pair('c', 'y')], unserved: ['d', 'e'] };
  const after = {
    pairs: [pair('a', 'x'), pair('b', 'y'), pair('d', 'x'), pair('new', 'x')],
    unserved: ['c', 'e', 'late'],
  };
  expect(compareRuns(before, after)).toEqual({
    common: 5,
    moved: [{ orderId: 'b', beforeId: 'x', afterId: 'y' }],
    newlyServed: 1,
    noLongerServed: 1,
    sentence: '与上月共有 5 单，其中 1 单换了组织，1 单由未安排转为可服务，1 单由可服务转为未安排。',
  });
});

test('nothing in common, nothing changed', () => {
  expect(compareRuns({ pairs: [], unserved: ['a'] }, { pairs: [pair('b', 'x')], unserved: [] }).sentence).toBe(
    '上月的点单都已有着落，本轮都是新点单。',
  );
  const same = { pairs: [pair('a', 'x')], unserved: [] };
  expect(compareRuns(same, same).sentence).toBe('与上月共有 1 单，安排不变。');
});
