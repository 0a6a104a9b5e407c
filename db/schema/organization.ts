/** organization: those who provide services (社会组织、医院、学校……) and what was checked about them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { LIST_STATUSES, ORGANIZATION_STATES, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { regions } from './region.ts';

export const organizations = pgTable(
  'organizations',
  {
    id: id(),
    tenantId: tenantId(),
    name: text('name').notNull(),
    /** Unified social credit code (统一社会信用代码); null where the kind has none. */
    uscc: text('uscc'),
    providerKind: text('provider_kind', { enum: PROVIDER_KINDS }).notNull(),
    state: text('state', { enum: ORGANIZATION_STATES }).notNull(),
    listStatus: text('list_status', { enum: LIST_STATUSES }).notNull().default('none'),
    /** 1A to 5A; null when not rated. */
    ratingGrade: smallint('rating_grade'),
    businessScope: text('business_scope').notNull().default(''),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    sessionsPerMonth: integer('sessions_per_month').notNull(),
    contactName: text('contact_name'),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('organizations_uscc').on(t.tenantId, t.uscc).where(sql`uscc is not null`),
    index('organizations_tenant').on(t.tenantId, t.state),
    oneOf('organizations_provider_kind', t.providerKind, PROVIDER_KINDS),
    oneOf('organizations_state', t.state, ORGANIZATION_STATES),
    oneOf('organizations_list_status', t.listStatus, LIST_STATUSES),
    check('organizations_rating_grade', sql`${t.ratingGrade} between 1 and 5`),
    check('organizations_sessions_per_month', sql`${t.sessionsPerMonth} >= 0`),
  ],
);
