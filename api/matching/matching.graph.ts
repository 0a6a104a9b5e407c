/** Matching on the graph: who could serve an order and why, what an organization could claim and why. */
import type { Check, ScorePart } from '@jiedui/shared/matching/check.ts';
import type { DecisivePart } from '@jiedui/shared/matching/explanation.ts';
import { WEIGHT_SUM, SCORE_MOST } from '@jiedui/shared/matching/weights.ts';
import { VALUE_MOST } from '@jiedui/shared/matching/part-values.ts';
import type { Fit } from '@jiedui/shared/matching/rank.ts';
import { activeWeightsOf } from './case.store.ts';
import { versionWords } from '@jiedui/shared/matching/weight-set.ts';
import type { Organization } from '@jiedui/shared/organization/organization.ts';
import DataLoader from 'dataloader';
import { access, organization, stationOrBureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { forbidden } from '../errors.ts';
import { PageInfoRef, cursorOf, pageAsked, pageInfoOf } from '../hall/page.ts';
import { isUnpublished } from '@jiedui/shared/order/order.ts';
import { OrderRef } from '../order/order.graph.ts';
import type { OrderRow } from '../order/order.store.ts';
import { OrganizationRef } from '../organization/organization.graph.ts';
import { organizationIdOf } from '../viewer.ts';
import { type MarketRow, casesOf, fitOfCase } from './fit.ts';
import { type ProviderRow, organizationFrom, ownFacts } from './matching.store.ts';
import { type Market, marketPage } from './online-market.ts';
import { recommend } from './online-recommendation.ts';

export const CheckRef = builder.objectRef<Check>('Check').implement({
  description: 'A hard condition, met or not, and what would change it.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeString('code'),
    passed: t.exposeBoolean('passed'),
    reason: t.exposeString('reason'),
    remedy: t.exposeString('remedy', { nullable: true }),
  }),
});

export const ScorePartRef = builder.objectRef<ScorePart>('ScorePart').implement({
  description: 'A named part of a score: value from 0 to 1, weight its share of the whole.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    value: t.float({ resolve: (part) => part.value / VALUE_MOST }),
    weight: t.float({ resolve: (part) => part.weight / WEIGHT_SUM }),
    words: t.exposeString('words'),
  }),
});

export const FitRef = builder.objectRef<Fit>('Fit').implement({
  description: 'How one organization fits one order.',
  extensions: access(viaParent),
  fields: (t) => ({
    mayClaim: t.exposeBoolean('mayClaim'),
    sentence: t.exposeString('sentence'),
    offerId: t.exposeID('offerId', {
      nullable: true,
      description: 'The offer that it was judged by; null when none is listed.',
    }),
    score: t.float({
      description: 'From 0 to 1, a whole number of millionths.',
      resolve: (fit) => fit.score / SCORE_MOST,
    }),
    checks: t.field({ type: [CheckRef], resolve: (fit) => [...fit.checks] }),
    parts: t.field({ type: [ScorePartRef], resolve: (fit) => [...fit.parts] }),
  }),
});

const DecisivePartRef = builder.objectRef<DecisivePart>('DecisivePart').implement({
  description: 'The part by which one stands before the next.',
  extensions: access(viaParent),
  fields: (t) => ({
    code: t.exposeString('code'),
    name: t.exposeString('name'),
    lead: t.float({ description: 'What the part adds to the margin.', resolve: (part) => part.points / SCORE_MOST }),
    words: t.exposeString('words'),
    otherWords: t.exposeString('otherWords'),
  }),
});

interface RunnerUpView {
  readonly organization: Organization;
  readonly margin: number;
  readonly decisive: DecisivePart | null;
  readonly sentence: string;
}
const RunnerUpRef = builder.objectRef<RunnerUpView>('RunnerUp').implement({
  description: 'The next in the ranking, and what decides between the two.',
  extensions: access(viaParent),
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef }),
    margin: t.float({ resolve: (next) => next.margin / SCORE_MOST }),
    decisive: t.expose('decisive', {
      type: DecisivePartRef,
      nullable: true,
      description: 'Null when no part differs in favour: then the margin is 0 and the id decides.',
    }),
    sentence: t.exposeString('sentence'),
  }),
});

interface Candidate {
  readonly organization: Organization;
  readonly rank: number;
  readonly score: number;
  readonly runnerUp: RunnerUpView | null;
  readonly sentence: string;
  readonly parts: readonly ScorePart[];
  readonly checks: readonly Check[];
}
const CandidateRef = builder.objectRef<Candidate>('Candidate').implement({
  description: '推荐组织: passed every hard check; ranked by score, ties by id.',
  extensions: access(viaParent),
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef }),
    rank: t.exposeInt('rank'),
    score: t.float({ resolve: (candidate) => candidate.score / SCORE_MOST }),
    marginToNext: t.float({
      nullable: true,
      resolve: ({ runnerUp }) => (runnerUp ? runnerUp.margin / SCORE_MOST : null),
    }),
    runnerUp: t.expose('runnerUp', { type: RunnerUpRef, nullable: true, description: 'Null for the last.' }),
    sentence: t.exposeString('sentence'),
    parts: t.field({ type: [ScorePartRef], resolve: (candidate) => [...candidate.parts] }),
    checks: t.field({ type: [CheckRef], resolve: (candidate) => [...candidate.checks] }),
  }),
});

interface NearMiss {
  readonly organization: Organization;
  readonly failed: readonly Check[];
  readonly wouldRank: number;
  readonly sentence: string;
}
const NearMissRef = builder.objectRef<NearMiss>('NearMiss').implement({
  description: '为什么没有推荐: fails one or two hard checks.',
  extensions: access(viaParent),
  fields: (t) => ({
    organization: t.expose('organization', { type: OrganizationRef }),
    failed: t.field({ type: [CheckRef], resolve: (miss) => [...miss.failed] }),
    wouldRank: t.exposeInt('wouldRank', { description: 'Its place once every failed check is mended; 1 is first.' }),
    sentence: t.exposeString('sentence'),
  }),
});

interface Recommendation {
  readonly candidates: readonly Candidate[];
  readonly nearMisses: readonly NearMiss[];
  readonly eligibleCount: number;
  readonly weightsVersion: string;
}
const RecommendationRef = builder.objectRef<Recommendation>('Recommendation').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    candidates: t.field({ type: [CandidateRef], resolve: (r) => [...r.candidates] }),
    nearMisses: t.field({ type: [NearMissRef], resolve: (r) => [...r.nearMisses] }),
    eligibleCount: t.exposeInt('eligibleCount', { description: 'How many passed every check, listed or not.' }),
    weightsVersion: t.exposeString('weightsVersion'),
  }),
});

builder.objectField(OrderRef, 'recommendation', (t) =>
  t.field({
    type: RecommendationRef,
    description: 'Empty for a draft.',
    extensions: access(stationOrBureau),
    resolve: async (order, _args, context) => recommendationOf(order, context),
  }),
);

async function recommendationOf(order: OrderRow, context: Context): Promise<Recommendation> {
  const tx = await context.tx();
  const [found] = isUnpublished(order.state) ? [] : await casesOf(tx, [order], context.at);
  if (!found) {
    const [set] = await activeWeightsOf(tx, [order.authorityId]);
    return { candidates: [], nearMisses: [], eligibleCount: 0, weightsVersion: versionWords(set?.number ?? 1) };
  }
  const { providers, candidates, nearMisses, eligibleCount, weightsVersion } = await recommend(context, tx, found);
  const byId = new Map(providers.map((row) => [row.organizationId, organizationFrom(row)]));
  const named = <T extends { organizationId: string }>(item: T) => {
    const organization = byId.get(item.organizationId);
    if (!organization) throw new Error(`ranked an unknown provider ${item.organizationId}`);
    return { ...item, organization };
  };
  return {
    candidates: candidates.map((candidate) => ({
      ...named(candidate),
      runnerUp: candidate.runnerUp && named(candidate.runnerUp),
    })),
    nearMisses: nearMisses.map(named),
    eligibleCount,
    weightsVersion,
  };
}

const loadOwnFacts = (context: Context, organizationId: string): Promise<ProviderRow> =>
  context
    .loader(
      'ownFacts',
      () =>
        new DataLoader<string, ProviderRow>(async (ids) =>
          Promise.all(ids.map(async (id) => ownFacts(await context.tx(), id, context.at))),
        ),
    )
    .load(organizationId);

function ownOrganizationId(context: Context): string {
  const id = organizationIdOf(viewerOf(context));
  if (!id) throw forbidden('社会组织联络员');
  return id;
}

builder.objectField(OrderRef, 'fit', (t) =>
  t.field({
    type: FitRef,
    nullable: true,
    description: 'For the viewer’s organization.',
    extensions: access(organization),
    resolve: async (order, _args, context) => {
      const [provider, [found]] = await Promise.all([
        loadOwnFacts(context, ownOrganizationId(context)),
        casesOf(await context.tx(), [order], context.at),
      ]);
      return found ? fitOfCase(found, provider) : null;
    },
  }),
);

const MarketEdgeRef = builder.objectRef<MarketRow>('MarketEdge').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    cursor: t.string({ resolve: (row) => cursorOf(row) }),
    node: t.field({ type: OrderRef, resolve: (row) => row.order }),
    fit: t.field({ type: FitRef, resolve: (row) => row.fit }),
  }),
});
const MarketConnectionRef = builder.objectRef<Market>('MarketConnection').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    edges: t.field({ type: [MarketEdgeRef], resolve: (market) => [...market.rows] }),
    pageInfo: t.field({
      type: PageInfoRef,
      resolve: (market) => pageInfoOf({ ...market, count: async () => market.total }),
    }),
    totalCount: t.int({ resolve: (market) => market.total }),
  }),
});

builder.queryField('market', (t) =>
  t.field({
    type: MarketConnectionRef,
    description: '供需广场: orders that may be claimed now, ranked for the viewer’s organization.',
    extensions: access(organization),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      serviceType: t.arg.string({ required: false }),
      areaCode: t.arg.string({ required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const provider = loadOwnFacts(context, ownOrganizationId(context));
      const filter = { serviceType: args.serviceType ?? null, areaCode: args.areaCode ?? null };
      return marketPage(context, provider, filter, afterId, limit - 1);
    },
  }),
);
