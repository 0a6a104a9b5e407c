/** lists: each state of a published order and of an offer, written by triggers of 0013_lists.sql and frozen by them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './column.ts';
import { offers } from './offer.ts';
import { orders } from './order.ts';

export const orderVersions = pgTable(
  'order_versions',
  {
    tenantId: tenantId(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    /** Counts the states that were kept, from 1; `version` is the row's own count at the time. */
    seq: integer('seq').notNull(),
    version: integer('version').notNull(),
    stationId: uuid('station_id').notNull(),
    authorityId: uuid('authority_id').notNull(),
    state: text('state').notNull(),
    validFrom: instant('valid_from').notNull(),
    /** Exclusive; null while it stands. */
    validTo: instant('valid_to'),
    /** Whose command it was; null for the machine. */
    changedBy: uuid('changed_by'),
    /** The whole row by its column names, with `lines` and `takers` where the order is shared. */
    facts: jsonb('facts').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.seq] }),
    uniqueIndex('order_versions_standing').on(t.orderId).where(sql`valid_to is null`),
    index('order_versions_changed').on(t.authorityId, t.validFrom),
    index('order_versions_stood').on(t.state, t.validFrom),
    index('order_versions_own').on(t.stationId, t.validFrom.desc(), t.orderId.desc(), t.seq.desc()),
    check('order_versions_span', sql`${t.validFrom} <= ${t.validTo}`),
    check('order_versions_seq', sql`1 <= ${t.seq}`),
  ],
);

export const offerVersions = pgTable(
  'offer_versions',
  {
    tenantId: tenantId(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id),
    seq: integer('seq').notNull(),
    version: integer('version').notNull(),
    organizationId: uuid('organization_id').notNull(),
    state: text('state').notNull(),
    validFrom: instant('valid_from').notNull(),
    validTo: instant('valid_to'),
    changedBy: uuid('changed_by'),
    facts: jsonb('facts').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.seq] }),
    uniqueIndex('offer_versions_standing').on(t.offerId).where(sql`valid_to is null`),
    index('offer_versions_own').on(t.organizationId, t.validFrom.desc(), t.offerId.desc(), t.seq.desc()),
    index('offer_versions_changed').on(t.tenantId, t.validFrom),
    check('offer_versions_span', sql`${t.validFrom} <= ${t.validTo}`),
    check('offer_versions_seq', sql`1 <= ${t.seq}`),
  ],
);
