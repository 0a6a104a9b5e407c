/** 邀请承接: the bureau asks one organization to take one order, from the order itself and not only from a round. */
import { formatDay, localDateOf, monthOf } from '@jiedui/shared/calendar.ts';
import { type Invitation, INVITED_DIRECTLY } from '@jiedui/shared/claim/invitation.ts';
import { respondUntil } from '@jiedui/shared/claim/invitation-lifecycle.ts';
import { InvitationsNotPossible } from '@jiedui/shared/claim/invitation-refusals.ts';
import { NotEligible } from '@jiedui/shared/claim/refusals.ts';
import { RulingNeeded } from '@jiedui/shared/claim/ruling-rules.ts';
import { seatsLeft } from '@jiedui/shared/order/commitment.ts';
import { isClaimable } from '@jiedui/shared/order/lifecycle.ts';
import { OrderNotFound } from '@jiedui/shared/order/refusals.ts';
import { v7 as uuid } from 'uuid';
import { type CommandContext, command } from '../hall/command.ts';
import { checksFor } from '../matching/fit.ts';
import { providersByIds } from '../matching/matching.store.ts';
import { takersOf } from '../order/takers.store.ts';
import { lockOrder } from '../order/order.store.ts';
import { authorityIdsOf } from '../viewer.ts';
import { invitationEvent } from './invitation.commands.ts';
import { insertInvitations, invitationById, lockOrdersToInvite, settleInvitations } from './invitation.store.ts';
import { rulingStateAt } from './ruling.commands.ts';

export interface InviteOrganizationInput {
  readonly clientMutationId: string;
  readonly orderId: string;
  readonly organizationId: string;
}

/** The clock starts now. Its turn need not have come; every other check must pass, or the organization could not accept. */
export function inviteOrganization(
  context: CommandContext,
  input: InviteOrganizationInput,
): Promise<Invitation | OrderNotFound | RulingNeeded | NotEligible | InvitationsNotPossible> {
  const operation = { name: 'inviteOrganization', key: input.clientMutationId, input, reload: invitationById };
  return command(context, operation, async (tx, viewer) => {
    const { at } = context;
    const { orderId, organizationId } = input;
    const order = 0 < authorityIdsOf(viewer).length ? await lockOrder(tx, orderId) : null;
    if (!order || order.state === 'draft') return new OrderNotFound();
    const [asked] = await lockOrdersToInvite(tx, [orderId], at);
    const not = (says: string) =>
      new InvitationsNotPossible([{ orderId, organizationId, message: `“${order.title}”${says}` }]);
    if (!isClaimable(order, at)) return not('已被接单、撤销或截止接单');
    const places = seatsLeft(order, await takersOf(tx, [orderId]), at);
    if (asked && (asked.waiting.includes(organizationId) || places <= asked.waiting.length))
      return not('已有邀请待答复');
    if ((await rulingStateAt(tx, order, at)) === 'waiting') return new RulingNeeded();
    const [provider] = await providersByIds(tx, [organizationId], at);
    if (!provider) return not('要邀请的组织不在本地名录中');
    const { checks } = await checksFor(tx, order, Promise.resolve(provider), at);
    const failed = checks.filter((check) => !check.passed && check.code !== 'first_refusal');
    if (0 < failed.length) return new NotEligible(failed);
    const invitation: Invitation = {
      id: uuid(),
      version: 1,
      runId: null,
      month: monthOf(localDateOf(at)),
      orderId,
      organizationId,
      stationId: order.stationId,
      authorityId: order.authorityId,
      state: 'pending',
      sentAt: at,
      sentence: `${INVITED_DIRECTLY}（${formatDay(localDateOf(at))}）`,
      respondUntil: respondUntil(at),
      answeredAt: null,
      declineReason: null,
      reason: null,
      claimId: null,
    };
    await settleInvitations(tx, [orderId], at);
    const { answeredAt: _1, declineReason: _2, reason: _3, claimId: _4, version: _5, ...row } = invitation;
    await insertInvitations(tx, [{ ...row, tenantId: viewer.tenantId, sentBy: viewer.accountId }]);
    return {
      value: invitation,
      entity: 'invitation',
      entityId: invitation.id,
      versionBefore: null,
      versionAfter: 1,
      changed: ['state'],
      events: [invitationEvent(invitation, 'invitation.sent')],
    };
  });
}
