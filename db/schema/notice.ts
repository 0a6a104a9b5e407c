/** notice: how each person wants to be told (通知设置), the robots of a unit, and what is on its way to either (投递). */
import { CHANNELS, DELIVERY_STATES } from '@jiedui/shared/notice/delivery.ts';
import { ROBOT_KINDS } from '@jiedui/shared/notice/robot.ts';
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { accounts } from './account.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { notices } from './hall.ts';
import { organizations } from './organization.ts';
import { authorities } from './region.ts';
import { stations } from './station.ts';

/** How a delivery's items are gathered; `none` makes none. */
const SENDING_CADENCES = ['now', 'daily', 'weekly'] as const;
const PURPOSES = ['notices', 'code', 'test'] as const;

/** One row for an account that chose; without one the defaults hold. The code is kept until it is used or 15 minutes old. */
export const noticeSettings = pgTable(
  'notice_settings',
  {
    accountId: uuid('account_id')
      .primaryKey()
      .references(() => accounts.id),
    tenantId: tenantId(),
    /** Minutes after midnight in Asia/Shanghai. */
    quietFrom: integer('quiet_from').notNull(),
    quietTo: integer('quiet_to').notNull(),
    choices: jsonb('choices').notNull(),
    email: text('email'),
    emailVerifiedAt: instant('email_verified_at'),
    pendingEmail: text('pending_email'),
    pendingCode: text('pending_code'),
    pendingSentAt: instant('pending_sent_at'),
    pendingAttempts: integer('pending_attempts').notNull().default(0),
    version: version(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    check('notice_settings_quiet', sql`${t.quietFrom} between 0 and 1439 and ${t.quietTo} between 0 and 1439`),
    check('notice_settings_email', sql`(${t.email} is null) = (${t.emailVerifiedAt} is null)`),
    check('notice_settings_pending', sql`num_nulls(${t.pendingEmail}, ${t.pendingCode}, ${t.pendingSentAt}) in (0, 3)`),
  ],
);

/** A group robot (群机器人). Its address and signing secret are secrets: sealed, and shown by host and last characters. */
export const robots = pgTable(
  'robots',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id').references(() => authorities.id),
    organizationId: uuid('organization_id').references(() => organizations.id),
    stationId: uuid('station_id').references(() => stations.id),
    kind: text('kind', { enum: ROBOT_KINDS }).notNull(),
    name: text('name').notNull(),
    sealedAddress: text('sealed_address').notNull(),
    sealedSecret: text('sealed_secret'),
    shownAddress: text('shown_address').notNull(),
    groups: text('groups').array().notNull(),
    active: boolean('active').notNull().default(true),
    /** Instants of the last twenty messages at most: what the limit a minute is counted by. */
    sentAt: instant('sent_at').array().notNull().default(sql`'{}'`),
    lastSentAt: instant('last_sent_at'),
    lastError: text('last_error'),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => accounts.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
    version: version(),
  },
  (t) => [
    index('robots_authority').on(t.authorityId),
    index('robots_organization').on(t.organizationId),
    index('robots_station').on(t.stationId),
    oneOf('robots_kind', t.kind, ROBOT_KINDS),
    check('robots_unit', sql`num_nonnulls(${t.authorityId}, ${t.organizationId}, ${t.stationId}) = 1`),
  ],
);

const recipient = () => ({
  channel: text('channel', { enum: CHANNELS }).notNull(),
  accountId: uuid('account_id').references(() => accounts.id),
  robotId: uuid('robot_id').references(() => robots.id),
});

/** One message. Its id is the message's id on the wire, the same at every attempt. */
export const deliveries = pgTable(
  'deliveries',
  {
    id: id(),
    tenantId: tenantId(),
    ...recipient(),
    purpose: text('purpose', { enum: PURPOSES }).notNull(),
    /** Of the notices in it, each once: what it is about, without their words. */
    kinds: text('kinds').array().notNull().default(sql`'{}'`),
    cadence: text('cadence', { enum: SENDING_CADENCES }).notNull(),
    /** When its items were due: names the period of a digest. */
    dueAt: instant('due_at').notNull(),
    state: text('state', { enum: DELIVERY_STATES }).notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAt: instant('next_at').notNull(),
    /** Until then an attempt may be under way; after it, it is taken as lost. */
    leaseUntil: instant('lease_until'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: instant('decided_at'),
    reason: text('reason'),
    version: version(),
  },
  (t) => [
    index('deliveries_waiting').on(t.nextAt).where(sql`state = 'waiting'`),
    index('deliveries_dead').on(t.tenantId, t.id.desc()).where(sql`state in ('dead', 'dismissed')`),
    index('deliveries_settled').on(t.settledAt).where(sql`settled_at is not null`),
    index('deliveries_robot').on(t.robotId, t.id.desc()),
    oneOf('deliveries_channel', t.channel, CHANNELS),
    oneOf('deliveries_state', t.state, DELIVERY_STATES),
    oneOf('deliveries_purpose', t.purpose, PURPOSES),
    oneOf('deliveries_cadence', t.cadence, SENDING_CADENCES),
    check(
      'deliveries_recipient',
      sql`(${t.channel} = 'email') = (${t.accountId} is not null) and (${t.channel} = 'robot') = (${t.robotId} is not null)`,
    ),
    check('deliveries_dismissed', sql`(${t.state} = 'dismissed') = (${t.reason} is not null)`),
  ],
);

/** What a message will tell. It waits without a delivery until it is due; what is due together goes together. */
export const deliveryItems = pgTable(
  'delivery_items',
  {
    id: id(),
    tenantId: tenantId(),
    ...recipient(),
    cadence: text('cadence', { enum: SENDING_CADENCES }).notNull(),
    /** Of an e-mail, whose words are the notice's; a robot's are its title and link alone. */
    noticeId: uuid('notice_id').references(() => notices.id),
    kind: text('kind').notNull(),
    title: text('title').notNull(),
    link: text('link').notNull(),
    dueAt: instant('due_at').notNull(),
    createdAt: instant('created_at').notNull(),
    deliveryId: uuid('delivery_id').references(() => deliveries.id, { onDelete: 'cascade' }),
    dedupeKey: text('dedupe_key').notNull(),
  },
  (t) => [
    unique('delivery_items_dedupe').on(t.dedupeKey),
    index('delivery_items_due').on(t.dueAt).where(sql`delivery_id is null`),
    index('delivery_items_delivery').on(t.deliveryId),
    oneOf('delivery_items_channel', t.channel, CHANNELS),
    oneOf('delivery_items_cadence', t.cadence, SENDING_CADENCES),
    check(
      'delivery_items_recipient',
      sql`(${t.channel} = 'email') = (${t.accountId} is not null) and (${t.channel} = 'robot') = (${t.robotId} is not null)`,
    ),
  ],
);
