/** matching: what the parties declare about each other, the weights by which an authority ranks, and the runs of its rounds. */
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import type { RoundBasis } from '@jiedui/shared/matching/round/basis.ts';
import type { PairWords } from '@jiedui/shared/matching/round/pair-words.ts';
import type { RoundResult } from '@jiedui/shared/matching/round/result.ts';
import { PAIR_DECISIONS, RUN_STATES } from '@jiedui/shared/matching/round/run.ts';
import type { WhatIf } from '@jiedui/shared/matching/round/what-if.ts';
import { WEIGHT_SET_STATES } from '@jiedui/shared/matching/weight-set.ts';
import type { Weights } from '@jiedui/shared/matching/weights.ts';
import { accounts } from './account.ts';
import { day, id, instant, oneOf, tenantId, version } from './column.ts';
import { orders } from './order.ts';
import { organizations } from './organization.ts';
import { authorities } from './region.ts';
import { stations } from './station.ts';

/** The columns of a pair: who, with whom, under which authority. */
const pair = () => ({
  organizationId: uuid('organization_id')
    .notNull()
    .references(() => organizations.id),
  stationId: uuid('station_id')
    .notNull()
    .references(() => stations.id),
  authorityId: uuid('authority_id')
    .notNull()
    .references(() => authorities.id),
});

/** A declared interest (利益关系), such as a shared leader or a relative: it stands until it is ended. */
export const conflictsOfInterest = pgTable(
  'conflicts_of_interest',
  {
    id: id(),
    tenantId: tenantId(),
    ...pair(),
    reason: text('reason').notNull(),
    declaredBy: uuid('declared_by')
      .notNull()
      .references(() => accounts.id),
    declaredAt: instant('declared_at').notNull(),
    endedAt: instant('ended_at'),
    version: version(),
  },
  (t) => [
    uniqueIndex('conflicts_of_interest_one').on(t.organizationId, t.stationId).where(sql`ended_at is null`),
    index('conflicts_of_interest_station').on(t.stationId),
    index('conflicts_of_interest_authority').on(t.authorityId),
  ],
);

/** A pair that the bureau or the station does not want matched (暂停对接), with its reason, until a day or until lifted. */
export const blockedPairs = pgTable(
  'blocked_pairs',
  {
    id: id(),
    tenantId: tenantId(),
    ...pair(),
    reason: text('reason').notNull(),
    /** The last day of the block; null until lifted. */
    untilOn: day('until_on'),
    blockedBy: uuid('blocked_by')
      .notNull()
      .references(() => accounts.id),
    blockedAt: instant('blocked_at').notNull(),
    liftedAt: instant('lifted_at'),
    version: version(),
  },
  (t) => [
    index('blocked_pairs_organization').on(t.organizationId).where(sql`lifted_at is null`),
    index('blocked_pairs_station').on(t.stationId),
    index('blocked_pairs_authority').on(t.authorityId),
  ],
);

/** The weights of the score parts, one set after another; a trigger gives every new authority the first. */
export const weightSets = pgTable(
  'weight_sets',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    /** 1, 2, 3 within the authority: people read `v1`. */
    number: integer('number').notNull(),
    state: text('state', { enum: WEIGHT_SET_STATES }).notNull(),
    /** Ten-thousandths for each part, together 10,000. */
    weights: jsonb('weights').$type<Weights>().notNull(),
    note: text('note').notNull().default(''),
    /** Both null for the first set, which comes with the authority. */
    savedBy: uuid('saved_by').references(() => accounts.id),
    savedAt: instant('saved_at'),
    activatedAt: instant('activated_at'),
    version: version(),
  },
  (t) => [
    unique('weight_sets_number').on(t.authorityId, t.number),
    uniqueIndex('weight_sets_one_active').on(t.authorityId).where(sql`state = 'active'`),
    uniqueIndex('weight_sets_one_draft').on(t.authorityId).where(sql`state = 'draft'`),
    index('weight_sets_tenant').on(t.tenantId, t.state),
    oneOf('weight_sets_state', t.state, WEIGHT_SET_STATES),
    check('weight_sets_draft', sql`${t.state} <> 'draft' or ${t.activatedAt} is null`),
  ],
);

/** A round that an officer saved (匹配轮次), whole: what it was computed from and what came out. A trigger keeps it so. */
export const matchingRuns = pgTable(
  'matching_runs',
  {
    id: id(),
    tenantId: tenantId(),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    /** 'YYYY-MM'. */
    month: text('month').notNull(),
    /** 1, 2, 3 within the authority and month. */
    number: integer('number').notNull(),
    state: text('state', { enum: RUN_STATES }).notNull(),
    objective: text('objective', { enum: OBJECTIVES }).notNull(),
    weightsVersion: text('weights_version').notNull(),
    engine: text('engine').notNull(),
    seed: integer('seed').notNull(),
    day: day('day').notNull(),
    factsAt: instant('facts_at').notNull(),
    orderIds: uuid('order_ids').array().notNull(),
    served: integer('served').notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
    basis: jsonb('basis').$type<RoundBasis>().notNull(),
    whatIf: jsonb('what_if').$type<WhatIf>().notNull(),
    result: jsonb('result').$type<RoundResult>().notNull(),
    /** SHA-256 of the result's bytes, hexadecimal. */
    resultHash: text('result_hash').notNull(),
    words: jsonb('words').$type<readonly PairWords[]>().notNull(),
    savedBy: uuid('saved_by')
      .notNull()
      .references(() => accounts.id),
    savedAt: instant('saved_at').notNull(),
    sentBy: uuid('sent_by').references(() => accounts.id),
    sentAt: instant('sent_at'),
    version: version(),
  },
  (t) => [
    unique('matching_runs_number').on(t.authorityId, t.month, t.number),
    oneOf('matching_runs_state', t.state, RUN_STATES),
    oneOf('matching_runs_objective', t.objective, OBJECTIVES),
    check('matching_runs_month_shape', sql`${t.month} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('matching_runs_hash', sql`${t.resultHash} ~ '^[0-9a-f]{64}$'`),
    check('matching_runs_sent', sql`(${t.state} = 'sent') = (${t.sentAt} is not null)`),
  ],
);

/** A pair that a run proposed, and what the officer made of it: decided once, when the invitations go out. */
export const matchingRunPairs = pgTable(
  'matching_run_pairs',
  {
    tenantId: tenantId(),
    runId: uuid('run_id')
      .notNull()
      .references(() => matchingRuns.id),
    authorityId: uuid('authority_id')
      .notNull()
      .references(() => authorities.id),
    orderId: uuid('order_id')
      .notNull()
      .references(() => orders.id),
    organizationId: uuid('organization_id')
      .notNull()
      .references(() => organizations.id),
    decision: text('decision', { enum: PAIR_DECISIONS }),
    /** Why it was overridden. */
    reason: text('reason'),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.orderId] }),
    index('matching_run_pairs_order').on(t.orderId),
    oneOf('matching_run_pairs_decision', t.decision, PAIR_DECISIONS),
    check(
      'matching_run_pairs_reason',
      sql`(${t.decision} is not distinct from 'overridden') = (${t.reason} is not null)`,
    ),
  ],
);
