/** Check digits: published vectors, synthetic ones, and every single-character slip of them. */
import {
  birthDateOf,
  isIdNumber,
  isMobile,
  isUscc,
  maskedMobile,
  mobileOf,
  normalizedCode,
  usccProblem,
} from '@jiedui/shared/identity.ts';
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

test.each([
  ['５２６２０５０２ＭＪＹ０００１５９０', '52620502MJY0001590'],
  [' 52620502-mjy0001590\u3000', '52620502MJY0001590'],
  ['52620502 MJY0 0015 90', '52620502MJY0001590'],
])('%j is read as %s', (typed, code) => {
  expect(normalizedCode(typed)).toBe(code);
  expect(isUscc(normalizedCode(typed))).toBe(true);
});

test.each([
  ['52620502MJY000159', '统一社会信用代码应为 18 位，您输入了 17 位'],
  ['52620502MJY00015900', '统一社会信用代码应为 18 位，您输入了 19 位'],
  ['52620502MJO0001590', '第 11 位“O”不正确：应为数字或大写字母，且不使用 I、O、S、V、Z'],
  ['5262O502MJY0001590', '第 5 位“O”不正确：应为数字'],
  ['52620502MJY0001690', '第 17 位校验码应为“7”，您输入的是“9”，请核对第 9 至 17 位'],
  ['52620502MJY0001591', '第 18 位校验码应为“0”，您输入的是“1”，请核对全部 18 位'],
  ['52620502MJY000036X', '第 18 位校验码应为“Y”，您输入的是“X”，请核对全部 18 位'],
  ['52620502MJY0001590', null],
])('%s: %s', (code, problem) => expect(usccProblem(code)).toBe(problem));

test('a check character that is told as the right one makes the code right', () => {
  for (const code of CREDIT_CODES) {
    for (const last of '0123456789ABCDEFGHJKLMNPQRTUWXY') {
      const told = /第 18 位校验码应为“(.)”/.exec(usccProblem(code.slice(0, 17) + last) ?? '')?.[1] ?? last;
      expect(isUscc(code.slice(0, 17) + told)).toBe(true);
    }
  }
});

// Summer time in China began on 17 April 1988 at 02:00: a birth date is a day, and no instant of it is ever asked for.
test.each(['1988-04-09', '1988-04-10', '1988-04-16', '1988-04-17', '1988-09-11'])('%s stays the day it is', (day) => {
  const body = `110105${day.replaceAll('-', '')}001`;
  expect(birthDateOf(`${body}0`)).toBe(day);
  const whole = [...'0123456789X'].map((check) => body + check).filter((code) => isIdNumber(code, '2026-11-24'));
  expect(whole).toHaveLength(1);
  expect(isIdNumber(whole[0]!, day as '1988-04-10')).toBe(true);
});

test('a mobile number is read to its eleven digits, and shown by seven of them', () => {
  expect(mobileOf('+86 138－1234－5678')).toBe('13812345678');
  expect(mobileOf('１３８１２３４５６７８')).toBe('13812345678');
  expect(mobileOf('0938-8211234')).toBeNull();
  expect(maskedMobile('13812345678')).toBe('138****5678');
});
