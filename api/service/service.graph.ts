/** Sessions (服务记录) on the graph: reading, recording, confirming, sending back. No rule lives here; see shared/service. */
import { PersonalDataFound } from '@jiedui/shared/personal-data.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { SameSide, SessionIncomplete, SessionNotFound, SessionNotIn } from '@jiedui/shared/service/refusals.ts';
import { access, organization, signedIn, stationOrOrganization, viaParent } from '../access.ts';
import { RefusalInterface, builder, isUuid } from '../builder.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { QuantityInput } from '../hall/quantity.graph.ts';
import { byOrder } from '../order/of-order.ts';
import { OrderRef } from '../order/order.graph.ts';
import { confirmSession, recordSession, returnSession } from './service.commands.ts';
import {
  ActivityCategoryEnum,
  HeadcountRoleEnum,
  ServiceMethodEnum,
  SessionRef,
  SessionStateEnum,
} from './session.graph.ts';
import { countSessions, listSessions, sessionById, sessionsOfOrders } from './session-read.store.ts';

builder.objectType(SessionNotFound, {
  name: 'SessionNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(SessionNotIn, {
  name: 'SessionNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: SessionStateEnum }) }),
});
builder.objectType(SessionIncomplete, {
  name: 'SessionIncomplete',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: (refusal) => [...refusal.problems] }) }),
});
builder.objectType(SameSide, { name: 'SameSide', interfaces: [RefusalInterface], extensions: access(viaParent) });

builder.queryField('session', (t) =>
  t.field({
    type: SessionRef,
    nullable: true,
    description: 'Null when it does not exist and when it is not for the viewer: the two look alike.',
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => (isUuid(id) ? sessionById(await context.tx(), id) : null),
  }),
);

export const SessionConnectionRef = connectionOf('Session', SessionRef);

builder.queryField('sessions', (t) =>
  t.field({
    type: SessionConnectionRef,
    description: 'Newest first: those in which the viewer’s station, organization or authority takes part.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [SessionStateEnum], required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const states = args.states ?? null;
      const tx = await context.tx();
      return pageOf(await listSessions(tx, states, afterId, limit), limit, () => countSessions(tx, states));
    },
  }),
);

builder.objectField(OrderRef, 'sessions', (t) =>
  t.field({
    type: [SessionRef],
    description: 'Sessions that served this order and are for the viewer, newest first.',
    resolve: (order, _args, context) => byOrder(context, 'service.ofOrders', order.id, sessionsOfOrders),
  }),
);

const HeadcountInput = builder.inputType('HeadcountInput', {
  fields: (t) => ({
    role: t.field({ type: HeadcountRoleEnum }),
    quantity: t.field({ type: QuantityInput }),
    targetGroup: t.string({ required: false }),
  }),
});
const GoodsInput = builder.inputType('GoodsInput', {
  fields: (t) => ({
    item: t.string(),
    spec: t.string(),
    quantity: t.field({ type: QuantityInput }),
    recipientStationId: t.id({ required: false }),
    recipient: t.string(),
  }),
});
const PhotoInput = builder.inputType('PhotoInput', {
  description: 'A file as POST /files answered it.',
  fields: (t) => ({ fileId: t.id(), caption: t.string() }),
});
const SessionOrderInput = builder.inputType('SessionOrderInput', {
  fields: (t) => ({ orderId: t.id(), completes: t.boolean({ description: 'The order is done with this session.' }) }),
});

const RecordSessionInput = builder.inputType('RecordSessionInput', {
  description: 'The whole session as it stands in the form. Without id and expectedVersion: a new one.',
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    submit: t.boolean({ description: 'Hand it to the stations, rather than keep it as a draft.' }),
    title: t.string(),
    theme: t.string(),
    category: t.field({ type: ActivityCategoryEnum, required: false }),
    method: t.field({ type: ServiceMethodEnum }),
    serviceTypes: t.stringList(),
    startedAt: t.field({ type: 'Instant' }),
    endedAt: t.field({ type: 'Instant' }),
    place: t.string(),
    contents: t.stringList(),
    partners: t.stringList(),
    summary: t.string(),
    stationIds: t.idList(),
    providerIds: t.idList({ description: 'The recording organization is always one of them, named or not.' }),
    orders: t.field({ type: [SessionOrderInput] }),
    headcounts: t.field({ type: [HeadcountInput] }),
    goods: t.field({ type: [GoodsInput] }),
    photos: t.field({ type: [PhotoInput] }),
  }),
});
const RecordSessionResult = builder.errorUnion('RecordSessionResult', {
  types: [SessionRef, SessionNotFound, SessionNotIn, SessionIncomplete, PersonalDataFound, StaleVersion],
});

builder.mutationField('recordSession', (t) =>
  t.field({
    type: RecordSessionResult,
    description: '服务记录: the organization writes down what it held, for the stations to confirm.',
    extensions: access(organization),
    args: { input: t.arg({ type: RecordSessionInput }) },
    resolve: (_root, { input }, context) =>
      recordSession(context.command(), {
        ...input,
        id: input.id ?? null,
        expectedVersion: input.expectedVersion ?? null,
        category: input.category ?? null,
        headcounts: input.headcounts.map((headcount) => ({ ...headcount, targetGroup: headcount.targetGroup ?? null })),
        goods: input.goods.map((goods) => ({ ...goods, recipientStationId: goods.recipientStationId ?? null })),
      }),
  }),
);

const ConfirmSessionInput = builder.inputType('ConfirmSessionInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    sessionId: t.id(),
    expectedVersion: t.int(),
    satisfaction: t.int({ required: false, description: '1 to 5.' }),
    opinion: t.string({ required: false }),
  }),
});
const ConfirmSessionResult = builder.errorUnion('ConfirmSessionResult', {
  types: [SessionRef, SessionNotFound, SessionNotIn, SameSide, StaleVersion],
});

builder.mutationField('confirmSession', (t) =>
  t.field({
    type: ConfirmSessionResult,
    description: '确认: the viewer’s station confirms for itself; with the last one the session counts.',
    // Organizations too, so that the side that recorded hears why it may not.
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: ConfirmSessionInput }) },
    resolve: (_root, { input }, context) =>
      confirmSession(context.command(), {
        ...input,
        satisfaction: input.satisfaction ?? null,
        opinion: input.opinion ?? null,
      }),
  }),
);

const ReturnSessionInput = builder.inputType('ReturnSessionInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    sessionId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const ReturnSessionResult = builder.errorUnion('ReturnSessionResult', {
  types: [SessionRef, SessionNotFound, SessionNotIn, SameSide, StaleVersion, ReasonMissing],
});

builder.mutationField('returnSession', (t) =>
  t.field({
    type: ReturnSessionResult,
    description: '退回: a listed station sends it back with a reason; the organization corrects and hands it in again.',
    extensions: access(stationOrOrganization),
    args: { input: t.arg({ type: ReturnSessionInput }) },
    resolve: (_root, { input }, context) => returnSession(context.command(), input),
  }),
);
