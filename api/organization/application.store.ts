/** SQL of applications: before anybody is known by the tracking code, at the desk by id. */
import type { Tx } from '@jiedui/db/connect.ts';
import { auditEntries } from '@jiedui/db/schema/hall.ts';
import { organizationApplications } from '@jiedui/db/schema/organization-register.ts';
import type { ApplicationFields, KnownElsewhere } from '@jiedui/shared/organization/application.ts';
import type { ApplicationState } from '@jiedui/shared/organization/organization.ts';
import { selfAndAncestors } from '@jiedui/shared/region/region.ts';
import { and, eq, sql } from 'drizzle-orm';

export interface ApplicationRow extends ApplicationFields {
  readonly id: string;
  readonly tenantId: string;
  readonly authorityId: string;
  readonly requestHash: string;
  readonly state: ApplicationState;
  readonly reason: string | null;
  readonly submittedAt: Date;
  readonly takenBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly organizationId: string | null;
  readonly version: number;
}

const COLUMNS = `a.id, a.tenant_id as "tenantId", a.authority_id as "authorityId", a.request_hash as "requestHash", a.state, a.name,
  a.provider_kind as "providerKind", a.uscc, a.filing_number as "filingNumber", a.region_code as "regionCode",
  a.business_scope as "businessScope", a.service_types as "serviceTypes", a.area_codes as "areaCodes",
  a.sessions_per_month as "sessionsPerMonth", a.contact_name as "contactName", a.contact_mobile as "contactMobile", a.login,
  a.reason, a.submitted_at as "submittedAt", a.taken_by as "takenBy", a.decided_by as "decidedBy", a.decided_at as "decidedAt",
  a.organization_id as "organizationId", a.version`;
type Row = ApplicationRow & Record<string, unknown>;

/** Where the application of an organization of this place goes: the authority whose jurisdiction names it most closely. */
export async function authorityFor(tx: Tx, regionCode: string): Promise<{ id: string; tenantId: string } | null> {
  const [row] = await tx.named<{ id: string; tenantId: string }>(
    'application.authorityFor',
    `select a.id, a.tenant_id as "tenantId" from authorities a left join authority_jurisdictions j on j.authority_id = a.id
     where j.region_code = any($1) or a.region_code = $2
     order by greatest(length(rtrim(j.region_code, '0')), case when a.region_code = $2 then length(rtrim($2, '0')) end) desc nulls last,
       a.parent_id is null, a.id limit 1`,
    [selfAndAncestors(regionCode), regionCode],
  );
  return row ?? null;
}

/** How many of these codes name a region. */
export async function knownRegions(tx: Tx, codes: readonly string[]): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'application.knownRegions',
    'select count(*)::int as count from regions where code = any($1)',
    [codes],
  );
  return row?.count ?? 0;
}

/** The counties under some authority, with the prefecture above: where an applicant may be, and what it may serve. */
export const applicationPlaces = (tx: Tx) =>
  tx.named<{ code: string; name: string; level: string }>(
    'application.places',
    `select distinct r.code, r.name, r.level from regions r
     where r.level in ('prefecture', 'county') and (
       exists (select from authority_jurisdictions j where left(j.region_code, 6) = left(r.code, 6))
       or exists (select from authorities a where a.region_code = r.code))
     order by r.code limit 300`,
  );

export async function handedInSince(tx: Tx, authorityId: string, since: Date): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'application.handedInSince',
    `select count(*)::int as count from organization_applications where $2 < submitted_at and authority_id = $1`,
    [authorityId, since],
  );
  return row?.count ?? 0;
}

/** False: the code is there already, because the request came twice. */
export async function insertApplication(
  tx: Tx,
  row: ApplicationFields &
    Pick<ApplicationRow, 'id' | 'tenantId' | 'authorityId' | 'requestHash'> & { codeHash: Buffer },
  at: Date,
): Promise<boolean> {
  const made = await tx.db
    .insert(organizationApplications)
    .values({
      ...row,
      serviceTypes: [...row.serviceTypes],
      areaCodes: [...row.areaCodes],
      state: 'applied',
      submittedAt: at,
      createdAt: at,
    })
    .onConflictDoNothing({ target: organizationApplications.codeHash })
    .returning({ id: organizationApplications.id });
  return made.length === 1;
}

export async function applicationByCode(tx: Tx, codeHash: Buffer, lock: boolean): Promise<ApplicationRow | null> {
  const [row] = lock
    ? await tx.named<Row>(
        'application.lockByCode',
        `select ${COLUMNS} from organization_applications a where a.code_hash = $1 for update`,
        [codeHash],
      )
    : await tx.named<Row>(
        'application.byCode',
        `select ${COLUMNS} from organization_applications a where a.code_hash = $1`,
        [codeHash],
      );
  return row ?? null;
}

export async function saveMended(
  tx: Tx,
  id: string,
  version: number,
  fields: ApplicationFields,
  at: Date,
): Promise<void> {
  const { name, providerKind, uscc, filingNumber, businessScope, sessionsPerMonth, contactName, contactMobile, login } =
    fields;
  await tx.db
    .update(organizationApplications)
    .set({
      name,
      providerKind,
      uscc,
      filingNumber,
      businessScope,
      sessionsPerMonth,
      contactName,
      contactMobile,
      login,
      serviceTypes: [...fields.serviceTypes],
      areaCodes: [...fields.areaCodes],
      state: 'applied',
      submittedAt: at,
      takenBy: null,
      version: version + 1,
    })
    .where(and(eq(organizationApplications.id, id), eq(organizationApplications.version, version)));
}

/** Nobody is signed in: the audit has the thing and the request, and no account. */
export async function auditStranger(
  tx: Tx,
  entry: { tenantId: string; operation: string; entityId: string; requestId: string },
) {
  await tx.db.insert(auditEntries).values({
    id: sql`gen_random_uuid()`,
    ...entry,
    entity: 'organization_application',
    changed: [],
    outcome: 'done',
  });
}

export async function applicationById(tx: Tx, id: string): Promise<ApplicationRow | null> {
  const text = `select ${COLUMNS} from organization_applications a where a.id = $1`;
  return (await tx.named<Row>('application.one', text, [id]))[0] ?? null;
}

export async function lockApplication(tx: Tx, id: string): Promise<ApplicationRow | null> {
  const text = `select ${COLUMNS} from organization_applications a where a.id = $1 for update`;
  return (await tx.named<Row>('application.lock', text, [id]))[0] ?? null;
}

export const listApplications = (
  tx: Tx,
  states: readonly ApplicationState[] | null,
  afterId: string | null,
  limit: number,
) =>
  tx.named<Row>(
    'application.list',
    `select ${COLUMNS} from organization_applications a
     where ($1::text[] is null or a.state = any($1)) and ($2::uuid is null or a.id < $2) order by a.id desc limit $3`,
    [states, afterId, limit],
  );

export async function countApplications(tx: Tx, states: readonly ApplicationState[] | null): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'application.count',
    `select count(*)::int as count from organization_applications a where $1::text[] is null or a.state = any($1)`,
    [states],
  );
  return row?.count ?? 0;
}

/** A login is unique over all tenants, of which the desk sees one: the machine looks. */
export async function isLoginTaken(tx: Tx, login: string): Promise<boolean> {
  const [row] = await tx.namedFor<{ taken: boolean }>(
    'sign_in',
    'account.isLoginTaken',
    'select exists (select from accounts where login = $1) as taken',
    [login],
  );
  return row?.taken ?? false;
}

export async function knownElsewhere(tx: Tx, row: ApplicationRow): Promise<KnownElsewhere> {
  const [[counts], loginTaken] = await Promise.all([
    tx.named<Omit<KnownElsewhere, 'loginTaken'> & Record<string, unknown>>(
      'application.known',
      `select (select count(*) from organizations g where g.tenant_id = $2 and g.uscc = $3)::int as "registeredWithCode",
         (select count(*) from organization_applications a where a.tenant_id = $2 and a.uscc = $3 and a.id <> $1
           and a.state in ('applied', 'under_review', 'returned'))::int as "applicationsWithCode",
         (select count(*) from organizations g where g.tenant_id = $2 and g.name = $4)::int as "registeredWithName"`,
      [row.id, row.tenantId, row.uscc, row.name],
    ),
    isLoginTaken(tx, row.login),
  ]);
  if (!counts) throw new Error('counts are one row');
  return { ...counts, loginTaken };
}

export async function saveReview(
  tx: Tx,
  { id, version }: Pick<ApplicationRow, 'id' | 'version'>,
  step: Partial<Pick<ApplicationRow, 'state' | 'reason' | 'takenBy' | 'decidedBy' | 'decidedAt' | 'organizationId'>>,
): Promise<void> {
  await tx.db
    .update(organizationApplications)
    .set({ ...step, version: version + 1 })
    .where(and(eq(organizationApplications.id, id), eq(organizationApplications.version, version)));
}
