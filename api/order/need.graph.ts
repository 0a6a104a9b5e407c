/** Needs on the graph: names, shapes, lists. What is done with them is in need-acts.graph.ts; the rules are in shared/order. */
import { NEED_SOURCES, NEED_STATES, SCREEN_OUT_REASONS } from '@jiedui/shared/order/need.ts';
import { apartKey, type DuplicateProposal, findDuplicates } from '@jiedui/shared/order/need-duplicates.ts';
import { effectiveNeedState } from '@jiedui/shared/order/need-lifecycle.ts';
import DataLoader from 'dataloader';
import { access, signedIn, station, stationOrBureau, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { QuantityRef } from '../hall/quantity.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { stationIdsOf } from '../viewer.ts';
import {
  COUNTED_BY,
  countNeeds,
  linksOfNeeds,
  linksOfOrders,
  listNeeds,
  mergesInto,
  type MergeRow,
  needById,
  type NeedCount,
  needCounts,
  type NeedFilter,
  type NeedRow,
  needsById,
  needsOfSurvey,
  needsToCompare,
  pairsApart,
} from './need.store.ts';
import { NeedTypeEnum, OrderModeEnum, OrderRef, UrgencyEnum } from './order.graph.ts';
import { type OrderRow, ordersById } from './order.store.ts';
import { SurveyRef } from './survey.graph.ts';
import { surveysById, type SurveyRow } from './survey.store.ts';

export const NeedStateEnum = builder.enumType('NeedState', { values: NEED_STATES });
const NeedSourceEnum = builder.enumType('NeedSource', { values: NEED_SOURCES });
export const ScreenOutReasonEnum = builder.enumType('ScreenOutReason', { values: SCREEN_OUT_REASONS });

const loadNeed = (context: Context, id: string): Promise<NeedRow | null> =>
  context.loader('need', () => oneEach(async (ids) => needsById(await context.tx(), ids))).load(id);
const loadSurvey = (context: Context, id: string): Promise<SurveyRow | null> =>
  context.loader('survey', () => oneEach(async (ids) => surveysById(await context.tx(), ids))).load(id);

/** Null for what the viewer may not see. */
function oneEach<Row extends { readonly id: string }>(read: (ids: readonly string[]) => Promise<Row[]>) {
  return new DataLoader<string, Row | null>(async (ids) => {
    const rows = await read(ids);
    return ids.map((id) => rows.find((row) => row.id === id) ?? null);
  });
}

const loadMerges = (context: Context, id: string): Promise<readonly MergeRow[]> =>
  context
    .loader(
      'need.merges',
      () =>
        new DataLoader<string, readonly MergeRow[]>(async (ids) => {
          const rows = await mergesInto(await context.tx(), ids);
          return ids.map((each) => rows.filter(({ targetId }) => targetId === each));
        }),
    )
    .load(id);

const loadOrdersOf = (context: Context, id: string): Promise<OrderRow[]> =>
  context
    .loader(
      'need.orders',
      () =>
        new DataLoader<string, OrderRow[]>(async (ids) => {
          const tx = await context.tx();
          const links = await linksOfNeeds(tx, ids);
          const orders = await ordersById(tx, [...new Set(links.map(({ orderId }) => orderId))]);
          return ids.map((each) =>
            orders.filter((order) => links.some((link) => link.needId === each && link.orderId === order.id)),
          );
        }),
    )
    .load(id);

const loadNeedsOf = (context: Context, orderId: string): Promise<NeedRow[]> =>
  context
    .loader(
      'order.needs',
      () =>
        new DataLoader<string, NeedRow[]>(async (ids) => {
          const tx = await context.tx();
          const links = await linksOfOrders(tx, ids);
          const needs = await needsById(tx, [...new Set(links.map(({ needId }) => needId))]);
          return ids.map((each) =>
            needs.filter((need) => links.some((link) => link.orderId === each && link.needId === need.id)),
          );
        }),
    )
    .load(orderId);

const NeedMergeRef = builder.objectRef<MergeRow>('NeedMerge');

export const NeedRef = builder.objectRef<NeedRow>('Need').implement({
  description: '需求条目: one thing that people of a township lack.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.field({
      type: NeedStateEnum,
      description: 'As its orders leave it: met when they are completed, on the list again when they are cancelled.',
      resolve: effectiveNeedState,
    }),
    source: t.expose('source', { type: NeedSourceEnum }),
    title: t.exposeString('title'),
    description: t.exposeString('description'),
    serviceType: t.exposeString('serviceType', { nullable: true }),
    targetGroups: t.stringList({ resolve: (need) => [...need.targetGroups] }),
    needType: t.expose('needType', { type: NeedTypeEnum, nullable: true }),
    mode: t.expose('mode', { type: OrderModeEnum, nullable: true }),
    headcount: t.expose('headcount', { type: QuantityRef, nullable: true, description: 'As it was written down.' }),
    people: t.expose('people', {
      type: QuantityRef,
      nullable: true,
      description: 'With those of merged needs that a person said are different people.',
    }),
    urgency: t.expose('urgency', { type: UrgencyEnum, nullable: true }),
    village: t.exposeString('village', { nullable: true, description: 'For the station; null for everyone else.' }),
    place: t.exposeString('place', { nullable: true, description: 'For the station; null for everyone else.' }),
    wantedFrom: t.expose('wantedFrom', { type: 'LocalDate', nullable: true }),
    wantedTo: t.expose('wantedTo', { type: 'LocalDate', nullable: true, description: 'Last day, inclusive.' }),
    station: t.field({ type: StationRef, resolve: (need, _args, context) => loadStation(context, need.stationId) }),
    survey: t.field({
      type: SurveyRef,
      nullable: true,
      resolve: (need, _args, context) => (need.surveyId === null ? null : loadSurvey(context, need.surveyId)),
    }),
    orders: t.field({
      type: [OrderRef],
      description: 'Those it was screened into that the viewer may see.',
      resolve: (need, _args, context) => loadOrdersOf(context, need.id),
    }),
    merges: t.field({
      type: [NeedMergeRef],
      description: 'What it took in.',
      resolve: async (need, _args, context) => [...(await loadMerges(context, need.id))],
    }),
    mergedIntoId: t.exposeID('mergedIntoId', { nullable: true }),
    screenedOutReason: t.expose('screenedOutReason', { type: ScreenOutReasonEnum, nullable: true }),
    screenedOutNote: t.exposeString('screenedOutNote', { nullable: true }),
    recordedAt: t.expose('recordedAt', { type: 'Instant', nullable: true }),
    updatedAt: t.expose('updatedAt', { type: 'Instant' }),
  }),
});

NeedMergeRef.implement({
  description: '合并: a need that was taken in, and whether its people were added.',
  extensions: access(viaParent),
  fields: (t) => ({
    need: t.field({
      type: NeedRef,
      nullable: true,
      resolve: (merge, _args, context) => loadNeed(context, merge.sourceId),
    }),
    differentPeople: t.exposeBoolean('differentPeople'),
    mergedAt: t.expose('mergedAt', { type: 'Instant' }),
  }),
});

builder.objectField(OrderRef, 'needs', (t) =>
  t.field({
    type: [NeedRef],
    description: 'From which needs it came; for the station and its bureau.',
    resolve: (order, _args, context) => loadNeedsOf(context, order.id),
  }),
);
builder.objectField(SurveyRef, 'needs', (t) =>
  t.field({
    type: [NeedRef],
    description: 'What it found, in the order of writing.',
    resolve: async (survey, _args, context) => needsOfSurvey(await context.tx(), survey.id),
  }),
);

builder.queryField('need', (t) =>
  t.field({
    type: NeedRef,
    nullable: true,
    description: 'Null when it does not exist and when it is not for the viewer: the two look alike.',
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => needById(await context.tx(), id),
  }),
);

const NeedFilterInput = builder.inputType('NeedFilterInput', {
  fields: (t) => ({
    states: t.field({ type: [NeedStateEnum], required: false }),
    stationId: t.id({ required: false }),
    serviceType: t.string({ required: false }),
    needType: t.field({ type: NeedTypeEnum, required: false }),
    mode: t.field({ type: OrderModeEnum, required: false }),
    recordedUntil: t.field({ type: 'Instant', required: false }),
  }),
});

const filterFrom = (filter: typeof NeedFilterInput.$inferInput | null | undefined): NeedFilter => ({
  states: filter?.states ?? null,
  stationId: filter?.stationId ?? null,
  serviceType: filter?.serviceType ?? null,
  needType: filter?.needType ?? null,
  mode: filter?.mode ?? null,
  recordedUntil: filter?.recordedUntil ?? null,
});

const NeedConnectionRef = connectionOf('Need', NeedRef);

builder.queryField('needs', (t) =>
  t.field({
    type: NeedConnectionRef,
    description: '需求清单, newest first: a station’s own, or those of all the stations of a bureau.',
    extensions: access(stationOrBureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      filter: t.arg({ type: NeedFilterInput, required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const filter = filterFrom(args.filter);
      const tx = await context.tx();
      return pageOf(await listNeeds(tx, filter, afterId, limit), limit, () => countNeeds(tx, filter));
    },
  }),
);

const NeedCountRef = builder.objectRef<NeedCount>('NeedCount').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    by: t.expose('by', { type: builder.enumType('NeedCountedBy', { values: COUNTED_BY }) }),
    value: t.exposeString('value', { description: 'A state, service type, need type or mode, by its code.' }),
    count: t.exposeInt('count'),
  }),
});

builder.queryField('needCounts', (t) =>
  t.field({
    type: [NeedCountRef],
    description:
      'How many there are by state, type, need type and mode, the most first; a merged need counts with the one that took it in.',
    extensions: access(stationOrBureau),
    args: { filter: t.arg({ type: NeedFilterInput, required: false }) },
    resolve: async (_root, args, context) => needCounts(await context.tx(), filterFrom(args.filter)),
  }),
);

interface Proposal extends DuplicateProposal {
  readonly keep: NeedRow;
  readonly merge: NeedRow;
}
const NeedDuplicateRef = builder.objectRef<Proposal>('NeedDuplicate').implement({
  description: '疑似重复: two needs that may be one. A person confirms.',
  extensions: access(viaParent),
  fields: (t) => ({
    keep: t.field({ type: NeedRef, description: 'The earlier one.', resolve: ({ keep }) => keep }),
    merge: t.field({ type: NeedRef, resolve: ({ merge }) => merge }),
    reason: t.exposeString('reason', { description: 'For people: why the two may be one.' }),
    points: t.exposeInt('points', { description: '0 to 100.' }),
  }),
});

builder.queryField('needDuplicates', (t) =>
  t.field({
    type: [NeedDuplicateRef],
    description: 'Among the needs of the viewer’s stations that wait to be screened; the most alike first.',
    extensions: access(station),
    resolve: async (_root, _args, context) => {
      const stationIds = stationIdsOf(viewerOf(context));
      const tx = await context.tx();
      const [needs, apart] = await Promise.all([needsToCompare(tx, stationIds), pairsApart(tx, stationIds)]);
      const facts = needs.map((need) => ({ ...need, village: need.village ?? '' }));
      const known = new Set(apart.map(({ earlierId, laterId }) => apartKey(earlierId, laterId)));
      const byId = new Map(needs.map((need) => [need.id, need] as const));
      return findDuplicates(facts, known).flatMap((proposal) => {
        const [keep, merge] = [byId.get(proposal.keepId), byId.get(proposal.mergeId)];
        return keep && merge ? [{ ...proposal, keep, merge }] : [];
      });
    },
  }),
);
