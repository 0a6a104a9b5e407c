/** dispatch: the monthly round (月调度) and its lines, frozen by a trigger once the round is issued. */
import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { DECISIONS, LIGHTS, ROUND_STATES } from '@jiedui/shared/dispatch/round.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { organizations } from './organization.ts';
import { pairings } from './pairing.ts';
import { authorities, programmes } from './region.ts';
import { stations } from './station.ts';

export const dispatchRounds = pgTable(
  'dispatch_rounds',
  {
    id: id(),
    tenantId: tenantId(),
    programmeId: uuid('programme_id')
      .notNull()
      .references(() => programmes.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    /** 'YYYY-MM'. */
    month: text('month').notNull(),
    windowFrom: day('window_from').notNull(),
    windowTo: day('window_to').notNull(),
    dueOn: day('due_on').notNull(),
    state: text('state', { enum: ROUND_STATES }).notNull(),
    openedBy: uuid('opened_by')
      .notNull()
      .references(() => accounts.id),
    openedAt: instant('opened_at').notNull(),
    figuresAt: instant('figures_at').notNull(),
    issuedBy: uuid('issued_by').references(() => accounts.id),
    issuedAt: instant('issued_at'),
    version: version(),
  },
  (t) => [
    unique('dispatch_rounds_month').on(t.programmeId, t.month),
    index('dispatch_rounds_authority').on(t.authorityId),
    oneOf('dispatch_rounds_state', t.state, ROUND_STATES),
    check('dispatch_rounds_month_shape', sql`${t.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('dispatch_rounds_issued', sql`(${t.state} = 'issued') = (${t.issuedAt} is not null)`),
  ],
);

export const dispatchLines = pgTable(
  'dispatch_lines',
  {
    id: id(),
    tenantId: tenantId(),
    roundId: uuid('round_id')
      .notNull()
      .references(() => dispatchRounds.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    pairingId: uuid('pairing_id')
      .notNull()
      .references(() => pairings.id),
    stationId: uuid('station_id')
      .notNull()
      .references(() => stations.id),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    seq: integer('seq').notNull(),
    figures: jsonb('figures').notNull(),
    light: text('light', { enum: LIGHTS }).notNull(),
    lightReason: text('light_reason').notNull(),
    proposedDecision: text('proposed_decision', { enum: DECISIONS }).notNull(),
    decision: text('decision', { enum: DECISIONS }),
    note: text('note').notNull().default(''),
    decidedBy: uuid('decided_by').references(() => accounts.id),
    decidedAt: instant('decided_at'),
    version: version(),
  },
  (t) => [
    unique('dispatch_lines_pairing').on(t.roundId, t.pairingId),
    index('dispatch_lines_round').on(t.roundId, t.seq),
    oneOf('dispatch_lines_light', t.light, LIGHTS),
    oneOf('dispatch_lines_proposed_decision', t.proposedDecision, DECISIONS),
    oneOf('dispatch_lines_decision', t.decision, DECISIONS),
  ],
);
