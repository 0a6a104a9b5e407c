/** What is done with invitations on the graph: sending, accepting, declining, taking back; and every reason why not. */
import {
  InvitationLapsed,
  InvitationNotFound,
  InvitationNotIn,
  type InvitationProblem,
  InvitationsNotPossible,
} from '@jiedui/shared/claim/invitation-refusals.ts';
import {
  AlreadyClaimed,
  ClaimTooLate,
  NotEligible,
  NotEnoughLeft,
  ShareUnclear,
} from '@jiedui/shared/claim/refusals.ts';
import { RunNotFound, RunNotIn } from '@jiedui/shared/matching/round/run.ts';
import { PortionInput } from './claim.graph.ts';
import { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, bureau, organization, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { badInput } from '../errors.ts';
import { MatchingRunRef, RunStateEnum } from '../matching/run.graph.ts';
import { acceptInvitation, declineInvitation, withdrawInvitation } from './invitation.commands.ts';
import { DeclineReasonEnum, InvitationRef, InvitationStateEnum } from './invitation.graph.ts';
import { sendInvitations } from './send-invitations.ts';

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
const AcceptInvitationInput = builder.inputType('AcceptInvitationInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    invitationId: t.id(),
    expectedVersion: t.int(),
    portions: t.field({
      type: [PortionInput],
      required: false,
      description: 'Of a partial order what is taken; without it all that is left.',
    }),
  }),
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
    NotEnoughLeft,
    ShareUnclear,
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
    args: { input: t.arg({ type: AcceptInvitationInput }) },
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
