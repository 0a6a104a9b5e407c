/**
 * order: surveys (需求调查), the needs they find (需求条目), their merges, and the orders they became. What only the station may
 * read stands in tables of its own: `survey_records`, `survey_corrections`, `need_whereabouts`, `needs_apart`.
 */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { NEED_SOURCES, SCREEN_OUT_REASONS } from '@jiedui/shared/order/need.ts';
import { NEED_TYPES, ORDER_MODES, URGENCIES } from '@jiedui/shared/order/order.ts';
import { SURVEY_METHODS, SURVEY_PART_STATES, SURVEY_STATES } from '@jiedui/shared/order/survey.ts';
import { QUALIFIERS, UNITS } from '@jiedui/shared/quantity.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { orders } from './order.ts';
import { organizations } from './organization.ts';
import { authorityId, regionCode } from './region.ts';
import { stationId } from './station.ts';

const accountOf = (name: string) => uuid(name).references(() => accounts.id);

/** A draft may have gaps; `surveys_complete` closes them once it is submitted. */
export const surveys = pgTable(
  'surveys',
  {
    id: id(),
    tenantId: tenantId(),
    number: text('number').notNull(),
    stationId: stationId(),
    authorityId: authorityId(),
    regionCode: regionCode(),
    method: text('method', { enum: SURVEY_METHODS }),
    heldOn: day('held_on'),
    populationValue: integer('population_value'),
    populationQualifier: text('population_qualifier', { enum: QUALIFIERS }),
    populationUnit: text('population_unit', { enum: UNITS }),
    organizationIds: uuid('organization_ids').array().notNull().default(sql`'{}'`),
    state: text('state', { enum: SURVEY_STATES }).notNull(),
    version: version(),
    createdBy: accountOf('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    submittedAt: instant('submitted_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('surveys_number').on(t.tenantId, t.number),
    index('surveys_station').on(t.stationId, t.id.desc()),
    index('surveys_authority').on(t.authorityId, t.id.desc()),
    index('surveys_organizations').using('gin', t.organizationIds),
    oneOf('surveys_method', t.method, SURVEY_METHODS),
    oneOf('surveys_state', t.state, SURVEY_STATES),
    check('surveys_population', sql`${t.populationValue} >= 0`),
    oneOf('surveys_population_qualifier', t.populationQualifier, QUALIFIERS),
    oneOf('surveys_population_unit', t.populationUnit, UNITS),
    check(
      'surveys_complete',
      sql`${t.state} = 'draft' or num_nulls(${t.method}, ${t.heldOn}, ${t.populationValue}, ${t.populationQualifier}, ${t.populationUnit}, ${t.submittedAt}) = 0`,
    ),
  ],
);

/** What was written down: for the station, and those who took part once it is submitted. */
export const surveyRecords = pgTable('survey_records', {
  surveyId: uuid('survey_id')
    .primaryKey()
    .references(() => surveys.id),
  tenantId: tenantId(),
  stationId: stationId(),
  organizationIds: uuid('organization_ids').array().notNull().default(sql`'{}'`),
  submitted: boolean('submitted').notNull().default(false),
  workers: text('workers').array().notNull().default(sql`'{}'`),
  village: text('village').notNull().default(''),
  findings: text('findings').notNull().default(''),
});

export const surveyParts = pgTable(
  'survey_parts',
  {
    surveyId: uuid('survey_id')
      .notNull()
      .references(() => surveys.id),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    state: text('state', { enum: SURVEY_PART_STATES }).notNull(),
    decidedBy: accountOf('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.surveyId, t.organizationId] }),
    index('survey_parts_organization').on(t.organizationId, t.state),
    oneOf('survey_parts_state', t.state, SURVEY_PART_STATES),
    check('survey_parts_decided', sql`(${t.state} = 'pending') = (${t.decidedAt} is null)`),
  ],
);

/** What a submitted survey said before it was corrected, and why. */
export const surveyCorrections = pgTable(
  'survey_corrections',
  {
    id: id(),
    tenantId: tenantId(),
    surveyId: uuid('survey_id')
      .notNull()
      .references(() => surveys.id),
    stationId: stationId(),
    reason: text('reason').notNull(),
    changed: text('changed').array().notNull(),
    before: jsonb('before').notNull(),
    correctedBy: accountOf('corrected_by').notNull(),
    correctedAt: instant('corrected_at').notNull(),
  },
  (t) => [index('survey_corrections_survey').on(t.surveyId, t.id)],
);

/** `met` is derived from the orders and never stored. */
const STORED_STATES = ['draft', 'recorded', 'merged', 'screened_in', 'screened_out', 'dropped'] as const;

export const needs = pgTable(
  'needs',
  {
    id: id(),
    tenantId: tenantId(),
    number: text('number').notNull(),
    stationId: stationId(),
    authorityId: authorityId(),
    regionCode: regionCode(),
    surveyId: uuid('survey_id').references(() => surveys.id),
    source: text('source', { enum: NEED_SOURCES }).notNull(),
    title: text('title').notNull().default(''),
    description: text('description').notNull().default(''),
    serviceType: text('service_type'),
    targetGroups: text('target_groups').array().notNull().default(sql`'{}'`),
    needType: text('need_type', { enum: NEED_TYPES }),
    mode: text('mode', { enum: ORDER_MODES }),
    headcountValue: integer('headcount_value'),
    headcountQualifier: text('headcount_qualifier', { enum: QUALIFIERS }),
    headcountUnit: text('headcount_unit', { enum: UNITS }),
    urgency: text('urgency', { enum: URGENCIES }),
    wantedFrom: day('wanted_from'),
    wantedTo: day('wanted_to'),
    state: text('state', { enum: STORED_STATES }).notNull(),
    screenedOutReason: text('screened_out_reason', { enum: SCREEN_OUT_REASONS }),
    screenedOutNote: text('screened_out_note'),
    version: version(),
    createdBy: accountOf('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    recordedAt: instant('recorded_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('needs_number').on(t.tenantId, t.number),
    index('needs_station').on(t.stationId, t.id.desc()),
    index('needs_authority').on(t.authorityId, t.id.desc()),
    index('needs_survey').on(t.surveyId),
    oneOf('needs_state', t.state, STORED_STATES),
    oneOf('needs_source', t.source, NEED_SOURCES),
    check('needs_found', sql`(${t.source} = 'survey') = (${t.surveyId} is not null)`),
    oneOf('needs_need_type', t.needType, NEED_TYPES),
    oneOf('needs_mode', t.mode, ORDER_MODES),
    oneOf('needs_urgency', t.urgency, URGENCIES),
    check('needs_headcount', sql`${t.headcountValue} >= 0`),
    oneOf('needs_headcount_qualifier', t.headcountQualifier, QUALIFIERS),
    oneOf('needs_headcount_unit', t.headcountUnit, UNITS),
    check(
      'needs_headcount_whole',
      sql`num_nulls(${t.headcountValue}, ${t.headcountQualifier}, ${t.headcountUnit}) in (0, 3)`,
    ),
    oneOf('needs_screened_out_reason', t.screenedOutReason, SCREEN_OUT_REASONS),
    check('needs_screened_out', sql`(${t.state} = 'screened_out') = (${t.screenedOutReason} is not null)`),
    check(
      'needs_complete',
      sql`${t.state} in ('draft', 'dropped') or (${t.title} <> '' and cardinality(${t.targetGroups}) > 0
        and num_nulls(${t.serviceType}, ${t.needType}, ${t.mode}, ${t.urgency}, ${t.recordedAt}) = 0)`,
    ),
  ],
);

/** Where below the township: for the station alone. */
export const needWhereabouts = pgTable('need_whereabouts', {
  needId: uuid('need_id')
    .primaryKey()
    .references(() => needs.id),
  tenantId: tenantId(),
  stationId: stationId(),
  village: text('village').notNull().default(''),
  place: text('place').notNull().default(''),
});

/** One need taken in by another; the people it adds are set when they are different people. */
export const needMerges = pgTable(
  'need_merges',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    sourceId: uuid('source_id')
      .notNull()
      .references(() => needs.id),
    targetId: uuid('target_id')
      .notNull()
      .references(() => needs.id),
    addedValue: integer('added_value'),
    addedQualifier: text('added_qualifier', { enum: QUALIFIERS }),
    addedUnit: text('added_unit', { enum: UNITS }),
    mergedBy: accountOf('merged_by').notNull(),
    mergedAt: instant('merged_at').notNull(),
    undoneBy: accountOf('undone_by'),
    undoneAt: instant('undone_at'),
  },
  (t) => [
    uniqueIndex('need_merges_one').on(t.sourceId).where(sql`undone_at is null`),
    index('need_merges_target').on(t.targetId),
    check('need_merges_two', sql`${t.sourceId} <> ${t.targetId}`),
    check('need_merges_added', sql`num_nulls(${t.addedValue}, ${t.addedQualifier}, ${t.addedUnit}) in (0, 3)`),
    check('need_merges_undone', sql`(${t.undoneBy} is null) = (${t.undoneAt} is null)`),
  ],
);

/** Two needs that a person has said are two, so that they are not proposed again. */
export const needsApart = pgTable(
  'needs_apart',
  {
    earlierId: uuid('earlier_id')
      .notNull()
      .references(() => needs.id),
    laterId: uuid('later_id')
      .notNull()
      .references(() => needs.id),
    tenantId: tenantId(),
    stationId: stationId(),
    saidBy: accountOf('said_by').notNull(),
    saidAt: instant('said_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.earlierId, t.laterId] }),
    index('needs_apart_station').on(t.stationId),
    check('needs_apart_order', sql`${t.earlierId} < ${t.laterId}`),
  ],
);

/** Which orders a need was screened into; links stay, whatever becomes of the order. */
export const needOrders = pgTable(
  'need_orders',
  {
    needId: uuid('need_id')
      .notNull()
      .references(() => needs.id),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    linkedBy: accountOf('linked_by').notNull(),
    linkedAt: instant('linked_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.needId, t.orderId] }), index('need_orders_order').on(t.orderId)],
);
