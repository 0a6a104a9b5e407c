/** Accounts as they are kept: the bureau’s list and commands; everybody’s own password and sessions. */
import {
  AccountNotFound,
  AccountNotYours,
  AccountUnsound,
  PasswordWrong,
  AccountLocked,
} from '@jiedui/shared/account/refusals.ts';
import { localDateOf } from '@jiedui/shared/calendar.ts';
import { ReasonMissing } from '@jiedui/shared/refusal.ts';
import { access, bureau, ownAccount, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { viewerOf } from '../context.ts';
import { connectionOf, pageAsked, pageOf, searchAsked } from '../hall/page.ts';
import { FieldProblemRef } from '../hall/problem.graph.ts';
import { RoleEnum, RoleGrantRef, ViewerRef } from './account.graph.ts';
import {
  changePassword,
  endOtherSessions,
  openUnitAccount,
  resetPassword,
  setAccountOpen,
  setAccountRole,
  type ToldAccount,
} from './keeping.commands.ts';
import { countAccounts, type KeptAccount, listAccounts, liveSessions, type OwnSession } from './keeping.store.ts';

const AccountRef = builder.objectRef<KeptAccount>('Account').implement({
  description: '账号 of somebody at a unit that the viewer’s bureau looks after.',
  extensions: access(viaParent),
  fields: (t) => ({
    id: t.exposeID('id'),
    login: t.exposeString('login'),
    name: t.exposeString('name'),
    isOpen: t.boolean({ resolve: ({ state }) => state === 'active' }),
    mustChangePassword: t.exposeBoolean('mustChangePassword'),
    roles: t.field({ type: [RoleGrantRef], resolve: ({ roles }) => [...roles] }),
  }),
});
const AccountConnection = connectionOf('Account', AccountRef as never);
builder.queryField('accounts', (t) =>
  t.field({
    type: AccountConnection,
    description: 'Those that the viewer’s bureau keeps, newest first.',
    extensions: access(bureau),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      search: t.arg.string({ required: false, description: 'Part of the name or of the login.' }),
      unitId: t.arg.id({ required: false, description: 'A station, an organization or an authority.' }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const text = searchAsked(args.search);
      const today = localDateOf(context.at);
      const unitId = args.unitId ?? null;
      return pageOf(await listAccounts(await context.tx(), today, text, unitId, afterId, limit), limit, async () =>
        countAccounts(await context.tx(), today, text, unitId),
      ) as never;
    },
  }),
);

const SessionRef = builder.objectRef<OwnSession>('SignInSession').implement({
  description: 'One of the viewer’s own sessions that still live.',
  extensions: access(viaParent),
  fields: (t) => ({
    key: t.string({ resolve: ({ id }) => id }),
    createdAt: t.expose('createdAt', { type: 'Instant' }),
    seenAt: t.expose('seenAt', { type: 'Instant' }),
    isThis: t.boolean({ resolve: ({ id }, _args, context) => id === viewerOf(context).sessionId }),
  }),
});
builder.objectFields(ViewerRef, (t) => ({
  sessions: t.field({
    type: [SessionRef],
    resolve: async (viewer, _args, context) => liveSessions(await context.tx(), viewer.accountId, context.at),
  }),
}));

for (const [refusal, name] of [
  [PasswordWrong, 'PasswordWrong'],
  [AccountNotFound, 'AccountNotFound'],
  [AccountNotYours, 'AccountNotYours'],
] as const)
  builder.objectType(refusal, { name, interfaces: [RefusalInterface], extensions: access(viaParent) });
builder.objectType(AccountUnsound, {
  name: 'AccountUnsound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ problems: t.field({ type: [FieldProblemRef], resolve: ({ problems }) => [...problems] }) }),
});

const ToldRef = builder.objectRef<ToldAccount>('AccountKept').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    account: t.field({ type: AccountRef, resolve: ({ account }) => account }),
    firstPassword: t.exposeString('firstPassword', {
      nullable: true,
      description: 'Told once, of a new or a reset account; null when the same request comes again.',
    }),
  }),
});
const OpenInput = builder.inputType('OpenUnitAccountInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    login: t.string(),
    name: t.string(),
    roles: t.field({ type: [RoleEnum] }),
    stationId: t.id({ required: false }),
    organizationId: t.id({ required: false }),
    authorityId: t.id({ required: false }),
  }),
});
builder.mutationField('openUnitAccount', (t) =>
  t.field({
    type: builder.errorUnion('OpenUnitAccountResult', {
      types: [ToldRef, AccountUnsound, AccountNotFound, AccountNotYours],
    }),
    description: '开通账号: exactly one of the three units.',
    extensions: access(bureau),
    args: { input: t.arg({ type: OpenInput }) },
    resolve: (_root, { input }, context) =>
      openUnitAccount(context.command(), {
        ...input,
        stationId: input.stationId ?? null,
        organizationId: input.organizationId ?? null,
        authorityId: input.authorityId ?? null,
      }),
  }),
);
const AccountInput = builder.inputType('ResetPasswordInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), accountId: t.id() }),
});
builder.mutationField('resetPassword', (t) =>
  t.field({
    type: builder.errorUnion('ResetPasswordResult', { types: [ToldRef, AccountNotFound, AccountNotYours] }),
    extensions: access(bureau),
    args: { input: t.arg({ type: AccountInput }) },
    resolve: (_root, { input }, context) => resetPassword(context.command(), input),
  }),
);
const SetRoleInput = builder.inputType('SetAccountRoleInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    accountId: t.id(),
    role: t.field({ type: RoleEnum }),
    stationId: t.id({ required: false }),
    organizationId: t.id({ required: false }),
    authorityId: t.id({ required: false }),
    held: t.boolean({ description: 'Given from today on, or ended with today as its last day.' }),
    reason: t.string(),
  }),
});
builder.mutationField('setAccountRole', (t) =>
  t.field({
    type: builder.errorUnion('SetAccountRoleResult', {
      types: [ToldRef, AccountUnsound, AccountNotFound, AccountNotYours, ReasonMissing],
    }),
    description: '增加 or 结束 one role at one unit.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetRoleInput }) },
    resolve: (_root, { input }, context) =>
      setAccountRole(context.command(), {
        ...input,
        stationId: input.stationId ?? null,
        organizationId: input.organizationId ?? null,
        authorityId: input.authorityId ?? null,
      }),
  }),
);
const SetOpenInput = builder.inputType('SetAccountOpenInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    accountId: t.id(),
    open: t.boolean(),
    reason: t.string(),
  }),
});
builder.mutationField('setAccountOpen', (t) =>
  t.field({
    type: builder.errorUnion('SetAccountOpenResult', {
      types: [ToldRef, AccountNotFound, AccountNotYours, ReasonMissing],
    }),
    description: '停用 or 恢复 an account.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SetOpenInput }) },
    resolve: (_root, { input }, context) => setAccountOpen(context.command(), input),
  }),
);

const ChangedRef = builder.objectRef<{ changed: true }>('OwnAccountChanged').implement({
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({ changed: t.exposeBoolean('changed') }),
});
const ChangePasswordInput = builder.inputType('ChangePasswordInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), current: t.string(), next: t.string() }),
});
builder.mutationField('changePassword', (t) =>
  t.field({
    type: builder.errorUnion('ChangePasswordResult', {
      types: [ChangedRef, PasswordWrong, AccountLocked, AccountUnsound],
    }),
    description: 'The viewer’s own; every other session ends.',
    extensions: access(ownAccount),
    args: { input: t.arg({ type: ChangePasswordInput }) },
    resolve: (_root, { input }, context) => changePassword(context, viewerOf(context), input),
  }),
);
const EndSessionsInput = builder.inputType('EndOtherSessionsInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }) }),
});
builder.mutationField('endOtherSessions', (t) =>
  t.field({
    type: ChangedRef,
    extensions: access(ownAccount),
    args: { input: t.arg({ type: EndSessionsInput }) },
    resolve: (_root, { input }, context) => endOtherSessions(context, viewerOf(context), input.clientMutationId),
  }),
);
