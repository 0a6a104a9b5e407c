/** The organization's answer to an order that was made from its offer, on the graph. */
import { ClaimLapsed, ClaimNotFound, ClaimNotIn, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { ReasonMissing, StaleVersion } from '@jiedui/shared/refusal.ts';
import { access, organization } from '../access.ts';
import { builder } from '../builder.ts';
import { ClaimRef } from './claim.graph.ts';
import { acceptMenuOrder, declineMenuOrder } from './menu.commands.ts';

const AcceptMenuOrderInput = builder.inputType('AcceptMenuOrderInput', {
  fields: (t) => ({ clientMutationId: t.field({ type: 'UUID' }), claimId: t.id(), expectedVersion: t.int() }),
});
const DeclineMenuOrderInput = builder.inputType('DeclineMenuOrderInput', {
  fields: (t) => ({
    clientMutationId: t.field({ type: 'UUID' }),
    claimId: t.id(),
    expectedVersion: t.int(),
    reason: t.string(),
  }),
});
const AcceptMenuOrderResult = builder.errorUnion('AcceptMenuOrderResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, ClaimLapsed, StaleVersion, NotEligible],
});
const DeclineMenuOrderResult = builder.errorUnion('DeclineMenuOrderResult', {
  types: [ClaimRef, ClaimNotFound, ClaimNotIn, ClaimLapsed, StaleVersion, ReasonMissing],
});

builder.mutationFields((t) => ({
  acceptMenuOrder: t.field({
    type: AcceptMenuOrderResult,
    description: '同意承接: the organization takes the order that was made from its offer.',
    extensions: access(organization),
    args: { input: t.arg({ type: AcceptMenuOrderInput }) },
    resolve: (_root, { input }, context) => acceptMenuOrder(context.command(), input),
  }),
  declineMenuOrder: t.field({
    type: DeclineMenuOrderResult,
    description: '谢绝承接: with a reason; the order is open to everybody.',
    extensions: access(organization),
    args: { input: t.arg({ type: DeclineMenuOrderInput }) },
    resolve: (_root, { input }, context) => declineMenuOrder(context.command(), input),
  }),
}));
