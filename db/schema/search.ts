/** search: the searchable text of each order, its postings, and the filters that people keep (我的筛选). */
import { SEARCH_ALERTS } from '@jiedui/shared/search/saved.ts';
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
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { orders } from './order.ts';

/** As shared/search/searchable.ts makes it. */
export const orderTexts = pgTable(
  'order_texts',
  {
    orderId: uuid('order_id')
      .primaryKey()
      .references(() => orders.id),
    tenantId: tenantId(),
    /** The order's station, and the members of a joint one. */
    stationIds: uuid('station_ids').array().notNull(),
    text: text('text').notNull(),
    grams: text('grams').array().notNull(),
    /** Which version of the rules made it. */
    form: integer('form').notNull(),
    /** As the order has them, by a trigger: whose a published order's text is to read. */
    isPosted: boolean('is_posted').notNull().default(false),
    authorityId: uuid('authority_id'),
    approverAuthorityId: uuid('approver_authority_id'),
  },
  (t) => [index('order_texts_form').on(t.form)],
);

/** One row for each gram of a published order's text; kept by triggers, so that no command can forget them. */
export const orderGrams = pgTable(
  'order_grams',
  {
    tenantId: tenantId(),
    gram: text('gram').notNull(),
    orderId: uuid('order_id').notNull(),
    /** As the order has them: whose the posting is to read. */
    authorityId: uuid('authority_id').notNull(),
    approverAuthorityId: uuid('approver_authority_id'),
  },
  // INCLUDEs both authorities, which drizzle cannot say.
  (t) => [uniqueIndex('order_grams_gram').on(t.tenantId, t.gram, t.orderId)],
);

export const savedSearches = pgTable(
  'saved_searches',
  {
    id: id(),
    tenantId: tenantId(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    name: text('name').notNull(),
    /** The typed parameters of the address, as shared/order/search.ts reads them. */
    filter: jsonb('filter').notNull(),
    alert: text('alert', { enum: SEARCH_ALERTS }).notNull(),
    /** Orders posted from then on are told of. */
    alertFrom: instant('alert_from'),
    /** Everything posted before has been looked at. */
    toldUntil: instant('told_until'),
    version: version(),
    createdAt: instant('created_at').notNull(),
    /** Taken out, and may be put back. */
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    index('saved_searches_account').on(t.accountId, t.id),
    uniqueIndex('saved_searches_name').on(t.accountId, t.name).where(sql`deleted_at is null`),
    index('saved_searches_alerts').on(t.id).where(sql`alert <> 'none' and deleted_at is null`),
    oneOf('saved_searches_alert', t.alert, SEARCH_ALERTS),
    check('saved_searches_alert_from', sql`(${t.alert} = 'none') = (${t.alertFrom} is null)`),
  ],
);

/** Of which orders a person has been told by an alert, whichever filter found them. */
export const searchAlerts = pgTable(
  'search_alerts',
  {
    accountId: uuid('account_id').notNull(),
    orderId: uuid('order_id').notNull(),
    tenantId: tenantId(),
    toldAt: instant('told_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.orderId] })],
);
