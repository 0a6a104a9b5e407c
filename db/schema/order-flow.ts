/** order: how one comes to be published: approval, series, agreed dates, templates, menus, questions and changes. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { APPROVAL_OUTCOMES, APPROVERS, BYPASSES, LOOKS } from '@jiedui/shared/order/approval.ts';
import { DATE_SIDES, DATE_STATES } from '@jiedui/shared/order/meeting.ts';
import type { OrderChange } from '@jiedui/shared/order/revision.ts';
import { REPEATING, REST_DAYS } from '@jiedui/shared/order/series.ts';
import type { TemplateFields } from '@jiedui/shared/order/template.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { offers } from './offer.ts';
import { orderId, orders } from './order.ts';
import { organizationId } from './organization.ts';
import { authorities, authorityId } from './region.ts';
import { stationId, stations } from './station.ts';

const person = (name: string) => uuid(name).references(() => accounts.id);

/** The versions of an authority's setting; none changes. */
export const approvalRules = pgTable(
  'approval_rules',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: authorityId(),
    number: integer('number').notNull(),
    approver: text('approver', { enum: APPROVERS }).notNull(),
    centreId: uuid('centre_id').references(() => authorities.id),
    lowRiskTypes: text('low_risk_types').array().notNull().default(sql`'{}'`),
    samplePercent: integer('sample_percent').notNull(),
    note: text('note').notNull().default(''),
    effectiveOn: day('effective_on').notNull(),
    savedBy: person('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
  },
  (t) => [
    unique('approval_rules_number').on(t.authorityId, t.number),
    oneOf('approval_rules_approver', t.approver, APPROVERS),
    check('approval_rules_centre', sql`(${t.approver} = 'centre') = (${t.centreId} is not null)`),
    check('approval_rules_percent', sql`${t.samplePercent} between 0 and 100`),
  ],
);

/** One submission of an order, and what came of it. */
export const orderApprovals = pgTable(
  'order_approvals',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: orderId(),
    stationId: stationId(),
    authorityId: authorityId(),
    ruleId: uuid('rule_id')
      .notNull()
      .references(() => approvalRules.id),
    approver: text('approver', { enum: APPROVERS }).notNull(),
    approverAuthorityId: uuid('approver_authority_id').references(() => authorities.id),
    bypass: text('bypass', { enum: BYPASSES }),
    submittedBy: person('submitted_by').notNull(),
    submittedAt: instant('submitted_at').notNull(),
    outcome: text('outcome', { enum: APPROVAL_OUTCOMES }),
    decidedBy: person('decided_by'),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    look: text('look', { enum: LOOKS }),
    lookReason: text('look_reason'),
    lookedBy: person('looked_by'),
    lookedAt: instant('looked_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('order_approvals_one_waiting').on(t.orderId).where(sql`outcome is null`),
    index('order_approvals_order').on(t.orderId, t.id),
    index('order_approvals_waiting').on(t.authorityId, t.id).where(sql`outcome is null`),
    index('order_approvals_looks').on(t.authorityId, t.id).where(sql`look is not null`),
    oneOf('order_approvals_approver', t.approver, APPROVERS),
    oneOf('order_approvals_bypass', t.bypass, BYPASSES),
    oneOf('order_approvals_outcome', t.outcome, APPROVAL_OUTCOMES),
    oneOf('order_approvals_look', t.look, LOOKS),
    check('order_approvals_decided', sql`(${t.outcome} is null) = (${t.decidedAt} is null)`),
    check('order_approvals_reason', sql`${t.outcome} not in ('returned', 'rejected') or ${t.reason} is not null`),
    check('order_approvals_looked', sql`${t.look} is null or (${t.look} = 'waiting') = (${t.lookedAt} is null)`),
  ],
);

/** A rule that produced orders; from `cancelled_from` on they were taken back. */
export const orderSeries = pgTable(
  'order_series',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    frequency: text('frequency', { enum: REPEATING }).notNull(),
    every: integer('every').notNull(),
    times: integer('times').notNull(),
    firstOn: day('first_on').notNull(),
    restDays: text('rest_days', { enum: REST_DAYS }).notNull(),
    cancelledFrom: integer('cancelled_from'),
    createdBy: person('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (t) => [
    index('order_series_station').on(t.stationId, t.id),
    oneOf('order_series_frequency', t.frequency, REPEATING),
    oneOf('order_series_rest_days', t.restDays, REST_DAYS),
    check('order_series_size', sql`${t.every} > 0 and ${t.times} between 2 and 53`),
  ],
);

/** A day that one side proposes for an order with a fuzzy window, and the other's answer. */
export const orderDates = pgTable(
  'order_dates',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: orderId(),
    stationId: stationId(),
    organizationId: organizationId(),
    authorityId: authorityId(),
    side: text('side', { enum: DATE_SIDES }).notNull(),
    proposedBy: person('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    onDay: day('on_day').notNull(),
    fromMinute: integer('from_minute').notNull(),
    state: text('state', { enum: DATE_STATES }).notNull(),
    answeredBy: person('answered_by'),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('order_dates_one_proposed').on(t.orderId).where(sql`state = 'proposed'`),
    index('order_dates_order').on(t.orderId, t.id),
    oneOf('order_dates_side', t.side, DATE_SIDES),
    oneOf('order_dates_state', t.state, DATE_STATES),
    check('order_dates_minute', sql`${t.fromMinute} between 0 and 1439`),
  ],
);

/** What a station, or an authority for all its stations (`station_id` empty), begins orders with. */
export const orderTemplates = pgTable(
  'order_templates',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: uuid('station_id').references(() => stations.id),
    authorityId: authorityId(),
    name: text('name').notNull(),
    fields: jsonb('fields').$type<TemplateFields>().notNull(),
    savedBy: person('saved_by').notNull(),
    savedAt: instant('saved_at').notNull(),
    retiredAt: instant('retired_at'),
    version: version(),
  },
  (t) => [
    index('order_templates_station').on(t.stationId, t.id),
    index('order_templates_authority').on(t.authorityId, t.id),
  ],
);

/** An order that was made from an offer (菜单点单): whom it asks. */
export const orderMenus = pgTable(
  'order_menus',
  {
    orderId: uuid('order_id')
      .primaryKey()
      .references(() => orders.id),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id),
    organizationId: organizationId(),
    askedBy: person('asked_by').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('order_menus_organization').on(t.organizationId)],
);

/** A question about an order (答疑) and its answer, both read by everybody who sees the order. */
export const orderQuestions = pgTable(
  'order_questions',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: orderId(),
    stationId: stationId(),
    authorityId: authorityId(),
    question: text('question').notNull(),
    askedAt: instant('asked_at').notNull(),
    answer: text('answer'),
    answeredBy: person('answered_by'),
    answeredAt: instant('answered_at'),
    version: version(),
  },
  (t) => [
    index('order_questions_order').on(t.orderId, t.id),
    check('order_questions_answered', sql`num_nonnulls(${t.answer}, ${t.answeredBy}, ${t.answeredAt}) in (0, 3)`),
  ],
);

/** Who asked: a row of its own, because other organizations read the question and must not read this. */
export const orderQuestionAskers = pgTable(
  'order_question_askers',
  {
    questionId: uuid('question_id')
      .primaryKey()
      .references(() => orderQuestions.id),
    tenantId: tenantId(),
    orderId: orderId(),
    stationId: stationId(),
    authorityId: authorityId(),
    organizationId: organizationId(),
    askedBy: person('asked_by').notNull(),
  },
  (t) => [index('order_question_askers_order').on(t.orderId)],
);

/** What a station changed after an order had left its drafts, from what to what. */
export const orderRevisions = pgTable(
  'order_revisions',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: orderId(),
    stationId: stationId(),
    authorityId: authorityId(),
    orderVersion: integer('order_version').notNull(),
    revisedBy: person('revised_by').notNull(),
    revisedAt: instant('revised_at').notNull(),
    changes: jsonb('changes').$type<readonly OrderChange[]>().notNull(),
  },
  (t) => [unique('order_revisions_version').on(t.orderId, t.orderVersion)],
);
