/** offer: the supply list (供给清单): what a provider can do, how much a month, where and when. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { COST_MODES, OFFER_STATES } from '@jiedui/shared/offer/offer.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { organizations } from './organization.ts';

export const offers = pgTable(
  'offers',
  {
    id: id(),
    tenantId: tenantId(),
    number: text('number').notNull(),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    title: text('title').notNull(),
    content: text('content').notNull(),
    serviceTypes: text('service_types').array().notNull(),
    targetGroups: text('target_groups').array().notNull(),
    sessionsPerMonth: integer('sessions_per_month').notNull(),
    personsPerSession: integer('persons_per_session'),
    /** Codes of the townships, counties or prefectures it covers. */
    areaCodes: text('area_codes').array().notNull(),
    windowFrom: day('window_from').notNull(),
    windowTo: day('window_to').notNull(),
    costMode: text('cost_mode', { enum: COST_MODES }).notNull(),
    /** Price of one session in 分; null when free, or not stated. */
    unitPriceFen: integer('unit_price_fen'),
    /** The farthest it goes, in kilometres as the crow flies; null when only the areas decide. */
    farthestKm: integer('farthest_km'),
    state: text('state', { enum: OFFER_STATES }).notNull(),
    /** Offers are confirmed anew each month; one that is stale is derived when read. */
    lastConfirmedOn: day('last_confirmed_on'),
    version: version(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('offers_number').on(t.tenantId, t.number),
    index('offers_organization').on(t.organizationId, t.state),
    index('offers_state').on(t.tenantId, t.state),
    oneOf('offers_state', t.state, OFFER_STATES),
    oneOf('offers_cost_mode', t.costMode, COST_MODES),
    check('offers_sessions_per_month', sql`${t.sessionsPerMonth} > 0`),
    check('offers_unit_price', sql`${t.unitPriceFen} >= 0`),
    check('offers_farthest', sql`${t.farthestKm} > 0`),
    check('offers_window', sql`${t.windowFrom} <= ${t.windowTo}`),
  ],
);

/**
 * The listed offers by type and area, kept by a trigger: what matching looks up. The arrays of an offer cannot be asked
 * behind row-level security through an index, because `&&` is not leakproof; equality of text is.
 */
export const offerPostings = pgTable(
  'offer_postings',
  {
    tenantId: tenantId(),
    offerId: uuid('offer_id')
      .notNull()
      .references(() => offers.id),
    organizationId: uuid('organization_id').notNull(),
    serviceType: text('service_type').notNull(),
    areaCode: text('area_code').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.offerId, t.serviceType, t.areaCode] }),
    index('offer_postings_type').on(t.tenantId, t.serviceType, t.organizationId),
    index('offer_postings_area').on(t.tenantId, t.areaCode, t.organizationId),
  ],
);
