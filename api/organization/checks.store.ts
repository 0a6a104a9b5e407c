/** SQL of what the bureau has seen of an organization, and of the organization's own leave. */
import type { Tx } from '@jiedui/db/connect.ts';
import { organizationLeaves, organizationQualifications, organizations } from '@jiedui/db/schema/organization.ts';
import type { LeavePeriod, OrganizationChecks } from '@jiedui/shared/organization/qualification.ts';
import { and, eq } from 'drizzle-orm';

export interface LeaveRow extends LeavePeriod {
  readonly id: string;
  readonly organizationId: string;
  readonly version: number;
}

export interface ChecksRow extends OrganizationChecks {
  readonly id: string;
  readonly version: number;
}

const LEAVE = `v.id, v.organization_id as "organizationId", v.from_on as "fromOn", v.to_on as "toOn", v.version`;

export const checksOf = (tx: Tx, ids: readonly string[]) =>
  tx.named<ChecksRow & Record<string, unknown>>(
    'organization.checks',
    `select g.id, g.version, g.background_checked_on as "backgroundCheckedOn",
       coalesce((select jsonb_agg(jsonb_build_object('code', q.code, 'validUntil', q.valid_until) order by q.code)
         from organization_qualifications q where q.organization_id = g.id), '[]') as qualifications
     from organizations g where g.id = any($1)`,
    [ids],
  );

export async function lockChecks(tx: Tx, id: string): Promise<ChecksRow | null> {
  await tx.named('organization.lock', 'select id from organizations where id = $1 for update', [id]);
  return (await checksOf(tx, [id]))[0] ?? null;
}

export async function saveChecks(tx: Tx, tenantId: string, before: ChecksRow, checks: OrganizationChecks) {
  const { id, version } = before;
  await tx.db
    .update(organizations)
    .set({ backgroundCheckedOn: checks.backgroundCheckedOn, version: version + 1 })
    .where(and(eq(organizations.id, id), eq(organizations.version, version)));
  await tx.db.delete(organizationQualifications).where(eq(organizationQualifications.organizationId, id));
  if (0 < checks.qualifications.length) {
    await tx.db
      .insert(organizationQualifications)
      .values(checks.qualifications.map((each) => ({ ...each, tenantId, organizationId: id })));
  }
}

/** Those of today and later, the next one first. */
export const leavesOf = (tx: Tx, organizationIds: readonly string[], today: string) =>
  tx.named<LeaveRow & Record<string, unknown>>(
    'organization.leaves',
    `select ${LEAVE} from organization_leaves v
     where v.organization_id = any($1) and v.cancelled_at is null and $2::date <= v.to_on order by v.from_on, v.id`,
    [organizationIds, today],
  );

export async function leaveById(tx: Tx, id: string): Promise<LeaveRow | null> {
  const sql = `select ${LEAVE} from organization_leaves v where v.id = $1`;
  return (await tx.named<LeaveRow & Record<string, unknown>>('organization.leave', sql, [id]))[0] ?? null;
}

export async function lockLeave(tx: Tx, id: string): Promise<LeaveRow | null> {
  const sql = `select ${LEAVE} from organization_leaves v where v.id = $1 and v.cancelled_at is null for update`;
  return (await tx.named<LeaveRow & Record<string, unknown>>('organization.lockLeave', sql, [id]))[0] ?? null;
}

export async function insertLeave(tx: Tx, tenantId: string, leave: LeaveRow, at: Date): Promise<void> {
  await tx.db.insert(organizationLeaves).values({ ...leave, tenantId, createdAt: at });
}

export async function cancelLeaveRow(tx: Tx, { id, version }: LeaveRow, at: Date): Promise<void> {
  await tx.db
    .update(organizationLeaves)
    .set({ cancelledAt: at, version: version + 1 })
    .where(and(eq(organizationLeaves.id, id), eq(organizationLeaves.version, version)));
}
