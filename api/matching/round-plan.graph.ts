/** A plan on the graph: its figures and their proof, who is served how much, and its rows page by page. */
import type { RoundCount } from '@jiedui/shared/matching/round/result.ts';
import { figuresSentence } from '@jiedui/shared/matching/round/words.ts';
import { SCORE_MOST } from '@jiedui/shared/matching/weights.ts';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { connectionOf, type PageArgs, pageAsked, pageOf } from '../hall/page.ts';
import { UrgencyEnum } from '../order/order.graph.ts';
import { loadRegion, RegionRef } from '../region/region.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import type { PlanView } from './plan-view.ts';
import {
  ObjectiveEnum,
  RoundOrganizationRef,
  RoundPinRef,
  RoundProposalRef,
  RoundUnservedRef,
} from './round-rows.graph.ts';

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
