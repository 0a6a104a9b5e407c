/** Text from people, made clean at the edge. */
import { cleanText, lengthOf, searchForm } from '@jiedui/shared/text.ts';
import { checkReason, ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { documentNumber } from '@jiedui/shared/document-number.ts';
import { expect, test } from 'vitest';

test('invisible controls go, blanks at the ends go, and letters are composed', () => {
  expect(cleanText('  义\u200b诊\u202e \uFEFF')).toBe('义诊');
  expect(cleanText('e\u0301')).toBe('é');
});

test('a NUL or half a pair is refused', () => {
  expect(cleanText('a\0b')).toBeNull();
  expect(cleanText('\ud842')).toBeNull();
});

test('length counts code points', () => expect(lengthOf('𠮷a')).toBe(2));
test('search folds width and case', () => expect(searchForm('ＡＢ１')).toBe('ab1'));

test('a reason has 2 to 200 characters after trimming', () => {
  expect(checkReason(' 已服务 ')).toBe('已服务');
  expect(checkReason('无需')).toBe('无需');
  expect(checkReason('无')).toBeInstanceOf(ReasonMissing);
  expect(checkReason('  ')).toBeInstanceOf(ReasonMissing);
  expect(checkReason('事'.repeat(200))).toBe('事'.repeat(200));
  expect(checkReason('事'.repeat(201))).toBeInstanceOf(ReasonMissing);
});

test('a stale version says which one is current', () => {
  expect(new StaleVersion(4)).toMatchObject({ code: 'STALE_VERSION', currentVersion: 4 });
});

test('papers are numbered by kind and year', () => {
  expect(documentNumber('order', 2026, 1)).toBe('DD-2026-0001');
  expect(documentNumber('session', 2026, 12345)).toBe('FW-2026-12345');
});
