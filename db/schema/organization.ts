/** organization: those who provide services (社会组织、医院、学校……) and what was checked about them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { LIST_STATUSES, ORGANIZATION_STATES, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { REGISTRATION_STATUSES } from '@jiedui/shared/organization/register.ts';
import { QUALIFICATION_CODES } from '@jiedui/shared/organization/qualification.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
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
    /** The last day on which the grade counts; null when it has none. */
    ratingUntil: day('rating_until'),
    businessScope: text('business_scope').notNull().default(''),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    sessionsPerMonth: integer('sessions_per_month').notNull(),
    contactName: text('contact_name'),
    /** 备案号 of a community group that has no credit code. */
    filingNumber: text('filing_number'),
    registrationStatus: text('registration_status', { enum: REGISTRATION_STATUSES }).notNull().default('normal'),
    serviceTypes: text('service_types').array().notNull().default(sql`'{}'`),
    areaCodes: text('area_codes').array().notNull().default(sql`'{}'`),
    /** The day of the last yearly staff check for work with minors (未成年人保护法 §62); null when none is known. */
    backgroundCheckedOn: day('background_checked_on'),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    uniqueIndex('organizations_uscc').on(t.tenantId, t.uscc).where(sql`uscc is not null`),
    index('organizations_page').on(t.tenantId, t.id),
    index('organizations_tenant').on(t.tenantId, t.state),
    oneOf('organizations_provider_kind', t.providerKind, PROVIDER_KINDS),
    oneOf('organizations_state', t.state, ORGANIZATION_STATES),
    oneOf('organizations_registration_status', t.registrationStatus, REGISTRATION_STATUSES),
    oneOf('organizations_list_status', t.listStatus, LIST_STATUSES),
    check('organizations_rating_grade', sql`${t.ratingGrade} between 1 and 5`),
    check('organizations_sessions_per_month', sql`${t.sessionsPerMonth} >= 0`),
  ],
);

/** Licences that the bureau has seen; rewritten as a whole. */
export const organizationQualifications = pgTable(
  'organization_qualifications',
  {
    tenantId: tenantId(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    code: text('code', { enum: QUALIFICATION_CODES }).notNull(),
    /** The last day on which it is valid; null when it has no end. */
    validUntil: day('valid_until'),
  },
  (t) => [
    primaryKey({ columns: [t.organizationId, t.code] }),
    oneOf('organization_qualifications_code', t.code, QUALIFICATION_CODES),
  ],
);

/** Times in which an organization serves nobody, as it says itself. */
export const organizationLeaves = pgTable(
  'organization_leaves',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    fromOn: day('from_on').notNull(),
    toOn: day('to_on').notNull(),
    cancelledAt: instant('cancelled_at'),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('organization_leaves_organization').on(t.organizationId, t.toOn),
    check('organization_leaves_window', sql`${t.fromOn} <= ${t.toOn}`),
  ],
);

/** The organization of a row. */
export const organizationId = () =>
  uuid('organization_id')
    .notNull()
    .references(() => organizations.id);
