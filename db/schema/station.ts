/** station: the township social-work stations (社工站), and which of them take part in a programme. */
import { sql } from 'drizzle-orm';
import {
  check,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { HAVE_STATES, HAVES } from '@jiedui/shared/station/haves.ts';
import { STATION_MOVES, SUSPENSION_GROUNDS } from '@jiedui/shared/station/lifecycle.ts';
import { FACILITY_KINDS, STATION_STATES, STATION_TIERS } from '@jiedui/shared/station/station.ts';
import { THRESHOLD_NAMES } from '@jiedui/shared/station/thresholds.ts';
import { LICENCE_LEVELS, WORKER_POSTS } from '@jiedui/shared/station/worker.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { files } from './hall.ts';
import { authorities, authorityId, programmes, regions } from './region.ts';

export const stations = pgTable(
  'stations',
  {
    id: id(),
    tenantId: tenantId(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    state: text('state', { enum: STATION_STATES }).notNull(),
    phone: text('phone'),
    address: text('address'),
    tier: text('tier', { enum: STATION_TIERS }).notNull().default('station'),
    /** 承接机构: of a later room; the migration holds the foreign key. */
    operatorOrganizationId: uuid('operator_organization_id'),
    openedOn: day('opened_on'),
    hours: text('hours').notNull().default(''),
    openAllYear: boolean('open_all_year').notNull().default(false),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('stations_code').on(t.tenantId, t.code),
    index('stations_authority').on(t.authorityId),
    index('stations_region').on(t.regionCode),
    index('stations_page').on(t.tenantId, t.id),
    oneOf('stations_state', t.state, STATION_STATES),
    oneOf('stations_tier', t.tier, STATION_TIERS),
  ],
);

export const programmeStations = pgTable(
  'programme_stations',
  {
    tenantId: tenantId(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programmes.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    pilot: boolean('pilot').notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.programmeId, t.stationId] }), index('programme_stations_station').on(t.stationId)],
);

/** The station of a row. */
export const stationId = () =>
  uuid('station_id')
    .notNull()
    .references(() => stations.id);

/** Rewritten as a whole with the station's facts. */
export const stationFacilities = pgTable(
  'station_facilities',
  {
    tenantId: tenantId(),
    stationId: stationId(),
    seq: integer('seq').notNull(),
    kind: text('kind', { enum: FACILITY_KINDS }).notNull(),
    areaM2: integer('area_m2').notNull(),
    brandName: text('brand_name').notNull().default(''),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.seq] }),
    oneOf('station_facilities_kind', t.kind, FACILITY_KINDS),
    check('station_facilities_area', sql`${t.areaM2} between 1 and 100000`),
  ],
);

export const stationWorkers = pgTable(
  'station_workers',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    /** Null for a worker who does not sign in. */
    accountId: uuid('account_id').references(() => accounts.id),
    name: text('name').notNull(),
    phone: text('phone').notNull().default(''),
    post: text('post', { enum: WORKER_POSTS }).notNull(),
    licenceLevel: text('licence_level', { enum: LICENCE_LEVELS }).notNull(),
    certificateNumber: text('certificate_number').notNull().default(''),
    licenceValidUntil: day('licence_valid_until'),
    employedBy: text('employed_by').notNull().default(''),
    fromOn: day('from_on').notNull(),
    toOn: day('to_on'),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('station_workers_station').on(t.stationId),
    index('station_workers_account').on(t.accountId),
    oneOf('station_workers_post', t.post, WORKER_POSTS),
    oneOf('station_workers_licence_level', t.licenceLevel, LICENCE_LEVELS),
    check('station_workers_term', sql`${t.toOn} is null or ${t.fromOn} <= ${t.toOn}`),
  ],
);

/** What a station says it has, and what its bureau made of it. A lapse is derived from `expires_on`. */
export const stationHaves = pgTable(
  'station_haves',
  {
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    item: text('item', { enum: HAVES }).notNull(),
    state: text('state', { enum: HAVE_STATES }).notNull(),
    content: jsonb('content').notNull(),
    statedBy: uuid('stated_by')
      .notNull()
      .references(() => accounts.id),
    statedAt: instant('stated_at').notNull(),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedOn: day('decided_on'),
    expiresOn: day('expires_on'),
    returnReason: text('return_reason'),
    version: version(),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.item] }),
    oneOf('station_haves_item', t.item, HAVES),
    oneOf('station_haves_state', t.state, HAVE_STATES),
    check('station_haves_verified', sql`(${t.state} = 'verified') = (${t.expiresOn} is not null)`),
    check('station_haves_returned', sql`(${t.state} = 'returned') = (${t.returnReason} is not null)`),
    check('station_haves_decided', sql`(${t.state} = 'stated') = (${t.decidedOn} is null)`),
  ],
);

export const stationHaveFiles = pgTable(
  'station_have_files',
  {
    tenantId: tenantId(),
    stationId: uuid('station_id').notNull(),
    item: text('item', { enum: HAVES }).notNull(),
    seq: integer('seq').notNull(),
    fileId: uuid('file_id')
      .notNull()
      .references(() => files.id),
  },
  (t) => [
    primaryKey({ columns: [t.stationId, t.item, t.seq] }),
    foreignKey({
      name: 'station_have_files_have_fk',
      columns: [t.stationId, t.item],
      foreignColumns: [stationHaves.stationId, stationHaves.item],
    }),
    index('station_have_files_file').on(t.fileId),
  ],
);

/** Each change of a station's state, written once. */
export const stationChanges = pgTable(
  'station_changes',
  {
    id: id(),
    tenantId: tenantId(),
    stationId: stationId(),
    authorityId: authorityId(),
    move: text('move', { enum: STATION_MOVES }).notNull(),
    fromState: text('from_state', { enum: STATION_STATES }).notNull(),
    toState: text('to_state', { enum: STATION_STATES }).notNull(),
    ground: text('ground', { enum: SUSPENSION_GROUNDS }),
    reason: text('reason').notNull().default(''),
    decidedBy: uuid('decided_by')
      .notNull()
      .references(() => accounts.id),
    decidedAt: instant('decided_at').notNull(),
  },
  (t) => [
    index('station_changes_station').on(t.stationId, t.id.desc()),
    oneOf('station_changes_move', t.move, STATION_MOVES),
    oneOf('station_changes_from', t.fromState, STATION_STATES),
    oneOf('station_changes_to', t.toState, STATION_STATES),
    oneOf('station_changes_ground', t.ground, SUSPENSION_GROUNDS),
  ],
);

/** An authority's own thresholds; what is not here is the default of the rules. */
export const stationThresholds = pgTable(
  'station_thresholds',
  {
    tenantId: tenantId(),
    authorityId: authorityId(),
    name: text('name', { enum: THRESHOLD_NAMES }).notNull(),
    value: integer('value').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.authorityId, t.name] }),
    oneOf('station_thresholds_name', t.name, THRESHOLD_NAMES),
    check('station_thresholds_value', sql`${t.value} between 0 and 1000`),
  ],
);
