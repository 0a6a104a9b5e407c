/** Words taken apart and found again: widths, capitals, rare characters, syllables, initials, and what is marked. */
import { orderSearchOf, searchAddress, searchParts } from '@jiedui/shared/order/search.ts';
import { type Term, termsOf } from '@jiedui/shared/search/query.ts';
import { NothingToSearch, QUERY_MAX, QueryTooLong } from '@jiedui/shared/search/refusals.ts';
import { gramsOf, type Part, searchableOf } from '@jiedui/shared/search/searchable.ts';
import { spansOf } from '@jiedui/shared/search/spans.ts';
import { SYLLABLES, syllabled } from '@jiedui/shared/search/syllables.ts';
import { describe, expect, test } from 'vitest';

/** A part as the dictionary would give it: readings after each character, in their order. */
const part = (text: string, spoken: Record<string, string> = {}): Part => ({
  text,
  readings: [...text].map((point) => spoken[point]?.split(' ') ?? null),
});
const ELDERS = part('独居老人', { 独: 'du', 居: 'ju', 老: 'lao', 人: 'ren' });
const terms = (query: string): readonly Term[] => {
  const found = termsOf(query);
  if (!Array.isArray(found)) throw new Error('refused');
  return found as readonly Term[];
};
/** As the database decides: a posting for each gram, and the pattern holds. Both must agree: what grams miss is never looked at. */
const holds = (parts: Part[], query: string, number = 'DD-2026-000123') => {
  const { text, grams } = searchableOf(number, parts);
  return terms(query).every(({ probes }) =>
    probes.some(({ pattern, grams: asked }) => {
      const judged = text.includes(pattern.slice(1, -1));
      const led = asked.every((gram) =>
        grams.some((one) => (gram.isWhole ? one === gram.text : one.startsWith(gram.text))),
      );
      if (judged) expect(led, `${query}: the grams lead to it`).toBe(true);
      return judged;
    }),
  );
};

describe('a query', () => {
  test.each([
    ['独居老人 探访', ['独居老人', '探访']],
    ['　独居老人、探访，　', ['独居老人', '探访']],
    ['ＡＢ１２', ['ab12']],
    ['DD-2026-000123', ['dd-2026-000123']],
    ['--', 'refused'],
    ['，。！', 'refused'],
    ['𠮷祥', ['𠮷祥']],
    ['老 老', ['老']],
    ['', []],
    ['   ', []],
    ['100%_', ['100']],
  ])('%s', (query, words) => {
    const found = termsOf(query);
    if (words === 'refused') expect(found).toBeInstanceOf(NothingToSearch);
    else expect(found).toMatchObject((words as string[]).map((text) => ({ text })));
  });

  test('is at most 60 code points, a rare character being one, and six words', () => {
    expect(termsOf('𠮷'.repeat(QUERY_MAX))).toHaveLength(1);
    expect(termsOf('𠮷'.repeat(QUERY_MAX + 1))).toBeInstanceOf(QueryTooLong);
    expect(termsOf('一 二 三 四 五 六')).toHaveLength(6);
    expect(termsOf('一 二 三 四 五 六 七')).toBeInstanceOf(QueryTooLong);
  });

  test('that no database takes finds nothing to search', () => {
    expect(termsOf('老\0人')).toBeInstanceOf(NothingToSearch);
    expect(termsOf('\uD842')).toBeInstanceOf(NothingToSearch);
  });
});

describe('syllables', () => {
  test('are those of standard speech', () => {
    for (const one of ['zhuang', 'lv', 'nve', 'er', 'xiong']) expect(SYLLABLES).toContain(one);
    for (const one of ['zhuangg', 'vo', 'bua', 'r', '']) expect(SYLLABLES).not.toContain(one);
  });

  test.each([
    ['laoren', [['lao', 'ren']]],
    ['laor', [['lao', 'r']]],
    ['xian', [['xian'], ['xi', 'an']]],
    ['djlr', []],
    ['l', []],
    ['zh', []],
    ['', []],
  ])('%s', (letters, ways) => {
    expect(syllabled(letters)).toEqual(expect.arrayContaining(ways));
    if (ways.length === 0) expect(syllabled(letters)).toEqual([]);
  });

  test('of a long run stay few', () => {
    expect(syllabled('xian'.repeat(15)).length).toBeLessThanOrEqual(6);
  });
});

describe('a text is found', () => {
  test.each([
    ['独居老人', true],
    ['老', true],
    ['居老', true],
    ['独老', false],
    ['djlr', true],
    ['jlr', true],
    ['dldr', false],
    ['dujulaoren', true],
    ['laoren', true],
    ['laor', true],
    ['DUJU', true],
    ['ｄｊｌｒ', true],
    ['aoren', false],
    ['独居 ren', true],
    ['独居 探访', false],
  ])('by %s: %s', (query, found) => {
    expect(holds([ELDERS], query)).toBe(found);
  });

  test('by every initial of a character that is read in several ways', () => {
    const festival = part('重阳节', { 重: 'chong zhong', 阳: 'yang', 节: 'jie' });
    expect(holds([festival], 'cyj')).toBe(true);
    expect(holds([festival], 'zyj')).toBe(true);
    expect(holds([festival], 'xyj')).toBe(false);
  });

  test('with capitals, wide signs and a rare character in it', () => {
    expect(holds([part('Ｗｉｆｉ进村')], 'wifi')).toBe(true);
    expect(holds([part('𠮷祥村')], '𠮷祥')).toBe(true);
    expect(holds([part('𠮷祥村')], '𠮷')).toBe(true);
    expect(holds([part('第12村')], '12')).toBe(true);
  });

  test('within one part only', () => {
    expect(holds([part('独居'), part('老人')], '居老')).toBe(false);
  });

  test('in at most eight lines of initials, however many ways it may be read', () => {
    const many = part('乐乐乐乐乐乐', { 乐: 'le yue' });
    const { text } = searchableOf('', [many]);
    expect(text.split('\n').filter((line) => /^[ly]{6}$/.test(line))).toHaveLength(8);
  });

  test.each([
    ['DD-2026-000123', true],
    ['dd-2026-0001', true],
    ['2026-000123', true],
    ['000123', true],
    ['123', true],
    ['2026', false],
    ['23', false],
    ['0123', false],
    ['DD-2025-000123', false],
    ['123 独居', true],
  ])('by its number: %s: %s', (query, found) => {
    expect(holds([ELDERS], query)).toBe(found);
  });

  test('in letters and digits among characters', () => {
    const village = part('第12村A3栋', { 第: 'di', 村: 'cun', 栋: 'dong' });
    for (const query of ['12', '1', '12村', 'd12c', 'a3', 'A3栋', 'cun'])
      expect(holds([village], query), query).toBe(true);
    for (const query of ['21', 'a4', '12栋']) expect(holds([village], query), query).toBe(false);
  });

  test('by what stands at each place, not over a space', () => {
    expect(gramsOf('ab c', 2)).toEqual(['ab', 'b', 'c']);
    expect(gramsOf('𠮷ab', 3)).toEqual(['𠮷ab', 'ab', 'b']);
    expect(gramsOf('', 2)).toEqual([]);
  });

  test('with few grams: its places twice, and its numbers', () => {
    const title = part('为甲河村独居老人开展入户探访');
    expect(searchableOf('DD-2026-000123', [title]).grams.length).toBeLessThanOrEqual(2 * 14 + 4);
  });
});

describe('marks', () => {
  const of = ({ text, readings }: Part, query: string) => spansOf(text, readings, terms(query));

  test.each([
    ['老人', [{ from: 2, to: 4 }]],
    ['独居 老人', [{ from: 0, to: 4 }]],
    ['djlr', [{ from: 0, to: 4 }]],
    ['lr', [{ from: 2, to: 4 }]],
    ['laor', [{ from: 2, to: 4 }]],
    ['dujl', [{ from: 0, to: 3 }]],
    ['探访', []],
  ])('%s', (query, spans) => {
    expect(of(ELDERS, query)).toEqual(spans);
  });

  test('count code points, and every place', () => {
    expect(of(part('𠮷祥𠮷祥'), '祥')).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]);
    expect(of(part('Ｗｉｆｉ进村'), 'wifi')).toEqual([{ from: 0, to: 4 }]);
    expect(of(part('㎡1'), 'm2')).toEqual([{ from: 0, to: 1 }]);
  });
});

const ID = '019a0000-0000-7000-8000-000000000001';

describe('the address of a search', () => {
  test('keeps what is of its kind, and comes back the same', () => {
    const search = orderSearchOf({
      q: '独居老人 & 探访',
      state: 'open',
      region: '620503000000',
      from: '2026-12-01',
      page: '2',
    });
    expect(search).toEqual({ q: '独居老人 & 探访', state: 'open', region: '620503000000', from: '2026-12-01' });
    const params = Object.fromEntries(new URLSearchParams(searchAddress(search)));
    expect(orderSearchOf(params)).toEqual(search);
    expect(searchAddress({})).toBe('');
  });

  test.each([
    { state: 'opne' },
    { type: 'ZZ99' },
    { region: '62' },
    { station: '1' },
    { urgency: 'very' },
    { from: '2026-02-30' },
    { q: '' },
    { q: ['a'] },
  ])('leaves out %o', (params) => {
    expect(orderSearchOf(params)).toEqual({});
  });

  test('is said in words', () => {
    const search = orderSearchOf({ q: '助餐', state: 'open', region: '620503000000' });
    expect(searchParts(search, { '620503000000': '麦积区' })).toEqual([
      { key: 'q', words: '“助餐”' },
      { key: 'state', words: '待接单' },
      { key: 'region', words: '麦积区' },
    ]);
    expect(searchParts(orderSearchOf({ from: '2026-12-01', organization: ID }))).toEqual([
      { key: 'organization', words: '指定机构' },
      { key: 'from', words: '2026年12月1日 星期二起' },
    ]);
    expect(searchParts({})).toEqual([]);
  });
});
