/** claim: an organization takes an order (接单). At most one claim of an order is live: the second wall of that rule. */
import { sql } from 'drizzle-orm';
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CLAIM_STATES } from '@jiedui/shared/claim/claim.ts';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
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
  ],
);
