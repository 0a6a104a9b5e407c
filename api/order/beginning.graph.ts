/** How an order begins otherwise than empty, on the graph: copies, templates, the menu, series; and the agreed date. */
import { DATE_SIDES, DATE_STATES, meetingWords } from '@jiedui/shared/order/meeting.ts';
import {
  DateNotForYou,
  OfferNotOnMenu,
  OrderSettingUnsound,
  SeriesNotFound,
  TemplateNotFound,
} from '@jiedui/shared/order/flow-refusals.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { recurrenceWords, REPEATING, REST_DAYS } from '@jiedui/shared/order/series.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, signedIn, station, stationOrBureau, stationOrOrganization, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { pageSize } from '../limits.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { authorityIdsOf, organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { ordersToCopy } from './alike.store.ts';
import {
  copyOrder,
  retireOrderTemplate,
  saveOrderTemplate,
  startFromOffer,
  startFromTemplate,
} from './beginning.commands.ts';
import { agreeOrderDate, proposeOrderDate } from './meeting.commands.ts';
import { datesOfOrders, type OrderDate } from './meeting.store.ts';
import { type Menu, menusOf } from './menu.store.ts';
import { CancelReasonEnum, OrderRef } from './order.graph.ts';
import { ordersById } from './order.store.ts';
import { cancelSeries, startSeries } from './series.commands.ts';
import { ordersOfSeries, type Series, seriesByIds } from './series.store.ts';
import { listTemplates, type Template } from './template.store.ts';

const byOrder = <Row extends { readonly orderId: string }>(
  context: Context,
  name: string,
  orderId: string,
  read: (tx: Awaited<ReturnType<Context['tx']>>, ids: readonly string[]) => Promise<Row[]>,
) =>
  context
    .loader(
      name,
      () =>
        new DataLoader<string, Row[]>(async (ids) =>
          groupedInOrderOf(ids, await read(await context.tx(), ids), (row) => row.orderId),
        ),
    )
    .load(orderId);

const OrderTemplateRef = builder.objectRef<Template>('OrderTemplate').implement({
  description: '点单模板: what orders may begin with, the station’s own or its authority’s.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    title: t.string({ resolve: ({ fields }) => fields.title }),
    serviceType: t.string({ nullable: true, resolve: ({ fields }) => fields.serviceType }),
    ownerName: t.exposeString('ownerName'),
    isOwn: t.boolean({
      description: 'Whether the viewer may retire it.',
      resolve: (template, _args, context) =>
        template.stationId === null
          ? authorityIdsOf(viewerOf(context)).length !== 0
          : stationIdsOf(viewerOf(context)).includes(template.stationId),
    }),
  }),
});

const FrequencyEnum = builder.enumType('OrderFrequency', { values: REPEATING });
const RestDaysEnum = builder.enumType('OrderRestDays', { values: REST_DAYS });
const OrderSeriesRef = builder.objectRef<Series>('OrderSeries').implement({
  description: '系列点单: a rule, and the orders it produced.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    words: t.string({ resolve: recurrenceWords }),
    times: t.exposeInt('times'),
    cancelledFrom: t.exposeInt('cancelledFrom', { nullable: true }),
    orders: t.field({
      type: [OrderRef],
      description: 'In the order of the series.',
      resolve: async (series, _args, context) => {
        const tx = await context.tx();
        const ids = (await ordersOfSeries(tx, series.id, 1)).map(({ id }) => id);
        const rows = new Map((await ordersById(tx, ids)).map((row) => [row.id, row]));
        return ids.flatMap((id) => rows.get(id) ?? []);
      },
    }),
  }),
});

const DateSideEnum = builder.enumType('OrderDateSide', { values: DATE_SIDES });
const DateStateEnum = builder.enumType('OrderDateState', { values: DATE_STATES });
const OrderDateRef = builder.objectRef<OrderDate>('OrderDate').implement({
  description: '约定时间: a day and an hour that one side proposed.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    side: t.expose('side', { type: DateSideEnum }),
    state: t.expose('state', { type: DateStateEnum }),
    words: t.string({ resolve: (date) => meetingWords(date.onDay, date.fromMinute) }),
  }),
});

const OrderMenuRef = builder.objectRef<Menu>('OrderMenu').implement({
  description: '菜单点单: the offer that the order was made from, and its organization.',
  extensions: access(viaParent),
  fields: (t) => ({
    offerId: t.exposeID('offerId'),
    organization: t.field({
      type: OrganizationRef,
      resolve: (menu, _args, context) => loadOrganization(context, menu.organizationId),
    }),
  }),
});

builder.objectFields(OrderRef, (t) => ({
  seriesSeq: t.exposeInt('seriesSeq', { nullable: true, description: 'Which of its series; null for a single order.' }),
  series: t.field({
    type: OrderSeriesRef,
    nullable: true,
    resolve: async (order, _args, context) =>
      order.seriesId ? ((await seriesByIds(await context.tx(), [order.seriesId]))[0] ?? null) : null,
  }),
  dates: t.field({
    type: [OrderDateRef],
    description: 'Proposed days, newest first, at most 10; for the two sides and the bureau.',
    resolve: (order, _args, context) => byOrder(context, 'datesOfOrder', order.id, datesOfOrders),
  }),
  dateForViewer: t.boolean({
    description: 'Whether a proposed day waits for the viewer.',
    resolve: async (order, _args, context) => {
      const waiting = (await byOrder(context, 'datesOfOrder', order.id, datesOfOrders)).find(
        ({ state }) => state === 'proposed',
      );
      if (!waiting || order.state !== 'confirmed') return false;
      const viewer = viewerOf(context);
      return waiting.side === 'station'
        ? organizationIdsOf(viewer).includes(order.claimedOrganizationId ?? '')
        : stationIdsOf(viewer).includes(order.stationId);
    },
  }),
  menu: t.field({
    type: OrderMenuRef,
    nullable: true,
    resolve: async (order, _args, context) => (await byOrder(context, 'menuOfOrder', order.id, menusOf))[0] ?? null,
  }),
}));

builder.queryFields((t) => ({
  orderTemplates: t.field({
    type: [OrderTemplateRef],
    description: 'Those in use, the station’s own first, at most 60.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listTemplates(await context.tx()),
  }),
  ordersToCopy: t.field({
    type: [OrderRef],
    description: '照抄: the station’s earlier orders, newest first; of a service type, or of any.',
    extensions: access(station),
    args: { first: t.arg.int(), serviceType: t.arg.string({ required: false }) },
    resolve: async (_root, { first, serviceType }, context) => {
      const tx = await context.tx();
      const ids = (await ordersToCopy(tx, stationIdsOf(viewerOf(context)), serviceType ?? null, pageSize(first))).map(
        ({ id }) => id,
      );
      const rows = new Map((await ordersById(tx, ids)).map((row) => [row.id, row]));
      return ids.flatMap((id) => rows.get(id) ?? []);
    },
  }),
}));

for (const [refusal, name] of [
  [TemplateNotFound, 'TemplateNotFound'],
  [SeriesNotFound, 'SeriesNotFound'],
  [DateNotForYou, 'DateNotForYou'],
] as const) {
  builder.objectType(refusal as typeof TemplateNotFound, {
    name,
    interfaces: [RefusalInterface],
    extensions: access(viaParent),
  });
}

const CopyOrderInput = builder.inputType('CopyOrderInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id() }),
});
const StartFromTemplateInput = builder.inputType('StartFromTemplateInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), templateId: t.id() }),
});
const StartFromOfferInput = builder.inputType('StartFromOfferInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), offerId: t.id() }),
});
const SaveOrderTemplateInput = builder.inputType('SaveOrderTemplateInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), name: t.string() }),
});
const StartSeriesInput = builder.inputType('StartSeriesInput', {
  description: 'The draft becomes the first of the series.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    expectedVersion: t.int(),
    frequency: t.field({ type: FrequencyEnum }),
    every: t.int(),
    times: t.int(),
    firstOn: t.field({ type: 'LocalDate' }),
    restDays: t.field({ type: RestDaysEnum }),
  }),
});
const CancelSeriesInput = builder.inputType('CancelSeriesInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    seriesId: t.id(),
    fromSeq: t.int({ description: 'This one and all after it.' }),
    reasonCode: t.field({ type: CancelReasonEnum }),
    reason: t.string(),
  }),
});
const ProposeDateInput = builder.inputType('ProposeOrderDateInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    orderId: t.id(),
    onDay: t.field({ type: 'LocalDate' }),
    fromMinute: t.int({ description: 'Of the day, from midnight.' }),
  }),
});
const AgreeDateInput = builder.inputType('AgreeOrderDateInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), expectedVersion: t.int() }),
});

const CopyOrderResult = builder.errorUnion('CopyOrderResult', { types: [OrderRef, OrderNotFound] });
const StartFromTemplateResult = builder.errorUnion('StartOrderFromTemplateResult', {
  types: [OrderRef, TemplateNotFound],
});
const StartFromOfferResult = builder.errorUnion('StartOrderFromOfferResult', { types: [OrderRef, OfferNotOnMenu] });
const SaveOrderTemplateResult = builder.errorUnion('SaveOrderTemplateResult', {
  types: [OrderTemplateRef, OrderNotFound, OrderSettingUnsound, PersonalDataFound],
});
const RetireOrderTemplateResult = builder.errorUnion('RetireOrderTemplateResult', {
  types: [OrderTemplateRef, TemplateNotFound],
});
const StartSeriesResult = builder.errorUnion('StartOrderSeriesResult', {
  types: [OrderSeriesRef, OrderNotFound, OrderNotIn, StaleVersion, OrderSettingUnsound],
});
const CancelSeriesResult = builder.errorUnion('CancelOrderSeriesResult', {
  types: [OrderSeriesRef, SeriesNotFound, ReasonMissing],
});
const ProposeDateResult = builder.errorUnion('ProposeOrderDateResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, OrderSettingUnsound],
});
const AgreeDateResult = builder.errorUnion('AgreeOrderDateResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion, DateNotForYou],
});

builder.mutationFields((t) => ({
  copyOrder: t.field({
    type: CopyOrderResult,
    description: '再来一单: a new draft from an own earlier order, without its days.',
    extensions: access(station),
    args: { input: t.arg({ type: CopyOrderInput }) },
    resolve: (_root, { input }, context) => copyOrder(context.command(), input),
  }),
  startOrderFromTemplate: t.field({
    type: StartFromTemplateResult,
    extensions: access(station),
    args: { input: t.arg({ type: StartFromTemplateInput }) },
    resolve: (_root, { input }, context) => startFromTemplate(context.command(), input),
  }),
  startOrderFromOffer: t.field({
    type: StartFromOfferResult,
    description: '菜单点单: a draft filled from an offer; published, it asks the organization.',
    extensions: access(station),
    args: { input: t.arg({ type: StartFromOfferInput }) },
    resolve: (_root, { input }, context) => startFromOffer(context.command(), input),
  }),
  saveOrderTemplate: t.field({
    type: SaveOrderTemplateResult,
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: SaveOrderTemplateInput }) },
    resolve: (_root, { input }, context) => saveOrderTemplate(context.command(), input),
  }),
  retireOrderTemplate: t.field({
    type: RetireOrderTemplateResult,
    extensions: access(stationOrBureau),
    args: { input: t.arg({ type: StartFromTemplateInput }) },
    resolve: (_root, { input }, context) => retireOrderTemplate(context.command(), input),
  }),
  startOrderSeries: t.field({
    type: StartSeriesResult,
    extensions: access(station),
    args: { input: t.arg({ type: StartSeriesInput }) },
    resolve: (_root, { input }, context) => startSeries(context.command(), input),
  }),
  cancelOrderSeries: t.field({
    type: CancelSeriesResult,
    description: '取消之后全部: one of a series and all that follow; those under way stay.',
    extensions: access(station),
    args: { input: t.arg({ type: CancelSeriesInput }) },
    resolve: (_root, { input }, context) => cancelSeries(context.command(), input),
  }),
  proposeOrderDate: t.field({
    type: ProposeDateResult,
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: ProposeDateInput }) },
    resolve: (_root, { input }, context) => proposeOrderDate(context.command(), input),
  }),
  agreeOrderDate: t.field({
    type: AgreeDateResult,
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: AgreeDateInput }) },
    resolve: (_root, { input }, context) => agreeOrderDate(context.command(), input),
  }),
}));
