/**
 * claim: an organization takes an order (接单) or a share of it, or is asked to (派单邀请). At most one whole claim of an
 * order is live, at most one of an organization, and one invitation of it waits: the second wall of these rules.
 */
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { CLAIM_AWAITS, CLAIM_STATES } from '@jiedui/shared/claim/claim.ts';
import { END_CODES } from '@jiedui/shared/claim/end-reasons.ts';
import { DECLINE_REASONS, INVITATION_STATES } from '@jiedui/shared/claim/invitation.ts';
import { RULING_CHOICES } from '@jiedui/shared/claim/ruling.ts';
import { TAKEOVER_STATES } from '@jiedui/shared/claim/takeover.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { matchingRuns } from './matching.ts';
import { orderLines, orders } from './order.ts';
import { organizations } from './organization.ts';
import { authorities } from './region.ts';
import { stations } from './station.ts';

export const claims = pgTable(
  'claims',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    state: text('state', { enum: CLAIM_STATES }).notNull(),
    /** Who has to say yes: the station to a claim, the organization to an order made from its offer. */
    awaits: text('awaits', { enum: CLAIM_AWAITS }).notNull().default('station'),
    claimedBy: uuid('claimed_by')
      .notNull()
      .references(() => accounts.id),
    claimedAt: instant('claimed_at').notNull(),
    /** Last instant at which the station may confirm; after it a pending claim has lapsed. */
    confirmUntil: instant('confirm_until').notNull(),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    confirmedAt: instant('confirmed_at'),
    /** Last instant for giving it back without being held to account. */
    freeUntil: instant('free_until'),
    /** Last instant to begin; a confirmed claim that has not begun by then has lapsed. */
    startUntil: instant('start_until'),
    extendedAt: instant('extended_at'),
    extensionReason: text('extension_reason'),
    firstSessionOn: day('first_session_on'),
    startedAt: instant('started_at'),
    endCode: text('end_code', { enum: END_CODES }),
    atFault: boolean('at_fault').notNull().default(false),
    version: version(),
    /** It takes the order whole. */
    exclusive: boolean('exclusive').notNull().default(true),
    /** When a confirmed session said that its share of a shared order is delivered. */
    deliveredAt: instant('delivered_at'),
  },
  (t) => [
    uniqueIndex('claims_one_live').on(t.orderId).where(sql`exclusive and state in ('pending', 'confirmed')`),
    uniqueIndex('claims_one_seat').on(t.orderId, t.organizationId).where(sql`state in ('pending', 'confirmed')`),
    index('claims_order').on(t.orderId),
    index('claims_station').on(t.stationId, t.claimedAt.desc()),
    index('claims_organization').on(t.organizationId, t.claimedAt.desc()),
    index('claims_authority').on(t.authorityId, t.claimedAt.desc()),
    oneOf('claims_state', t.state, CLAIM_STATES),
    oneOf('claims_awaits', t.awaits, CLAIM_AWAITS),
    oneOf('claims_end_code', t.endCode, END_CODES),
    check('claims_extension', sql`(${t.extendedAt} is null) = (${t.extensionReason} is null)`),
  ],
);

/** What a claim takes of each line of a partial order. */
export const claimLines = pgTable(
  'claim_lines',
  {
    tenantId: tenantId(),
    claimId: uuid('claim_id')
      .notNull()
      .references(() => claims.id),
    orderId: uuid('order_id').notNull(),
    seq: integer('seq').notNull(),
    value: integer('value').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.claimId, t.seq] }),
    foreignKey({
      name: 'claim_lines_line',
      columns: [t.orderId, t.seq],
      foreignColumns: [orderLines.orderId, orderLines.seq],
    }),
    index('claim_lines_order').on(t.orderId),
    check('claim_lines_value', sql`1 <= ${t.value}`),
  ],
);

/** An invitation that the bureau sent after a round. The organization answers; silence lets it lapse. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    tenantId: tenantId(),
    /** Null when the bureau asked from the order itself. */
    runId: uuid('run_id').references(() => matchingRuns.id),
    /** The month of the run, or of sending: a pair that was declined is not proposed again in it. */
    month: text('month').notNull(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    state: text('state', { enum: INVITATION_STATES }).notNull(),
    /** Why this organization, as the officer saw it. */
    sentence: text('sentence').notNull(),
    sentBy: uuid('sent_by')
      .notNull()
      .references(() => accounts.id),
    sentAt: instant('sent_at').notNull(),
    /** Last instant for an answer; after it a pending invitation has lapsed. */
    respondUntil: instant('respond_until').notNull(),
    answeredBy: uuid('answered_by').references(() => accounts.id),
    answeredAt: instant('answered_at'),
    declineReason: text('decline_reason', { enum: DECLINE_REASONS }),
    reason: text('reason'),
    claimId: uuid('claim_id').references(() => claims.id),
    version: version(),
  },
  (t) => [
    uniqueIndex('invitations_one_pending').on(t.orderId, t.organizationId).where(sql`state = 'pending'`),
    index('invitations_order').on(t.orderId),
    index('invitations_run').on(t.runId),
    index('invitations_station').on(t.stationId, t.id.desc()),
    index('invitations_organization').on(t.organizationId, t.id.desc()),
    index('invitations_authority').on(t.authorityId, t.id.desc()),
    oneOf('invitations_state', t.state, INVITATION_STATES),
    oneOf('invitations_decline_reason', t.declineReason, DECLINE_REASONS),
    check('invitations_accepted', sql`(${t.state} = 'accepted') = (${t.claimId} is not null)`),
    check('invitations_declined', sql`(${t.state} = 'declined') = (${t.declineReason} is not null)`),
  ],
);

/** 转接申请: another organization asks the holder of a claim to hand over; silence of the holder is a yes, the station decides. */
export const takeovers = pgTable(
  'takeovers',
  {
    id: id(),
    tenantId: tenantId(),
    claimId: uuid('claim_id')
      .notNull()
      .references(() => claims.id),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    holderId: uuid('holder_id')
      .notNull()
      .references(() => organizations.id),
    /** Who asks. */
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    state: text('state', { enum: TAKEOVER_STATES }).notNull(),
    requestReason: text('request_reason').notNull(),
    askedBy: uuid('asked_by')
      .notNull()
      .references(() => accounts.id),
    askedAt: instant('asked_at').notNull(),
    /** Last instant for the holder; after it silence is a yes. */
    holderUntil: instant('holder_until').notNull(),
    holderAgreedAt: instant('holder_agreed_at'),
    /** Last instant for the station; after it the request has lapsed. */
    stationUntil: instant('station_until').notNull(),
    endCode: text('end_code', { enum: END_CODES }),
    reason: text('reason'),
    answeredBy: uuid('answered_by').references(() => accounts.id),
    answeredAt: instant('answered_at'),
    newClaimId: uuid('new_claim_id').references(() => claims.id),
    version: version(),
  },
  (t) => [
    uniqueIndex('takeovers_one_waiting').on(t.claimId).where(sql`state in ('asked', 'agreed')`),
    index('takeovers_order').on(t.orderId),
    index('takeovers_station').on(t.stationId, t.id.desc()),
    index('takeovers_holder').on(t.holderId, t.id.desc()),
    index('takeovers_organization').on(t.organizationId, t.id.desc()),
    index('takeovers_authority').on(t.authorityId, t.id.desc()),
    oneOf('takeovers_state', t.state, TAKEOVER_STATES),
    check('takeovers_done', sql`(${t.state} = 'done') = (${t.newClaimId} is not null)`),
    check('takeovers_two', sql`${t.holderId} <> ${t.organizationId}`),
  ],
);

/** 裁定: what the authority decided on an order whose invitations were turned down twice. Written once. */
export const rulings = pgTable(
  'rulings',
  {
    id: id(),
    tenantId: tenantId(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    choice: text('choice', { enum: RULING_CHOICES }).notNull(),
    reason: text('reason').notNull(),
    /** Who is asked to coordinate. */
    toAuthorityId: uuid('to_authority_id').references(() => authorities.id),
    claimableUntil: instant('claimable_until'),
    windowTo: day('window_to'),
    ruledBy: uuid('ruled_by')
      .notNull()
      .references(() => accounts.id),
    ruledAt: instant('ruled_at').notNull(),
  },
  (t) => [
    index('rulings_order').on(t.orderId, t.id.desc()),
    index('rulings_authority').on(t.authorityId, t.id.desc()),
    oneOf('rulings_choice', t.choice, RULING_CHOICES),
    check('rulings_coordinate', sql`(${t.choice} = 'coordinate') = (${t.toAuthorityId} is not null)`),
  ],
);
