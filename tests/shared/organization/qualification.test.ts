/** What the bureau may register of an organization, and what leave an organization may take: at both edges. */
import {
  checkChecks,
  checkLeave,
  QUALIFICATION_CODES,
  qualificationWords,
} from '@jiedui/shared/organization/qualification.ts';
import { ChecksUnsound, LeaveUnsound } from '@jiedui/shared/organization/refusals.ts';
import { expect, test } from 'vitest';

const TODAY = '2026-11-24';
const licence = { code: 'medical_practice', validUntil: null } as const;

test('every licence has its Chinese name; an unknown one shows as itself', () => {
  for (const code of QUALIFICATION_CODES) expect(qualificationWords(code)).toMatch(/[\u4e00-\u9fff]/);
  expect(qualificationWords('wings')).toBe('wings');
});

test('a staff check may be of today, not of tomorrow; a licence stands once', () => {
  const whole = { qualifications: [licence], backgroundCheckedOn: TODAY } as const;
  expect(checkChecks(whole, TODAY)).toBe(whole);
  const wrong = { qualifications: [licence, licence], backgroundCheckedOn: '2026-11-25' } as const;
  const refused = checkChecks(wrong, TODAY);
  expect(refused).toBeInstanceOf(ChecksUnsound);
  expect((refused as ChecksUnsound).problems.map((problem) => problem.field)).toEqual([
    'qualifications',
    'backgroundCheckedOn',
  ]);
});

test.each([
  ['today alone', TODAY, TODAY, []],
  ['begun before today', '2026-11-01', TODAY, []],
  ['a year', '2026-11-24', '2027-11-24', []],
  ['over yesterday', '2026-11-01', '2026-11-23', ['toOn']],
  ['reversed', '2026-12-02', '2026-12-01', ['toOn']],
  ['longer than a year', '2026-11-24', '2027-11-25', ['toOn']],
] as const)('leave %s', (_what, fromOn, toOn, fields) => {
  const outcome = checkLeave({ fromOn, toOn }, TODAY);
  expect(outcome instanceof LeaveUnsound ? outcome.problems.map((problem) => problem.field) : []).toEqual(fields);
});
