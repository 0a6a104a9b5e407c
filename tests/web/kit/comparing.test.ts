/** What differs between candidates stands first and is marked; what is alike is left aside. */
import { describe, expect, it } from 'vitest';
import { compareParts, pointWords, shareWords, wholePoints } from '../../../web/kit/comparing.ts';

const part = (code: string, value: number, words: string, weight = 0.1) => ({ code, name: code, value, weight, words });

describe('a comparison', () => {
  const near = [part('travel', 1, '同镇', 0.2), part('pairing', 0, '未结对', 0.5), part('type', 1, '专长服务')];
  const paired = [part('travel', 0.4, '同市', 0.2), part('pairing', 1, '已结对', 0.5), part('type', 1, '专长服务')];
  const { differing, alike } = compareParts([near, paired]);

  it('puts first what makes the greatest difference, by its weight', () => {
    expect(differing.map(({ code }) => code)).toEqual(['pairing', 'travel']);
    expect(differing.map(({ apart }) => pointWords(apart))).toEqual(['50 分', '12 分']);
  });

  it('marks the better one of a row, and nobody where all are equal', () => {
    expect(differing.map(({ cells }) => cells.map(({ best }) => best))).toEqual([
      [false, true],
      [true, false],
    ]);
    expect(alike.flatMap(({ cells }) => cells.map(({ best }) => best))).toEqual([false, false]);
  });

  it('leaves aside only what is alike in worth and in words', () => {
    expect(alike.map(({ code }) => code)).toEqual(['type']);
    const [told] = compareParts([[part('rate', 0.8, '1/1 单')], [part('rate', 0.8, '4/5 单')]]).differing;
    expect(told?.apart).toBe(0);
    expect(told?.cells.map(({ best }) => best)).toEqual([false, false]);
  });

  it('marks both of two that are equally better than a third', () => {
    const three = compareParts([[part('a', 1, '甲')], [part('a', 1, '甲')], [part('a', 0, '乙')]]);
    expect(three.differing[0]?.cells.map(({ best }) => best)).toEqual([true, true, false]);
  });

  it('adds up to points of a hundred', () => {
    expect(wholePoints(paired)).toBeCloseTo(68, 10);
  });
});

describe('points and shares', () => {
  it('never say a difference is none', () => {
    expect([pointWords(14.99), pointWords(0.04), pointWords(0), pointWords(0.05)]).toEqual([
      '15 分',
      '不到 0.1 分',
      '0 分',
      '0.1 分',
    ]);
  });

  it('say a share as precisely as it is kept', () => {
    expect([shareWords(0.18), shareWords(0.125), shareWords(0.0001)]).toEqual(['18%', '12.5%', '0.01%']);
  });
});
