/** How an order begins otherwise than empty, on the graph: copies, templates, the menu. */
import { OfferNotOnMenu, OrderSettingUnsound, TemplateNotFound } from '@jiedui/shared/order/flow-refusals.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { access, signedIn, station, stationOrBureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { pageSize } from '../limits.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { authorityIdsOf, stationIdsOf } from '../viewer.ts';
import { ordersToCopy } from './alike.store.ts';
import {
  copyOrder,
  retireOrderTemplate,
  saveOrderTemplate,
  startFromOffer,
  startFromTemplate,
} from './beginning.commands.ts';
import { type Menu, menusOf } from './menu.store.ts';
import { OrderRef } from './order.graph.ts';
import { ordersById } from './order.store.ts';
import { listTemplates, type Template } from './template.store.ts';
import { byOrder } from './of-order.ts';

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

builder.objectType(TemplateNotFound, {
  name: 'TemplateNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

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
}));
