/** Group robots (群机器人) and undelivered messages on the graph. Addresses and secrets never leave the server. */
import { CHANNELS, DELIVERY_STATES, DeliveryNotFound, DeliveryNotIn } from '@jiedui/shared/notice/delivery.ts';
import { groupOf, NOTICE_GROUP_WORDS } from '@jiedui/shared/notice/notice.ts';
import { RobotNotFound, RobotsNotOpen, RobotUnsound, TooManyRobots } from '@jiedui/shared/notice/robot-refusals.ts';
import { ROBOT_KINDS } from '@jiedui/shared/notice/robot.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { NoticeGroupEnum } from './inbox.graph.ts';
import { dismissDelivery, retryDelivery, saveRobot, testRobot } from './robots.commands.ts';
import { countUndelivered, type Delivery, listRobots, type Robot, undelivered } from './robots.store.ts';

const RobotKindEnum = builder.enumType('RobotKind', { values: ROBOT_KINDS });

const RobotRef = builder.objectRef<Robot>('Robot').implement({
  description: '群机器人: speaks of a unit’s notices in a WeCom or DingTalk group.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    kind: t.expose('kind', { type: RobotKindEnum }),
    name: t.exposeString('name'),
    shownAddress: t.exposeString('shownAddress', { description: 'Host and last characters of the key.' }),
    hasSecret: t.boolean({ resolve: ({ sealedSecret }) => sealedSecret !== null }),
    groups: t.field({ type: [NoticeGroupEnum], resolve: ({ groups }) => [...groups] }),
    active: t.exposeBoolean('active'),
    lastSentAt: t.expose('lastSentAt', { type: 'Instant', nullable: true }),
    lastError: t.exposeString('lastError', {
      nullable: true,
      description: 'Of the last attempt; null when it went well.',
    }),
  }),
});

const plainRefusal = { interfaces: [RefusalInterface], extensions: access(viaParent) };
builder.objectType(RobotsNotOpen, { name: 'RobotsNotOpen', ...plainRefusal });
builder.objectType(RobotNotFound, { name: 'RobotNotFound', ...plainRefusal });
builder.objectType(TooManyRobots, { name: 'TooManyRobots', ...plainRefusal });
builder.objectType(RobotUnsound, {
  name: 'RobotUnsound',
  ...plainRefusal,
  fields: (t) => ({ field: t.exposeString('field') }),
});

builder.queryField('robots', (t) =>
  t.field({
    type: [RobotRef],
    description: 'Of the viewer’s own station, organization or authority.',
    extensions: access(signedIn),
    resolve: async (_root, _args, context) => listRobots(await context.tx()),
  }),
);
builder.queryField('robotsAreOpen', (t) =>
  t.boolean({
    description: 'Whether this installation can keep a robot’s address safely.',
    extensions: access(signedIn),
    resolve: (_root, _args, { hall }) => Boolean(hall.outbound?.robots),
  }),
);

const SaveRobotInput = builder.inputType('SaveRobotInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    id: t.id({ required: false }),
    expectedVersion: t.int({ required: false }),
    kind: t.field({ type: RobotKindEnum }),
    name: t.string(),
    address: t.string({ required: false, description: 'Without it the address that is there stays.' }),
    secret: t.string({
      required: false,
      description: 'DingTalk’s 加签; without it what is there stays, empty takes it away.',
    }),
    groups: t.field({ type: [NoticeGroupEnum] }),
    active: t.boolean(),
  }),
});
builder.mutationField('saveRobot', (t) =>
  t.field({
    type: builder.errorUnion('SaveRobotResult', {
      types: [RobotRef, RobotsNotOpen, RobotNotFound, RobotUnsound, TooManyRobots, StaleVersion],
    }),
    extensions: access(signedIn),
    args: { input: t.arg({ type: SaveRobotInput }) },
    resolve: (_root, { input }, context) =>
      saveRobot(
        context.command(),
        {
          ...input,
          id: input.id ?? null,
          expectedVersion: input.expectedVersion ?? null,
          address: input.address ?? null,
          secret: input.secret ?? null,
        },
        context.hall.outbound?.robots ?? null,
      ),
  }),
);

const TestRobotInput = builder.inputType('TestRobotInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), id: t.id() }),
});
builder.mutationField('testRobot', (t) =>
  t.field({
    type: builder.errorUnion('TestRobotResult', { types: [RobotRef, RobotsNotOpen, RobotNotFound] }),
    extensions: access(signedIn),
    args: { input: t.arg({ type: TestRobotInput }) },
    resolve: (_root, { input }, context) => testRobot(context.command(), input, context.hall.outbound?.robots ?? null),
  }),
);

const DeliveryStateEnum = builder.enumType('DeliveryState', { values: DELIVERY_STATES });
const DeliveryChannelEnum = builder.enumType('DeliveryChannel', { values: CHANNELS });

const PURPOSE_WORDS = { code: '邮箱验证码', test: '群机器人测试' } as const;
const aboutOf = ({ purpose, kinds }: Delivery): string[] =>
  purpose === 'notices'
    ? [...new Set(kinds.map((kind) => NOTICE_GROUP_WORDS[groupOf(kind)]))]
    : [PURPOSE_WORDS[purpose]];

const DeliveryRef = builder.objectRef<Delivery>('Delivery').implement({
  description: '投递: a message that could not be delivered, or was laid aside.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    channel: t.expose('channel', { type: DeliveryChannelEnum }),
    state: t.expose('state', { type: DeliveryStateEnum }),
    recipient: t.exposeString('recipient', { nullable: true, description: 'Null for another unit’s robot.' }),
    about: t.stringList({
      description: 'What it told of, by group, without its words: 接单, or 测试 and 验证码.',
      resolve: aboutOf,
    }),
    attempts: t.exposeInt('attempts'),
    lastError: t.exposeString('lastError', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'Instant' }),
    reason: t.exposeString('reason', { nullable: true }),
    decidedAt: t.expose('decidedAt', { type: 'Instant', nullable: true }),
  }),
});
builder.objectType(DeliveryNotFound, { name: 'DeliveryNotFound', ...plainRefusal });
builder.objectType(DeliveryNotIn, {
  name: 'DeliveryNotIn',
  ...plainRefusal,
  fields: (t) => ({ actual: t.expose('actual', { type: DeliveryStateEnum }) }),
});

const DeliveryConnection = connectionOf('Delivery', DeliveryRef);
builder.queryField('undelivered', (t) =>
  t.field({
    type: DeliveryConnection,
    description: 'Newest first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      dismissed: t.arg.boolean({
        required: false,
        description: 'Those that were laid aside, instead of those that wait.',
      }),
    },
    resolve: async (_root, { first, after, dismissed }, context) => {
      const { limit, afterId } = pageAsked({ first, after: after ?? null });
      const state = dismissed ? 'dismissed' : 'dead';
      const tx = await context.tx();
      return pageOf(await undelivered(tx, state, limit, afterId), limit, () => countUndelivered(tx, state));
    },
  }),
);

const RetryDeliveryInput = builder.inputType('RetryDeliveryInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), id: t.id() }),
});
builder.mutationField('retryDelivery', (t) =>
  t.field({
    type: builder.errorUnion('RetryDeliveryResult', { types: [DeliveryRef, DeliveryNotFound, DeliveryNotIn] }),
    extensions: access(bureau),
    args: { input: t.arg({ type: RetryDeliveryInput }) },
    resolve: (_root, { input }, context) => retryDelivery(context.command(), input),
  }),
);
const DismissDeliveryInput = builder.inputType('DismissDeliveryInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), id: t.id(), reason: t.string() }),
});
builder.mutationField('dismissDelivery', (t) =>
  t.field({
    type: builder.errorUnion('DismissDeliveryResult', {
      types: [DeliveryRef, DeliveryNotFound, DeliveryNotIn, ReasonMissing],
    }),
    extensions: access(bureau),
    args: { input: t.arg({ type: DismissDeliveryInput }) },
    resolve: (_root, { input }, context) => dismissDelivery(context.command(), input),
  }),
);
