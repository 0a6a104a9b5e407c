/** SQL of what the register's notices and reminders say. Read by the relay, which sees every tenant. */
import type { Tx } from '@jiedui/db/connect.ts';
import type { CorrectionState, CorrectionSubject } from '@jiedui/shared/organization/correction.ts';
import type { ReminderPage } from './reminders.ts';

export interface ApplicationWaiting extends Record<string, unknown> {
  readonly id: string;
  readonly tenantId: string;
  readonly authorityId: string;
  readonly name: string;
  readonly submittedAt: Date;
}

/** Handed in, or again, and taken up by nobody. */
export const applicationsWaiting = (tx: Tx, { after, limit }: ReminderPage) =>
  tx.named<ApplicationWaiting>(
    'reminders.applications',
    `select id, tenant_id as "tenantId", authority_id as "authorityId", name, submitted_at as "submittedAt"
     from organization_applications where state = 'applied' and ($1::uuid is null or $1 < id) order by id limit $2`,
    [after, limit],
  );

/** Authorities that look after the place of the organization: by jurisdiction or by their own region; else the one over all. */
const AUTHORITIES = `coalesce((select jsonb_agg(distinct a.id) from authorities a
    left join authority_jurisdictions j on j.authority_id = a.id
    where a.tenant_id = g.tenant_id and (a.region_code = g.region_code or j.region_code in (g.region_code,
      rpad(left(g.region_code, 6), 12, '0'), rpad(left(g.region_code, 4), 12, '0')))),
  (select jsonb_agg(a.id) from authorities a where a.tenant_id = g.tenant_id and a.parent_id is null), '[]') as "authorityIds"`;

interface CorrectionTold extends Record<string, unknown> {
  readonly organizationId: string;
  readonly name: string;
  readonly subject: CorrectionSubject;
  readonly state: CorrectionState;
  readonly answer: string | null;
  readonly authorityIds: readonly string[];
}
export async function correctionToTell(tx: Tx, id: string): Promise<CorrectionTold | null> {
  const [row] = await tx.named<CorrectionTold>(
    'tell.correction',
    `select c.organization_id as "organizationId", g.name, c.subject, c.state, c.answer, ${AUTHORITIES}
     from organization_corrections c join organizations g on g.id = c.organization_id where c.id = $1`,
    [id],
  );
  return row ?? null;
}

/** With the reason of the last step. */
export async function organizationToTell(tx: Tx, id: string): Promise<{ reason: string | null } | null> {
  const [row] = await tx.named<{ reason: string | null }>(
    'tell.organization',
    `select (select e.reason from organization_events e where e.organization_id = g.id and e.what in ('suspended', 'resumed', 'exited')
       order by e.id desc limit 1) as reason from organizations g where g.id = $1`,
    [id],
  );
  return row ?? null;
}

export interface OrganizationNear extends Record<string, unknown> {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly authorityIds: readonly string[];
}

/** Registered and not exited, by id; what runs out of each is derived from its facts. */
export const organizationsToRemind = (tx: Tx, { after, limit }: ReminderPage) =>
  tx.named<OrganizationNear>(
    'reminders.organizations',
    `select g.id, g.tenant_id as "tenantId", g.name, ${AUTHORITIES} from organizations g
     where g.state <> 'exited' and ($1::uuid is null or $1 < g.id) order by g.id limit $2`,
    [after, limit],
  );
