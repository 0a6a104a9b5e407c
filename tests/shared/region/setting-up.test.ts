/** Opening an authority and starting a programme: each field from both sides. */
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import {
  AuthorityUnsound,
  type AuthorityOpening,
  checkAuthority,
  checkProgramme,
  type ProgrammeOpening,
  ProgrammeUnsound,
} from '@jiedui/shared/region/setting-up.ts';
import { expect, test } from 'vitest';

const fieldsOf = (outcome: unknown) =>
  outcome instanceof AuthorityUnsound || outcome instanceof ProgrammeUnsound
    ? outcome.problems.map(({ field }) => field)
    : [];
const authority = (changes: Partial<AuthorityOpening> = {}) =>
  checkAuthority({
    name: '秦州区民政局',
    kind: 'civil_affairs',
    regionCode: '620502000000',
    jurisdiction: ['620502001000'],
    ...changes,
  });
const programme = (changes: Partial<ProgrammeOpening> = {}) =>
  checkProgramme({
    name: '结对帮扶方案',
    mode: '融入式',
    fromOn: '2026-01-01' as LocalDate,
    toOn: '2026-12-31' as LocalDate,
    dispatchDueDay: 25,
    ...changes,
  });

test('an authority has a name, a place and at least one region, each once', () => {
  expect(authority({ jurisdiction: ['620502001000', '620502001000'] })).toMatchObject({
    jurisdiction: ['620502001000'],
  });
  expect(fieldsOf(authority({ name: '民政局' }))).toEqual(['name']);
  expect(fieldsOf(authority({ name: '区民政局' }))).toEqual([]);
  expect(fieldsOf(authority({ jurisdiction: [] }))).toEqual(['jurisdiction']);
  expect(fieldsOf(authority({ jurisdiction: ['x'] }))).toEqual(['jurisdiction']);
  expect(fieldsOf(authority({ regionCode: '' }))).toEqual(['regionCode']);
});

test('a programme lasts a day at least and ten years at most, and is due on a day that every month has', () => {
  expect(fieldsOf(programme({ toOn: '2026-01-01' as LocalDate }))).toEqual([]);
  expect(fieldsOf(programme({ toOn: '2025-12-31' as LocalDate }))).toEqual(['toOn']);
  expect(fieldsOf(programme({ toOn: '2036-01-01' as LocalDate }))).toEqual([]);
  expect(fieldsOf(programme({ toOn: '2036-01-02' as LocalDate }))).toEqual(['toOn']);
  for (const [day, sound] of [
    [1, false],
    [2, true],
    [28, true],
    [29, false],
  ] as const)
    expect(fieldsOf(programme({ dispatchDueDay: day })), String(day)).toEqual(sound ? [] : ['dispatchDueDay']);
});
