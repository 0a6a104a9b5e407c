/** The lease of a confirmed claim: the first session is planned (首场安排) or recorded, or the term extended once (延期). */
import type { Tx } from '@jiedui/db/connect.ts';
import type { Claim } from '@jiedui/shared/claim/claim.ts';
import type { LocalDate } from '@jiedui/shared/calendar.ts';
import { extend, plan } from '@jiedui/shared/claim/lifecycle.ts';
import type {
  AlreadyExtended,
  AlreadyStarted,
  ClaimLapsed,
  ClaimNotFound,
  ClaimNotIn,
  FirstSessionNotPossible,
} from '@jiedui/shared/claim/refusals.ts';
import { type ReasonMissing, Refusal, type StaleVersion } from '@jiedui/shared/refusal.ts';
import { type CommandContext, command } from '../hall/command.ts';
import { termsOfOne } from '../order/claim-terms.store.ts';
import { lockShared } from '../order/order.store.ts';
import { settleStanding } from '../order/standing.ts';
import { organizationIdsOf, type Viewer } from '../viewer.ts';
import { type DecideClaimInput, lockHeld, saveBoth } from './claim.commands.ts';
import { claimById, markStarted } from './claim.store.ts';

export interface PlanFirstSessionInput extends DecideClaimInput {
  readonly on: LocalDate;
}

/** The holder says on which day it begins; from then on the claim cannot lapse. */
export function planFirstSession(
  context: CommandContext,
  input: PlanFirstSessionInput,
): Promise<Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | FirstSessionNotPossible> {
  const operation = { name: 'planFirstSession', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(tx, input, ofOwn(viewer));
    if (held instanceof Refusal) return held;
    const planned = plan(held.claim, input.on, held.order, context.at);
    if (planned instanceof Refusal) return planned;
    return saveBoth(tx, viewer, held, planned, { ...held.order, claimLapsesAt: null }, 'claim.planned', context.at);
  });
}

export interface ExtendClaimInput extends DecideClaimInput {
  readonly reason: string;
}

/** Once, within the term, with a reason that the station reads. */
export function extendClaim(
  context: CommandContext,
  input: ExtendClaimInput,
): Promise<
  Claim | ClaimNotFound | ClaimNotIn | ClaimLapsed | StaleVersion | AlreadyStarted | AlreadyExtended | ReasonMissing
> {
  const operation = { name: 'extendClaim', key: input.clientMutationId, input, reload: claimById };
  return command(context, operation, async (tx, viewer) => {
    const held = await lockHeld(tx, input, ofOwn(viewer));
    if (held instanceof Refusal) return held;
    const extended = extend(held.claim, await termsOfOne(tx, held.order.authorityId), input.reason, context.at);
    if (extended instanceof Refusal) return extended;
    const order = { ...held.order, claimLapsesAt: extended.startUntil };
    return saveBoth(tx, viewer, held, extended, order, 'claim.extended', context.at);
  });
}

/** A first session for these orders was recorded: the claims of who served have begun, and shared orders stand anew. */
export async function beginClaims(
  tx: Tx,
  orderIds: readonly string[],
  organizationIds: readonly string[],
  at: Date,
): Promise<void> {
  for (const id of await markStarted(tx, orderIds, organizationIds, at)) {
    const order = await lockShared(tx, id);
    if (order) await settleStanding(tx, order, at);
  }
}

const ofOwn = (viewer: Viewer) => (claim: Claim) => organizationIdsOf(viewer).includes(claim.organizationId);
