/** 仍需要吗 on the graph: what awaits the month's word of the viewer's stations, and the word itself, one by one or at once. */
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { access, station, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { pageSize } from '../limits.ts';
import { stationIdsOf } from '../viewer.ts';
import { confirmAllNeeds, confirmOneNeed, type NeedsConfirmed } from './confirming.commands.ts';
import { ordersAwaiting } from './confirming.store.ts';
import { OrderRef } from './order.graph.ts';
import type { OrderRow } from './order.store.ts';

const OrdersAwaitingRef = builder
  .objectRef<{ readonly orders: readonly OrderRow[]; readonly count: number }>('OrdersAwaiting')
  .implement({
    description:
      'Open orders of which the station has not said this month that they are needed, longest unspoken first.',
    extensions: access(viaParent),
    fields: (t) => ({
      orders: t.field({ type: [OrderRef], resolve: ({ orders }) => [...orders] }),
      count: t.exposeInt('count', { description: 'All of them, listed here or not.' }),
    }),
  });

builder.queryField('ordersAwaiting', (t) =>
  t.field({
    type: OrdersAwaitingRef,
    extensions: access(station),
    args: { first: t.arg.int() },
    resolve: async (_root, { first }, context) =>
      ordersAwaiting(await context.tx(), stationIdsOf(viewerOf(context)), context.at, pageSize(first)),
  }),
);

const ConfirmNeedInput = builder.inputType('ConfirmNeedInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id() }),
});
const ConfirmNeedResult = builder.errorUnion('ConfirmNeedResult', { types: [OrderRef, OrderNotFound, OrderNotIn] });

builder.mutationField('confirmNeed', (t) =>
  t.field({
    type: ConfirmNeedResult,
    description: '仍需要: the station says that an open order is still needed; a resting one is back on the list.',
    extensions: access(station),
    args: { input: t.arg({ type: ConfirmNeedInput }) },
    resolve: (_root, { input }, context) => confirmOneNeed(context.command(), input),
  }),
);

const NeedsConfirmedRef = builder.objectRef<NeedsConfirmed>('NeedsConfirmed').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    confirmed: t.exposeInt('confirmed'),
    left: t.exposeInt('left', { description: 'More than one tap confirms; they still wait.' }),
  }),
});
const ConfirmAllNeedsInput = builder.inputType('ConfirmAllNeedsInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }) }),
});

builder.mutationField('confirmAllNeeds', (t) =>
  t.field({
    type: NeedsConfirmedRef,
    description: '全部仍需要: every open order of the viewer’s stations that awaits the month’s word.',
    extensions: access(station),
    args: { input: t.arg({ type: ConfirmAllNeedsInput }) },
    resolve: (_root, { input }, context) => confirmAllNeeds(context.command(), input),
  }),
);
