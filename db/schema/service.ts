/** service: sessions (服务记录), many stations with many providers, with headcounts, goods and photos. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { QUALIFIERS, UNITS } from '@jiedui/shared/quantity.ts';
import {
  ACTIVITY_CATEGORIES,
  HEADCOUNT_ROLES,
  SERVICE_METHODS,
  SESSION_STATES,
} from '@jiedui/shared/service/session.ts';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { files } from './hall.ts';
import { orders } from './order.ts';
import { organizations } from './organization.ts';
import { stations } from './station.ts';

/**
 * `organization_id` is the recording side. The three arrays repeat who takes part (session_stations, session_providers,
 * and the stations' authorities), so that row-level security decides on the row alone.
 */
export const serviceSessions = pgTable(
  'service_sessions',
  {
    id: id(),
    tenantId: tenantId(),
    number: text('number').notNull(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    stationIds: uuid('station_ids').array().notNull(),
    organizationIds: uuid('organization_ids').array().notNull(),
    authorityIds: uuid('authority_ids').array().notNull(),
    title: text('title').notNull(),
    theme: text('theme').notNull().default(''),
    category: text('category', { enum: ACTIVITY_CATEGORIES }),
    method: text('method', { enum: SERVICE_METHODS }).notNull(),
    serviceTypes: text('service_types').array().notNull().default(sql`'{}'`),
    startedAt: instant('started_at').notNull(),
    endedAt: instant('ended_at').notNull(),
    place: text('place').notNull(),
    contents: text('contents').array().notNull().default(sql`'{}'`),
    partners: text('partners').array().notNull().default(sql`'{}'`),
    summary: text('summary').notNull().default(''),
    state: text('state', { enum: SESSION_STATES }).notNull(),
    submittedAt: instant('submitted_at'),
    confirmedAt: instant('confirmed_at'),
    returnReason: text('return_reason'),
    version: version(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => accounts.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('service_sessions_number').on(t.tenantId, t.number),
    index('service_sessions_state').on(t.tenantId, t.state, t.startedAt.desc(), t.id),
    index('service_sessions_organization').on(t.organizationId, t.startedAt.desc()),
    oneOf('service_sessions_state', t.state, SESSION_STATES),
    oneOf('service_sessions_category', t.category, ACTIVITY_CATEGORIES),
    oneOf('service_sessions_method', t.method, SERVICE_METHODS),
    check('service_sessions_time', sql`${t.state} in ('draft', 'returned') or ${t.startedAt} <= ${t.endedAt}`),
    check('service_sessions_confirmed', sql`(${t.state} = 'confirmed') = (${t.confirmedAt} is not null)`),
  ],
);

const ofSession = () => ({
  tenantId: tenantId(),
  sessionId: uuid('session_id')
    .notNull()
    .references(() => serviceSessions.id),
});

/** Each listed station confirms for itself. */
export const sessionStations = pgTable(
  'session_stations',
  {
    ...ofSession(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    confirmedAt: instant('confirmed_at'),
    confirmedBy: uuid('confirmed_by').references(() => accounts.id),
    satisfaction: smallint('satisfaction'),
    opinion: text('opinion'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.stationId] }),
    index('session_stations_station').on(t.stationId),
    check('session_stations_satisfaction', sql`${t.satisfaction} between 1 and 5`),
  ],
);

export const sessionProviders = pgTable(
  'session_providers',
  {
    ...ofSession(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.organizationId] }),
    index('session_providers_organization').on(t.organizationId),
  ],
);

export const sessionOrders = pgTable(
  'session_orders',
  {
    ...ofSession(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    /** Confirming the session completes the order. */
    completes: boolean('completes').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.orderId] }), index('session_orders_order').on(t.orderId)],
);

export const headcounts = pgTable(
  'headcounts',
  {
    ...ofSession(),
    seq: integer('seq').notNull(),
    role: text('role', { enum: HEADCOUNT_ROLES }).notNull(),
    unit: text('unit', { enum: UNITS }).notNull(),
    value: integer('value').notNull(),
    qualifier: text('qualifier', { enum: QUALIFIERS }).notNull(),
    targetGroup: text('target_group'),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.seq] }),
    oneOf('headcounts_role', t.role, HEADCOUNT_ROLES),
    oneOf('headcounts_qualifier', t.qualifier, QUALIFIERS),
    oneOf('headcounts_unit', t.unit, UNITS),
    check('headcounts_value', sql`${t.value} >= 0`),
  ],
);

export const goods = pgTable(
  'goods',
  {
    ...ofSession(),
    seq: integer('seq').notNull(),
    item: text('item').notNull(),
    spec: text('spec').notNull().default(''),
    quantity: integer('quantity').notNull(),
    qualifier: text('qualifier', { enum: QUALIFIERS }).notNull().default('exact'),
    unit: text('unit', { enum: UNITS }).notNull(),
    recipientStationId: uuid('recipient_station_id').references(() => stations.id),
    recipient: text('recipient').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.sessionId, t.seq] }),
    oneOf('goods_qualifier', t.qualifier, QUALIFIERS),
    oneOf('goods_unit', t.unit, UNITS),
    check('goods_quantity', sql`${t.quantity} >= 0`),
  ],
);

export const sessionPhotos = pgTable(
  'session_photos',
  {
    ...ofSession(),
    seq: integer('seq').notNull(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
    caption: text('caption').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.sessionId, t.seq] }), index('session_photos_file').on(t.fileId)],
);
