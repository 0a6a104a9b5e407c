/** 邀请承接 on the graph: from an order, without a round. */
import { InvitationsNotPossible } from '@jiedui/shared/claim/invitation-refusals.ts';
import { NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { RulingNeeded } from '@jiedui/shared/claim/ruling-rules.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { access, bureau, viaParent } from '../access.ts';
import { builder, RefusalInterface } from '../builder.ts';
import { InvitationRef } from './invitation.graph.ts';
import { inviteOrganization } from './invite.commands.ts';

builder.objectType(RulingNeeded, {
  name: 'RulingNeeded',
  interfaces: [RefusalInterface],
  extensions: access(viaParent),
});

const InviteOrganizationInput = builder.inputType('InviteOrganizationInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), orderId: t.id(), organizationId: t.id() }),
});
const InviteOrganizationResult = builder.errorUnion('InviteOrganizationResult', {
  types: [InvitationRef, OrderNotFound, RulingNeeded, NotEligible, InvitationsNotPossible],
});
builder.mutationField('inviteOrganization', (t) =>
  t.field({
    type: InviteOrganizationResult,
    description: '邀请承接: the bureau asks one organization to take one order; the clock starts now.',
    extensions: access(bureau),
    args: { input: t.arg({ type: InviteOrganizationInput }) },
    resolve: (_root, { input }, context) => inviteOrganization(context.command(), input),
  }),
);
