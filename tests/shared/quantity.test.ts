/** Counts with their qualifier and unit: written, read and added. */
import {
  addQuantities,
  formatQuantity,
  QUALIFIERS,
  type Quantity,
  UNITS,
  UnitsDiffer,
} from '@jiedui/shared/quantity.ts';
import { parseQuantity } from '@jiedui/shared/quantity-text.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const quantities = fc.record({
  value: fc.nat(1_000_000),
  qualifier: fc.constantFrom(...QUALIFIERS),
  unit: fc.constantFrom(...UNITS),
});

test.each<[Quantity, string]>([
  [{ value: 26, qualifier: 'exact', unit: 'person' }, '26 人'],
  [{ value: 190, qualifier: 'nearly', unit: 'person' }, '近 190 人'],
  [{ value: 350, qualifier: 'over', unit: 'person' }, '350 余人'],
  [{ value: 60, qualifier: 'about', unit: 'person_time' }, '约 60 人次'],
])('%j is written %s', (quantity, text) => expect(formatQuantity(quantity)).toBe(text));

test.each<[string, number, string, string]>([
  ['近190人', 190, 'nearly', 'person'],
  ['近190', 190, 'nearly', 'person'],
  ['350余名', 350, 'over', 'person'],
  ['350余人次', 350, 'over', 'person_time'],
  ['350 余', 350, 'over', 'person'],
  ['约1300万元', 13_000_000, 'about', 'yuan'],
  ['约 1.3 万元', 13_000, 'about', 'yuan'],
  ['28万余人次', 280_000, 'over', 'person_time'],
  ['１２６套', 126, 'exact', 'set'],
  ['1,008,000元', 1_008_000, 'exact', 'yuan'],
  ['26', 26, 'exact', 'person'],
  ['17场次', 17, 'exact', 'session'],
  ['60人左右', 60, 'about', 'person'],
  ['100人以上', 100, 'over', 'person'],
  ['约350余人', 350, 'about', 'person'],
])('%s reads as %i %s %s', (text, value, qualifier, unit) =>
  expect(parseQuantity(text)).toEqual({ value, qualifier, unit }),
);

test.each(['', '若干', '1.10105E+17', '12.5人', '-3人', '3人5户', '99999999999'])('%j is not a quantity', (text) =>
  expect(parseQuantity(text)).toBeNull(),
);

test('a bare number takes the unit of its column', () => {
  expect(parseQuantity('32', 'set')).toEqual({ value: 32, qualifier: 'exact', unit: 'set' });
});

test('what is written can be read back', () => {
  fc.assert(
    fc.property(quantities, (quantity) => {
      expect(parseQuantity(formatQuantity(quantity))).toEqual(quantity);
    }),
  );
});

describe('adding', () => {
  const medics: Quantity = { value: 26, qualifier: 'exact', unit: 'person' };
  const elders: Quantity = { value: 350, qualifier: 'over', unit: 'person' };

  test('carries the doubt of either side', () => {
    expect(addQuantities(medics, elders)).toEqual({ value: 376, qualifier: 'over', unit: 'person' });
    expect(addQuantities(elders, { value: 190, qualifier: 'nearly', unit: 'person' })).toMatchObject({
      value: 540,
      qualifier: 'about',
    });
  });

  test('refuses 人 with 人次', () => {
    const sum = addQuantities(medics, { ...elders, unit: 'person_time' });
    expect(sum).toBeInstanceOf(UnitsDiffer);
    expect(sum).toMatchObject({ code: 'UNITS_DIFFER', message: '人与人次不能相加，请分开统计。' });
  });

  test('does not depend on the order of the two, nor of three of a unit', () => {
    fc.assert(
      fc.property(quantities, quantities, quantities, (a, b, c) => {
        const x = { ...b, unit: a.unit };
        const y = { ...c, unit: a.unit };
        expect(addQuantities(a, x)).toEqual(addQuantities(x, a));
        const left = addQuantities(addQuantities(a, x) as Quantity, y) as Quantity;
        const right = addQuantities(a, addQuantities(x, y) as Quantity) as Quantity;
        expect(left).toEqual(right);
      }),
    );
  });
});
