/** Keeping accounts: the bureau opens, resets and closes those of its units; everybody changes the own password and ends own sessions. */
import { inTransaction, type Tx } from '@jiedui/db/connect.ts';
import { checkParticulars, keepingRefusal } from '@jiedui/shared/account/keeping.ts';
import {
  type AccountLocked,
  AccountNotFound,
  type AccountNotYours,
  AccountUnsound,
  PasswordWrong,
} from '@jiedui/shared/account/refusals.ts';
import { ROLE_SIDES, type Role, type Side } from '@jiedui/shared/account/role.ts';
import { afterFailure, checkPassword, lockOf } from '@jiedui/shared/account/sign-in.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { checkReason, type ReasonMissing, Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import type { Context } from '../context.ts';
import { type CommandContext, command, type Done } from '../hall/command.ts';
import { sqlStateOf } from '../outage.ts';
import type { Viewer } from '../viewer.ts';
import { insertAccount, insertGrants, saveLockState } from './account.store.ts';
import {
  endRole,
  endSessionsOf,
  type KeptAccount,
  keepsUnit,
  lockKept,
  ownSecret,
  setAccountState,
  setPassword,
  type Unit,
} from './keeping.store.ts';
import { hashPassword, isPassword, toldPassword } from './password.ts';
import { forgetViewers } from './session.ts';

/** An account with the password that is told once: null when the same request comes again. */
export interface ToldAccount {
  readonly account: KeptAccount;
  readonly firstPassword: string | null;
}

const rolesOf = ({ roles }: Pick<Viewer, 'roles'>): Role[] => roles.map(({ role }) => role);
const keeperOf = (viewer: Viewer) => ({ accountId: viewer.accountId, roles: rolesOf(viewer) });

async function kept(
  tx: Tx,
  viewer: Viewer,
  id: string,
  at: Date,
): Promise<KeptAccount | AccountNotFound | AccountNotYours> {
  const account = await lockKept(tx, id, localDateOf(at));
  if (!account) return new AccountNotFound();
  return keepingRefusal(keeperOf(viewer), { accountId: id, roles: account.roles.map(({ role }) => role) }) ?? account;
}

export interface OpenUnitAccountInput extends Unit {
  readonly clientMutationId: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** 开通账号 for somebody of a unit that the bureau keeps; the password is told once and changed at the first sign-in. */
export async function openUnitAccount(
  context: CommandContext,
  input: OpenUnitAccountInput,
): Promise<ToldAccount | AccountUnsound | AccountNotFound | AccountNotYours> {
  const particulars = checkParticulars(input);
  if (particulars instanceof Refusal) return particulars;
  const { stationId, organizationId, authorityId } = input;
  const side = sideOf(input);
  if (particulars.roles.some((role) => ROLE_SIDES[role] !== side))
    return new AccountUnsound([{ field: 'roles', message: '角色与单位不一致，请重新选择' }]);
  const firstPassword = toldPassword();
  const passwordHash = await hashPassword(firstPassword);
  const operation = { name: 'openUnitAccount', key: input.clientMutationId, input, reload: told(context.at) };
  try {
    return await command(context, operation, async (tx, viewer) => {
      if (!(await keepsUnit(tx, { stationId, organizationId, authorityId }))) return new AccountNotFound();
      const id = uuid();
      const refused = keepingRefusal(keeperOf(viewer), { accountId: id, roles: particulars.roles });
      if (refused) return refused;
      const { login, name, roles } = particulars;
      const { tenantId } = viewer;
      await insertAccount(tx, {
        id,
        tenantId,
        login,
        name,
        passwordHash,
        createdAt: context.at,
        mustChangePassword: true,
      });
      const grant = {
        tenantId,
        accountId: id,
        stationId,
        organizationId,
        authorityId,
        validFrom: localDateOf(context.at),
      };
      await insertGrants(
        tx,
        roles.map((role) => ({ ...grant, id: uuid(), role })),
      );
      return accountDone(tx, id, firstPassword, ['login', 'name', 'roles'], 'account.opened', context.at);
    });
  } catch (error) {
    if (sqlStateOf(error) !== '23505') throw error;
    return new AccountUnsound([{ field: 'login', message: '这个账号已被使用，请换一个' }]);
  }
}

export interface AccountInput {
  readonly clientMutationId: string;
  readonly accountId: string;
}

/** 重置密码: told once; whoever is signed in with the old one is signed out. */
export async function resetPassword(
  context: CommandContext,
  input: AccountInput,
): Promise<ToldAccount | AccountNotFound | AccountNotYours> {
  const firstPassword = toldPassword();
  const passwordHash = await hashPassword(firstPassword);
  const operation = { name: 'resetPassword', key: input.clientMutationId, input, reload: told(context.at) };
  return command(context, operation, async (tx, viewer) => {
    const before = await kept(tx, viewer, input.accountId, context.at);
    if (before instanceof Refusal) return before;
    await setPassword(tx, before.id, passwordHash, true);
    await endSessionsOf(tx, before.id, null, context.at);
    return accountDone(tx, before.id, firstPassword, ['password'], 'account.passwordReset', context.at);
  });
}

/** 停用 or 恢复: a closed account signs in nowhere, and its sessions end at once. */
export async function setAccountOpen(
  context: CommandContext,
  input: AccountInput & { readonly open: boolean; readonly reason: string },
): Promise<ToldAccount | AccountNotFound | AccountNotYours | ReasonMissing> {
  const reason = checkReason(input.reason);
  if (reason instanceof Refusal) return reason;
  const operation = { name: 'setAccountOpen', key: input.clientMutationId, input, reload: told(context.at) };
  return command(context, operation, async (tx, viewer) => {
    const before = await kept(tx, viewer, input.accountId, context.at);
    if (before instanceof Refusal) return before;
    await setAccountState(tx, before.id, input.open ? 'active' : 'disabled');
    if (!input.open) await endSessionsOf(tx, before.id, null, context.at);
    return accountDone(tx, before.id, null, ['state'], input.open ? 'account.opened' : 'account.closed', context.at);
  });
}

export interface SetRoleInput extends AccountInput, Unit {
  readonly role: Role;
  /** Given from today on, or ended with today as its last day. */
  readonly held: boolean;
  readonly reason: string;
}

/** 增加 or 结束 one role at one unit; every role of an account is at the same kind of unit. */
export async function setAccountRole(
  context: CommandContext,
  input: SetRoleInput,
): Promise<ToldAccount | AccountUnsound | AccountNotFound | AccountNotYours | ReasonMissing> {
  const reason = checkReason(input.reason);
  if (reason instanceof Refusal) return reason;
  const { role, stationId, organizationId, authorityId } = input;
  const unit = { stationId, organizationId, authorityId };
  const side = sideOf(unit);
  if (ROLE_SIDES[role] !== side)
    return new AccountUnsound([{ field: 'roles', message: '角色与单位不一致，请重新选择' }]);
  const today = localDateOf(context.at);
  const operation = { name: 'setAccountRole', key: input.clientMutationId, input, reload: told(context.at) };
  return command(context, operation, async (tx, viewer) => {
    const before = await kept(tx, viewer, input.accountId, context.at);
    if (before instanceof Refusal) return before;
    const after = [...before.roles.map((held) => held.role), role];
    const refused = keepingRefusal(keeperOf(viewer), { accountId: before.id, roles: after });
    if (refused) return refused;
    if (!(await keepsUnit(tx, unit))) return new AccountNotFound();
    const has = before.roles.some((held) => held.role === role && held.validTo === null && sameUnit(held, unit));
    if (has === input.held)
      return new AccountUnsound([
        { field: 'roles', message: has ? '已有这个角色，无需增加' : '没有这个角色，无需结束' },
      ]);
    if (!input.held) await endRole(tx, before.id, role, unit, today);
    else if (after.some((held) => ROLE_SIDES[held] !== side))
      return new AccountUnsound([{ field: 'roles', message: '一个账号的角色应属于同一类单位，请另开账号' }]);
    else {
      const { tenantId } = viewer;
      await insertGrants(tx, [{ id: uuid(), tenantId, accountId: before.id, role, ...unit, validFrom: today }]);
    }
    const topic = input.held ? 'account.roleGiven' : 'account.roleEnded';
    return accountDone(tx, before.id, null, ['roles'], topic, context.at);
  });
}

/** The side of the one unit that is named; null when none is, or more than one. */
function sideOf({ stationId, organizationId, authorityId }: Unit): Side | null {
  if ([stationId, organizationId, authorityId].filter((id) => id !== null).length !== 1) return null;
  return stationId !== null ? 'station' : organizationId !== null ? 'organization' : 'bureau';
}

const sameUnit = (held: Unit, unit: Unit) =>
  held.stationId === unit.stationId &&
  held.organizationId === unit.organizationId &&
  held.authorityId === unit.authorityId;

const told =
  (at: Date) =>
  async (tx: Tx, id: string): Promise<ToldAccount | null> => {
    const account = await lockKept(tx, id, localDateOf(at));
    return account && { account, firstPassword: null };
  };

async function accountDone(
  tx: Tx,
  id: string,
  firstPassword: string | null,
  changed: string[],
  topic: string,
  at: Date,
): Promise<Done<ToldAccount>> {
  const account = await lockKept(tx, id, localDateOf(at));
  if (!account) throw new Error(`account ${id} vanished inside its own transaction`);
  const value: ToldAccount = { account, firstPassword };
  return {
    value,
    entity: 'account',
    entityId: id,
    versionBefore: null,
    versionAfter: 1,
    changed,
    events: [{ topic, entityId: id, version: 1, payload: {} }],
  };
}

export interface ChangePasswordInput {
  readonly clientMutationId: string;
  readonly current: string;
  readonly next: string;
}

/** 修改自己的密码: the present one is asked for again; failures count as at sign-in; other sessions end. */
export async function changePassword(
  context: Context,
  viewer: Viewer,
  input: ChangePasswordInput,
): Promise<{ changed: true } | PasswordWrong | AccountLocked | AccountUnsound> {
  const { hall, at } = context;
  const secret = await ownSecret(await context.tx(), viewer.accountId);
  if (!secret) return new PasswordWrong();
  const locked = lockOf(secret, at);
  if (locked) return locked;
  if (!(await isPassword(input.current, secret.passwordHash))) {
    await inTransaction(hall.pool, { system: 'sign_in' }, 'write', (tx) =>
      saveLockState(tx, viewer.accountId, afterFailure(secret, at)),
    );
    return new PasswordWrong();
  }
  const problems = [...checkPassword(input.next, secret.login)];
  if (input.next === input.current) problems.push({ field: 'password', message: '新密码不能与当前密码相同' });
  if (0 < problems.length) return new AccountUnsound(problems);
  const hash = await hashPassword(input.next);
  const reload = async (): Promise<{ changed: true }> => ({ changed: true });
  // The key is bound to the account and not to the passwords: a hash of these would be a place to guess them.
  const operation = { name: 'changePassword', key: input.clientMutationId, input: {}, reload };
  const answer = await command(context.command(), operation, async (tx) => {
    await setPassword(tx, viewer.accountId, hash, false);
    await endSessionsOf(tx, viewer.accountId, viewer.sessionId, at);
    const value = { changed: true as const };
    const topic = { topic: 'account.passwordChanged', entityId: viewer.accountId, version: 1, payload: {} };
    const thing = { entity: 'account', entityId: viewer.accountId, versionBefore: null, versionAfter: 1 };
    return { value, ...thing, changed: ['password'], events: [topic] };
  });
  forgetViewers(hall);
  return answer;
}

/** Ends every other session of the viewer. */
export async function endOtherSessions(context: Context, viewer: Viewer, key: string): Promise<{ changed: true }> {
  const reload = async (): Promise<{ changed: true }> => ({ changed: true });
  const answer = await command(context.command(), { name: 'endOtherSessions', key, input: {}, reload }, async (tx) => {
    await endSessionsOf(tx, viewer.accountId, viewer.sessionId, context.at);
    const topic = { topic: 'account.sessionsEnded', entityId: viewer.accountId, version: 1, payload: {} };
    const thing = { entity: 'account', entityId: viewer.accountId, versionBefore: null, versionAfter: 1 };
    return { value: { changed: true as const }, ...thing, changed: ['sessions'], events: [topic] };
  });
  forgetViewers(context.hall);
  return answer;
}
