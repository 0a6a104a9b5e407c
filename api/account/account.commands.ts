/** Signing in and out, and opening accounts. Signing in has no session yet, so it is a transaction of its own kind. */
import { type Tx, inTransaction } from '@jiedui/db/connect.ts';
import { loginOf } from '@jiedui/shared/account/login.ts';
import type { AccountLocked, SignInRefused } from '@jiedui/shared/account/refusals.ts';
import type { Role } from '@jiedui/shared/account/role.ts';
import {
  AFTER_SUCCESS,
  afterFailure,
  checkPassword,
  lockOf,
  sessionExpiresAt,
} from '@jiedui/shared/account/sign-in.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { Refusal } from '@jiedui/shared/refusal.ts';
import { v7 as uuid } from 'uuid';
import type { Hall } from '../context.ts';
import { badInput } from '../errors.ts';
import { type CommandContext, command } from '../hall/command.ts';
import type { Viewer } from '../viewer.ts';
import {
  auditSignIn,
  endSession,
  findAccountByLogin,
  insertAccount,
  insertGrants,
  insertSession,
  saveLockState,
} from './account.store.ts';
import { decoyHash, hashPassword, isPassword } from './password.ts';
import { forgetViewers, hashToken, newToken, viewerOfSession } from './session.ts';
import { lockStateOfStranger, refusalAfter, refuseStranger } from './strangers.ts';

export interface SignedIn {
  readonly token: string;
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly viewer: Viewer;
}

/**
 * Signs in with login and password.
 * @returns `SignInRefused` for a wrong login, a wrong password and a disabled account alike; `AccountLocked` while the
 *   lock of five failures holds, without looking at the password
 */
export async function signIn(
  hall: Hall,
  login: string,
  password: string,
  at: Date,
  requestId: string,
): Promise<SignedIn | SignInRefused | AccountLocked> {
  const name = loginOf(login);
  const account = await inTransaction(hall.pool, { system: 'sign_in' }, 'read', (tx) =>
    findAccountByLogin(tx, name, false),
  );
  const locked = lockOf(account ?? lockStateOfStranger(hall, name), at);
  if (locked) return locked;
  const matches = await isPassword(password, account?.passwordHash ?? (await decoyHash()));
  if (!account) return refuseStranger(hall, name, at);

  const outcome = await inTransaction(hall.pool, { system: 'sign_in' }, 'write', async (tx) => {
    const now = await findAccountByLogin(tx, name, true);
    if (!now) return refuseStranger(hall, name, at);
    const lockedMeanwhile = lockOf(now, at);
    if (lockedMeanwhile) return lockedMeanwhile;
    const trace = { tenantId: now.tenantId, accountId: now.id, operation: 'signIn', requestId };
    if (!matches || now.state !== 'active') {
      const next = afterFailure(now, at);
      await saveLockState(tx, now.id, next);
      await auditSignIn(tx, { ...trace, sessionId: null, outcome: 'denied' });
      return refusalAfter(next);
    }
    const session = { id: uuid(), token: newToken(), expiresAt: sessionExpiresAt(at) };
    await saveLockState(tx, now.id, AFTER_SUCCESS);
    await insertSession(tx, {
      id: session.id,
      tenantId: now.tenantId,
      accountId: now.id,
      tokenHash: hashToken(session.token),
      createdAt: at,
      expiresAt: session.expiresAt,
    });
    await auditSignIn(tx, { ...trace, sessionId: session.id, outcome: 'done' });
    return session;
  });
  if (outcome instanceof Refusal) return outcome;
  return { ...outcome, sessionId: outcome.id, viewer: await viewerOfSession(hall, outcome.id, at) };
}

/** Ends the viewer's session; its open streams close, and its token is worth nothing from the next request on. */
export async function signOut(hall: Hall, viewer: Viewer, at: Date, requestId: string): Promise<void> {
  await inTransaction(hall.pool, { system: 'sign_in' }, 'write', async (tx) => {
    await endSession(tx, viewer.sessionId, at);
    await auditSignIn(tx, {
      tenantId: viewer.tenantId,
      accountId: viewer.accountId,
      sessionId: viewer.sessionId,
      operation: 'signOut',
      outcome: 'done',
      requestId,
    });
  });
  // At once here, by the live channel elsewhere.
  forgetViewers(hall);
  hall.live.announce(viewer.tenantId, [
    { topic: 'account.signedOut', entityId: viewer.sessionId, version: 0, payload: {} },
  ]);
}

export interface OpenAccountInput {
  readonly clientMutationId: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly roles: readonly { role: Role; stationId?: string; organizationId?: string; authorityId?: string }[];
}

/** A bureau officer opens an account with its roles; valid from today. Bad input when the password is too weak. */
export async function openAccount(context: CommandContext, input: OpenAccountInput): Promise<{ id: string }> {
  const [problem] = checkPassword(input.password, input.login);
  if (problem) throw badInput(problem.field, '…', problem.message);
  const passwordHash = await hashPassword(input.password);
  const { password: _secret, ...kept } = input;
  const operation = {
    name: 'openAccount',
    key: input.clientMutationId,
    input: kept,
    reload: async (_tx: Tx, id: string) => ({ id }),
  };
  return command(context, operation, async (tx, viewer) => {
    const id = uuid();
    const { tenantId } = viewer;
    await insertAccount(tx, {
      id,
      tenantId,
      login: loginOf(input.login),
      name: input.name,
      passwordHash,
      createdAt: context.at,
    });
    await insertGrants(
      tx,
      input.roles.map((grant) => ({
        id: uuid(),
        tenantId,
        accountId: id,
        role: grant.role,
        stationId: grant.stationId ?? null,
        organizationId: grant.organizationId ?? null,
        authorityId: grant.authorityId ?? null,
        validFrom: localDateOf(context.at),
      })),
    );
    return {
      value: { id },
      entity: 'account',
      entityId: id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['login', 'name', 'roles'],
      events: [],
    };
  });
}
