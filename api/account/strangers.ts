/**
 * Failed sign-ins with logins that no account has. They are counted and locked like those of an account, so that nobody
 * can find out by trying which logins exist. Kept in memory, by the process that saw them, up to a bound.
 */
import { AccountLocked, SignInRefused } from '@jiedui/shared/account/refusals.ts';
import { AFTER_SUCCESS, type LockState, afterFailure, remainingAttempts } from '@jiedui/shared/account/sign-in.ts';
import type { Hall } from '../context.ts';

const REMEMBER_MOST = 10_000;
const memories = new WeakMap<Hall, Map<string, LockState>>();

function memoryOf(hall: Hall): Map<string, LockState> {
  const known = memories.get(hall);
  if (known) return known;
  const memory = new Map<string, LockState>();
  memories.set(hall, memory);
  return memory;
}

export const lockStateOfStranger = (hall: Hall, login: string): LockState => memoryOf(hall).get(login) ?? AFTER_SUCCESS;

/** One more failure, and what an account would answer to it. */
export function refuseStranger(hall: Hall, login: string, at: Date): SignInRefused | AccountLocked {
  const memory = memoryOf(hall);
  const next = afterFailure(lockStateOfStranger(hall, login), at);
  // A Map keeps the order of insertion: the one that was quiet longest is forgotten.
  memory.delete(login);
  const oldest = memory.keys().next();
  if (REMEMBER_MOST <= memory.size && !oldest.done) memory.delete(oldest.value);
  memory.set(login, next);
  return refusalAfter(next);
}

/** What a failure answers: the lock that it brought, or the tries that are left. */
export const refusalAfter = (state: LockState): SignInRefused | AccountLocked =>
  state.lockedUntil ? new AccountLocked(state.lockedUntil) : new SignInRefused(remainingAttempts(state));
