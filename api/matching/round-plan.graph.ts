/** A plan on the graph: what is proposed to whom and why, who is left out and what would serve them, what a slot is worth. */
import { OBJECTIVES } from '@jiedui/shared/matching/assignment/instance.ts';
import { CHECK_WORDS } from '@jiedui/shared/matching/check.ts';
import { PART_WORDS } from '@jiedui/shared/matching/part-values.ts';
import { PIN_PROBLEMS } from '@jiedui/shared/matching/round/pins.ts';
import {
  CHANGE_KINDS,
  type RoundCount,
  type RoundOrganization,
  type RoundPin,
  type RoundRunnerUp,
  type ServingChange,
  UNSERVED_REASONS,
  type UnservedOrder,
} from '@jiedui/shared/matching/round/result.ts';
import { PAIR_DECISIONS } from '@jiedui/shared/matching/round/run.ts';
import { figuresSentence } from '@jiedui/shared/matching/round/words.ts';
import { SCORE_MOST } from '@jiedui/shared/matching/weights.ts';
import DataLoader from 'dataloader';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { inOrderOf } from '../hall/in-order.ts';
import { connectionOf, type PageArgs, pageAsked, pageOf } from '../hall/page.ts';
import { OrderRef, UrgencyEnum } from '../order/order.graph.ts';
import { type OrderRow, ordersById } from '../order/order.store.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { ScorePartRef } from './matching.graph.ts';
import type { PlanView, Proposal } from './plan-view.ts';

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

interface UnservedRow extends UnservedOrder {
  readonly id: string;
}
const RoundUnservedRef = builder.objectRef<UnservedRow>('RoundUnserved').implement({
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

interface OrganizationLine extends RoundOrganization {
  readonly id: string;
}
const RoundOrganizationRef = builder.objectRef<OrganizationLine>('RoundOrganization').implement({
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

const RoundPinRef = builder.objectRef<RoundPin>('RoundPin').implement({
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

const StationCountRef = builder.objectRef<RoundCount>('RoundStation').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    station: t.field({ type: StationRef, resolve: (row, _args, context) => loadStation(context, row.key) }),
    orders: t.exposeInt('orders'),
    served: t.exposeInt('served'),
  }),
});
const TownshipCountRef = builder.objectRef<RoundCount>('RoundTownship').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    township: t.field({ type: RegionRef, resolve: (row, _args, context) => loadRegion(context, row.key) }),
    orders: t.exposeInt('orders'),
    served: t.exposeInt('served'),
  }),
});
interface TierCount {
  readonly urgency: 'emergency' | 'urgent' | 'normal';
  readonly orders: number;
  readonly served: number;
}
const TierCountRef = builder.objectRef<TierCount>('RoundTier').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    urgency: t.expose('urgency', { type: UrgencyEnum }),
    orders: t.exposeInt('orders'),
    served: t.exposeInt('served'),
  }),
});
const TIERS = ['emergency', 'urgent', 'normal'] as const;

const ProposalConnectionRef = connectionOf('RoundProposal', RoundProposalRef);
const UnservedConnectionRef = connectionOf('RoundUnserved', RoundUnservedRef);
const OrganizationConnectionRef = connectionOf('RoundOrganization', RoundOrganizationRef);

export const RoundPlanRef = builder.objectRef<PlanView>('RoundPlan').implement({
  description: 'What a round proposes, with its proof: no plan with the same counts has more points when `gap` is 0.',
  extensions: access(viaParent),
  fields: (t) => ({
    objective: t.field({ type: ObjectiveEnum, resolve: ({ figures }) => figures.objective }),
    orders: t.int({ resolve: ({ figures }) => figures.orders }),
    served: t.int({ resolve: ({ figures }) => figures.served }),
    unservedCount: t.int({ resolve: ({ figures }) => figures.orders - figures.served }),
    total: t.float({
      description: 'The sum of the scores, each from 0 to 1.',
      resolve: ({ figures }) => figures.total / SCORE_MOST,
    }),
    dual: t.float({
      description: 'The bound that the prices prove.',
      resolve: ({ figures }) => figures.dual / SCORE_MOST,
    }),
    gap: t.float({ resolve: ({ figures }) => figures.gap / SCORE_MOST }),
    sentence: t.string({ resolve: ({ figures }) => figuresSentence(figures) }),
    tiers: t.field({
      type: [TierCountRef],
      resolve: ({ figures }) =>
        TIERS.map((urgency, tier) => ({
          urgency,
          orders: figures.ordersByTier[tier] ?? 0,
          served: figures.servedByTier[tier] ?? 0,
        })),
    }),
    stations: t.field({ type: [StationCountRef], resolve: (plan) => [...plan.stations] }),
    townships: t.field({ type: [TownshipCountRef], resolve: (plan) => [...plan.townships] }),
    proposals: t.field({
      type: ProposalConnectionRef,
      description: 'Most urgent first, then township by township.',
      args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
      resolve: async (plan, args) => {
        const { ids, limit } = pageOfIds(plan.servedIds, args);
        return pageOf(await plan.proposals(ids), limit, () => Promise.resolve(plan.servedIds.length));
      },
    }),
    proposal: t.field({
      type: RoundProposalRef,
      nullable: true,
      description: 'The one for an order, with all its parts; null when it is left out.',
      args: { orderId: t.arg({ type: 'UUID' }) },
      resolve: async (plan, { orderId }) =>
        plan.servedIds.includes(orderId) ? ((await plan.proposals([orderId]))[0] ?? null) : null,
    }),
    unserved: t.field({
      type: UnservedConnectionRef,
      args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
      resolve: async (plan, args) => {
        const { ids, limit } = pageOfIds(plan.unservedIds, args);
        const rows = (await plan.unserved(ids)).map((row) => ({ ...row, id: row.orderId }));
        return pageOf(rows, limit, () => Promise.resolve(plan.unservedIds.length));
      },
    }),
    organizations: t.field({
      type: OrganizationConnectionRef,
      description: 'Those of which one more slot would bring most first.',
      args: { first: t.arg.int(), after: t.arg.string({ required: false }) },
      resolve: async (plan, args) => {
        const lines = (await plan.organizations()).map((line) => ({ ...line, id: line.organizationId }));
        const { ids, limit } = pageOfIds(
          lines.map(({ id }) => id),
          args,
        );
        const shown = new Set(ids);
        return pageOf(
          lines.filter(({ id }) => shown.has(id)),
          limit,
          () => Promise.resolve(lines.length),
        );
      },
    }),
    pins: t.field({ type: [RoundPinRef], resolve: async (plan) => [...(await plan.wishes()).pins] }),
    forbids: t.field({ type: [RoundPinRef], resolve: async (plan) => [...(await plan.wishes()).forbids] }),
  }),
});

/** The ids of the page, and of one more behind it. One that is no longer in the list begins it again. */
function pageOfIds(
  all: readonly string[],
  args: PageArgs,
): { readonly ids: readonly string[]; readonly limit: number } {
  const { limit, afterId } = pageAsked(args);
  const from = afterId === null ? 0 : all.indexOf(afterId) + 1;
  return { ids: all.slice(from, from + limit), limit };
}
