/** SQL of organizations. */
import type { Tx } from '@jiedui/db/connect.ts';
import { organizations } from '@jiedui/db/schema/organization.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';

const COLUMNS = `id, name, uscc, provider_kind as "providerKind", state, list_status as "listStatus", rating_grade as "ratingGrade", rating_until as "ratingUntil",
  business_scope as "businessScope", region_code as "regionCode", sessions_per_month as "sessionsPerMonth", version`;

export const organizationsById = (tx: Tx, ids: readonly string[]) =>
  tx.named<Organization>('organization.byId', `select ${COLUMNS} from organizations where id = any($1)`, [ids]);

export const listOrganizations = (tx: Tx) =>
  tx.named<Organization>('organization.list', `select ${COLUMNS} from organizations order by name, id`, []);

export async function insertOrganization(
  tx: Tx,
  tenantId: string,
  organization: Organization,
  at: Date,
  more: { filingNumber: string | null; serviceTypes: readonly string[]; areaCodes: readonly string[] } | null = null,
): Promise<void> {
  const register = more && { ...more, serviceTypes: [...more.serviceTypes], areaCodes: [...more.areaCodes] };
  await tx.db.insert(organizations).values({ ...organization, ...register, tenantId, createdAt: at });
}
