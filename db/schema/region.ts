/** region: administrative divisions, the tenants, and the authorities (主管单位) with their jurisdictions. */
import { sql } from 'drizzle-orm';
import {
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
  type AnyPgColumn,
} from 'drizzle-orm/pg-core';
import { REGION_LEVELS } from '@jiedui/shared/region/region.ts';
import { AUTHORITY_KINDS } from '@jiedui/shared/region/authority.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';

/** Reference data, the same for every tenant. `aliases` holds former and mistaken names (社堂镇 for 社棠镇). */
export const regions = pgTable(
  'regions',
  {
    code: text('code').primaryKey(),
    name: text('name').notNull(),
    level: text('level', { enum: REGION_LEVELS }).notNull(),
    parentCode: text('parent_code').references((): AnyPgColumn => regions.code),
    aliases: text('aliases').array().notNull().default(sql`'{}'`),
    validFrom: day('valid_from'),
    validTo: day('valid_to'),
    /** Its seat, in degrees north and east; null when unknown: it then stands at its county's. */
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
  },
  (t) => [
    index('regions_parent').on(t.parentCode),
    oneOf('regions_level', t.level, REGION_LEVELS),
    check(
      'regions_seat',
      sql`(${t.latitude} is null) = (${t.longitude} is null) and ${t.latitude} between -90 and 90 and ${t.longitude} between -180 and 180`,
    ),
  ],
);

export const tenants = pgTable('tenants', {
  id: id(),
  name: text('name').notNull(),
  createdAt: instant('created_at').notNull(),
});

export const authorities = pgTable(
  'authorities',
  {
    id: id(),
    tenantId: tenantId().references(() => tenants.id),
    kind: text('kind', { enum: AUTHORITY_KINDS }).notNull(),
    name: text('name').notNull(),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
    parentId: uuid('parent_id').references((): AnyPgColumn => authorities.id),
  },
  (t) => [
    index('authorities_tenant').on(t.tenantId),
    index('authorities_parent').on(t.parentId),
    oneOf('authorities_kind', t.kind, AUTHORITY_KINDS),
  ],
);

/** Which regions an authority looks after; a relation, because jurisdiction is not a code prefix. */
export const authorityJurisdictions = pgTable(
  'authority_jurisdictions',
  {
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    regionCode: text('region_code')
      .notNull()
      .references(() => regions.code),
  },
  (t) => [primaryKey({ columns: [t.authorityId, t.regionCode] })],
);

export const programmes = pgTable(
  'programmes',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    name: text('name').notNull(),
    mode: text('mode').notNull(),
    fromOn: day('from_on').notNull(),
    toOn: day('to_on').notNull(),
    /** The monthly dispatch is due strictly before this day of the month. */
    dispatchDueDay: integer('dispatch_due_day').notNull().default(25),
    /** How many stations one organization may be paired with at a time; empty for no limit. */
    mostPairings: integer('most_pairings'),
    version: version(),
  },
  (t) => [
    index('programmes_tenant').on(t.tenantId),
    check('programmes_most_pairings', sql`${t.mostPairings} between 1 and 1000`),
  ],
);

/** The authority of a row, kept with it so that the walls need no join. */
export const authorityId = () =>
  uuid('authority_id')
    .notNull()
    .references(() => authorities.id);

/** A place by its code. */
export const regionCode = () =>
  text('region_code')
    .notNull()
    .references(() => regions.code);
