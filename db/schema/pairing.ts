/** pairing: a station and an organization joined for a time (结对), and the agreements they sign. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { OPEN_WORK_CHOICES, PAIRING_STEP_CODES, PAIRING_STEP_NAMES } from '@jiedui/shared/pairing/lifecycle.ts';
import { PAIRING_KINDS, STORED_PAIRING_STATES } from '@jiedui/shared/pairing/pairing.ts';
import { accounts } from './account.ts';
import { claims } from './claim.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { offers } from './offer.ts';
import { organizations } from './organization.ts';
import { authorities, programmes } from './region.ts';
import { stations } from './station.ts';

/** The two parties and their authority, repeated on both tables so that row-level security needs no join. */
const parties = () => ({
  authorityId: uuid('authority_id')
    .notNull()
    .references(() => authorities.id),
  stationId: uuid('station_id')
    .notNull()
    .references(() => stations.id),
  organizationId: uuid('organization_id')
    .notNull()
    .references(() => organizations.id),
});

export const pairings = pgTable(
  'pairings',
  {
    id: id(),
    tenantId: tenantId(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programmes.id),
    ...parties(),
    kind: text('kind', { enum: PAIRING_KINDS }).notNull(),
    state: text('state', { enum: STORED_PAIRING_STATES }).notNull(),
    fromOn: day('from_on').notNull(),
    toOn: day('to_on').notNull(),
    originClaimId: uuid('origin_claim_id').references(() => claims.id),
    originOfferId: uuid('origin_offer_id').references(() => offers.id),
    /** Why the station asked nobody else, of a pairing that came straight of an offer. */
    justification: text('justification'),
    /** What the paper says, of a pairing that was agreed on paper. */
    paperNumber: text('paper_number'),
    paperHelp: text('paper_help'),
    paperGoal: text('paper_goal'),
    paperFiledOn: day('paper_filed_on'),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    index('pairings_programme').on(t.programmeId),
    index('pairings_station').on(t.stationId, t.organizationId),
    index('pairings_organization').on(t.organizationId),
    index('pairings_authority').on(t.authorityId),
    oneOf('pairings_kind', t.kind, PAIRING_KINDS),
    oneOf('pairings_state', t.state, STORED_PAIRING_STATES),
    check('pairings_term', sql`${t.fromOn} <= ${t.toOn}`),
    check('pairings_direct', sql`(${t.originOfferId} is null) = (${t.justification} is null)`),
  ],
);

/** 暂停, 恢复, 终止 of a pairing, each with its reason; never changed. */
export const pairingChanges = pgTable(
  'pairing_changes',
  {
    id: id(),
    tenantId: tenantId(),
    pairingId: uuid('pairing_id')
      .notNull()
      .references(() => pairings.id),
    ...parties(),
    step: text('step', { enum: PAIRING_STEP_NAMES }).notNull(),
    code: text('code', { enum: PAIRING_STEP_CODES }).notNull(),
    words: text('words'),
    openWork: text('open_work', { enum: OPEN_WORK_CHOICES }),
    /** Claims and invitations that were set free with it. */
    setFree: integer('set_free').notNull(),
    madeBy: uuid('made_by')
      .notNull()
      .references(() => accounts.id),
    madeAt: instant('made_at').notNull(),
  },
  (t) => [
    index('pairing_changes_pairing').on(t.pairingId, t.madeAt),
    oneOf('pairing_changes_step', t.step, PAIRING_STEP_NAMES),
    oneOf('pairing_changes_code', t.code, PAIRING_STEP_CODES),
    oneOf('pairing_changes_open_work', t.openWork, OPEN_WORK_CHOICES),
  ],
);

/** Whether an agreement is in force follows from its signatures and dates; no state is stored. */
export const agreements = pgTable(
  'agreements',
  {
    id: id(),
    tenantId: tenantId(),
    pairingId: uuid('pairing_id')
      .notNull()
      .references(() => pairings.id),
    ...parties(),
    number: text('number').notNull(),
    revision: integer('revision').notNull().default(1),
    goal: text('goal').notNull(),
    tasks: text('tasks').array().notNull(),
    termFrom: day('term_from').notNull(),
    termTo: day('term_to').notNull(),
    funding: text('funding').notNull(),
    organizationSignedAt: instant('organization_signed_at'),
    organizationSignedBy: uuid('organization_signed_by').references(() => accounts.id),
    stationSignedAt: instant('station_signed_at'),
    stationSignedBy: uuid('station_signed_by').references(() => accounts.id),
    version: version(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('agreements_number').on(t.tenantId, t.number),
    unique('agreements_revision').on(t.pairingId, t.revision),
    index('agreements_station').on(t.stationId),
    index('agreements_organization').on(t.organizationId),
    index('agreements_authority').on(t.authorityId),
    check('agreements_term', sql`${t.termFrom} <= ${t.termTo}`),
    check(
      'agreements_signatures',
      sql`(${t.organizationSignedAt} is null) = (${t.organizationSignedBy} is null) and (${t.stationSignedAt} is null) = (${t.stationSignedBy} is null)`,
    ),
  ],
);

export const agreementIndicators = pgTable(
  'agreement_indicators',
  {
    tenantId: tenantId(),
    agreementId: uuid('agreement_id')
      .notNull()
      .references(() => agreements.id),
    seq: integer('seq').notNull(),
    name: text('name').notNull(),
    unit: text('unit').notNull(),
    quantity: integer('quantity').notNull(),
  },
  (t) => [primaryKey({ columns: [t.agreementId, t.seq] })],
);
