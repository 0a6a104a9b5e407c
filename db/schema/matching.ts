/** matching: what the parties declare about each other, and the weights by which an authority ranks. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { WEIGHT_SET_STATES } from '@jiedui/shared/matching/weight-set.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { organizations } from './organization.ts';
import { authorities } from './region.ts';
import { stations } from './station.ts';

/** The columns of a pair: who, with whom, under which authority. */
const pair = () => ({
  organizationId: uuid('organization_id')
    .notNull()
    .references(() => organizations.id),
  stationId: uuid('station_id')
    .notNull()
    .references(() => stations.id),
  authorityId: uuid('authority_id')
    .notNull()
    .references(() => authorities.id),
});

/** A declared interest (利益关系), such as a shared leader or a relative: it stands until it is ended. */
export const conflictsOfInterest = pgTable(
  'conflicts_of_interest',
  {
    id: id(),
    tenantId: tenantId(),
    ...pair(),
    reason: text('reason').notNull(),
    declaredBy: uuid('declared_by')
      .notNull()
      .references(() => accounts.id),
    declaredAt: instant('declared_at').notNull(),
    endedAt: instant('ended_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('conflicts_of_interest_one').on(t.organizationId, t.stationId).where(sql`ended_at is null`),
    index('conflicts_of_interest_station').on(t.stationId),
    index('conflicts_of_interest_authority').on(t.authorityId),
  ],
);

/** A pair that the bureau or the station does not want matched (暂停对接), with its reason, until a day or until lifted. */
export const blockedPairs = pgTable(
  'blocked_pairs',
  {
    id: id(),
    tenantId: tenantId(),
    ...pair(),
    reason: text('reason').notNull(),
    /** The last day of the block; null until lifted. */
    untilOn: day('until_on'),
    blockedBy: uuid('blocked_by')
      .notNull()
      .references(() => accounts.id),
    blockedAt: instant('blocked_at').notNull(),
    liftedAt: instant('lifted_at'),
    version: version(),
  },
  (t) => [
    index('blocked_pairs_organization').on(t.organizationId).where(sql`lifted_at is null`),
    index('blocked_pairs_station').on(t.stationId),
    index('blocked_pairs_authority').on(t.authorityId),
  ],
);

/** The weights of the score parts, one set after another; a trigger gives every new authority the first. */
export const weightSets = pgTable(
  'weight_sets',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    /** 1, 2, 3 within the authority: people read `v1`. */
    number: integer('number').notNull(),
    state: text('state', { enum: WEIGHT_SET_STATES }).notNull(),
    /** Ten-thousandths for each part, together 10,000. */
    weights: jsonb('weights').$type<Weights>().notNull(),
    note: text('note').notNull().default(''),
    /** Both null for the first set, which comes with the authority. */
    savedBy: uuid('saved_by').references(() => accounts.id),
    savedAt: instant('saved_at'),
    activatedAt: instant('activated_at'),
    version: version(),
  },
  (t) => [
    unique('weight_sets_number').on(t.authorityId, t.number),
    uniqueIndex('weight_sets_one_active').on(t.authorityId).where(sql`state = 'active'`),
    uniqueIndex('weight_sets_one_draft').on(t.authorityId).where(sql`state = 'draft'`),
    index('weight_sets_tenant').on(t.tenantId, t.state),
    oneOf('weight_sets_state', t.state, WEIGHT_SET_STATES),
    check('weight_sets_draft', sql`${t.state} <> 'draft' or ${t.activatedAt} is null`),
  ],
);
