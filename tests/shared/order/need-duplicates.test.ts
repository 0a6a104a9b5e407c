/** Near-duplicates: what must be proposed, what must not, and that the order of input does not matter. */
import { apartKey, findDuplicates, type NeedFacts } from '@jiedui/shared/order/need-duplicates.ts';
import { likeness, pairsOf } from '@jiedui/shared/order/need-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

let made = 0;
const need = (title: string, more: Partial<NeedFacts> = {}): NeedFacts => ({
  id: `01900000-0000-7000-8000-${String((made += 1)).padStart(12, '0')}`,
  stationId: 'station',
  title,
  description: '',
  serviceType: 'EC01',
  targetGroups: ['elder_alone'],
  village: '',
  ...more,
});
const found = (...needs: NeedFacts[]) => findDuplicates(needs, new Set());

describe('proposed', () => {
  test.each([
    ['独居老人冬季入户探访', '冬季上门看望独居老人', {}],
    ['为桥南村孤寡老人送餐', '桥南村独居老年人助餐需求', { serviceType: 'EC02', village: '桥南村' }],
    ['留守儿童课后作业辅导', '希望开展留守儿童课后补课', { serviceType: 'CC03', targetGroups: ['child_left_behind'] }],
    ['高龄老人测血压', '老年人义诊体检', { serviceType: 'EC03', targetGroups: ['elder_80'] }],
  ])('%s / %s', (one, other, more) => {
    const [first, second] = [need(one, more), need(other, more)];
    const [proposal, ...others] = found(first, second);
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ keepId: first.id, mergeId: second.id });
    expect(proposal?.reason).toMatch(/^同.+写法相近（\d+%）。$/);
  });

  test('when the types are of two schemes that the crosswalk joins', () => {
    const [first, second] = [need('独居老人冬季入户探访'), need('冬季独居老人入户探访', { serviceType: 'JX01' })];
    expect(found(first, second)[0]?.reason).toContain('服务类型对照相通');
  });

  test('with the reason in words', () => {
    const village = { village: '桥南村' };
    expect(found(need('独居老人冬季入户探访', village), need('独居老人入户探访', village))[0]?.reason).toBe(
      '同在桥南村，同为“探访关爱（助老敲门）”，都为独居老人，写法相近（100%）。',
    );
  });
});

describe('not proposed', () => {
  const base = '独居老人冬季入户探访';
  test.each([
    ['another station', need(base, { stationId: 'other' })],
    ['another village', need(base, { village: '桥北村' })],
    ['another service', need(base, { serviceType: 'EC03' })],
    ['other people', need('独居老人冬季入户探访', { targetGroups: ['disabled'] })],
    ['another thing', need('独居老人家中线路老化检修')],
    ['a type not said', need(base, { serviceType: null })],
  ])('%s', (_, other) => {
    expect(found(need(base, { village: '桥南村' }), other)).toEqual([]);
  });

  test('two things of one kind: a choir and a chess club for the same people', () => {
    const more = { serviceType: 'EC07' };
    expect(found(need('组建老年合唱队', more), need('老年象棋比赛', more))).toEqual([]);
  });

  test('what a person said is two', () => {
    const [one, other] = [need(base), need(base)];
    expect(findDuplicates([one, other], new Set([apartKey(other.id, one.id)]))).toEqual([]);
  });
});

test('of three alike only one pair is proposed at a time, and the earliest stays', () => {
  const three = [need('独居老人入户探访'), need('独居老人入户探访'), need('独居老人入户探访')];
  expect(found(...three)).toMatchObject([{ keepId: three[0]?.id, mergeId: three[1]?.id }]);
});

test('the same proposals for any order of input', () => {
  const titles = ['独居老人入户探访', '上门看望独居老人', '独居老人助餐', '给独居老人送餐', '独居老人义诊'];
  const needs = titles.map((title) => need(title));
  fc.assert(
    fc.property(fc.shuffledSubarray(needs, { minLength: needs.length }), (shuffled) => {
      expect(findDuplicates(shuffled, new Set())).toEqual(found(...needs));
    }),
  );
  expect(found(...needs).length).toBeGreaterThan(0);
});

test('likeness is symmetric, 100 with itself, and 0 where nothing is said', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const [left, right] = [pairsOf(`探访${a}`), pairsOf(b)];
      expect(likeness(left, right)).toBe(likeness(right, left));
      expect(likeness(left, left)).toBe(100);
    }),
  );
  expect(likeness(pairsOf(''), pairsOf(''))).toBe(0);
});
