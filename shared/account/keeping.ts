/** Keeping accounts (账号管理): whose account may be reset or closed by whom, and what a new one must say. */
import type { FieldProblem } from '../refusal.ts';
import { loginOf, loginProblem } from './login.ts';
import { AccountNotYours, AccountUnsound } from './refusals.ts';
import { ROLE_SIDES, type Role } from './role.ts';

export interface Keeper {
  readonly accountId: string;
  readonly roles: readonly Role[];
}

/** Null when the keeper may reset or close the account: an officer those of units, a leader those of the bureau too. */
export function keepingRefusal(keeper: Keeper, target: Keeper): AccountNotYours | null {
  if (keeper.accountId === target.accountId) return new AccountNotYours(true);
  const isBureau = target.roles.some((role) => ROLE_SIDES[role] === 'bureau');
  return isBureau && !keeper.roles.includes('bureau_leader') ? new AccountNotYours(false) : null;
}

export interface AccountParticulars {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The particulars as they are kept, or what is wrong with them: at least one role, all of one side. */
export function checkParticulars({ login, name, roles }: AccountParticulars): AccountParticulars | AccountUnsound {
  const problems: FieldProblem[] = [];
  const kept = { login: loginOf(login), name: name.trim(), roles: [...new Set(roles)] };
  const unsound = loginProblem(kept.login);
  if (unsound) problems.push({ field: 'login', message: unsound });
  const length = [...kept.name].length;
  if (length < 2 || 30 < length) problems.push({ field: 'name', message: '姓名应为 2 至 30 字' });
  if (new Set(kept.roles.map((role) => ROLE_SIDES[role])).size !== 1)
    problems.push({ field: 'roles', message: '请至少选择一个角色，且属于同一单位' });
  return 0 < problems.length ? new AccountUnsound(problems) : kept;
}
