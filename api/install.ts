/**
 * The first tenant of an installation: its authority and the account of its first officer. Everything after that is done
 * by people, or by the demo loader acting for them, through the commands.
 */
import { inTransaction, type Pool } from '@jiedui/db/connect.ts';
import { tenants } from '@jiedui/db/schema/region.ts';
import { sessionExpiresAt } from '@jiedui/shared/account/sign-in.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import type { AuthorityKind } from '@jiedui/shared/region/authority.ts';
import type { Region } from '@jiedui/shared/region/region.ts';
import { v7 as uuid } from 'uuid';
import { insertAccount, insertGrants, insertSession } from './account/account.store.ts';
import { hashPassword } from './account/password.ts';
import { hashToken, newToken } from './account/session.ts';
import { insertAuthority, insertRegions } from './region/region.store.ts';

export interface FirstAuthority {
  readonly tenantName: string;
  readonly regions: readonly Region[];
  readonly kind: AuthorityKind;
  readonly name: string;
  readonly regionCode: string;
  /** Codes of the regions it governs. */
  readonly jurisdiction: readonly string[];
  readonly login: string;
  readonly officerName: string;
  readonly password: string;
}

export interface Installed {
  readonly tenantId: string;
  readonly authorityId: string;
  readonly accountId: string;
}

export async function installFirstAuthority(pool: Pool, first: FirstAuthority, at: Date): Promise<Installed> {
  const passwordHash = await hashPassword(first.password);
  return inTransaction(pool, { system: 'install' }, 'write', async (tx) => {
    const ids = { tenantId: uuid(), authorityId: uuid(), accountId: uuid() };
    const { tenantId, authorityId, accountId } = ids;
    await tx.db.insert(tenants).values({ id: tenantId, name: first.tenantName, createdAt: at });
    await insertRegions(tx, first.regions);
    const { kind, name, regionCode } = first;
    await insertAuthority(
      tx,
      tenantId,
      { id: authorityId, kind, name, regionCode, parentId: null },
      first.jurisdiction,
    );
    await insertAccount(tx, {
      id: accountId,
      tenantId,
      login: first.login,
      name: first.officerName,
      passwordHash,
      createdAt: at,
    });
    const grant = {
      tenantId,
      accountId,
      stationId: null,
      organizationId: null,
      authorityId,
      validFrom: localDateOf(at),
    };
    await insertGrants(tx, [
      { ...grant, id: uuid(), role: 'bureau_officer' },
      { ...grant, id: uuid(), role: 'bureau_leader' },
    ]);
    return ids;
  });
}

/** A session for an account without a browser: the demo loader acts through the same door as the people. */
export async function openSessionFor(pool: Pool, account: { id: string; tenantId: string }, at: Date): Promise<string> {
  const id = uuid();
  const session = {
    id,
    tenantId: account.tenantId,
    accountId: account.id,
    tokenHash: hashToken(newToken()),
    createdAt: at,
    expiresAt: sessionExpiresAt(at),
  };
  await inTransaction(pool, { system: 'sign_in' }, 'write', (tx) => insertSession(tx, session));
  return id;
}
