/**
 * 菜单点单's answer: the organization whose offer was picked takes the order, or declines it with a reason; then the order is
 * open to everybody. The order is locked before its claim, as everywhere.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import { confirm, decline } from '@jiedui/shared/claim/lifecycle.ts';
import { type ClaimLapsed, ClaimNotFound, type ClaimNotIn, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import * as orderLife from '@jiedui/shared/order/lifecycle.ts';
import { type ReasonMissing, Refusal, StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, type Done, command } from '../hall/command.ts';
import { checksFor } from '../matching/fit.ts';
import { ownCheckFacts } from '../matching/matching.store.ts';
import { lockOrder, type OrderRow, saveStep } from '../order/order.store.ts';
import { organizationIdsOf, type Viewer } from '../viewer.ts';
import type { DecideClaimInput, RefuseClaimInput } from './claim.commands.ts';
import { claimById, lockCapacity, lockClaim, saveClaim } from './claim.store.ts';

/** 同意承接: from here on like any confirmed claim; the station has said yes by picking the offer. */
export function acceptMenuOrder(
  context: CommandContext,
  input: DecideClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | NotEligible> {
  const operation = { name: 'acceptMenuOrder', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockAsked(tx, viewer, input);
    if (held instanceof Refusal) return held;
    const confirmed = confirm(held.claim, context.at);
    if (confirmed instanceof Refusal) return confirmed;
    await lockCapacity(tx, held.claim.organizationId);
    const { checks } = await checksFor(
      tx,
      held.order,
      ownCheckFacts(tx, held.claim.organizationId, context.at),
      context.at,
    );
    // The claim that is answered holds its place of the month already: it does not stand in its own way.
    const failed = checks.filter((check) => !check.passed && check.code !== 'capacity');
    if (failed.length !== 0) return new NotEligible(failed);
    const order = orderLife.confirm(held.order, context.at);
    if (order instanceof Refusal) throw new Error(`claim ${held.claim.id} is pending but its order is ${order.actual}`);
    await saveClaim(tx, confirmed, viewer.accountId);
    await saveStep(tx, held.order, order, context.at);
    return doneWith({ ...confirmed, version: confirmed.version + 1, decidedBy: viewer.accountId }, 'menu.accepted');
  });
}

/** 谢绝: free to say no (志愿服务条例 §25); the station reads why, and the order is open to all. */
export function declineMenuOrder(
  context: CommandContext,
  input: RefuseClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | ReasonMissing> {
  const operation = { name: 'declineMenuOrder', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockAsked(tx, viewer, input);
    if (held instanceof Refusal) return held;
    const declined = decline(held.claim, input.reason, context.at);
    if (declined instanceof Refusal) return declined;
    const order = orderLife.release(held.order, context.at);
    if (order instanceof Refusal) throw new Error(`claim ${held.claim.id} was live but its order is ${order.actual}`);
    await saveClaim(tx, declined, viewer.accountId);
    await saveStep(tx, held.order, { ...order, claimedAt: null }, context.at);
    return doneWith({ ...declined, version: declined.version + 1, decidedBy: viewer.accountId }, 'menu.declined');
  });
}

async function lockAsked(
  tx: Tx,
  viewer: Viewer,
  input: DecideClaimInput,
): Promise<{ claim: Claim; order: OrderRow } | ClaimNotFound | StaleVersion> {
  const seen = await claimById(tx, input.claimId);
  const isOwn = seen?.awaits === 'organization' && organizationIdsOf(viewer).includes(seen.organizationId);
  if (!seen || !isOwn) return new ClaimNotFound();
  const order = await lockOrder(tx, seen.orderId);
  const claim = await lockClaim(tx, input.claimId);
  if (!order || !claim) return new ClaimNotFound();
  if (claim.version !== input.expectedVersion) return new StaleVersion(claim.version);
  return { claim, order };
}

function doneWith(claim: Claim, topic: string): Done<Claim> {
  const { stationId, organizationId, authorityId, orderId } = claim;
  return {
    value: claim,
    entity: 'claim',
    entityId: claim.id,
    versionBefore: claim.version - 1,
    versionAfter: claim.version,
    changed: ['state', 'order.state'],
    events: [
      {
        topic,
        entityId: claim.id,
        version: claim.version,
        payload: { stationId, organizationId, authorityId, orderId, market: 1 },
      },
    ],
  };
}
