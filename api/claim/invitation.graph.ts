/** Invitations on the graph (派单邀请): who was asked what until when, and the answer. */
import {
  DECLINE_REASON_WORDS,
  DECLINE_REASONS,
  INVITATION_STATES,
  type Invitation,
} from '@jiedui/shared/claim/invitation.ts';
import { effectiveInvitationState } from '@jiedui/shared/claim/invitation-lifecycle.ts';
import DataLoader from 'dataloader';
import { access, signedIn, viaParent } from '../access.ts';
import { builder } from '../builder.ts';
import type { Context } from '../context.ts';
import { groupedInOrderOf } from '../hall/in-order.ts';
import { connectionOf, pageAsked, pageOf } from '../hall/page.ts';
import { RoundProposalRef } from '../matching/round-rows.graph.ts';
import { byOrder } from '../order/of-order.ts';
import { OrderRef } from '../order/order.graph.ts';
import { loadOrganization, OrganizationRef } from '../organization/organization.graph.ts';
import { AuthorityRef, loadAuthority } from '../region/region.graph.ts';
import { loadStation, StationRef } from '../station/station.graph.ts';
import { ClaimRef, loadOrder } from './claim.graph.ts';
import { claimById } from './claim.store.ts';
import {
  countInvitations,
  invitationById,
  invitationsOfRuns,
  lastInvitations,
  listInvitations,
} from './invitation.store.ts';

export const InvitationStateEnum = builder.enumType('InvitationState', { values: INVITATION_STATES });
export const DeclineReasonEnum = builder.enumType('DeclineReason', { values: DECLINE_REASONS });

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
  byOrder(context, 'invitationOfOrder', orderId, lastInvitations);
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
