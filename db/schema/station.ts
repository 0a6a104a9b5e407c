/** station: the township social-work stations (社工站), and which of them take part in a programme. */
import { boolean, index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { STATION_STATES } from '@jiedui/shared/station/station.ts';
import { id, instant, oneOf, tenantId, version } from './column.ts';
import { authorities, programmes, regions } from './region.ts';

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
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('stations_code').on(t.tenantId, t.code),
    index('stations_authority').on(t.authorityId),
    index('stations_region').on(t.regionCode),
    oneOf('stations_state', t.state, STATION_STATES),
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
