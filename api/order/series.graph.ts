/** Series of orders on the graph: the rule and what it produced, starting one, and taking back the rest of it. */
import { OfferNotOnMenu, OrderSettingUnsound, SeriesNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { MembersUnsettled, OrderIncomplete, OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { recurrenceWords, REPEATING, REST_DAYS } from '@jiedui/shared/order/series.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, station, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { CancelReasonEnum, OrderRef } from './order.graph.ts';
import { ordersById } from './order.store.ts';
import { startSeries } from './series.commands.ts';
import { ordersOfSeries, type Series, seriesByIds } from './series.store.ts';
import { cancelSeries } from './series-cancel.commands.ts';

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

builder.objectFields(OrderRef, (t) => ({
  seriesSeq: t.exposeInt('seriesSeq', { nullable: true, description: 'Which of its series; null for a single order.' }),
  series: t.field({
    type: OrderSeriesRef,
    nullable: true,
    resolve: async (order, _args, context) =>
      order.seriesId ? ((await seriesByIds(await context.tx(), [order.seriesId]))[0] ?? null) : null,
  }),
}));

builder.objectType(SeriesNotFound, {
  name: 'SeriesNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
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
    post: t.boolean({
      required: false,
      description: 'Publish every one too, all or none. Left out: they stay drafts.',
    }),
  }),
});
const CancelSeriesInput = builder.inputType('CancelSeriesInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    seriesId: t.id(),
    expectedVersion: t.int(),
    fromSeq: t.int({ description: 'This one and all after it.' }),
    reasonCode: t.field({ type: CancelReasonEnum }),
    reason: t.string(),
  }),
});
const StartSeriesResult = builder.errorUnion('StartOrderSeriesResult', {
  types: [
    OrderSeriesRef,
    OrderNotFound,
    OrderNotIn,
    StaleVersion,
    OrderSettingUnsound,
    OrderIncomplete,
    PersonalDataFound,
    OfferNotOnMenu,
    MembersUnsettled,
  ],
});
const CancelSeriesResult = builder.errorUnion('CancelOrderSeriesResult', {
  types: [OrderSeriesRef, SeriesNotFound, StaleVersion, ReasonMissing],
});
builder.mutationFields((t) => ({
  startOrderSeries: t.field({
    type: StartSeriesResult,
    extensions: access(station),
    args: { input: t.arg({ type: StartSeriesInput }) },
    resolve: (_root, { input }, context) => startSeries(context.command(), { ...input, post: input.post ?? false }),
  }),
  cancelOrderSeries: t.field({
    type: CancelSeriesResult,
    description: '取消之后全部: one of a series and all that follow; those under way stay.',
    extensions: access(station),
    args: { input: t.arg({ type: CancelSeriesInput }) },
    resolve: (_root, { input }, context) => cancelSeries(context.command(), input),
  }),
}));
