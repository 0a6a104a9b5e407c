/**
 * claim: an organization takes an order (接单), or is asked to (派单邀请). At most one claim of an order is live, and at most
 * one invitation waits: the second wall of these rules.
 */
import { sql } from 'drizzle-orm';
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CLAIM_AWAITS, CLAIM_STATES } from '@jiedui/shared/claim/claim.ts';
import { DECLINE_REASONS, INVITATION_STATES } from '@jiedui/shared/claim/invitation.ts';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { matchingRuns } from './matching.ts';
import { orders } from './order.ts';
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
    version: version(),
  },
  (t) => [
    uniqueIndex('claims_one_live').on(t.orderId).where(sql`state in ('pending', 'confirmed')`),
    index('claims_order').on(t.orderId),
    index('claims_station').on(t.stationId, t.claimedAt.desc()),
    index('claims_organization').on(t.organizationId, t.claimedAt.desc()),
    index('claims_authority').on(t.authorityId, t.claimedAt.desc()),
    oneOf('claims_state', t.state, CLAIM_STATES),
    oneOf('claims_awaits', t.awaits, CLAIM_AWAITS),
  ],
);

/** An invitation that the bureau sent after a round. The organization answers; silence lets it lapse. */
export const invitations = pgTable(
  'invitations',
  {
    id: id(),
    tenantId: tenantId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => matchingRuns.id),
    /** The month of the run: a pair that was declined is not proposed again in it. */
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
    uniqueIndex('invitations_one_pending').on(t.orderId).where(sql`state = 'pending'`),
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
