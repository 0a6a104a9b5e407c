/** The rows of a plan on the graph: a proposed pair, an order left out, an organization, a pin. */
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { CHECK_WORDS } from '@jiedui/shared/matching/check.ts';
import { PART_WORDS } from '@jiedui/shared/matching/part-values.ts';
import { PIN_PROBLEMS } from '@jiedui/shared/matching/round/pins.ts';
import {
  CHANGE_KINDS,
  type RoundOrganization,
  type RoundPin,
  type RoundRunnerUp,
  type ServingChange,
  UNSERVED_REASONS,
  type UnservedOrder,
} from '@jiedui/shared/matching/round/result.ts';
import { PAIR_DECISIONS } from '@jiedui/shared/matching/round/run.ts';
import { SCORE_MOST } from '@jiedui/shared/matching/weights.ts';
import DataLoader from 'dataloader';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { OrderRef } from '../order/order.graph.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { ScorePartRef } from './matching.graph.ts';
import type { Proposal } from './plan-view.ts';

export const ObjectiveEnum = builder.enumType('MatchingObjective', {
  description:
    'total: most points. coverage: most orders, urgent ones first. fair: as coverage, then even over stations.',
  values: OBJECTIVES,
});
const PairDecisionEnum = builder.enumType('PairDecision', { values: PAIR_DECISIONS });
const UnservedReasonEnum = builder.enumType('UnservedReason', { values: UNSERVED_REASONS });
const ChangeKindEnum = builder.enumType('ServingChangeKind', { values: CHANGE_KINDS });
export const PinProblemEnum = builder.enumType('PinProblem', { values: PIN_PROBLEMS });

export const loadRoundOrder = (context: Context, id: string): Promise<OrderRow> =>
  context
    .loader(
      'order',
      () =>
        new DataLoader<string, OrderRow>(async (ids) =>
          inOrderOf(ids, await ordersById(await context.tx(), ids), (order) => order.id),
        ),
    )
    .load(id);

const RoundRunnerUpRef = builder.objectRef<RoundRunnerUp>('RoundRunnerUp').implement({
  description: 'The best other organization for the order.',
  extensions: access(viaParent),
  fields: (t) => ({
    organization: t.field({
      type: OrganizationRef,
      resolve: (next, _args, context) => loadOrganization(context, next.organizationId),
    }),
    margin: t.float({
      description: 'Below 0: it would score more, but serves another order.',
      resolve: (next) => next.margin / SCORE_MOST,
    }),
    decisive: t.string({
      nullable: true,
      description: 'Name of the part that decides.',
      resolve: ({ decisive }) => decisive && PART_WORDS[decisive],
    }),
    sentence: t.exposeString('sentence'),
  }),
});

export const RoundProposalRef = builder.objectRef<Proposal>('RoundProposal').implement({
  description: 'A pair that the round proposes. Nobody is assigned: an invitation may be declined.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The order’s.' }),
    order: t.field({ type: OrderRef, resolve: (pair, _args, context) => loadRoundOrder(context, pair.orderId) }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (pair, _args, context) => loadOrganization(context, pair.organizationId),
    }),
    score: t.float({ description: 'From 0 to 1.', resolve: (pair) => pair.score / SCORE_MOST }),
    pinned: t.exposeBoolean('pinned'),
    sentence: t.exposeString('sentence'),
    parts: t.field({ type: [ScorePartRef], resolve: (pair) => [...pair.parts] }),
    runnerUp: t.expose('runnerUp', {
      type: RoundRunnerUpRef,
      nullable: true,
      description: 'Null when nobody else may.',
    }),
    decision: t.expose('decision', {
      type: PairDecisionEnum,
      nullable: true,
      description: 'Of a run that was sent; null before.',
    }),
    decisionReason: t.exposeString('decisionReason', { nullable: true }),
  }),
});

const ServingChangeRef = builder.objectRef<ServingChange>('ServingChange').implement({
  description: 'Something that would serve an order left out, and what the whole round gains by it.',
  extensions: access(viaParent),
  fields: (t) => ({
    kind: t.expose('kind', { type: ChangeKindEnum }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (change, _args, context) => loadOrganization(context, change.organizationId),
    }),
    checkName: t.string({
      nullable: true,
      description: 'The only check it fails.',
      resolve: ({ check }) => check && CHECK_WORDS[check],
    }),
    servedGain: t.exposeInt('servedGain'),
    scoreGain: t.float({ resolve: (change) => change.scoreGain / SCORE_MOST }),
    sentence: t.exposeString('sentence'),
  }),
});

export interface UnservedRow extends UnservedOrder {
  readonly id: string;
}
export const RoundUnservedRef = builder.objectRef<UnservedRow>('RoundUnserved').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The order’s.' }),
    order: t.field({ type: OrderRef, resolve: (row, _args, context) => loadRoundOrder(context, row.orderId) }),
    reason: t.expose('reason', { type: UnservedReasonEnum }),
    sentence: t.exposeString('sentence'),
    changes: t.field({
      type: [ServingChangeRef],
      description: 'Cheapest first, at most three.',
      resolve: (row) => [...row.changes],
    }),
  }),
});

export interface OrganizationLine extends RoundOrganization {
  readonly id: string;
}
export const RoundOrganizationRef = builder.objectRef<OrganizationLine>('RoundOrganization').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The organization’s.' }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (line, _args, context) => loadOrganization(context, line.organizationId),
    }),
    slots: t.exposeInt('slots', { description: 'Orders it can take in the month, changes of the wish included.' }),
    used: t.exposeInt('used'),
    servedGain: t.exposeInt('servedGain', { description: 'Orders that one more slot would serve.' }),
    scoreGain: t.float({ resolve: (line) => line.scoreGain / SCORE_MOST }),
    sentence: t.exposeString('sentence'),
  }),
});

export const RoundPinRef = builder.objectRef<RoundPin>('RoundPin').implement({
  description: 'A pair that must be, or must not be, and what that costs.',
  extensions: access(viaParent),
  fields: (t) => ({
    orderId: t.exposeID('orderId'),
    organizationId: t.exposeID('organizationId'),
    problem: t.expose('problem', { type: PinProblemEnum, nullable: true, description: 'Null when it is kept.' }),
    servedCost: t.exposeInt('servedCost'),
    scoreCost: t.float({ resolve: (pin) => pin.scoreCost / SCORE_MOST }),
    sentence: t.exposeString('sentence'),
  }),
});
