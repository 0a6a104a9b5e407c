/** search: the searchable text of each order, kept with it, and the filters that people keep (我的筛选). */
import { SEARCH_ALERTS } from '@jiedui/shared/search/saved.ts';
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { orders } from './order.ts';

/** As shared/search/searchable.ts makes it. Read through `app.text_hits`, which the migration explains. */
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
  },
  (t) => [
    index('order_texts_grams').using('gin', t.grams),
    index('order_texts_stations').using('gin', t.stationIds),
    index('order_texts_newest').on(t.tenantId, t.orderId.desc()),
  ],
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
    /** The typed parameters of the address, as shared/search/filter.ts reads them. */
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
    index('saved_searches_alerts').on(t.id).where(sql`alert <> 'none' and deleted_at is null`),
    oneOf('saved_searches_alert', t.alert, SEARCH_ALERTS),
    check('saved_searches_alert_from', sql`(${t.alert} = 'none') = (${t.alertFrom} is null)`),
  ],
);
