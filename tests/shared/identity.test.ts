/** Check digits: published vectors, synthetic ones, and every single-character slip of them. */
import { birthDateOf, isIdNumber, isMobile, isUscc } from '@jiedui/shared/identity.ts';
import { expect, test } from 'vitest';

const CREDIT_CODES = [
  '91350100M000100Y43',
  '91310230MA1K314K57',
  '51620500MJY00001XA',
  '52620502MJY0000284',
  '52620503MJY000036D',
  '53620000MJY0000440',
  '52620502MJY0001590', // remainder 0
  '52620502MJY000036Y', // check character Y
];
const ID_NUMBERS = ['11010519491231002X', '110105195001010039', '620502195001010015', '620502201606010024'];

test.each(CREDIT_CODES)('%s is a credit code', (code) => expect(isUscc(code)).toBe(true));

test.each(CREDIT_CODES)('no single-character change of %s is one', (code) => {
  for (let i = 0; i < code.length; i += 1) {
    for (const other of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      if (other !== code[i]) expect(isUscc(code.slice(0, i) + other + code.slice(i + 1)), `${i} ${other}`).toBe(false);
    }
  }
});

test('a wrong organization check (place 17) is not made good by any last character', () => {
  const wrong = '91350100M000100Y5';
  for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY') expect(isUscc(wrong + last)).toBe(false);
});

test.each(['', '91350100m000100y43', '91350100M000100Y4', '91350100M000100Y433'])('%j is not a credit code', (code) =>
  expect(isUscc(code)).toBe(false),
);

test.each(ID_NUMBERS)('%s is an identity number', (code) => expect(isIdNumber(code, '2026-11-24')).toBe(true));

test('a small x is accepted', () => expect(isIdNumber('11010519491231002x', '2026-11-24')).toBe(true));

test.each(ID_NUMBERS)('no single-digit change of %s is one', (code) => {
  for (let i = 0; i < code.length; i += 1) {
    for (const other of '0123456789X') {
      if (other !== code[i]) expect(isIdNumber(code.slice(0, i) + other + code.slice(i + 1), '2026-11-24')).toBe(false);
    }
  }
});

test('a birth date in the future is refused, on the day itself it is not', () => {
  expect(birthDateOf('620502201606010024')).toBe('2016-06-01');
  expect(isIdNumber('620502201606010024', '2016-06-01')).toBe(true);
  expect(isIdNumber('620502201606010024', '2016-05-31')).toBe(false);
});

test.each([
  ['13812345678', true],
  ['+86 138-1234-5678', true],
  ['8613812345678', true],
  ['12812345678', false],
  ['1381234567', false],
  ['138123456789', false],
])('%s is a mobile number: %s', (text, expected) => expect(isMobile(text)).toBe(expected));
