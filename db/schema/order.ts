/** order: a station's request for help (点单), and the counters that number documents. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { CLAIM_MODES } from '@jiedui/shared/order/claim-terms.ts';
import { REST_STATES } from '@jiedui/shared/order/standing.ts';
import { SHARINGS } from '@jiedui/shared/order/sharing.ts';
import { MEMBER_ANSWERS } from '@jiedui/shared/order/joint-stations.ts';
import { NEED_TYPES, ORDER_LEGS, ORDER_MODES, ORDER_STATES, URGENCIES } from '@jiedui/shared/order/order.ts';
import { CANCEL_REASONS } from '@jiedui/shared/order/cancel-reason.ts';
import { QUALIFIERS, UNITS } from '@jiedui/shared/quantity.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { organizations } from './organization.ts';
import { authorities, regions } from './region.ts';
import { stations } from './station.ts';

/** A draft may have gaps; `orders_complete` closes them for every state after it. */
export const orders = pgTable(
  'orders',
  {
    id: id(),
    tenantId: tenantId(),
    number: text('number').notNull(),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    title: text('title').notNull().default(''),
    scheme: text('scheme'),
    schemeVersion: integer('scheme_version'),
    serviceType: text('service_type'),
    targetGroups: text('target_groups').array().notNull().default(sql`'{}'`),
    headcountValue: integer('headcount_value'),
    headcountQualifier: text('headcount_qualifier', { enum: QUALIFIERS }),
    headcountUnit: text('headcount_unit', { enum: UNITS }),
    place: text('place').notNull().default(''),
    windowFrom: day('window_from'),
    windowTo: day('window_to'),
    needType: text('need_type', { enum: NEED_TYPES }),
    mode: text('mode', { enum: ORDER_MODES }),
    leg: text('leg', { enum: ORDER_LEGS }),
    urgency: text('urgency', { enum: URGENCIES }),
    /** Licences that who serves it must hold. */
    requiredQualifications: text('required_qualifications').array().notNull().default(sql`'{}'`),
    /** The most that one session may cost, in 分; 0 for free offers only, null when no cap is set. */
    budgetCapFen: integer('budget_cap_fen'),
    /** To whom it is open first, as the station said; null leaves it to the authority. */
    claimMode: text('claim_mode', { enum: CLAIM_MODES }),
    /** The days on which it opens to the county and to all, settled when it was posted; null when to all at once. */
    opensCountyOn: day('opens_county_on'),
    opensAllOn: day('opens_all_on'),
    /** The last instant at which it may be claimed, inclusive. */
    claimableUntil: instant('claimable_until'),
    description: text('description').notNull().default(''),
    state: text('state', { enum: ORDER_STATES }).notNull(),
    claimedOrganizationId: uuid('claimed_organization_id').references(() => organizations.id),
    claimedAt: instant('claimed_at'),
    /** A claim that nobody confirmed, or began, by then is over, whatever `state` says. */
    claimLapsesAt: instant('claim_lapses_at'),
    version: version(),
    createdBy: uuid('created_by')
      .notNull()
      .references(() => accounts.id),
    createdAt: instant('created_at').notNull(),
    postedAt: instant('posted_at'),
    completedAt: instant('completed_at'),
    cancelledAt: instant('cancelled_at'),
    cancelReason: text('cancel_reason'),
    cancelReasonCode: text('cancel_reason_code', { enum: CANCEL_REASONS }),
    /** The authority that approves it, where it is not the order's own that publishes; a lead's approval leaves it empty. */
    approverAuthorityId: uuid('approver_authority_id').references(() => authorities.id),
    /** One of a series; the table of series is in order-flow.ts, and the migration ties the two. */
    seriesId: uuid('series_id'),
    seriesSeq: integer('series_seq'),
    /** How long the service takes, where only its range of days is known (3 小时, 1–31 日之间). */
    durationMinutes: integer('duration_minutes'),
    /** The day and the minute of the day on which the two sides agreed for such an order. */
    agreedOn: day('agreed_on'),
    agreedMinute: integer('agreed_minute'),
    updatedAt: instant('updated_at').notNull(),
    sharing: text('sharing', { enum: SHARINGS }).notNull().default('exclusive'),
    seats: integer('seats').notNull().default(1),
    /** Seats that live claims hold: the second wall of a joint order. */
    seatsTaken: integer('seats_taken').notNull().default(0),
    /** So that an order without lines is read without looking for them. */
    lineCount: integer('line_count').notNull().default(0),
    /** The day on which its station last said that it is still needed; null before the first time, when posting counts. */
    lastConfirmedOn: day('last_confirmed_on'),
    /** Stations asked to take part in it, as in order_stations: what row-level security reads. */
    memberStationIds: uuid('member_station_ids').array().notNull().default(sql`'{}'`),
    /** Of a shared order past its deadline: a claim waits until then, a confirmed share may lapse until then, and what remains. */
    restPendingUntil: instant('rest_pending_until'),
    restHeldUntil: instant('rest_held_until'),
    restAfter: text('rest_after', { enum: REST_STATES }),
  },
  (t) => [
    unique('orders_number').on(t.tenantId, t.number),
    index('orders_state_posted').on(t.tenantId, t.state, t.postedAt.desc(), t.id),
    index('orders_station_state').on(t.stationId, t.state),
    index('orders_organization').on(t.claimedOrganizationId, t.state),
    index('orders_authority').on(t.authorityId, t.state),
    index('orders_alike').on(t.stationId, t.serviceType, t.id),
    index('orders_series_of').on(t.seriesId, t.seriesSeq).where(sql`series_id is not null`),
    index('orders_market').on(t.serviceType, t.regionCode).where(sql`state in ('open', 'claimed')`),
    oneOf('orders_state', t.state, ORDER_STATES),
    oneOf('orders_need_type', t.needType, NEED_TYPES),
    oneOf('orders_mode', t.mode, ORDER_MODES),
    oneOf('orders_leg', t.leg, ORDER_LEGS),
    oneOf('orders_urgency', t.urgency, URGENCIES),
    oneOf('orders_headcount_qualifier', t.headcountQualifier, QUALIFIERS),
    oneOf('orders_headcount_unit', t.headcountUnit, UNITS),
    oneOf('orders_claim_mode', t.claimMode, CLAIM_MODES),
    check(
      'orders_opening',
      sql`(${t.opensCountyOn} is null) = (${t.opensAllOn} is null) and ${t.opensCountyOn} <= ${t.opensAllOn}`,
    ),
    check('orders_budget_cap', sql`${t.budgetCapFen} >= 0`),
    check('orders_headcount', sql`${t.headcountValue} >= 0`),
    check('orders_window', sql`${t.state} in ('draft', 'returned', 'cancelled') or ${t.windowFrom} <= ${t.windowTo}`),
    check(
      'orders_complete',
      sql`${t.state} in ('draft', 'returned', 'cancelled') or (${t.title} <> '' and ${t.place} <> '' and cardinality(${t.targetGroups}) > 0
        and num_nulls(${t.scheme}, ${t.schemeVersion}, ${t.serviceType}, ${t.headcountValue}, ${t.headcountQualifier}, ${t.headcountUnit},
          ${t.windowFrom}, ${t.windowTo}, ${t.needType}, ${t.mode}, ${t.leg}, ${t.urgency}, ${t.claimableUntil}) = 0
        and (${t.state} in ('submitted', 'rejected') or ${t.postedAt} is not null))`,
    ),
    oneOf('orders_cancel_reason_code', t.cancelReasonCode, CANCEL_REASONS),
    check('orders_series', sql`(${t.seriesId} is null) = (${t.seriesSeq} is null)`),
    check('orders_duration', sql`${t.durationMinutes} between 15 and 1440`),
    check(
      'orders_agreed',
      sql`(${t.agreedOn} is null) = (${t.agreedMinute} is null) and ${t.agreedMinute} between 0 and 1439`,
    ),
    check(
      'orders_claimant',
      sql`(${t.sharing} <> 'exclusive' and ${t.claimedOrganizationId} is null and ${t.claimedAt} is null
          and (${t.state} <> 'claimed' or ${t.claimLapsesAt} is not null)
          and (${t.state} in ('claimed', 'confirmed') or ${t.claimLapsesAt} is null))
        or (${t.sharing} = 'exclusive' and (
          (${t.state} in ('draft', 'submitted', 'returned', 'rejected', 'open') and num_nonnulls(${t.claimedOrganizationId}, ${t.claimedAt}, ${t.claimLapsesAt}) = 0)
          or (${t.state} = 'claimed' and num_nulls(${t.claimedOrganizationId}, ${t.claimedAt}, ${t.claimLapsesAt}) = 0)
          or (${t.state} in ('confirmed', 'completed') and ${t.claimedOrganizationId} is not null)
          or ${t.state} = 'cancelled'))`,
    ),
    oneOf('orders_rest_after', t.restAfter, REST_STATES),
    oneOf('orders_sharing', t.sharing, SHARINGS),
    check('orders_seats', sql`1 <= ${t.seats} and (${t.sharing} = 'joint' or ${t.seats} = 1)`),
    check('orders_seats_taken', sql`0 <= ${t.seatsTaken} and ${t.seatsTaken} <= ${t.seats}`),
    index('orders_members').using('gin', t.memberStationIds).where(sql`member_station_ids <> '{}'`),
  ],
);

/** 点单明细; `taken` is what live claims hold of it: the second wall. */
export const orderLines = pgTable(
  'order_lines',
  {
    tenantId: tenantId(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    seq: integer('seq').notNull(),
    /** Null where it is that of the order. */
    serviceType: text('service_type'),
    what: text('what').notNull().default(''),
    value: integer('value').notNull(),
    qualifier: text('qualifier', { enum: QUALIFIERS }).notNull(),
    unit: text('unit', { enum: UNITS }).notNull(),
    note: text('note').notNull().default(''),
    taken: integer('taken').notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.seq] }),
    oneOf('order_lines_qualifier', t.qualifier, QUALIFIERS),
    oneOf('order_lines_unit', t.unit, UNITS),
    check('order_lines_value', sql`0 <= ${t.value} and 1 <= ${t.seq}`),
    check('order_lines_taken', sql`0 <= ${t.taken} and ${t.taken} <= ${t.value}`),
  ],
);

/** 多站联合点单: who was asked to take part, with what share of the headcount, and what they said. */
export const orderStations = pgTable(
  'order_stations',
  {
    tenantId: tenantId(),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    share: integer('share').notNull(),
    answer: text('answer', { enum: MEMBER_ANSWERS }).notNull(),
    askedAt: instant('asked_at').notNull(),
    answeredAt: instant('answered_at'),
    answeredBy: uuid('answered_by').references(() => accounts.id),
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.orderId, t.stationId] }),
    index('order_stations_station').on(t.stationId),
    oneOf('order_stations_answer', t.answer, MEMBER_ANSWERS),
    check('order_stations_answered', sql`(${t.answer} = 'asked') = (${t.answeredAt} is null)`),
    check('order_stations_share', sql`1 <= ${t.share}`),
  ],
);

/** The last number given in a year: kind DD orders, GG offers, XY agreements, FW sessions. */
export const orderCounters = pgTable(
  'order_counters',
  {
    tenantId: tenantId(),
    year: integer('year').notNull(),
    kind: text('kind').notNull(),
    last: integer('last').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.year, t.kind] })],
);

/** 接单规则 of an authority; where there is no row, the defaults of shared/order/claim-terms.ts stand. */
export const claimTerms = pgTable(
  'claim_terms',
  {
    authorityId: uuid('authority_id')
      .primaryKey()
      .references(() => authorities.id),
    tenantId: tenantId(),
    claimMode: text('claim_mode', { enum: CLAIM_MODES }).notNull(),
    pairedDays: integer('paired_days').notNull(),
    countyDays: integer('county_days').notNull(),
    startDays: integer('start_days').notNull(),
    freeDays: integer('free_days').notNull(),
    mostOpen: integer('most_open').notNull(),
    endedFrom: integer('ended_from').notNull(),
    closePercent: integer('close_percent').notNull(),
    changedBy: uuid('changed_by')
      .notNull()
      .references(() => accounts.id),
    changedAt: instant('changed_at').notNull(),
    version: version(),
  },
  (t) => [
    oneOf('claim_terms_claim_mode', t.claimMode, CLAIM_MODES),
    check(
      'claim_terms_ranges',
      sql`${t.pairedDays} between 1 and 20 and ${t.countyDays} between 1 and 20 and ${t.startDays} between 1 and 60
        and ${t.freeDays} between 0 and 20 and ${t.mostOpen} between 1 and 1000 and ${t.endedFrom} between 1 and 1000 and ${t.closePercent} between 0 and 100`,
    ),
  ],
);

/** The order of a row. */
export const orderId = () =>
  uuid('order_id')
    .notNull()
    .references(() => orders.id);
