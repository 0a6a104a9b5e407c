/** Cells as people and Excel leave them: days, amounts, whole numbers, long codes; and what each misreading advises. */
import {
  type Cell,
  codeOf,
  dateOf,
  dateOfSerial,
  fenOf,
  FORMULA,
  Misread,
  serialOf,
  textOf,
  wholeNumberOf,
  writtenDay,
} from '@jiedui/shared/report/import/cell.ts';
import { describe, expect, test } from 'vitest';

const TODAY = '2026-11-24';
const text = (value: string): Cell => ({ kind: 'text', text: value });
const number = (value: number, shown = String(value)): Cell => ({ kind: 'number', text: shown, number: value });
const day = (serial: number): Cell => ({ kind: 'date', text: String(serial), number: serial });

describe('a serial day', () => {
  test.each<[number, string | null]>([
    [0, null],
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [60, null],
    [61, '1900-03-01'],
    [46_290, '2026-09-25'],
    [46_290.99, '2026-09-25'],
    [-1, null],
    [1e300, null],
    [Number.NaN, null],
  ])('%d from 1900 is %s: 29 February 1900 never was', (serial, date) =>
    expect(dateOfSerial(serial, '1900')).toBe(date),
  );

  test.each<[number, string | null]>([
    [0, '1904-01-01'],
    [60, '1904-03-01'],
    [59, '1904-02-29'],
    [44_828, '2026-09-25'],
    [-1, null],
  ])('%d from 1904 is %s', (serial, date) => expect(dateOfSerial(serial, '1904')).toBe(date));

  test('is written as it is read', () => {
    for (const date of ['1950-01-01', '2024-02-29', '2026-09-25', '2099-12-31'] as const)
      expect(dateOfSerial(serialOf(date), '1900')).toBe(date);
  });

  test('is shown as a day that is read again as the same', () => {
    expect(writtenDay(day(46_290), '1900')).toBe('2026年9月25日');
    expect(writtenDay(day(44_828), '1904')).toBe('2026年9月25日');
    expect(dateOf(text(writtenDay(day(46_290), '1900')), '1900', TODAY)).toBe('2026-09-25');
    expect(writtenDay(text('明年'), '1900')).toBe('明年');
    expect(writtenDay(day(60), '1900')).toBe('60');
    expect(writtenDay(null, '1900')).toBe('');
  });
});

describe('a day', () => {
  test.each([
    '2026年9月25日',
    '2026年09月25日',
    '2026年 9 月 25 日',
    '２０２６年９月２５日',
    '2026.9.25',
    '2026-09-25',
    '2026/9/25',
    '20260925',
    '2026年9月25日 星期五',
    '2026年9月25日周五',
    '  2026-9-25　',
  ])('written %j', (written) => expect(dateOf(text(written), '1900', TODAY)).toBe('2026-09-25'));

  test.each<[Cell, string]>([
    [day(46_290), '2026-09-25'],
    [number(46_290), '2026-09-25'],
    [number(20_260_925), '2026-09-25'],
    [day(46_290.5), '2026-09-25'],
  ])('kept as a number: %j', (cell, date) => expect(dateOf(cell, '1900', TODAY)).toBe(date));

  test('of an old Mac', () => expect(dateOf(day(44_828), '1904', TODAY)).toBe('2026-09-25'));

  test.each<[string, string]>([
    ['9月25日', '2026-09-25'],
    ['9.25', '2026-09-25'],
    ['12月1日', '2026-12-01'],
    ['5月25日', '2026-05-25'],
    ['5月24日', '2027-05-24'],
    ['3月1日', '2027-03-01'],
  ])('without a year, %s on 24 November 2026 is %s', (written, date) =>
    expect(dateOf(text(written), '1900', TODAY)).toBe(date),
  );

  test.each([
    '2026年2月29日',
    '2月29日',
    '2026-13-01',
    '2026年9月31日',
    '明年春天',
    '2026年9月',
    '1月32日',
    '26年9月25日',
  ])('%j is none, and the words say how to write one', (written) => {
    const read = dateOf(text(written), '1900', TODAY);
    expect(read).toBeInstanceOf(Misread);
    expect((read as Misread).reason).toBe(`“${written}”不是能识别的日期`);
    expect((read as Misread).suggestion).toContain('2026年9月25日');
  });

  test.each([9.25, 2026, 60, 18_263])('%d typed as a plain number is none: Excel took it for a number', (value) =>
    expect(dateOf(number(value), '1900', TODAY)).toBeInstanceOf(Misread),
  );

  test('29 February 1900 of a date cell is none', () => expect(dateOf(day(60), '1900', TODAY)).toBeInstanceOf(Misread));
  test('29 February of a leap year is one', () =>
    expect(dateOf(text('2024年2月29日'), '1900', TODAY)).toBe('2024-02-29'));
  test('an empty cell says nothing', () => {
    expect(dateOf(null, '1900', TODAY)).toBeNull();
    expect(dateOf(text(' 　'), '1900', TODAY)).toBeNull();
  });
});

describe('a code', () => {
  test.each<[Cell, string]>([
    [text(' ５２６２０５０２ＭＪＹ００００２８４ '), '52620502MJY0000284'],
    [text('52620502mjy0000284'), '52620502MJY0000284'],
    [text('ts-mj-001'), 'TS-MJ-001'],
    [number(620_503), '620503'],
    [number(999_999_999_999_999), '999999999999999'],
    [text('62050319491001001X'), '62050319491001001X'],
    [text('000123'), '000123'],
  ])('%j', (cell, code) => expect(codeOf(cell)).toBe(code));

  test.each<[string, Cell]>([
    ['shown in scientific form', text('1.10105E+17')],
    ['in scientific form and full-width', text('１．１０１０５Ｅ＋１７')],
    ['kept as a number', number(1.10105e17, '1.10105E+17')],
    ['of 16 digits as a number', number(1e15)],
    ['with its last three digits turned to 0', text('110105194910010000')],
  ])('%s has been eaten by Excel', (_, cell) => {
    const read = codeOf(cell) as Misread;
    expect(read).toBeInstanceOf(Misread);
    expect(read.reason).toContain('Excel 把长号码当成了数字');
    expect(read.suggestion).toContain('“文本”格式');
  });
});

describe('a whole number', () => {
  test.each<[Cell, number]>([
    [text('12'), 12],
    [text('１２ 场'), 12],
    [text('1,200'), 1200],
    [text('10场/月'), 10],
    [number(0), 0],
    [text('40人次'), 40],
  ])('%j', (cell, value) => expect(wholeNumberOf(cell)).toBe(value));
  test.each(['12.5', '-3', '若干', '约12', '10-12', '1E3', '1234567890'])('%j is none', (written) =>
    expect(wholeNumberOf(text(written))).toBeInstanceOf(Misread),
  );
});

describe('an amount, in 分', () => {
  test.each<[string, number]>([
    ['300', 30_000],
    ['299.5', 29_950],
    ['299.50元/场', 29_950],
    ['￥1,200', 120_000],
    ['１．５万', 1_500_000],
    ['免费', 0],
    ['无偿', 0],
  ])('%s is %i', (written, fen) => expect(fenOf(text(written))).toBe(fen));
  test.each(['299.555', '-1', '面议', '1.10105E+17'])('%j is none', (written) =>
    expect(fenOf(text(written))).toBeInstanceOf(Misread),
  );
});

describe('a text', () => {
  test('keeps its inside and loses what does not show', () =>
    expect(textOf(text('　社棠镇\u200b社工站 '))).toBe('社棠镇社工站'));
  test('is no formula and no error value', () => {
    expect(textOf({ kind: 'formula', text: '3' })).toBe(FORMULA);
    expect(textOf({ kind: 'error', text: '#REF!' })).toMatchObject({ reason: '单元格是错误值 #REF!' });
  });
  test('of a formula is not read by any reader', () => {
    const formula: Cell = { kind: 'formula', text: '12', number: 12 };
    for (const read of [
      textOf(formula),
      codeOf(formula),
      wholeNumberOf(formula),
      fenOf(formula),
      dateOf(formula, '1900', TODAY),
    ])
      expect(read).toBe(FORMULA);
  });
});
