/** Invitations on the graph (派单邀请): who was asked what until when, and the answer. */
import {
  DECLINE_REASON_WORDS,
  DECLINE_REASONS,
  INVITATION_STATES,
  type Invitation,
} from '@jiedui/shared/claim/invitation.ts';
import { effectiveInvitationState } from '@jiedui/shared/claim/invitation-lifecycle.ts';
import {
  InvitationLapsed,
  InvitationNotFound,
  InvitationNotIn,
  type InvitationProblem,
  InvitationsNotPossible,
} from '@jiedui/shared/claim/invitation-refusals.ts';
import { AlreadyClaimed, ClaimTooLate, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { RunNotFound, RunNotIn } from '@jiedui/shared/matching/round/run.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import DataLoader from 'dataloader';
import { access, bureau, organization, signedIn, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import type { Context } from '../context.ts';
import { badInput } from '../errors.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { RoundProposalRef } from '../matching/round-plan.graph.ts';
import { MatchingRunRef, RunStateEnum } from '../matching/run.graph.ts';
import { OrderRef } from '../order/order.graph.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { ClaimRef, loadOrder } from './claim.graph.ts';
import { claimById } from './claim.store.ts';
import { acceptInvitation, declineInvitation, withdrawInvitation } from './invitation.commands.ts';
import {
  countInvitations,
  invitationById,
  invitationsOfRuns,
  lastInvitations,
  listInvitations,
} from './invitation.store.ts';
import { sendInvitations } from './send-invitations.ts';

const InvitationStateEnum = builder.enumType('InvitationState', { values: INVITATION_STATES });
const DeclineReasonEnum = builder.enumType('DeclineReason', { values: DECLINE_REASONS });

export const InvitationRef = builder.objectRef<Invitation>('Invitation').implement({
  description: '派单邀请: the bureau asks an organization to take an order. It may decline; silence lets it lapse.',
  extensions: access(viaParent),
  isTypeOf: (value) => !(value instanceof Error),
  fields: (t) => ({
    id: t.exposeID('id'),
    version: t.exposeInt('version'),
    state: t.field({
      type: InvitationStateEnum,
      resolve: (invitation, _args, { at }) => effectiveInvitationState(invitation, at),
    }),
    month: t.expose('month', { type: 'Month' }),
    order: t.field({ type: OrderRef, resolve: (row, _args, context) => loadOrder(context, row.orderId) }),
    station: t.field({ type: StationRef, resolve: (row, _args, context) => loadStation(context, row.stationId) }),
    organization: t.field({
      type: OrganizationRef,
      resolve: (row, _args, context) => loadOrganization(context, row.organizationId),
    }),
    authority: t.field({
      type: AuthorityRef,
      description: 'Who asks.',
      resolve: (row, _args, context) => loadAuthority(context, row.authorityId),
    }),
    sentence: t.exposeString('sentence', { description: '为什么邀请贵单位' }),
    sentAt: t.expose('sentAt', { type: 'Instant' }),
    respondUntil: t.expose('respondUntil', { type: 'Instant', description: 'Last instant for an answer.' }),
    answeredAt: t.expose('answeredAt', { type: 'Instant', nullable: true }),
    declineReason: t.expose('declineReason', { type: DeclineReasonEnum, nullable: true }),
    declineReasonWords: t.string({
      nullable: true,
      resolve: ({ declineReason }) => declineReason && DECLINE_REASON_WORDS[declineReason],
    }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'The organization’s words, or the bureau’s when it withdrew.',
    }),
    claim: t.field({
      type: ClaimRef,
      nullable: true,
      description: 'Made by accepting.',
      resolve: async (row, _args, context) => (row.claimId ? claimById(await context.tx(), row.claimId) : null),
    }),
  }),
});

const loadLast = (context: Context, orderId: string): Promise<Invitation[]> =>
  context
    .loader(
      'invitationOfOrder',
      () =>
        new DataLoader<string, Invitation[]>(async (ids) =>
          groupedInOrderOf(ids, await lastInvitations(await context.tx(), ids), (row) => row.orderId),
        ),
    )
    .load(orderId);
const loadOfRun = (context: Context, runId: string): Promise<Invitation[]> =>
  context
    .loader(
      'invitationsOfRun',
      () =>
        new DataLoader<string, Invitation[]>(async (ids) =>
          groupedInOrderOf(ids, await invitationsOfRuns(await context.tx(), ids), (row) => row.runId),
        ),
    )
    .load(runId);

builder.objectField(OrderRef, 'invitation', (t) =>
  t.field({
    type: InvitationRef,
    nullable: true,
    description: 'The last one, for those whom it concerns.',
    resolve: async (order, _args, context) => (await loadLast(context, order.id))[0] ?? null,
  }),
);
builder.objectField(RoundProposalRef, 'invitation', (t) =>
  t.field({
    type: InvitationRef,
    nullable: true,
    description: 'Of a run that was sent.',
    resolve: async ({ runId, orderId }, _args, context) =>
      runId ? ((await loadOfRun(context, runId)).find((row) => row.orderId === orderId) ?? null) : null,
  }),
);

builder.queryField('invitation', (t) =>
  t.field({
    type: InvitationRef,
    nullable: true,
    extensions: access(signedIn),
    args: { id: t.arg.id() },
    resolve: async (_root, { id }, context) => invitationById(await context.tx(), id),
  }),
);
const InvitationConnectionRef = connectionOf('Invitation', InvitationRef);
builder.queryField('invitations', (t) =>
  t.field({
    type: InvitationConnectionRef,
    description: 'Newest first: those of the viewer’s organization, of its station’s orders, or of its authorities.',
    extensions: access(signedIn),
    args: {
      first: t.arg.int(),
      after: t.arg.string({ required: false }),
      states: t.arg({ type: [InvitationStateEnum], required: false }),
      runId: t.arg({ type: 'UUID', required: false }),
    },
    resolve: async (_root, args, context) => {
      const { limit, afterId } = pageAsked(args);
      const tx = await context.tx();
      const filter = { states: args.states ?? null, runId: args.runId ?? null };
      return pageOf(await listInvitations(tx, filter, afterId, limit, context.at), limit, () =>
        countInvitations(tx, filter, context.at),
      );
    },
  }),
);

builder.objectType(InvitationNotFound, {
  name: 'InvitationNotFound',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});
builder.objectType(InvitationNotIn, {
  name: 'InvitationNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: InvitationStateEnum }) }),
});
builder.objectType(InvitationLapsed, {
  name: 'InvitationLapsed',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ lapsedAt: t.expose('lapsedAt', { type: 'Instant' }) }),
});
const InvitationProblemRef = builder.objectRef<InvitationProblem>('InvitationProblem').implement({
  extensions: access(viaParent),
  fields: (t) => ({
    orderId: t.exposeID('orderId'),
    organizationId: t.exposeID('organizationId'),
    message: t.exposeString('message'),
  }),
});
builder.objectType(InvitationsNotPossible, {
  name: 'InvitationsNotPossible',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({
    problems: t.field({ type: [InvitationProblemRef], resolve: (refusal) => [...refusal.problems] }),
  }),
});
builder.objectType(RunNotFound, { name: 'RunNotFound', interfaces: [RefusalInterface], extensions: access(viaParent) });
builder.objectType(RunNotIn, {
  name: 'RunNotIn',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
  fields: (t) => ({ actual: t.expose('actual', { type: RunStateEnum }) }),
});

const InvitedPairInput = builder.inputType('InvitedPairInput', {
  fields: (t) => ({ orderId: t.field({ type: 'UUID' }), organizationId: t.field({ type: 'UUID' }) }),
});
const OverriddenPairInput = builder.inputType('OverriddenPairInput', {
  fields: (t) => ({
    orderId: t.field({ type: 'UUID' }),
    organizationId: t.field({ type: 'UUID' }),
    reason: t.string({ description: 'Why it is decided otherwise: kept with the run.' }),
  }),
});
const SendInvitationsInput = builder.inputType('SendInvitationsInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    runId: t.id(),
    expectedVersion: t.int({ description: 'Of the run.' }),
    pairs: t.field({
      type: [InvitedPairInput],
      required: false,
      description: 'Approved proposals of the run. Without it: every one that is not overridden.',
    }),
    overridden: t.field({ type: [OverriddenPairInput], required: false, description: 'The rest is ignored.' }),
  }),
});
const SendInvitationsResult = builder.errorUnion('SendInvitationsResult', {
  types: [MatchingRunRef, RunNotFound, RunNotIn, StaleVersion, InvitationsNotPossible, ReasonMissing],
});
const AnswerInvitationInput = builder.inputType('AnswerInvitationInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), invitationId: t.id(), expectedVersion: t.int() }),
});
const DeclineInvitationInput = builder.inputType('DeclineInvitationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    invitationId: t.id(),
    expectedVersion: t.int(),
    reason: t.field({ type: DeclineReasonEnum }),
    words: t.string({ required: false, description: 'Needed with `other`; the bureau reads it.' }),
  }),
});
const WithdrawInvitationInput = builder.inputType('WithdrawInvitationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    invitationId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const AcceptInvitationResult = builder.errorUnion('AcceptInvitationResult', {
  types: [
    InvitationRef,
    InvitationNotFound,
    InvitationNotIn,
    InvitationLapsed,
    StaleVersion,
    OrderNotFound,
    OrderNotIn,
    AlreadyClaimed,
    ClaimTooLate,
    NotEligible,
  ],
});
const DeclineInvitationResult = builder.errorUnion('DeclineInvitationResult', {
  types: [InvitationRef, InvitationNotFound, InvitationNotIn, InvitationLapsed, StaleVersion, ReasonMissing],
});
const WithdrawInvitationResult = builder.errorUnion('WithdrawInvitationResult', {
  types: [InvitationRef, InvitationNotFound, InvitationNotIn, InvitationLapsed, StaleVersion, ReasonMissing],
});

/** More than these do not fit into a request; without a list all go out. */
const PAIRS_MOST = 1_000;

builder.mutationFields((t) => ({
  sendInvitations: t.field({
    type: SendInvitationsResult,
    description: '发送邀请: decides on the whole run, once. Each organization may accept or decline.',
    extensions: access(bureau),
    args: { input: t.arg({ type: SendInvitationsInput }) },
    resolve: (_root, { input }, context) => {
      const { pairs = null, overridden } = input;
      for (const list of [pairs ?? [], overridden ?? []])
        if (PAIRS_MOST < list.length) throw badInput('pairs', list.length, `至多 ${PAIRS_MOST} 项`);
      return sendInvitations(context.command(), { ...input, pairs, overridden: overridden ?? [] });
    },
  }),
  acceptInvitation: t.field({
    type: AcceptInvitationResult,
    description: '接受邀请: the organization claims the order; every refusal of a claim is possible.',
    extensions: access(organization),
    args: { input: t.arg({ type: AnswerInvitationInput }) },
    resolve: (_root, { input }, context) => acceptInvitation(context.command(), input),
  }),
  declineInvitation: t.field({
    type: DeclineInvitationResult,
    description: '谢绝邀请: nothing is held against the organization.',
    extensions: access(organization),
    args: { input: t.arg({ type: DeclineInvitationInput }) },
    resolve: (_root, { input }, context) =>
      declineInvitation(context.command(), { ...input, words: input.words ?? '' }),
  }),
  withdrawInvitation: t.field({
    type: WithdrawInvitationResult,
    description: '撤回邀请: by the bureau, with a reason.',
    extensions: access(bureau),
    args: { input: t.arg({ type: WithdrawInvitationInput }) },
    resolve: (_root, { input }, context) => withdrawInvitation(context.command(), input),
  }),
}));
