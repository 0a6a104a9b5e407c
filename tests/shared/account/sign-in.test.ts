/** Lockout, session life, passwords, sides. */
import { sidesOf } from '@jiedui/shared/account/role.ts';
import { AccountLocked, SignInRefused } from '@jiedui/shared/account/refusals.ts';
import {
  AFTER_SUCCESS,
  afterFailure,
  checkPassword,
  isSessionLive,
  type LockState,
  lockOf,
  remainingAttempts,
  sessionExpiresAt,
} from '@jiedui/shared/account/sign-in.ts';
import { describe, expect, test } from 'vitest';

const at = new Date('2026-11-24T06:00:00Z');
const later = (ms: number) => new Date(at.getTime() + ms);
const MINUTE = 60_000;

function failures(count: number): LockState {
  let state = AFTER_SUCCESS;
  for (let i = 0; i < count; i += 1) state = afterFailure(state, at);
  return state;
}

describe('lockout', () => {
  test('the first four failures do not lock', () => {
    expect(lockOf(failures(4), at)).toBeNull();
    expect(remainingAttempts(failures(4))).toBe(1);
  });

  test.each([
    [5, 5],
    [6, 10],
    [7, 20],
    [8, 40],
    [9, 60],
    [30, 60],
  ])('failure %i locks for %i minutes', (count, minutes) => {
    expect(failures(count).lockedUntil).toEqual(later(minutes * MINUTE));
  });

  test('holds until the last millisecond before its end, and says until when', () => {
    const locked = lockOf(failures(5), later(5 * MINUTE - 1));
    expect(locked).toBeInstanceOf(AccountLocked);
    expect(locked?.message).toContain('11月24日 14:05');
    expect(lockOf(failures(5), later(5 * MINUTE))).toBeNull();
  });

  test('a refusal says how many tries are left', () => {
    expect(new SignInRefused(3).message).toContain('还可尝试 3 次');
  });
});

test('a session ends 8 hours after sign-in', () => {
  const end = sessionExpiresAt(at);
  expect(end).toEqual(later(8 * 60 * MINUTE));
  expect(isSessionLive(at, end, end)).toBe(true);
  expect(isSessionLive(at, end, new Date(end.getTime() + 1))).toBe(false);
});

test('a session ends after 2 idle hours', () => {
  expect(isSessionLive(at, at, later(120 * MINUTE))).toBe(true);
  expect(isSessionLive(at, at, later(120 * MINUTE + 1))).toBe(false);
});

test.each([
  ['jiedui-2026', 0],
  ['1234567890', 1],
  ['ab1', 1],
  ['tianshui01-x', 1],
])('password %s has %i problems', (password, count) => {
  expect(checkPassword(password, 'tianshui01')).toHaveLength(count);
});

test('an account may stand on several sides', () => {
  expect(sidesOf([{ role: 'bureau_officer' }, { role: 'station_worker' }, { role: 'station_lead' }])).toEqual([
    'station',
    'bureau',
  ]);
});
