/** Who is signed in: for each authority, two stations and two organizations, and somebody whose session is refused. */
import { createHash, randomUUID } from 'node:crypto';
import type { OpenTx } from '@jiedui/db/connect.ts';
import { organizationOf } from './organization.ts';
import { seedRegions } from './region.ts';
import { EARLY, inserter, LATE, row } from './rows.ts';
import { stationOf } from './station.ts';

/** Someone signed in, and the unit for which they act. */
export interface Person {
  /** The unit: a station, an organization or an authority. */
  readonly id: string;
  readonly account: string;
  readonly session: string;
  readonly expiresAt: Date;
}

/** The people, the authorities over them, and the three who are party to what is claimed and paired. */
export type People = Awaited<ReturnType<typeof seedPeople>>;

const UNITS = {
  station_worker: 'station_id',
  organization_coordinator: 'organization_id',
  bureau_officer: 'authority_id',
};

export async function seedPeople(tx: OpenTx) {
  const insert = inserter(tx);
  const regions = await seedRegions(tx);
  const { tenant, otherTenant, bureauId, countyId, besideId, otherBureauId } = regions;
  const bureau = await person(tenant, 'bureau', 'bureau_officer', bureauId);
  const countyBureau = await person(tenant, 'county', 'bureau_officer', countyId);
  const besideBureau = await person(tenant, 'beside', 'bureau_officer', besideId);
  const stationA = await person(tenant, 'station-a', 'station_worker', await station(tenant, 'A', countyId));
  const stationB = await person(tenant, 'station-b', 'station_worker', await station(tenant, 'B', countyId));
  const organizationA = await person(tenant, 'organization-a', 'organization_coordinator', await organization(tenant));
  const organizationB = await person(tenant, 'organization-b', 'organization_coordinator', await organization(tenant));
  const outsider = await person(
    otherTenant,
    'outsider',
    'station_worker',
    await station(otherTenant, 'X', otherBureauId),
  );
  const temporary = await person(tenant, 'temporary', 'station_worker', stationA.id, ['2026-12-01', '2026-12-10']);
  const disabled = await person(tenant, 'disabled', 'station_worker', stationA.id);
  await tx.client.query("update accounts set state = 'disabled' where id = $1", [disabled.account]);
  const ended = await session(tenant, stationA.account, { ended_at: EARLY });
  const expired = await session(tenant, stationA.account, { expires_at: EARLY });
  const parties = { authority_id: countyId, station_id: stationA.id, organization_id: organizationA.id };

  return {
    ...regions,
    parties,
    bureau,
    countyBureau,
    besideBureau,
    stationA,
    stationB,
    organizationA,
    organizationB,
    outsider,
    temporary,
    disabled,
    refused: { ended, expired, disabled: disabled.session },
  };

  function station(tenantId: string, code: string, authorityId: string) {
    return insert('stations', stationOf(tenantId, code, authorityId));
  }

  function organization(tenantId: string) {
    return insert('organizations', organizationOf(tenantId));
  }

  async function person(
    tenantId: string,
    login: string,
    role: keyof typeof UNITS,
    unit: string,
    [from, to]: [string, string | null] = ['2026-01-01', null],
  ): Promise<Person> {
    const account = await insert('accounts', {
      ...row(tenantId),
      login,
      name: login,
      password_hash: '',
      created_at: EARLY,
    });
    const grant = { ...row(tenantId), account_id: account, role, [UNITS[role]]: unit };
    await insert('role_grants', { ...grant, valid_from: from, valid_to: to });
    return { id: unit, account, session: await session(tenantId, account), expiresAt: LATE };
  }

  function session(tenantId: string, account: string, more: object = {}) {
    const token = createHash('sha256').update(randomUUID()).digest();
    const times = { created_at: EARLY, seen_at: LATE, expires_at: LATE };
    return insert('sign_in_sessions', {
      ...row(tenantId),
      account_id: account,
      token_hash: token,
      ...times,
      ...more,
    });
  }
}
