/** The agreed date of an order on the graph: what either side proposed, and agreeing. */
import { DATE_SIDES, DATE_STATES, meetingWords } from '@jiedui/shared/order/meeting.ts';
import { DateNotForYou, OrderSettingUnsound } from '@jiedui/shared/order/flow-refusals.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, stationOrOrganization, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { organizationIdsOf, stationIdsOf } from '../viewer.ts';
import { agreeOrderDate, proposeOrderDate } from './meeting.commands.ts';
import { datesOfOrders, type OrderDate } from './meeting.store.ts';
import { OrderRef } from './order.graph.ts';
import { byOrder } from './of-order.ts';

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

builder.objectFields(OrderRef, (t) => ({
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
}));

builder.objectType(DateNotForYou, {
  name: 'DateNotForYou',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
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

const ProposeDateResult = builder.errorUnion('ProposeOrderDateResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, OrderSettingUnsound],
});
const AgreeDateResult = builder.errorUnion('AgreeOrderDateResult', {
  types: [OrderRef, OrderNotFound, OrderNotIn, StaleVersion, DateNotForYou],
});

builder.mutationFields((t) => ({
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
