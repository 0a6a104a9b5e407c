/**
 * 菜单点单's answer: the organization whose offer was picked takes the order, or declines it with a reason; then the order is
 * open to everybody. The order is locked before its claim, as everywhere.
 */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import { confirm, decline } from '@jiedui/shared/claim/lifecycle.ts';
import { type ClaimLapsed, type ClaimNotFound, type ClaimNotIn, NotEligible } from '@jiedui/shared/claim/refusals.ts';
import * as orderLife from '@jiedui/shared/order/lifecycle.ts';
import { type ReasonMissing, Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { checksFor } from '../matching/fit.ts';
import { ownCheckFacts } from '../matching/matching.store.ts';
import { termsOfOne } from '../order/claim-terms.store.ts';
import { organizationIdsOf, type Viewer } from '../viewer.ts';
import { type DecideClaimInput, lockHeld, type RefuseClaimInput, releaseOrder, saveBoth } from './claim.commands.ts';
import { claimById, lockCapacity } from './claim.store.ts';

/** What the claim that is answered takes up itself: it does not stand in its own way. */
const HELD_ALREADY: readonly string[] = ['capacity', 'open_load', 'first_refusal'];

/** 同意承接: from here on like any confirmed claim; the station has said yes by picking the offer. */
export function acceptMenuOrder(
  context: CommandContext,
  input: DecideClaimInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | NotEligible> {
  const operation = { name: 'acceptMenuOrder', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockAsked(tx, viewer, input);
    if (held instanceof Refusal) return held;
    const terms = await termsOfOne(tx, held.order.authorityId);
    const confirmed = confirm(held.claim, terms, held.order.windowTo, context.at);
    if (confirmed instanceof Refusal) return confirmed;
    await lockCapacity(tx, held.claim.organizationId);
    const { checks } = await checksFor(
      tx,
      held.order,
      ownCheckFacts(tx, held.claim.organizationId, context.at),
      context.at,
    );
    const failed = checks.filter((check) => !check.passed && !HELD_ALREADY.includes(check.code));
    if (failed.length !== 0) return new NotEligible(failed);
    const order = orderLife.confirm(held.order, confirmed.startUntil, context.at);
    if (order instanceof Refusal) throw new Error(`claim ${held.claim.id} is pending but its order is ${order.actual}`);
    return saveBoth(tx, viewer, held, confirmed, order, 'menu.accepted', context.at);
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
    const declined = decline(held.claim, 'other', input.reason, context.at);
    if (declined instanceof Refusal) return declined;
    return releaseOrder(tx, viewer, held, declined, 'menu.declined', context.at);
  });
}

/** The claim, if it waits for one of the viewer's organizations. */
const lockAsked = (tx: Tx, viewer: Viewer, input: DecideClaimInput) =>
  lockHeld(
    tx,
    input,
    (claim) => claim.awaits === 'organization' && organizationIdsOf(viewer).includes(claim.organizationId),
  );
