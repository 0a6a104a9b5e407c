/**
 * 派单邀请 from both sides: the bureau sends what it approved of a run, and takes back; the organization accepts, which is a
 * claim like any other, or declines. Nobody is assigned (志愿服务条例 §25). The order is always locked before its invitation.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import type { DeclineReason, Invitation } from '@jiedui/shared/claim/invitation.ts';
import * as life from '@jiedui/shared/claim/invitation-lifecycle.ts';
import {
  type InvitationLapsed,
  InvitationNotFound,
  type InvitationNotIn,
} from '@jiedui/shared/claim/invitation-refusals.ts';
import type {
  AlreadyClaimed,
  ClaimTooLate,
  NotEligible,
  NotEnoughLeft,
  ShareUnclear,
} from '@jiedui/shared/claim/refusals.ts';
import type { Portion } from '@jiedui/shared/order/commitment.ts';
import type { OrderNotFound, OrderNotIn } from '@jiedui/shared/order/refusals.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, type Done, type DomainEvent, command } from '../hall/command.ts';
import { lockOrder, lockShared, orderById } from '../order/order.store.ts';
import { authorityIdsOf, organizationIdsOf, type Viewer } from '../viewer.ts';
import { isSecondLiveClaim, takeFor } from './claim.commands.ts';
import { invitationById, lockInvitation, saveInvitation } from './invitation.store.ts';

export interface AnswerInvitationInput {
  readonly clientMutationId: string;
  readonly invitationId: string;
  readonly expectedVersion: number;
}

export type AcceptInvitationAnswer =
  | Invitation
  | InvitationNotFound
  | InvitationNotIn
  | InvitationLapsed
  | StaleVersion
  | OrderNotFound
  | OrderNotIn
  | AlreadyClaimed
  | ClaimTooLate
  | NotEligible
  | NotEnoughLeft
  | ShareUnclear;

export interface AcceptInvitationInput extends AnswerInvitationInput {
  /** Of a partial order what is taken, by line; left out or null: all that is left. */
  readonly portions?: readonly Portion[] | null;
}

/** 接受邀请: the organization claims the order, judged as any claim is; the station confirms it as any other. */
export async function acceptInvitation(
  context: CommandContext,
  input: AcceptInvitationInput,
): Promise<AcceptInvitationAnswer> {
  const operation = { name: 'acceptInvitation', key: input.clientMutationId, input, reload: invitationById };
  const attempt = () =>
    command(context, operation, async (tx, viewer) => {
      const invitation = await lockHeld(tx, input, ofOwnOrganization(viewer));
      if (invitation instanceof Refusal) return invitation;
      const refused = life.moveInvitation(invitation, 'accept', context.at);
      if (refused instanceof Refusal) return refused;
      const order = await orderById(tx, invitation.orderId);
      const claimed = await takeFor(
        tx,
        viewer,
        invitation.organizationId,
        order,
        input.portions ?? null,
        context.at,
        true,
      );
      if (claimed instanceof Refusal) return claimed;
      const accepted = life.acceptInvitation(invitation, claimed.value.id, context.at);
      if (accepted instanceof Refusal) return accepted;
      return saved(tx, viewer, accepted, 'invitation.accepted', claimed);
    });
  try {
    return await attempt();
  } catch (error) {
    if (isSecondLiveClaim(error)) return attempt();
    throw error;
  }
}

export interface DeclineInvitationInput extends AnswerInvitationInput {
  readonly reason: DeclineReason;
  /** Needed with `other`. */
  readonly words: string;
}

/** 谢绝邀请: nothing is held against the organization; the pair is not proposed again in the month. */
export function declineInvitation(
  context: CommandContext,
  input: DeclineInvitationInput,
): Promise<Invitation | InvitationNotFound | InvitationNotIn | InvitationLapsed | StaleVersion | ReasonMissing> {
  const operation = { name: 'declineInvitation', key: input.clientMutationId, input, reload: invitationById };
  return command(context, operation, async (tx, viewer) => {
    const invitation = await lockHeld(tx, input, ofOwnOrganization(viewer));
    if (invitation instanceof Refusal) return invitation;
    const declined = life.declineInvitation(invitation, input.reason, input.words, context.at);
    if (declined instanceof Refusal) return declined;
    return saved(tx, viewer, declined, 'invitation.declined', null);
  });
}

export interface WithdrawInvitationInput extends AnswerInvitationInput {
  readonly reason: string;
}

/** 撤回邀请: by the bureau that sent it, or one above, with a reason that the organization reads. */
export function withdrawInvitation(
  context: CommandContext,
  input: WithdrawInvitationInput,
): Promise<Invitation | InvitationNotFound | InvitationNotIn | InvitationLapsed | StaleVersion | ReasonMissing> {
  const operation = { name: 'withdrawInvitation', key: input.clientMutationId, input, reload: invitationById };
  return command(context, operation, async (tx, viewer) => {
    // Row-level security lets nobody lock an invitation of an authority that is not below the viewer's.
    const invitation = await lockHeld(tx, input, () => 0 < authorityIdsOf(viewer).length);
    if (invitation instanceof Refusal) return invitation;
    const withdrawn = life.withdrawInvitation(invitation, input.reason, context.at);
    if (withdrawn instanceof Refusal) return withdrawn;
    return saved(tx, viewer, withdrawn, 'invitation.withdrawn', null);
  });
}

const ofOwnOrganization = (viewer: Viewer) => (invitation: Invitation) =>
  organizationIdsOf(viewer).includes(invitation.organizationId);

async function lockHeld(
  tx: Tx,
  input: AnswerInvitationInput,
  isOwn: (invitation: Invitation) => boolean,
): Promise<Invitation | InvitationNotFound | StaleVersion> {
  const seen = await invitationById(tx, input.invitationId);
  if (!seen || !isOwn(seen)) return new InvitationNotFound();
  // An order in somebody else's hands cannot be locked by an organization; the claim then says in whose.
  if ((await lockShared(tx, seen.orderId)) === null) await lockOrder(tx, seen.orderId);
  const invitation = await lockInvitation(tx, input.invitationId);
  if (!invitation) return new InvitationNotFound();
  return invitation.version === input.expectedVersion ? invitation : new StaleVersion(invitation.version);
}

async function saved(
  tx: Tx,
  viewer: Viewer,
  invitation: Invitation,
  topic: string,
  claimed: Done<Claim> | null,
): Promise<Done<Invitation>> {
  await saveInvitation(tx, invitation, viewer.accountId);
  const value = { ...invitation, version: invitation.version + 1 };
  return {
    value,
    entity: 'invitation',
    entityId: invitation.id,
    versionBefore: invitation.version,
    versionAfter: value.version,
    changed: claimed ? ['state', 'claimId', ...claimed.changed] : ['state', 'reason'],
    events: [...(claimed?.events ?? []), invitationEvent(value, topic)],
  };
}

/** Both parties, the authority, and the station whose order it is. */
export function invitationEvent(
  { id, version, stationId, organizationId, authorityId, orderId }: Omit<Invitation, 'answeredAt'>,
  topic: string,
): DomainEvent {
  return { topic, entityId: id, version, payload: { stationId, organizationId, authorityId, orderId } };
}
