/**
 * Sign-in rules: lockout, passwords, and how long a session lives.
 * Source: GB/T 22239-2019 8.1.4.1 (failed sign-ins, timeout), GB/T 39786 for password strength.
 */
import type { FieldProblem } from '../refusal.ts';
import { AccountLocked } from './refusals.ts';

/** Failures in a row before the account locks. */
export const MAX_FAILURES = 5;
/** First lock; each further failure doubles it, up to the longest. */
export const FIRST_LOCK_MINUTES = 5;
export const LONGEST_LOCK_MINUTES = 60;

/** A session ends this long after sign-in, or after the last request, whichever comes first. */
export const SESSION_HOURS = 8;
export const IDLE_HOURS = 2;

export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Failures in a row, and the instant until which sign-in is refused (exclusive). */
export interface LockState {
  readonly failedCount: number;
  readonly lockedUntil: Date | null;
}

/** `AccountLocked` while the lock holds, else null. A locked account is not asked for its password at all. */
export function lockOf(state: LockState, at: Date): AccountLocked | null {
  return state.lockedUntil && at < state.lockedUntil ? new AccountLocked(state.lockedUntil) : null;
}

/** The state after one more failure: the 5th locks for 5 minutes, the 6th for 10, then 20, 40, 60. */
export function afterFailure(state: LockState, at: Date): LockState {
  const failedCount = state.failedCount + 1;
  if (failedCount < MAX_FAILURES) return { failedCount, lockedUntil: null };
  const minutes = Math.min(FIRST_LOCK_MINUTES * 2 ** (failedCount - MAX_FAILURES), LONGEST_LOCK_MINUTES);
  return { failedCount, lockedUntil: new Date(at.getTime() + minutes * MINUTE_MS) };
}

/** A success forgets the failures. */
export const AFTER_SUCCESS: LockState = { failedCount: 0, lockedUntil: null };

/** Tries left before the next lock; 0 once the account has locked. */
export function remainingAttempts(state: LockState): number {
  return Math.max(0, MAX_FAILURES - state.failedCount);
}

/** The instant at which a session made now ends for good. */
export function sessionExpiresAt(createdAt: Date): Date {
  return new Date(createdAt.getTime() + SESSION_HOURS * HOUR_MS);
}

/** True up to and including the last instant of both limits. */
export function isSessionLive(createdAt: Date, seenAt: Date, at: Date): boolean {
  return at <= sessionExpiresAt(createdAt) && at.getTime() <= seenAt.getTime() + IDLE_HOURS * HOUR_MS;
}

/** What is wrong with a new password: length in code points, two kinds of characters, not the login itself. */
export function checkPassword(password: string, login: string): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const length = [...password].length;
  if (length < PASSWORD_MIN || PASSWORD_MAX < length) {
    problems.push({
      field: 'password',
      message: `密码应为 ${PASSWORD_MIN} 至 ${PASSWORD_MAX} 位，您输入了 ${length} 位`,
    });
  }
  const kinds = [/[a-z]/i, /\d/, /[^a-z\d]/i].filter((kind) => kind.test(password)).length;
  if (kinds < 2) problems.push({ field: 'password', message: '密码应含字母、数字、符号中的两种以上' });
  if (login !== '' && password.toLowerCase().includes(login.toLowerCase())) {
    problems.push({ field: 'password', message: '密码不能包含账号' });
  }
  return problems;
}
