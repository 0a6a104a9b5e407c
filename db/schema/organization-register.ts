/** organization: applications, and the history behind what the register holds: ratings, checks, lists, staff, corrections. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { CORRECTION_STATES, CORRECTION_SUBJECTS } from '@jiedui/shared/organization/correction.ts';
import { ORGANIZATION_EVENTS } from '@jiedui/shared/organization/event.ts';
import { APPLICATION_STATES, PROVIDER_KINDS } from '@jiedui/shared/organization/organization.ts';
import { ANNUAL_RESULTS, LISTS } from '@jiedui/shared/organization/register.ts';
import { LICENCE_LEVELS } from '@jiedui/shared/organization/staff.ts';
import { accounts } from './account.ts';
import { bytes, day, id, instant, oneOf, tenantId, version } from './column.ts';
import { organizations } from './organization.ts';
import { authorities, regions } from './region.ts';

const organizationId = () =>
  uuid('organization_id')
    .notNull()
    .references(() => organizations.id);
const by = (name: string) => uuid(name).references(() => accounts.id);

/** 入驻申请: found by the hash of the code that its maker was told. */
export const organizationApplications = pgTable(
  'organization_applications',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    codeHash: bytes('code_hash').notNull(),
    requestHash: text('request_hash').notNull(),
    state: text('state', { enum: APPLICATION_STATES }).notNull(),
    name: text('name').notNull(),
    providerKind: text('provider_kind', { enum: PROVIDER_KINDS }).notNull(),
    uscc: text('uscc'),
    filingNumber: text('filing_number'),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    businessScope: text('business_scope').notNull(),
    serviceTypes: text('service_types').array().notNull(),
    areaCodes: text('area_codes').array().notNull(),
    sessionsPerMonth: integer('sessions_per_month').notNull(),
    contactName: text('contact_name').notNull(),
    contactMobile: text('contact_mobile').notNull(),
    login: text('login').notNull(),
    /** Why it was returned or rejected; its maker reads it. */
    reason: text('reason'),
    submittedAt: instant('submitted_at').notNull(),
    takenBy: by('taken_by'),
    decidedBy: by('decided_by'),
    decidedAt: instant('decided_at'),
    organizationId: uuid('organization_id').references(() => organizations.id),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (t) => [
    unique('organization_applications_code').on(t.codeHash),
    index('organization_applications_authority').on(t.authorityId, t.state, t.id.desc()),
    index('organization_applications_submitted').on(t.submittedAt),
    index('organization_applications_uscc').on(t.tenantId, t.uscc).where(sql`uscc is not null`),
    oneOf('organization_applications_state', t.state, APPLICATION_STATES),
    oneOf('organization_applications_provider_kind', t.providerKind, PROVIDER_KINDS),
    check('organization_applications_accepted', sql`(${t.state} = 'active') = (${t.organizationId} is not null)`),
    check(
      'organization_applications_reason',
      sql`${t.state} not in ('returned', 'rejected') or ${t.reason} is not null`,
    ),
  ],
);

export const organizationRatings = pgTable(
  'organization_ratings',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    grade: smallint('grade').notNull(),
    issuer: text('issuer').notNull(),
    ratedOn: day('rated_on').notNull(),
    validUntil: day('valid_until').notNull(),
    recordedBy: by('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    index('organization_ratings_organization').on(t.organizationId, t.ratedOn),
    check('organization_ratings_grade', sql`${t.grade} between 1 and 5`),
    check('organization_ratings_validity', sql`${t.ratedOn} <= ${t.validUntil}`),
  ],
);

/** The latest entry of a year counts; the earlier ones stay. */
export const organizationAnnualChecks = pgTable(
  'organization_annual_checks',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    year: integer('year').notNull(),
    result: text('result', { enum: ANNUAL_RESULTS }).notNull(),
    recordedBy: by('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    index('organization_annual_checks_organization').on(t.organizationId, t.year),
    oneOf('organization_annual_checks_result', t.result, ANNUAL_RESULTS),
  ],
);

export const organizationListings = pgTable(
  'organization_listings',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    list: text('list', { enum: LISTS }).notNull(),
    listedOn: day('listed_on').notNull(),
    basis: text('basis').notNull(),
    removedOn: day('removed_on'),
    removalBasis: text('removal_basis'),
    recordedBy: by('recorded_by').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    index('organization_listings_organization').on(t.organizationId, t.listedOn),
    oneOf('organization_listings_list', t.list, LISTS),
    check('organization_listings_removal', sql`${t.removedOn} is null or ${t.listedOn} <= ${t.removedOn}`),
  ],
);

/** What the bureau did with an organization, and why. */
export const organizationEvents = pgTable(
  'organization_events',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    what: text('what', { enum: ORGANIZATION_EVENTS }).notNull(),
    /** Names of fields, never values. */
    changed: text('changed').array().notNull().default(sql`'{}'`),
    reason: text('reason'),
    byAccountId: by('by_account_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    index('organization_events_organization').on(t.organizationId, t.id.desc()),
    oneOf('organization_events_what', t.what, ORGANIZATION_EVENTS),
  ],
);

/** Personal data of class P2: its own people and the bureau that governs it read them, masked unless revealed. */
export const organizationStaff = pgTable(
  'organization_staff',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    name: text('name').notNull(),
    post: text('post').notNull(),
    mobile: text('mobile'),
    licenceLevel: text('licence_level', { enum: LICENCE_LEVELS }).notNull().default('none'),
    licenceUntil: day('licence_until'),
    backgroundCheckedOn: day('background_checked_on'),
    leftOn: day('left_on'),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('organization_staff_organization').on(t.organizationId, t.id),
    oneOf('organization_staff_licence_level', t.licenceLevel, LICENCE_LEVELS),
    check('organization_staff_licence', sql`(${t.licenceLevel} = 'none') = (${t.licenceUntil} is null)`),
  ],
);

export const organizationCorrections = pgTable(
  'organization_corrections',
  {
    id: id(),
    tenantId: tenantId(),
    organizationId: organizationId(),
    subject: text('subject', { enum: CORRECTION_SUBJECTS }).notNull(),
    text: text('text').notNull(),
    state: text('state', { enum: CORRECTION_STATES }).notNull(),
    answer: text('answer'),
    requestedBy: by('requested_by').notNull(),
    requestedAt: instant('requested_at').notNull(),
    answeredBy: by('answered_by'),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [
    index('organization_corrections_organization').on(t.organizationId, t.id.desc()),
    oneOf('organization_corrections_state', t.state, CORRECTION_STATES),
    oneOf('organization_corrections_subject', t.subject, CORRECTION_SUBJECTS),
    check('organization_corrections_answered', sql`(${t.state} = 'open') = (${t.answeredAt} is null)`),
  ],
);
