/**
 * Failed sign-ins with logins that no account has. They are counted and locked like those of an account, so that nobody
 * can find out by trying which logins exist. Kept in memory, by the process that saw them, up to a bound.
 */
import { AccountLocked, SignInRefused } from '@jiedui/shared/account/refusals.ts';
import { AFTER_SUCCESS, type LockState, afterFailure, remainingAttempts } from '@jiedui/shared/account/sign-in.ts';
import type { Hall } from '../context.ts';
import { memoryOfCallers } from '../hall/memory.ts';

const failures = memoryOfCallers<LockState>();

export const lockStateOfStranger = (hall: Hall, login: string): LockState => failures.get(hall, login) ?? AFTER_SUCCESS;

/** One more failure, and what an account would answer to it. */
export function refuseStranger(hall: Hall, login: string, at: Date): SignInRefused | AccountLocked {
  const next = afterFailure(lockStateOfStranger(hall, login), at);
  failures.set(hall, login, next);
  return refusalAfter(next);
}

/** What a failure answers: the lock that it brought, or the tries that are left. */
export const refusalAfter = (state: LockState): SignInRefused | AccountLocked =>
  state.lockedUntil ? new AccountLocked(state.lockedUntil) : new SignInRefused(remainingAttempts(state));
