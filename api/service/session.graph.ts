/** The session (服务记录) and its parts on the graph: names and shapes. Parts are loaded for many sessions at once. */
import type { Tx } from '@jiedui/db/connect.ts';
import { mayConfirm, mayEdit } from '@jiedui/shared/service/lifecycle.ts';
import {
  ACTIVITY_CATEGORIES,
  type Goods,
  HEADCOUNT_ROLES,
  type Headcount,
  SERVICE_METHODS,
  SESSION_STATES,
  type SessionStation,
} from '@jiedui/shared/service/session.ts';
import DataLoader from 'dataloader';
import { access, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import { type Context, viewerOf } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { QuantityRef } from '../hall/quantity.graph.ts';
import { OrderRef } from '../order/order.graph.ts';
import { ordersById } from '../order/order.store.ts';
import { OrganizationRef, loadOrganization } from '../organization/organization.graph.ts';
import { StationRef, loadStation } from '../station/station.graph.ts';
import { actorOf } from './opened-session.ts';
import {
  type Of,
  type PhotoRow,
  type SessionRow,
  goodsOfSessions,
  headcountsOfSessions,
  orderLinksOfSessions,
  photosOfSessions,
  stationsOfSessions,
} from './session-read.store.ts';

export const SessionStateEnum = builder.enumType('SessionState', { values: SESSION_STATES });
export const ActivityCategoryEnum = builder.enumType('ActivityCategory', { values: ACTIVITY_CATEGORIES });
export const ServiceMethodEnum = builder.enumType('ServiceMethod', { values: SERVICE_METHODS });
export const HeadcountRoleEnum = builder.enumType('HeadcountRole', { values: HEADCOUNT_ROLES });

/** One loader a request for one kind of part. */
function loaderOf<Part>(name: string, read: (tx: Tx, sessionIds: readonly string[]) => Promise<Of<Part>[]>) {
  return (context: Context, session: SessionRow): Promise<Of<Part>[]> =>
    context
      .loader(
        `service.${name}`,
        () =>
          new DataLoader<string, Of<Part>[]>(async (ids) =>
            groupedInOrderOf(ids, await read(await context.tx(), ids), (part) => part.sessionId),
          ),
      )
      .load(session.id);
}

const loadStations = loaderOf<SessionStation>('stations', stationsOfSessions);
const loadHeadcounts = loaderOf<Headcount>('headcounts', headcountsOfSessions);
const loadGoods = loaderOf<Goods>('goods', goodsOfSessions);
const loadPhotos = loaderOf<PhotoRow>('photos', photosOfSessions);
const loadOrderLinks = loaderOf('orderLinks', orderLinksOfSessions);
const loadOrders = loaderOf('orders', async (tx, sessionIds) => {
  const links = await orderLinksOfSessions(tx, sessionIds);
  const orders = new Map(
    (await ordersById(tx, [...new Set(links.map((link) => link.orderId))])).map((order) => [order.id, order]),
  );
  // A station sees its own orders only, though the session served those of others too.
  return links.flatMap(({ sessionId, orderId }) => {
    const order = orders.get(orderId);
    return order ? [{ sessionId, order }] : [];
  });
});

const SessionStationRef = builder.objectRef<SessionStation>('SessionStation').implement({
  description: 'A station that was served, and its word: each listed station confirms for itself.',
  extensions: access(viaParent),
  fields: (t) => ({
    station: t.field({ type: StationRef, resolve: (part, _args, context) => loadStation(context, part.stationId) }),
    confirmedAt: t.expose('confirmedAt', { type: 'Instant', nullable: true }),
    satisfaction: t.exposeInt('satisfaction', { nullable: true, description: '1 to 5.' }),
    opinion: t.exposeString('opinion', { nullable: true }),
  }),
});

const HeadcountRef = builder.objectRef<Headcount>('Headcount').implement({
  description: 'How many took part in one role.',
  extensions: access(viaParent),
  fields: (t) => ({
    role: t.expose('role', { type: HeadcountRoleEnum }),
    quantity: t.expose('quantity', { type: QuantityRef }),
    targetGroup: t.exposeString('targetGroup', { nullable: true }),
  }),
});

const GoodsRef = builder.objectRef<Goods>('Goods').implement({
  description: '物资: what was handed over, and to whom.',
  extensions: access(viaParent),
  fields: (t) => ({
    item: t.exposeString('item'),
    spec: t.exposeString('spec', { description: 'Such as 初级, 中级.' }),
    quantity: t.expose('quantity', { type: QuantityRef }),
    recipientStation: t.field({
      type: StationRef,
      nullable: true,
      resolve: ({ recipientStationId }, _args, context) =>
        recipientStationId ? loadStation(context, recipientStationId) : null,
    }),
    recipient: t.exposeString('recipient'),
  }),
});

const PhotoRef = builder.objectRef<PhotoRow>('Photo').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Of the file.' }),
    url: t.string({ resolve: (photo) => `/files/${photo.id}` }),
    caption: t.exposeString('caption'),
    width: t.exposeInt('width'),
    height: t.exposeInt('height'),
  }),
});

export const SessionRef = builder.objectRef<SessionRow>('Session').implement({
  description: '服务记录: one event as it was held; many stations, providers and orders may share it.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    number: t.exposeString('number'),
    version: t.exposeInt('version'),
    state: t.expose('state', { type: SessionStateEnum }),
    title: t.exposeString('title'),
    theme: t.exposeString('theme'),
    category: t.expose('category', { type: ActivityCategoryEnum, nullable: true }),
    method: t.expose('method', { type: ServiceMethodEnum }),
    serviceTypes: t.stringList({ resolve: (session) => [...session.serviceTypes] }),
    startedAt: t.expose('startedAt', { type: 'Instant' }),
    endedAt: t.expose('endedAt', { type: 'Instant' }),
    place: t.exposeString('place'),
    contents: t.stringList({ description: 'What was done, a line each.', resolve: (session) => [...session.contents] }),
    partners: t.stringList({ description: 'Names of others who helped.', resolve: (session) => [...session.partners] }),
    summary: t.exposeString('summary'),
    organization: t.field({
      type: OrganizationRef,
      description: 'The side that records.',
      resolve: (session, _args, context) => loadOrganization(context, session.organizationId),
    }),
    stations: t.field({
      type: [SessionStationRef],
      resolve: (session, _args, context) => loadStations(context, session),
    }),
    providers: t.field({
      type: [OrganizationRef],
      resolve: (session, _args, context) =>
        Promise.all(session.organizationIds.map((id) => loadOrganization(context, id))),
    }),
    orders: t.field({
      type: [OrderRef],
      description: 'Those of the orders served that the viewer may see.',
      resolve: async (session, _args, context) => (await loadOrders(context, session)).map((part) => part.order),
    }),
    completesOrderIds: t.idList({
      description: 'Orders that are completed when the session is confirmed.',
      resolve: async (session, _args, context) =>
        (await loadOrderLinks(context, session)).filter((link) => link.completes).map((link) => link.orderId),
    }),
    headcounts: t.field({
      type: [HeadcountRef],
      resolve: (session, _args, context) => loadHeadcounts(context, session),
    }),
    goods: t.field({ type: [GoodsRef], resolve: (session, _args, context) => loadGoods(context, session) }),
    photos: t.field({ type: [PhotoRef], resolve: (session, _args, context) => loadPhotos(context, session) }),
    returnReason: t.exposeString('returnReason', { nullable: true }),
    submittedAt: t.expose('submittedAt', { type: 'Instant', nullable: true }),
    confirmedAt: t.expose('confirmedAt', { type: 'Instant', nullable: true }),
    mayConfirm: t.boolean({
      description: 'Whether the viewer may confirm it or send it back now.',
      resolve: async (session, _args, context) =>
        mayConfirm({ ...session, stations: await loadStations(context, session) }, actorOf(viewerOf(context))),
    }),
    mayEdit: t.boolean({
      description: 'Whether the viewer may still write in it.',
      resolve: (session, _args, context) => mayEdit({ ...session, stations: [] }, actorOf(viewerOf(context))),
    }),
  }),
});
