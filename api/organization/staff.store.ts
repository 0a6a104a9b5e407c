/** SQL of staff (从业人员). */
import type { Tx } from '@jiedui/db/connect.ts';
import { organizationStaff } from '@jiedui/db/schema/organization-register.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import type { StaffFields } from '@jiedui/shared/organization/staff.ts';
import { and, eq } from 'drizzle-orm';
import { type Owner, MANY } from './register.store.ts';

export interface StaffRow extends StaffFields, Owner {
  readonly id: string;
  readonly leftOn: LocalDate | null;
  readonly version: number;
}
export type NewStaff = Omit<StaffRow, 'leftOn' | 'version'>;

const STAFF = `s.id, s.tenant_id as "tenantId", s.organization_id as "organizationId", s.name, s.post, s.mobile,
  s.licence_level as "licenceLevel", s.licence_until as "licenceUntil", s.background_checked_on as "backgroundCheckedOn",
  s.left_on as "leftOn", s.version`;
export const staffOf = (tx: Tx, organizationIds: readonly string[]) =>
  tx.named<StaffRow & Record<string, unknown>>(
    'register.staff',
    `select ${STAFF} from organization_staff s where s.organization_id = any($1) and s.left_on is null order by s.id limit ${MANY * 10}`,
    [organizationIds],
  );

export async function staffById(tx: Tx, id: string): Promise<StaffRow | null> {
  const sql = `select ${STAFF} from organization_staff s where s.id = $1`;
  return (await tx.named<StaffRow & Record<string, unknown>>('register.staffOne', sql, [id]))[0] ?? null;
}

export async function lockStaff(tx: Tx, id: string): Promise<StaffRow | null> {
  const sql = `select ${STAFF} from organization_staff s where s.id = $1 and s.left_on is null for update`;
  return (await tx.named<StaffRow & Record<string, unknown>>('register.lockStaff', sql, [id]))[0] ?? null;
}

/** No organization has more on its list: it is a list that people read. */
export const STAFF_MOST = MANY;
export async function countStaff(tx: Tx, organizationId: string): Promise<number> {
  const [row] = await tx.named<{ count: number }>(
    'register.countStaff',
    'select count(*)::int as count from organization_staff where organization_id = $1 and left_on is null',
    [organizationId],
  );
  return row?.count ?? 0;
}

export async function insertStaff(tx: Tx, staff: NewStaff, at: Date): Promise<void> {
  await tx.db.insert(organizationStaff).values({ ...staff, createdAt: at });
}

export async function saveStaff(
  tx: Tx,
  { id, version }: StaffRow,
  change: Partial<StaffFields> & { leftOn?: LocalDate },
) {
  await tx.db
    .update(organizationStaff)
    .set({ ...change, version: version + 1 })
    .where(and(eq(organizationStaff.id, id), eq(organizationStaff.version, version)));
}
